"""The facilitator's verb for the welcome page: what somebody must know before they come."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from jury.domain.errors import Conflict, Invalid
from jury.domain.permissions import Action
from jury.domain.record.canonical import encode
from jury.domain.record.kinds import Entry
from jury.domain.record.kinds.seat import WelcomeWritten
from jury.services.perform import Act, performs
from jury.storage.call.welcome import Welcome, welcome_of

FIELDS = ("meetings", "bring", "pay", "ill", "help")
MOST_WELCOME = 2000


@performs(Action.WELCOME_WRITE)
def write_welcome(act: Act, *, call_id: str, texts: Mapping[str, str], version: int) -> Entry:
    """Write what the members of a jury must know: meetings, what to bring, pay, illness, help.

    `texts` holds one text for each of `FIELDS`; only `meetings` is needed. Raises Conflict
    (`call_is_cancelled`, `stale`) or Invalid (`meetings_missing`, `welcome_too_long`).
    """
    if act.the_call().state == "cancelled":
        raise Conflict("call_is_cancelled")
    row = welcome_of(act.session, call_id)
    if version != (row.version if row is not None else 0):
        raise Conflict("stale")
    told = {name: texts[name].strip() for name in FIELDS}
    wrong = {name: "welcome_too_long" for name, text in told.items() if len(text) > MOST_WELCOME}
    if not told["meetings"]:
        wrong["meetings"] = "meetings_missing"
    if wrong:
        raise Invalid("invalid", wrong, most=MOST_WELCOME)
    if row is None:
        row = Welcome(call_id=call_id, version=0)
        act.session.add(row)
    for name, text in told.items():
        setattr(row, name, text)
    row.version += 1
    return Entry(WelcomeWritten(hashlib.sha256(encode(told)).hexdigest()), call_id, row.version)
