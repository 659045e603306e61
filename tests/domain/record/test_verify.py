from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jury.domain.record import merkle
from jury.domain.record.canonical import RecordError, b64
from jury.domain.record.logfile import NotALogFile
from jury.domain.record.note import Signer, derive_seed
from jury.domain.record.verify import prove, verify_log

from .records import ORIGIN, SIGNER, VKEY, Log, codes, played, story

PLAYED, FILE = played()


def test_a_played_call_is_sound() -> None:
    assert verify_log(FILE, VKEY).to_json() == {
        "sound": True,
        "entries": 6,
        "withheld": 6,
        "erased": [],
        "missing": [],
        "problems": [],
        "checkpoint": {"origin": ORIGIN, "size": 6, "root": b64(merkle.root(PLAYED.hashes()))},
    }


def test_a_log_without_entries_is_sound() -> None:
    assert verify_log(Log().file(), VKEY).to_json()["sound"] is True


def test_a_key_that_is_no_key_is_bad_input() -> None:
    with pytest.raises(RecordError) as error:
        verify_log(FILE, VKEY[:-1])
    assert error.value.code == "bad_key"


@pytest.mark.parametrize(
    "signer", [Signer("else.example/call-7", bytes(range(32))), Signer(ORIGIN, bytes(32))]
)
def test_a_log_is_not_sound_under_another_key(signer: Signer) -> None:
    report = verify_log(FILE, signer.verifier_key())
    assert (report.sound, report.checkpoint) == (False, None)
    assert codes(report) == ["no_known_signature"]


def test_a_log_under_its_key_but_another_origin_is_not_sound() -> None:
    note = SIGNER.sign(PLAYED.checkpoint().text().replace("call-7", "call-8"))
    report = verify_log(FILE.replace(PLAYED.note().encode(), note.encode()), VKEY)
    assert codes(report) == ["wrong_origin"]


@given(st.integers(0, len(FILE) - 1), st.integers(1, 255))
@settings(max_examples=300)
def test_any_changed_byte_is_found(at: int, change: int) -> None:
    data = bytearray(FILE)
    data[at] ^= change
    assert not verify_log(bytes(data), VKEY).sound


def test_every_byte_is_guarded() -> None:
    for at in range(len(FILE)):
        data = bytearray(FILE)
        data[at] ^= 1
        assert not verify_log(bytes(data), VKEY).sound


def test_a_truncated_file_is_never_sound() -> None:
    for length in range(len(FILE)):
        try:
            assert not verify_log(FILE[:length], VKEY).sound
        except NotALogFile:
            assert length < len(PLAYED.checkpoint().text())


def test_a_file_cut_before_its_last_line_end_is_called_so() -> None:
    assert codes(verify_log(FILE[:-1], VKEY))[0] == "cut_short"


def with_leaves(leaves: list[bytes]) -> bytes:
    return FILE.replace(b"\n".join(PLAYED.leaves), b"\n".join(leaves))


def test_an_entry_removed_swapped_or_added_is_found() -> None:
    leaves = PLAYED.leaves
    for index in range(len(leaves)):
        removed = leaves[:index] + leaves[index + 1 :]
        assert codes(verify_log(with_leaves(removed), VKEY))[0] == "wrong_size"
        added = leaves[:index] + leaves[:1] + leaves[index:]
        assert codes(verify_log(with_leaves(added), VKEY))[0] == "wrong_size"
    for index in range(len(leaves) - 1):
        swapped = leaves[:]
        swapped[index : index + 2] = leaves[index + 1], leaves[index]
        assert codes(verify_log(with_leaves(swapped), VKEY))[0] == "wrong_root"


def test_an_entry_that_was_signed_but_has_a_second_spelling_is_found() -> None:
    log = Log()
    log.add("call.opened")
    log.leaves[0] = log.leaves[0].replace(b'"v":1', b'"v": 1')
    assert verify_log(log.file(), VKEY).problems == [
        {"code": "bad_leaf", "leaf": 0, "reason": "not_canonical"}
    ]


# --- what is wrong with an opening


def openings(*lines: bytes) -> list[object]:
    log = Log()
    log.add("call.opened", parts={"a": ("now", 1), "b": ("now", 2)})
    known = {b"a": log.openings[0, "a"].encode(), b"b": log.openings[0, "b"].encode()}
    data = log.file() + b"".join(known.get(line, line) + b"\n" for line in lines)
    return codes(verify_log(data, VKEY))


