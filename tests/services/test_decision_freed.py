"""A funded project gives up: its money goes down the reserve list, by another person's act."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator

from jury.domain.errors import Conflict, Forbidden, Invalid, NotFound
from jury.domain.record.document import Document
from jury.domain.record.recompute import recompute
from jury.services.decision import attach_act, draw_reserve, give_up, pass_money_on
from jury.services.decision.letters import Letters
from jury.services.files import keeping
from jury.services.files.comparing import wrong_files
from jury.storage.call import call_of
from jury.storage.decision import latest_record, letters_of
from jury.storage.decision.progress import progress_of
from jury.storage.proposal import proposals_in
from tests.fixtures.decided import Case, case_with_equals, case_with_reserve
from tests.fixtures.files import a_pdf


@pytest.fixture
def case(doors, clock) -> Case:
    return case_with_reserve(doors, clock)


def version(case: Case) -> int:
    with case.office.doors.engines.reading() as session:
        return int(call_of(session, case.call_id).version)


def states(case: Case) -> dict[str, str]:
    names = {case.orchard: "orchard", case.bakery: "bakery", case.cinema: "cinema"}
    with case.office.doors.engines.reading() as session:
        found = proposals_in(session, case.call_id, ("funded", "reserve", "renounced"))
        return {names[p.id]: p.state for p in found}


def leave(case: Case, project: str, name: str = "helene", **changes: str) -> None:
    values = {"day": "2026-03-02", "reason": "The oven broke."}
    give_up(case.as_(name), call_id=case.call_id, proposal_id=project, version=version(case),
            **{**values, **changes})  # fmt: skip


def hand_on(case: Case, name: str = "simone", **changes: str) -> None:
    values = {"reason": "As the call announced.", "reference": "2026/19"}
    pass_money_on(case.as_(name), call_id=case.call_id, version=version(case),
                  **{**values, **changes})  # fmt: skip


def published(case: Case) -> Document:
    with case.office.doors.engines.reading() as session:
        return Document.decode(latest_record(session, case.call_id).document.encode())


def test_the_money_goes_down_the_reserve_list_with_letters_and_a_new_version(case) -> None:
    first = published(case)
    assert states(case) == {"orchard": "reserve", "bakery": "funded", "cinema": "reserve"}
    leave(case, case.bakery)
    hand_on(case)
    assert states(case) == {"orchard": "funded", "bakery": "renounced", "cinema": "reserve"}
    with pytest.raises(Conflict, match="letters_missing"):
        case.publish()
    with case.office.doors.engines.reading() as session:
        letters = Letters(session, call_of(session, case.call_id), "https://jury.example")
        assert set(letters.proposals) == {case.orchard, case.bakery}
        assert letters.write(case.orchard)[0] == "Your project is now funded"
        assert "12,000" in letters.write(case.orchard)[1].replace("\u202f", ",")
        assert "2026/19" in letters.write(case.bakery)[1]
    case.letters()
    case.publish()
    second = published(case)
    assert (first.granted_now, second.granted_now) == (20_000_00, 12_000_00)
    assert [p.id for p in second.funded] == [case.orchard]
    assert [(e.kind, e.project, e.grants) for e in second.events] == [
        ("given_up", case.bakery, {}),
        ("passed_on", None, {case.orchard: 12_000_00}),
    ]
    assert recompute(second) == []
    with case.office.doors.engines.reading() as session:
        assert len(letters_of(session, case.call_id)) == 3
        assert set(letters_of(session, case.call_id, 2)) == {case.orchard, case.bakery}


def test_where_announced_what_is_left_goes_to_a_part_of_a_project(doors, clock) -> None:
    case = case_with_reserve(doors, clock, partial=True)
    leave(case, case.bakery)
    hand_on(case)
    case.letters()
    case.publish()
    assert published(case).events[-1].grants == {case.orchard: 12_000_00, case.cinema: 8_000_00}
    assert recompute(published(case)) == []


def test_a_project_that_came_up_may_give_up_as_well(case) -> None:
    leave(case, case.bakery)
    hand_on(case)
    with pytest.raises(Conflict, match="letters_missing"):
        leave(case, case.orchard)
    case.letters()
    leave(case, case.orchard)
    hand_on(case)
    case.letters()
    case.publish()
    assert [p.id for p in published(case).funded] == [case.cinema]
    assert recompute(published(case)) == []


def test_a_record_whose_money_went_elsewhere_is_found_out(case) -> None:
    leave(case, case.bakery)
    hand_on(case)
    case.letters()
    case.publish()
    document = published(case)
    gone, passed = document.events
    elsewhere = replace(passed, grants={case.cinema: 15_000_00})
    forged = replace(document, events=[gone, elsewhere])
    assert recompute(forged) == [{"code": "differs", "field": "passed_on"}]
    nobody = replace(document, events=[replace(gone, project=case.cinema), passed])
    assert {"code": "differs", "field": "given_up"} in recompute(nobody)


def test_only_a_funded_project_gives_up_and_money_goes_on_only_once(case) -> None:
    with pytest.raises(Conflict, match="nothing_freed"):
        hand_on(case)
    with pytest.raises(Conflict, match="proposal_is_reserve"):
        leave(case, case.orchard)
    with pytest.raises(NotFound):
        leave(case, "nowhere")
    leave(case, case.bakery)
    with pytest.raises(Conflict, match="proposal_is_renounced"):
        leave(case, case.bakery)
    hand_on(case)
    with pytest.raises(Conflict, match="nothing_freed"):
        hand_on(case)


def attach(case: Case, about: int | None = 2, name: str = "helene") -> None:
    with keeping(case.office.doors.settings, "act.pdf", a_pdf()) as kept:
        attach_act(case.as_(name), call_id=case.call_id, number="2026/19", day="2026-03-20",
                   kept=kept, about=about)  # fmt: skip


def test_the_act_that_passes_money_on_is_attached_by_another_and_told_in_the_record(case) -> None:
    with pytest.raises(NotFound):
        attach(case)
    leave(case, case.bakery)
    for nothing in (0, 1, 2):
        with pytest.raises(NotFound):
            attach(case, nothing)
    hand_on(case)
    with pytest.raises(Forbidden):
        attach(case, name="simone")
    attach(case)
    with pytest.raises(Conflict, match="act_attached"):
        attach(case)
    case.letters()
    case.publish()
    act = published(case).events[-1].act
    assert act is not None
    assert (act.number, act.day) == ("2026/19", "2026-03-20")
    with case.office.doors.engines.reading() as session:
        assert wrong_files(session, case.office.doors.settings, case.call_id) == []
    schema = json.loads(files("jury").joinpath("schemas/record-1.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(json.loads(published(case).encode()))


def test_an_act_comes_before_the_record_that_tells_of_it(case, clock) -> None:
    leave(case, case.bakery)
    hand_on(case)
    case.letters()
    clock.advance(seconds=1)
    case.publish()
    with pytest.raises(Conflict, match="record_is_published"):
        attach(case)


def test_two_people_and_a_fresh_page_are_needed(case) -> None:
    for name in ("samira", "pascal", "karim"):
        with pytest.raises((Forbidden, NotFound)):
            leave(case, case.bakery, name)
    before = version(case)
    leave(case, case.bakery, "simone")
    with pytest.raises(Forbidden, match="wrote_it_down"):
        hand_on(case)
    with pytest.raises((Forbidden, NotFound)):
        hand_on(case, "helene")
    with pytest.raises(Conflict, match="stale"):
        pass_money_on(case.as_("simone"), call_id=case.call_id, version=before, reason="x",
                      reference="y")  # fmt: skip


def test_what_says_too_little_is_refused_beside_its_field(case) -> None:
    for changes, field, code in (
        ({"day": "2099-01-01"}, "day", "day_not_past"),
        ({"day": "soon"}, "day", "day_unknown"),
        ({"reason": " "}, "reason", "reason_missing"),
    ):
        with pytest.raises(Invalid) as refused:
            leave(case, case.bakery, **changes)
        assert refused.value.fields == {field: code}
    leave(case, case.bakery)
    with pytest.raises(Invalid) as refused:
        hand_on(case, reference=" ", reason="x" * 2001)
    assert refused.value.fields == {"reference": "reference_missing", "reason": "contest_too_long"}


# Equals on the reserve list


@pytest.fixture
def equals(doors, clock) -> Case:
    return case_with_equals(doors, clock)


def draw(case: Case, *order: str, name: str = "helene") -> None:
    draw_reserve(case.as_(name), call_id=case.call_id, order=order, version=version(case))


def test_slips_drawn_in_public_tell_equals_apart_and_everyone_can_check_it(equals) -> None:
    leave(equals, equals.bakery)
    with pytest.raises(Conflict, match="tie_needs_draw"):
        hand_on(equals)
    draw(equals, equals.cinema, equals.orchard)
    hand_on(equals)
    assert states(equals) == {"orchard": "reserve", "bakery": "renounced", "cinema": "funded"}
    equals.letters()
    equals.publish()
    record = published(equals)
    assert [(e.kind, e.order, e.grants) for e in record.events] == [
        ("given_up", [], {}),
        ("drawn", [equals.cinema, equals.orchard], {}),
        ("passed_on", [], {equals.cinema: 12_000_00}),
    ]
    assert recompute(record) == []
    schema = json.loads(files("jury").joinpath("schemas/record-1.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(json.loads(record.encode()))
    other = [replace(e, order=e.order[::-1]) for e in record.events]
    assert [p["field"] for p in recompute(replace(record, events=other))] == ["passed_on"]


def test_slips_are_drawn_of_those_who_are_equal_and_only_when_it_matters(equals, clock) -> None:
    with pytest.raises(Conflict, match="nothing_freed"):
        draw(equals, equals.cinema, equals.orchard)
    leave(equals, equals.bakery)
    cinema, orchard = equals.cinema, equals.orchard
    twice, foreign = (cinema, cinema, orchard), (cinema, equals.bakery)
    for wrong in ((), (cinema,), foreign, twice, ("", orchard)):
        with pytest.raises(Invalid, match="reserve_draw_unknown"):
            draw(equals, *wrong)
    draw(equals, equals.orchard, equals.cinema)
    with pytest.raises(Conflict, match="nothing_tied"):
        draw(equals, equals.cinema, equals.orchard)


def test_who_typed_the_slips_in_does_not_pass_the_money_on(equals) -> None:
    leave(equals, equals.bakery)
    draw(equals, equals.cinema, equals.orchard, name="simone")
    with pytest.raises(Forbidden, match="wrote_it_down"):
        hand_on(equals)


def test_the_desk_asks_for_the_draw_before_anything_else(equals) -> None:
    leave(equals, equals.bakery)
    assert waits(equals) is True
    draw(equals, equals.cinema, equals.orchard)
    assert waits(equals) is False


def waits(case: Case) -> bool | None:
    with case.office.doors.engines.reading() as session:
        return progress_of(session, [case.call_id])[case.call_id].draw_waits
