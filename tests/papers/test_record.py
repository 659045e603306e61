"""The record on paper says what the published document says, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from jury.domain.record.call import ChangeRow
from jury.domain.record.document import DayRow, ReasonsRow, WordsRow
from jury.domain.record.event import ActRow, EventRow
from jury.papers import Paper, outcomes
from jury.papers.press import make_pdf
from jury.papers.printable import said_briefly
from jury.papers.record import record
from jury.papers.record_parts import contester, happened
from jury.papers.record_words import QUESTIONS
from jury.web.messages_decision import BY_WHOM, EVENTS, WHY
from tests.domain.record.test_document import RECORD
from tests.fixtures.pdf import faults
from tests.papers.worst import AT, SITE, with_its_words, wording_of


def written(document=RECORD, language: str = "en") -> Paper:
    return record(
        wording_of(language), document, sha256="0123abcd" * 8, address=f"{SITE}/calls/x/record",
        at=AT,
    )  # fmt: skip


def test_the_title_is_the_news_in_the_papers_language() -> None:
    count, granted = len(RECORD.funded), RECORD.decision.granted_cents
    money = wording_of("en").money(granted)
    assert written().title == (
        f"{count} of {len(RECORD.proposals)} projects are funded, for {money}"
    )
    assert "financés" in written(language="fr").title


def test_each_project_has_its_line_and_its_reasons() -> None:
    rows: Any = written().data["rows"]
    assert [row["name"]["line"] for row in rows] == [p.title for p in RECORD.proposals]
    question = RECORD.call.criteria[0]
    agreed = ReasonsRow(6, 1, True, {question.id: "It helps at once."})
    first = replace(RECORD.proposals[0], reasons=agreed)
    for reasons, said in ((agreed, ["It helps at once."]), (replace(agreed, confirmed=False), [])):
        document = replace(
            RECORD, proposals=[replace(first, reasons=reasons), *RECORD.proposals[1:]]
        )
        projects: Any = written(document).data["projects"]
        told = [reason["said"]["paragraphs"][0][0] for reason in projects[0]["reasons"]]
        assert told == said


def test_a_funded_project_stands_there_with_all_that_its_page_shows() -> None:
    bakery = with_its_words(RECORD.proposals[0], "Bread")
    document = replace(RECORD, proposals=[bakery, *RECORD.proposals[1:]])
    first, second, *_ = cast("list[dict[str, Any]]", written(document).data["projects"])
    assert second["whole"] is None
    told = first["whole"]
    assert [answer["name"] for answer in told["answers"]] == list(QUESTIONS.values())
    assert told["partners"][0]["share"] == "€8,000"
    assert told["other"] == [{"source": said_briefly("Bread", "en"), "money": "€7"}]
    assert told["files"][0]["digest"] == ["0123abcd"] * 8
    assert first["ties"] == [
        "6 jurors stayed with this project.",
        "What jurors said of their ties: no tie (6).",
    ]
    assert faults(make_pdf(written(document))) == []


def test_it_says_what_happened_day_by_day_and_that_no_act_is_there() -> None:
    days = [DayRow("2026-03-02", {"sheet.submitted": 2, "call.published": 1})]
    data: Any = written(replace(RECORD, process=days)).data
    assert data["days"] == [("2 March 2026", "the call opened; a sheet was sent (2 times)")]
    assert data["facts"][-1] == ("Signed act", "No signed act is attached to this record.")
    signed = replace(RECORD.decision, act=ActRow("7", "2026-03-02", "0" * 64))
    facts: Any = written(replace(RECORD, decision=signed), "fr").data["facts"]
    assert facts[-1][1] == "7, 2 mars 2026"


def test_levels_of_a_question_under_its_quorum_stay_closed() -> None:
    row = replace(RECORD.proposals[0].criteria[0], quorum_met=False, counts=None, n=3, score=None)
    criteria = [row, *RECORD.proposals[0].criteria[1:]]
    first = replace(RECORD.proposals[0], criteria=criteria)
    document = replace(RECORD, proposals=[first, *RECORD.proposals[1:]])
    projects: Any = written(document).data["projects"]
    shown = projects[0]["counts"][0]
    assert (shown["levels"], shown["score"]) == ([], "–")
    assert shown["few"] == "3 jurors could judge it: too few for a score."


def test_it_says_what_happened_afterwards_and_what_was_announced_before() -> None:
    bakery, orchard = RECORD.proposals[0], RECORD.proposals[1]
    act, paid = ActRow("2026/9", "2026-05-04", "0" * 64), {orchard.id: 700}
    happened = [
        EventRow("contested", "2026-05-02", "applicant", "It came late.", ""),
        EventRow("given_up", "2026-05-03", "", "The oven broke.", "", bakery.id),
        EventRow("passed_on", "2026-05-04", "", "As announced.", "2026/9", None, paid, [], act),
    ]
    dates = ("2026-01-20T18:00:00Z", "2026-01-22T18:00:00Z", *["2026-03-01T18:00:00Z"] * 2)
    change = ChangeRow(1, "erratum", "2026-01-09T10:00:00Z", "Page 2.", *dates, None, None)
    words = WordsRow(["It helps."], ["It costs."], 1, 2)
    document = replace(
        RECORD,
        events=happened,
        call=replace(RECORD.call, changes=[change]),
        proposals=[replace(bakery, words=words), *RECORD.proposals[1:]],
    )
    data: Any = written(document).data
    assert [event["what"] for event in data["events"]] == [
        "The decision is contested · 2 May 2026 · An applicant",
        f"A funded project gives up · {bakery.title} · 3 May 2026",
        "Its money goes down the reserve list · 4 May 2026 · 2026/9",
    ]
    assert data["events"][2]["grants"] == [f"{orchard.title}: €7", "Signed act: 2026/9, 4 May 2026"]
    assert data["changes"][0]["name"] == "Number 1: erratum"
    assert [point.split(" until ")[0] for point in data["changes"][0]["points"]] == [
        "Projects were welcome"
    ]
    first = data["projects"][0]
    assert [text["paragraphs"][0][0] for text in first["convinced"] + first["worried"]] == [
        "It helps.",
        "It costs.",
    ]
    assert first["kept"] == (
        "2 texts stay closed, as their authors want. One was shortened by its author."
    )
    told = make_pdf(written(document))
    assert faults(told) == []


def test_what_happened_has_the_same_name_on_paper_and_page() -> None:
    say = wording_of("en")
    assert {k: happened(say, k) for k in EVENTS} == {k: str(v._args[0]) for k, v in EVENTS.items()}
    assert {k: contester(say, k) for k in BY_WHOM} == {
        k: str(v._args[0]) for k, v in BY_WHOM.items()
    }


def test_paper_and_page_give_the_same_reasons_for_money() -> None:
    assert set(outcomes._WHY) == set(WHY)
    for code, text in outcomes._WHY.items():
        assert text in repr(WHY[code]._args)
