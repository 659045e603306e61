"""Who may do and see what: one readable table. What is not written here is denied.

Buttons, the check of every route, `jury permissions` and the public page all come from it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """The parts a person can have; `system` is the worker, which acts at deadlines."""

    VISITOR = "visitor"
    APPLICANT = "applicant"
    CANDIDATE = "candidate"
    JUROR = "juror"
    FACILITATOR = "facilitator"
    GUARANTOR = "guarantor"
    SCRUTINEER = "scrutineer"
    OFFICIAL = "official"
    SIGNATORY = "signatory"
    EXPERT = "expert"
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"


class Action(StrEnum):
    """Every act: each is one verb, one route or command, and one entry in a log."""

    ACCOUNT_CREATE = "account.create"
    ACCOUNT_DISABLE = "account.disable"
    ACCOUNT_JOIN = "account.join"
    PASSWORD_SET = "password.set"  # noqa: S105
    CALL_CREATE = "call.create"
    CALL_EDIT = "call.edit"
    CALL_PUBLISH = "call.publish"
    CALL_CLOSE = "call.close"
    CALL_CANCEL = "call.cancel"
    CALL_CORRECT = "call.correct"
    CALL_EXTEND = "call.extend"
    CALL_MAKE_UP = "call.make_up"
    PART_GIVE = "part.give"
    PROPOSAL_BEGIN = "proposal.begin"
    PROPOSAL_SUBMIT = "proposal.submit"
    PROPOSAL_WITHDRAW = "proposal.withdraw"
    PROPOSAL_ACCEPT = "proposal.accept"
    PROPOSAL_REFUSE = "proposal.refuse"
    PROPOSAL_ADMIT = "proposal.admit"
    COMPLETION_ASK = "completion.ask"
    PROPOSAL_COMPLETE = "proposal.complete"
    PROPOSAL_CONTEST = "proposal.contest"
    CONTEST_ANSWER = "contest.answer"
    FILE_ADD = "file.add"
    FILE_REMOVE = "file.remove"
    SEAT_FILL = "seat.fill"
    SEAT_CODE = "seat.code"
    SEAT_END = "seat.end"
    SEAT_REPLACE = "seat.replace"
    SCRUTINEERS_NAME = "scrutineers.name"
    WELCOME_WRITE = "welcome.write"
    LOTTERY_EDIT = "lottery.edit"
    LOTTERY_OPEN = "lottery.open"
    CANDIDATES_IMPORT = "candidates.import"
    INVITATIONS_DRAW = "invitations.draw"
    CANDIDATE_REGISTER = "candidate.register"
    CANDIDATE_ENTER = "candidate.enter"
    CANDIDATE_LINK = "candidate.link"
    CANDIDATE_CORRECT = "candidate.correct"
    CANDIDATE_CONFIRM = "candidate.confirm"
    CANDIDATE_WITHDRAW = "candidate.withdraw"
    CANDIDATE_ACCEPT = "candidate.accept"
    LOTTERY_CLOSE = "lottery.close"
    LOTTERY_REOPEN = "lottery.reopen"
    LOTTERY_DRAW = "lottery.draw"
    LOTTERY_THROW = "lottery.throw"
    LOTTERY_CONFIRM = "lottery.confirm"
    CANDIDATE_ANSWER = "candidate.answer"
    ORGANISATION_ENTER = "organisation.enter"
    ORGANISATION_FIX = "organisation.fix"
    ORGANISATION_THROW = "organisation.throw"
    ORGANISATION_CONFIRM = "organisation.confirm"
    ORGANISATION_ANSWER = "organisation.answer"
    ALTERNATE_ASK = "alternate.ask"
    DRAWN_SEAT = "drawn.seat"
    CONTACTS_ERASE = "contacts.erase"
    TIE_DECLARE = "tie.declare"
    ROUND_OPEN = "round.open"
    ROUND_EXTEND = "round.extend"
    ROUND_CLOSE = "round.close"
    SHEET_SUBMIT = "sheet.submit"
    PAPER_TYPE = "paper.type"
    PAPER_CONFIRM = "paper.confirm"
    VOTE_ENTER = "vote.enter"
    DRAW_ENTER = "draw.enter"
    ROUND_COUNT = "round.count"
    COUNT_CONFIRM = "count.confirm"
    WORDS_RELEASE = "words.release"
    REASONS_DRAFT = "reasons.draft"
    REASONS_ANSWER = "reasons.answer"
    DECISION_PREPARE = "decision.prepare"
    DECISION_ADOPT = "decision.adopt"
    ACT_ATTACH = "act.attach"
    LETTERS_SEND = "letters.send"
    DECISION_CONTEST = "decision.contest"
    DECISION_SETTLE = "decision.settle"
    PROJECT_GIVE_UP = "project.give_up"
    RESERVE_DRAW = "reserve.draw"
    RESERVE_FUND = "reserve.fund"
    RECORD_PUBLISH = "record.publish"
    OPENING_ERASE = "opening.erase"
    LOG_RESTART = "log.restart"


class Page(StrEnum):
    """Every kind of page that can be read."""

    PUBLIC = "public"
    CALL = "call"
    RECORD = "record"
    OWN_ACCOUNT = "own_account"
    ADMIN = "admin"
    DESK = "desk"
    CALL_DESK = "call_desk"
    OWN_PROPOSAL = "own_proposal"
    OWN_PROPOSALS = "own_proposals"
    PROPOSAL = "proposal"
    FILE = "file"
    JUROR_HOME = "juror_home"
    SHEET = "sheet"
    BOARD = "board"
    SEATS = "seats"
    LOTTERY = "lottery"
    LOTTERY_CHECK = "lottery_check"
    SCRUTINEERS = "scrutineers"
    PAPER = "paper"
    CHECK = "check"
    DECISION = "decision"


@dataclass(frozen=True)
class Rule:
    """One row of the table.

    `roles` may; with `own`, only on what is theirs; `unless` names, by a code, the bar that the
    verb itself checks. `page` is where the act stands: who cannot see that page is told that
    there is nothing (404), who can see it is told no (403).
    """

    roles: frozenset[Role]
    own: bool = False
    unless: str = ""
    page: Page | None = None


EVERYONE = frozenset(Role) - {Role.SYSTEM}
SIGNED_IN = EVERYONE - {Role.VISITOR}


def _may(*roles: Role, own: bool = False, unless: str = "", page: Page | None = None) -> Rule:
    return Rule(frozenset(roles), own, unless, page)


_R = Role
BY_PASSWORD = frozenset({_R.OFFICIAL, _R.SIGNATORY, _R.FACILITATOR, _R.ADMINISTRATOR})
READS_PROJECTS = frozenset({_R.JUROR, _R.FACILITATOR, _R.GUARANTOR, _R.OFFICIAL, _R.SIGNATORY})
_BY_LINK = [Action(f"candidate.{act}") for act in ("correct", "confirm", "withdraw", "accept")]
_LOTTERY = [Action(act) for act in ("lottery.edit", "lottery.open", "candidates.import",
    "candidate.enter", "candidate.link", "lottery.close", "lottery.reopen", "lottery.throw",
    "candidate.answer", "organisation.enter", "organisation.fix", "organisation.throw",
    "alternate.ask", "invitations.draw")]  # fmt: skip
RULES: dict[Action | Page, Rule] = {
    # What can be read
    Page.PUBLIC: Rule(EVERYONE),
    Page.CALL: Rule(EVERYONE, unless="draft_of_others"),
    Page.RECORD: Rule(EVERYONE, unless="not_published"),
    Page.OWN_ACCOUNT: Rule(SIGNED_IN, own=True),
    Page.ADMIN: _may(_R.ADMINISTRATOR),
    Page.DESK: _may(_R.OFFICIAL, _R.SIGNATORY, _R.FACILITATOR, _R.GUARANTOR, _R.ADMINISTRATOR),
    Page.CALL_DESK: _may(_R.OFFICIAL),
    Page.OWN_PROPOSALS: _may(_R.APPLICANT),
    Page.OWN_PROPOSAL: _may(_R.APPLICANT, own=True),
    Page.PROPOSAL: Rule(READS_PROJECTS, unless="not_before_the_jury"),
    Page.FILE: Rule(READS_PROJECTS | {_R.APPLICANT}, unless="not_their_project"),
    Page.JUROR_HOME: _may(_R.JUROR, own=True),
    Page.SHEET: _may(_R.JUROR, own=True, unless="conflict"),
    Page.BOARD: _may(_R.FACILITATOR),
    Page.SEATS: _may(_R.FACILITATOR),
    Page.LOTTERY: _may(_R.FACILITATOR),
    Page.LOTTERY_CHECK: _may(_R.GUARANTOR),
    Page.SCRUTINEERS: _may(_R.FACILITATOR),
    Page.PAPER: _may(_R.SCRUTINEER, unless="round_not_closed"),
    Page.CHECK: _may(_R.GUARANTOR),
    Page.DECISION: _may(_R.OFFICIAL, _R.SIGNATORY),
    # Accounts
    Action.ACCOUNT_CREATE: _may(_R.ADMINISTRATOR, _R.SYSTEM, page=Page.ADMIN),
    Action.ACCOUNT_DISABLE: _may(_R.ADMINISTRATOR, page=Page.ADMIN),
    Action.ACCOUNT_JOIN: _may(_R.VISITOR, page=Page.PUBLIC),
    Action.PASSWORD_SET: Rule(BY_PASSWORD | {_R.SYSTEM}, own=True, page=Page.OWN_ACCOUNT),
    # The call
    Action.CALL_CREATE: _may(_R.OFFICIAL, page=Page.DESK),
    Action.CALL_EDIT: _may(_R.OFFICIAL, page=Page.CALL_DESK),
    Action.CALL_PUBLISH: _may(_R.OFFICIAL, page=Page.CALL_DESK),
    Action.CALL_CLOSE: _may(_R.OFFICIAL, _R.SYSTEM, page=Page.CALL_DESK),
    Action.CALL_CANCEL: _may(_R.OFFICIAL, page=Page.CALL_DESK),
    Action.CALL_CORRECT: _may(_R.OFFICIAL, page=Page.CALL_DESK),
    Action.CALL_EXTEND: _may(_R.OFFICIAL, page=Page.CALL_DESK),
    Action.CALL_MAKE_UP: _may(_R.OFFICIAL, page=Page.CALL_DESK),
    Action.PART_GIVE: _may(_R.OFFICIAL, unless="holds_other_part", page=Page.CALL_DESK),
    # Proposals
    Action.PROPOSAL_BEGIN: _may(_R.APPLICANT, unless="holds_other_part", page=Page.CALL),
    Action.PROPOSAL_SUBMIT: _may(_R.APPLICANT, own=True, page=Page.OWN_PROPOSAL),
    Action.PROPOSAL_WITHDRAW: _may(_R.APPLICANT, own=True, page=Page.OWN_PROPOSAL),
    Action.PROPOSAL_ACCEPT: _may(_R.OFFICIAL, page=Page.CALL_DESK),
    Action.PROPOSAL_REFUSE: _may(_R.OFFICIAL, page=Page.CALL_DESK),
    Action.PROPOSAL_ADMIT: _may(_R.OFFICIAL, page=Page.CALL_DESK),
    Action.COMPLETION_ASK: _may(_R.OFFICIAL, page=Page.CALL_DESK),
    Action.PROPOSAL_COMPLETE: _may(_R.APPLICANT, own=True, page=Page.OWN_PROPOSAL),
    Action.PROPOSAL_CONTEST: _may(_R.APPLICANT, own=True, page=Page.OWN_PROPOSAL),
    Action.CONTEST_ANSWER: _may(_R.OFFICIAL, page=Page.CALL_DESK),
    Action.FILE_ADD: _may(_R.APPLICANT, own=True, page=Page.OWN_PROPOSAL),
    Action.FILE_REMOVE: _may(_R.APPLICANT, own=True, page=Page.OWN_PROPOSAL),
    # The lottery
    **dict.fromkeys(_LOTTERY, _may(_R.FACILITATOR, page=Page.LOTTERY)),
    **dict.fromkeys(_BY_LINK, Rule(EVERYONE, unless="without_private_link", page=Page.CALL)),
    Action.CANDIDATE_REGISTER: Rule(EVERYONE, unless="lottery_not_open", page=Page.CALL),
    Action.LOTTERY_DRAW: _may(_R.SYSTEM),
    Action.LOTTERY_CONFIRM: _may(_R.GUARANTOR, page=Page.LOTTERY_CHECK),
    Action.ORGANISATION_CONFIRM: _may(_R.GUARANTOR, page=Page.LOTTERY_CHECK),
    Action.ORGANISATION_ANSWER: _may(_R.FACILITATOR, unless="holds_other_part", page=Page.LOTTERY),
    Action.DRAWN_SEAT: _may(_R.FACILITATOR, unless="holds_other_part", page=Page.LOTTERY),
    Action.CONTACTS_ERASE: _may(_R.FACILITATOR, _R.SYSTEM, page=Page.LOTTERY),
    # Seats and ties
    Action.SEAT_FILL: _may(_R.FACILITATOR, unless="holds_other_part", page=Page.SEATS),
    Action.SEAT_CODE: _may(_R.FACILITATOR, page=Page.SEATS),
    Action.SEAT_END: _may(_R.FACILITATOR, page=Page.SEATS),
    Action.SEAT_REPLACE: _may(_R.FACILITATOR, unless="holds_other_part", page=Page.SEATS),
    Action.SCRUTINEERS_NAME: _may(_R.FACILITATOR, unless="holds_other_part", page=Page.SCRUTINEERS),
    Action.WELCOME_WRITE: _may(_R.FACILITATOR, page=Page.SEATS),
    Action.TIE_DECLARE: _may(_R.JUROR, own=True, page=Page.JUROR_HOME),
    # Rounds and sheets
    Action.ROUND_OPEN: _may(_R.FACILITATOR, page=Page.BOARD),
    Action.ROUND_EXTEND: _may(_R.FACILITATOR, page=Page.BOARD),
    Action.ROUND_CLOSE: _may(_R.FACILITATOR, _R.SYSTEM, page=Page.BOARD),
    Action.SHEET_SUBMIT: _may(_R.JUROR, own=True, unless="conflict", page=Page.JUROR_HOME),
    Action.PAPER_TYPE: _may(_R.SCRUTINEER, unless="round_not_closed", page=Page.PAPER),
    Action.PAPER_CONFIRM: _may(_R.SCRUTINEER, unless="typed_it", page=Page.PAPER),
    # The decision
    Action.VOTE_ENTER: _may(_R.FACILITATOR, page=Page.BOARD),
    Action.DRAW_ENTER: _may(_R.FACILITATOR, page=Page.BOARD),
    Action.ROUND_COUNT: _may(_R.FACILITATOR, page=Page.BOARD),
    Action.COUNT_CONFIRM: _may(_R.GUARANTOR, page=Page.CHECK),
    Action.WORDS_RELEASE: _may(_R.JUROR, own=True, page=Page.JUROR_HOME),
    Action.REASONS_DRAFT: _may(_R.FACILITATOR, page=Page.BOARD),
    Action.REASONS_ANSWER: _may(_R.JUROR, own=True, unless="conflict", page=Page.JUROR_HOME),
    Action.DECISION_PREPARE: _may(_R.OFFICIAL, page=Page.DECISION),
    Action.DECISION_ADOPT: _may(_R.SIGNATORY, unless="prepared_it", page=Page.DECISION),
    Action.ACT_ATTACH: _may(_R.OFFICIAL, unless="signed_it", page=Page.DECISION),
    Action.LETTERS_SEND: _may(_R.OFFICIAL, page=Page.DECISION),
    Action.DECISION_CONTEST: _may(_R.OFFICIAL, page=Page.DECISION),
    Action.DECISION_SETTLE: _may(_R.SIGNATORY, page=Page.DECISION),
    Action.PROJECT_GIVE_UP: _may(_R.OFFICIAL, page=Page.DECISION),
    Action.RESERVE_DRAW: _may(_R.OFFICIAL, page=Page.DECISION),
    Action.RESERVE_FUND: _may(_R.SIGNATORY, unless="wrote_it_down", page=Page.DECISION),
    # The record and the log
    Action.RECORD_PUBLISH: _may(_R.FACILITATOR, page=Page.BOARD),
    Action.OPENING_ERASE: _may(_R.SYSTEM),
    Action.LOG_RESTART: _may(_R.SYSTEM),
}

EXCLUDING = frozenset({_R.OFFICIAL, _R.FACILITATOR, _R.GUARANTOR, _R.JUROR, _R.APPLICANT})
"""One person holds at most one of these in one call."""


def may(what: Action | Page, roles: Iterable[Role], *, owns: bool = True) -> bool:
    """Tell whether someone with these roles may do or see this.

    `owns` says whether the thing is theirs; it matters only for rows marked `own`. The worker
    owns nothing and needs not to.
    """
    rule = RULES.get(what)
    if rule is None:
        return False
    held = rule.roles.intersection(roles)
    return bool(held) and (owns or not rule.own or Role.SYSTEM in held)


def clashes(held: Iterable[Role], wanted: Role) -> Role | None:
    """Name the role that keeps a person from taking another one in the same call, if any."""
    if wanted not in EXCLUDING:
        return None
    return next((r for r in sorted(held) if r in EXCLUDING and r is not wanted), None)
