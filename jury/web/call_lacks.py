"""Where in a call's editor something is missing: the part, and the address of the very field."""

from __future__ import annotations

from flask import url_for

from jury.domain.call import Missing
from jury.web.call_forms import Section
from jury.web.call_sections import SECTIONS


def section_of(field: str) -> str:
    """Name the part of the editor in which a field stands."""
    if field.startswith(("criteria", "people")):
        return field.split("-")[0]
    return next((s for s, (_label, form) in SECTIONS.items() if _has(form, field)), "basics")


def _has(form: type[Section], field: str) -> bool:
    return hasattr(form, field)


def where_of(call_id: str, lack: Missing) -> str:
    """Give the address of the very field in which something is missing."""
    section = section_of(lack.field)
    if section == "people":
        return url_for("call_editor.people", call_id=call_id) + "#email"
    if section == "criteria":
        _criteria, number, *rest = (lack.field + "-0-question").split("-")
        plain = {"levels": "levels-0-word"}
        name = "-".join(rest[: -2 if lack.field != "criteria" else None])
        position = int(number) + 1
        anchor = plain.get(name, name)
        return url_for("call_editor.criterion", call_id=call_id, position=position) + f"#{anchor}"
    return url_for("call_editor.section", call_id=call_id, section=section) + f"#{lack.field}"
