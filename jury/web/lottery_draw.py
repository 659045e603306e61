"""The number that picks a panel, the guarantor who saw it fall, and what everyone can check."""

from __future__ import annotations

from flask import Blueprint, make_response, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from jury.domain.errors import NotFound
from jury.domain.lottery import evidence
from jury.domain.lottery.check import Verdict, check_draw, read_panels
from jury.domain.lottery.public import told_to_everyone
from jury.domain.permissions import Action, Page
from jury.services.lottery import confirm_panel, throw_dice
from jury.services.lottery.picking import dice_needed
from jury.storage.files import store_in
from jury.storage.lottery import Lottery, LotteryFile, lottery_files
from jury.web.access import acts, doors_of, offers, reading, reads
from jury.web.acting import moment, perform
from jury.web.call import the_call
from jury.web.forms import JuryForm
from jury.web.lottery import allows, the_lottery
from jury.web.lottery_forms import DiceForm

bp = Blueprint("lottery_draw", __name__)
_ = gettext
ALWAYS_PUBLIC = (evidence.PANELS, evidence.CHANCES, evidence.QUOTAS, evidence.CERTIFICATE)


def _drawn() -> Lottery:
    """Give a lottery whose list stands; before that there is nothing to show."""
    lottery = the_lottery()
    if lottery.drawn_at is None:
        raise NotFound()
    return lottery


@bp.get("/calls/<call_id>/lottery/dice")
@reads(Page.LOTTERY)
def dice(call_id: str) -> str:
    """Ask for the dice as they fell."""
    return _dice(DiceForm(version=_drawn().version))


def _dice(form: DiceForm) -> str:
    lottery = _drawn()
    form.renew(lottery.version)
    return render_template(
        "lottery/dice.html",
        call=the_call(),
        lottery=lottery,
        form=form,
        dice=dice_needed(lottery.panels),
        can=offers(Action.LOTTERY_THROW, lottery.confirmed_at is None),
    )


@bp.post("/calls/<call_id>/lottery/dice")
@acts(Action.LOTTERY_THROW)
def throw(call_id: str) -> Response:
    """Write the dice down."""
    form = DiceForm()
    return perform(
        form,
        lambda: throw_dice(
            moment(lambda subject: url_for("lottery.show", call_id=call_id)),
            call_id=call_id,
            dice=form.dice.data,
            version=form.drawn_version,
        ),
        lambda: _dice(form),
        said=_("The dice are written down. Now the guarantor confirms them."),
    )


@bp.get("/calls/<call_id>/lottery/check")
@reads(Page.LOTTERY_CHECK)
def check(call_id: str) -> str:
    """Show the guarantor the list tested against the people's features, and the dice."""
    return _check(JuryForm())


def _check(form: JuryForm) -> str:
    lottery = _drawn()
    form.renew(lottery.version)
    verdict, panel = _tested(lottery)
    return render_template(
        "lottery/check.html",
        call=the_call(),
        lottery=lottery,
        form=form,
        verdict=verdict,
        panel=panel,
        files=lottery_files(reading(), lottery.call_id),
        can=offers(
            Action.LOTTERY_CONFIRM,
            allows(lottery, "confirm")
            and lottery.index is not None
            and lottery.confirmed_at is None,
        ),
    )


def _tested(lottery: Lottery) -> tuple[Verdict, list[str]]:
    rows = lottery_files(reading(), lottery.call_id)
    files = {name: _data(row) for name, row in rows.items()}
    verdict = check_draw(files)
    panel = read_panels(files)[lottery.index] if lottery.index is not None else []
    return verdict, panel


def _data(row: LotteryFile) -> bytes:
    try:
        return store_in(doors_of().settings.instance).open(row.stored)
    except FileNotFoundError:
        raise NotFound() from None


@bp.post("/calls/<call_id>/lottery/check")
@acts(Action.LOTTERY_CONFIRM)
def confirm(call_id: str) -> Response:
    """Confirm the panel that the dice picked."""
    form = JuryForm()
    return perform(
        form,
        lambda: confirm_panel(
            moment(lambda subject: url_for("lottery_draw.check", call_id=call_id)),
            call_id=call_id,
            version=form.drawn_version,
        ),
        lambda: _check(form),
        said=_("The panel is confirmed. Its members are asked to come."),
    )


@bp.get("/calls/<call_id>/draw")
@reads(Page.CALL)
def public(call_id: str) -> str:
    """Show everyone the list's chances, the number that picked, and how to repeat it."""
    lottery = _drawn()
    groups, hidden = told_to_everyone(lottery.summary["groups"])
    return render_template(
        "lottery/public.html",
        call=the_call(),
        lottery=lottery,
        files=lottery_files(reading(), call_id),
        shown=_public_names(lottery),
        groups=groups,
        hidden=hidden,
    )


def _public_names(lottery: Lottery) -> tuple[str, ...]:
    """Name the files that everyone may have.

    Features are public only where each combination occurs often enough to point at nobody: told
    once, of the pool that was drawn from.
    """
    public = lottery.summary.get("pool_public") is True
    return (evidence.POOL, *ALWAYS_PUBLIC) if public else ALWAYS_PUBLIC


@bp.get("/calls/<call_id>/draw/<name>")
@reads(Page.CALL)
def file(call_id: str, name: str) -> Response:
    """Give one file of the draw to everyone."""
    lottery = _drawn()
    if name not in _public_names(lottery):
        raise NotFound()
    return _answer(call_id, name)


@bp.get("/calls/<call_id>/lottery/check/<name>")
@reads(Page.LOTTERY_CHECK)
def file_to_check(call_id: str, name: str) -> Response:
    """Give the guarantor one file of the draw, the people's features too."""
    _drawn()
    return _answer(call_id, name)


def _answer(call_id: str, name: str) -> Response:
    row = lottery_files(reading(), call_id).get(name)
    if row is None:
        raise NotFound()
    response = make_response(_data(row))
    kind = "application/json" if name.endswith(".json") else "text/csv; charset=utf-8"
    response.headers["Content-Type"] = kind
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
