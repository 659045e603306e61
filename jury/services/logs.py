"""Logs begin: the installation's once, a call's with the call."""

from __future__ import annotations

from sqlalchemy.orm import Session

from jury.config import Settings
from jury.domain.record.merkle import Frontier
from jury.domain.record.note import Checkpoint, Signer, derive_seed
from jury.services.doors import Doors, keep, writing
from jury.storage.record import INSTALLATION, Log, logs_of


def signer(settings: Settings, origin: str) -> Signer:
    """Give a log's own Ed25519 signer, derived from the installation's signing secret (HKDF)."""
    return Signer(origin, derive_seed(settings.signing_master, origin))


def sign(settings: Settings, origin: str, size: int, root: bytes) -> str:
    """Sign how far a log has come: a note of its origin, its size and its root."""
    return signer(settings, origin).sign(Checkpoint(origin, size, root).text())


def open_log(session: Session, settings: Settings, scope: str, generation: int = 1) -> Log:
    """Begin a log: origin `<name fixed at installation>/<log id>`, with a key of its own."""
    log_id = scope if generation == 1 else f"{scope}.{generation}"
    origin = f"{settings.name}/{log_id}"
    log = Log(
        id=log_id,
        scope=scope,
        generation=generation,
        origin=origin,
        verifier_key=signer(settings, origin).verifier_key(),
        size=0,
        frontier=Frontier().to_text(),
        ended=False,
    )
    session.add(log)
    return log


def succeed(session: Session, settings: Settings, log: Log) -> Log:
    """End a log for good and begin the one that follows it (the specification, section 6)."""
    log.ended = True
    return open_log(session, settings, log.scope, log.generation + 1)


def found_installation(doors: Doors) -> None:
    """Begin the installation's log if it has not begun: part of making the schema."""
    with writing(doors) as (session, touched):
        if not logs_of(session, INSTALLATION):
            open_log(session, doors.settings, INSTALLATION)
            keep(session, touched)
