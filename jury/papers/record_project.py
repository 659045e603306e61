"""One project in the decision record on paper: how it was judged, and its own words if funded.

Everything comes from the published document; nothing is added to it.
"""

from __future__ import annotations

from jury.domain.proposal import QUESTIONS as IN_ORDER
from jury.domain.record.document import CountRow, Document, ProposalRow
from jury.domain.record.project import DetailsRow
from jury.papers.outcomes import answer, outcome, why
from jury.papers.printable import in_groups, said, said_briefly
from jury.papers.record_parts import agreed, kept_back, pair
from jury.papers.record_words import QUESTIONS, TIES
from jury.papers.wording import Wording


def project_words(wording: Wording) -> dict[str, object]:
    """Give the headings and columns that each project shares."""
    _ = wording.say
    return {
        "departs": _("Why the authority departs from the jury"),
        "reasons": _("The jury's reasons"),
        "judged": _("How the jury judged, question by question"),
        "count_columns": [_("Question"), _("How many chose each level"), _("The jury gives")],
        "convinced": _("What convinced"),
        "worried": _("What worried"),
        "whole": _("What this project will do"),
        "partners": _("Who brings what, who gains what"),
        "partner_columns": [_("Partner"), _("Brings"), _("Gains"), _("Share of the money")],
        "other": _("Money from elsewhere"),
        "users": _("The people concerned speak"),
        "silent": _("This place is empty: nobody of the people concerned has written here."),
        "indicators": _("What will be counted"),
        "indicator_columns": [_("What"), _("Today"), _("Promised")],
        "files": _("Files that the jury could read"),
        "file_digest": _("Fingerprint (SHA-256):"),
    }


def project(wording: Wording, document: Document, row: ProposalRow) -> dict[str, object]:
    """Give all that the record holds of one project."""
    call = document.call
    return {
        "name": said_briefly(row.title, row.language, "–"),
        "asked": wording.say("asked for %(money)s", money=wording.money(row.asked_cents)),
        "place": said_briefly(row.place, row.language),
        "summary": said(row.summary, row.language),
        "jury": " ".join(_judged(wording, row)),
        "authority": _answered(wording, row),
        "departs": said(row.authority.reason, call.language)
        if row.authority.answer == "departs"
        else None,
        "reasons": _reasons(document, row),
        "agreed": agreed(wording, row),
        "ties": _ties(wording, row),
        "convinced": [said(text, call.language) for text in row.words.convinced],
        "worried": [said(text, call.language) for text in row.words.worried],
        "kept": kept_back(wording, row),
        "counts": [_count(wording, document, found) for found in row.criteria],
        "whole": _whole(wording, row),
    }


def _judged(wording: Wording, row: ProposalRow) -> list[str]:
    """Say what the jury made of a project, and why it gets what it gets."""
    _ = wording.say
    amount = f", {wording.money(row.jury.amount_cents)}" if row.jury.amount_cents else ""
    told = [f"{_('The jury:')} {outcome(wording, row.jury.outcome)}{amount}."]
    if row.jury.place:
        told.append(_("Place %(place)s.", place=row.jury.place))
    if row.score:
        told.append(_("Score %(score)s of 100.", score=wording.points(row.score)))
    elif row.vote is not None and row.jury.why.get("code") not in ("vote_no", "nobody_voted"):
        told.append(
            _(
                "Too few jurors could judge it, so the room voted: %(yes)s yes, %(no)s no,"
                " %(abstain)s without a choice.",
                yes=row.vote.yes,
                no=row.vote.no,
                abstain=row.vote.abstain,
            )
        )
    return [*told, why(wording, row.jury.why)]


def _answered(wording: Wording, row: ProposalRow) -> str:
    given = row.authority
    amount = f", {wording.money(given.amount_cents)}" if given.amount_cents else ""
    told = f"{answer(wording, given.answer)}, {outcome(wording, given.outcome)}{amount}"
    return f"{wording.say('The authority:')} {told}."


