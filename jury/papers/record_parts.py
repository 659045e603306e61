"""Parts of the decision record on paper: how sure it is, released words, what happened.

Everything comes from the published document; nothing is added to it.
"""

from __future__ import annotations

from jury.domain.record.document import Document, ProposalRow
from jury.domain.record.event import ActRow
from jury.papers.printable import said
from jury.papers.record_words import KINDS
from jury.papers.wording import Wording


def pair(wording: Wording, what: str, told: str) -> str:
    """Write a name and what is said of it, with the colon of the language."""
    _ = wording.say
    return _("%(what)s: %(told)s", what=what, told=told)


def happened(wording: Wording, kind: str) -> str:
    """Name what happened to a decision after it was adopted."""
    _ = wording.say
    return {
        "contested": _("The decision is contested"),
        "upheld": _("The decision stands"),
        "annulled": _("The decision is annulled"),
        "retaken": _("The authority has decided again"),
        "given_up": _("A funded project gives up"),
        "drawn": _("Slips were drawn in public on the reserve list"),
        "passed_on": _("Its money goes down the reserve list"),
    }.get(kind, kind)


def contester(wording: Wording, by_whom: str) -> str:
    """Name who contests a decision: what kind of person, never which."""
    _ = wording.say
    return {
        "applicant": _("An applicant"),
        "somebody_else": _("Somebody else"),
        "authority_above": _("A court or a supervising authority"),
    }.get(by_whom, by_whom)


def signed(wording: Wording, act: ActRow) -> str:
    """Name a signed act by its number and its day."""
    return f"{act.number}, {wording.written_day(act.day)}"


def _act(wording: Wording, act: ActRow | None) -> list[str]:
    _ = wording.say
    return [pair(wording, _("Signed act"), signed(wording, act))] if act is not None else []


def events(wording: Wording, document: Document) -> list[dict[str, object]]:
    """Give what happened to the decision: what, on which day, why, and where money went."""
    titles = {p.id: p.title for p in document.proposals}
    return [
        {
            "what": " · ".join(
                part
                for part in (
                    happened(wording, event.kind),
                    titles.get(event.project or "", ""),
                    wording.written_day(event.day),
                    contester(wording, event.by_whom),
                    event.reference,
                )
                if part
            ),
            "reason": said(event.reason, document.call.language),
            "grants": [
                pair(wording, titles.get(p, p), wording.money(cents))
                for p, cents in event.grants.items()
            ]
            + [
                pair(wording, str(number), titles.get(p, p))
                for number, p in enumerate(event.order, 1)
            ]
            + _act(wording, event.act),
        }
        for event in document.events
    ]


def composition(wording: Wording, document: Document) -> list[tuple[str, str]]:
    """Give who sat on the jury, group by group, beside who registered and who lives there."""
    _ = wording.say
    found = []
    for group in document.jury.composition:
        told = [
            wording.number(group.jury),
            _("registered: %(number)s", number=wording.number(group.registered)),
        ]
        if group.share is not None:
            told.append(_("in the population: %(share)s", share=wording.share(group.share)))
        found.append((pair(wording, group.feature, ", ".join(group.values)), " · ".join(told)))
    return found


def days(wording: Wording, document: Document) -> list[tuple[str, str]]:
    """Give what the log holds of each day, in the order in which a call goes its way."""
    order = {kind: place for place, kind in enumerate(KINDS)}
    return [
        (
            wording.written_day(row.day),
            "; ".join(
                _often(wording, kind, times)
                for kind, times in sorted(
                    row.entries.items(), key=lambda found: order.get(found[0], len(order))
                )
            ),
        )
        for row in document.process
    ]


def _often(wording: Wording, kind: str, times: int) -> str:
    what = wording.say(KINDS[kind]) if kind in KINDS else kind
    return f"{what} ({wording.say('%(times)s times', times=times)})" if times > 1 else what


def how_sure(wording: Wording, document: Document) -> list[str]:
    """Say what stands nearest to the line, and what one juror less would change."""
    _, ngettext = wording.say, wording.count
    titles = {p.id: p.title for p in document.proposals}
    told = [
        pair(
            wording,
            titles.get(row.proposal, row.proposal),
            _("%(points)s points above", points=wording.points(row.points))
            if row.above
            else _("%(points)s points below", points=wording.points(row.points)),
        )
        for row in document.sure.nearest
    ]
    if told:
        told.insert(0, _("Nearest to the line:"))
    else:
        told.append(_("A few points more or less would have changed nothing here."))
    moved = document.sure.leaving_out
    if moved is None:
        return [*told, _("This jury is so large that leaving out one juror was not tried.")]
    if not any(moved.values()):
        return [
            *told,
            _("If any one juror had been left out, every project would have the same result."),
        ]
    told.append(
        _(
            "What if one juror had been left out? This was tried with each of them."
            " What would change:"
        )
    )
    return told + [
        pair(
            wording,
            titles.get(proposal, proposal),
            ngettext(
                "%(num)s juror's absence would change what it gets.",
                "the absence of any of %(num)s jurors would change what it gets.",
                times,
            ),
        )
        for proposal, times in sorted(moved.items(), key=lambda m: (-m[1], m[0]))
        if times
    ]


def agreed(wording: Wording, project: ProposalRow) -> str:
    """Say how many of the jurors who stayed agree with the reasons, or that there are none."""
    _, given = wording.say, project.reasons
    if given is None:
        return _(
            "The jury has written no reasons for this project. Its judgement stands question by"
            " question below."
        )
    if not given.confirmed:
        return _(
            "Reasons were drafted, but not confirmed: %(agree)s of the %(stay)s jurors who stayed"
            " agreed.",
            agree=given.agree,
            stay=project.jurors_who_stayed,
        )
    return _(
        "Confirmed by the jury: %(agree)s of the %(stay)s jurors who stayed agree, %(disagree)s do"
        " not.",
        agree=given.agree,
        disagree=given.disagree,
        stay=project.jurors_who_stayed,
    )


def kept_back(wording: Wording, project: ProposalRow) -> str:
    """Say how many texts stay closed or were shortened by their authors."""
    told = []
    if project.words.withheld:
        told.append(
            wording.count(
                "%(num)s text stays closed, as its author wants.",
                "%(num)s texts stay closed, as their authors want.",
                project.words.withheld,
            )
        )
    if project.words.shortened:
        told.append(
            wording.count(
                "One was shortened by its author.",
                "%(num)s were shortened by their authors.",
                project.words.shortened,
            )
        )
    return " ".join(told)
