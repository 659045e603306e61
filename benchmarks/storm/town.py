"""What a storm passes over: one call with an open round, thirty jurors who may score it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask

from benchmarks.world import call_before_jury
from jury import create_app
from jury.config import Settings
from jury.demo.people import FACILITATOR, GUARANTOR, OFFICIAL, SIGNATORY
from jury.domain.permissions import Role
from jury.services import seat, signin
from jury.services.account import create_account
from jury.services.doors import Doors
from jury.services.logs import found_installation
from jury.services.perform import Moment
from jury.storage import schema
from jury.storage.account import account_by_email
from jury.storage.call import criteria_of
from jury.storage.seat import seats_in


@dataclass(frozen=True)
class Town:
    """One call in its round, who scores it, and the cookie of each person.

    `tops` maps a criterion's id to its highest level.
    """

    settings: Settings
    call_id: str
    projects: list[str]
    jurors: list[str]
    facilitator: str
    tops: dict[str, int]
    cookies: dict[str, str]


def found(env: Mapping[str, str], *, projects: int, jurors: int) -> Town:
    """Fill an empty installation through the verbs, and sign everybody in."""
    settings = Settings.load(env)
    schema.upgrade(settings)
    app = create_app(settings)
    doors: Doors = app.extensions["jury"]
    found_installation(doors)
    for person in (OFFICIAL, FACILITATOR, GUARANTOR, SIGNATORY):
        roles = [Role.OFFICIAL.value] if person is OFFICIAL else []
        create_account(
            Moment(doors, system=True), name=person.name, email=person.email, roles=roles,
            password=None, language="fr",
        )  # fmt: skip
    call_id, before_jury = call_before_jury(doors, projects, jurors)
    with doors.engines.reading() as session:
        seated = [row.account_id for row in seats_in(session, call_id)]
        tops = {row.id: row.top for row in criteria_of(session, call_id)}
        account = account_by_email(session, FACILITATOR.email)
    if account is None:
        raise RuntimeError("the facilitator has no account")
    for juror in seated:
        for proposal_id in before_jury:
            seat.declare_tie(
                Moment(doors, juror), call_id=call_id, proposal_id=proposal_id, degree="none",
                words="", version=0,
            )  # fmt: skip
    cookies = {one: _cookie(app, doors, one) for one in (*seated, account.id)}
    doors.engines.dispose()
    return Town(settings, call_id, before_jury, seated, account.id, tops, cookies)


def _cookie(app: Flask, doors: Doors, account_id: str) -> str:
    """Sign somebody in, as their link would, and give what their browser keeps."""
    opened = signin.reopen(doors, account_id, signin.Visitor("127.0.0.1", "storm"))
    serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    value = serializer.dumps({"_user_id": opened.token, "_fresh": True})
    return f"{app.config['SESSION_COOKIE_NAME']}={value}"
