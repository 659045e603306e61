"""Files are what their names say, and tell nothing else; or they are refused."""

from __future__ import annotations

import io
import os
from datetime import timedelta

import pytest
from PIL import Image

from jury.domain.errors import Busy, Conflict, Invalid
from jury.services.files import (
    MOST_BYTES,
    MOST_SIDE,
    checked,
    forget_orphans,
    keeping,
    plain_name,
)
from jury.services.proposal import remove_file
from jury.storage.files import store_in
from jury.storage.proposal import files_of
from jury.storage.record import LogEntry
from tests.fixtures.calls import Office, open_office
from tests.fixtures.files import PDF, a_picture


@pytest.fixture
def office(doors, clock) -> Office:
    return open_office(doors, clock)


def refusal(name: str, data: bytes) -> str:
    with pytest.raises(Invalid) as refused:
        checked(name, data)
    return refused.value.fields["file"]


HTML = b"<html><script>alert(1)</script>"
PNG = a_picture("PNG")


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("plan.pdf", b"", "file_missing"),
        ("", PDF, "file_unknown"),
        ("plan", PDF, "file_unknown"),
        ("plan.docx", PDF, "file_unknown"),
        ("plan.png.php", PNG, "file_unknown"),
        ("plan.svg", b"<svg/>", "file_unknown"),
        ("plan.pdf", PDF + b"\0" * MOST_BYTES, "file_too_large"),
        ("plan.pdf", HTML, "file_not_pdf"),
        ("plan.pdf", b"MZ" + PDF, "file_not_pdf"),
        ("plan.pdf", b"%PDF-1.4\n%%EOF", "file_not_pdf"),
        ("plan.pdf", PDF.replace(b"trailer", b""), "file_not_pdf"),
        ("plan.pdf", PDF.replace(b"%%EOF", b""), "file_not_pdf"),
        ("plan.pdf", PDF.replace(b"/Pages 2", b"/OA<</S/JavaScript>>/Pages 2"), "file_runs"),
        ("plan.pdf", PDF.replace(b"/Pages 2", b"/EmbeddedFile 3 0 R/Pages 2"), "file_runs"),
        ("tree.png", HTML, "file_not_picture"),
        ("tree.png", a_picture("JPEG"), "file_not_picture"),
        ("tree.jpg", PNG, "file_not_picture"),
        ("tree.png", PNG[:40], "file_not_picture"),
        ("tree.png", b"GIF89a" + HTML, "file_not_picture"),
    ],
)
def test_what_is_not_a_plain_pdf_or_picture_is_refused(name, data, code) -> None:
    assert refusal(name, data) == code


def test_a_flood_of_pixels_is_refused_before_it_is_drawn() -> None:
    flood = bytearray(a_picture("PNG", size=(1, 1)))
    out = io.BytesIO()
    Image.new("1", (8000, 8000)).save(out, "PNG")
    assert refusal("flood.png", out.getvalue()) == "file_too_many_pixels"
    flood[16:24] = (60000).to_bytes(4) + (60000).to_bytes(4)
    assert refusal("flood.png", bytes(flood)) in ("file_not_picture", "file_too_many_pixels")


@pytest.mark.parametrize(
    ("name", "kind", "mode"),
    [
        ("TREE.PNG", "PNG", "RGBA"),
        ("tree.png", "PNG", "P"),
        ("tree.png", "PNG", "I;16"),
        ("tree.jpeg", "JPEG", "CMYK"),
        ("tree.jpg", "JPEG", "L"),
        ("tree.jpg", "JPEG", "RGB"),
    ],
)
def test_a_picture_is_kept_upright_and_without_where_it_was_taken(name, kind, mode) -> None:
    sent = a_picture(kind, mode=mode)
    assert b"Karim" in sent
    _name, media_type, kept = checked(name, sent)
    assert media_type == f"image/{kind.lower()}"
    assert (b"Karim" in kept, b"Exif" in kept) == (False, False)
    with Image.open(io.BytesIO(kept)) as shown:
        assert (shown.size, shown.format, dict(shown.getexif())) == ((4, 6), kind, {})


def test_what_stands_behind_a_picture_is_gone_and_a_huge_one_is_made_smaller() -> None:
    _name, _kind, kept = checked("tree.png", PNG + HTML)
    assert b"script" not in kept
    _name, _kind, kept = checked("wide.png", a_picture("PNG", mode="1", size=(2, 6000)))
    with Image.open(io.BytesIO(kept)) as shown:
        assert max(shown.size) == MOST_SIDE


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../../evil.png", "evil.png"),
        ("..\\..\\evil.png", "evil.png"),
        ("a\r\nX-Evil: 1.png", "aX-Evil 1.png"),
        ('"><script>.png', "script.png"),
        ("ü ñ — 文.png", "ü ñ  文.png"),
        ("x.png\x00.html", "x.png.html"),
        ("a" * 300 + ".pdf", "a" * 116 + ".pdf"),
        ("...", ""),
    ],
)
def test_a_name_keeps_only_harmless_signs(sent, kept) -> None:
    assert plain_name(sent) == kept


