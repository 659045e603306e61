"""The library of ready criteria, from which a call's editor can begin."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response
from wtforms import SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import ValidationError
from wtforms.widgets import ListWidget

from jury.domain.call import CRITERIA_MAX, CriterionSpec
from jury.domain.permissions import Action, Page
from jury.domain.ready_criteria import BY_KEY, READY_CRITERIA, shared_weights
from jury.services.call import edit_call
from jury.storage.call import Criterion, criteria_of
from jury.web.access import acts, reading, reads
from jury.web.acting import moment, perform
from jury.web.call import the_call
from jury.web.call_editor import as_value, editable, to_the_call
from jury.web.forms import JuryForm

bp = Blueprint("call_ready", __name__)
_ = lazy_gettext


class ReadyForm(JuryForm):
    """Which ready criteria to add."""

    chosen = SelectMultipleField(
        _("Ready criteria"), validate_choice=False, widget=ListWidget(prefix_label=False)
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = the_call().language
        self.chosen.choices = [
            SelectChoice(ready.key, ready.question.said_in(language)) for ready in READY_CRITERIA
        ]

    def many(self) -> tuple[str, ...]:
        """Let several criteria be chosen at once."""
        return ("chosen",)

    def validate_chosen(self, field: Any) -> None:
        """Refuse nothing, and what was not offered."""
        if not field.data:
            raise ValidationError(str(_("Choose at least one.")))
        if not set(field.data) <= set(BY_KEY):
            raise ValidationError(str(_("Please choose one of the answers shown.")))


@bp.get("/desk/calls/<call_id>/ready-criteria")
@reads(Page.CALL_DESK)
def ready(call_id: str) -> str:
    """Show the ready criteria with their levels, to choose from."""
    return _ready(ReadyForm(version=the_call().version))


def _ready(form: ReadyForm) -> str:
    call = the_call()
    form.renew(call.version)
    rows = criteria_of(reading(), call.id)
    written = {row.question for row in rows}
    library = {ready.key: ready.said_in(call.language) for ready in READY_CRITERIA}
    return render_template(
        "call/ready.html",
        call=call,
        form=form,
        library=library,
        there={key for key, spec in library.items() if spec.question in written},
        room=CRITERIA_MAX - len(rows),
        count=len(rows),
        frozen=not editable(call),
    )


@bp.post("/desk/calls/<call_id>/ready-criteria")
@acts(Action.CALL_EDIT)
def add(call_id: str) -> Response:
    """Add the chosen criteria to the call, to be changed as one likes."""
    form = ReadyForm()
    rows = criteria_of(reading(), the_call().id)
    return perform(
        form,
        lambda: edit_call(
            moment(to_the_call()),
            call_id=call_id,
            version=form.drawn_version,
            values={},
            criteria=[*map(as_value, rows), *_given(form.chosen.data or [], rows)],
        ),
        lambda: _ready(form),
        said=_("The criteria are added. You can change every word, and their weights."),
    )


def _given(keys: list[str], rows: list[Criterion]) -> list[dict[str, object]]:
    """Give the chosen criteria as the verb stores them; they share the weight that is left."""
    chosen = [ready for ready in READY_CRITERIA if ready.key in keys]
    weights = shared_weights(100 - sum(row.weight for row in rows), len(chosen))
    language = the_call().language
    return [
        _as_value(ready.said_in(language, weight))
        for ready, weight in zip(chosen, weights, strict=True)
    ]


def _as_value(spec: CriterionSpec) -> dict[str, object]:
    levels = [{"word": level.word, "sentence": level.sentence} for level in spec.levels]
    return {"question": spec.question, "weight": spec.weight, "levels": levels}
