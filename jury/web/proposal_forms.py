"""The forms in which a project is written, step by step, and how a draft becomes one whole.

A draft holds what was typed; only here is it read, and what is wrong is told by field.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import LazyString, lazy_gettext
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict

from jury.domain.proposal import QUESTIONS, PartnerSpec, ProposalSpec, missing
from jury.services.proposal import MOST_LINE, MOST_PARTNERS, MOST_TEXT
from jury.storage.account import Draft
from jury.storage.proposal import Partner, Proposal
from jury.web.call_forms import Pick, language_field
from jury.web.fields import Amount, line, text
from jury.web.forms import JuryForm
from jury.web.messages import field_sentence
from jury.web.words import Word

_ = lazy_gettext

PARTNER_FIELDS = ("name", "sector", "contribution", "benefit")
SECTORS: dict[str, LazyString] = {
    "social_enterprise": _("social enterprise"),
    "association": _("association"),
    "company": _("company"),
    "public_body": _("public body"),
    "cooperative": _("cooperative"),
    "users_collective": _("group of the people concerned"),
    "research": _("research"),
    "school": _("school or training"),
    "health": _("health"),
}
PROPOSAL_STATES: dict[str, Word] = {
    "draft": Word(_("being written"), "begun"),
    "submitted": Word(_("handed in"), "sent"),
    "to_complete": Word(_("to be completed"), "look"),
    "admissible": Word(_("complete"), "sent"),
    "inadmissible": Word(_("not accepted"), "left"),
    "eligible": Word(_("eligible"), "sent"),
    "ineligible": Word(_("not eligible"), "left"),
    "before_jury": Word(_("before the jury"), "sent"),
    "funded": Word(_("funded"), "sent"),
    "reserve": Word(_("on the reserve list"), "look"),
    "not_funded": Word(_("not funded")),
    "withdrawn": Word(_("withdrawn"), "left"),
    "renounced": Word(_("given up"), "left"),
}
QUESTION_LABELS: dict[str, LazyString] = {
    "problem": _("What is the problem?"),
    "plan": _("What will you do?"),
    "gains": _("Who gains what?"),
    "roles": _("Who does what?"),
    "afterwards": _("What stays afterwards?"),
}


class Step(JuryForm):
    """One step of writing a project. Whatever is needed in the end, a draft may leave it empty."""

    OPTIONAL = frozenset({"other_cents", "place"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.names():
            self[name].flags.optional = name in self.OPTIONAL

    def names(self) -> list[str]:
        """Name the step's own fields."""
        common = ("csrf_token", "idempotency_key", "version")
        return [name for name in self._fields if name not in common]

    def typed(self) -> dict[str, str]:
        """Give what was typed, right or wrong."""
        return {name: self[name].data or "" for name in self.names()}

    def draw(self, content: Mapping[str, str]) -> None:
        """Fill the fields from a draft."""
        for name in self.names():
            self[name].data = content.get(name, "")

    def buttons(self) -> tuple[str, ...]:
        """Name the buttons that lead elsewhere than the next step."""
        return ("more",)


class Summary(Step):
    """What it is, in one minute."""

    title = line(_("Title of your project"), most=MOST_LINE)
    place = line(_("Where does it happen?"), most=MOST_LINE)
    language = language_field()
    summary = text(_("Your project in one minute"), most=MOST_TEXT)


class Questions(Step):
    """The five plain questions."""

    problem = text(QUESTION_LABELS["problem"], most=MOST_TEXT)
    plan = text(QUESTION_LABELS["plan"], most=MOST_TEXT)
    gains = text(QUESTION_LABELS["gains"], most=MOST_TEXT)
    roles = text(QUESTION_LABELS["roles"], most=MOST_TEXT)
    afterwards = text(QUESTION_LABELS["afterwards"], most=MOST_TEXT)


class Money(Step):
    """How much."""

    asked_cents = Amount(_("How much do you ask for?"))
    minimum_cents = Amount(_("How much do you need at least?"))
    other_cents = Amount(_("How much comes from elsewhere?"))


class Partners(Step):
    """Who takes part, what each brings and gains."""


for _number in range(MOST_PARTNERS):
    setattr(Partners, f"partners-{_number}-name", line(_("Name"), most=MOST_LINE))
    setattr(
        Partners,
        f"partners-{_number}-sector",
        Pick(_("Sector"), choices=[("", "–"), *SECTORS.items()], required=None),
    )
    setattr(Partners, f"partners-{_number}-contribution", text(_("Brings"), most=1000))
    setattr(Partners, f"partners-{_number}-benefit", text(_("Gains"), most=1000))

