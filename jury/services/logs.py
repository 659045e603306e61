"""Logs begin: the installation's once, a call's with the call."""

from __future__ import annotations

from sqlalchemy.orm import Session

from jury.config import Settings
from jury.domain.record.merkle import Frontier
from jury.domain.record.note import Signer, derive_seed
from jury.services.doors import Doors, writing
from jury.storage.record import INSTALLATION, Log


def signer(settings: Settings, origin: str) -> Signer:
    """Give a log's own Ed25519 signer, derived from the installation's signing secret (HKDF)."""
    return Signer(origin, derive_seed(settings.signing_master, origin))


def open_log(session: Session, settings: Settings, log_id: str) -> Log:
    """Begin a log: origin `<name fixed at installation>/<log id>`, with a key of its own."""
    origin = f"{settings.name}/{log_id}"
    log = Log(id=log_id, origin=origin, verifier_key=signer(settings, origin).verifier_key(),
              size=0, frontier=Frontier().to_text(), ended=False)
    session.add(log)
    return log


def found_installation(doors: Doors) -> None:
    """Begin the installation's log if it has not begun: part of making the schema."""
    with writing(doors) as (session, _):
        if session.get(Log, INSTALLATION) is None:
            open_log(session, doors.settings, INSTALLATION)
            session.commit()
