"""The words for the parts that people have, as the command line prints them."""

from __future__ import annotations

from gettext import gettext as _


def word(role: str) -> str:
    """Say a role in the user's language; the same words as on the pages."""
    return {
        "administrator": _("administrator"),
        "applicant": _("applicant"),
        "facilitator": _("facilitator"),
        "guarantor": _("guarantor"),
        "juror": _("juror"),
        "official": _("official"),
        "signatory": _("signatory"),
    }.get(role, role)
