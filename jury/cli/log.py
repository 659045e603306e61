"""`jury log restart`: going on after entries were lost for good."""

from __future__ import annotations

from gettext import gettext as _

import click

from jury.cli.frame import json_option, open_doors, print_json


def _restart(call: str, reason: str, as_json: bool) -> None:
    from jury.services.checkpoints import sign_due
    from jury.services.restart import restart_log

    doors = open_doors()
    try:
        done = restart_log(doors, call, reason)
        sign_due(doors, urgent_only=True)
    finally:
        doors.engines.dispose()
    if as_json:
        print_json({"log": done.log_id})
    else:
        click.echo(
            _("The log %(log)s begins. Its first entry holds what the lost one had signed.")
            % {"log": done.log_id}
        )


log = click.Group(
    "log",
    help=_("What concerns a log as a whole."),
    commands=[
        click.Command(
            "restart",
            callback=_restart,
            help=_(
                "Begin a new log for CALL (or for `installation`) after entries were lost, for "
                "example with an old backup. Pages show the break."
            ),
            params=[
                click.Argument(["call"]),
                click.Option(
                    ["--reason"], required=True, help=_("Why: it stands in the log, in public.")
                ),
                json_option(),
            ],
        )
    ],
)
