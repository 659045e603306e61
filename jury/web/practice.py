"""The practice round: two made-up projects, the same pages as the real way, and nothing is kept.

Anyone may try it. What one answers goes along in the page's own form and ends with it.
"""

from __future__ import annotations

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask_babel import get_locale, gettext
from werkzeug.wrappers import Response

from jury.domain.permissions import Page, Role
from jury.web.access import computes, reads, visit
from jury.web.forms import JuryForm
from jury.web.messages import field_sentence
from jury.web.practice_forms import (
    CRITERIA,
    PAGES,
    QUESTIONS,
    Carried,
    CarriedForm,
    CarriedLevel,
    CarriedTie,
    CarriedWords,
    criteria_in,
    project_in,
)
from jury.web.practised import keep_practised
from jury.web.proposal import minutes_of
from jury.web.proposal_forms import QUESTION_LABELS
from jury.web.seat import EXAMPLES, STANDS
from jury.web.sheet_forms import WORD_LABELS

bp = Blueprint("practice", __name__)
_ = gettext


@bp.get("/practice")
@reads(Page.PUBLIC)
def start() -> str:
    """Offer two made-up projects to try the jury's work on."""
    return _list(Carried())


@bp.post("/practice/done")
@computes(Page.PUBLIC)
def done() -> Response:
    """Remember in this browser that practice is done or skipped, and lead on."""
    response = redirect(url_for("site.home_of" if visit().account else "site.home"), 303)
    keep_practised(response)
    return response


@bp.post("/practice")
@computes(Page.PUBLIC)
def step() -> Response:
    """Take what one page says, and show the next; nothing of it is stored."""
    number = 2 if request.form.get("project") == "2" else 1
    page = request.form.get("page", "")
    carried, go = Carried.posted(), request.form.get("go", "next")
    form = _form(page)
    fine = form.validate()
    if fine and go == "next":
        fine = _complete(form, page, carried, number)
    if not fine and go in ("next", "back"):
        form.fresh_key()
        return make_response(_page(number, page, carried, form), 422)
    if fine:
        carried.take(number, form, page)
    number, page = _next(number, page, go, carried)
    return make_response(_page(number, page, carried))


def _complete(form: JuryForm, page: str, carried: Carried, number: int) -> bool:
    """Tell whether a page's answer is there; name what is missing as the real page does."""
    if isinstance(form, CarriedLevel) and not form.level.data:
        form.level.errors = [field_sentence("missing_level", {})]
        return False
    if page == "check":
        answers = carried.said[number]
        if any(key not in answers for key in CRITERIA):
            form.form_errors.append(field_sentence("sheet_incomplete", {}))
            return False
        answers["sent"] = "1"
    return True


def _form(page: str) -> CarriedForm:
    """Read the form of the page that was posted."""
    if page == "tie":
        return CarriedTie()
    if page == "words":
        return CarriedWords()
    if page in PAGES and page.isdigit():
        form = CarriedLevel()
        form.offer(criteria_in(_language())[int(page) - 1])
        return form
    return CarriedForm()


def _language() -> str:
    return str(get_locale().language)


def _next(number: int, page: str, go: str, carried: Carried) -> tuple[int, str]:
    """Say which page comes now: the next one, the one before, or the one that a button names."""
    if go in ("next", "back"):
        if go == "next" and (page == "tie" and carried.stand(number) == "left"):
            return number, "list"
        at = PAGES.index(page) if page in PAGES else len(PAGES)
        at += 1 if go == "next" else -1
        return number, PAGES[at] if 0 <= at < len(PAGES) else "list"
    named, _colon, wanted = go.partition(":")
    return (2 if named == "2" else 1), wanted if wanted in PAGES else "list"


def _page(number: int, page: str, carried: Carried, form: CarriedForm | None = None) -> str:
    """Draw a page of the practice round; what is not one is the list."""
    if page not in PAGES:
        return _list(carried)
    answers = carried.said[number]
    if page not in ("tie",) and "tie" not in answers:
        page, form = "tie", None
    if page == "sent" and "sent" not in answers:
        page, form = "check", None
    step_number = int(page) if page.isdigit() else 0
    return render_template(
        f"practice/{'score' if step_number or page == 'words' else page}.html",
        form=form if form is not None else _fresh(number, page, carried),
        carried=carried,
        proposal=(proposal := project_in(number, _language())),
        answers=[(QUESTION_LABELS[name], getattr(proposal, name), "") for name in QUESTIONS],
        minutes=minutes_of(proposal),
        examples=EXAMPLES,
        step=step_number,
        steps=len(CRITERIA),
        criterion=criteria_in(_language())[step_number - 1] if step_number else None,
        rows=(rows := carried.rows(number, _language())),
        missing=sum(row.value is None for row in rows),
        words=[(label, answers.get(name, "")) for name, label in WORD_LABELS.items()],
        both=all(carried.stand(n) in ("sent", "left") for n in carried.said),
    )


def _fresh(number: int, page: str, carried: Carried) -> CarriedForm:
    """Make the form of a page, with what was answered there before."""
    answers = carried.said[number]
    form: CarriedForm
    if page == "tie":
        tie = CarriedTie(formdata=None)
        tie.degree.data, tie.words.data = answers.get("tie"), answers.get("tie-words", "")
        form = tie
    elif page == "words":
        words = CarriedWords(formdata=None)
        words.draw(carried.content(number))
        form = words
    elif page.isdigit():
        level = CarriedLevel(formdata=None)
        criterion = criteria_in(_language())[int(page) - 1]
        level.offer(criterion)
        level.draw(carried.content(number), criterion)
        form = level
    else:
        form = CarriedForm(formdata=None)
    form.project.data, form.page.data = str(number), page
    form.fresh_key()
    form.renew(0)
    return form


def _list(carried: Carried) -> str:
    form = CarriedForm(formdata=None)
    form.project.data, form.page.data = "1", "list"
    form.fresh_key()
    form.renew(0)
    projects = [project_in(number, _language()) for number in carried.said]
    stands = {number: carried.stand(number) for number in carried.said}
    return render_template(
        "practice/start.html",
        form=form,
        carried=carried,
        projects=projects,
        stands=stands,
        pills=STANDS,
        over=all(stand in ("sent", "left") for stand in stands.values()),
        juror=Role.JUROR in visit().roles,
    )
