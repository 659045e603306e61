"""Two acts of the installation itself: going on after a loss, and erasing what was sealed."""

from __future__ import annotations

from sqlalchemy import update

from jury.domain.errors import Conflict, Invalid, NotFound
from jury.domain.permissions import Action
from jury.domain.record import merkle
from jury.domain.record.canonical import b64
from jury.domain.record.kinds import Entry
from jury.domain.record.kinds.record import LogRestarted, OpeningErased
from jury.services.checkpoints import WillNotSign, check_continuation, hashes_of, signed_before
from jury.services.doors import Doors
from jury.services.logs import signer
from jury.services.perform import Act, Done, Moment, performs
from jury.storage.record import INSTALLATION, Log, LogEntry, Opening, logs_of

HANDOVER = "jury/log-restart/v1"


class NothingLost(Conflict):
    """The log still continues what was signed: there is no reason to begin another one."""


@performs(Action.LOG_RESTART, successor=True)
def _restart_call(act: Act, *, call_id: str, reason: str) -> Entry:
    return _restarted(act, call_id, reason)


@performs(Action.LOG_RESTART, successor=True)
def _restart_installation(act: Act, *, reason: str) -> Entry:
    return _restarted(act, INSTALLATION, reason)


def restart_log(doors: Doors, scope: str, reason: str) -> Done:
    """Begin a new log for a call (or `installation`) after entries were lost, for a reason.

    Its first entry holds what the lost log had signed, and a note by which the lost log's key
    names the new one. Raises NotFound, Invalid (`reason_missing`), or NothingLost.
    """
    if not reason.strip():
        raise Invalid("reason_missing", {"reason": "reason_missing"})
    moment = Moment(doors, system=True)
    if scope == INSTALLATION:
        return _restart_installation(moment, reason=reason.strip())
    return _restart_call(moment, call_id=scope, reason=reason.strip())


def _restarted(act: Act, scope: str, reason: str) -> Entry:
    lost = logs_of(act.session, scope)[-2]
    try:
        check_continuation(act.session, act.settings, lost)
    except WillNotSign:
        pass
    else:
        raise NothingLost("nothing_lost")
    notes = signed_before(act.session, act.settings, lost.id)
    hashes = hashes_of(act.session, lost.id)
    facts = LogRestarted(
        checkpoint=notes[0] if notes else "",
        kept=len(hashes),
        kept_root=b64(merkle.root(hashes)),
        handover=_handover(act, lost),
        reason=reason,
    )
    return Entry(facts, scope, act.log.generation)


def _handover(act: Act, lost: Log) -> str:
    """Let the old key name the new log, so that who pinned it can follow."""
    lines = f"{HANDOVER}\n{act.log.origin}\n{act.log.verifier_key}\n"
    return signer(act.settings, lost.origin).sign(lines)


@performs(Action.OPENING_ERASE)
def erase_opening(act: Act, *, call_id: str, leaf: int, part: str, reason: str) -> Entry:
    """Erase what one sealed part of an entry held; that it was erased, and why, stays public.

    Raises NotFound where there is nothing (any more) to erase, Invalid (`reason_missing`).
    """
    if not reason.strip():
        raise Invalid("reason_missing", {"reason": "reason_missing"})
    opening = act.session.get(Opening, (act.log.id, leaf, part))
    entry = act.session.get(LogEntry, (act.log.id, leaf))
    if opening is None or opening.key is None or entry is None:
        raise NotFound()
    act.session.execute(
        update(Opening)
        .where(Opening.log_id == act.log.id, Opening.leaf == leaf, Opening.part == part)
        .values(key=None, value=None, ended="erased")
        .execution_options(synchronize_session=False)
    )
    return Entry(OpeningErased(leaf=leaf, part=part, reason=reason.strip()), entry.subject)
