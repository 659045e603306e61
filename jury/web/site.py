"""The public site: the first page, how to check a decision, who may do what, and the language."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask_babel import LazyString, gettext
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response as BaseResponse

from jury.domain.permissions import RULES, Action, Page, Role, Rule
from jury.storage.base import looks_whole
from jury.storage.call import public_calls
from jury.storage.decision.progress import published_among
from jury.storage.record import installation_key
from jury.web.access import computes, doors_of, reading, reads, visit
from jury.web.language import cookie_name
from jury.web.words import ACT_GROUPS, ACTS, BARS, PAGES, ROLES

bp = Blueprint("site", __name__)
YEAR_SECONDS = 31_536_000
_ = gettext


@bp.get("/")
@reads(Page.PUBLIC)
def home() -> str:
    """Show the calls, what can be done now, and what was decided."""
    calls = public_calls(visit().session)
    recorded = published_among(visit().session, [call.id for call in calls])
    return render_template("site/home.html", calls=calls, recorded=recorded)


@bp.get("/home")
@reads(Page.OWN_ACCOUNT)
def home_of() -> BaseResponse:
    """Lead a signed-in person to the page where their next step is."""
    from jury.web.homes import home_for

    return redirect(home_for(visit()), 303)


@bp.get("/verify")
@reads(Page.PUBLIC)
def verify() -> str:
    """Explain how anyone checks a decision without trusting the server."""
    key = installation_key(visit().session)
    return render_template("site/verify.html", installation_key=key)


@bp.get("/who-may")
@reads(Page.PUBLIC)
def who_may() -> str:
    """Print the permission table: the one that the code asks."""
    return render_template(
        "site/who_may.html",
        acts=[
            (name, [_row(ACTS[what.value], RULES[what]) for what in Action if _thing(what) in of])
            for name, of in ACT_GROUPS
        ],
        pages=[_row(PAGES[what.value], RULES[what]) for what in Page],
    )


def _thing(what: Action) -> str:
    """Tell what an act is done to: "call" of "call.publish"."""
    return what.value.partition(".")[0]


def _row(label: LazyString, rule: Rule) -> list[str]:
    """Write one rule as a row: what, who, but not."""
    who = [str(ROLES[role.value]) for role in Role if role in rule.roles]
    everyone = rule.roles >= frozenset(Role) - {Role.SYSTEM}
    bars = [str(BARS[rule.unless])] if rule.unless else []
    if rule.own:
        bars.append(_("what is somebody else's"))
    return [str(label), _("everyone") if everyone else ", ".join(who), "; ".join(bars) or "–"]


@bp.get("/what-the-log-proves")
@reads(Page.PUBLIC)
def what_the_log_proves() -> str:
    """Say in plain words what the log proves, and what it does not."""
    return render_template("site/what_the_log_proves.html")


@bp.get("/accessibility")
@reads(Page.PUBLIC)
def accessibility() -> str:
    """Say how Jury can be used, and whom to tell if it cannot."""
    return render_template("site/accessibility.html")


@bp.post("/language/<code>")
@computes(Page.PUBLIC)
def choose_language(code: str) -> BaseResponse:
    """Keep the chosen language, and go back to the page.

    :raise 404: for a language that is not offered.
    """
    settings = doors_of().settings
    if code not in settings.languages:
        return redirect(url_for("site.home"), 303)
    response = redirect(local_path(request.form.get("next", "/")), 303)
    response.set_cookie(
        cookie_name(),
        code,
        max_age=YEAR_SECONDS,
        secure=settings.secure,
        httponly=True,
        samesite="Lax",
        path="/",
    )
    return response


@bp.get("/healthz")
@reads(Page.PUBLIC)
def health() -> Response:
    """Say that the server answers and reads its database: one of Jury's, not an empty one."""
    try:
        fine = looks_whole(doors_of().settings) and bool(installation_key(reading()))
    except (SQLAlchemyError, LookupError):
        fine = False
    if not fine:
        return Response("no database\n", 503, {"Retry-After": "3"}, mimetype="text/plain")
    return Response("ok\n", mimetype="text/plain")


def local_path(wanted: str) -> str:
    """Take a path of this site and nothing else: one slash first, no backslash, no controls."""
    plain = wanted.startswith("/") and not wanted.startswith("//")
    if plain and "\\" not in wanted and wanted.isprintable():
        return wanted
    return "/"
