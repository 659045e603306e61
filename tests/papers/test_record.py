"""The record on paper says what the published document says, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from jury.domain.record.document import ReasonsRow
from jury.papers import Paper, outcomes
from jury.papers.record import record
from jury.web.messages_decision import WHY
from tests.domain.record.test_document import RECORD
from tests.papers.worst import AT, SITE, wording_of


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


def test_levels_of_a_question_under_its_quorum_stay_closed() -> None:
    row = replace(RECORD.proposals[0].criteria[0], quorum_met=False, counts=None, n=3, score=None)
    criteria = [row, *RECORD.proposals[0].criteria[1:]]
    first = replace(RECORD.proposals[0], criteria=criteria)
    document = replace(RECORD, proposals=[first, *RECORD.proposals[1:]])
    projects: Any = written(document).data["projects"]
    shown = projects[0]["counts"][0]
    assert (shown["levels"], shown["score"]) == ([], "–")
    assert shown["few"] == "3 jurors could judge it: too few for a score."


def test_paper_and_page_give_the_same_reasons_for_money() -> None:
    assert set(outcomes._WHY) == set(WHY)
    for code, text in outcomes._WHY.items():
        assert text in repr(WHY[code]._args)
