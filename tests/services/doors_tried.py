"""Tiny verbs, made by a test to try the doors, and the whole database to compare with itself."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from jury.domain.permissions import Action
from jury.domain.record.kinds import Entry, Facts, Part
from jury.domain.record.kinds.call import CallEdited
from jury.services import call as _real_verbs  # noqa: F401 - they have their places first
from jury.services.doors import Doors
from jury.services.perform import VERBS, Act, Done, Moment, performs
from jury.storage.call import Call
from jury.storage.tables import Base


def verb(
    does: Callable[[Act], object],
    *,
    action: Action = Action.CALL_EDIT,
    facts: Facts | None = None,
    parts: tuple[Part, ...] = (),
) -> Callable[..., Done]:
    """Make an act that does something to a call and says that it edited the call.

    Its place among the real verbs is given back at once.
    """
    real = VERBS[action]

    @performs(action)
    def tried(act: Act, *, call_id: str) -> Entry:
        does(act)
        said = facts or CallEdited(sha256=hashlib.sha256(b"").hexdigest())
        return Entry(said, call_id, act.the_call().version, parts)

    VERBS[action] = real
    return tried


def move(act: Act) -> None:
    """Do something small that the entry declares: give the call another place."""
    call = act.session.get_one(Call, act.the_call().id)
    call.place = "Confluan" if call.place != "Confluan" else "Hautrive"
    call.version += 1


def nothing(act: Act) -> None:
    """Change nothing."""


def everything(doors: Doors) -> dict[str, list[str]]:
    """Give all rows of all tables, to see that nothing changed."""
    with doors.engines.read.connect() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(table.select())))
            for table in Base.metadata.sorted_tables
        }


def edit(moment: Moment, call_id: str) -> Done:
    """Edit a call by a tiny verb."""
    return verb(move)(moment, call_id=call_id)
