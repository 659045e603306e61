"""Which page a person begins with: the one where their next step is."""

from __future__ import annotations

from flask import url_for

from jury.domain.permissions import Role
from jury.storage.seat import latest_paper_call, latest_seat_call
from jury.web.access import Visit


def home_for(found: Visit) -> str:
    """Give the address of a person's own first page."""
    if Role.JUROR in found.roles:
        call_id = latest_seat_call(found.session, found.the_account().id)
        return url_for("seat.home", call_id=call_id)
    if Role.SCRUTINEER in found.roles:
        call_id = latest_paper_call(found.session, found.the_account().id)
        return url_for("scrutineers.desk", call_id=call_id)
    if found.roles & {Role.OFFICIAL, Role.FACILITATOR, Role.GUARANTOR, Role.SIGNATORY}:
        return url_for("call.desk")
    if Role.ADMINISTRATOR in found.roles:
        return url_for("account.admin")
    return url_for("proposal.mine")
