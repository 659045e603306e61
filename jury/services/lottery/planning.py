"""The facilitator's verbs before anybody registers: what is asked for, and opening."""

from __future__ import annotations

from jury.domain.errors import Conflict, Invalid, NotFound
from jury.domain.lottery.evidence import digest, write_quotas
from jury.domain.lottery.plan import (
    LOTTERY,
    MOST_FEATURES,
    Feature,
    LotteryState,
    Plan,
    check_feature,
    check_numbers,
    contradictions,
)
from jury.domain.lottery.pool import Pool
from jury.domain.permissions import Action
from jury.domain.record.kinds import Entry
from jury.domain.record.kinds.lottery import LotteryEdited, LotteryOpened
from jury.services.perform import Act, performs
from jury.services.seat.filling import SEATED_WHILE
from jury.storage.lottery import Lottery, lottery_of

MOST_REASON = 2000


def the_lottery(act: Act, does: str) -> Lottery:
    """Give the call's lottery; refuse what its state does not allow.

    Raises NotFound, or Conflict (`lottery_is_<state>`).
    """
    lottery = lottery_of(act.session, act.the_call().id)
    if lottery is None:
        raise NotFound()
    LOTTERY.after(LotteryState(lottery.state), does)
    return lottery


def gathering(act: Act) -> Lottery:
    """Give the call's lottery while people can register.

    Raises NotFound, or Conflict (`lottery_is_<state>`, `lottery_closed`, `call_is_<state>`).
    """
    lottery = the_lottery(act, "register")
    if lottery.closed_at is not None:
        raise Conflict("lottery_closed")
    if act.the_call().state not in SEATED_WHILE:
        raise Conflict(f"call_is_{act.the_call().state}")
    return lottery


def refuse_stale(lottery: Lottery | None, version: int) -> None:
    """Refuse an act on an older version; a lottery that is not there yet has version 0."""
    if version != (lottery.version if lottery else 0):
        raise Conflict("stale")


def checked_reason(reason: str) -> str:
    """Give a reason that everyone will read; raise Invalid where there is none, or a book."""
    if not reason.strip():
        raise Invalid("reason_missing", {"reason": "reason_missing"})
    if len(reason) > MOST_REASON:
        raise Invalid("words_too_long", {"reason": "words_too_long"}, most=MOST_REASON)
    return reason.strip()


def quotas_digest(plan: Plan) -> str:
    """Give the digest of the quotas, as the file of a draw has them."""
    return digest(write_quotas(Pool(plan.names(), (), plan.quotas(), plan.seats)))


@performs(Action.LOTTERY_EDIT)
def edit_lottery(act: Act, *, call_id: str, plan: Plan, reason: str, version: int) -> Entry:
    """Write down what the lottery asks for, or change it.

    Once people can register, seats and quotas may still move, with a reason, until the draw; the
    features and their values may not. Raises Invalid (see `domain.lottery.plan`, `reason_missing`)
    or Conflict (`lottery_is_<state>`, `lottery_closed`, `features_frozen`, `stale`,
    `call_is_<state>`).
    """
    lottery = lottery_of(act.session, call_id)
    refuse_stale(lottery, version)
    if act.the_call().state not in SEATED_WHILE | {"draft"}:
        raise Conflict(f"call_is_{act.the_call().state}")
    _check(plan)
    said = ""
    if lottery is None:
        lottery = Lottery(call_id=call_id, version=0)
        act.session.add(lottery)
    elif LOTTERY.after(LotteryState(lottery.state), "edit") is not LotteryState.PREPARING:
        if lottery.closed_at is not None:
            raise Conflict("lottery_closed")
        if _shape(plan.features) != _shape(lottery.plan().features):
            raise Conflict("features_frozen")
        said = checked_reason(reason)
    lottery.seats, lottery.minimum = plan.seats, plan.minimum
    lottery.panels, lottery.per_household = plan.panels, plan.per_household
    lottery.features = plan.as_data()
    lottery.version += 1
    facts = LotteryEdited(
        plan.seats, plan.minimum, plan.panels, plan.per_household, quotas_digest(plan), said
    )
    return Entry(facts, call_id, lottery.version)


def _check(plan: Plan) -> None:
    check_numbers(plan)
    if len(plan.features) > MOST_FEATURES:
        raise Invalid("features_too_many", {"name": "features_too_many"}, most=MOST_FEATURES)
    for number, feature in enumerate(plan.features):
        others = [*plan.names()[:number], *plan.names()[number + 1 :]]
        check_feature(feature, others)


def _shape(features: tuple[Feature, ...]) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.name, tuple(value.name for value in one.values)) for one in features]


@performs(Action.LOTTERY_OPEN)
def open_lottery(act: Act, *, call_id: str, version: int) -> Entry:
    """Let people register. Raises Conflict (`lottery_is_<state>`, `stale`, `lottery_contradicts`).

    A plan that contradicts itself is refused: the page says where.
    """
    lottery = the_lottery(act, "open")
    refuse_stale(lottery, version)
    if act.the_call().state not in SEATED_WHILE:
        raise Conflict(f"call_is_{act.the_call().state}")
    if contradictions(lottery.plan()):
        raise Conflict("lottery_contradicts")
    lottery.state = LotteryState.REGISTRATION.value
    lottery.opened_at = act.now
    lottery.version += 1
    facts = LotteryOpened(lottery.seats, quotas_digest(lottery.plan()))
    return Entry(facts, call_id, lottery.version)
