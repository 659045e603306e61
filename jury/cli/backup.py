"""`jury backup` and `jury restore`: one encrypted file, and a key that lives elsewhere."""

from __future__ import annotations

import os
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jury.cli.frame import json_option, open_doors, print_json, refuse

if TYPE_CHECKING:
    from jury.services.backup import Restored


def key_path(given: Path | None, instance: Path) -> Path:
    """Give the file of the backup's key; it may not lie beside what it protects."""
    named = given or Path(os.environ.get("JURY_BACKUP_KEY") or _default()).expanduser()
    path = named.resolve()
    if path.is_relative_to(instance):
        refuse(
            _("The key must not lie in %(folder)s: who takes the one would have the other.")
            % {"folder": instance}
        )
    return path


def _default() -> Path:
    home = os.environ.get("XDG_CONFIG_HOME") or "~/.config"
    return Path(home) / "jury" / "backup.key"


def _backup(file: Path, key_file: Path | None, as_json: bool) -> None:
    from jury.services.backup import make_backup

    if file.exists():
        refuse(_("%(name)s is already there; a backup never replaces another.") % {"name": file})
    doors = open_doors()
    try:
        path = key_path(key_file, doors.settings.instance)
        if not path.exists():
            click.echo(
                _(
                    "A new key for backups is in %(path)s. Keep a copy of it in another place: "
                    "without it no backup can be opened."
                )
                % {"path": path},
                err=True,
            )
        size = make_backup(doors, file, _read_key(path))
    finally:
        doors.engines.dispose()
    if as_json:
        print_json({"file": str(file), "bytes": size})
    else:
        click.echo(
            _("%(name)s holds the installation, encrypted (%(size)s bytes).")
            % {"name": file, "size": size}
        )


def _read_key(path: Path) -> bytes:
    from jury.secrets_file import secret_bytes

    try:
        return secret_bytes(path)
    except ValueError:
        refuse(_("%(path)s does not hold a key: it must be 32 bytes.") % {"path": path})


def _restore(file: Path, key_file: Path | None, as_json: bool) -> None:
    from jury.cli.installation import upgrade
    from jury.config import Settings
    from jury.services import backup as verbs

    instance = Path(os.environ.get("JURY_INSTANCE", "instance")).resolve()
    path = key_path(key_file, instance)
    with path.open("rb"), file.open("rb"):
        key, settings = _read_key(path), Settings.load()
    if not settings.embedded:
        # PostgreSQL's tables must be there before their rows; SQLite's come with the file.
        upgrade(settings)
    try:
        done = verbs.restore(settings, file, key)
    except verbs.NotABackup:
        refuse(_("%(name)s is not a backup of Jury.") % {"name": file})
    except verbs.WrongKey:
        refuse(_("This key does not open the backup, or the file was changed or cut short."))
    except verbs.Broken:
        refuse(_("The backup does not hold a whole database. Nothing was changed."))
    except verbs.OtherKind:
        refuse(_("The backup is of another kind of database, or of another version of Jury."))
    except verbs.InUse:
        refuse(_("Jury is running here. Stop it first, then restore."))
    _finish(done, as_json)


def _finish(done: Restored, as_json: bool) -> None:
    from jury.cli.installation import upgrade
    from jury.config import Settings
    from jury.services.backup import lost_logs
    from jury.services.doors import Doors

    settings = Settings.load()
    upgrade(settings)
    doors = Doors.open(settings)
    try:
        lost = lost_logs(doors)
    finally:
        doors.engines.dispose()
    if as_json:
        mended = [{"call": file.call, "file": file.file} for file in done.mended]
        former = str(done.former) if done.former else None
        print_json({"former": former, "mended": mended, "restart": lost})
        return
    click.echo(_("The backup is in place, and what was erased since is erased again."))
    for file in done.mended:
        click.echo(
            _("The file %(file)s of call %(call)s was damaged: the backup's replaced it.")
            % {"file": file.file, "call": file.call}
        )
    if done.former is not None:
        click.echo(
            _("The former database is kept as %(name)s; delete it when all is well.")
            % {"name": done.former}
        )
    for scope in lost:
        click.echo(
            _("Entries of a log are lost. Begin a new one: %(command)s")
            % {"command": f'jury log restart {scope} --reason "..."'}
        )


def _params(text: str) -> list[click.Parameter]:
    return [
        click.Argument(["file"], type=click.Path(path_type=Path)),
        click.Option(["--key-file"], type=click.Path(path_type=Path), metavar="FILE", help=text),
        json_option(),
    ]


backup = click.Command(
    "backup",
    callback=_backup,
    help=_("Write an encrypted copy of the installation to FILE, also while people work."),
    params=_params(_("The key of 32 bytes, made at the first use (or JURY_BACKUP_KEY).")),
)
restore = click.Command(
    "restore",
    callback=_restore,
    help=_("Put the backup in FILE in the place of this installation's database."),
    params=_params(_("The key that the backup was made with (or JURY_BACKUP_KEY).")),
)
