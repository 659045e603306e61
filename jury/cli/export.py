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
        click.echo(_missing(format_), err=True)
        return NO
    out.write_bytes(data)
    digest = hashlib.sha256(data).hexdigest()
    if as_json:
        print_json({"file": str(out), "bytes": len(data), "sha256": digest})
    else:
        click.echo(_("%(bytes)s bytes in %(file)s") % {"bytes": len(data), "file": out})
    return 0


def _missing(format_: str) -> str:
    if format_ == "log":
        return _("Nothing of this call's log was signed yet.")
    return _("This call has no published record yet.")


def _published(call: str, format_: str) -> bytes | None:
    """Give the exact bytes that its page gives; None where there are none yet.

    A log is read from the first day of its call on; a record when it was published.
    :raise NotFound: if there is no such call.
    """
    from jury.domain.errors import NotFound
    from jury.services.checkpoints import log_file
    from jury.storage.call.tables import Call
    from jury.storage.decision import latest_record
    from jury.storage.record import current_log, latest_checkpoint

    doors = open_doors()
    try:
        with doors.engines.reading() as session:
            if session.get(Call, call) is None:
                raise NotFound()
            if format_ == "log":
                log = current_log(session, call)
                signed = log is not None and latest_checkpoint(session, log.id) is not None
                return log_file(session, log.id) if log is not None and signed else None
            record = latest_record(session, call)
            if record is None:
                return None
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
