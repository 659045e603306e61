"""The record says who sat on a jury that was drawn by lot: in groups, on its page and on paper."""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib.resources import files

import pytest
from bs4 import BeautifulSoup
from jsonschema import Draft202012Validator
from sqlalchemy import update

from jury.services import lottery
from jury.services.checkpoints import public_openings, sign_due
from jury.services.instance_check import check_instance
from jury.services.record.assemble import assemble
from jury.storage.base import make_engines
from jury.storage.call import Call
from jury.storage.lottery import Candidate, CandidateContact, Lottery
from jury.storage.record import Opening, current_log
from tests.fixtures.calls import Office
from tests.fixtures.decided import JURORS, Case, open_case
from tests.fixtures.past_the_doors import past_the_doors
from tests.fixtures.pdf import faults, text_of

FEATURES = [
    {"name": "Age", "values": [
        {"name": "16-39", "low": 2, "high": 4, "share": 420},
        {"name": "40-64", "low": 1, "high": 3, "share": 340},
        {"name": "65+", "low": 1, "high": 3, "share": 240},
    ]},
]  # fmt: skip


AGES = ["16-39"] * 3 + ["40-64"] * 2 + ["65+"]


def by_lot(office: Office, call_id: str) -> None:
    """Seat six of whom the dice picked, with twenty more who registered."""
    now = office.clock()
    row = {"call_id": call_id, "source": "form", "reason": "", "registered_at": now, "version": 1}
    people = [
        {**row, "id": f"drawn{n}", "state": "accepted", "values": [age]}
        for n, age in enumerate(AGES)
    ]
    others = [
        {**row, "id": f"other{n}", "state": "registered", "values": [AGES[n % 6]]}
        for n in range(20)
    ]
    contacts = [
        {"call_id": call_id, "id": one["id"], "name": name, "email": "", "phone": "",
         "address": "", "language": "", "reference": ""}
        for one, name in zip(people, JURORS, strict=True)
    ]  # fmt: skip
    engines = make_engines(office.doors.settings)
    with engines.write.begin() as connection:
        connection.execute(
            Lottery.__table__.insert(),
            {"call_id": call_id, "state": "drawn", "version": 1, "seats": 6, "minimum": 0,
             "panels": 100, "per_household": 1, "features": FEATURES, "summary": {}, "dice": "4 7",
             "index": 47, "confirmed_at": now},
        )  # fmt: skip
        connection.execute(Candidate.__table__.insert(), people + others)
        connection.execute(CandidateContact.__table__.insert(), contacts)
    engines.dispose()
    lottery.seat_drawn(office.as_("samira"), call_id=call_id, version=1)


@pytest.fixture
def case(app, clock) -> Case:
    """Give a jury of six whose seats came from a lottery, and its published record."""
    return open_case(app.extensions["jury"], clock, seated=by_lot).to("publish")


def test_everyone_reads_who_sat_and_nobody_is_singled_out(case, client) -> None:
    base = f"/calls/{case.call_id}/record"
    data = client.get(f"{base}.json").get_json()
    assert data["jury"]["composition"] == [
        {"feature": "Age", "values": ["16-39", "40-64", "65+"], "jury": 6, "registered": 26,
         "share": 1000},
    ]  # fmt: skip
    schema = json.loads(files("jury").joinpath("schemas/record-1.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(data)
    page = BeautifulSoup(client.get(base, headers={"Accept-Language": "en"}).text, "html.parser")
    cells = page.select("#composition tbody tr")[0].find_all(["th", "td"])
    assert [" ".join(cell.text.split()) for cell in cells] == [
        "16-39, 40-64, 65+", "6", "26", "100\u00a0%".replace("\u00a0", " "),
    ]  # fmt: skip
    answer = client.get(f"{base}.pdf")
    assert faults(answer.data) == []
    assert "16-39, 40-64, 65+" in " ".join(text_of(answer).split())


def test_what_was_committed_to_at_seating_stands_whoever_is_counted_later(case, client) -> None:
    base = f"/calls/{case.call_id}/record"
    before = client.get(f"{base}.json").get_json()["jury"]
    with past_the_doors(case.office.doors) as session:
        for one in session.query(Candidate).filter(Candidate.state == "registered").limit(9):
            one.state = "withdrawn"
    with case.office.doors.engines.reading() as session:
        again = assemble(session, session.get_one(Call, case.call_id))
    assert [asdict(group) for group in again.jury.composition] == before["composition"]


def test_the_log_opens_the_composition_with_the_record_and_not_before(app, clock) -> None:
    case = open_case(app.extensions["jury"], clock, seated=by_lot)
    doors = case.office.doors

    def opened() -> list[object]:
        with doors.engines.reading() as session:
            log = current_log(session, case.call_id)
            return [
                one.value
                for one in public_openings(session, log.id, log.size)
                if one.part == "composition"
            ]

    assert opened() == []
    case.to("publish")
    assert opened() == [
        [{"feature": "Age", "values": ["16-39", "40-64", "65+"], "jury": 6, "registered": 26,
          "share": 1000}]
    ]  # fmt: skip
    sign_due(doors)
    assert check_instance(doors).problems == []


def test_a_record_that_shows_another_jury_than_the_log_is_found(case) -> None:
    doors = case.office.doors
    with past_the_doors(doors) as session:
        session.execute(
            update(Opening).where(Opening.part == "composition").values(value="[]", key=b"k" * 32)
        )
    codes = {str(problem["code"]) for problem in check_instance(doors).problems}
    assert codes >= {"opening_differs", "composition_differs"}
