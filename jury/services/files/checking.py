"""Files are opened and checked before they are kept, and forgotten in time.

What is kept of a picture is drawn anew from its pixels: where and with what it was taken is gone.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import re
import subprocess
import sys
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from PIL import Image, ImageOps

from jury.config import Settings
from jury.domain.errors import Busy, Invalid
from jury.services.doors import Doors
from jury.storage.decision import acts_in_use
from jury.storage.files import store_in
from jury.storage.lottery import lottery_files_in_use
from jury.storage.proposal import in_use

MOST_BYTES = 20_000_000
MOST_PIXELS = 60_000_000
MOST_SIDE = 4000
"""Pixels on the longer side of a picture that is kept: a larger one is made smaller."""

QUALITY = 90
MOST_NAME = 120
PDF_TYPE = "application/pdf"
KINDS = {"pdf": PDF_TYPE, "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg"}
"""The endings of names that are taken, and what such a file must be."""

ORPHANS = timedelta(hours=24)
"""A file that no act took, or that was taken away, stays for a day: a backup may be running."""

MANY = 500
HEADER = re.compile(rb"%PDF-[12]\.\d")
ROOT = re.compile(rb"/Root\s+\d+\s+\d+\s+R")
TRAILER = re.compile(rb"\btrailer\b|/Type\s*/XRef\b")
END = b"%%EOF"
END_WITHIN = 2048


def _spelt(word: str) -> str:
    """Match a name of a PDF, each letter as itself or by number: `/J#61va` is `/Java`."""
    return "".join(f"(?:{letter}|#(?i:{ord(letter):02x}))" for letter in word)


RUNNING = ("JavaScript", "Launch", "EmbeddedFile", "RichMedia")
RUNS = re.compile(f"/(?:{'|'.join(map(_spelt, RUNNING))})(?![A-Za-z])".encode())
"""What makes a PDF do something, or carry another file, where nothing hides it: found at once, also
in older versions that a file still holds. What is compressed only `pdf_reader` sees."""

READER = Path(__file__).with_name("pdf_reader.py")
MOST_MEMORY = 768 * 1024**2
"""Bytes of address space: the file, its compressed parts unfolded, and the reader itself."""

MOST_SECONDS, MOST_WAIT = 15, 60
"""Seconds of processor time for one PDF, and seconds that anyone waits for it."""

FOUND = {"fine": None, "runs": "file_runs", "locked": "file_locked", "broken": "file_not_pdf"}

_one_pdf, _one_picture = threading.Lock(), threading.Lock()
"""A picture of the largest size takes 240 MB while it is drawn anew, a hostile PDF 768 MB while it
is read: one at a time."""


@dataclass(frozen=True)
class Kept:
    """A file that was checked and is kept: its name for people, and what it is kept as."""

    name: str
    media_type: str
    size: int
    sha256: str
    stored: str


@contextlib.contextmanager
def keeping(settings: Settings, name: str, data: bytes) -> Iterator[Kept]:
    """Check a file and keep it for the act inside; a refused act leaves nothing.

    Raises Invalid with the field `file` (`file_missing`, `file_too_large`, `file_unknown`,
    `file_not_pdf`, `file_runs`, `file_locked`, `file_too_complex`, `file_not_picture`,
    `file_too_many_pixels`) or Busy.
    """
    name, media_type, clean = checked(name, data)
    store = store_in(settings.instance)
    try:
        stored = store.put(clean)
    except OSError as error:  # no room: the same file may be sent again
        raise Busy() from error
    try:
        yield Kept(name, media_type, len(clean), hashlib.sha256(clean).hexdigest(), stored)
    except BaseException:
        store.delete(stored)
        raise


def checked(name: str, data: bytes) -> tuple[str, str, bytes]:
    """Give a file's safe name, its media type, and the bytes to keep. Raises Invalid."""
    if not data:
        raise _refused("file_missing")
    if len(data) > MOST_BYTES:
        raise _refused("file_too_large")
    shown = plain_name(name)
    ending = shown.rpartition(".")[2].lower() if "." in shown else ""
    media_type = KINDS.get(ending)
    if media_type is None:
        raise _refused("file_unknown")
    if media_type == KINDS["pdf"]:
        _check_pdf(data)
        return shown, media_type, data
    return shown, media_type, _drawn_anew(data, media_type)


def plain_name(name: str) -> str:
    """Give the last piece of a file's name, in signs that harm neither a page nor a header."""
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    kept = "".join(c for c in last if unicodedata.category(c)[0] in "LMN" or c in " -_.()")
    stem, dot, ending = kept.strip(" .").rpartition(".")
    return f"{stem[: MOST_NAME - len(ending) - 1]}{dot}{ending[:8]}" if stem else ""


def _check_pdf(data: bytes) -> None:
    whole = HEADER.match(data) and ROOT.search(data) and TRAILER.search(data)
    if not whole or END not in data[-END_WITHIN:]:
        raise _refused("file_not_pdf")
    code = "file_runs" if RUNS.search(data) else _read_through(data)
    if code is not None:
        raise _refused(code)


def _read_through(data: bytes) -> str | None:
    """Give the code of what a PDF does beside showing something, or None. Raises Busy."""
    if not _one_pdf.acquire(timeout=MOST_WAIT):
        raise Busy()
    try:
        done = subprocess.run(  # noqa: S603 - our own program; what people sent goes in as data
            [sys.executable, "-I", str(READER), str(MOST_MEMORY), str(MOST_SECONDS)],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=MOST_WAIT,
            env={},
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Busy() from error
    finally:
        _one_pdf.release()
    if done.returncode:
        return "file_too_complex"
    return FOUND[done.stdout.decode("ascii")]


def _drawn_anew(data: bytes, media_type: str) -> bytes:
    wanted = "PNG" if media_type == "image/png" else "JPEG"
    try:
        with _one_picture, Image.open(io.BytesIO(data), formats=[wanted]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise _refused("file_too_many_pixels")
            picture.thumbnail((MOST_SIDE, MOST_SIDE))
            ImageOps.exif_transpose(picture, in_place=True)
            out = io.BytesIO()
            _plain(picture, wanted).save(out, wanted, quality=QUALITY)
    except Invalid:
        raise
    except Exception as error:  # whatever hostile bytes make the library raise
        raise _refused("file_not_picture") from error
    return out.getvalue()


def _plain(picture: Image.Image, wanted: str) -> Image.Image:
    """Copy the pixels alone, in a kind of colour that every browser draws."""
    see_through = picture.has_transparency_data
    mode = "RGBA" if see_through and wanted == "PNG" else "L" if picture.mode == "L" else "RGB"
    pixels = picture.convert(mode)
    pixels.info = {}
    return pixels


def _refused(code: str) -> Invalid:
    return Invalid("invalid", {"file": code}, megabytes=MOST_BYTES // 1_000_000)


def forget_orphans(doors: Doors) -> int:
    """Delete kept files that belong to nothing any more; give how many. For the worker."""
    store, before = store_in(doors.settings.instance), (doors.clock() - ORPHANS).timestamp()
    old = [name for name, written in store.names() if written < before]
    gone = 0
    for first in range(0, len(old), MANY):
        names = old[first : first + MANY]
        with doors.engines.reading() as session:
            used = (
                in_use(session, names)
                | acts_in_use(session, names)
                | lottery_files_in_use(session, names)
            )
        for name in set(names) - used:
            store.delete(name)
            gone += 1
    return gone
