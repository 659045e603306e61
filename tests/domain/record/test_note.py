from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.domain.record.canonical import RecordError, b64
from jury.domain.record.merkle import EMPTY_ROOT
from jury.domain.record.note import Checkpoint, Signer, Verifier, derive_seed, open_note

from .records import SIGNER, VKEY

# The published example of Go's sumdb/note, the reference implementation of C2SP signed-note.
GO_VKEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_SEED = base64.b64decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")[1:]
GO_TEXT = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)
GO_LINE = (
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpR"
    "Zb6KE6RyyBwJnAM=\n"
)
GO_NOTE = f"{GO_TEXT}\n{GO_LINE}"
OTHER = Signer("witness.example", bytes(range(1, 33)))
VERIFIER = Verifier.parse(VKEY)


def refusal(note: str, *verifiers: Verifier) -> str:
    with pytest.raises(RecordError) as error:
        open_note(note, verifiers or [VERIFIER])
    return error.value.code


def added(note: str, signer: Signer) -> str:
    text = note[: note.rindex("\n\n") + 1]
    return note + signer.sign(text).rpartition("\n\n")[2]


def test_the_published_note_opens() -> None:
    assert open_note(GO_NOTE, [Verifier.parse(GO_VKEY)]) == GO_TEXT


def test_the_published_note_is_written_again_byte_for_byte() -> None:
    signer = Signer("PeterNeumann", GO_SEED)
    assert signer.verifier_key() == GO_VKEY
    assert signer.sign(GO_TEXT) == GO_NOTE


def test_no_part_and_no_misspelling_of_a_key_is_accepted() -> None:
    length = len(GO_VKEY)
    bad = [GO_VKEY[i:j] for i in range(length) for j in range(i, length + 1) if j - i != length]
    bad += [GO_VKEY[:i] + chr(ord(c) + 1) + GO_VKEY[i + 1 :] for i, c in enumerate(GO_VKEY)]
    bad += [
        # The reference implementation's: a wrong length and an unknown algorithm, ids adjusted.
        "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
        "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        GO_VKEY.replace("c74f20a3", "C74F20A3"),
        GO_VKEY + "\n",
        " " + GO_VKEY,
    ]
    for vkey in bad:
        with pytest.raises(RecordError) as error:
            Verifier.parse(vkey)
        assert error.value.code == "bad_key"


def test_a_text_may_hold_empty_lines() -> None:
    text = "Ognuno sta solo\n\ned è subito sera.\n"
    assert open_note(SIGNER.sign(text), [VERIFIER]) == text


def test_a_signature_of_somebody_unknown_is_ignored() -> None:
    note = SIGNER.sign("hello\n")
    assert open_note(added(note, OTHER), [VERIFIER]) == "hello\n"
    assert refusal(note, OTHER.verifier) == "no_known_signature"


def test_the_same_name_with_another_key_is_somebody_else() -> None:
    namesake = Signer(SIGNER.verifier.name, bytes(32))
    assert open_note(added(SIGNER.sign("hello\n"), namesake), [VERIFIER]) == "hello\n"
    assert refusal(namesake.sign("hello\n")) == "no_known_signature"


def test_one_false_signature_under_a_known_name_refuses_the_note() -> None:
    note = SIGNER.sign("hello\n")
    false = SIGNER.sign("goodbye\n").rpartition("\n\n")[2]
    assert refusal(note.rpartition("\n\n")[0] + "\n\n" + false) == "bad_signature"
    assert refusal(note + false) == "bad_signature"


def test_two_keys_under_one_name_and_number_are_refused() -> None:
    twin = Verifier.parse(VKEY)
    twin.text += "?"
    assert refusal(SIGNER.sign("hello\n"), VERIFIER, twin) == "ambiguous_key"


SIGNED = SIGNER.sign("hello\n")
LINE = SIGNED.rpartition("\n\n")[2]


