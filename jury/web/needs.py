"""What people who come need to take part: said by themselves, or by telephone to the facilitator.

Nobody else reads it. It is outside the log, and deleted when the jury has ended.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from flask import Blueprint, flash, make_response, redirect, render_template, url_for
from flask_babel import LazyString, gettext, lazy_gettext, ngettext
from werkzeug.wrappers import Response
from wtforms import BooleanField

from jury.domain.errors import Busy, Conflict, Invalid, NotFound
from jury.domain.lottery.needs import KINDS, MOST_LANGUAGES, MOST_WORDS, Needs
from jury.domain.permissions import Page
from jury.services.lottery.links import held_link
from jury.services.lottery.needs import keep_needs, pair_buddies
from jury.storage.lottery import Reached, reached
from jury.storage.lottery.needs import ASKED, CandidateNeeds, needs_in, needs_of
from jury.web.access import computes, doors_of, end_reading, reading, reads, visit
from jury.web.acting import refuse
from jury.web.call import the_call
from jury.web.entering import REGISTRATION, look
from jury.web.fields import Several, line, text
from jury.web.forms import JuryForm
from jury.web.lottery import the_lottery
from jury.web.register_forms import MineForm
from jury.web.registered import is_theirs, the_registrant

bp = Blueprint("needs", __name__)
_ = gettext
_l = lazy_gettext

WORDS: dict[str, LazyString] = {
    "no_steps": _l("A place without steps"),
    "large_print": _l("Large print"),
    "hearing": _l("Help to hear: a loop, or the words on a screen"),
    "sign": _l("Sign language"),
    "helper": _l("Somebody who helps me comes along"),
    "childcare": _l("Somebody to look after my children"),
    "travel": _l("Help to get there"),
    "food": _l("Certain food"),
    "device": _l("A phone or tablet to borrow"),
}


class NeedsForm(MineForm):
    """What somebody needs, in ticks and words, and which languages they speak."""

    kinds = Several(_l("What helps you to take part?"), choices=[(k, WORDS[k]) for k in KINDS])
    words = text(_l("In your own words"), most=MOST_WORDS)
    languages = line(_l("Which languages do you speak or read easily?"), most=MOST_LANGUAGES)

    buddy = BooleanField(_l("I would like a buddy on the jury"))

    def many(self) -> tuple[str, ...]:
        """Let several needs be ticked."""
        return ("kinds",)

    def draw(self, kept: CandidateNeeds | None) -> None:
        """Fill the fields from what was said before."""
        if kept is not None:
            self.kinds.data, self.words.data = kept.kinds, kept.words
            self.languages.data, self.buddy.data = kept.languages, kept.buddy

    def given(self) -> Needs:
        """Give what was ticked and typed."""
        return Needs(
            tuple(self.kinds.data or ()), self.words.data or "", self.languages.data or "",
            bool(self.buddy.data),
        )  # fmt: skip


def _kept(candidate_id: str) -> CandidateNeeds | None:
    return needs_of(reading(), visit().the_call().id, candidate_id)


def _form(candidate_id: str) -> NeedsForm:
    form = NeedsForm()
    if not form.is_submitted():
        form.draw(_kept(candidate_id))
    return form


def _page(form: NeedsForm, candidate_id: str, template: str, **values: object) -> str:
    kept = _kept(candidate_id)
    form.renew(kept.version if kept else 0)
    return render_template(template, call=the_call(), form=form, **values)


def _keep(form: NeedsForm, candidate_id: str, again: Callable[[], str], leads_to: str) -> Response:
    """Keep what a form says, or show it again with what is wrong."""
    if not form.validate():
        form.fresh_key()
        return make_response(again(), 422)
    end_reading()
    try:
        keep_needs(
            doors_of(), call_id=visit().the_call().id, candidate_id=candidate_id,
            needs=form.given(), version=form.drawn_version,
        )  # fmt: skip
    except (Conflict, Invalid, Busy) as problem:
        return refuse(form, problem, again)
    flash(_("Thank you. It is kept for the facilitator alone."), "safe")
    return redirect(leads_to, 303)


@bp.get("/calls/<call_id>/registration/needs")
@reads(Page.CALL)
def mine(call_id: str) -> str:
    """Ask somebody who comes what they need."""
    the_lottery()
    if held_link(doors_of(), look(REGISTRATION)) is None:
        return render_template("lottery/no_link.html", call=the_call())
    candidate = the_registrant()
    if candidate.state not in ASKED:
        raise NotFound()
    return _mine(_form(candidate.id))


def _mine(form: NeedsForm) -> str:
    candidate = the_registrant()
    is_theirs(form, candidate)
    return _page(form, candidate.id, "lottery/needs_mine.html")


@bp.post("/calls/<call_id>/registration/needs")
@computes(Page.CALL)
def keep_mine(call_id: str) -> Response:
    """Keep what somebody who comes needs."""
    candidate, form = the_registrant(), NeedsForm()
    if not is_theirs(form, candidate):
        return make_response(render_template("lottery/another.html", call=the_call()), 409)
    return _keep(
        form, candidate.id, lambda: _mine(form), url_for("registered.mine", call_id=call_id)
    )


def _coming(candidate_id: str) -> Reached:
    """Give somebody who comes, for the facilitator."""
    the_lottery()
    rows = reached(reading(), visit().the_call().id, ASKED)
    found = next((row for row in rows if row.candidate.id == candidate_id), None)
    if found is None:
        raise NotFound()
    return found


@bp.get("/calls/<call_id>/lottery/needs")
@reads(Page.LOTTERY)
def everyones(call_id: str) -> str:
    """Show the facilitator what those who come need, counted first."""
    return _everyones(JuryForm())


def _everyones(form: JuryForm) -> str:
    the_lottery()
    call_id = the_call().id
    people = needs_in(reading(), call_id)
    counted = Counter(kind for _name, needs in people for kind in needs.kinds)
    return render_template(
        "lottery/needs.html",
        call=the_call(),
        people=people,
        counted=[(WORDS[kind], counted[kind]) for kind in KINDS if counted[kind]],
        words=WORDS,
        coming=reached(reading(), call_id, ASKED),
        wishing=sum(needs.buddy for _name, needs in people),
        beside={needs.id: name for name, needs in people},
        form=form,
    )


@bp.post("/calls/<call_id>/lottery/needs")
@computes(Page.LOTTERY)
def pair(call_id: str) -> Response:
    """Put those who want a buddy together."""
    the_lottery()
    form = JuryForm()
    if not form.validate():
        return make_response(_everyones(form), 422)
    end_reading()
    try:
        groups = pair_buddies(doors_of(), call_id=call_id)
    except (Conflict, Busy) as problem:
        return refuse(form, problem, lambda: _everyones(form))
    flash(ngettext("One group is made.", "%(num)s groups are made.", groups), "safe")
    return redirect(url_for("needs.everyones", call_id=call_id), 303)


@bp.get("/calls/<call_id>/lottery/needs/<candidate_id>")
@reads(Page.LOTTERY)
def theirs(call_id: str, candidate_id: str) -> str:
    """Ask what somebody said on the telephone."""
    found = _coming(candidate_id)
    return _theirs(_form(candidate_id), found)


def _theirs(form: NeedsForm, found: Reached) -> str:
    return _page(form, found.candidate.id, "lottery/needs_theirs.html", found=found)


@bp.post("/calls/<call_id>/lottery/needs/<candidate_id>")
@computes(Page.LOTTERY)
def keep_theirs(call_id: str, candidate_id: str) -> Response:
    """Keep what somebody said on the telephone."""
    found, form = _coming(candidate_id), NeedsForm()
    return _keep(
        form, candidate_id, lambda: _theirs(form, found),
        url_for("needs.everyones", call_id=call_id),
    )  # fmt: skip
