"""Small draws among people whom organisations name: what everyone can check, and the guarantor.

Nobody is named here: the files hold opaque ids alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, make_response, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from jury.domain.errors import NotFound
from jury.domain.lottery.evidence import digest
from jury.domain.lottery.named import small_draw, small_files
from jury.domain.permissions import Action, Page
from jury.services.lottery.organisations import confirm_for
from jury.storage.lottery.organisations import Organisation, everyones, organisations_of
from jury.web.access import acts, offers, reading, reads, visit
from jury.web.acting import moment, perform
from jury.web.call import the_call
from jury.web.forms import JuryForm
from jury.web.lottery import the_lottery

bp = Blueprint("lottery_named", __name__)
_ = gettext


@dataclass(frozen=True)
class Small:
    """One small draw as pages show it."""

    organisation: Organisation
    ids: list[str]

    @property
    def digests(self) -> dict[str, str]:
        """Give the digest of each file, by name."""
        return {name: digest(data) for name, data in sorted(self.files().items())}

    def files(self) -> dict[str, bytes]:
        """Write the files."""
        one = self.organisation
        return small_files(one.name, self.ids, one.seats)

    @property
    def panel(self) -> tuple[str, ...]:
        """Give the ids that the dice pick, none before they fall."""
        one = self.organisation
        if one.index is None:
            return ()
        return small_draw(one.name, self.ids, one.seats).panels[one.index]


def _fixed() -> list[Small]:
    """Give the small draws whose people are fixed."""
    call_id = visit().the_call().id
    ids = everyones(reading(), call_id)
    return [
        Small(one, ids.get(one.id, []))
        for one in organisations_of(reading(), call_id)
        if one.listed_at is not None
    ]


@bp.get("/calls/<call_id>/lottery/organisations/check")
@reads(Page.LOTTERY_CHECK)
def check(call_id: str) -> str:
    """Show the guarantor the small draws, and ask whether the dice fell so."""
    return _check(JuryForm())


def _check(form: JuryForm) -> str:
    the_lottery()
    return render_template(
        "lottery/organisations_check.html",
        call=the_call(),
        draws=_fixed(),
        form=form,
        can=offers(Action.ORGANISATION_CONFIRM),
    )


@bp.post("/calls/<call_id>/lottery/organisations/<organisation_id>/check")
@acts(Action.ORGANISATION_CONFIRM)
def confirm(call_id: str, organisation_id: str) -> Response:
    """Confirm the dice of one small draw."""
    form = JuryForm()
    return perform(
        form,
        lambda: confirm_for(
            moment(lambda subject: url_for("lottery_named.check", call_id=call_id)),
            call_id=call_id,
            organisation_id=organisation_id,
            version=form.drawn_version,
        ),
        lambda: _check(form),
        said=_("The dice are confirmed. The people they picked are asked to come."),
    )


@bp.get("/calls/<call_id>/organisations")
@reads(Page.CALL)
def public(call_id: str) -> str:
    """Show everyone the small draws, and how to repeat them."""
    the_lottery()
    return render_template("lottery/organisations.html", call=the_call(), draws=_fixed())


@bp.get("/calls/<call_id>/organisations/<organisation_id>/<name>")
@reads(Page.CALL)
def file(call_id: str, organisation_id: str, name: str) -> Response:
    """Give one file of a small draw to everyone."""
    found = next((one for one in _fixed() if one.organisation.id == organisation_id), None)
    files = found.files() if found else {}
    if name not in files:
        raise NotFound()
    response = make_response(files[name])
    kind = "application/json" if name.endswith(".json") else "text/csv; charset=utf-8"
    response.headers["Content-Type"] = kind
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