STEPS: dict[str, tuple[LazyString, type[Step]]] = {
    "summary": (_("Your project in one minute"), Summary),
    "questions": (_("Five plain questions"), Questions),
    "money": (_("The money"), Money),
    "partners": (_("Your partners"), Partners),
}


@dataclass(frozen=True)
class Whole:
    """A draft read as one project: its content, and what is wrong as (step, field, sentence)."""

    content: ProposalSpec
    language: str
    faults: list[tuple[str, str, str]] = field(default_factory=list)

    def steps(self) -> set[str]:
        """Name the steps in which something is wrong."""
        return {step for step, _name, _sentence in self.faults}


def typed_in(draft: Draft | None, proposal: Proposal, partners: list[Partner]) -> dict[str, str]:
    """Give what stands in the fields: the draft, or else what was handed in last."""
    shown = {"language": proposal.language}
    if proposal.submitted_at is not None:
        shown |= {name: getattr(proposal, name) for name in ("title", "place", "summary")}
        shown |= {name: getattr(proposal, name) for name in QUESTIONS}
        shown |= {name: _euros(getattr(proposal, name)) for name in ("asked_cents", "other_cents")}
        shown["minimum_cents"] = _euros(proposal.minimum_cents)
        for number, partner in enumerate(partners):
            for name in PARTNER_FIELDS:
                shown[f"partners-{number}-{name}"] = getattr(partner, name)
    if draft is not None:
        shown |= {name: str(value) for name, value in draft.content.items()}
    return shown


def _euros(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02}".removesuffix(".00") if cents else ""


def read_whole(content: Mapping[str, str]) -> Whole:
    """Read a draft as one project, and list all that hinders handing it in, step by step."""
    forms: dict[str, Step] = {}
    faults: dict[str, list[tuple[str, str, str]]] = {}
    for name, (_label, kind) in STEPS.items():
        form = kind(formdata=MultiDict(content), meta={"csrf": False})
        FlaskForm.validate(form)
        forms[name] = form
        faults[name] = [(name, n, str(e)) for n in form.names() for e in form[n].errors]
    spec, rows = _spec(forms)
    told = {field for found in faults.values() for _step, field, _sentence in found}
    for lack in missing(spec):
        where = _row_of(lack.field, rows)
        if where not in told:
            step = _step_of(where)
            faults[step].append((step, _anchor(where), field_sentence(lack.code, {})))
    return Whole(
        spec,
        forms["summary"]["language"].data,
        [fault for name in STEPS for fault in faults[name]],
    )


def _spec(forms: Mapping[str, Any]) -> tuple[ProposalSpec, list[int]]:
    """Put the steps together; rows of partners that are empty are left out."""
    table = forms["partners"]
    rows = [n for n in range(MOST_PARTNERS) if _filled(table, n)]
    said: dict[str, Any] = {
        **{n: forms["summary"][n].data or "" for n in ("title", "place", "summary")},
        **{n: forms["questions"][n].data or "" for n in QUESTIONS},
        **{n: forms["money"][n].cents or 0 for n in forms["money"].names()},
    }
    return (
        ProposalSpec(
            **said,
            partners=tuple(
                PartnerSpec(*(table[f"partners-{n}-{name}"].data or "" for name in PARTNER_FIELDS))
                for n in rows
            ),
        ),
        rows,
    )


def _filled(form: Any, number: int) -> bool:
    return any(form[f"partners-{number}-{name}"].data for name in PARTNER_FIELDS)


def _row_of(name: str, rows: list[int]) -> str:
    """Turn a partner's place among the filled rows into its row on the page."""
    kind, *rest = name.split("-")
    return f"{kind}-{rows[int(rest[0])]}-{rest[1]}" if rest else name


def _step_of(name: str) -> str:
    return next((s for s, (_label, form) in STEPS.items() if hasattr(form, name)), "partners")


def _anchor(name: str) -> str:
    return "partners-0-name" if name == "partners" else name


def rows_shown(form: Step) -> int:
    """Give how many partners the page has room for: those written, one more, at least three."""
    filled = [n for n in range(MOST_PARTNERS) if _filled(form, n)]
    return min(max((filled[-1] if filled else 0) + 2, 3), MOST_PARTNERS)


def label_of(form: Step, name: str) -> str:
    """Name a field where it stands alone: a partner's with the partner's number."""
    label = str(form[name].label.text)
    kind, *rest = name.split("-")
    if kind != "partners":
        return label
    return str(_("Partner %(number)s: %(field)s", number=int(rest[0]) + 1, field=label))
