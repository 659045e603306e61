"""From sealed sheets to the authority's answer, on both databases, with numbers done by hand."""

from __future__ import annotations

import pytest

from jury.domain.errors import Conflict, Forbidden, Invalid, NotFound
from jury.domain.permissions import Role
from jury.services.call import give_part
from jury.services.decision import GivenAnswer, confirm_count, enter_draw, enter_vote
from jury.services.decision.opened import recount
from jury.storage.call import call_of
from jury.storage.decision import confirmation_of, decision_of
from jury.storage.proposal import proposal_of
from jury.storage.record import LogEntry
from tests.fixtures.calls import email_of
from tests.fixtures.decided import Case, open_case


@pytest.fixture
def case(doors, clock) -> Case:
    return open_case(doors, clock)


def got(case: Case) -> dict[str, tuple[object, ...]]:
    return {p: (r.place, r.score, r.outcome, r.amount_cents) for p, r in case.results().items()}


def test_the_count_gives_what_a_hand_computes(case) -> None:
    case.to("count")
    # Orchard: without 0 and 3 the mean of 2, 2, 3, 3 is 5/2, of 1, 2, 2, 3 is 2: 60*5/6 + 40*2/3.
    # Bakery: 2 and 3: 40 + 40. Cinema: 1 and 0: 20; 8 000 of the 40 000 are left, it asks 15 000.
    assert got(case) == {
        case.bakery: (1, "80/1", "funded", 20_000_00),
        case.orchard: (2, "230/3", "funded", 12_000_00),
        case.cinema: (3, "20/1", "reserve", 0),
    }
    rows = case.results()[case.bakery].criteria
    assert [(r["n"], r["cannot_judge"], r["counts"]) for r in rows] == [
        (6, 0, [0, 0, 6, 0]),
        (5, 1, [0, 0, 0, 5]),
    ]


def test_nothing_is_counted_before_closing_nor_twice(case) -> None:
    case.score()
    with pytest.raises(Conflict, match="round_is_open"):
        case.count()
    case.close()
    case.count()
    with pytest.raises(Conflict, match="round_is_counted"):
        case.count()


def test_a_project_without_a_score_needs_the_vote_of_the_room(case) -> None:
    case.score({case.orchard: [(3, 3)] * 6, case.bakery: [(1, 1)] * 4})
    case.close()
    with pytest.raises(Conflict, match="votes_missing") as refused:
        case.count()
    assert refused.value.params["count"] == 2

    def vote(proposal_id: str, yes: int, no: int, abstain: int) -> None:
        enter_vote(case.as_("samira"), call_id=case.call_id, proposal_id=proposal_id,
                   yes=yes, no=no, abstain=abstain, version=0)  # fmt: skip

    with pytest.raises(Conflict, match="has_score"):
        vote(case.orchard, 6, 0, 0)
    with pytest.raises(Invalid, match="votes_too_many"):
        vote(case.bakery, 6, 1, 0)
    vote(case.bakery, 4, 1, 1)
    vote(case.cinema, 2, 3, 1)
    with pytest.raises(Conflict, match="stale"):
        vote(case.bakery, 0, 6, 0)
    case.count()
    assert got(case) == {
        case.orchard: (1, "100/1", "funded", 12_000_00),
        case.bakery: (2, "", "funded", 20_000_00),
        case.cinema: (None, "", "not_funded", 0),
    }
    case.confirm()


def test_of_equal_scores_the_smaller_amount_goes_first(doors, clock) -> None:
    case = open_case(doors, clock, budget_cents=20_000_00)
    same = [(2, 2)] * 6  # the smaller amount breaks this tie, without any draw
    case.score({case.orchard: same, case.bakery: same, case.cinema: same})
    case.close()
    case.count()
    assert got(case)[case.orchard] == (1, "200/3", "funded", 12_000_00)
    with pytest.raises(Conflict, match="round_is_counted"):
        enter_draw(case.as_("samira"), call_id=case.call_id, proposals=[case.orchard], version=0)


def test_a_tie_at_the_line_waits_for_slips_drawn_in_public(doors, clock) -> None:
    case = open_case(doors, clock, [20_000_00] * 3, budget_cents=20_000_00)
    same = [(2, 2)] * 6
    case.score({case.orchard: same, case.bakery: same, case.cinema: [(0, 0)] * 6})
    case.close()
    with pytest.raises(Conflict, match="tie_needs_draw"):
        case.count()
    with pytest.raises(Invalid, match="draw_unknown"):
        enter_draw(case.as_("samira"), call_id=case.call_id, proposals=["x"], version=0)
    enter_draw(case.as_("samira"), call_id=case.call_id,
               proposals=[case.bakery, case.orchard], version=0)  # fmt: skip
    case.count()
    assert [got(case)[p][2] for p in (case.bakery, case.orchard)] == ["funded", "reserve"]
    case.confirm()


def test_pascal_confirms_what_the_log_itself_gives(case) -> None:
    case.to("confirm")
    with case.office.doors.engines.reading() as session:
        round_ = case.round()
        found = recount(session, call_of(session, case.call_id), round_)
        confirmed = confirmation_of(session, case.call_id, round_.id)
        entry = session.query(LogEntry).filter_by(kind="count.confirmed").one().data.decode()
    assert (found.agrees, len(found.opened.sheets), found.opened.unreadable) == (True, 17, 0)
    assert found.opened.staying == {case.orchard: 6, case.bakery: 6, case.cinema: 5}
    assert confirmed.words == "I opened all seventeen sheets."
    assert '"sheets":17' in entry
    assert "seventeen" not in entry
    with pytest.raises(Conflict, match="confirmed"):
        case.confirm()


