"""The proof that no lottery could give a larger smallest chance; standard library alone.

Whatever multipliers are written down, as long as none is below nought, the sum below is a true
bound (weak duality of linear programs): whoever has the pool adds it up again and needs no trust.

For a person i let v(i) = share(i) - seats - sum of high over i's values + sum of low over i's
values - household(i). Then for any lottery over panels the smallest chance of those who have a
share is at most

    seats x N + sum(high x max) - sum(low x min) + sum(household) + sum(max(0, v(i)))
    ---------------------------------------------------------------------------------
                                    sum of all shares

where the last sum leaves out whoever is proved to be in no possible panel.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from jury.domain.lottery.pool import Pool, Quota

NOUGHT = Fraction(0)


@dataclass(frozen=True)
class Multipliers:
    """What each rule weighs in a proof. Only those that are not nought are kept.

    `seats` may have either sign; `low` and `high` are by feature and value, `households` by key,
    `shares` by id.
    """

    seats: Fraction = NOUGHT
    low: Mapping[tuple[str, str], Fraction] = field(default_factory=dict)
    high: Mapping[tuple[str, str], Fraction] = field(default_factory=dict)
    households: Mapping[str, Fraction] = field(default_factory=dict)
    shares: Mapping[str, Fraction] = field(default_factory=dict)

    def allowed(self) -> bool:
        """Tell whether they prove anything: none below nought, and a share for somebody."""
        kinds = (self.low, self.high, self.households, self.shares)
        return all(value >= 0 for kind in kinds for value in kind.values()) and any(
            value > 0 for value in self.shares.values()
        )


def bound(pool: Pool, multipliers: Multipliers, absent: Collection[str] = ()) -> Fraction:
    """Add up the bound that some multipliers prove, as an exact fraction.

    `absent` are the ids proved to be in no possible panel. Raises ValueError if a multiplier is
    below nought, nobody has a share, or a name is not in the pool.
    """
    _check_names(pool, multipliers)
    if not multipliers.allowed():
        raise ValueError("no proof")
    total = multipliers.seats * pool.seats
    total += sum((multipliers.high.get(_name(q), NOUGHT) * q.high for q in pool.quotas), NOUGHT)
    total -= sum((multipliers.low.get(_name(q), NOUGHT) * q.low for q in pool.quotas), NOUGHT)
    total += sum((multipliers.households.get(key, NOUGHT) for key in pool.households()), NOUGHT)
    gone = frozenset(absent)
    prices: dict[tuple[tuple[str, ...], str], Fraction] = {}
    for person in pool.people:
        if person.id in gone:
            continue
        key = (person.values, person.household)
        if key not in prices:
            prices[key] = _price(pool.features, person.values, person.household, multipliers)
        worth = multipliers.shares.get(person.id, NOUGHT) - prices[key]
        if worth > 0:
            total += worth
    return total / sum(multipliers.shares.values(), NOUGHT)


def _price(
    features: Sequence[str], values: Sequence[str], household: str, multipliers: Multipliers
) -> Fraction:
    """Add up what the rules cost one person."""
    total = multipliers.seats + multipliers.households.get(household, NOUGHT)
    for name in zip(features, values, strict=True):
        total += multipliers.high.get(name, NOUGHT) - multipliers.low.get(name, NOUGHT)
    return total


def _name(quota: Quota) -> tuple[str, str]:
    return quota.feature, quota.value


def _check_names(pool: Pool, multipliers: Multipliers) -> None:
    """Refuse what the pool does not know: it would prove something about another pool."""
    ids = {person.id for person in pool.people}
    quotas = {_name(quota) for quota in pool.quotas}
    keys = set(pool.households())
    if (
        not multipliers.shares.keys() <= ids
        or not {*multipliers.low, *multipliers.high} <= quotas
        or not multipliers.households.keys() <= keys
    ):
        raise ValueError("another pool")


def cannot_be_seated(pool: Pool, multipliers: Multipliers) -> bool:
    """Tell whether multipliers with a share of one each prove that these people are in no panel.

    Somebody is seated or not, never in part: if fewer than one of them has a seat, none has.
    """
    shares = multipliers.shares.values()
    return all(share == 1 for share in shares) and bound(pool, multipliers) * len(shares) < 1


def encode(multipliers: Multipliers) -> dict[str, Any]:
    """Write multipliers as JSON: fractions as "a/b", in the order of their names."""
    return {
        "seats": _text(multipliers.seats),
        "quotas": [
            {"feature": name[0], "value": name[1], "low": _text(multipliers.low.get(name, NOUGHT)),
             "high": _text(multipliers.high.get(name, NOUGHT))}
            for name in sorted({*multipliers.low, *multipliers.high})
        ],
        "households": {k: _text(v) for k, v in sorted(multipliers.households.items())},
        "shares": {k: _text(v) for k, v in sorted(multipliers.shares.items())},
    }  # fmt: skip


def decode(data: Mapping[str, Any]) -> Multipliers:
    """Read multipliers. Raises ValueError, KeyError or TypeError for what is none."""
    quotas = {(str(row["feature"]), str(row["value"])): row for row in data["quotas"]}
    return Multipliers(
        read_fraction(data["seats"]),
        {name: read_fraction(row["low"]) for name, row in quotas.items()},
        {name: read_fraction(row["high"]) for name, row in quotas.items()},
        {str(k): read_fraction(v) for k, v in data["households"].items()},
        {str(k): read_fraction(v) for k, v in data["shares"].items()},
    )


def _text(value: Fraction) -> str:
    return f"{value.numerator}/{value.denominator}"


def read_fraction(text: object) -> Fraction:
    """Read "a/b". Raises ValueError for anything else."""
    if not isinstance(text, str) or text.count("/") != 1:
        raise ValueError("not a fraction")
    above, _, below = text.partition("/")
    if int(below) <= 0:
        raise ValueError("not a fraction")
    return Fraction(int(above), int(below))
