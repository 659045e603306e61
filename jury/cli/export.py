"""`jury export`: the published decision record, or a call's log, as a file."""

from __future__ import annotations

import hashlib
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jury.cli.frame import NO, json_option, open_doors, print_json

if TYPE_CHECKING:
    from jury.storage.decision import PublishedRecord

FORMATS = ("json", "log", "pdf")


def _export(call: str, format_: str, out: Path, as_json: bool) -> int:
    data = _published(call, format_)
    if data is None:
        click.echo(_("This call has no published record yet."), err=True)
        return NO
    out.write_bytes(data)
    digest = hashlib.sha256(data).hexdigest()
    if as_json:
        print_json({"file": str(out), "bytes": len(data), "sha256": digest})
    else:
        click.echo(_("%(bytes)s bytes in %(file)s") % {"bytes": len(data), "file": out})
    return 0


def _published(call: str, format_: str) -> bytes | None:
    """Give the exact bytes that were published; None where nothing was."""
    from jury.services.checkpoints import log_file
    from jury.storage.decision import latest_record

    doors = open_doors()
    try:
        with doors.engines.reading() as session:
            record = latest_record(session, call)
            if record is None:
                return None
            if format_ == "log":
                return log_file(session, call)
            if format_ == "pdf":
                return _paper(record, doors.settings.base_url)
            return record.document.encode()
    finally:
        doors.engines.dispose()


def _paper(published: PublishedRecord, site: str) -> bytes:
    """Give the record as everyone gets it from its page, in the call's language."""
    from jury.domain.record.document import Document
    from jury.papers import Wording, make_pdf
    from jury.papers.record import record
    from jury.services.letters.texts import words

    document = Document.decode(published.document.encode())
    call = document.call
    return make_pdf(
        record(
            Wording(call.language, call.timezone, words(call.language)),
            document,
            sha256=published.sha256,
            address=f"{site}/calls/{call.id}/record?version={published.number}",
            at=published.published_at,
        )
    )


export = click.Command(
    "export",
    callback=_export,
    help=_("Write a call's published record, or its log, to a file."),
    params=[
        click.Argument(["call"]),
        click.Option(["--format", "format_"], type=click.Choice(FORMATS), default="json",
                     show_default=True, help=_("What to write.")),
        click.Option(["-o", "--out"], type=click.Path(dir_okay=False, path_type=Path),
                     required=True, help=_("The file to write.")),
        json_option(),
    ],
)  # fmt: skip
