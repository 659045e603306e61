"""The edges: no money, too much asked, everyone gone, nobody can judge, the reserve in order."""

from __future__ import annotations

import pytest

from jury.domain.errors import Conflict, Invalid
from jury.services.call import publish_call
from jury.services.decision import enter_draw, enter_vote
from jury.services.scoring.board import after_round
from jury.storage.call import call_of
from tests.fixtures.calls import open_office
from tests.fixtures.decided import Case, open_case

SAME = [(2, 2)] * 6


def got(case: Case) -> dict[str, tuple[object, ...]]:
    return {
        p: (r.place, r.outcome, r.amount_cents, r.why["code"]) for p, r in case.results().items()
    }


def vote(case: Case, proposal_id: str, yes: int, no: int, abstain: int = 0) -> None:
    enter_vote(case.as_("samira"), call_id=case.call_id, proposal_id=proposal_id,
               yes=yes, no=no, abstain=abstain, version=0)  # fmt: skip


def tied(case: Case) -> set[str]:
    with case.office.doors.engines.reading() as session:
        return set(after_round(session, call_of(session, case.call_id), case.round()).tied)


def finish(case: Case) -> Case:
    """Go on to the published record: it recomputes, or publishing is refused."""
    for name in ("confirm", "prepare", "adopt", "publish"):
        getattr(case, name)()
    return case


def test_a_call_without_money_cannot_open(doors, clock) -> None:
    office = open_office(doors, clock)
    call_id = office.draft_call(budget_cents=0)
    with pytest.raises(Invalid) as refused:
        publish_call(office.as_("helene"), call_id=call_id, version=2)
    assert "budget_missing" in refused.value.fields.values()


def test_one_project_larger_than_the_budget_waits_and_the_next_one_is_funded(doors, clock) -> None:
    case = open_case(doors, clock, [45_000_00, 20_000_00, 15_000_00])
    case.score({case.orchard: [(3, 3)] * 6, case.bakery: SAME, case.cinema: [(1, 1)] * 6})
    case.close()
    case.count()
    assert got(case) == {
        case.orchard: (1, "reserve", 0, "skipped_no_room"),
        case.bakery: (2, "funded", 20_000_00, "funded_in_full"),
        case.cinema: (3, "funded", 15_000_00, "funded_in_full"),
    }
    finish(case)


def test_part_of_the_money_goes_down_to_the_minimum_where_announced(doors, clock) -> None:
    case = open_case(doors, clock, [45_000_00, 20_000_00, 15_000_00], partial=True)
    case.score({case.orchard: [(3, 3)] * 6, case.bakery: SAME, case.cinema: [(1, 1)] * 6})
    case.close()
    case.count()
    assert got(case)[case.orchard] == (1, "funded", 40_000_00, "funded_in_part")
    assert [got(case)[p][1] for p in (case.bakery, case.cinema)] == ["reserve", "reserve"]
    finish(case)


def test_the_reserve_list_keeps_the_order_of_the_scores(doors, clock) -> None:
    case = open_case(doors, clock, budget_cents=13_000_00)
    case.score({case.orchard: [(3, 3)] * 6, case.bakery: [(1, 1)] * 6, case.cinema: SAME})
    case.close()
    case.count()
    assert [(p, row[0]) for p, row in got(case).items() if row[1] == "reserve"] == [
        (case.cinema, 2),
        (case.bakery, 3),
    ]


def test_a_floor_is_inclusive(doors, clock) -> None:
    case = open_case(doors, clock, floor="200/3")
    case.score({case.orchard: SAME, case.bakery: [(2, 1)] * 6, case.cinema: SAME})
    case.close()
    case.count()
    assert [got(case)[p][3] for p in (case.orchard, case.bakery, case.cinema)] == [
        "funded_in_full",
        "below_floor",
        "funded_in_full",
    ]
    finish(case)


