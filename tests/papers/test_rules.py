"""The rules on paper say what was announced, in the call's language, and what it means."""

from __future__ import annotations

from typing import Any

from jury.papers import Paper
from jury.papers.rules import rules
from tests.papers.worst import AT, SITE, a_call, a_change, the_criteria, wording_of


def written(language: str = "en", **call: object) -> Paper:
    return rules(
        wording_of(language),
        a_call("A text.", language, **call),
        the_criteria("A question?")[:2],
        [("facilitator", "Samira"), ("guarantor", "Pascal")],
        digest="0123abcd" * 8,
        address=f"{SITE}/calls/call00000001",
        at=AT,
    )


def points(paper: Paper, number: int) -> Any:
    after: Any = paper.data["after"]
    return after[number]["points"]


def test_dates_and_money_stand_in_the_calls_zone_and_language() -> None:
    assert written("fr", opens_at=AT.replace(month=12, day=1)).data["facts"] == [
        ("Budget", "120\u202f000\u00a0€"),
        ("On peut déposer un projet à partir du", "mardi 1er décembre 2026 à 10\u00a0h"),
        ("On peut déposer un projet jusqu’au", "mercredi 1er avril 2026 à 11\u00a0h"),
        ("La décision est prise au plus tard le", "–"),
        ("Fuseau horaire", "Europe/Paris"),
        ("Langues", "français, néerlandais, allemand"),
        ("Si deux textes diffèrent, celui-ci fait foi", "français"),
    ]


def test_the_highest_level_comes_first() -> None:
    criteria: Any = written().data["criteria"]
    assert [level["number"] for level in criteria[0]["levels"]] == [5, 4, 3, 2, 1, 0]
    assert (criteria[0]["top"], criteria[0]["weight"]) == (5, "It weighs 20 %.")


def test_the_announced_rule_stands_in_plain_words() -> None:
    said = points(written(), 0)
    assert said[2] == "For each question half of the jurors are at or above it, half at or below."
    assert "it gets what is left" in said[5]
    assert said[-1] == "A project with a score below 40.5 is not funded."
    other = points(written(rule="trimmed_mean", partial=False, floor=""), 0)
    assert other[2] == "For each question the most generous and the strictest fifth are left out."
    assert "it gets nothing" in other[5]
    assert len(other) == len(said) - 1
    assert points(written(rule="majority_judgement"), 0)[7].startswith("If two projects are still")
    assert "divided by the number of jurors" in points(written(rule="mean"), 0)[2]


def test_the_quorum_and_the_reserve_list_are_said_as_announced() -> None:
    both, alone = points(written(), 0), points(written(quorum_half=False, reserve=False), 0)
    assert both[3].startswith("A question counts if at least 5 jurors, and half of those who stay,")
    assert alone[3].startswith("A question counts if at least 5 jurors could judge it.")
    assert (both[6] == alone[6], "no reserve list" in alone[6]) == (False, True)


def test_what_is_checked_and_how_soon_the_authority_answers() -> None:
    before: Any = written(admissibility_questions=[]).data["before"]
    assert [given["name"] for given in before[2]["lists"]] == ["Does it meet the conditions?"]
    assert before[2]["closing"] == ["A refusal can be contested within 14 days."]
    assert before[3]["sentences"][1] == "It answers the jury within 30 days."


def test_what_unanimity_reveals_is_said_whatever_is_published() -> None:
    totals, rows = points(written(), 1), points(written(sheets_published="rows"), 1)
    assert totals[2] == rows[2]
    assert "everyone knows what each of them chose" in totals[2]
    assert rows[0] == "Each sheet is published, without names."


def test_each_power_of_the_jury_has_its_words() -> None:
    names = {}
    for power in ("advisory", "followed_unless", "delegated"):
        before: Any = written(power=power).data["before"]
        names[power] = before[3]["name"]
    assert names == {
        "advisory": "The jury advises",
        "followed_unless": "The jury's list is followed unless reasons are given",
        "delegated": "The jury decides",
    }


def test_a_draft_and_a_cancelled_call_say_so_first() -> None:
    assert written().data["state"] is None
    assert "still being written" in str(written(state="draft").data["state"])
    assert "was cancelled" in str(written(state="cancelled").data["state"])


def test_what_changed_since_stands_with_its_dates() -> None:
    changes: Any = rules(
        wording_of("en"), a_call("A text.", "en"), [], [], [a_change("Six hours more.", 1)],
        digest="", address=SITE, at=AT,
    ).data["changes"]  # fmt: skip
    assert changes == [
        {
            "name": "Number 1: hours given back after a failure",
            "when": "Announced on Monday 2 March 2026, 10:00. The server failed from"
            " Monday 2 March 2026, 07:00 until Monday 2 March 2026, 10:00.",
            "said": {"lang": "en", "rtl": False, "paragraphs": [["Six hours more."]]},
            "points": [
                "Projects were welcome until Monday 2 March 2026, 10:00."
                " They are now until Monday 2 March 2026, 16:00."
            ],
        }
    ]
