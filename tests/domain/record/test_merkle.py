from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from jury.domain.record import merkle
from jury.domain.record.canonical import RecordError
from jury.domain.record.merkle import Frontier

h = bytes.fromhex

# The reference vectors of the Certificate Transparency project for RFC 6962: eight leaves.
LEAVES = [
    h(x)
    for x in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    h(x)
    for x in (
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    )
]
HASHES = [merkle.leaf_hash(leaf) for leaf in LEAVES]
# (index, size) -> the published path.
INCLUSION = {
    (0, 1): [],
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (5, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 3): ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
}
# (older size, size) -> the published proof.
CONSISTENCY = {
    (1, 1): [],
    (1, 8): INCLUSION[0, 8],
    (6, 8): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 5): [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
SIZES = st.integers(1, 70)


def leaves(size: int) -> list[bytes]:
    return [merkle.leaf_hash(str(number).encode()) for number in range(size)]


def slow_root(hashes: list[bytes]) -> bytes:
    """The definition of RFC 6962, section 2.1, word for word."""
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    k = 1
    while k * 2 < len(hashes):
        k *= 2
    left, right = slow_root(hashes[:k]), slow_root(hashes[k:])
    return hashlib.sha256(b"\x01" + left + right).digest()


def grown(hashes: list[bytes]) -> Frontier:
    frontier = Frontier()
    for leaf in hashes:
        frontier = frontier.append(leaf)
    return frontier


def flip(data: bytes, bit: int) -> bytes:
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


@pytest.mark.parametrize("size", range(9))
def test_the_published_roots_are_found(size: int) -> None:
    assert merkle.root(HASHES[:size]) == ROOTS[size]
    assert grown(HASHES[:size]).root() == ROOTS[size]


@pytest.mark.parametrize(("at", "path"), INCLUSION.items())
def test_the_published_inclusion_proofs_are_found(at: tuple[int, int], path: list[str]) -> None:
    index, size = at
    proof = merkle.inclusion_proof(HASHES[:size], index)
    assert proof == [h(step) for step in path]
    assert merkle.verify_inclusion(HASHES[index], index, size, proof, ROOTS[size])


@pytest.mark.parametrize(("at", "path"), CONSISTENCY.items())
def test_the_published_consistency_proofs_are_found(at: tuple[int, int], path: list[str]) -> None:
    old, size = at
    proof = merkle.consistency_proof(HASHES[:size], old)
    assert proof == [h(step) for step in path]
    assert merkle.verify_consistency(old, ROOTS[old], size, ROOTS[size], proof)


@pytest.mark.parametrize("size", range(1, 34))
def test_another_library_agrees_on_root_and_proofs(size: int) -> None:
    tree = InmemoryTree(algorithm="sha256")
    hashes = []
    for number in range(size):
        tree.append_entry(str(number).encode())
        hashes.append(merkle.leaf_hash(str(number).encode()))
    assert merkle.root(hashes) == tree.get_root()
    for index in range(size):
        path = tree.prove_inclusion(index + 1).path
        assert [hashes[index], *merkle.inclusion_proof(hashes, index)] == list(path)


@given(st.integers(0, 200))
def test_the_edge_the_whole_and_the_definition_agree(size: int) -> None:
    hashes = leaves(size)
    frontier = grown(hashes)
    assert frontier.root() == merkle.root(hashes) == slow_root(hashes)
    assert frontier.size == size
    assert Frontier.from_text(frontier.to_text()) == frontier


@pytest.mark.parametrize(
    "text", ["", "1", "0 ", "00", "+0", "-1", "٠", "1  ", "2 AA==", "1 " + "A" * 44, "x"]
)
def test_a_damaged_edge_is_refused(text: str) -> None:
    with pytest.raises(RecordError):
        Frontier.from_text(text)


@given(SIZES, st.data())
def test_an_entry_is_proved_and_no_other_is(size: int, data: st.DataObject) -> None:
    hashes = leaves(size)
    index = data.draw(st.integers(0, size - 1))
    proof, root = merkle.inclusion_proof(hashes, index), merkle.root(hashes)
    assert merkle.verify_inclusion(hashes[index], index, size, proof, root)
    for other in range(-1, size + 2):
        if other != index:
            assert not merkle.verify_inclusion(hashes[index], other, size, proof, root)
    assert not merkle.verify_inclusion(hashes[index], index, size, [*proof, root], root)
    assert not merkle.verify_inclusion(hashes[index], index, size, [root, *proof], root)
    if proof:
        assert not merkle.verify_inclusion(hashes[index], index, size, proof[:-1], root)


@given(SIZES, st.data())
def test_an_inclusion_proof_with_one_bit_changed_fails(size: int, data: st.DataObject) -> None:
    hashes = leaves(size)
    index = data.draw(st.integers(0, size - 1))
    said = [hashes[index], merkle.root(hashes), *merkle.inclusion_proof(hashes, index)]
    which = data.draw(st.integers(0, len(said) - 1))
    said[which] = flip(said[which], data.draw(st.integers(0, 255)))
    assert not merkle.verify_inclusion(said[0], index, size, said[2:], said[1])


@given(SIZES, st.data())
def test_growth_is_proved_and_a_fork_is_not(size: int, data: st.DataObject) -> None:
    hashes = leaves(size)
    old = data.draw(st.integers(0, size))
    proof = merkle.consistency_proof(hashes, old)
    old_root, root = slow_root(hashes[:old]), slow_root(hashes)
    assert merkle.verify_consistency(old, old_root, size, root, proof)
    assert not merkle.verify_consistency(old, old_root, size, root, [*proof, root])
    assert not merkle.verify_consistency(size + 1, old_root, size, root, proof)
    if old:
        assert not merkle.verify_consistency(old, old_root, size * 2, root, proof)
        fork = [merkle.leaf_hash(b"fork"), *hashes[1:]]
        assert not merkle.verify_consistency(
            old, old_root, size, slow_root(fork), merkle.consistency_proof(fork, old)
        )


@given(SIZES, st.data())
def test_a_consistency_proof_with_one_bit_changed_fails(size: int, data: st.DataObject) -> None:
    hashes = leaves(size)
    old = data.draw(st.integers(1, size))
    said = [slow_root(hashes[:old]), slow_root(hashes), *merkle.consistency_proof(hashes, old)]
    which = data.draw(st.integers(0, len(said) - 1))
    said[which] = flip(said[which], data.draw(st.integers(0, 255)))
    assert not merkle.verify_consistency(old, said[0], size, said[1], said[2:])


@pytest.mark.parametrize(
    ("index", "size"), [(-1, 8), (8, 8), (0, 0), (0, -1), (2**70, 2**71), (True, 8), (0.0, 8)]
)
def test_nonsense_is_answered_with_no(index: int, size: int) -> None:
    proof = merkle.inclusion_proof(HASHES, 0)
    assert not merkle.verify_inclusion(HASHES[0], index, size, proof, ROOTS[8])
    assert not merkle.verify_consistency(index, ROOTS[0], size, ROOTS[8], proof)


def test_hashes_of_another_length_are_answered_with_no() -> None:
    assert not merkle.verify_inclusion(b"", 0, 1, [], b"")
    assert not merkle.verify_consistency(1, b"", 1, b"", [])


def test_proofs_of_what_is_not_there_are_refused() -> None:
    for index in (-1, 8):
        with pytest.raises(RecordError):
            merkle.inclusion_proof(HASHES, index)
    for size in (-1, 9):
        with pytest.raises(RecordError):
            merkle.consistency_proof(HASHES, size)


def test_two_nodes_cannot_pass_for_a_leaf() -> None:
    left, right = HASHES[:2]
    assert merkle.leaf_hash(left + right) != merkle.node_hash(left, right)