@pytest.mark.parametrize(
    "note",
    [
        "",
        "\n",
        "hello\n",
        "hello\n\n",
        SIGNED[:-1],
        SIGNED + "\n",
        SIGNED.replace("\n", "\r\n"),
        SIGNED.replace("hello", "hel\tlo"),
        SIGNED.replace("hello", "hel\x00lo"),
        SIGNED.replace("—", "-"),
        SIGNED.replace("— ", "—  "),
        SIGNED.replace("—", " —"),
        SIGNED[:-1] + " \n",
        SIGNED[:-2] + "\n",
        SIGNED + "— x\n",
        SIGNED + "— x AAAA\n",
        SIGNED + "— x AAAAAA==\n",
        SIGNED + "— a+b AAAAAAAA\n",
        SIGNED + "nothing\n",
        SIGNED + LINE * 100,
        SIGNED.replace("hello", "\ud800"),
    ],
)
def test_a_note_of_another_form_is_refused(note: str) -> None:
    assert refusal(note) == "bad_note"


def test_a_second_spelling_of_the_signature_is_refused() -> None:
    # 68 bytes end in one padding sign: the last letter before it has two unused bits.
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    last = SIGNED[-3]
    assert SIGNED[-2] == "="
    second = letters[letters.index(last) + 1]
    assert base64.b64decode(f"AA{second}=") == base64.b64decode(f"AA{last}=")
    assert refusal(SIGNED[:-3] + second + "=\n") == "bad_note"


@given(st.integers(0, len(SIGNED.encode()) - 1), st.integers(1, 255))
def test_any_changed_byte_closes_a_note(at: int, change: int) -> None:
    data = bytearray(SIGNED.encode())
    data[at] ^= change
    try:
        note = data.decode()
    except UnicodeDecodeError:
        return
    assert refusal(note) in {"bad_note", "bad_signature", "no_known_signature"}


@pytest.mark.parametrize("text", ["", "hello", "tab\t\n", "return\r\n", "\ud800\n"])
def test_only_whole_lines_are_signed(text: str) -> None:
    with pytest.raises(RecordError):
        SIGNER.sign(text)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\u00a0b", "a\nb", "a\x01"])
def test_a_name_that_would_not_be_read_back_is_refused(name: str) -> None:
    with pytest.raises(RecordError):
        Signer(name, bytes(32))


@pytest.mark.parametrize("length", [0, 31, 33, 64])
def test_keys_are_32_bytes(length: int) -> None:
    for make in (
        lambda: Signer("a", bytes(length)),
        lambda: Verifier("a", bytes(length)),
        lambda: derive_seed(bytes(length), "a"),
    ):
        with pytest.raises(RecordError):
            make()


def test_each_log_has_a_key_of_its_own() -> None:
    seeds = {derive_seed(bytes(32), o) for o in ("a/installation", "a/1", "a/1.2", "b/1")}
    assert len(seeds) == 4
    assert {len(seed) for seed in seeds} == {32}
    assert derive_seed(bytes(32), "a/1") != derive_seed(b"\x01" * 32, "a/1")


def test_a_checkpoint_is_read_back() -> None:
    checkpoint = Checkpoint("jury.example/call-7", 0, EMPTY_ROOT)
    assert checkpoint.text() == f"jury.example/call-7\n0\n{b64(EMPTY_ROOT)}\n"
    assert Checkpoint.parse(checkpoint.text()) == checkpoint
    assert Checkpoint.parse(checkpoint.text() + "extension\n") == checkpoint


ROOT = b64(EMPTY_ROOT)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a\n",
        f"a\n1\n{ROOT}",
        f"a\n01\n{ROOT}\n",
        f"a\n00\n{ROOT}\n",
        f"a\n-1\n{ROOT}\n",
        f"a\n+1\n{ROOT}\n",
        f"a\n 1\n{ROOT}\n",
        f"a\n١\n{ROOT}\n",
        f"a\n1.0\n{ROOT}\n",
        f"a\n9007199254740992\n{ROOT}\n",
        f"a\n{'9' * 30}\n{ROOT}\n",
        f"\n1\n{ROOT}\n",
        f"a\n1\n{ROOT}\n\n",
        f"a\n1\n{ROOT}\n\nx\n",
        f"a\r\n1\r\n{ROOT}\r\n",
        f"a\n1\n{ROOT[:-1]}\n",
        f"a\n1\n{b64(bytes(31))}\n",
        f"a\n1\n{ROOT[:-2]}V=\n",
        f"a\n1\n{ROOT} \n",
    ],
)
def test_a_checkpoint_of_another_form_is_refused(text: str) -> None:
    with pytest.raises(RecordError) as error:
        Checkpoint.parse(text)
    assert error.value.code == "bad_checkpoint"
