"""What people wrote, made fit for paper: only signs that our fonts have, and lines that can break.

It changes how a text is printed, never what is stored.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
NO_GLYPH = "\ufffd"
"""Stands for what no font of ours has: most emoji, Chinese. PDF/A allows no missing sign."""

JOINERS = "\u200c\u200d"
SOFT_HYPHEN, ZERO_WIDTH_SPACE = "\u00ad", "\u200b"
UNSEEN = f"\n{SOFT_HYPHEN}{JOINERS}"
"""They draw nothing themselves, and say how their neighbours are drawn."""

BREAKS = str.maketrans({"\r": None, "\t": " ", "\v": "\n", "\f": "\n",
                        "\u0085": "\n", "\u2028": "\n", "\u2029": "\n"})  # fmt: skip
DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
MARKS = frozenset({"Mn", "Mc", "Me"})
LOST = re.compile(f"[{JOINERS}]*{NO_GLYPH}[{NO_GLYPH}{JOINERS}]*")
VARIANTS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
TOO_LONG = re.compile(rf"[^\s/\-{SOFT_HYPHEN}{ZERO_WIDTH_SPACE}]{{37,}}")
PIECE = 12
MOST_LINES = 36
"""How many lines of text surely stand on one page, with room for boxes and headings."""


def printable(text: str) -> str:
    """Give a text in signs that can be printed; very long words get places to break."""
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").translate(BREAKS))
    known = signs()
    drawn = ""
    for sign in VARIANTS.sub("", plain):
        drawn += _drawn(sign, drawn[-1:], known)
    return TOO_LONG.sub(_in_pieces, LOST.sub(NO_GLYPH, drawn))


def _drawn(sign: str, before: str, known: frozenset[int]) -> str:
    """Give what stands for a sign; a mark with no letter to sit on is left out."""
    kind = unicodedata.category(sign)
    if sign in UNSEEN:
        return sign
    if kind in DROPPED or (kind in MARKS and not carries(before)):
        return ""
    return sign if ord(sign) in known else NO_GLYPH


def carries(sign: str) -> bool:
    """Tell whether accents and vowel points can sit on a sign."""
    return bool(sign) and unicodedata.category(sign)[0] in "LMN"


def _in_pieces(found: re.Match[str]) -> str:
    word = found[0]
    cuts = [0]
    for place in range(PIECE, len(word)):
        apart = not unicodedata.combining(word[place]) and word[place] not in JOINERS
        if place - cuts[-1] >= PIECE and apart and word[place - 1] not in JOINERS:
            cuts.append(place)
    return ZERO_WIDTH_SPACE.join(
        word[start:end] for start, end in zip(cuts, [*cuts[1:], None], strict=True)
    )


def said(text: str, language: str) -> dict[str, object]:
    """Give what somebody wrote as paragraphs of lines, with its language and its direction."""
    lines = [line.strip() for line in text.translate(BREAKS).split("\n")]
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if line:
            paragraphs[-1].append(line)
        elif paragraphs[-1]:
            paragraphs.append([])
    return {
        "lang": language,
        "rtl": runs_left(text),
        "paragraphs": [lines for lines in paragraphs if lines],
    }


def said_briefly(text: str, language: str, otherwise: str = "") -> dict[str, object]:
    """Give what somebody wrote as one line: a title, a name. `otherwise` stands for nothing.

    A heading needs an `otherwise`: an empty one cannot be read aloud.
    """
    line = " ".join(printable(text).split())
    line = line if line.strip(UNSEEN) else otherwise
    return {"lang": language, "rtl": runs_left(line), "line": line}


def fits_a_page(texts: Sequence[str]) -> bool:
    """Tell whether these texts, each on lines of its own, surely stand on one page together."""
    return sum(2 + len(text) // 60 for text in texts) <= MOST_LINES


def in_groups(number: str) -> list[str]:
    """Cut a long number, such as a digest, in groups of eight that eyes can compare."""
    return [number[at : at + 8] for at in range(0, len(number), 8)]


def runs_left(text: str) -> bool:
    """Tell whether a text begins in a script that runs from right to left."""
    for sign in text:
        direction = unicodedata.bidirectional(sign)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def all_printable(data: object) -> object:
    """Make every text in plain data fit for paper."""
    if isinstance(data, str):
        return printable(data)
    if isinstance(data, Mapping):
        return {name: all_printable(value) for name, value in data.items()}
    if isinstance(data, Sequence):
        return [all_printable(value) for value in data]
    return data


@cache
def signs() -> frozenset[int]:
    """Give the code points that our fonts can draw."""
    found = {point for font in sorted(FONTS.glob("*.ttf")) for point in _signs_in(font)}
    return frozenset(found)


def _signs_in(font: Path) -> Iterator[int]:
    """Read a font's table of characters (OpenType `cmap`, formats 4 and 12)."""
    data = font.read_bytes()
    for at in range(12, 12 + 16 * struct.unpack_from(">H", data, 4)[0], 16):
        if data[at : at + 4] == b"cmap":
            cmap = struct.unpack_from(">I", data, at + 8)[0]
    for number in range(struct.unpack_from(">H", data, cmap + 2)[0]):
        platform, _encoding, offset = struct.unpack_from(">HHI", data, cmap + 4 + 8 * number)
        start = cmap + offset
        layout = struct.unpack_from(">H", data, start)[0]
        if platform in (0, 3) and layout == 12:
            yield from _format_12(data, start)
        elif platform in (0, 3) and layout == 4:
            yield from _format_4(data, start)


def _format_12(data: bytes, start: int) -> Iterator[int]:
    for group in range(struct.unpack_from(">I", data, start + 12)[0]):
        first, last, glyph = struct.unpack_from(">III", data, start + 16 + 12 * group)
        yield from range(first + (glyph == 0), last + 1)


def _format_4(data: bytes, start: int) -> Iterator[int]:
    doubled = struct.unpack_from(">H", data, start + 6)[0]
    segments = doubled // 2
    ends = struct.unpack_from(f">{segments}H", data, start + 14)
    starts = struct.unpack_from(f">{segments}H", data, start + 16 + doubled)
    deltas = struct.unpack_from(f">{segments}H", data, start + 16 + 2 * doubled)
    ranges = start + 16 + 3 * doubled
    offsets = struct.unpack_from(f">{segments}H", data, ranges)
    for number, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for point in range(first, min(last, 0xFFFE) + 1):
            glyph = point
            if offsets[number]:
                at = ranges + 2 * number + offsets[number] + 2 * (point - first)
                glyph = struct.unpack_from(">H", data, at)[0]
                if glyph == 0:
                    continue
            if (glyph + deltas[number]) & 0xFFFF:
                yield point
