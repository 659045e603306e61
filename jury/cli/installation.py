"""`jury db upgrade` and `jury demo`: the tables, and the demonstration region."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING

import click

from jury.cli.frame import refuse

if TYPE_CHECKING:
    from jury.config import Settings
    from jury.services.doors import Doors


def upgrade(settings: Settings) -> None:
    """Bring the tables to today's form if they are not, and begin the installation's log."""
    from jury.services.doors import Doors
    from jury.services.logs import found_installation
    from jury.storage import schema

    settings.instance.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        schema.check(settings)
    except schema.SchemaBehind:
        schema.upgrade(settings)
    doors = Doors.open(settings)
    try:
        found_installation(doors)
    finally:
        doors.engines.dispose()


def demonstrate(doors: Doors) -> list[str]:
    """Load the demonstration into an empty database; give a way in for each role, if it is one."""
    from jury.cli.role_words import word
    from jury.demo import doorbells, load

    if load.is_empty(doors):
        load.load(doors)
    links = doorbells.sign_in_links(doors)
    people = [f"{word(role)} ({name})" for role, name, _url in links]
    widest = max(map(len, people), default=0)
    return [f"{who:{widest}} {url}" for who, (*_who, url) in zip(people, links, strict=True)]


def _upgrade() -> None:
    from jury.config import Settings

    upgrade(Settings.load())
    click.echo(_("The tables are those of today."))


def _demo() -> None:
    from jury.config import Settings
    from jury.demo.load import is_empty
    from jury.services.doors import Doors

    settings = Settings.load()
    upgrade(settings)
    doors = Doors.open(settings)
    try:
        if not is_empty(doors):
            refuse(_("The demonstration goes into an empty database only; this one is in use."))
        for line in demonstrate(doors):
            click.echo(line)
    finally:
        doors.engines.dispose()


db = click.Group(
    "db",
    help=_("The database's tables."),
    commands=[
        click.Command(
            "upgrade", callback=_upgrade, help=_("Bring the tables to the form of this version.")
        )
    ],
)
demo = click.Command(
    "demo",
    callback=_demo,
    help=_("Load the demonstration region into an empty database."),
)
