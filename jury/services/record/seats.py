"""How many seats the log tells of; never whose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from jury.domain.record.leaf import Leaf


def seats_told(leaves: Sequence[Leaf]) -> tuple[int, int]:
    """Count the seats that were filled, and those that nobody had left when the round closed."""
    filled = ended = at_closing = 0
    for leaf in leaves:
        if leaf.kind in ("seat.filled", "drawn.seated"):
            filled += cast(int, leaf.facts["seats"])
        elif leaf.kind == "seat.ended":
            ended += 1
        elif leaf.kind == "seat.replaced":
            filled, ended = filled + 1, ended + 1
        elif leaf.kind == "round.closed":
            at_closing = filled - ended
    return filled, at_closing
