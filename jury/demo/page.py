"""The demonstration's doors: a button for each role, on loopback only."""

from __future__ import annotations

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from jury.demo import doorbells
from jury.domain.errors import NotFound
from jury.domain.permissions import Page
from jury.services import signin
from jury.web.access import computes, doors_of, end_reading, reads
from jury.web.entering import enter as let_in
from jury.web.entering import visitor
from jury.web.forms import JuryForm
from jury.web.words import ROLES

bp = Blueprint("demo", __name__)


@bp.get("/demo/<token>")
@reads(Page.PUBLIC)
def door(token: str) -> str:
    """Show the button that signs in as one person of the demonstration.

    :raise 404: where there is no demonstration, or no such link.
    """
    bell = _bell(token)
    return render_template("demo/door.html", bell=bell, role=ROLES[bell.role], form=JuryForm())


@bp.post("/demo/<token>")
@computes(Page.PUBLIC)
def enter(token: str) -> Response:
    """Sign in as that person.

    :raise 404: as `door`.
    """
    bell = _bell(token)
    end_reading()
    return let_in(signin.reopen(doors_of(), bell.account_id, visitor(), "demonstration"))


def _bell(token: str) -> doorbells.Doorbell:
    bell = doorbells.find(doors_of(), token)
    if bell is None:
        raise NotFound()
    return bell
