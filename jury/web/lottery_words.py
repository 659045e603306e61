"""Where a lottery contradicts itself, and what is wrong in a list of people, as sentences."""

from __future__ import annotations

from flask_babel import LazyString, lazy_gettext

from jury.domain.lottery.binding import Binding
from jury.domain.lottery.feasibility import Change
from jury.domain.lottery.plan import Fight
from jury.domain.lottery.pool import Pool
from jury.domain.lottery.register import RowFault

_ = lazy_gettext

FIGHTS: dict[str, LazyString] = {
    "no_features": _("No feature is written yet. Add what the jury should mirror, such as age."),
    "minimums_over_seats": _(
        "%(feature)s: the smallest numbers add up to %(found)s, but there are only %(wanted)s "
        "seats. Make some of them smaller."
    ),
    "maximums_under_seats": _(
        "%(feature)s: the largest numbers add up to %(found)s, but %(wanted)s seats must be "
        "filled. Make some of them larger."
    ),
    "pool_too_small": _(
        "%(found)s people are registered for %(wanted)s seats. More people are needed."
    ),
    "too_few": _(
        "%(feature)s, %(value)s: %(wanted)s seats at least, but only %(found)s people. "
        "Find more of them, or ask for fewer."
    ),
    "reach_under_seats": _(
        "%(feature)s: whoever is drawn, only %(found)s of the %(wanted)s seats can be filled. "
        "Make some of the largest numbers larger."
    ),
    "all_needed": _(
        "%(feature)s, %(value)s: all %(found)s people are needed. Each of them is drawn for sure."
    ),
    "nobody": _("%(feature)s, %(value)s: nobody is registered."),
}

ROWS: dict[str, LazyString] = {
    "value_missing": _("Line %(line)s: “%(column)s” is empty."),
    "value_unknown": _("Line %(line)s: “%(found)s” is no value of “%(column)s”."),
    "detail_too_long": _("Line %(line)s: “%(column)s” is too long."),
    "email_unreadable": _("Line %(line)s: “%(found)s” is no e-mail address."),
    "person_twice": _("Line %(line)s: “%(found)s” stands in the list twice."),
    "address_twice": _("Line %(line)s: “%(found)s” stands in the list twice."),
    "address_invited": _("Line %(line)s: a letter was made for “%(found)s” before."),
    "person_registered": _("Line %(line)s: this person is registered already."),
    "household_full_already": _(
        "Line %(line)s: of this household %(found)s are registered already."
    ),
    "household_full": _("Line %(line)s: too many people of one household."),
    "value_missing_here": _("Line %(line)s names no value."),
    "value_too_long": _("Line %(line)s: “%(found)s” is too long for a name."),
    "value_again": _("Line %(line)s: “%(found)s” stands in the list twice."),
    "share_unreadable": _("Line %(line)s: “%(found)s” is no share. Write it such as 12.5."),
    "value_absent": _("“%(found)s” has no line in the list. Its share stays as it was."),
    "shares_sum": _("“%(column)s”: the shares add up to %(found)s, not to 100. None is filled in."),
}


def of_fight(fight: Fight) -> str:
    """Say where the plan fights, and what helps."""
    return str(FIGHTS[fight.code]) % {
        "feature": fight.feature,
        "value": fight.value,
        "wanted": fight.wanted,
        "found": fight.found,
    }


def of_row(fault: RowFault) -> str:
    """Say what is wrong in one line of a list."""
    return str(ROWS[fault.code]) % {
        "line": fault.line,
        "column": fault.column,
        "found": fault.found,
    }


def of_binding(binding: Binding) -> str:
    """Say at which side a quota binds, and how many people it speaks of."""
    sentence = (
        _("%(feature)s, %(value)s: at most %(seats)s seats. Registered: %(people)s.")
        if binding.at_most
        else _("%(feature)s, %(value)s: at least %(seats)s seats. Registered: %(people)s.")
    )
    quota = binding.quota
    return str(sentence) % {
        "feature": quota.feature,
        "value": quota.value,
        "seats": quota.high if binding.at_most else quota.low,
        "people": binding.people,
    }


def of_change(pool: Pool, change: Change) -> list[str]:
    """Say what would help a pool from which no jury can be drawn."""
    lines = [
        str(
            _(
                "%(feature)s, %(value)s: from %(low)s to %(high)s seats, instead of %(least)s to "
                "%(most)s.",
                feature=new.feature,
                value=new.value,
                low=new.low,
                high=new.high,
                least=old.low,
                most=old.high,
            )
        )
        for old, new in change.quotas
    ]
    if change.seats < pool.seats:
        lines.insert(0, str(_("%(seats)s seats instead of %(before)s.", seats=change.seats,
                              before=pool.seats)))  # fmt: skip
    return lines
