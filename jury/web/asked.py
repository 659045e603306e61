"""What a juror is asked after the round: about their own words, and about drafted reasons."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import Row

from jury.storage.call import Call
from jury.storage.decision import (
    own_words,
    reasons_to_answer,
    records_of,
)
from jury.storage.scoring import Round
from jury.storage.seat import Seat
from jury.web.access import reading


@dataclass(frozen=True)
class Asked:
    """How many own texts there are and wait for a choice, and which reasons for an answer."""

    texts: int = 0
    waiting: int = 0
    reasons: list[Row[str, str, str]] = field(default_factory=list)


def asked_of(call: Call, round_: Round | None, seat: Seat) -> Asked:
    """Say what still waits for this juror once the round is closed; nothing before."""
    if round_ is None or round_.state not in ("closed", "counted") or call.state == "cancelled":
        return Asked()
    texts, release = own_words(reading(), call.id, round_.id, seat.id)
    said = release.choices if release else {}
    waiting = sum(own.key not in said for own in texts)
    if waiting and call.state != "with_jury" and records_of(reading(), call.id):
        waiting = 0
    with_jury = round_.state == "counted" and call.state == "with_jury"
    reasons = reasons_to_answer(reading(), call.id, seat.id) if with_jury else []
    return Asked(len(texts), waiting, reasons)