def _reasons(document: Document, row: ProposalRow) -> list[dict[str, object]]:
    """Give the jury's own reasons, where more than half of those who stayed confirmed them."""
    if row.reasons is None or not row.reasons.confirmed:
        return []
    language = document.call.language
    return [
        {
            "question": said_briefly(c.question, language, "–"),
            "said": said(row.reasons.texts[c.id], language),
        }
        for c in document.call.criteria
        if row.reasons.texts.get(c.id)
    ]


def _ties(wording: Wording, row: ProposalRow) -> list[str]:
    """Say how many jurors stayed with a project, and what they said of their ties."""
    _ = wording.say
    told = "; ".join(
        f"{_(text)} ({row.ties[degree]})" for degree, text in TIES.items() if row.ties.get(degree)
    )
    return [
        wording.count(
            "%(num)s juror stayed with this project.",
            "%(num)s jurors stayed with this project.",
            row.jurors_who_stayed,
        ),
        *([f"{_('What jurors said of their ties:')} {told}."] if told else []),
    ]


def _count(wording: Wording, document: Document, found: CountRow) -> dict[str, object]:
    """Give how many chose each level of a question; only their number under its quorum."""
    language = document.call.language
    criterion = next(c for c in document.call.criteria if c.id == found.criterion)
    levels = zip(criterion.levels, found.counts or (), strict=False)
    top = len(criterion.levels) - 1
    _, ngettext = wording.say, wording.count
    return {
        "question": said_briefly(criterion.question, language, "–"),
        "levels": [
            {"word": said_briefly(level.word, language), "many": many} for level, many in levels
        ],
        "few": ngettext(
            "%(num)s juror could judge it: too few for a score.",
            "%(num)s jurors could judge it: too few for a score.",
            found.n,
        ),
        "cannot": ngettext(
            "%(num)s juror could not judge it.",
            "%(num)s jurors could not judge it.",
            found.cannot_judge,
        )
        if found.cannot_judge
        else "",
        "score": _("%(score)s of %(top)s", score=wording.points(found.score), top=top)
        if found.score
        else "–",
    }


def _whole(wording: Wording, row: ProposalRow) -> dict[str, object] | None:
    """Give a project's own answers, partners and details; None where they are not published."""
    if row.answers is None:
        return None
    annexes = row.details.annexes if row.details else {}
    return {
        "answers": [
            {
                "name": wording.say(QUESTIONS[name]),
                "said": said(row.answers[name], row.language),
                "annex_name": pair(
                    wording, wording.say("What is technical about it"), wording.say(QUESTIONS[name])
                ),
                "annex": said(annexes.get(name, ""), row.language),
            }
            for name in IN_ORDER
            if row.answers.get(name) or annexes.get(name)
        ],
        "partners": [
            {
                "name": said_briefly(partner.name, row.language, "–"),
                "brings": said(partner.contribution, row.language),
                "gains": said(partner.benefit, row.language),
                "share": wording.money(partner.share_cents) if partner.share_cents else "–",
            }
            for partner in row.partners or ()
        ],
        **_beside(wording, row.details, row.language),
    }


def _beside(wording: Wording, details: DetailsRow | None, language: str) -> dict[str, object]:
    """Give what stands beside the plain answers: other money, the users' word, counts, files."""
    return {
        "users": said(details.users_word if details else "", language),
        "other": [
            {"source": said_briefly(f.source, language, "–"), "money": wording.money(f.cents)}
            for f in (details.other_funding if details else ())
        ],
        "indicators": [
            [said_briefly(text, language, "–") for text in (r.name, r.today, r.promised)]
            for r in (details.indicators if details else ())
        ],
        "files": [
            {"name": said_briefly(f.description, language, "–"), "digest": in_groups(f.sha256)}
            for f in (details.files if details else ())
        ],
    }
