"""A number from drand's public beacon, checked offline from its signature.

Nobody knows the signature of a round before its time, and anyone can check it afterwards against
the network's key: a BLS signature on G1 after RFC 9380, over the SHA-256 of the round's number.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import count

from py_arkworks_bls12381 import GT, G1Point, G2Point

QUICKNET = bytes.fromhex(
    "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d10"
    "64510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991e"
    "f5ece45a"
)
"""The key of drand's network "quicknet", as its chain information says."""
SUITE = b"BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_"
BLOCK = 8
ROUNDS = 2**64


class NotSigned(Exception):
    """This signature is not the network's for this round."""


@dataclass(frozen=True)
class Beacon:
    """One round of the beacon as somebody gives it: its number and its signature."""

    round: int
    signature: bytes


def read_beacon(text: str) -> Beacon:
    """Read "drand:quicknet:ROUND:SIGNATURE". Raises ValueError for anything else."""
    program, network, number, signature = text.strip().split(":")
    if (program, network) != ("drand", "quicknet") or not (number.isascii() and number.isdigit()):
        raise ValueError("another beacon")
    if not 0 < int(number) < ROUNDS:
        raise ValueError("round")
    return Beacon(int(number), bytes.fromhex(signature))


def randomness(beacon: Beacon, key: bytes = QUICKNET) -> bytes:
    """Give the 32 random bytes of a round.

    Raises `NotSigned` if the signature is not the network's.
    """
    message = hashlib.sha256(beacon.round.to_bytes(8)).digest()
    try:
        signature = G1Point.from_compressed_bytes(beacon.signature)
        signed = GT.pairing(signature, G2Point()) == GT.pairing(
            G1Point.hash_to_curve(message, SUITE), G2Point.from_compressed_bytes(key)
        )
    except ValueError:
        signed = False
    if not signed:
        raise NotSigned
    return hashlib.sha256(beacon.signature).digest()


def pick_by_beacon(random: bytes, panels: int) -> int:
    """Give the number of the panel, from 0, that random bytes pick.

    Blocks of 8 bytes of SHA-256(random, counter), the counter in 8 bytes from nought; a block at or
    above the largest multiple of `panels` is passed over (the specification, section 10).
    """
    reach = 2 ** (8 * BLOCK)
    for counter in count():
        data = hashlib.sha256(random + counter.to_bytes(8)).digest()
        for place in range(0, len(data), BLOCK):
            number = int.from_bytes(data[place : place + BLOCK])
            if number < panels * (reach // panels):
                return number % panels
    raise AssertionError("counting never ends")
