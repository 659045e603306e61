"""People who register themselves: once each, so many a household, and nobody learns who is in."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from jury.domain.errors import Conflict, Invalid, NotFound, TooMany
from jury.domain.lottery.registration import Given
from jury.services import lottery
from jury.services.codes import hash_link, make_code, open_body
from jury.services.lottery.links import follow_link, held_link
from jury.services.perform import Moment
from jury.services.signin import Visitor
from jury.storage.account import Letter
from jury.storage.lottery import Candidate, CandidateContact, reached
from jury.storage.lottery.links import candidate_by_link
from tests.fixtures.lots import Town, town

ANNA = Given(("under 40", "town"), "anna@example.org", "3 Mill Lane\n4000 Liège", "fr")
HERE = Visitor("192.0.2.7", "test", "")


@pytest.fixture
def place(doors, clock) -> Town:
    return town(doors, clock).opened()


def register(place: Town, given: Given = ANNA, key: str = "") -> str:
    code = make_code()
    lottery.register_oneself(
        Moment(place.office.doors, key=key, route="/register"), HERE, call_id=place.call_id,
        given=given, code=code,
    )  # fmt: skip
    return code


def link_of(place: Town, code: str) -> bytes:
    return hash_link(place.office.doors.settings, code)


def holder(place: Town, code: str) -> Candidate | None:
    with place.office.doors.engines.reading() as session:
        return candidate_by_link(session, place.call_id, link_of(place, code))


def letters(place: Town) -> list[str]:
    doors = place.office.doors
    with doors.engines.reading() as session:
        rows = session.scalars(
            select(Letter).where(Letter.call_id == place.call_id).order_by(Letter.created_at)
        ).all()
        return [open_body(doors.settings, row.id, row.sealed) for row in rows if row.sealed]


def withdraw(place: Town, code: str) -> None:
    found = holder(place, code)
    lottery.withdraw_candidate(
        Moment(place.office.doors), call_id=place.call_id, link=link_of(place, code),
        version=found.version if found else 1,
    )  # fmt: skip


def test_anna_registers_and_gets_her_private_link_by_mail(place) -> None:
    code = register(place)
    (candidate,) = place.in_state("registered")
    assert (candidate.values, candidate.source) == (["under 40", "town"], "form")
    assert holder(place, code).id == candidate.id
    (letter,) = letters(place)
    assert f"/r/{code}" in letter


def test_the_log_says_that_somebody_registered_and_not_who(place) -> None:
    register(place)
    (entry,) = place.leaves("registration.received")
    assert (entry.subject, entry.role, entry.facts) == (
        place.call_id, "visitor", {"source": "form"}
    )  # fmt: skip
    assert entry.parts == ()


@pytest.mark.parametrize("reach", ["Anna@Example.org", " anna@example.org "])
def test_whoever_registers_twice_gets_the_same_answer_and_stands_in_the_lottery_once(
    place, reach
) -> None:
    first = register(place)
    second = register(place, replace(ANNA, reach=reach, values=("40 and over", "town")))
    (candidate,) = place.in_state("registered")
    assert candidate.values == ["under 40", "town"]
    assert [entry.facts for entry in place.leaves("registration.received")] == [
        {"source": "form"}, {"source": "form"}
    ]  # fmt: skip
    assert holder(place, first).id == holder(place, second).id == candidate.id
    assert "déjà" in letters(place)[1]


def test_a_number_written_another_way_is_the_same_person_and_its_second_link_opens_nothing(
    place,
) -> None:
    first = register(place, replace(ANNA, reach="+32 470 12.34.56"))
    second = register(place, replace(ANNA, reach="0032 (0)470/123456"))
    assert place.states() == {"registered": 1}
    assert holder(place, first) is not None
    assert holder(place, second) is None


def test_no_more_of_a_household_than_announced_however_the_address_is_written(place) -> None:
    register(place)
    register(place, replace(ANNA, reach="ben@example.org", address="3 MILL LANE, 4000 Liège"))
    with pytest.raises(Invalid) as refused:
        register(place, replace(ANNA, reach="cara@example.org", address="3, mill lane 4000 liège"))
    assert refused.value.fields == {"address": "household_full_here"}
    assert place.states() == {"registered": 2}


def test_without_an_address_everybody_is_a_household_of_their_own(place) -> None:
    for name in ("anna", "ben", "cara"):
        register(place, replace(ANNA, reach=f"{name}@example.org", address=""))
    assert place.states() == {"registered": 3}


@pytest.mark.parametrize(("given", "fields"), [
    (replace(ANNA, values=("under 40", "moon")), {"feature-1": "answer_not_offered"}),
    (replace(ANNA, values=("under 40",)), {"feature-1": "answer_not_offered"}),
    (replace(ANNA, reach="anna at home"), {"reach": "reach_unreadable"}),
    (replace(ANNA, reach="anna@"), {"reach": "reach_unreadable"}),
    (replace(ANNA, reach="12"), {"reach": "reach_unreadable"}),
    (replace(ANNA, language="xx"), {"language": "answer_not_offered"}),
])  # fmt: skip
def test_what_cannot_be_read_is_refused_at_its_field(place, given, fields) -> None:
    with pytest.raises(Invalid) as refused:
        register(place, given)
    assert refused.value.fields == fields
    assert place.states() == {}


def test_nobody_registers_before_the_lottery_opens_or_once_registration_is_over(
    doors, clock
) -> None:
    place = town(doors, clock)
    place.plan()
    with pytest.raises(Conflict, match="lottery_is_preparing"):
        register(place)
    lottery.open_lottery(place.as_("samira"), call_id=place.call_id, version=1)
    register(place)
    place.closed()
    with pytest.raises(Conflict, match="lottery_closed"):
        register(place, replace(ANNA, reach="ben@example.org"))


def test_one_address_is_tried_five_times_an_hour(place) -> None:
    for _ in range(5):
        register(place)
    with pytest.raises(TooMany):
        register(place)


def test_by_telephone_the_facilitator_is_told_who_is_in_already(place) -> None:
    given = replace(ANNA, reach="0470 123456")
    samira, call_id = place.as_("samira"), place.call_id
    lottery.enter_candidate(samira, call_id=call_id, given=given, code=make_code())
    with pytest.raises(Invalid) as refused:
        lottery.enter_candidate(samira, call_id=call_id, given=given, code=make_code())
    assert refused.value.fields == {"reach": "reach_registered"}
    (candidate,) = place.in_state("registered")
    assert candidate.source == "phone"


def test_anna_corrects_what_she_gave(place) -> None:
    code = register(place)
    better = replace(ANNA, values=("40 and over", "villages"), reach="0470 123456")
    lottery.correct_registration(
        Moment(place.office.doors), call_id=place.call_id, link=link_of(place, code),
        given=better, version=1, code=make_code(),
    )  # fmt: skip
    (candidate,) = place.in_state("registered")
    assert candidate.values == ["40 and over", "villages"]
    (entry,) = place.leaves("registration.corrected")
    assert (entry.subject, entry.facts) == (place.call_id, {})


def test_once_registration_is_over_only_the_way_to_reach_her_changes(place) -> None:
    code = register(place)
    place.closed()
    moment, link = Moment(place.office.doors), link_of(place, code)
    with pytest.raises(Conflict, match="answers_fixed"):
        lottery.correct_registration(
            moment, call_id=place.call_id, link=link, version=1, code=make_code(),
            given=replace(ANNA, values=("40 and over", "town")),
        )  # fmt: skip
    lottery.correct_registration(
        moment, call_id=place.call_id, link=link, version=1, code=make_code(),
        given=replace(ANNA, reach="0470 123456"),
    )  # fmt: skip
    with place.office.doors.engines.reading() as session:
        (row,) = reached(session, place.call_id, ("registered",))
    assert (row.contact.email, row.contact.phone) == ("", "0470123456")


def test_whoever_withdraws_is_erased_at_once_and_can_register_again(place) -> None:
    code = register(place)
    withdraw(place, code)
    assert place.states() == {"withdrawn": 1}
    with place.office.doors.engines.reading() as session:
        (row,) = session.scalars(select(CandidateContact)).all()
        (letter,) = session.scalars(select(Letter).where(Letter.call_id == place.call_id)).all()
    assert [row.name, row.email, row.phone, row.address, row.language] == [""] * 5
    assert (letter.recipient, letter.sealed, letter.state) == ("", None, "replaced")
    with pytest.raises(NotFound):
        withdraw(place, code)
    register(place)
    assert place.states() == {"withdrawn": 1, "registered": 1}


def drawn(place: Town) -> tuple[str, Candidate]:
    """Draw from sixteen who registered; give the private link of one who was drawn."""
    ages, areas = ("under 40", "40 and over"), ("town", "villages")
    codes = [
        register(place, Given((ages[n % 2], areas[n // 2 % 2]), f"p{n}@example.org", "", "fr"))
        for n in range(16)
    ]
    place.closed().drawn().confirmed()
    code, anna = next(
        (code, found) for code in codes if (found := holder(place, code)).state == "drawn"
    )
    return code, anna


def test_somebody_drawn_withdraws_and_the_next_person_is_asked(place) -> None:
    code, anna = drawn(place)
    withdraw(place, code)
    (entry,) = place.leaves("candidate.withdrew")
    assert entry.subject == anna.id
    assert entry.facts["next"] in {one.id for one in place.in_state("drawn")}
    assert len(place.in_state("drawn")) == 10


def test_a_link_is_held_for_an_hour_and_another_code_leads_nowhere(place, clock) -> None:
    doors = place.office.doors
    code = register(place)
    token, call_id = follow_link(doors, code.lower().replace("-", " "), HERE)
    assert (call_id, held_link(doors, token)) == (place.call_id, link_of(place, code))
    assert follow_link(doors, make_code(), HERE) is None
    assert follow_link(doors, "no code at all", HERE) is None
    clock.advance(hours=1)
    assert held_link(doors, token) is None


def test_a_lost_link_is_replaced_and_opens_nothing_any_more(place) -> None:
    lost, found = register(place), make_code()
    samira = place.as_("samira")
    lottery.replace_link(samira, call_id=place.call_id, reach="ANNA@example.org", code=found)
    assert holder(place, lost) is None
    assert holder(place, found).id == place.in_state("registered")[0].id
    with pytest.raises(Invalid) as refused:
        lottery.replace_link(
            samira, call_id=place.call_id, reach="ben@example.org", code=make_code()
        )
    assert refused.value.fields == {"reach": "reach_unknown"}


def test_somebody_drawn_accepts_by_their_link_and_is_seated_by_that_name(place) -> None:
    code, anna = drawn(place)

    def accept(name: str, version: int = anna.version) -> None:
        lottery.accept_seat(
            Moment(place.office.doors), call_id=place.call_id, link=link_of(place, code),
            name=name, version=version,
        )  # fmt: skip

    for name, said in ((" ", "own_name_missing"), ("A" * 201, "own_name_too_long")):
        with pytest.raises(Invalid) as refused:
            accept(name)
        assert refused.value.fields == {"name": said}
    accept(" Anna Dubois ")
    (entry,) = place.leaves("candidate.answered")
    assert (entry.subject, entry.facts) == (anna.id, {"accepted": True, "next": "", "breaches": 0})
    assert "Anna" not in entry.encode().decode()
    with place.office.doors.engines.reading() as session:
        (row,) = reached(session, place.call_id, ("accepted",))
    assert (row.candidate.id, row.contact.name) == (anna.id, "Anna Dubois")
    with pytest.raises(Conflict, match="stale"):
        accept("Anna")
    with pytest.raises(Conflict, match="not_asked"):
        accept("Anna", row.candidate.version)


def test_nobody_accepts_before_they_are_drawn(place) -> None:
    code = register(place)
    with pytest.raises(Conflict, match="not_asked"):
        lottery.accept_seat(
            Moment(place.office.doors), call_id=place.call_id, link=link_of(place, code),
            name="Anna", version=1,
        )  # fmt: skip
