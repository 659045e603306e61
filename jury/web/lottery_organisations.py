"""The facilitator's pages of organisations: whom they name, the dice, and who comes."""

from __future__ import annotations

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from jury.domain.errors import Invalid, NotFound
from jury.domain.lottery.named import (
    MOST_NAME,
    MOST_PEOPLE,
    MOST_SEATS,
    ORGANISATION,
    OrganisationState,
    read_people,
)
from jury.domain.permissions import Action, Page
from jury.services.lottery.organisations import (
    answer_named,
    enter_organisation,
    fix_people,
    throw_for,
)
from jury.services.lottery.picking import dice_needed
from jury.storage.lottery.organisations import (
    Nominee,
    Organisation,
    nominees_of,
    staying,
)
from jury.web.access import acts, offers, reading, reads, visit
from jury.web.acting import moment, perform
from jury.web.call import the_call
from jury.web.fields import Lines, WholeNumber, line
from jury.web.forms import JuryForm
from jury.web.lottery import the_lottery
from jury.web.lottery_forms import DiceForm

bp = Blueprint("lottery_organisations", __name__)
_ = gettext
_l = lazy_gettext
NEW = "new"


class OrganisationForm(JuryForm):
    """An organisation, its seats, and the people whom it names."""

    name = line(_l("Its name"), most=MOST_NAME, required=_l("Write the organisation's name."))
    seats = WholeNumber(
        _l("How many seats?"), least=1, most=MOST_SEATS,
        required=_l("Write how many seats there are."),
    )  # fmt: skip
    people = Lines(_l("Whom does it name?"), most_rows=MOST_PEOPLE, most=300)


class AnswerForm(JuryForm):
    """Does somebody come? Each answer is a button."""

    def buttons(self) -> tuple[str, ...]:
        """Name the two buttons."""
        return ("accepts",)


def _organisation(organisation_id: str) -> Organisation:
    the_lottery()
    found = reading().get(Organisation, (visit().the_call().id, organisation_id))
    if found is None:
        raise NotFound()
    return found


def _can(organisation: Organisation | None, action: Action, does: str) -> bool:
    state = OrganisationState(organisation.state) if organisation else OrganisationState.PREPARING
    return offers(action, ORGANISATION.can(state, does))


@bp.get("/calls/<call_id>/lottery/organisations/<organisation_id>")
@reads(Page.LOTTERY)
def show(call_id: str, organisation_id: str) -> str:
    """Show one organisation, or an empty page for a new one."""
    return _show(organisation_id)


def _show(
    organisation_id: str,
    form: OrganisationForm | None = None,
    step: JuryForm | None = None,
    dice: DiceForm | None = None,
) -> str:
    the_lottery()
    one = None if organisation_id == NEW else _organisation(organisation_id)
    version = one.version if one else 0
    people = nominees_of(reading(), one.call_id, one.id) if one else []
    drawn = form or _drawn(one, people)
    forms = (drawn, step or AnswerForm(), dice or DiceForm())
    for each in forms:
        each.renew(version)
    return render_template(
        "lottery/organisation.html",
        call=the_call(),
        organisation=one,
        organisation_id=organisation_id,
        form=forms[0],
        step=forms[1],
        dice=forms[2],
        needed=dice_needed(max(1, len(people))),
        people=people,
        drawn=[person for person in people if person.state == "drawn"],
        free=one.seats - len(staying(reading(), one.call_id, one.id)) if one else 0,
        can_enter=_can(one, Action.ORGANISATION_ENTER, "enter"),
        can_fix=one is not None and _can(one, Action.ORGANISATION_FIX, "fix"),
        can_throw=_can(one, Action.ORGANISATION_THROW, "throw"),
        can_answer=_can(one, Action.ORGANISATION_ANSWER, "answer"),
    )


def _drawn(one: Organisation | None, people: list[Nominee]) -> OrganisationForm:
    form = OrganisationForm(formdata=None)
    if one is not None:
        form.name.data, form.seats.data = one.name, str(one.seats)
        form.people.data = "\n".join(
            f"{person.name}; {person.email}" if person.email else person.name for person in people
        )
    return form


def _to_organisation(subject: str) -> str:
    return url_for(
        "lottery_organisations.show", call_id=visit().the_call().id, organisation_id=subject
    )


@bp.post("/calls/<call_id>/lottery/organisations/<organisation_id>")
@acts(Action.ORGANISATION_ENTER)
def enter(call_id: str, organisation_id: str) -> Response:
    """Keep an organisation and whom it names."""
    form = OrganisationForm()
    return perform(
        form,
        lambda: enter_organisation(
            moment(_to_organisation),
            call_id=call_id,
            organisation_id=None if organisation_id == NEW else organisation_id,
            name=form.name.data,
            seats=form.seats.number or 0,
            people=read_people(form.people.rows),
            version=form.drawn_version,
        ),
        lambda: _show(organisation_id, form=form),
        said=_("Saved."),
    )


@bp.post("/calls/<call_id>/lottery/organisations/<organisation_id>/fix")
@acts(Action.ORGANISATION_FIX)
def fix(call_id: str, organisation_id: str) -> Response:
    """Fix whom it names."""
    form = AnswerForm()
    return perform(
        form,
        lambda: fix_people(
            moment(_to_organisation),
            call_id=call_id,
            organisation_id=organisation_id,
            version=form.drawn_version,
        ),
        lambda: _show(organisation_id, step=form),
        said=_("The list is fixed. Now throw the dice."),
    )


@bp.post("/calls/<call_id>/lottery/organisations/<organisation_id>/dice")
@acts(Action.ORGANISATION_THROW)
def throw(call_id: str, organisation_id: str) -> Response:
    """Write the dice down."""
    form = DiceForm()
    return perform(
        form,
        lambda: throw_for(
            moment(_to_organisation),
            call_id=call_id,
            organisation_id=organisation_id,
            dice=form.dice.data,
            version=form.drawn_version,
        ),
        lambda: _show(organisation_id, dice=form),
        said=_("The dice are written down. Now the guarantor confirms them."),
    )


@bp.post("/calls/<call_id>/lottery/organisations/<organisation_id>/coming/<candidate_id>")
@acts(Action.ORGANISATION_ANSWER)
def answer(call_id: str, organisation_id: str, candidate_id: str) -> Response:
    """Write down whether somebody comes: seat them, or ask the next."""
    form = AnswerForm()

    def accepts() -> bool:
        said = request.form.get("accepts", "")
        if said not in ("yes", "no"):
            raise Invalid("answer_not_offered")
        return said == "yes"

    return perform(
        form,
        lambda: answer_named(
            moment(lambda subject: _to_organisation(organisation_id)),
            call_id=call_id,
            organisation_id=organisation_id,
            nominee_id=candidate_id,
            accepts=accepts(),
            version=form.drawn_version,
        ),
        lambda: _show(organisation_id, step=form),
        said=_("Their answer is written down."),
    )
