"""The signer signs what continues, refuses what does not, and never forgets what it signed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import select

from jury.domain.errors import Invalid, NotFound
from jury.domain.record import logfile
from jury.domain.record.leaf import Leaf
from jury.domain.record.merkle import leaf_hash, root
from jury.domain.record.note import Verifier, open_note
from jury.domain.record.verify import verify_log
from jury.services import checkpoints
from jury.services.call import create_call, edit_call
from jury.services.checkpoints import Refusal, keep_erasures, log_file, sign_due
from jury.services.doors import Doors, keep, writing
from jury.services.logs import sign
from jury.services.perform import Moment
from jury.services.restart import NothingLost, erase_opening, restart_log
from jury.storage import signed
from jury.storage.account import Account, Grant
from jury.storage.record import INSTALLATION, Log, SignedCheckpoint, current_log, logs_of
from tests.fixtures.clock import Clock


@pytest.fixture
def olga(doors: Doors, clock: Clock) -> Moment:
    """Give Olga, an official, ready to act."""
    with writing(doors) as (session, touched):
        session.add(
            Account(
                id="olga",
                email="olga@example.org",
                name="Olga",
                language="fr",
                created_at=clock(),
                sessions_from=clock(),
            )
        )
        session.flush()
        session.add(Grant(account_id="olga", role="official"))
        keep(session, touched)
    return Moment(doors, account_id="olga")


@pytest.fixture
def call_id(olga: Moment) -> str:
    """Give a call with three entries in its own log."""
    done = create_call(olga, title="Mieux vivre ensemble", language="fr", timezone="Europe/Paris")
    for version in (1, 2, 3):
        edit(olga, done.subject, version)
    return done.subject


def edit(moment: Moment, call_id: str, version: int) -> None:
    edit_call(moment, call_id=call_id, version=version, values={"place": f"Place {version}"})


def notes(doors: Doors, log_id: str) -> list[int]:
    with doors.engines.reading() as session:
        return list(
            session.scalars(
                select(SignedCheckpoint.size)
                .where(SignedCheckpoint.log_id == log_id)
                .order_by(SignedCheckpoint.size)
            )
        )


def test_each_log_that_has_grown_is_signed_once(doors: Doors, call_id: str) -> None:
    assert sign_due(doors).logs == tuple(sorted([call_id, INSTALLATION]))
    assert sign_due(doors).logs == ()
    assert (notes(doors, call_id), notes(doors, INSTALLATION)) == ([3], [1])


def test_the_last_note_is_in_a_file_and_the_key_is_the_one_that_the_call_announced(
    doors: Doors, call_id: str
) -> None:
    sign_due(doors)
    note = signed.last_note(doors.settings.instance, call_id)
    with doors.engines.reading() as session:
        log = session.get_one(Log, call_id)
        assert note == session.get_one(SignedCheckpoint, (call_id, 3)).note
    assert note is not None
    text = open_note(note, [Verifier.parse(log.verifier_key)])
    assert text.splitlines()[:2] == [f"jury.test/{call_id}", "3"]


def test_only_what_is_urgent_is_signed_at_once(doors: Doors, olga: Moment, call_id: str) -> None:
    sign_due(doors)
    edit(olga, call_id, 4)
    assert sign_due(doors, urgent_only=True).logs == ()
    assert sign_due(doors).logs == (call_id,)


def test_two_signers_do_no_harm(doors: Doors, call_id: str) -> None:
    with signed.signing_alone(doors.settings.instance) as alone:
        assert alone is True
        assert sign_due(doors).logs == ()
    assert sign_due(doors).logs != ()


def test_a_note_that_was_kept_but_not_stored_is_stored_the_next_time(
    doors: Doors, call_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def power_cut(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(checkpoints, "upkeep", power_cut)
        with pytest.raises(KeyboardInterrupt):
            sign_due(doors)
    first = min(call_id, INSTALLATION)
    kept = signed.last_note(doors.settings.instance, first)
    assert (kept is not None, notes(doors, first)) == (True, [])
    sign_due(doors)
    assert len(notes(doors, first)) == 1
    assert signed.last_note(doors.settings.instance, first) == kept


def test_a_log_cut_short_is_refused_and_goes_on_only_after_a_restart(
    doors: Doors, olga: Moment, call_id: str
) -> None:
    lost_note = sign_an_entry_that_is_lost(doors, call_id)
    assert sign_due(doors).refused == (Refusal(call_id, "shorter"),)
    edit(olga, call_id, 4)
    edit(olga, call_id, 5)
    assert sign_due(doors).refused == (Refusal(call_id, "other_entries"),)

    done = restart_log(doors, call_id, "The disk broke on 2 March.")

    assert (done.log_id, done.leaf) == (f"{call_id}.2", 0)
    assert sign_due(doors, urgent_only=True).logs == (f"{call_id}.2",)
    edit(olga, call_id, 6)
    sign_due(doors)
    with doors.engines.reading() as session:
        first, second = logs_of(session, call_id)
        assert (first.ended, second.ended) == (True, False)
        assert current_log(session, call_id) == second
        assert second.origin == f"jury.test/{call_id}.2"
        data = log_file(session, f"{call_id}.2")
    report = verify_log(data, second.verifier_key)
    assert (report.sound, report.entries) == (True, 2)
    facts = _facts(data)
    assert facts["checkpoint"] == lost_note
    assert facts["kept"] == 5
    assert facts["reason"] == "The disk broke on 2 March."
    handover = open_note(str(facts["handover"]), [Verifier.parse(first.verifier_key)])
    assert handover.splitlines()[1:] == [second.origin, second.verifier_key]


def _facts(data: bytes) -> dict[str, object]:
    return dict(Leaf.decode(logfile.parse(data).leaves[0]).facts)


def sign_an_entry_that_is_lost(doors: Doors, call_id: str) -> str:
    """Sign four entries of which the database has three, as after restoring an older one."""
    with doors.engines.reading() as session:
        hashes = [*checkpoints.hashes_of(session, call_id), leaf_hash(b"lost")]
        origin = session.get_one(Log, call_id).origin
    note = sign(doors.settings, origin, 4, root(hashes))
    signed.keep_note(doors.settings.instance, call_id, note)
    return note


def test_a_log_that_lost_nothing_is_not_restarted(doors: Doors, call_id: str) -> None:
    sign_due(doors)
    with pytest.raises(NothingLost):
        restart_log(doors, call_id, "I would like to.")
    with pytest.raises(Invalid):
        restart_log(doors, call_id, "  ")
    with pytest.raises(NotFound):
        restart_log(doors, "unknown", "Why not?")
    with doors.engines.reading() as session:
        assert [log.generation for log in logs_of(session, call_id)] == [1]


def test_a_changed_head_is_not_signed(doors: Doors, call_id: str) -> None:
    with writing(doors) as (session, touched):
        log = session.get_one(Log, call_id)
        log.frontier = session.get_one(Log, INSTALLATION).frontier
        keep(session, touched)
    assert sign_due(doors).refused == (Refusal(call_id, "head_differs"),)


def test_another_signing_key_is_refused(doors: Doors, call_id: str) -> None:
    from dataclasses import replace

    stranger = Doors(replace(doors.settings, signing_master=b"x" * 32), doors.engines, doors.clock)
    assert {refusal.code for refusal in sign_due(stranger).refused} == {"key_differs"}


def test_a_log_file_is_sound_and_ends_at_the_newest_checkpoint(
    doors: Doors, olga: Moment, call_id: str
) -> None:
    with doors.engines.reading() as session, pytest.raises(NotFound):
        log_file(session, call_id)
    sign_due(doors)
    edit(olga, call_id, 4)
    with doors.engines.reading() as session:
        data = log_file(session, call_id)
        key = session.get_one(Log, call_id).verifier_key
    report = verify_log(data, key)
    assert (report.sound, report.entries) == (True, 3)


def test_the_erasures_outlive_the_database(doors: Doors, call_id: str) -> None:
    erasure = signed.Erasure("some-log", 4, "words")
    signed.note_erasures(doors.settings.instance, [erasure])
    signed.note_erasures(doors.settings.instance, [erasure])
    keep_erasures(doors)
    assert signed.erasures(doors.settings.instance) == [erasure]


def test_there_is_nothing_to_erase_where_nothing_is_sealed(doors: Doors, call_id: str) -> None:
    with pytest.raises(NotFound):
        erase_opening(
            Moment(doors, system=True), call_id=call_id, leaf=0, part="words", reason="Asked."
        )


def test_a_kept_note_is_never_half_written(tmp_path: Path) -> None:
    signed.keep_note(tmp_path, "abc", "one\n")
    signed.keep_note(tmp_path, "abc", "two\n")
    assert signed.last_note(tmp_path, "abc") == "two\n"
    assert signed.known_logs(tmp_path) == ["abc"]
    shutil.rmtree(tmp_path / "signed")
    assert signed.last_note(tmp_path, "abc") is None
