"""Invitation letters: whom they go to, what their codes open, and when addresses are gone."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from jury.domain.account import normalise_code
from jury.domain.errors import Conflict, Invalid, TooMany
from jury.domain.lottery.invitations import digest_of, read_addresses, sample
from jury.domain.lottery.registration import Given
from jury.services import lottery
from jury.services.call import cancel_call
from jury.services.codes import hash_link, make_code
from jury.services.limits import PRIVATE_PREFIX
from jury.services.lottery.erasing import erase_in_time
from jury.services.lottery.inviting import follow_letter, letters_to_print
from jury.services.perform import Moment
from jury.services.signin import Visitor
from jury.storage.lottery.invitations import Invitation, letters_answered, letters_made
from jury.storage.record import LogEntry
from tests.fixtures.lots import Town, town

HOME = Visitor("192.0.2.7", "Firefox · Android", "")


@pytest.fixture
def place(doors, clock) -> Town:
    return town(doors, clock).opened()


def street(houses: int, first: int = 1) -> bytes:
    """Give a list of addresses, every second one in the villages."""
    lines = ["name,address,postcode,town,Area,Age"]
    for number in range(first, first + houses):
        area = "villages" if number % 2 else "town"
        lines.append(f"Household {number},{number} Quiet Lane,4000,Lakeside,{area},")
    return "\n".join(lines).encode()


def invite(place: Town, letters: int = 4, data: bytes | None = None) -> None:
    """Draw letters from a list, as the page does."""
    found = read_addresses(data or street(20), place.lottery().plan(), ("en",), lambda home: False)
    lottery.draw_letters(
        place.as_("samira"), call_id=place.call_id, addresses=found.found, letters=letters
    )


def codes_of(place: Town) -> list[str]:
    doors = place.office.doors
    with doors.engines.reading() as session:
        return [one.code for one in letters_to_print(session, doors, place.call_id, 1)]


def come(place: Town, reach: str, letter: str, address: str = "", mine: str = "") -> None:
    """Register oneself on the public form."""
    given = Given(("under 40", "town"), reach, address, "en")
    lottery.register_oneself(
        Moment(place.office.doors), HOME, call_id=place.call_id, given=given,
        code=mine or make_code(), invitation=letter,
    )  # fmt: skip


def test_anyone_with_the_list_repeats_the_sample_from_the_log(place: Town) -> None:
    invite(place, 4)
    (leaf,) = place.leaves("invitations.drawn")
    homes = [f"{number} quiet lane 4000 lakeside" for number in range(1, 21)]
    assert {name: leaf.facts[name] for name in ("addresses", "letters", "sha256")} == {
        "addresses": 20, "letters": 4, "sha256": digest_of(homes),
    }  # fmt: skip
    drawn = sample(homes, str(leaf.facts["number"]), 4)
    doors = place.office.doors
    with doors.engines.reading() as session:
        letters = letters_to_print(session, doors, place.call_id, 1)
    assert [one.lines for one in letters] == [
        (f"Household {home + 1}", f"{home + 1} Quiet Lane", "4000 Lakeside") for home in drawn
    ]


def test_no_address_and_no_code_stands_readable_anywhere(place: Town) -> None:
    invite(place, 20)
    codes = codes_of(place)
    with place.office.doors.engines.reading() as session:
        stored = str([row.__dict__ for row in session.scalars(select(Invitation))])
        logged = b"".join(session.scalars(select(LogEntry.data))).decode(errors="replace")
    for text in (stored, logged):
        assert "Quiet" not in text
        assert not any(code in text or normalise_code(code) in text for code in codes)


def test_addresses_that_were_not_drawn_are_kept_nowhere(place: Town) -> None:
    invite(place, 4)
    with place.office.doors.engines.reading() as session:
        assert session.scalar(select(func.count()).select_from(Invitation)) == 4


def test_by_one_letter_as_many_register_as_a_household_may(place: Town) -> None:
    invite(place)
    code, other, *_ = codes_of(place)
    come(place, "anna@example.org", code)
    come(place, "bela@example.org", code.lower().replace("-", " "), address="Somewhere else 1")
    with pytest.raises(Invalid) as refused:
        come(place, "carla@example.org", code)
    assert refused.value.fields == {"letter": "letter_used"}
    come(place, "carla@example.org", other)
    assert [one.source for one in place.in_state("registered")] == ["letter"] * 3
    assert len({one.household for one in place.in_state("registered")}) == 2


def test_writing_another_address_later_does_not_free_the_letter(place: Town) -> None:
    invite(place)
    code, mine = codes_of(place)[0], make_code()
    come(place, "anna@example.org", code, mine=mine)
    come(place, "bela@example.org", code)
    before = {one.household for one in place.in_state("registered")}
    lottery.correct_oneself(
        Moment(place.office.doors), HOME, call_id=place.call_id,
        link=hash_link(place.office.doors.settings, mine), version=1, code=make_code(),
        given=Given(("under 40", "town"), "anna@example.org", "9 Rope Walk", "en"),
    )  # fmt: skip
    assert {one.household for one in place.in_state("registered")} == before
    with pytest.raises(Invalid):
        come(place, "carla@example.org", code)


def test_letters_open_the_form_again_when_the_lottery_is_open_again(place: Town) -> None:
    invite(place)
    first, second, *_ = codes_of(place)
    come(place, "anna@example.org", first)
    place.closed()
    erase_in_time(place.office.doors)
    lottery.reopen_lottery(
        place.as_("samira"), call_id=place.call_id, reason="Too early.",
        version=place.lottery().version,
    )  # fmt: skip
    come(place, "bela@example.org", second)
    assert place.states() == {"registered": 2}


def test_an_unknown_code_and_one_of_another_call_open_nothing(place: Town) -> None:
    invite(place)
    for code in (make_code(), "nonsense"):
        with pytest.raises(Invalid) as refused:
            come(place, "anna@example.org", code)
        assert refused.value.fields == {"letter": "letter_unknown"}
    assert place.states() == {}


def test_whoever_guesses_codes_is_stopped_and_who_has_one_is_not(place: Town) -> None:
    invite(place)
    doors, right = place.office.doors, codes_of(place)[0]
    for _ in range(2 * PRIVATE_PREFIX.most):
        assert follow_letter(doors, right, HOME) == place.call_id
    wrong = "22222-22222"
    for _ in range(PRIVATE_PREFIX.most):
        with pytest.raises(Invalid):
            follow_letter(doors, wrong, HOME)
    with pytest.raises(TooMany):
        follow_letter(doors, wrong, HOME)
    assert follow_letter(doors, right, HOME) == place.call_id


def test_more_letters_than_addresses_or_none_are_refused(place: Town) -> None:
    for letters, code in (
        (21, "letters_too_many"),
        (0, "letters_to_send_missing"),
        (-1, "letters_to_send_missing"),
    ):
        with pytest.raises(Invalid) as refused:
            invite(place, letters)
        assert refused.value.fields == {"letters": code}
    with pytest.raises(Invalid) as refused:
        lottery.draw_letters(place.as_("samira"), call_id=place.call_id, addresses=(), letters=1)
    assert refused.value.fields == {"file": "addresses_missing"}


def test_nobody_gets_a_second_letter(place: Town) -> None:
    invite(place, 20)
    with pytest.raises(Invalid) as refused:
        invite(place, 1)
    assert refused.value.fields == {"file": "address_invited"}
    invite(place, 5, street(10, first=21))
    with place.office.doors.engines.reading() as session:
        assert letters_made(session, place.call_id) == (25, 25)


def test_once_registration_is_over_no_letter_is_made_used_or_kept(place: Town) -> None:
    invite(place)
    code = codes_of(place)[0]
    come(place, "anna@example.org", code)
    erase_in_time(place.office.doors)
    assert len(codes_of(place)) == 4
    place.closed()
    erase_in_time(place.office.doors)
    assert codes_of(place) == []
    with place.office.doors.engines.reading() as session:
        assert letters_made(session, place.call_id) == (4, 0)
    for late in (lambda: invite(place), lambda: come(place, "bela@example.org", code)):
        with pytest.raises(Conflict, match="lottery_closed"):
            late()


def test_a_call_that_is_cancelled_forgets_its_letters(place: Town) -> None:
    invite(place)
    cancel_call(place.as_("helene"), call_id=place.call_id, reason="No money.")
    erase_in_time(place.office.doors)
    assert codes_of(place) == []


def test_a_home_counts_as_answered_while_somebody_of_it_is_registered(place: Town) -> None:
    invite(place, 20)
    come(place, "anna@example.org", codes_of(place)[0])
    come(place, "bela@example.org", codes_of(place)[0])
    with place.office.doors.engines.reading() as session:
        answered = letters_answered(session, place.call_id)
    assert (len(answered), sum(came for _, came in answered)) == (20, 1)
