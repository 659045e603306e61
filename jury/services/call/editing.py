"""Preparing a call: begin it, change its draft, give people their parts."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from sqlalchemy import delete

from jury.domain.call import (
    CALL,
    CRITERIA_MAX,
    LANGUAGES,
    CallState,
    Power,
    SheetsPublished,
)
from jury.domain.errors import Conflict, Invalid, NotFound
from jury.domain.permissions import Action, Role, clashes
from jury.domain.record.canonical import encode
from jury.domain.record.kinds import Entry
from jury.domain.record.kinds.call import (
    CallCreated,
    CallEdited,
    PartGiven,
)
from jury.domain.scoring import ScoreRule
from jury.services.logs import open_log
from jury.services.perform import Act, performs
from jury.storage.account import Part, account_by_email
from jury.storage.base import new_id
from jury.storage.call import (
    PUBLIC_RULES,
    Call,
    Criterion,
    call_of,
    criteria_of,
    holds_part,
    rules_of,
)
from jury.storage.seat import had_seat, roles_of

GIVEN_PARTS = frozenset({Role.FACILITATOR, Role.GUARANTOR, Role.SIGNATORY})
PARTS_FIXED = frozenset({"decided", "followed_up", "archived", "cancelled"})
EDITABLE = frozenset({*PUBLIC_RULES, "opens_at", "closes_at", "decide_by"})
NOT_COPIED = frozenset({"title", "contact", "facilitator_contact", "facilitator_mandate"})
"""What a new call never takes over from an earlier one: its name, and who people ask for."""
CHOICES = {
    "power": frozenset(Power),
    "rule": frozenset(ScoreRule),
    "sheets_published": frozenset(SheetsPublished),
    "language": frozenset(LANGUAGES),
    "binding_language": frozenset(LANGUAGES),
}
LEAST = {"budget_cents": 0, "quorum_min": 1, "answer_days": 0, "contest_days": 1}
LISTS = ("languages", "admissibility_questions", "eligibility_questions")


@performs(Action.CALL_CREATE)
def create_call(
    act: Act, *, title: str, language: str, timezone: str, like: str | None = None
) -> Entry:
    """Begin a call as a draft, with a log of its own.

    The entry stands in the installation's log and names the new log's origin and key; the call's
    own log begins with the next act. `like` is an earlier call whose rules and criteria it begins
    with, in that call's language and time zone: no dates, and nobody's name. Raises Invalid
    (`title_missing`) or NotFound.
    """
    if not title:
        raise Invalid("title_missing", {"title": "title_missing"})
    call = Call(
        id=new_id(),
        state="draft",
        version=1,
        created_by=act.account_id,
        created_at=act.now,
        language=language,
        timezone=timezone,
        languages=[language],
        binding_language=language,
        title=title,
    )
    if like is not None:
        _begin_like(act, call, like)
    act.session.add(call)
    log = open_log(act.session, act.settings, call.id)
    return Entry(CallCreated(origin=log.origin, verifier_key=log.verifier_key), call.id, 1)


def _begin_like(act: Act, call: Call, earlier_id: str) -> None:
    earlier = call_of(act.session, earlier_id)
    if earlier is None:
        raise NotFound()
    for name in set(PUBLIC_RULES) - NOT_COPIED:
        setattr(call, name, getattr(earlier, name))
    criteria = criteria_of(act.session, earlier_id)
    act.session.add_all(
        Criterion(
            call_id=call.id,
            id=new_id(),
            position=row.position,
            question=row.question,
            weight=row.weight,
            levels=row.levels,
        )
        for row in criteria
    )


@performs(Action.CALL_EDIT)
def edit_call(
    act: Act,
    *,
    call_id: str,
    version: int,
    values: Mapping[str, object],
    criteria: Sequence[Mapping[str, object]] | None = None,
) -> Entry:
    """Change the draft of a call: some of its fields, or all of its criteria at once.

    `criteria` is a list of {"question", "weight", "levels"}. From opening on nothing can be
    changed here. Raises Conflict (`call_is_<state>`, `stale`) or Invalid (`not_editable`,
    `criteria_too_many`).
    """
    call = act.the_call()
    CALL.after(CallState(call.state), "edit")
    if call.version != version:
        raise Conflict("stale")
    _refuse_unstorable(values)
    if criteria is not None and len(criteria) > CRITERIA_MAX:
        raise Invalid("criteria_too_many")
    for name, value in values.items():
        setattr(call, name, value)
    if criteria is not None:
        _replace_criteria(act, call.id, criteria)
    call.version += 1
    return Entry(CallEdited(sha256=rules_digest(act)), call.id, call.version)


def _refuse_unstorable(values: Mapping[str, object]) -> None:
    """Refuse what a draft cannot even hold; what is only unfinished stays until publishing."""
    if set(values) - EDITABLE:
        raise Invalid("not_editable")
    for name, known in CHOICES.items():
        if name in values and values[name] not in known:
            raise Invalid(f"{name}_unknown", {name: f"{name}_unknown"})
    for name, least in LEAST.items():
        given = values.get(name, least)
        if not isinstance(given, int) or given < least:
            raise Invalid("not_editable", {name: "not_editable"})
    for name in LISTS:
        rows = values.get(name, [])
        if not isinstance(rows, list) or not all(isinstance(row, str) for row in rows):
            raise Invalid("not_editable", {name: "not_editable"})


def _replace_criteria(act: Act, call_id: str, criteria: Sequence[Mapping[str, object]]) -> None:
    act.session.execute(delete(Criterion).where(Criterion.call_id == call_id))
    for position, given in enumerate(criteria, 1):
        act.session.add(
            Criterion(
                call_id=call_id,
                id=new_id(),
                position=position,
                question=given["question"],
                weight=given["weight"],
                levels=given["levels"],
            )
        )
    act.session.flush()


def rules_digest(act: Act) -> str:
    """Give the SHA-256 (hexadecimal) of the call's rules in canonical JSON."""
    act.session.flush()
    return digest_of_rules(act.the_call(), criteria_of(act.session, act.the_call().id))


