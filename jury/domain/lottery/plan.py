"""What a lottery asks for: its features, how many seats each value gets, and what contradicts.

Plain rules for the editor; who registers is unknown here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from jury.domain.errors import Invalid
from jury.domain.lottery.files import HOUSEHOLD, ID
from jury.domain.lottery.pool import PANELS, PANELS_MAX, Quota
from jury.domain.machine import Machine

MOST_SEATS = 200
MOST_FEATURES = 12
MOST_VALUES = 30
MOST_NAME = 80
WHOLE_SHARE = 1000
"""Shares of the population are whole tenths of a percent: 1000 is everybody."""

DETAILS = frozenset({"name", "email", "phone", "address", "language"})
TAKEN_NAMES = DETAILS | {ID, HOUSEHOLD}
"""What a column of a list of people may be called; a feature of that name would be mistaken."""


class LotteryState(StrEnum):
    """How far a lottery is."""

    PREPARING = "preparing"
    REGISTRATION = "registration"
    DRAWN = "drawn"
    SEATED = "seated"


_S = LotteryState
LOTTERY: Machine[LotteryState] = Machine(
    "lottery",
    {
        (_S.PREPARING, "edit"): _S.PREPARING,
        (_S.PREPARING, "open"): _S.REGISTRATION,
        (_S.REGISTRATION, "edit"): _S.REGISTRATION,
        (_S.REGISTRATION, "register"): _S.REGISTRATION,
        (_S.REGISTRATION, "close"): _S.REGISTRATION,
        (_S.REGISTRATION, "reopen"): _S.REGISTRATION,
        (_S.REGISTRATION, "draw"): _S.DRAWN,
        (_S.DRAWN, "throw"): _S.DRAWN,
        (_S.DRAWN, "confirm"): _S.DRAWN,
        (_S.DRAWN, "answer"): _S.DRAWN,
        (_S.DRAWN, "seat"): _S.SEATED,
        (_S.SEATED, "answer"): _S.SEATED,
        (_S.SEATED, "seat"): _S.SEATED,
    },
)


@dataclass(frozen=True)
class Value:
    """One value of a feature: from `low` to `high` seats, and its share of the population.

    The share is in tenths of a percent, None where nobody knows it.
    """

    name: str
    low: int
    high: int
    share: int | None = None


@dataclass(frozen=True)
class Feature:
    """Something that people differ in, and that the jury should mirror."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Plan:
    """What is announced before anybody registers."""

    seats: int
    features: tuple[Feature, ...] = ()
    panels: int = PANELS
    per_household: int = 2
    minimum: int = 0

    def names(self) -> tuple[str, ...]:
        """Give the features' names in their order."""
        return tuple(feature.name for feature in self.features)

    def quotas(self) -> tuple[Quota, ...]:
        """Give the quotas as a draw reads them."""
        return tuple(
            Quota(feature.name, value.name, value.low, value.high)
            for feature in self.features
            for value in feature.values
        )

    def as_data(self) -> list[dict[str, object]]:
        """Give the features as plain data, as they are stored and committed to."""
        return [
            {
                "name": feature.name,
                "values": [
                    {"name": v.name, "low": v.low, "high": v.high, "share": v.share}
                    for v in feature.values
                ],
            }
            for feature in self.features
        ]


def features_from(data: Sequence[Mapping[str, object]]) -> tuple[Feature, ...]:
    """Read features back from plain data."""
    return tuple(
        Feature(str(one["name"]), tuple(Value(**value) for value in one["values"]))  # type: ignore[attr-defined]
        for one in data
    )


def check_numbers(plan: Plan) -> None:
    """Refuse seats, panels and limits that no jury has.

    Raises Invalid with the fields `seats`, `panels`, `per_household`, `minimum`.
    """
    wrong = {}
    if not 1 <= plan.seats <= MOST_SEATS:
        wrong["seats"] = "seats_out_of_range"
    if not 100 <= plan.panels <= PANELS_MAX:
        wrong["panels"] = "panels_out_of_range"
    if not 1 <= plan.per_household <= 20:
        wrong["per_household"] = "household_out_of_range"
    if not 0 <= plan.minimum <= plan.seats:
        wrong["minimum"] = "minimum_out_of_range"
    if wrong:
        raise Invalid(
            "invalid", wrong, most=MOST_SEATS, most_panels=PANELS_MAX, seats=plan.seats
        )  # fmt: skip


