"""The tree of hashes that makes a log tamper-evident (RFC 6962 section 2, RFC 9162 section 2.1).

It must never know what a leaf says. Every hash is 32 bytes of SHA-256.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from jury.domain.record.canonical import RecordError, b64, unb64

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """Hash one entry; the first byte tells it from an inner node."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two neighbours into the node above them."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(hashes: Sequence[bytes]) -> bytes:
    """Fold all leaf hashes into the one hash that stands for the whole log."""
    if not hashes:
        return EMPTY_ROOT
    level = list(hashes)
    while len(level) > 1:
        level = _above(level)
    return level[0]


@dataclass(frozen=True)
class Frontier:
    """The right edge of a growing log: enough to add a leaf and to know the root.

    `hashes` are the roots of its full subtrees, the largest first: one for each bit of `size`.
    """

    size: int = 0
    hashes: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 0 or len(self.hashes) != self.size.bit_count():
            raise RecordError("bad_frontier")
        if any(len(hash_) != HASH_BYTES for hash_ in self.hashes):
            raise RecordError("wrong_length")

    def append(self, leaf: bytes) -> Frontier:
        """Give the edge after one more leaf hash; this one stays as it is."""
        kept, carry, size = list(self.hashes), leaf, self.size
        while size & 1:
            carry = node_hash(kept.pop(), carry)
            size >>= 1
        return Frontier(self.size + 1, (*kept, carry))

    def root(self) -> bytes:
        """Give the root of the log that ends here."""
        if not self.hashes:
            return EMPTY_ROOT
        folded = self.hashes[-1]
        for left in reversed(self.hashes[:-1]):
            folded = node_hash(left, folded)
        return folded

    def to_text(self) -> str:
        """Write the edge on one line: its size, then its hashes in base64."""
        return " ".join([str(self.size), *map(b64, self.hashes)])

    @classmethod
    def from_text(cls, text: str) -> Frontier:
        """Read what `to_text` wrote, and nothing else.

        :raise RecordError: `bad_frontier`, `bad_base64`, `wrong_length`.
        """
        number, *hashes = text.split(" ")
        if not (number.isascii() and number.isdigit()) or str(int(number)) != number:
            raise RecordError("bad_frontier")
        return cls(int(number), tuple(unb64(hash_, HASH_BYTES) for hash_ in hashes))


def inclusion_proof(hashes: Sequence[bytes], index: int) -> list[bytes]:
    """List the neighbours by which anyone gets from one leaf to the root, from below.

    :raise RecordError: `no_such_leaf`.
    """
    if not 0 <= index < len(hashes):
        raise RecordError("no_such_leaf", index=index)
    level, proof = list(hashes), []
    while len(level) > 1:
        neighbour = index ^ 1
        if neighbour < len(level):
            proof.append(level[neighbour])
        level, index = _above(level), index >> 1
    return proof


def verify_inclusion(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> bool:
    """Say whether this leaf hash stands at this place of the log with that root.

    RFC 9162, section 2.1.3.2. Nonsense is answered with no, never with an exception.
    """
    if not (_whole(index, size) and 0 <= index < size and _are_hashes([leaf, root, *proof])):
        return False
    place, last, found = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = node_hash(step, found)
            place, last = _climb(place, last)
        else:
            found = node_hash(found, step)
        place, last = place >> 1, last >> 1
    return last == 0 and found == root


def consistency_proof(hashes: Sequence[bytes], old_size: int) -> list[bytes]:
    """List the hashes that show a log to be its own older state with only more added.

    RFC 9162, section 2.1.4.1. From the empty log, and to itself, the proof is empty.
    :raise RecordError: `no_such_size`.
    """
    if not 0 <= old_size <= len(hashes):
        raise RecordError("no_such_size", size=old_size)
    if old_size == 0:
        return []
    low, high, kept, proof = 0, len(hashes), old_size, list[bytes]()
    whole = True
    while kept != high - low:
        split = 1 << (high - low - 1).bit_length() - 1
        if kept <= split:
            proof.append(root(hashes[low + split : high]))
            high = low + split
        else:
            proof.append(root(hashes[low : low + split]))
            low, kept, whole = low + split, kept - split, False
    if not whole:
        proof.append(root(hashes[low:high]))
    return proof[::-1]


def verify_consistency(
    old_size: int, old_root: bytes, size: int, root: bytes, proof: Sequence[bytes]
) -> bool:
    """Say whether the log with `root` begins with the very entries of the older one.

    RFC 9162, section 2.1.4.2. Nonsense is answered with no, never with an exception.
    """
    if not (_whole(old_size, size) and 0 <= old_size <= size):
        return False
    if not _are_hashes([old_root, root, *proof]):
        return False
    if old_size == 0:
        return not proof and old_root == EMPTY_ROOT and (size > 0 or root == EMPTY_ROOT)
    if old_size == size:
        return not proof and old_root == root
    path = list(proof)
    if old_size.bit_count() == 1:
        path.insert(0, old_root)
    if not path:
        return False
    place, last = old_size - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    older = newer = path[0]
    for step in path[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            older, newer = node_hash(step, older), node_hash(step, newer)
            place, last = _climb(place, last)
        else:
            newer = node_hash(newer, step)
        place, last = place >> 1, last >> 1
    return last == 0 and older == old_root and newer == root


def _above(level: list[bytes]) -> list[bytes]:
    pairs = [node_hash(level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)]
    # A node without a neighbour is its own parent: that is RFC 6962's split at a power of two.
    return pairs + level[-1:] if len(level) % 2 else pairs


def _climb(place: int, last: int) -> tuple[int, int]:
    while place and not place & 1:
        place, last = place >> 1, last >> 1
    return place, last


def _whole(*numbers: object) -> bool:
    return all(type(number) is int for number in numbers)


def _are_hashes(values: Sequence[object]) -> bool:
    return all(isinstance(value, bytes) and len(value) == HASH_BYTES for value in values)
