"""Signing in: three ways, each its own page. A link or a scanned code never signs in by itself."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask_babel import get_locale, gettext
from flask_login import logout_user
from werkzeug.wrappers import Response

from jury.domain.errors import Invalid
from jury.domain.permissions import Page
from jury.services import signin as services
from jury.services.lottery.links import let_go
from jury.services.signin.by_code import SCAN_SECONDS
from jury.web.access import computes, doors_of, reads
from jury.web.entering import (
    REGISTRATION,
    attempt,
    drop,
    enter,
    is_signed_in,
    keep,
    look,
    next_path,
    visitor,
)
from jury.web.forms import JuryForm
from jury.web.messages import sentence
from jury.web.signin_forms import (
    CodeForm,
    DigitsForm,
    EmailForm,
    FirstLinkForm,
    LinkForm,
    PasswordForm,
    PressForm,
)

bp = Blueprint("signin", __name__)
SCAN, LINK, ASKED = "scan", "link", "asked"
TOKEN_LETTERS = 100
_ = gettext


@bp.get("/sign-in")
@reads(Page.PUBLIC)
def choose() -> str:
    """Show the three ways in; after a session ran out, say first that nothing is lost."""
    return render_template(
        "signin/choose.html",
        next=next_path() or None,
        parked=request.args.get("parked") == "1",
        signed_in=is_signed_in(),
    )


@bp.get("/sign-in/code")
@reads(Page.PUBLIC)
def code() -> str:
    """Ask for the code on a juror's paper."""
    return _code(CodeForm())


@bp.post("/sign-in/code")
@computes(Page.PUBLIC)
def by_code() -> Response:
    """Sign a juror in by the code they typed."""
    form = CodeForm()
    return attempt(
        form,
        lambda: enter(services.sign_in_by_code(doors_of(), form.code.data, visitor()), next_path()),
        lambda: _code(form),
    )


def _code(form: CodeForm) -> str:
    form.code.data = ""
    return render_template("signin/code.html", form=form, next=next_path() or None)


@bp.get("/j/<code>")
@reads(Page.PUBLIC)
def scanned(code: str) -> Response:
    """Take a scanned code out of the address at once, and show the button."""
    try:
        token = services.scan(doors_of(), code, visitor())
    except Invalid as problem:
        flash(sentence(problem), "error")
        return redirect(url_for("signin.code"), 303)
    return keep(redirect(url_for("signin.scan"), 303), SCAN, token, SCAN_SECONDS)


@bp.get("/sign-in/scan")
@reads(Page.PUBLIC)
def scan() -> str | Response:
    """Show the button that signs in whoever scanned their paper."""
    if not look(SCAN):
        return redirect(url_for("signin.code"), 303)
    return render_template("signin/scan.html", form=PressForm())


@bp.post("/sign-in/scan")
@computes(Page.PUBLIC)
def by_scan() -> Response:
    """Sign a juror in by the code they scanned."""
    form = PressForm()
    return attempt(
        form,
        lambda: drop(enter(services.sign_in_by_scan(doors_of(), look(SCAN), visitor())), SCAN),
        lambda: render_template("signin/scan.html", form=form),
    )


@bp.get("/sign-in/password")
@reads(Page.PUBLIC)
def password() -> str:
    """Ask for address and password."""
    return _password(PasswordForm())


@bp.post("/sign-in/password")
@computes(Page.PUBLIC)
def by_password() -> Response:
    """Sign in those who work on calls."""
    form = PasswordForm()
    return attempt(
        form,
        lambda: enter(
            services.sign_in_by_password(
                doors_of(), form.email.data, form.password.data or "", visitor()
            ),
            next_path(),
        ),
        lambda: _password(form),
    )


def _password(form: PasswordForm) -> str:
    return render_template("signin/password.html", form=form, next=next_path() or None)


