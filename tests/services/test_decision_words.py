"""Jurors release their words, reasons are drafted and confirmed: on both databases."""

from __future__ import annotations

import json

import pytest

from jury.domain.errors import Conflict, Forbidden, Invalid, NotFound
from jury.domain.record.document import Document
from jury.services.decision import answer_reasons, draft_reasons, release_words
from jury.storage.decision import answers_to, latest_record, own_words, released_in
from jury.storage.record import LogEntry
from tests.fixtures.clock import Clock
from tests.fixtures.decided import MARKER, Case, open_case


@pytest.fixture
def case(doors, clock: Clock) -> Case:
    return open_case(doors, clock)


def keys_of(case: Case, number: int) -> dict[str, str]:
    """Name a juror's own texts by project."""
    with case.office.doors.engines.reading() as session:
        found, _ = own_words(session, case.call_id, case.round().id, case.seats[number].id)
    return {text.proposal_id: text.key for text in found}


def release(case: Case, number: int, version: int = 0, **choices: tuple[str, str]) -> None:
    keys = keys_of(case, number)
    release_words(
        case.juror(number),
        call_id=case.call_id,
        choices={keys[getattr(case, name)]: choice for name, choice in choices.items()},
        version=version,
    )


def words_about(case: Case, proposal_id: str):
    with case.office.doors.engines.reading() as session:
        return released_in(session, case.call_id, case.round().id)[proposal_id]


def draft(case: Case, proposal_id: str, text: str = "It helps.", version: int = 0) -> None:
    texts = {case.criteria[0]: text, case.criteria[1]: ""}
    draft_reasons(case.as_("samira"), call_id=case.call_id, proposal_id=proposal_id, texts=texts,
                  version=version)  # fmt: skip


def answer(case: Case, number: int, proposal_id: str, agrees: bool, draft: int = 1,
           version: int = 0) -> None:  # fmt: skip
    answer_reasons(case.juror(number), call_id=case.call_id, proposal_id=proposal_id,
                   agrees=agrees, draft=draft, version=version)  # fmt: skip


def test_each_author_releases_shortens_or_withholds_and_silence_withholds(case) -> None:
    case.to("close")
    release(case, 0, orchard=("released", ""), bakery=("withheld", ""))
    release(case, 1, orchard=("shortened", "Only this."))
    orchard, bakery = words_about(case, case.orchard), words_about(case, case.bakery)
    assert sorted(orchard.texts["convinced"]) == sorted([f"{MARKER} 0", "Only this."])
    assert (orchard.written, orchard.released, orchard.shortened, orchard.withheld) == (6, 2, 1, 4)
    assert (bakery.texts["convinced"], bakery.answered, bakery.withheld) == ([], 1, 6)


def test_an_author_may_choose_otherwise_until_the_record_is_published(case) -> None:
    case.to("adopt")
    release(case, 0, orchard=("released", ""))
    with pytest.raises(Conflict, match="stale"):
        release(case, 0, orchard=("withheld", ""))
    release(case, 0, version=1, orchard=("withheld", ""))
    assert words_about(case, case.orchard).released == 0
    case.publish()
    with pytest.raises(Conflict, match="words_published"):
        release(case, 0, version=2, orchard=("released", ""))


def test_before_closing_words_are_sealed_and_others_words_do_not_exist(case) -> None:
    case.score()
    with pytest.raises(Conflict, match="words_sealed"):
        release(case, 0, orchard=("released", ""))
    case.close()
    theirs = keys_of(case, 1)[case.orchard]
    with pytest.raises(NotFound):
        release_words(case.juror(0), call_id=case.call_id, choices={theirs: ("released", "")},
                      version=0)  # fmt: skip
    with pytest.raises(NotFound):
        release_words(case.as_("samira"), call_id=case.call_id, choices={}, version=0)
    with pytest.raises(Invalid) as refused:
        release(case, 0, orchard=("shortened", f"{MARKER} 0"), bakery=("perhaps", ""))
    mine = keys_of(case, 0)
    assert refused.value.fields == {
        f"shorter-{mine[case.orchard]}": "not_shorter",
        f"choice-{mine[case.bakery]}": "words_choice_unknown",
    }


