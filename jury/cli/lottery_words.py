"""What `jury lottery` says in words: what to mend, what would help, what was found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from gettext import gettext as _
from gettext import ngettext
from typing import TYPE_CHECKING

from jury.domain.errors import Problem
from jury.domain.lottery.evidence import Drawn
from jury.domain.lottery.pool import Pool

if TYPE_CHECKING:
    from jury.domain.lottery.feasibility import Change


def of_problem(problem: Problem) -> str:
    """Say what to mend in a file."""
    texts = {
        "pool_empty": _("Nobody is in the file of people."),
        "seats_too_few": _("A panel needs at least one seat."),
        "duplicate_id": _("The id %(id)s stands twice in the file of people."),
        "blank_id": _("A line of the file of people has no id."),
        "duplicate_quota": _("The quota for %(feature)s: %(value)s stands twice."),
        "quota_upside_down": _(
            "The quota for %(feature)s: %(value)s has a minimum above its maximum."
        ),
        "unknown_value": _(
            "%(id)s has %(feature)s: %(value)s, and no quota speaks of that. Correct it, or add "
            "a line to the quotas."
        ),
        "not_text": _("A file is no text. Save it as CSV."),
        "cell_too_long": _(
            "A cell is longer than any answer. Look for a quotation mark that is never closed."
        ),
        "too_many_columns": _("A file has more than %(most)s columns."),
        "no_rows": _("A file has no lines."),
        "column_twice": _("The column %(column)s stands twice."),
        "row_too_long": _("Line %(line)s has more cells than the header."),
        "row_too_short": _("Line %(line)s has fewer cells than the header."),
        "no_column": _("There is no column %(column)s."),
        "not_a_number": _("Line %(line)s: %(column)s is not a whole number."),
    }
    return texts.get(problem.code, problem.code) % problem.params


def of_fault(fault: Mapping[str, object]) -> str:
    """Say what is wrong with a draw's files."""
    texts = {
        "changed": _("%(file)s is not as it was drawn."),
        "unknown_id": _("Panel %(panel)s has somebody who is not in the pool."),
        "seats_differ": _("Panel %(panel)s has too many or too few people, or one twice."),
        "quota_broken": _("Panel %(panel)s breaks the quota for %(feature)s: %(value)s."),
        "household_twice": _("Panel %(panel)s has two people of one household."),
        "chances_differ": _("The chances are not those of the list."),
        "certificate_wrong": _("The certificate proves nothing."),
        "figure_differs": _("The certificate gives another %(figure)s than the files."),
        "not_proved": _("It is not proved that these are in no possible panel: %(ids)s"),
        "seated_all_the_same": _("Somebody who is said to be in no possible panel is in one."),
        "left_out_differ": _("Those who are in no panel are not those whom the certificate names."),
        "other_versions": _("It was drawn with other versions (%(then)s) than these (%(now)s)."),
        "redo_differs": _("Drawn once more, %(file)s is another."),
    }
    return texts.get(str(fault["code"]), str(fault["code"])) % fault


def of_change(pool: Pool, change: Change) -> Iterator[str]:
    """Say what would make a panel possible."""
    if change.seats != pool.seats:
        yield _("%(seats)s seats instead of %(before)s") % {
            "seats": change.seats,
            "before": pool.seats,
        }
    for old, new in change.quotas:
        yield _(
            "%(feature)s: %(value)s from %(low)s to %(high)s instead of %(was)s to %(till)s"
        ) % {
            "feature": old.feature,
            "value": old.value,
            "low": new.low,
            "high": new.high,
            "was": old.low,
            "till": old.high,
        }


def json_of_change(change: Change) -> dict[str, object]:
    """Give a change as `--json` prints it."""
    return {
        "seats": change.seats,
        "quotas": [
            {"feature": new.feature, "value": new.value, "min": new.low, "max": new.high}
            for _old, new in change.quotas
        ],
    }


def of_verdict(drawn: Drawn, seconds: float) -> Iterator[str]:
    """Say what a draw came to."""
    smallest, largest = drawn.extremes()
    yield _("Panels: %(panels)s. Seats: %(seats)s. People: %(pool)s. Seconds: %(seconds)s.") % {
        "panels": len(drawn.panels),
        "seats": drawn.pool.seats,
        "pool": len(drawn.pool.people),
        "seconds": round(seconds, 1),
    }
    yield _(
        "Chances from %(smallest)s to %(largest)s; no draw can lift the smallest above %(bound)s."
    ) % {
        "smallest": f"{float(smallest):.4f}",
        "largest": f"{float(largest):.4f}",
        "bound": f"{float(drawn.bound):.4f}",
    }
    if not drawn.finished:
        yield _(
            "The time ran out. These are the best panels found; the smallest chance could be up to "
            "%(gap)s larger."
        ) % {
            "gap": f"{float(drawn.bound - smallest):.4f}",
        }
    if count := len(drawn.shut_out):
        yield ngettext(
            "%(count)s person is in no possible panel: %(ids)s",
            "%(count)s people are in no possible panel: %(ids)s",
            count,
        ) % {"count": count, "ids": ", ".join(sorted(drawn.shut_out))}
    for one in drawn.left_out:
        told = (
            _("%(id)s is in none of these panels; a list of %(panels)s would have one.")
            if drawn.finished
            else _("%(id)s is in none of these panels; with more time %(panels)s would have one.")
        )
        yield told % {
            "id": one.id,
            "panels": one.panels,
        }
