"""Every field of a record has a human name, and its values are said as a page says them."""

from __future__ import annotations

from dataclasses import fields

import pytest

from jury.domain.record.differences import GROWS, Change
from jury.domain.record.document import Document, ProposalRow
from jury.web.changed_fields import NAMES, name_of, said

TITLES = {"p1": ("The bakery", "en")}


def test_every_part_of_a_record_has_a_name() -> None:
    parts = [f.name for f in fields(Document) if f.name not in GROWS | {"proposals"}]
    assert [part for part in parts if part not in NAMES] == []
    found = [name_of(Change("p1", f.name, "", "")) for f in fields(ProposalRow)]
    assert len(found) == len(fields(ProposalRow))


@pytest.mark.parametrize(
    ("change", "name", "value"),
    [
        (Change("", "events.2.kind", "", "upheld"), "What happened to the decision",
         "The decision stands"),
        (Change("", "events.2.project", "", "p1"), "Which project gives up", "The bakery"),
        (Change("", "events.2.grants.p1", "", "1200000"), "Who gets money from the reserve list",
         "The bakery: \u20ac12,000"),
        (Change("p1", "authority.amount_cents", "", "50000"), "Amount granted", "\u20ac500"),
        (Change("p1", "reasons.texts.c1", "", "It helps."), "The jury's reasons", "It helps."),
        (Change("p1", "reasons.confirmed", "", "True"), "The jury's reasons", "yes"),
        (Change("p1", "score", "", "153/2"), "Score", "76.5"),
        (Change("", "call.changes.1.text", "", "Later."),
         "What was announced while the call was public", "Later."),
    ],
)  # fmt: skip
def test_a_change_is_said_in_words(app, change, name, value) -> None:
    with app.test_request_context(headers={"Accept-Language": "en"}):
        assert (str(name_of(change)), said(change, change.now, TITLES)) == (name, value)
