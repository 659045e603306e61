"""The call's questions, answered one by one: stored, in the log and the letters."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from jury.domain.errors import Conflict, Invalid
from jury.domain.proposal import MOST_WHY, Answer
from jury.services.letters import readable
from jury.services.proposal import (
    accept_proposal,
    admit_proposal,
    answer_contest,
    contest_refusal,
    refuse_proposal,
    written_to,
)
from jury.services.scoring import open_round
from jury.services.seat import declare_tie, fill_seats
from jury.storage.account import Account, Letter
from jury.storage.call import Call
from jury.storage.proposal import proposal_of
from jury.storage.record import LogEntry, Opening
from jury.storage.seat import seats_in
from tests.fixtures.calls import ALL_MET, LATE, NOT_MET, Office, open_office

YES, NO = Answer("yes"), Answer("no", "One firm.")
QUESTIONS = {"admissibility": "Did it come in on time?", "eligibility": "Are there two partners?"}


@pytest.fixture
def office(doors, clock) -> Office:
    return open_office(doors, clock)


@pytest.fixture
def closed(office) -> tuple[str, str]:
    call_id = office.open_call()
    proposal_id = office.handed_in(call_id)
    office.close(call_id)
    return call_id, proposal_id


def stored(office, closed):
    with office.doors.engines.reading() as session:
        return proposal_of(session, *closed)


def act(verb, office, closed, as_="helene", **values):
    how = {"call_id": closed[0], "proposal_id": closed[1]}
    version = stored(office, closed).version
    return verb(office.as_(as_), **{**how, "version": version, **values})


def letters(office) -> str:
    with office.doors.engines.reading() as session:
        rows = session.query(Letter).order_by(Letter.created_at).all()
        return "".join(readable(office.doors.settings, rows).values())


def entry(office, kind):
    with office.doors.engines.reading() as session:
        row = session.query(LogEntry).filter_by(kind=kind).one()
        opening = (
            session.query(Opening).filter_by(log_id=row.log_id, leaf=row.leaf, part="answers").one()
        )
        return json.loads(row.data)["facts"], json.loads(opening.value), row.data.decode()


def row(check, said="yes", reason=""):
    return {"question": QUESTIONS[check], "answer": said, "reason": reason}


def test_a_project_is_found_admissible_then_eligible_with_a_letter_each(office, closed) -> None:
    act(admit_proposal, office, closed, admissibility=[YES])
    assert (stored(office, closed).state, entry(office, "proposal.admitted")[0]) == (
        "admissible",
        {"admissibility": ["yes"]},
    )
    assert "is complete and in time." in letters(office)
    assert "– Did it come in on time? Yes" in letters(office)
    assert "” meets the conditions" not in letters(office)
    with pytest.raises(Conflict, match="proposal_is_admissible"):
        act(admit_proposal, office, closed, admissibility=[YES])
    act(accept_proposal, office, closed, eligibility=[YES])
    proposal = stored(office, closed)
    assert (proposal.state, proposal.admissibility_answers, proposal.eligibility_answers) == (
        "eligible",
        [row("admissibility")],
        [row("eligibility")],
    )
    assert entry(office, "proposal.accepted")[0] == {"admissibility": [], "eligibility": ["yes"]}
    assert "“The shared orchard” meets the conditions of the call." in letters(office)


def test_both_are_said_in_one_go_with_one_letter(office, closed) -> None:
    why = Answer("not_applicable", "Nobody is a firm.")
    act(accept_proposal, office, closed, admissibility=[YES], eligibility=[why])
    facts, part, leaf = entry(office, "proposal.accepted")
    assert facts == {"admissibility": ["yes"], "eligibility": ["not_applicable"]}
    assert part == {
        "admissibility": [row("admissibility")],
        "eligibility": [row("eligibility", "not_applicable", "Nobody is a firm.")],
    }
    assert ("Nobody is a firm" in leaf, stored(office, closed).state) == (False, "eligible")
    assert "is complete, in time, and meets the conditions of the call." in letters(office)
    assert "– Are there two partners? Does not apply (Nobody is a firm.)" in letters(office)


@pytest.mark.parametrize(
    ("answers", "field", "code"),
    [
        ([], "admissibility-0", "answer_missing"),
        ([Answer("")], "admissibility-0", "answer_missing"),
        ([Answer("perhaps")], "admissibility-0", "answer_missing"),
        ([YES, YES], "admissibility-1", "answer_missing"),
        ([Answer("not_applicable", " ")], "admissibility-0-why", "why_missing"),
        ([Answer("yes", "x" * (MOST_WHY + 1))], "admissibility-0-why", "text_too_long"),
        ([Answer("no", "Late.")], "admissibility-0", "answered_no"),
    ],
)
def test_each_question_needs_an_answer_that_fits(office, closed, answers, field, code) -> None:
    with pytest.raises(Invalid) as refused:
        act(admit_proposal, office, closed, admissibility=answers)
    assert refused.value.fields == {field: code}
    proposal = stored(office, closed)
    assert (proposal.state, proposal.admissibility_answers) == ("submitted", [])


@pytest.mark.parametrize("missing", ["admissibility", "eligibility"])
def test_nothing_is_eligible_while_one_check_is_unanswered(office, closed, missing) -> None:
    with pytest.raises(Invalid) as refused:
        act(accept_proposal, office, closed, **{**ALL_MET, missing: ()})
    assert refused.value.fields == {f"{missing}-0": "answer_missing"}
    with pytest.raises(Invalid) as refused:
        act(accept_proposal, office, closed, **{**ALL_MET, missing: (NO,)})
    assert refused.value.fields == {f"{missing}-0": "answered_no"}


@pytest.mark.parametrize(
    ("first", "answers", "outcome", "failing"),
    [
        (False, LATE, "inadmissible", "Did it come in on time? No"),
        (False, {**NOT_MET, **LATE}, "inadmissible", "Did it come in on time? No"),
        (False, NOT_MET, "ineligible", "Are there two partners? No (One firm.)"),
        (True, {"eligibility": (NO,)}, "ineligible", "Are there two partners? No (One firm.)"),
    ],
)
def test_a_refusal_names_the_question_that_fails(
    office, closed, first, answers, outcome, failing
) -> None:
    if first:
        act(admit_proposal, office, closed, admissibility=[YES])
    before = len(letters(office))
    act(refuse_proposal, office, closed, reason="Look at article 3.", **answers)
    assert stored(office, closed).state == outcome
    facts, _part, _leaf = entry(office, "proposal.refused")
    late = outcome == "inadmissible"
    assert facts == {
        "outcome": outcome,
        "admissibility": ["no" if late else "yes"],
        "eligibility": [] if late else ["no"],
    }
    letter = letters(office)[before:]
    assert (f"– {failing}" in letter, "The reason: Look at article 3." in letter) == (True, True)
    assert letter.count("– ") == 1


def test_all_that_is_wrong_is_told_at_once(office, closed) -> None:
    wrong = {"admissibility": (NO,), "eligibility": (Answer("not_applicable"),)}
    with pytest.raises(Invalid) as refused:
        act(accept_proposal, office, closed, **wrong)
    assert refused.value.fields == {
        "admissibility-0": "answered_no",
        "eligibility-0-why": "why_missing",
    }


@pytest.mark.parametrize("answers", [{}, {"admissibility": (YES,)}, ALL_MET])
def test_a_refusal_without_a_question_that_fails_is_none(office, closed, answers) -> None:
    with pytest.raises(Invalid) as refused:
        act(refuse_proposal, office, closed, reason="I do not like it.", **answers)
    expected = {} if answers else {"admissibility-0": "answer_missing"}
    assert refused.value.fields == expected
    assert stored(office, closed).state == "submitted"


def test_what_is_eligible_is_before_the_jury_when_the_round_opens(office, closed) -> None:
    call_id, proposal_id = closed
    samira, later = office.as_("samira"), office.clock() + timedelta(days=5)
    act(admit_proposal, office, closed, admissibility=[YES])
    fill_seats(samira, call_id=call_id, people=[("Ana", None)])
    with pytest.raises(Conflict, match="undecided_proposals"):
        open_round(samira, call_id=call_id, closes_at=later)
    act(accept_proposal, office, closed, eligibility=[YES])
    with office.doors.engines.reading() as session:
        office.people["ana"] = seats_in(session, call_id)[0].account_id
    declare_tie(
        office.as_("ana"), call_id=call_id, proposal_id=proposal_id, degree="none", words="",
        version=0,
    )  # fmt: skip
    open_round(samira, call_id=call_id, closes_at=later)
    assert stored(office, closed).state == "before_jury"


def told(office, closed) -> list[tuple[str, str]]:
    """Give the letters about the project as they are printed: subject and text."""
    with office.doors.engines.reading() as session:
        proposal = proposal_of(session, *closed)
        call, lead = session.get_one(Call, closed[0]), session.get_one(Account, proposal.lead_id)
        found = written_to(session, call, proposal, lead, office.doors.settings.base_url)
        return [(letter.subject, letter.body) for letter in found]


def test_the_letters_on_paper_say_what_the_e_mails_say(office, closed, clock) -> None:
    assert told(office, closed) == []
    act(admit_proposal, office, closed, admissibility=[YES])
    act(refuse_proposal, office, closed, eligibility=[NO], reason="One firm alone.")
    clock.advance(hours=1)
    act(contest_refusal, office, closed, reason="We are two.", as_="karim")
    act(answer_contest, office, closed, change=True, reason="You are right.")
    subjects = [subject for subject, _ in told(office, closed)]
    assert subjects == [
        "Your project is complete and in time",
        "Your project does not go before the jury",
        "The answer to your contest",
    ]
    sent = letters(office)
    assert [body in sent for _, body in told(office, closed)] == [True, True, True]