def test_openings_stand_once_and_in_order() -> None:
    assert openings(b"a", b"b") == []
    assert openings(b"b", b"a") == ["openings_out_of_order"]
    assert openings(b"a", b"a", b"b") == ["openings_out_of_order"]


KEY = b64(bytes(32)).encode()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b'{"key":"%s","leaf":0,"part":"c","value":1}' % KEY, "opening_of_nothing"),
        (b'{"key":"%s","leaf":7,"part":"b","value":1}' % KEY, "opening_of_nothing"),
        (b'{"key":"%s","leaf":1,"part":"b","value":2}' % KEY, "opening_of_nothing"),
        (b'{"key":"%s","leaf":0,"part":"b","value":2}' % KEY, "opening_differs"),
        (b'{"key":"%s","leaf":-1,"part":"b","value":2}' % KEY, "bad_opening"),
        (b'{"key":"%s","leaf":true,"part":"b","value":2}' % KEY, "bad_opening"),
        (b'{"key":"%s","leaf":0,"part":"b","value":2.5}' % KEY, "bad_opening"),
        (b'{"key":"%s","leaf":0,"part":"b"}' % KEY, "bad_opening"),
        (b'{"key":"%s","leaf":0,"part":"b","value":2,"x":1}' % KEY, "bad_opening"),
        (b'{"key":"AA==","leaf":0,"part":"b","value":2}', "bad_opening"),
        (b'{"key":"%sB=","leaf":0,"part":"b","value":2}' % (b"A" * 42), "bad_opening"),
        (b'{"leaf":0,"key":"%s","part":"b","value":2}' % KEY, "bad_opening"),
        (b"[]", "bad_opening"),
        (b"", "bad_opening"),
        (b"\xff", "bad_opening"),
    ],
)
def test_a_false_opening_is_found_and_opens_nothing(line: bytes, expected: str) -> None:
    assert openings(b"a", line) == [expected]


# --- one log extends another


def test_a_grown_log_extends_its_older_file() -> None:
    log = story("now")
    older = log.file([(0, "words")])
    assert verify_log(older, VKEY, older).sound
    log.add("round.closed", facts={"superseded_destroyed": 0})
    newer = log.file([(0, "words")])
    assert verify_log(newer, VKEY, older).sound
    assert verify_log(newer, VKEY, older.partition(b"--- leaves")[0]).sound
    assert verify_log(older, VKEY, newer).problems == [
        {"code": "not_an_extension", "reason": "shorter"}
    ]


def test_a_rewritten_past_does_not_extend_the_older_file() -> None:
    older, newer = story("now", "call.paused"), story("now", "call.closed", "call.closed")
    report = verify_log(newer.file([(0, "words")]), VKEY, older.file([(0, "words")]))
    assert report.problems == [{"code": "not_an_extension", "reason": "other_entries"}]


def test_a_restarted_log_does_not_extend_the_one_before() -> None:
    again = Log(Signer(ORIGIN + ".2", derive_seed(bytes(32), ORIGIN + ".2")))
    again.leaves, again.openings = PLAYED.leaves, PLAYED.openings
    data = again.file([(0, "texts"), (4, "reasons")])
    vkey = again.signer.verifier_key()
    assert verify_log(data, vkey).sound
    assert codes(verify_log(data, vkey, FILE)) == ["not_an_extension"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n",
        b"hello\n",
        b"\x00" * 100,
        b"%PDF-1.7\n",
        json.dumps({"a": 1}).encode(),
        FILE[:30],
        b"--- leaves\n",
    ],
)
def test_what_does_not_begin_as_a_log_is_bad_input(data: bytes) -> None:
    with pytest.raises(NotALogFile):
        verify_log(data, VKEY)
    with pytest.raises(NotALogFile):
        verify_log(FILE, VKEY, data)


def test_a_checkpoint_alone_is_no_whole_log() -> None:
    report = verify_log(PLAYED.note().encode(), VKEY)
    assert codes(report) == ["no_leaves_line", "wrong_size"]


# --- one entry


def test_one_entry_is_proved_from_a_checkpoint_and_a_few_hashes() -> None:
    log = story("now", "call.closed", "call.decided")
    checkpoint = log.checkpoint()
    log.add("record.published")
    for index in range(3):
        proof = prove(log.hashes(), index, checkpoint)
        assert [proof.holds_for(leaf) for leaf in log.leaves] == [i == index for i in range(4)]
    with pytest.raises(RecordError):
        prove(log.hashes(), 3, checkpoint)
    with pytest.raises(RecordError):
        prove(log.hashes()[:2], 0, checkpoint)
