"""The reader's words for states, roles, acts and pages: one place, so that they stay the same."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import LazyString, lazy_gettext

_ = lazy_gettext


@dataclass(frozen=True)
class Word:
    """A label, and the kind of pill it is shown in."""

    label: LazyString
    kind: str = "plain"


CALL_STATES: dict[str, Word] = {
    "draft": Word(_("being written")),
    "consultation": Word(_("open for comments"), "todo"),
    "open": Word(_("open for projects"), "todo"),
    "closed": Word(_("closed for projects")),
    "with_jury": Word(_("with the jury"), "begun"),
    "decided": Word(_("decided"), "sent"),
    "followed_up": Word(_("followed up"), "sent"),
    "archived": Word(_("archived")),
    "cancelled": Word(_("cancelled"), "left"),
    "contested": Word(_("contested"), "look"),
    "annulled": Word(_("annulled"), "left"),
    "retaken": Word(_("decided again"), "sent"),
}

STEPS: dict[str, LazyString] = {
    "opens_at": _("Projects are welcome from"),
    "closes_at": _("Projects are welcome until"),
    "list_by": _("The jury's list reaches the authority until"),
    "decide_by": _("The decision is taken until"),
}
CHANGE_KINDS: dict[str, LazyString] = {
    "erratum": _("correction"),
    "extension": _("new dates"),
    "outage": _("hours given back after a failure"),
    "round": _("hours given back to the jury after a failure"),
}

ROLES: dict[str, LazyString] = {
    "visitor": _("visitor"),
    "applicant": _("applicant"),
    "candidate": _("candidate for the lottery"),
    "juror": _("juror"),
    "facilitator": _("facilitator"),
    "guarantor": _("guarantor"),
    "scrutineer": _("scrutineer"),
    "official": _("official"),
    "signatory": _("signatory"),
    "expert": _("expert"),
    "administrator": _("administrator"),
    "system": _("the software itself, when a time has come"),
}

ACTS: dict[str, LazyString] = {
    "account.create": _("Make an account"),
    "account.disable": _("Close an account"),
    "account.join": _("Confirm an e-mail address"),
    "password.set": _("Set a password"),
    "call.create": _("Begin a call"),
    "call.edit": _("Change the draft of a call"),
    "call.publish": _("Publish a call"),
    "call.close": _("Stop taking projects at the announced time"),
    "call.cancel": _("Cancel a call, with a reason"),
    "call.correct": _("Announce an erratum, with more time"),
    "call.extend": _("Move a call's dates to later ones, with a reason"),
    "call.make_up": _("Give back hours lost to a failure of the server"),
    "part.give": _("Name the facilitator, the guarantor, the signatory"),
    "proposal.begin": _("Begin a project"),
    "proposal.submit": _("Hand in a project"),
    "proposal.withdraw": _("Take a project back"),
    "proposal.accept": _("Accept a project for the jury"),
    "proposal.refuse": _("Refuse a project, with a reason"),
    "proposal.admit": _("Find a project complete and in time"),
    "completion.ask": _("Ask for what is missing in a project"),
    "proposal.complete": _("Complete a project"),
    "proposal.contest": _("Contest a refusal"),
    "contest.answer": _("Answer a contest"),
    "file.add": _("Add a file to a project"),
    "file.remove": _("Take a file away from a project"),
    "lottery.edit": _("Write down what the lottery asks for"),
    "lottery.open": _("Open the lottery"),
    "candidates.import": _("Take people in from a register's list"),
    "invitations.draw": _("Draw the addresses that get an invitation letter"),
    "candidate.register": _("Register for the lottery"),
    "candidate.enter": _("Register somebody who telephones"),
    "candidate.link": _("Give somebody who lost their private link another"),
    "candidate.correct": _("Correct one's own registration, by a private link"),
    "candidate.confirm": _("Confirm a new e-mail address, by a private link"),
    "candidate.accept": _("Say that one comes, by a private link"),
    "candidate.withdraw": _("Withdraw from the lottery, by a private link"),
    "lottery.close": _("End registration for the lottery"),
    "lottery.reopen": _("Open the lottery again, with a reason"),
    "lottery.draw": _("Draw the list of possible juries"),
    "lottery.throw": _("Write down the dice"),
    "lottery.confirm": _("Confirm the panel that the dice picked"),
    "candidate.answer": _("Write down whether somebody who was drawn comes"),
    "organisation.enter": _("Write down an organisation and whom it names"),
    "organisation.fix": _("Fix the list of people whom an organisation names"),
    "organisation.throw": _("Write down the dice for an organisation's seats"),
    "organisation.confirm": _("Confirm the dice for an organisation's seats"),
    "organisation.answer": _("Seat somebody whom an organisation named, or ask the next"),
    "alternate.ask": _("Ask the next person, with a reason"),
    "contacts.erase": _("Erase the addresses of people in a lottery"),
    "drawn.seat": _("Seat those who were drawn and come"),
    "seat.fill": _("Seat people on the jury"),
    "seat.code": _("Make a new code for a seat"),
    "seat.end": _("End a seat, with a reason"),
    "seat.replace": _("End a seat and fill it anew, with a reason"),
    "scrutineers.name": _("Name the scrutineers of paper sheets"),
    "welcome.write": _("Write what jurors must know before they come"),
    "tie.declare": _("Say what ties one to a project"),
    "round.open": _("Open a round"),
    "round.extend": _("Give a jury hours back after a failure of the server"),
    "round.close": _("Close a round"),
    "sheet.submit": _("Send a sheet"),
    "paper.type": _("Type a paper sheet in"),
    "paper.confirm": _("Confirm a paper sheet by typing it again"),
    "vote.enter": _("Type in a vote of the room"),
    "draw.enter": _("Type in a public draw"),
    "round.count": _("Count a closed round"),
    "count.confirm": _("Confirm the count"),
    "words.release": _("Say which of one's own words may be published"),
    "reasons.draft": _("Draft the jury's reasons for a project"),
    "reasons.answer": _("Say whether drafted reasons are the jury's"),
    "decision.prepare": _("Prepare the authority's answer"),
    "decision.adopt": _("Adopt the authority's answer"),
    "project.give_up": _("Write down that a funded project gives up"),
    "reserve.draw": _("Type in a public draw on the reserve list"),
    "reserve.fund": _("Pass the money on to the reserve list"),
    "act.attach": _("Attach the signed act"),
    "letters.send": _("Send applicants the decision"),
    "decision.contest": _("Write down that a decision is contested"),
    "decision.settle": _("Say how a contest ended"),
    "record.publish": _("Publish the decision record"),
    "opening.erase": _("Erase a sealed part of the log"),
    "log.restart": _("Begin a log again after a loss"),
}

PAGES: dict[str, LazyString] = {
    "public": _("The public pages"),
    "call": _("A call and its rules"),
    "record": _("A decision record and its log"),
    "own_account": _("One's own account"),
    "admin": _("Accounts, letters and the security journal"),
    "desk": _("The list of calls one works on"),
    "call_desk": _("A call's desk and its projects"),
    "own_proposal": _("One's own project"),
    "own_proposals": _("One's own projects"),
    "proposal": _("A project before the jury"),
    "file": _("A file of a project"),
    "juror_home": _("A juror's own page"),
    "sheet": _("A juror's own sheet"),
    "board": _("The facilitator's board: counts only"),
    "seats": _("The seats and their code slips"),
    "lottery": _("The lottery"),
    "lottery_check": _("The check of the lottery"),
    "scrutineers": _("Who types paper sheets in: names and counts only"),
    "paper": _("The paper sheets, between closing and counting"),
    "check": _("The opened sheets, after closing"),
    "decision": _("The authority's answer, while it is prepared"),
}

ACT_GROUPS: tuple[tuple[LazyString, frozenset[str]], ...] = (
    (_("Accounts"), frozenset({"account", "password"})),
    (_("Calls and their rules"), frozenset({"call", "part"})),
    (_("Projects"), frozenset({"proposal", "completion", "contest", "file"})),
    (
        _("The lottery"),
        frozenset(
            {
                "lottery",
                "candidates",
                "invitations",
                "candidate",
                "contacts",
                "alternate",
                "drawn",
                "organisation",
            }
        ),
    ),
    (
        _("The jury, its seats and papers"),
        frozenset({"seat", "scrutineers", "welcome", "tie", "paper"}),
    ),
    (_("Rounds, sheets and counting"), frozenset({"round", "sheet", "vote", "draw", "count"})),
    (_("Words and reasons"), frozenset({"words", "reasons"})),
    (
        _("Decision, record and log"),
        frozenset({"decision", "act", "letters", "project", "reserve", "record", "opening", "log"}),
    ),
)
"""Acts as readers look for them: by what they are done to."""

BARS: dict[str, LazyString] = {
    "round_not_closed": _("before the round has closed, or once it is counted"),
    "typed_it": _("what one has typed in oneself"),
    "draft_of_others": _("a draft of others"),
    "not_published": _("before it is published"),
    "not_before_the_jury": _("before it was accepted"),
    "not_their_project": _("where one cannot read the project"),
    "conflict": _("one that the juror has left"),
    "holds_other_part": _("somebody who has another part in the call"),
    "signed_it": _("the person who signed it"),
    "prepared_it": _("the person who prepared it"),
    "lottery_not_open": _("when people cannot register"),
    "without_private_link": _("without their private link"),
    "wrote_it_down": _("the person who wrote it down"),
}
