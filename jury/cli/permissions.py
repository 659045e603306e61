"""`jury permissions`: who may do what, printed from the table in the code."""

from __future__ import annotations

from gettext import gettext as _

import click

from jury.cli.frame import json_option, print_json
from jury.domain.permissions import RULES, Role


def _permissions(as_json: bool) -> None:
    rows: list[dict[str, object]] = [
        {
            "action": action.value,
            "roles": [role.value for role in Role if role in rule.roles],
            "unless": rule.unless,
        }
        for action, rule in RULES.items()
    ]
    if as_json:
        print_json({"actions": rows})
        return
    for (action, rule), row in zip(RULES.items(), rows, strict=True):
        who = ", ".join(str(role.value) for role in Role if role in rule.roles)
        own = _(" (only what is theirs)") if rule.own else ""
        unless = _(" (unless: %(bar)s)") % {"bar": row["unless"]} if rule.unless else ""
        click.echo(f"{action.value}: {who}{own}{unless}")


permissions = click.Command(
    "permissions",
    callback=_permissions,
    help=_("Print who may do and see what."),
    params=[json_option()],
)
