from __future__ import annotations

import json
from dataclasses import replace

import pytest

from jury.domain.record.canonical import RecordError, b64, encode
from jury.domain.record.leaf import LARGEST, Leaf, PartRef

from .records import AMINA

SHEET = Leaf(
    v=1,
    kind="sheet.submitted",
    time="2026-11-03",
    actor=AMINA,
    role="juror",
    subject="s1",
    version=2,
    facts={"round": "round-1"},
    parts=(
        PartRef("who", bytes(32), "guarantor at round.closed"),
        PartRef("levels", bytes(32), "at record.published"),
        PartRef("words", bytes(32), "now"),
    ),
)
CLOSING = Leaf(
    v=1,
    kind="round.closed",
    time="2026-11-03T18:30:00Z",
    actor="account-3",
    role="facilitator",
    subject="round-1",
    version=1,
)


@pytest.mark.parametrize("leaf", [SHEET, CLOSING])
def test_an_entry_is_read_back(leaf: Leaf) -> None:
    assert Leaf.decode(leaf.encode()) == leaf
    assert set(json.loads(leaf.encode())) == {
        "v",
        "kind",
        "time",
        "actor",
        "role",
        "subject",
        "version",
        "facts",
        "parts",
    }


def test_an_entry_is_at_most_16_kib() -> None:
    room = LARGEST - len(replace(CLOSING, facts={"text": ""}).encode())
    full = replace(CLOSING, facts={"text": "x" * room}).encode()
    assert len(full) == 16 * 1024
    assert Leaf.decode(full).facts == {"text": "x" * room}
    with pytest.raises(RecordError) as error:
        replace(CLOSING, facts={"text": "x" * (room + 1)}).encode()
    assert error.value.code == "leaf_too_large"
    with pytest.raises(RecordError) as error:
        Leaf.decode(full.replace(b"xx", b"xxx", 1))
    assert error.value.code == "leaf_too_large"


def changed(leaf: Leaf, **fields: object) -> bytes:
    return encode({**json.loads(leaf.encode()), **fields})


PART = {"name": "who", "commitment": b64(bytes(32)), "due": "now"}


@pytest.mark.parametrize(
    "fields",
    [
        {"v": 0},
        {"v": True},
        {"v": "1"},
        {"version": -1},
        {"version": False},
        {"version": None},
        {"kind": ""},
        {"kind": "closed"},
        {"kind": "Round.closed"},
        {"kind": "round.closed\n"},
        {"kind": 3},
        {"actor": ""},
        {"actor": None},
        {"role": ""},
        {"subject": ""},
        {"subject": 1},
        {"time": "2026-11-03"},
        {"time": "2026-11-03T18:30:00"},
        {"time": "2026-11-03 18:30:00Z"},
        {"time": "2026-11-03T18:30:00+00:00"},
        {"time": "2026-11-03T18:30:00.5Z"},
        {"time": "2026-02-30T18:30:00Z"},
        {"time": "2026-11-03T24:00:00Z"},
        {"time": "٢026-11-03T18:30:00Z"},
        {"time": "2026-11-03T18:30:00Z\n"},
        {"time": 20261103},
        {"facts": []},
        {"facts": None},
        {"parts": {}},
        {"parts": None},
        {"parts": [PART, PART]},
        {"parts": ["who"]},
        {"parts": [{**PART, "value": 3}]},
        {"parts": [{**PART, "name": ""}]},
        {"parts": [{**PART, "name": 1}]},
        {"parts": [{**PART, "commitment": b64(bytes(31))}]},
        {"parts": [{**PART, "commitment": "A" * 42 + "B="}]},
        {"parts": [{**PART, "commitment": 1}]},
        *(
            {"parts": [{**PART, "due": due}]}
            for due in (
                "",
                "later",
                "at",
                "at ",
                "at closed",
                "now ",
                "guarantor",
                "guarantor now",
                "guarantor  at round.closed",
                "official at round.closed",
                "at round.closed\n",
                1,
                None,
            )
        ),
        {"extra": 1},
    ],
)
def test_an_entry_of_another_form_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises(RecordError) as error:
        Leaf.decode(changed(CLOSING, **fields))
    assert error.value.code == "bad_leaf"


@pytest.mark.parametrize("key", ["v", "kind", "time", "actor", "role", "facts", "parts"])
def test_an_entry_without_a_key_is_refused(key: str) -> None:
    found = json.loads(CLOSING.encode())
    del found[key]
    with pytest.raises(RecordError):
        Leaf.decode(encode(found))


@pytest.mark.parametrize(
    "fields", [{"time": "2026-11-03T18:30:00Z"}, {"actor": "account-9"}, {"actor": AMINA.upper()}]
)
def test_a_jurors_entry_gives_no_minute_and_no_account(fields: dict[str, object]) -> None:
    with pytest.raises(RecordError):
        Leaf.decode(changed(SHEET, **fields))


def test_a_float_anywhere_is_refused() -> None:
    with pytest.raises(RecordError) as error:
        replace(CLOSING, facts={"score": [0.5]}).encode()
    assert error.value.code == "float"
    with pytest.raises(RecordError) as error:
        Leaf.decode(CLOSING.encode().replace(b'"facts":{}', b'"facts":{"a":0.5}'))
    assert error.value.code == "float"


def test_an_entry_with_a_key_given_twice_is_refused() -> None:
    with pytest.raises(RecordError) as error:
        Leaf.decode(CLOSING.encode().replace(b'"v":1', b'"v":1,"v":1'))
    assert error.value.code == "double_key"
