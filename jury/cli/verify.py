"""`jury verify`: a log's file, or the installation's own database."""

from __future__ import annotations

import os
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path

import click

from jury.cli.frame import NO, OK, json_option, open_doors, print_json, refuse
from jury.domain.record.canonical import RecordError
from jury.domain.record.logfile import NotALogFile
from jury.domain.record.verify import Report, verify_log

HERE = "instance"


def _verify(file: str, key: str | None, against: Path | None, as_json: bool) -> int:
    if file == HERE:
        if key is not None or against is not None:
            refuse(_("`jury verify instance` takes neither --key nor --against."))
        return _verify_here(as_json)
    data = Path(file).read_bytes()
    older = against.read_bytes() if against is not None else None
    used = key if key is not None else _own_key(data)
    try:
        report = verify_log(data, used, older)
    except NotALogFile:
        refuse(_("This file does not begin as a log of Jury."))
    except RecordError:
        refuse(_("This is not a verifier key: it looks like NAME+8 digits+letters."))
    click.echo(_("Checked with the key %(key)s") % {"key": used}, err=as_json)
    return _show(report, as_json)


def _verify_here(as_json: bool) -> int:
    from jury.services.instance_check import check_instance

    doors = open_doors()
    try:
        return _show(check_instance(doors), as_json)
    finally:
        doors.engines.dispose()


def _own_key(data: bytes) -> str:
    """Find the key in this installation: the log's own, else the installation's."""
    from jury.cli.where import has_installation

    if not has_installation(os.environ):
        refuse(_("Give the key to check with: --key. There is no installation here to ask."))
    from sqlalchemy import select

    from jury.storage.record import Log, installation_key

    doors = open_doors()
    origin = data.partition(b"\n")[0].decode("utf-8", "replace")
    try:
        with doors.engines.reading() as session:
            found = session.scalar(select(Log.verifier_key).where(Log.origin == origin))
            return found or installation_key(session)
    finally:
        doors.engines.dispose()


def _show(report: Report, as_json: bool) -> int:
    if as_json:
        print_json(report.to_json())
        return OK if report.sound else NO
    n = report.entries
    click.echo(ngettext("%(count)s entry", "%(count)s entries", n) % {"count": n})
    for fact, text in (
        (report.withheld, _("Not yet to be opened: %(count)s")),
        (len(report.erased), _("Erased, and declared so: %(count)s")),
        (len(report.missing), _("Missing: %(count)s")),
    ):
        if fact:
            click.echo(text % {"count": fact})
    for problem in report.problems:
        click.echo(_line(problem))
    if report.sound:
        click.echo(_("Sound: nothing was changed, removed or added."))
        return OK
    click.echo(_("NOT sound."))
    return NO


def _line(problem: dict[str, object]) -> str:
    from jury.cli.problems import sentence

    where = ", ".join(f"{name} {value}" for name, value in problem.items() if name != "code")
    said = sentence(str(problem["code"]))
    return f"- {said} ({where})" if where else f"- {said}"


verify = click.Command(
    "verify",
    callback=_verify,
    help=_(
        "Check the log in FILE: that no entry was changed, removed or added since it was signed. "
        "`jury verify instance` checks this installation's own database."
    ),
    params=[
        click.Argument(["file"]),
        click.Option(["--key"], metavar="VKEY", help=_("The verifier key that you trust.")),
        click.Option(
            ["--against"],
            metavar="OLDER",
            type=click.Path(path_type=Path),
            help=_("An older file of the same log, which FILE must continue."),
        ),
        json_option(),
    ],
)