def test_lots_are_asked_for_only_where_they_decide_who_gets_money(doors, clock) -> None:
    case = open_case(doors, clock, [20_000_00] * 3)
    case.score({case.orchard: SAME, case.bakery: SAME, case.cinema: SAME})
    case.close()
    assert tied(case) == {case.orchard, case.bakery, case.cinema}
    with pytest.raises(Invalid, match="draw_incomplete"):
        enter_draw(case.as_("samira"), call_id=case.call_id,
                   proposals=[case.cinema, case.orchard], version=0)  # fmt: skip
    enter_draw(case.as_("samira"), call_id=case.call_id,
               proposals=[case.cinema, case.orchard, case.bakery], version=0)  # fmt: skip
    assert tied(case) == set()
    case.count()
    assert [got(case)[p][1] for p in (case.cinema, case.orchard, case.bakery)] == [
        "funded",
        "funded",
        "reserve",
    ]
    finish(case)


def test_a_tie_that_changes_nothing_is_left(doors, clock) -> None:
    case = open_case(doors, clock, [10_000_00] * 3)
    case.score({case.orchard: SAME, case.bakery: SAME, case.cinema: SAME})
    case.close()
    assert tied(case) == set()
    case.count()
    assert {row[0] for row in got(case).values()} == {1}


def test_everyone_gone_from_a_project_is_said_and_nothing_is_given(doors, clock) -> None:
    case = open_case(doors, clock)
    case.score({case.orchard: SAME, case.bakery: SAME})
    for number in range(6):
        case.ties(number, case.cinema, "conflict")
    case.close()
    with pytest.raises(Conflict, match="votes_missing"):
        case.count()
    with pytest.raises(Invalid, match="votes_too_many"):
        vote(case, case.cinema, 1, 0)
    vote(case, case.cinema, 0, 0)
    case.count()
    assert got(case)[case.cinema] == (None, "not_funded", 0, "nobody_voted")
    finish(case)


def test_a_question_that_nobody_can_judge_is_decided_by_the_room(doors, clock) -> None:
    case = open_case(doors, clock)
    case.score({case.orchard: SAME, case.bakery: SAME, case.cinema: [(3, None)] * 6})
    case.close()
    vote(case, case.cinema, 5, 1)
    case.count()
    assert got(case)[case.cinema] == (3, "reserve", 0, "skipped_no_room")
    assert [r["n"] for r in case.results()[case.cinema].criteria] == [6, 0]
    finish(case)


@pytest.mark.parametrize("rule", ["median", "mean", "trimmed_mean"])
def test_each_rule_goes_the_whole_way(doors, clock, rule) -> None:
    case = open_case(doors, clock, rule=rule)
    case.score()
    case.close()
    case.count()
    # The orchard's first question has 0 2 2 3 3 3: by its mean 13/6, its middle 5/2.
    first = {r["criterion"]: r["score"] for r in case.results()[case.orchard].criteria}
    assert first[case.criteria[0]] == {"median": "5/2", "mean": "13/6", "trimmed_mean": "5/2"}[rule]
    finish(case)


def test_majority_judgement_goes_the_whole_way(doors, clock, monkeypatch) -> None:
    from tests.fixtures import calls

    one = [{"question": "Should it be funded?", "weight": 100, "levels": calls.LEVELS}]
    monkeypatch.setattr(calls, "CRITERIA", one)
    case = open_case(doors, clock, [15_000_00, 12_000_00, 14_000_00], rule="majority_judgement",
                     budget_cents=28_000_00)  # fmt: skip
    for proposal_id, levels in (
        (case.orchard, (2, 2, 2, 3, 3, 3)),
        (case.bakery, (1, 1, 2, 2, 2, 3)),
        (case.cinema, (0, 1, 1, 3, 3, 3)),
    ):
        case.send(proposal_id, [(level,) for level in levels])  # type: ignore[misc]
    case.close()
    case.count()
    # The orchard and the bakery both have 2; without it the orchard has 3 next, the bakery 2.
    assert [(r.score, r.place, r.outcome) for r in case.results().values()] == [
        ("200/3", 1, "funded"),
        ("200/3", 2, "funded"),
        ("100/3", 3, "reserve"),
    ]
    assert list(case.results()) == [case.orchard, case.bakery, case.cinema]
    finish(case)
