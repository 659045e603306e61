"""The record's own names for log entries and ties, said alike on its page and on paper."""

from __future__ import annotations


def _(sentence: str) -> str:
    """Mark a sentence for the catalogues; who says it translates it."""
    return sentence


KINDS: dict[str, str] = {
    "part.given": _("somebody took a part in the call"),
    "call.edited": _("the draft of the call changed"),
    "call.published": _("the call opened"),
    "call.closed": _("no more projects were taken"),
    "call.cancelled": _("the call was cancelled"),
    "call.corrected": _("an erratum was announced, with more time"),
    "call.extended": _("the dates were moved, for everyone"),
    "call.made_up": _("hours lost to a failure were given back"),
    "proposal.begun": _("a project was begun"),
    "proposal.submitted": _("a project was handed in"),
    "proposal.withdrawn": _("a project was taken back"),
    "proposal.accepted": _("a project was accepted for the jury"),
    "proposal.refused": _("a project was refused"),
    "proposal.admitted": _("a project was found complete and in time"),
    "completion.asked": _("what was missing in a project was asked for"),
    "proposal.completed": _("a project was completed"),
    "proposal.contested": _("a refusal was contested"),
    "contest.answered": _("a contest was answered"),
    "file.added": _("a file was added to a project"),
    "file.removed": _("a file was taken away from a project"),
    "seat.filled": _("people took seats on the jury"),
    "seat.code_made": _("sign-in codes were made"),
    "seat.ended": _("somebody left the jury"),
    "seat.replaced": _("somebody left the jury, and another person came"),
    "scrutineers.named": _("two people were named to type in paper sheets"),
    "tie.declared": _("a juror said what ties them to a project"),
    "round.opened": _("the round opened"),
    "sheet.submitted": _("a sheet was sent"),
    "round.extended": _("hours lost to a failure were given back to the jury"),
    "round.closed": _("the round closed"),
    "paper.typed": _("a paper sheet was typed in"),
    "paper.confirmed": _("a paper sheet was typed again, and counts"),
    "vote.entered": _("the room voted"),
    "draw.entered": _("slips were drawn in public"),
    "round.counted": _("the sheets were counted"),
    "count.confirmed": _("the guarantor confirmed the count"),
    "words.released": _("a juror said which of their words may be published"),
    "reasons.drafted": _("reasons for a project were drafted"),
    "reasons.answered": _("a juror said whether drafted reasons are the jury's"),
    "decision.prepared": _("the authority's answer was prepared"),
    "decision.adopted": _("the authority adopted its answer"),
    "act.attached": _("the signed act was attached"),
    "letters.sent": _("applicants were told the decision"),
    "decision.contested": _("the decision was contested"),
    "decision.settled": _("a contest ended"),
    "project.given_up": _("a funded project gave up"),
    "reserve.drawn": _("slips were drawn in public between equals on the reserve list"),
    "money.passed_on": _("freed money went down the reserve list"),
    "record.published": _("the record was published"),
    "opening.erased": _("a sealed part was erased"),
    "log.restarted": _("the log began again after a loss"),
}
TIES: dict[str, str] = {
    "none": _("no tie"),
    "link": _("a link, and stayed"),
    "conflict": _("a conflict, and left"),
}
QUESTIONS: dict[str, str] = {
    "problem": _("What is the problem?"),
    "plan": _("What will you do?"),
    "gains": _("Who gains what?"),
    "roles": _("Who does what?"),
    "afterwards": _("What stays afterwards?"),
}
"""The five questions that each project answers in plain words."""
