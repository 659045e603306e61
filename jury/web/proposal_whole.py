"""How a draft becomes one whole project: what was typed is read here, and what is wrong is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict

from jury.domain.call import LANGUAGES
from jury.domain.proposal import (
    QUESTIONS,
    FundingSpec,
    IndicatorSpec,
    PartnerSpec,
    ProposalSpec,
    TranslationSpec,
    missing,
)
from jury.storage.account import Draft
from jury.storage.proposal import TEXTS, Partner, Proposal
from jury.web.messages import field_sentence
from jury.web.proposal_forms import GROUPS, STEPS, Step, is_filled


@dataclass(frozen=True)
class Whole:
    """A draft read as one project: its content, and what is wrong as (step, field, sentence)."""

    content: ProposalSpec
    language: str
    faults: list[tuple[str, str, str]] = field(default_factory=list)

    def steps(self) -> set[str]:
        """Name the steps in which something is wrong."""
        return {step for step, _name, _sentence in self.faults}

    def empty(self) -> set[str]:
        """Name the steps that may stay empty, and are."""
        written = {"users": self.content.users_word, "indicators": self.content.indicators}
        return {step for step, found in written.items() if not found} - self.steps()


def typed_in(draft: Draft | None, proposal: Proposal, partners: list[Partner]) -> dict[str, str]:
    """Give what stands in the fields: the draft, or else what was handed in last."""
    shown = {"language": proposal.language}
    if proposal.submitted_at is not None:
        shown |= {name: getattr(proposal, name) for name in TEXTS}
        shown |= {f"annex_{name}": text for name, text in proposal.annexes.items()}
        for language, said in proposal.translations.items():
            shown |= {f"{name}_{language}": text for name, text in said.items()}
        shown["asked_cents"] = _euros(proposal.asked_cents)
        shown["minimum_cents"] = _euros(proposal.minimum_cents)
        for number, funding in enumerate(proposal.other):
            shown[f"other-{number}-source"] = funding["source"]
            shown[f"other-{number}-cents"] = _euros(funding["cents"])
        for number, indicator in enumerate(proposal.indicators):
            shown |= {f"indicators-{number}-{name}": text for name, text in indicator.items()}
        for number, partner in enumerate(partners):
            for name in ("name", "sector", "contribution", "benefit"):
                shown[f"partners-{number}-{name}"] = getattr(partner, name)
            shown[f"partners-{number}-share"] = _euros(partner.share_cents)
    if draft is not None:
        shown |= {name: str(value) for name, value in draft.content.items()}
    return shown


def _euros(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02}".removesuffix(".00") if cents else ""


def read_whole(content: Mapping[str, str]) -> Whole:
    """Read a draft as one project, and list all that hinders handing it in, step by step."""
    forms: dict[str, Any] = {}
    faults: dict[str, list[tuple[str, str, str]]] = {}
    for name, (_label, kind) in STEPS.items():
        form = kind(formdata=MultiDict(content), meta={"csrf": False})
        FlaskForm.validate(form)
        forms[name] = form
        faults[name] = [(name, n, str(e)) for n in form.names() for e in form[n].errors]
    rows = {step: _rows(step, forms[step]) for step in GROUPS}
    spec = _spec(forms, rows)
    told = {field for found in faults.values() for _step, field, _sentence in found}
    for lack in missing(spec):
        where = _place_of(lack.field, rows)
        if where not in told:
            step = _step_of(where)
            faults[step].append((step, _anchor(where), field_sentence(lack.code, {})))
    return Whole(
        spec,
        forms["summary"]["language"].data,
        [fault for name in STEPS for fault in faults[name]],
    )


def _rows(step: str, form: Step) -> list[int]:
    """Give the rows in which something stands; empty ones are left out."""
    group, names, most = GROUPS[step]
    return [n for n in range(most) if is_filled(form, group, names, n)]


def _spec(forms: Mapping[str, Any], rows: Mapping[str, list[int]]) -> ProposalSpec:
    """Put the steps together."""
    said: dict[str, Any] = {
        **{n: forms["summary"][n].data or "" for n in ("title", "place", "summary")},
        **{n: forms["questions"][n].data or "" for n in QUESTIONS},
        **{n: forms["money"][n].cents or 0 for n in ("asked_cents", "minimum_cents")},
    }
    annexes = [(n, forms["questions"][f"annex_{n}"].data or "") for n in QUESTIONS]
    return ProposalSpec(
        **said,
        users_word=forms["users"].users_word.data or "",
        annexes=tuple((n, text) for n, text in annexes if text),
        other=tuple(
            FundingSpec(row["source"].data or "", row["cents"].cents or 0)
            for row in _fields(forms, "money", rows)
        ),
        partners=tuple(
            PartnerSpec(
                row["name"].data or "",
                row["sector"].data or "",
                row["contribution"].data or "",
                row["benefit"].data or "",
                row["share"].cents or 0,
            )
            for row in _fields(forms, "partners", rows)
        ),
        indicators=tuple(
            IndicatorSpec(*(field.data or "" for field in row.values()))
            for row in _fields(forms, "indicators", rows)
        ),
        translations=_translations(forms["summary"]),
    )


def _translations(form: Any) -> tuple[TranslationSpec, ...]:
    """Read the other languages in which something was typed."""
    return tuple(
        TranslationSpec(language, form[f"title_{language}"].data or "",
                        form[f"summary_{language}"].data or "")
        for language in LANGUAGES
        if language != form["language"].data
        and (form[f"title_{language}"].data or form[f"summary_{language}"].data)
    )  # fmt: skip


def _fields(
    forms: Mapping[str, Any], step: str, rows: Mapping[str, list[int]]
) -> list[dict[str, Any]]:
    group, names, _most = GROUPS[step]
    return [{n: forms[step][f"{group}-{number}-{n}"] for n in names} for number in rows[step]]


def _place_of(name: str, rows: Mapping[str, list[int]]) -> str:
    """Turn a place among the filled rows into its row on the page."""
    group, *rest = name.split("-")
    if not rest:
        return name
    step = next(s for s, (g, _names, _most) in GROUPS.items() if g == group)
    return f"{group}-{rows[step][int(rest[0])]}-{rest[1]}"


def _step_of(name: str) -> str:
    return next((s for s, (_label, form) in STEPS.items() if hasattr(form, name)), "partners")


def _anchor(name: str) -> str:
    return "partners-0-name" if name == "partners" else name
