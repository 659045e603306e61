"""The letters that applicants get: that a project came in, what is missing, how it was answered."""

from __future__ import annotations

from jury.services.letters import post
from jury.services.letters.texts import when, words
from jury.services.perform import Act
from jury.storage.account import Account
from jury.storage.proposal import Proposal


def acknowledge(act: Act, proposal: Proposal, digest: str) -> None:
    """Tell the lead that the project came in: when, its digest, the next dates, whom to ask."""
    call, account = act.the_call(), _lead(act, proposal)
    _ = words(account.language).gettext
    lines = [
        _("Hello %(name)s,") % {"name": account.name},
        _("your project “%(title)s” came in on %(when)s.")
        % {"title": proposal.title, "when": when(act.now, account.language, call.timezone)},
        _("Its fingerprint (SHA-256) stands in the public log: %(digest)s") % {"digest": digest},
        _("Until %(when)s you can change it and hand it in again.")
        % {"when": when(call.closes_at, account.language, call.timezone)},
        _("The decision comes until %(when)s.")
        % {"when": when(call.decide_by, account.language, call.timezone)},
        _("Questions? %(contact)s") % {"contact": call.contact},
        _address(act, proposal),
    ]
    _send(act, proposal, account, _("Your project came in"), lines)


def admitted(act: Act, proposal: Proposal) -> None:
    """Tell the lead that the project is complete and in time, and what was looked at."""
    account = _lead(act, proposal)
    _ = words(account.language).gettext
    lines = [
        _("Hello %(name)s,") % {"name": account.name},
        _("your project “%(title)s” is complete and in time.") % {"title": proposal.title},
        _answered(account, proposal.admissibility_answers),
        _("Next comes whether it meets the conditions of the call. You get another letter then."),
        _address(act, proposal),
    ]
    _send(act, proposal, account, _("Your project is complete and in time"), lines)


def accepted(act: Act, proposal: Proposal, *, both: bool) -> None:
    """Tell the lead that the project goes before the jury, and what was looked at.

    `both`: that it is complete and in time is said by this letter too.
    """
    account = _lead(act, proposal)
    _ = words(account.language).gettext
    one = _("your project “%(title)s” meets the conditions of the call.")
    two = _("your project “%(title)s” is complete, in time, and meets the conditions of the call.")
    earlier = proposal.admissibility_answers if both else []
    lines = [
        _("Hello %(name)s,") % {"name": account.name},
        (two if both else one) % {"title": proposal.title},
        _answered(account, [*earlier, *proposal.eligibility_answers]),
        _("It goes before the jury. Whether it is good, the jury says."),
        _address(act, proposal),
    ]
    _send(act, proposal, account, _("Your project goes before the jury"), lines)


def refused(act: Act, proposal: Proposal) -> None:
    """Tell the lead which question the project fails, why, and how to contest it."""
    call, account = act.the_call(), _lead(act, proposal)
    _ = words(account.language).gettext
    late = _(
        "your project “%(title)s” does not go before the jury: it is not complete or was late."
    )
    unfit = _("your project “%(title)s” does not go before the jury: a condition is not met.")
    rows = proposal.eligibility_answers or proposal.admissibility_answers
    lines = [
        _("Hello %(name)s,") % {"name": account.name},
        (unfit if proposal.state == "ineligible" else late) % {"title": proposal.title},
        _answered(account, [row for row in rows if row["answer"] == "no"]),
        _("The reason: %(reason)s") % {"reason": proposal.decision_reason},
        _("If you do not agree, you can say so on its page until %(when)s.")
        % {"when": when(proposal.contest_until, account.language, call.timezone)},
        _("Other ways: %(appeal)s") % {"appeal": call.appeal},
        _address(act, proposal),
    ]
    _send(act, proposal, account, _("Your project does not go before the jury"), lines)


def _answered(account: Account, rows: list[dict[str, str]]) -> str:
    """Write each question with its answer, one a line, and why where somebody said so."""
    _ = words(account.language).gettext
    said = {"yes": _("Yes"), "no": _("No"), "not_applicable": _("Does not apply")}
    lines = []
    for row in rows:
        why = f" ({row['reason']})" if row["reason"] else ""
        lines.append(f"– {row['question']} {said[row['answer']]}{why}")
    return "\n".join(lines)


def ask(act: Act, proposal: Proposal) -> None:
    """Ask the lead for what is missing: what, and until when."""
    call, account = act.the_call(), _lead(act, proposal)
    _ = words(account.language).gettext
    lines = [
        _("Hello %(name)s,") % {"name": account.name},
        _("something is missing in your project “%(title)s”:") % {"title": proposal.title},
        proposal.complete_what,
        _("You can complete this, and nothing else, until %(when)s.")
        % {"when": when(proposal.complete_until, account.language, call.timezone)},
        _address(act, proposal),
    ]
    _send(act, proposal, account, _("Please complete your project"), lines)


def answer_to_contest(act: Act, proposal: Proposal, *, change: bool) -> None:
    """Tell the lead what became of the contest, with the reason."""
    account = _lead(act, proposal)
    _ = words(account.language).gettext
    kept = _("you contested the refusal of your project “%(title)s”. It is kept. The reason:")
    changed = _("you contested the refusal of your project “%(title)s”. It is changed. The reason:")
    lines = [
        _("Hello %(name)s,") % {"name": account.name},
        (changed if change else kept) % {"title": proposal.title},
        proposal.contest_answer,
        _address(act, proposal),
    ]
    _send(act, proposal, account, _("The answer to your contest"), lines)


def _lead(act: Act, proposal: Proposal) -> Account:
    return act.session.get_one(Account, proposal.lead_id)


def _address(act: Act, proposal: Proposal) -> str:
    return f"{act.settings.base_url}/calls/{proposal.call_id}/projects/{proposal.id}/write"


def _send(act: Act, proposal: Proposal, account: Account, subject: str, lines: list[str]) -> None:
    if account.email is None:
        return
    post(
        act.session,
        act.settings,
        act.now,
        recipient=account.email,
        language=account.language,
        subject=subject,
        body="\n\n".join(lines) + "\n",
        call_id=proposal.call_id,
    )
