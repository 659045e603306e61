"""My account: sessions, password, what was kept for me; and the administrator's list."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from jury.domain.errors import NotFound
from jury.domain.permissions import Action, Page
from jury.services import parked, signin
from jury.services.health import look, never_signed_in
from jury.services.perform import Done
from jury.storage.account import accounts_page, grants_of
from jury.web.access import acts, computes, doors_of, offers, reading, reads, visit
from jury.web.acting import moment, perform
from jury.web.call import page_number, slice_of
from jury.web.entering import remember, visitor
from jury.web.forms import JuryForm
from jury.web.health_lines import ABSENT, attention
from jury.web.signin_forms import FirstPasswordForm, NewPasswordForm, PressForm
from jury.web.words import ROLES

bp = Blueprint("account", __name__)
MOST_ASKED = 100
HIDDEN = frozenset({"idempotency_key", "version"})
_ = gettext

MEANS = {
    "demonstration": lazy_gettext("with a link of the demonstration"),
    "code": lazy_gettext("with the code on paper"),
    "link": lazy_gettext("with a letter"),
    "password": lazy_gettext("with a password"),
}


@bp.get("/me")
@reads(Page.OWN_ACCOUNT)
def me() -> str:
    """Show who I am here, where I am signed in, and what was kept for me."""
    account = visit().the_account()
    here = signin.find_session(reading(), doors_of(), visitor().token)
    return render_template(
        "account/me.html",
        account=account,
        form=PressForm(),
        sessions=signin.living(reading(), doors_of(), account),
        here=here.public_id if here else "",
        means=MEANS,
        kept=parked.waiting(doors_of(), account.id),
        has_password_page=offers(Action.PASSWORD_SET),
    )


@bp.post("/me/sessions/<public_id>/end")
@computes(Page.OWN_ACCOUNT)
def end_session(public_id: str) -> Response:
    """End one of my sessions, on whatever device it runs.

    :raise 404: if it is none of mine.
    """
    signin.end_one(doors_of(), visit().the_account().id, public_id, visitor().address)
    return redirect(url_for("account.me"), 303)


@bp.post("/me/sessions/end")
@computes(Page.OWN_ACCOUNT)
def end_sessions() -> Response:
    """End all my sessions, this one too."""
    signin.end_all(doors_of(), visit().the_account().id, visitor().address)
    return redirect(url_for("site.home"), 303)


@bp.get("/me/password")
@reads(Page.OWN_ACCOUNT)
def password() -> str:
    """Ask for a new password of one's own; who signs in otherwise needs none."""
    if not offers(Action.PASSWORD_SET):
        raise NotFound()
    return _password(_password_form())


@bp.post("/me/password")
@acts(Action.PASSWORD_SET)
def set_password() -> Response:
    """Set my password; all my sessions end, and a new one begins here."""
    form, account, here = _password_form(), visit().the_account(), visitor()

    def act() -> Done:
        done = signin.change_password(
            moment(lambda subject: url_for("account.me")),
            account=account,
            current=form.current.data or "" if isinstance(form, NewPasswordForm) else "",
            new=form.password.data or "",
            visitor=here,
        )
        remember(signin.reopen(doors_of(), account.id, here))
        return done

    return perform(
        form,
        act,
        lambda: _password(form),
        said=_("Your new password holds. All your other devices are signed out."),
    )


def _password_form() -> FirstPasswordForm | NewPasswordForm:
    has_one = visit().the_account().password_hash is not None
    return NewPasswordForm() if has_one else FirstPasswordForm()


def _password(form: JuryForm) -> str:
    return render_template("account/password.html", form=form)


@bp.get("/me/kept/<form_id>")
@reads(Page.OWN_ACCOUNT)
def kept(form_id: str) -> str:
    """Show what I had typed when my session ran out.

    :raise 404: if nothing of mine is kept under this name.
    """
    mine = parked.waiting(doors_of(), visit().the_account().id)
    found = next((form for form in mine if form.id == form_id), None)
    if found is None:
        raise NotFound()
    words = [value for name, value in found.fields if name not in HIDDEN and value.strip()]
    return render_template("account/kept.html", kept=found, words=words)


@bp.post("/me/kept/<form_id>/send")
@computes(Page.OWN_ACCOUNT)
def send_kept(form_id: str) -> Response:
    """Send a kept form on to where it was going: the browser posts the same fields again.

    :raise 404: if nothing of mine is kept under this name.
    """
    found = parked.take(doors_of(), visit().the_account().id, form_id)
    return redirect(found.path, 307)


@bp.post("/me/kept/<form_id>/discard")
@computes(Page.OWN_ACCOUNT)
def discard_kept(form_id: str) -> Response:
    """Throw a kept form away.

    :raise 404: if nothing of mine is kept under this name.
    """
    parked.take(doors_of(), visit().the_account().id, form_id)
    return redirect(url_for("account.me"), 303)


@bp.get("/admin")
@reads(Page.ADMIN)
def admin() -> str:
    """Show what needs attention, how the installation is, and its accounts by name."""
    number, absent = page_number(), request.args.get("who") == ABSENT
    asked = "".join(filter(str.isprintable, request.args.get("q", "")))[:MOST_ASKED].strip()
    only = [never_signed_in(visit().now)] if absent else []
    accounts, total = accounts_page(reading(), number, asked, *only)
    health = look(doors_of(), reading())
    return render_template(
        "account/admin.html",
        accounts=accounts,
        total=total,
        asked=asked,
        absent=absent,
        most=MOST_ASKED,
        health=health,
        attention=attention(health),
        grants=grants_of(reading(), [account.id for account in accounts]),
        roles=ROLES,
        page=slice_of(
            "account.admin", number, total, q=asked or None, who=ABSENT if absent else None
        ),
    )