def digest_of_rules(call: Call, criteria: Sequence[Criterion]) -> str:
    """Give the SHA-256 (hexadecimal) of these rules: what the log holds when they are published."""
    return hashlib.sha256(encode(rules_of(call, criteria))).hexdigest()


@performs(Action.PART_GIVE)
def give_part(act: Act, *, call_id: str, email: str, role: Role) -> Entry:
    """Give somebody who has an account a part in the call: facilitator, guarantor, signatory.

    Raises Invalid (`role_unknown`, `account_unknown`, `holds_other_part`) or
    Conflict (`call_is_<state>`, `part_given`).
    """
    call = act.the_call()
    if role not in GIVEN_PARTS:
        raise Invalid("role_unknown", {"role": "role_unknown"})
    if call.state in PARTS_FIXED:
        raise Conflict(f"call_is_{call.state}")
    account = account_by_email(act.session, email)
    if account is None or account.state != "active":
        raise Invalid("account_unknown", {"email": "account_unknown"})
    held = roles_of(act.session, account.id, call_id) - {Role.APPLICANT}
    if holds_part(act.session, call_id, account.id, Role.APPLICANT):
        held |= {Role.APPLICANT}
    if had_seat(act.session, call_id, account.id):
        held |= {Role.JUROR}
    if clashes(held, role):
        raise Invalid("holds_other_part", {"email": "holds_other_part"})
    if act.session.get(Part, (call_id, account.id, role.value)) is not None:
        raise Conflict("part_given")
    act.session.add(Part(call_id=call_id, account_id=account.id, role=role.value))
    return Entry(PartGiven(role=role.value, account=account.id), call_id)
