"""The signed act and the letters, between adoption and publication, on both databases."""

from __future__ import annotations

import pytest

from jury.domain.errors import Conflict, Forbidden, Invalid, NotFound
from jury.domain.permissions import Role
from jury.domain.record.document import Document
from jury.services.call import give_part
from jury.services.decision import (
    answer_reasons,
    attach_act,
    draft_reasons,
    send_letters,
)
from jury.services.files import forget_orphans, keeping
from jury.services.letters.outbox import readable
from jury.services.record import publish_record
from jury.storage.account import Letter
from jury.storage.decision import act_of, latest_record, letters_of
from jury.storage.files import store_in
from jury.storage.record import LogEntry
from tests.fixtures.calls import email_of
from tests.fixtures.decided import Case, open_case
from tests.fixtures.files import a_pdf, a_picture


@pytest.fixture
def case(doors, clock) -> Case:
    return open_case(doors, clock)


def attach(case: Case, name: str = "helene", number: str = "2026/17", day: str = "2026-03-20",
           data: bytes = b"", file: str = "act.pdf") -> None:  # fmt: skip
    with keeping(case.office.doors.settings, file, data or a_pdf()) as kept:
        attach_act(case.as_(name), call_id=case.call_id, number=number, day=day, kept=kept)


def stored(case: Case) -> list[str]:
    return [name for name, _ in store_in(case.office.doors.settings.instance).names()]


def test_the_act_has_a_number_a_day_and_a_file_by_digest(case) -> None:
    case.to("adopt")
    attach(case)
    case.publish()
    with case.office.doors.engines.reading() as session:
        act = act_of(session, case.call_id)
        document = Document.decode(latest_record(session, case.call_id).document.encode())
        entry = session.query(LogEntry).filter_by(kind="act.attached").one().data.decode()
    assert (act.number, act.day, act.attached_by) == (
        "2026/17", "2026-03-20", case.office.people["helene"])  # fmt: skip
    assert document.decision.act.sha256 == act.sha256
    assert act.sha256 in entry


def test_a_second_act_is_refused_and_leaves_no_file(case) -> None:
    case.to("adopt")
    attach(case)
    before = stored(case)
    with pytest.raises(Conflict, match="act_attached"):
        attach(case, number="2026/18")
    assert stored(case) == before


def test_who_signed_does_not_attach_and_others_find_nothing(case) -> None:
    case.to("adopt")
    with pytest.raises(Forbidden, match="signed_it"):
        attach(case, "simone")
    for name in ("samira", "pascal", "karim"):
        with pytest.raises((Forbidden, NotFound)):
            attach(case, name)


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"number": " "}, "number", "number_missing"),
        ({"number": "x" * 81}, "number", "number_missing"),
        ({"day": "02/03/2026"}, "day", "day_unknown"),
        ({"day": "2099-01-01"}, "day", "day_off"),
        ({"day": "2026-03-09"}, "day", "day_off"),
        ({"day": "1026-01-01"}, "day", "day_off"),
        ({"data": a_picture("PNG"), "file": "act.png"}, "file", "act_not_pdf"),
    ],
)
def test_what_is_no_act_is_refused_beside_its_field(case, changes, field, code) -> None:
    case.to("adopt")
    with pytest.raises(Invalid) as refused:
        attach(case, **changes)
    assert refused.value.fields == {field: code}


def test_two_people_who_sign_at_once_one_wins_and_the_other_is_told(case) -> None:
    case.office.new("sidonie")
    give_part(case.as_("helene"), call_id=case.call_id, email=email_of("sidonie"),
              role=Role.SIGNATORY)  # fmt: skip
    case.to("prepare")
    case.adopt(version=1, name="simone")
    with pytest.raises(Conflict, match="adopted"):
        case.adopt(version=1, name="sidonie")


def test_an_act_that_is_attached_is_no_orphan(case) -> None:
    case.to("adopt")
    attach(case)
    before = stored(case)
    case.office.clock.advance(days=3)
    forget_orphans(case.office.doors)
    assert [n for n in before if n in stored(case)] == before


def test_nothing_is_published_before_every_letter_has_left(case) -> None:
    case.to("adopt")
    with pytest.raises(Conflict, match="letters_missing") as refused:
        publish_record(case.as_("samira"), call_id=case.call_id)
    assert refused.value.params["count"] == 3
    letter = {case.orchard: ("Your orchard", "Dear Karim, you get it.")}
    send_letters(case.as_("helene"), call_id=case.call_id, written=letter)
    with pytest.raises(Conflict, match="letters_missing"):
        publish_record(case.as_("samira"), call_id=case.call_id)
    with pytest.raises(Conflict, match="letter_sent"):
        send_letters(case.as_("helene"), call_id=case.call_id, written=letter)
    case.letters()
    with pytest.raises(Conflict, match="letters_all_sent"):
        case.letters()
    publish_record(case.as_("samira"), call_id=case.call_id)
    with case.office.doors.engines.reading() as session:
        sent = letters_of(session, case.call_id)
    assert sent[case.orchard].body == "Dear Karim, you get it.\n"


def test_a_letter_says_outcome_reasons_and_how_to_contest(case) -> None:
    case.to("count")
    draft_reasons(case.as_("samira"), call_id=case.call_id, proposal_id=case.bakery,
                  texts={case.criteria[0]: "Bread for all."}, version=0)  # fmt: skip
    for number in range(4):
        answer_reasons(case.juror(number), call_id=case.call_id, proposal_id=case.bakery,
                       agrees=True, draft=1, version=0)  # fmt: skip
    case.confirm()
    case.prepare(cinema=case.cinema_gets(8_000_00))
    case.adopt()
    case.letters()
    doors = case.office.doors
    with doors.engines.reading() as session:
        sent = letters_of(session, case.call_id)
        posted = session.query(Letter).filter(Letter.subject.like("Your project is %")).all()
        texts = readable(doors.settings, posted)
    bakery = sent[case.bakery].body
    for said in ("Your project is funded, with €20,000.", "Will it help?\nBread for all.",
                 "Write to the guarantor.", "080 00 00 00"):  # fmt: skip
        assert said in bakery, said
    cinema = sent[case.cinema].body
    assert (
        "The citizens' jury had decided otherwise: “Your project is on the reserve list”." in cinema
    )
    assert "The hall would close." in cinema
    assert "has confirmed no reasons" in cinema
    assert sorted(texts.values()) == sorted(row.body for row in sent.values())
    assert {letter.recipient for letter in posted} == {email_of("karim")}


def test_letters_come_after_adoption_from_an_official_and_make_sense(case) -> None:
    case.to("prepare")
    with pytest.raises(Conflict, match="not_adopted"):
        case.letters()
    case.adopt()
    for written, field in (
        (("", "Text"), "subject"),
        (("A\nB", "Text"), "subject"),
        (("A", " "), "body"),
        (("A", "x" * 12001), "body"),
    ):
        with pytest.raises(Invalid) as refused:
            send_letters(case.as_("helene"), call_id=case.call_id,
                         written={case.orchard: written})  # fmt: skip
        assert list(refused.value.fields) == [field]
    with pytest.raises(NotFound):
        send_letters(case.as_("helene"), call_id=case.call_id, written={"x": ("A", "B")})
    for name in ("samira", "pascal", "karim"):
        with pytest.raises((Forbidden, NotFound)):
            send_letters(case.as_(name), call_id=case.call_id, written={})
