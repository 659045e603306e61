"""The kinds of entries: the archive format of the log, for ever.

One file a row of the grid. A kind is a frozen dataclass whose fields are the public facts; it
says which tables an act of this kind may change. A later form of a kind gets a higher `V`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import ClassVar

REGISTRY: dict[str, type[Facts]] = {}


@dataclass(frozen=True)
class Facts:
    """What everyone may read of an entry.

    Fields are text, whole numbers, booleans, or lists and dictionaries of these; fractions are
    written "a/b". `KIND` is the entry's name, `CHANGES` the logged tables it may change.
    """

    KIND: ClassVar[str] = ""
    V: ClassVar[int] = 1
    CHANGES: ClassVar[frozenset[str]] = frozenset()

    def __init_subclass__(cls) -> None:
        if cls.KIND in REGISTRY:
            raise TypeError(f"two kinds are called {cls.KIND}")
        REGISTRY[cls.KIND] = cls

    def as_dict(self) -> dict[str, object]:
        """Give the facts as they stand in the leaf."""
        return {f.name: getattr(self, f.name) for f in fields(self)}


@dataclass(frozen=True)
class Part:
    """A part of an entry that only its commitment shows, until its opening is due.

    `value` is plain JSON data without floats. `due` is `now`, `at <kind>` or
    `guarantor at <kind>` (the specification, section 6).
    """

    name: str
    value: object
    due: str


@dataclass(frozen=True)
class Entry:
    """What a verb returns: the one line that its act writes in a log.

    `subject` is an opaque id, `version` that object's integer (0 where it has none).
    """

    facts: Facts
    subject: str
    version: int = 0
    parts: tuple[Part, ...] = field(default_factory=tuple)
