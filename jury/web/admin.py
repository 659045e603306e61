"""What an administrator does: makes and closes accounts, reads the journal and the outbox."""

from __future__ import annotations

from flask import Blueprint, flash, render_template, url_for
from flask_babel import get_locale, gettext, lazy_gettext, ngettext
from werkzeug.wrappers import Response

from jury.domain.errors import NotFound
from jury.domain.permissions import Action, Page
from jury.services.account import create_account, disable_account
from jury.services.letters import readable
from jury.storage.account import Account, emails_page, events_page, grants_of, namesakes
from jury.web.access import acts, doors_of, reading, reads, visit
from jury.web.account import MEANS
from jury.web.acting import moment, perform
from jury.web.call import page_number, slice_of
from jury.web.signin_forms import NewAccount, PressForm
from jury.web.words import ROLES

bp = Blueprint("admin", __name__)
_ = gettext

EVENTS = {
    "limit_reached": lazy_gettext("Something was tried too often"),
    "link_requested": lazy_gettext("A letter to sign in was asked for"),
    "password_set": lazy_gettext("A password was set"),
    "refused": lazy_gettext("Something was refused"),
    "sessions_ended": lazy_gettext("Sessions were ended"),
    "sign_in_refused": lazy_gettext("Signing in was refused"),
    "sheets_opened": lazy_gettext("The opened sheets were looked at"),
    "signed_in": lazy_gettext("Signed in"),
    "signed_out": lazy_gettext("Signed out"),
}
DETAILS = {
    **MEANS,
    "digits": lazy_gettext("with the six digits of a letter"),
    "code_prefix": lazy_gettext("the same code"),
    "code_address": lazy_gettext("codes, from one address"),
    "code_site": lazy_gettext("codes, on the whole site"),
    "password_account": lazy_gettext("the password of one account"),
    "password_address": lazy_gettext("passwords, from one address"),
    "password_site": lazy_gettext("passwords, on the whole site"),
    "link_email": lazy_gettext("letters to the same person"),
    "link_address": lazy_gettext("letters, from one address"),
    "link_site": lazy_gettext("letters, on the whole site"),
    "digits_address": lazy_gettext("six digits, from one address"),
    "digits_site": lazy_gettext("six digits, on the whole site"),
    "register_reach": lazy_gettext("registrations with the same e-mail or number"),
    "register_address": lazy_gettext("registrations, from one address"),
    "register_site": lazy_gettext("registrations, on the whole site"),
    "private_prefix": lazy_gettext("the same private link"),
    "private_address": lazy_gettext("private links, from one address"),
    "private_site": lazy_gettext("private links, on the whole site"),
}
"""What a line adds, in words; a line on a refusal or on opened sheets names pages and ids."""
LETTER_STATES = {
    "failed": ("look", lazy_gettext("could not be sent")),
    "sending": ("begun", lazy_gettext("being sent")),
    "sent": ("sent", lazy_gettext("sent")),
    "waiting": ("begun", lazy_gettext("waiting")),
}
KEPT_HERE = ("plain", lazy_gettext("kept here, not sent"))
"""Where letters stay on one's own machine, nothing waits and nothing failed."""


@bp.get("/admin/accounts/new")
@reads(Page.ADMIN)
def new() -> str:
    """Ask who gets an account."""
    form = NewAccount()
    form.language.data = str(get_locale())
    return _new(form)


@bp.post("/admin/accounts")
@acts(Action.ACCOUNT_CREATE)
def create() -> Response:
    """Make an account; the person gets a letter and signs in by one."""
    form = NewAccount()
    same = namesakes(reading(), form.name.data or "")
    response = perform(
        form,
        lambda: create_account(
            moment(lambda subject: url_for("admin.account", account_id=subject)),
            name=form.name.data,
            email=form.email.data,
            roles=form.roles.data or [],
            password=None,
            language=form.language.data or "",
        ),
        lambda: _new(form),
        said=_("The account is made. The person gets a letter."),
    )
    if same and response.status_code == 303:
        flash(
            ngettext(
                "Somebody with the same name has an account already. Is it the same person?",
                "%(num)s people with the same name have accounts already. Is it the same person?",
                len(same),
            ),
            "look",
        )
    return response


def _new(form: NewAccount) -> str:
    return render_template("account/new.html", form=form)


@bp.get("/admin/accounts/<account_id>")
@reads(Page.ADMIN)
def account(account_id: str) -> str:
    """Show one account.

    :raise 404: if there is none.
    """
    found = _the(account_id)
    return _account(found, PressForm(version=found.version))


@bp.post("/admin/accounts/<account_id>/disable")
@acts(Action.ACCOUNT_DISABLE)
def disable(account_id: str) -> Response:
    """Close an account: all its sessions end at once.

    :raise 404: if there is none.
    """
    form = PressForm()

    def again() -> str:
        found = _the(account_id)
        form.renew(found.version)
        return _account(found, form)

    return perform(
        form,
        lambda: disable_account(
            moment(lambda subject: url_for("admin.account", account_id=subject)),
            account_id=account_id,
            version=form.drawn_version,
        ),
        again,
        said=_("The account is closed. All its sessions have ended."),
    )


def _the(account_id: str) -> Account:
    found = reading().get(Account, account_id)
    if found is None:
        raise NotFound()
    return found


def _account(found: Account, form: PressForm) -> str:
    return render_template(
        "account/account.html",
        account=found,
        form=form,
        held=grants_of(reading(), [found.id]).get(found.id, []),
        roles=ROLES,
        is_me=found.id == visit().the_account().id,
    )


@bp.get("/admin/journal")
@reads(Page.ADMIN)
def journal() -> str:
    """Show who signed in and who was refused, the latest first."""
    number = page_number()
    events, total = events_page(reading(), number)
    return render_template(
        "account/journal.html",
        events=events,
        names=EVENTS,
        details=DETAILS,
        page=slice_of("admin.journal", number, total),
    )


@bp.get("/admin/letters")
@reads(Page.ADMIN)
def letters() -> str:
    """Show the outbox; on this machine, without a mail server, what the letters say too."""
    number = page_number()
    rows, total, failed = emails_page(reading(), number)
    settings = doors_of().settings
    return render_template(
        "account/letters.html",
        letters=rows,
        failed=failed,
        bodies=readable(settings, rows),
        base=settings.base_url,
        states=LETTER_STATES | ({"waiting": KEPT_HERE} if settings.keeps_letters else {}),
        page=slice_of("admin.letters", number, total),
    )