TAMPERINGS = {
    "a sheet's levels, before the count": (
        "before", "UPDATE sheet SET levels = replace(levels, ': 3', ': 0')"),
    "a sheet taken away, before the count": (
        "before", "UPDATE sheet SET state = 'removed' WHERE leaf = (SELECT min(leaf) FROM sheet)"),
    "a result's amount": ("after", "UPDATE result SET amount_cents = 1 WHERE amount_cents > 0"),
    "a result's score": ("after", "UPDATE result SET score = '99/1'"),
    "what was sealed": (
        "after", "UPDATE opening SET value = replace(value, ':3', ':0') WHERE part = 'levels'"),
    "what was sealed, taken away": (
        "after", "UPDATE opening SET value = NULL, key = NULL WHERE part = 'levels'"),
}  # fmt: skip


@pytest.mark.parametrize("name", TAMPERINGS)
def test_a_changed_row_is_seen_and_never_confirmed(case, name) -> None:
    when, statement = TAMPERINGS[name]
    case.score()
    case.close()
    if when == "before":
        tamper(case, statement)
    case.count()
    if when == "after":
        tamper(case, statement)
    with pytest.raises(Conflict, match="count_differs"):
        case.confirm()


def tamper(case: Case, statement: str) -> None:
    """Change rows past every door, as somebody with the database could."""
    engine = case.office.doors.engines.write
    if engine.dialect.name == "postgresql":
        statement = statement.replace("replace(levels,", "replace(levels::text,")
        statement = statement.replace("': 0')", "': 0')::json")
    with engine.connect() as connection:
        disarm(connection.connection.driver_connection, engine.dialect.name)
        driver = connection.connection.driver_connection
        cursor = driver.cursor()
        cursor.execute(statement)
        driver.commit()


def disarm(driver, dialect: str) -> None:
    """Take away what guards the openings, as the database's owner could."""
    cursor = driver.cursor()
    if dialect == "postgresql":
        cursor.execute("ALTER TABLE opening DISABLE TRIGGER ALL")
        return
    cursor.execute("SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name='opening'")
    for (name,) in cursor.fetchall():
        cursor.execute(f"DROP TRIGGER {name}")


def test_only_who_is_the_guarantor_confirms(case) -> None:
    case.to("count")
    for name in ("samira", "helene", "simone", "karim"):
        with pytest.raises((Forbidden, NotFound)):
            confirm_count(case.as_(name), call_id=case.call_id)


def test_the_authority_answers_after_the_guarantor_only(case) -> None:
    case.to("count")
    with pytest.raises(Conflict, match="not_confirmed"):
        case.prepare()
    case.confirm()
    case.prepare()
    with pytest.raises(Conflict, match="stale"):
        case.prepare(version=0)
    case.prepare(version=1, cinema=case.cinema_gets(8_000_00))
    with pytest.raises(Conflict, match="stale"):
        case.adopt(version=1)
    case.adopt(version=2)
    with pytest.raises(Conflict, match="call_is_decided"):
        case.prepare(version=3)
    with case.office.doors.engines.reading() as session:
        states = {p: proposal_of(session, case.call_id, p).state
                  for p in (case.orchard, case.bakery, case.cinema)}  # fmt: skip
        assert call_of(session, case.call_id).state == "decided"
    assert states == dict.fromkeys(states, "funded")


def wrong_answers(case: Case) -> dict[str, GivenAnswer]:
    c = case.cinema
    return {
        "reason_missing": GivenAnswer(c, "departs", "funded", 8_000_00, "  "),
        "reason_too_long": GivenAnswer(c, "departs", "funded", 8_000_00, "x" * 4001),
        "follows_but_differs": GivenAnswer(c, "follows", "funded", 8_000_00),
        "departs_but_same": GivenAnswer(c, "departs", "reserve", 0, "So it is."),
        "amount_and_outcome": GivenAnswer(c, "departs", "funded", 0, "So it is."),
        "more_than_asked": GivenAnswer(c, "departs", "funded", 15_000_01, "So it is."),
        "less_than_needed": GivenAnswer(c, "departs", "funded", 7_999_99, "So it is."),
        "answer_missing": GivenAnswer(c, "perhaps", "funded", 1, "So it is."),
        "answer_unknown": GivenAnswer(c, "departs", "funded", -1, "So it is."),
    }


def test_an_answer_that_makes_no_sense_is_refused_beside_its_project(case) -> None:
    case.to("confirm")
    for code, answer in wrong_answers(case).items():
        with pytest.raises(Invalid) as refused:
            case.prepare(cinema=answer)
        assert list(refused.value.fields.values()) == [code]
    with pytest.raises(Invalid, match="over_budget"):
        case.prepare(cinema=case.cinema_gets(8_000_01))


def test_two_people_two_acts(case) -> None:
    give_part(case.as_("helene"), call_id=case.call_id, email=email_of("helene"),
              role=Role.SIGNATORY)  # fmt: skip
    case.to("prepare")
    with pytest.raises(Forbidden, match="prepared_it"):
        case.adopt(name="helene")
    with pytest.raises(Exception, match=r"(?i)four_eyes|constraint"):
        tamper(case, "UPDATE decision SET adopted_by = prepared_by")
    case.adopt()
    with case.office.doors.engines.reading() as session:
        decided = decision_of(session, case.call_id)
    assert (decided.prepared_by, decided.adopted_by) == (
        case.office.people["helene"], case.office.people["simone"])  # fmt: skip
