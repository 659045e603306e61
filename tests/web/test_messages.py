"""Each code of the rule book has one sentence: a second one would silently take its place."""

from __future__ import annotations

from collections import Counter

from jury.web import (
    messages_account,
    messages_call,
    messages_decision,
    messages_lottery,
    messages_proposal,
    messages_record,
    messages_scoring,
    messages_seat,
)

TABLES = (
    messages_account, messages_call, messages_decision, messages_lottery, messages_proposal,
    messages_record, messages_scoring, messages_seat,
)  # fmt: skip


def test_no_two_tables_have_a_sentence_for_the_same_code() -> None:
    told = Counter(code for table in TABLES for code in table.FIELDS)
    assert [code for code, times in told.items() if times > 1] == []
