from __future__ import annotations

import pytest

from jury.domain.record import logfile
from jury.domain.record.canonical import RecordError
from jury.domain.record.logfile import Opening

from .records import played


def test_a_file_is_a_note_then_entries_then_openings() -> None:
    log, data = played()
    lines = data.decode("utf-8").split("\n")
    assert "\n".join(lines[:5]) + "\n" == log.note()
    assert lines[5] == "--- leaves"
    assert [line.encode() for line in lines[6:12]] == log.leaves
    assert lines[12] == "--- openings"
    assert [line.encode() for line in lines[13:-1]] == [
        log.openings[0, "texts"].encode(),
        log.openings[4, "reasons"].encode(),
    ]
    assert lines[-1] == ""


def test_a_file_is_read_back() -> None:
    log, data = played()
    file = logfile.parse(data)
    assert (file.note.decode(), file.leaves, file.problems) == (log.note(), log.leaves, [])
    assert logfile.write(file.note.decode(), file.leaves, file.openings) == data


def test_openings_are_written_by_leaf_and_then_by_part() -> None:
    key = bytes(32)
    mixed = [Opening(10, "a", key, 1), Opening(2, "b", key, 1), Opening(2, "a", key, 1)]
    file = logfile.parse(logfile.write("note\n", [], mixed))
    assert file.openings == [mixed[2], mixed[1], mixed[0]]


def test_an_entry_of_two_lines_cannot_be_written() -> None:
    with pytest.raises(RecordError):
        logfile.write("note\n", [b"{}\n--- openings"], [])