@bp.get("/sign-in/email")
@reads(Page.PUBLIC)
def email() -> str:
    """Ask where to send the letter that lets one in."""
    return _email(EmailForm())


@bp.post("/sign-in/email")
@computes(Page.PUBLIC)
def ask_link() -> Response:
    """Send the letter, whoever has the address; the answer is always the same."""
    form = EmailForm()

    def send() -> Response:
        asked = services.request_link(
            doors_of(),
            form.email.data,
            next_path=next_path(),
            language=str(get_locale()),
            visitor=visitor(),
        )
        session["asked"] = asked.email
        response = redirect(url_for("signin.digits"), 303)
        return drop(keep(response, ASKED, asked.handle, doors_of().settings.link_lifetime), LINK)

    return attempt(form, send, lambda: _email(form))


def _email(form: EmailForm) -> str:
    return render_template("signin/email.html", form=form, next=next_path() or None)


@bp.get("/sign-in/digits")
@reads(Page.PUBLIC)
def digits() -> str | Response:
    """Say where the letter went, and take the six digits."""
    if not look(ASKED):
        return redirect(url_for("signin.email"), 303)
    return _digits(DigitsForm())


@bp.post("/sign-in/digits")
@computes(Page.PUBLIC)
def by_digits() -> Response:
    """Sign in by the six digits; who comes for the first time is asked for a name."""
    form = DigitsForm()

    def take() -> Response:
        token = services.exchange_digits(doors_of(), look(ASKED), form.digits.data, visitor())
        peek = services.peek_link(doors_of(), token)
        if peek is None or not peek.known:
            return _with_link(token)
        return drop(enter(services.sign_in_by_link(doors_of(), token, visitor())), ASKED)

    return attempt(form, take, lambda: _digits(form))


def _digits(form: DigitsForm) -> str:
    form.digits.data = ""
    minutes = doors_of().settings.link_lifetime // 60
    return render_template(
        "signin/digits.html", form=form, email=session.get("asked", ""), minutes=minutes
    )


@bp.get("/l/<token>")
@reads(Page.PUBLIC)
def followed(token: str) -> Response:
    """Take a letter's link out of the address at once; nothing is used up yet."""
    return _with_link(token[:TOKEN_LETTERS])


def _with_link(token: str) -> Response:
    response = redirect(url_for("signin.link"), 303)
    return keep(response, LINK, token, doors_of().settings.link_lifetime)


@bp.get("/sign-in/link")
@reads(Page.PUBLIC)
def link() -> str | Response:
    """Show the button of a letter's link."""
    if not look(LINK):
        return redirect(url_for("signin.email"), 303)
    return _link(_link_form())


@bp.post("/sign-in/link")
@computes(Page.PUBLIC)
def by_link() -> Response:
    """Sign in by a letter's link; the first time this makes the account."""
    form = _link_form()

    def press() -> Response:
        name = form.name.data if isinstance(form, FirstLinkForm) else ""
        opened = services.sign_in_by_link(doors_of(), look(LINK), visitor(), name)
        return drop(enter(opened), LINK, ASKED)

    return attempt(form, press, lambda: _link(form))


def _link_form() -> JuryForm:
    peek = services.peek_link(doors_of(), look(LINK))
    return FirstLinkForm() if peek is not None and not peek.known else LinkForm()


def _link(form: JuryForm) -> str:
    peek = services.peek_link(doors_of(), look(LINK))
    return render_template("signin/link.html", form=form, peek=peek)


@bp.post("/sign-out")
@computes(Page.PUBLIC)
def out() -> Response:
    """Sign out: this session ends, also for a copy of its cookie."""
    here = visitor()
    if here.token:
        services.end_session(doors_of(), here.token, here.address)
    if look(REGISTRATION):
        let_go(doors_of(), look(REGISTRATION))
    logout_user()
    session.clear()
    flash(_("You are signed out."), "safe")
    response = redirect(url_for("site.home"), 303)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return drop(response, REGISTRATION)
