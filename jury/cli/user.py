"""`jury user add` and `jury user reset`: accounts, and the way back for who lost theirs."""

from __future__ import annotations

import sys
from gettext import gettext as _

import click

from jury.cli.frame import json_option, open_doors, print_json, refuse

ROLES = ("administrator", "official", "signatory")


def _add(
    email: str,
    name: str,
    role: tuple[str, ...],
    language: str | None,
    password: bool,
    as_json: bool,
) -> None:
    from jury.services.account import create_account
    from jury.services.perform import Moment

    secret = _password() if password else None
    doors = open_doors()
    try:
        done = create_account(
            Moment(doors, system=True),
            name=name,
            email=email,
            roles=role,
            password=secret,
            language=language or doors.settings.default_language,
        )
    finally:
        doors.engines.dispose()
    if as_json:
        print_json({"account": done.subject})
    else:
        click.echo(_("The account of %(name)s is made.") % {"name": name})


def _reset(email: str, password: bool, as_json: bool) -> None:
    from jury.domain.account import normalise_email
    from jury.services.account import set_password
    from jury.services.perform import Moment
    from jury.storage.account import account_by_email

    secret = _password() if password else None
    doors = open_doors()
    try:
        with doors.engines.reading() as session:
            account = account_by_email(session, normalise_email(email) or "")
        if account is None:
            refuse(_("Nobody here has the e-mail %(email)s.") % {"email": email})
        set_password(Moment(doors, system=True), account_id=account.id, password=secret)
    finally:
        doors.engines.dispose()
    if as_json:
        print_json({"account": account.id})
    elif secret is None:
        click.echo(_("The password is gone. The person now signs in by an e-mail link."))
    else:
        click.echo(_("The new password holds. All sessions of this person have ended."))


def _password() -> str:
    """Ask for a password twice, or read its line where nobody can be asked."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    answer: str = click.prompt(_("Password"), hide_input=True, confirmation_prompt=True, err=True)
    return answer


def _email() -> click.Option:
    return click.Option(["--email"], required=True, help=_("The person's e-mail."))


def _with_password() -> click.Option:
    return click.Option(
        ["--password"], is_flag=True, help=_("Ask for a password (or read it from the input).")
    )


user = click.Group(
    "user",
    help=_("Accounts."),
    commands=[
        click.Command(
            "add",
            callback=_add,
            help=_("Make an account. Without a password the person signs in by an e-mail link."),
            params=[
                _email(),
                click.Option(["--name"], required=True, help=_("The person's name.")),
                click.Option(
                    ["--role"],
                    multiple=True,
                    type=click.Choice(ROLES),
                    help=_("A role in the whole installation; may be given several times."),
                ),
                click.Option(
                    ["--language"],
                    type=click.Choice(["fr", "nl", "de", "en"]),
                    help=_("The person's language."),
                ),
                _with_password(),
                json_option(),
            ],
        ),
        click.Command(
            "reset",
            callback=_reset,
            help=_("Take away a password, or set another one; all sessions of the person end."),
            params=[_email(), _with_password(), json_option()],
        ),
    ],
)