def check_feature(feature: Feature, others: Sequence[str]) -> None:
    """Refuse a feature that cannot be read one way only. `others` are the other features' names.

    Raises Invalid with the fields `name`, or `values` (for the list as a whole): `feature_missing`,
    `feature_twice`, `feature_name_taken`, `values_too_few`, `value_twice`, `quota_upside_down`,
    `shares_too_many`, `name_too_long`.
    """
    name = feature.name.strip()
    if not name:
        raise Invalid("feature_missing", {"name": "feature_missing"})
    if name.casefold() in {other.casefold() for other in others}:
        raise Invalid("feature_twice", {"name": "feature_twice"})
    if name.casefold() in TAKEN_NAMES:
        raise Invalid("feature_name_taken", {"name": "feature_name_taken"}, name=name)
    if any(len(text) > MOST_NAME for text in (name, *(v.name for v in feature.values))):
        raise Invalid("name_too_long", {"name": "name_too_long"}, most=MOST_NAME)
    _check_values(feature.values)


def _check_values(values: Sequence[Value]) -> None:
    if not 2 <= len(values) <= MOST_VALUES:
        raise Invalid("values_too_few", {"values": "values_too_few"}, most=MOST_VALUES)
    for name, times in Counter(value.name.casefold() for value in values).items():
        if times > 1:
            raise Invalid("value_twice", {"values": "value_twice"}, value=name)
    for value in values:
        if not 0 <= value.low <= value.high:
            raise Invalid("quota_upside_down", {"values": "quota_upside_down"}, value=value.name)
    if sum(value.share or 0 for value in values) > WHOLE_SHARE + len(values):
        raise Invalid("shares_too_many", {"values": "shares_too_many"})


def proposed(seats: int, shares: Sequence[int]) -> list[tuple[int, int]]:
    """Propose from how many to how many seats each value gets, from the population's shares.

    What is due is rounded down and up: the sum of the lower bounds never passes the seats, that of
    the upper ones never falls short of them. Shares are weights; they need not sum to a whole.
    """
    whole = sum(shares)
    if whole <= 0:
        return [(0, seats) for _ in shares]
    return [(seats * share // whole, -(-seats * share // whole)) for share in shares]


@dataclass(frozen=True)
class Fight:
    """Where the plan contradicts itself, or the pool: a code, a place, and numbers to say it."""

    code: str
    feature: str = ""
    value: str = ""
    wanted: int = 0
    found: int = 0


def contradictions(plan: Plan) -> list[Fight]:
    """Say what no pool whatever could fill."""
    found = [] if plan.features else [Fight("no_features")]
    for feature in plan.features:
        lows, highs = sum(v.low for v in feature.values), sum(v.high for v in feature.values)
        if lows > plan.seats:
            found.append(Fight("minimums_over_seats", feature.name, "", plan.seats, lows))
        if highs < plan.seats:
            found.append(Fight("maximums_under_seats", feature.name, "", plan.seats, highs))
    return found


def fights(plan: Plan, people: int, counts: Mapping[tuple[str, str], int]) -> list[Fight]:
    """Say where this pool and the quotas fight, by looking at one value at a time.

    `counts` says how many people have each (feature, value). What is not found here may still be
    impossible together: `feasibility` tells.
    """
    found = contradictions(plan)
    if people < plan.seats:
        found.append(Fight("pool_too_small", "", "", plan.seats, people))
    for feature in plan.features:
        has = {value.name: counts.get((feature.name, value.name), 0) for value in feature.values}
        for value in feature.values:
            if has[value.name] < value.low:
                found.append(Fight("too_few", feature.name, value.name, value.low, has[value.name]))
            elif value.low and has[value.name] == value.low:
                found.append(Fight("all_needed", feature.name, value.name, value.low, value.low))
            elif value.high and not has[value.name]:
                found.append(Fight("nobody", feature.name, value.name, value.high, 0))
        reach = sum(min(value.high, has[value.name]) for value in feature.values)
        if reach < plan.seats <= sum(value.high for value in feature.values):
            found.append(Fight("reach_under_seats", feature.name, "", plan.seats, reach))
    return found


def is_fatal(fight: Fight) -> bool:
    """Tell whether no jury can be seated as long as this stands."""
    return fight.code not in ("all_needed", "nobody")
