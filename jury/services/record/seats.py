"""How many seats the log tells of, and who sits there in numbers; never whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from sqlalchemy.orm import Session

from jury.domain.record.document import Document
from jury.domain.record.leaf import Leaf
from jury.storage.decision import PublishedRecord
from jury.storage.lottery.composed import composed


def seats_told(leaves: Sequence[Leaf]) -> tuple[int, int]:
    """Count the seats that were filled, and those that nobody had left when the round closed."""
    filled = ended = at_closing = 0
    for leaf in leaves:
        if leaf.kind in ("seat.filled", "drawn.seated", "organisation.answered"):
            filled += cast(int, leaf.facts["seats"])
        elif leaf.kind == "seat.ended":
            ended += 1
        elif leaf.kind == "seat.replaced":
            filled, ended = filled + 1, ended + 1
        elif leaf.kind == "round.closed":
            at_closing = filled - ended
    return filled, at_closing


def shows_who_sat(session: Session, record: PublishedRecord) -> bool:
    """Tell whether a published record shows the composition that was committed to at seating.

    What was erased since cannot be compared any more.
    """
    document = Document.decode(record.document.encode("utf-8"))
    committed = composed(session, record.call_id)
    return committed is None or committed == document.jury.composition
