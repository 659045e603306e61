"""A PDF that does something or carries a file is refused, however deep that is hidden."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader, PdfWriter

from jury.domain.errors import Invalid
from jury.services.files import checked, checking
from tests.fixtures.files import PDF
from tests.fixtures.pdfs import packed_pdf

SCRIPT = b"<</S/JavaScript/JS(app.alert\\(1\\))>>"


def refusal(data: bytes) -> str:
    with pytest.raises(Invalid) as refused:
        checked("plan.pdf", data)
    return refused.value.fields["file"]


def written(*, password: str = "") -> bytes:
    """Write a page as the library does, under a password if there is one."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(packed_pdf(b""))))
    if password:
        writer.encrypt(password if password != "none" else "", "of its owner", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("catalog", "more"),
    [
        (b"/OpenAction" + SCRIPT, {}),
        (b"/OpenAction 4 0 R", {4: SCRIPT}),
        (b"/OpenAction<</S/Named/N/Print>>", {}),
        (b"/OpenAction<</S/GoTo/D[3 0 R/Fit]/Next[4 0 R]>>", {4: SCRIPT}),
        (b"/AA<</WC 4 0 R>>", {4: b"<</S/GoTo/D[3 0 R/Fit]>>"}),
        (b"/Names<</JavaScript<</Names[(a) 4 0 R]>>>>", {4: b"<<>>"}),
        (b"/Names<</EmbeddedFiles<</Names[(a) 4 0 R]>>>>", {4: b"<<>>"}),
        (b"/AF[4 0 R]", {4: b"<</Type/Filespec/F(a.exe)/EF<</F 5 0 R>>>>", 5: b"<<>>"}),
        (b"/AcroForm<</Fields[]/XFA 4 0 R>>", {4: b"[(form) 5 0 R]", 5: b"<<>>"}),
        (b"/X[4 0 R]", {4: b"<</Type/Annot/Subtype/RichMedia>>"}),
        (b"/X[4 0 R]", {4: b"<</Type/Annot/A 5 0 R>>", 5: b"<</S/Launch/F(a.exe)>>"}),
        (b"/X[[[4 0 R]]]", {4: b"<</S/L#61unch/F(a.exe)>>"}),
        (b"/X 4 0 R", {4: b"<</S/SubmitForm/F(x)>>"}),
    ],
)
def test_what_acts_is_found_in_a_compressed_stream(catalog, more) -> None:
    hidden = packed_pdf(catalog, more)
    assert [word for word in (b"Java", b"Launch", b"Action", b"XFA") if word in hidden] == []
    assert refusal(hidden) == "file_runs"


@pytest.mark.parametrize(
    "catalog",
    [b"", b"/OpenAction[3 0 R/Fit]", b"/OpenAction<</S/GoTo/D[3 0 R/XYZ 0 9 0]>>",
     b"/PageLayout/SinglePage/Lang(fr)"],
)  # fmt: skip
def test_a_pdf_that_only_says_where_it_opens_is_kept_as_it_is(catalog) -> None:
    data = packed_pdf(catalog)
    assert checked("plan.pdf", data) == ("plan.pdf", "application/pdf", data)


def test_a_pdf_behind_a_password_is_refused_and_one_that_opens_is_kept() -> None:
    assert refusal(written(password="let me in")) == "file_locked"
    for data in (written(), written(password="none")):
        assert checked("plan.pdf", data)[2] == data


def test_a_stream_that_unfolds_without_end_is_refused() -> None:
    bomb = packed_pdf(b"", pad=400_000_000)
    assert (len(bomb) < 1_000_000, refusal(bomb)) == (True, "file_not_pdf")


@pytest.mark.parametrize(("limit", "most"), [("MOST_MEMORY", 100 * 1024**2), ("MOST_SECONDS", 1)])
def test_a_pdf_that_takes_more_than_there_is_for_it_is_refused(monkeypatch, limit, most) -> None:
    rows = {4 + n: b"[" + b"<<>>" * 90_000 + b"]" for n in range(12)}
    large = packed_pdf(b"/X[" + b"".join(b"%d 0 R " % n for n in rows) + b"]", rows)
    monkeypatch.setattr(checking, limit, most)
    assert (len(large) < 100_000, refusal(large)) == (True, "file_too_complex")


def test_a_file_that_refers_to_itself_is_read_once() -> None:
    data = packed_pdf(b"/X 4 0 R", {4: b"<</Up 1 0 R/Me 4 0 R>>"})
    assert checked("plan.pdf", data)[2] == data


def test_a_file_cut_in_the_middle_of_what_it_says_is_refused() -> None:
    data = packed_pdf(b"")
    torn = data[:60] + data[90:]
    assert refusal(torn) == "file_not_pdf"
    assert checked("plan.pdf", PDF)[2] == PDF
