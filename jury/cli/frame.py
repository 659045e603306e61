"""The frame of all commands: which there are, how they fail, and how they print.

A command's file is read only when that command is used: `jury verify` must not wait for the web.
"""

from __future__ import annotations

import importlib
import json
import os
import re
import sys
from collections.abc import Mapping, Sequence
from gettext import gettext as _
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from jury.services.doors import Doors

COMMANDS = {
    "allocate": "jury.cli.allocate",
    "backup": "jury.cli.backup",
    "db": "jury.cli.installation",
    "demo": "jury.cli.installation",
    "export": "jury.cli.export",
    "log": "jury.cli.log",
    "lottery": "jury.cli.lottery",
    "permissions": "jury.cli.permissions",
    "restore": "jury.cli.backup",
    "run": "jury.cli.run",
    "user": "jury.cli.user",
    "verify": "jury.cli.verify",
    "worker": "jury.cli.run",
}
OK, NO, BAD = 0, 1, 2
BREAKS = re.compile(r"[^\S\u00a0\u202f]+")
"""Whatever would break a sentence into lines; French needs its spaces that do not."""


class Stop(Exception):
    """End the command with one sentence on standard error; `status` is the exit code."""

    def __init__(self, sentence: str, status: int = BAD) -> None:
        super().__init__(sentence)
        self.status = status


class Commands(click.Group):
    """All commands by name, each read when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Read the command's file; None where there is no such command."""
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = getattr(importlib.import_module(COMMANDS[cmd_name]), cmd_name)
        return found


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command line and give its exit code; whatever goes wrong is one sentence."""
    group = Commands(
        "jury",
        help=_("Citizen juries over publicly funded, co-created projects."),
        no_args_is_help=False,
        invoke_without_command=True,
        callback=_without_command,
        params=[
            click.Option(["--version"], is_flag=True, help=_("Show the version and exit.")),
        ],
    )
    try:
        # Not `group.main`: it ends a command whose reader went away with 1, which means "no".
        given = list(sys.argv[1:] if arguments is None else arguments)
        with group.make_context("jury", given) as context:
            status = group.invoke(context)
        sys.stdout.flush()
        return status if isinstance(status, int) else OK
    except click.exceptions.Exit as end:
        return end.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except (KeyboardInterrupt, EOFError, click.Abort):
        return 130
    except Exception as error:
        return _said(error)


def _without_command(version: bool) -> None:
    context = click.get_current_context()
    if version:
        from jury import __version__

        click.echo(__version__)
    elif context.invoked_subcommand is None:
        click.echo(context.get_help())


def _said(error: Exception) -> int:
    from jury.cli.failures import sentence_of

    sentence, status = sentence_of(error)
    try:
        click.echo(BREAKS.sub(" ", sentence).strip(), err=True)
    except OSError:
        return BAD
    return status


def print_json(value: Mapping[str, object]) -> None:
    """Print the one JSON object that `--json` promises."""
    click.echo(json.dumps(value, ensure_ascii=False))


def refuse(sentence: str) -> NoReturn:
    """End with a sentence about what was given: exit code 2."""
    raise Stop(sentence)


def json_option() -> click.Option:
    """Give the option that every reading command has."""
    return click.Option(["--json", "as_json"], is_flag=True, help=_("Print one JSON object."))


def whole_number(least: int, most: int | None = None) -> click.IntRange:
    """Give the kind of an option that takes whole numbers, named in the user's language."""
    kind = click.IntRange(least, most)
    kind.name = _("whole number")
    return kind


MOST_NUMBER = 1e12
"""A bound that no number reaches, and that "not a number" does not pass."""


def positive_number() -> click.FloatRange:
    """Give the kind of an option that takes numbers above 0, named in the user's language."""
    kind = click.FloatRange(0, MOST_NUMBER, min_open=True)
    kind.name = _("number")
    return kind


def open_doors() -> Doors:
    """Open the installation of the environment; its tables must be today's."""
    from jury.config import Settings
    from jury.services.doors import Doors
    from jury.storage import schema

    settings = Settings.load()
    schema.check(settings)
    return Doors.open(settings)