def test_karim_adds_a_file_whose_digest_alone_stands_in_the_log(office) -> None:
    call_id = office.open_call()
    proposal_id = office.begun(call_id)
    file_id = office.file_of(call_id, proposal_id)
    with office.doors.engines.reading() as session:
        (file,) = files_of(session, call_id, proposal_id)
        leaf = session.query(LogEntry).filter_by(kind="file.added").one().data.decode()
    store = store_in(office.doors.settings.instance)
    assert (file.id, store.open(file.stored)) == (file_id, PDF)
    assert (file.sha256 in leaf, f'"size":{len(PDF)}' in leaf) == (True, True)
    assert ("plan.pdf" in leaf, "each tree" in leaf) == (False, False)


def test_a_refused_act_leaves_no_file(office) -> None:
    call_id = office.open_call()
    proposal_id = office.begun(call_id)
    office.clock.advance(days=10)
    with pytest.raises(Conflict, match="call_time_is_up"):
        office.file_of(call_id, proposal_id)
    assert list(store_in(office.doors.settings.instance).names()) == []


def test_a_ninth_file_is_refused(office) -> None:
    call_id = office.open_call()
    proposal_id = office.begun(call_id)
    files = [office.file_of(call_id, proposal_id, turn=turn) for turn in range(8)]
    with pytest.raises(Invalid) as refused:
        office.file_of(call_id, proposal_id, turn=8)
    assert refused.value.fields == {"file": "files_too_many"}
    karim = office.as_("karim")
    remove_file(karim, call_id=call_id, proposal_id=proposal_id, file_id=files[0])
    office.file_of(call_id, proposal_id)


def test_the_same_file_twice_is_refused_until_the_first_is_taken_away(office) -> None:
    call_id = office.open_call()
    proposal_id = office.begun(call_id)
    first = office.file_of(call_id, proposal_id)
    with pytest.raises(Invalid) as refused:
        office.file_of(call_id, proposal_id)
    assert refused.value.fields == {"file": "file_twice"}
    remove_file(office.as_("karim"), call_id=call_id, proposal_id=proposal_id, file_id=first)
    office.file_of(call_id, proposal_id)


def test_a_full_disk_is_told_as_busy(office) -> None:
    root = office.doors.settings.instance / "files"
    root.parent.mkdir(exist_ok=True)
    root.write_text("in the way")
    with pytest.raises(Busy), keeping(office.doors.settings, "plan.pdf", PDF):
        pass


def test_a_day_later_what_belongs_to_nothing_is_forgotten(office) -> None:
    call_id = office.open_call()
    proposal_id = office.begun(call_id)
    store = store_in(office.doors.settings.instance)
    kept, taken = (office.file_of(call_id, proposal_id, turn=turn) for turn in range(2))
    remove_file(office.as_("karim"), call_id=call_id, proposal_id=proposal_id, file_id=taken)
    store.put(b"of no act")
    half = store.put(b"half")
    path = store.root / half[:2] / half
    path.rename(path.with_name(half + ".part"))
    long_ago = (office.clock() - timedelta(days=2)).timestamp()
    for folder in store.root.iterdir():
        for file in folder.iterdir():
            os.utime(file, (long_ago, long_ago))
    store.put(b"of this minute")
    assert forget_orphans(office.doors) == 3
    with office.doors.engines.reading() as session:
        (file,) = files_of(session, call_id, proposal_id)
    assert file.id == kept
    assert {store.open(name) for name, _ in store.names()} == {PDF, b"of this minute"}


ONE_THIRD = (
    b"Exif\0\0II*\0\x08\0\0\0\x02\0"  # a width of 1/3, where only whole numbers are known
    b"\x00\x01\x05\0\x01\0\0\0\x26\0\0\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0"
    b"\x01\0\0\0\x03\0\0\0"
)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_whose_notes_cannot_be_written_again_is_refused_not_a_fault(kind) -> None:
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, kind, exif=ONE_THIRD)
    assert refusal(f"tree.{kind.lower()}", out.getvalue()) == "file_not_picture"


@pytest.mark.parametrize("name", [b"/J#61vaScript", b"/Java#53cript", b"/#4caunch"])
def test_a_pdf_that_spells_what_it_runs_in_another_way_is_refused(name) -> None:
    runs = PDF.replace(b"/Pages 2", b"/OA<</S" + name + b">>/Pages 2")
    assert refusal("plan.pdf", runs) == "file_runs"
