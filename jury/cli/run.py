"""`jury run` and `jury worker`: serving the installation."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from gettext import gettext as _
from typing import TYPE_CHECKING

import click

from jury.cli.frame import refuse, whole_number
from jury.cli.setting_words import doubt

if TYPE_CHECKING:
    from jury.config import Settings

PORT = 8000


def _run(port: int | None, workers: int | None, demo: bool, access_log: str | None) -> None:
    from jury import serve

    settings = _settings(port, workers)
    for code in settings.doubts:
        click.echo(doubt(code), err=True)
    listener = _listen(port, settings)
    with _held(settings):
        links = _make_ready(settings, demo)
        address = f"http://{serve.ADDRESS}:{listener.getsockname()[1]}"
        click.echo(_("Jury is at %(address)s") % {"address": address})
        for line in links:
            click.echo(f"  {line}")
        sys.stdout.flush()
        broken = serve.serve(settings, listener, access_log=access_log)
    if broken is not None:
        refuse(_("The %(part)s does not start; the lines above say why.") % {"part": broken})


def _settings(port: int | None, workers: int | None) -> Settings:
    """Read the settings; a port that was asked for is also where people reach Jury."""
    from jury.config import Settings

    env = dict(os.environ)
    if port is not None:
        env.setdefault("JURY_BASE_URL", f"http://127.0.0.1:{port}")
    if workers is not None:
        env["JURY_WEB_WORKERS"] = str(workers)
    return Settings.load(env)


def _listen(port: int | None, settings: Settings) -> socket.socket:
    from jury.serve import bind

    port = port if port is not None else _port_of(settings)
    try:
        return bind(port)
    except OSError as error:
        refuse(
            _("Port %(port)s cannot be used (%(reason)s). Choose another one with --port.")
            % {"port": port, "reason": error.strerror}
        )


def _port_of(settings: Settings) -> int:
    from urllib.parse import urlsplit

    return (urlsplit(settings.base_url).port if settings.on_loopback else None) or PORT


def _make_ready(settings: Settings, demo: bool) -> list[str]:
    """Check the tables; for the demonstration make them, fill them once, and give the ways in."""
    from jury.services.doors import Doors
    from jury.storage import schema

    if not demo:
        schema.check(settings)
        return []
    from jury.cli.installation import demonstrate, upgrade

    upgrade(settings)
    doors = Doors.open(settings)
    try:
        return demonstrate(doors)
    finally:
        doors.engines.dispose()


@contextmanager
def _held(settings: Settings) -> Iterator[None]:
    """Keep a restore from pulling the database from under us."""
    from jury.services.backup import InUse, in_use

    try:
        with in_use(settings):
            yield
    except InUse:
        refuse(_("A backup is being restored here. Try again when that is done."))


def _worker() -> None:
    from jury.config import Settings
    from jury.serve import work
    from jury.storage import schema

    settings = Settings.load()
    schema.check(settings)
    with _held(settings):
        work(settings)


run = click.Command(
    "run",
    callback=_run,
    help=_(
        "Serve the installation in instance/ on this machine, with its worker; start again what "
        "dies."
    ),
    params=[
        click.Option(
            ["--port"], type=whole_number(0, 65535), metavar="P", help=_("The port to listen on.")
        ),
        click.Option(
            ["--workers"],
            type=whole_number(1, 64),
            metavar="N",
            help=_("How many processes serve pages."),
        ),
        click.Option(
            ["--demo"],
            is_flag=True,
            help=_("Make the tables, load the demonstration if the database is empty."),
        ),
        click.Option(
            ["--access-log"],
            metavar="FILE",
            help=_("Write what was asked to FILE (- for here), without addresses or codes."),
        ),
    ],
)
worker = click.Command(
    "worker",
    callback=_worker,
    help=_("Send letters, close what is due, sign checkpoints, erase what is due."),
)
