"""The letters about a change of a public call, to all who began a project."""

from __future__ import annotations

from sqlalchemy import select

from jury.domain.call import ChangeKind
from jury.services.letters import post
from jury.services.letters.texts import when, words
from jury.services.perform import Act
from jury.storage.account import Account
from jury.storage.call import CallChange
from jury.storage.proposal import Proposal


def tell_applicants(act: Act, change: CallChange) -> None:
    """Tell everybody who began a project and did not take it back, each in their own language."""
    call = act.the_call()
    leads = select(Proposal.lead_id).where(
        Proposal.call_id == call.id, Proposal.state != "withdrawn"
    )
    people = select(Account).where(Account.id.in_(leads), Account.email.is_not(None))
    for account in act.session.scalars(people.order_by(Account.id)):
        subject, body = _letter(act, change, account)
        post(
            act.session,
            act.settings,
            act.now,
            recipient=account.email or "",
            language=account.language,
            subject=subject,
            body=body,
            call_id=call.id,
        )


def _letter(act: Act, change: CallChange, account: Account) -> tuple[str, str]:
    call = act.the_call()
    _ = words(account.language).gettext
    if change.kind == ChangeKind.ERRATUM:
        subject = _("A correction to the call, and more time for you")
        news = _("something in the call “%(title)s” was corrected. It says now:")
    elif change.kind == ChangeKind.OUTAGE:
        subject = _("Our server failed, and you have more time")
        news = _("our server failed in the last hours of the call “%(title)s”. We are sorry.")
    else:
        subject = _("The call has new dates")
        news = _("the call “%(title)s” has new dates. The reason:")
    lines = [
        _("Hello %(name)s,") % {"name": account.name},
        news % {"title": call.title},
        change.text,
        _("Projects are welcome until %(when)s.")
        % {"when": when(change.closes_after, account.language, call.timezone)},
        _("The decision comes until %(when)s.")
        % {"when": when(change.decide_after, account.language, call.timezone)},
        _("It is the same for everyone. What you wrote is kept."),
        f"{act.settings.base_url}/calls/{call.id}#changes",
    ]
    return subject, "\n\n".join(lines) + "\n"