def test_only_released_words_and_confirmed_reasons_are_published(case) -> None:
    case.to("count")
    release(case, 0, orchard=("released", ""), bakery=("withheld", ""))
    draft(case, case.orchard)
    draft(case, case.bakery, "Bread for all.")
    for number in range(4):
        answer(case, number, case.orchard, agrees=True)
    answer(case, 0, case.bakery, agrees=True)
    for name in ("confirm", "prepare", "adopt", "publish"):
        getattr(case, name)()
    with case.office.doors.engines.reading() as session:
        text = latest_record(session, case.call_id).document
    assert text.count(MARKER) == 1
    assert "Bread for all." not in text
    rows = {p.id: p for p in Document.decode(text.encode()).proposals}
    assert rows[case.orchard].words.convinced == [f"{MARKER} 0"]
    assert rows[case.orchard].words.withheld == 5
    reasons = rows[case.orchard].reasons
    assert (reasons.agree, reasons.confirmed) == (4, True)
    assert reasons.texts == {case.criteria[0]: "It helps."}
    assert (rows[case.bakery].reasons.confirmed, rows[case.bakery].reasons.texts) == (False, {})
    assert rows[case.cinema].reasons is None


def test_a_new_draft_asks_everyone_again(case) -> None:
    case.to("count")
    draft(case, case.orchard)
    answer(case, 0, case.orchard, agrees=True)
    with pytest.raises(Conflict, match="reasons_same"):
        draft(case, case.orchard, version=1)
    draft(case, case.orchard, "It helps everyone.", version=1)
    with case.office.doors.engines.reading() as session:
        assert answers_to(session, case.call_id)[case.orchard].given == 0
    with pytest.raises(Conflict, match="reasons_redrafted"):
        answer(case, 0, case.orchard, agrees=True, draft=1, version=1)
    answer(case, 0, case.orchard, agrees=False, draft=2, version=1)
    with case.office.doors.engines.reading() as session:
        assert answers_to(session, case.call_id)[case.orchard].disagree == 1


def test_who_left_a_project_says_nothing_of_its_reasons(case) -> None:
    case.to("count")
    draft(case, case.cinema)
    with pytest.raises(Forbidden, match="conflict"):
        answer(case, 5, case.cinema, agrees=True)
    for name in ("samira", "pascal", "karim"):
        with pytest.raises((NotFound, Forbidden)):
            answer_reasons(case.as_(name), call_id=case.call_id, proposal_id=case.cinema,
                           agrees=True, draft=1, version=0)  # fmt: skip


def test_reasons_come_after_the_count_and_stand_once_the_authority_has_answered(case) -> None:
    case.to("close")
    with pytest.raises(Conflict, match="reasons_not_yet"):
        draft(case, case.orchard)
    case.count()
    draft(case, case.orchard)
    for name in ("confirm", "prepare", "adopt"):
        getattr(case, name)()
    with pytest.raises(Conflict, match="call_is_decided"):
        draft(case, case.orchard, "Other reasons.", version=1)
    with pytest.raises(Conflict, match="call_is_decided"):
        answer(case, 0, case.orchard, agrees=True)


def test_the_log_tells_neither_who_nor_what(case) -> None:
    case.to("count")
    release(case, 0, orchard=("released", ""))
    draft(case, case.orchard)
    answer(case, 0, case.orchard, agrees=False)
    with case.office.doors.engines.reading() as session:
        kinds = ("words.released", "reasons.answered")
        leaves = [
            json.loads(e.data) for e in session.query(LogEntry).filter(LogEntry.kind.in_(kinds))
        ]
    account = case.seats[0].account_id
    for leaf in leaves:
        shown = json.dumps(leaf)
        assert (len(leaf["time"]), account in shown, case.seats[0].id in shown) == (
            10,
            False,
            False,
        )
        assert (case.orchard in shown, "agree" in json.dumps(leaf["facts"])) == (False, False)
        assert {p["due"] for p in leaf["parts"]} == {"guarantor at round.closed"}
