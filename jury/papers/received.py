"""The acknowledgement of a project on paper: that it came in and when, never whether it is good."""

from __future__ import annotations

from jury.papers.press import Paper
from jury.papers.printable import in_groups, said, said_briefly
from jury.papers.wording import Wording
from jury.storage.call import Call
from jury.storage.proposal import Proposal


def received(
    wording: Wording,
    call: Call,
    proposal: Proposal,
    *,
    lead: str,
    digest: str,
    address: str,
) -> Paper:
    """Acknowledge a project that was handed in.

    `lead` is the name of the person who handed it in, `digest` the SHA-256 that the log holds,
    `address` that of the call's page. Raises ValueError for a project that was never handed in.
    """
    if proposal.submitted_at is None:
        raise ValueError("not handed in")
    _ = wording.say
    when = wording.when(proposal.submitted_at)
    facts: list[tuple[str, object]] = [
        (_("Project"), said_briefly(proposal.title, proposal.language, "–")),
        (_("Handed in by"), said_briefly(lead, proposal.language, "–")),
        (_("Call for projects"), said_briefly(call.title, call.language, "–")),
        (_("Received"), when),
        (_("Asked"), wording.money(proposal.asked_cents)),
        (_("At least"), wording.money(proposal.minimum_cents)),
        (_("Version"), wording.number(proposal.version)),
    ]
    return Paper(
        "received",
        _("Your project came in on %(when)s", when=when),
        wording.language,
        proposal.submitted_at,
        {
            "authority": said_briefly(call.authority, call.language),
            "facts": facts,
            "next": _next(wording, call),
            "contact": said(call.contact, call.language),
            "digest": in_groups(digest),
            "address": address,
            "words": {
                "kind": _("Acknowledgement"),
                "headline": _("Your project came in on %(when)s", when=when),
                "columns": [_("What"), _("Value")],
                "means": _(
                    "This paper says that your project came in. It does not say yet that it is"
                    " complete, or that it gets money."
                ),
                "next": _("What happens next"),
                "contact": _("Questions?"),
                "fingerprint": _("The fingerprint of your project"),
                "checking": _(
                    "The public log of the call holds this fingerprint (SHA-256), and nothing else"
                    " of your project. If one sign of it changed, the fingerprint would be another."
                ),
                "where": _("The call and its log stand at this address:"),
            },
        },
    )


def _next(wording: Wording, call: Call) -> list[str]:
    _ = wording.say
    steps = [_("Then it is checked, and goes before the jury or not. You get the reason.")]
    if call.closes_at:
        until = wording.when(call.closes_at)
        steps.insert(0, _("Until %(when)s you can change it and hand it in again.", when=until))
    if call.decide_by:
        steps.append(_("The decision comes until %(when)s.", when=wording.when(call.decide_by)))
    return steps
