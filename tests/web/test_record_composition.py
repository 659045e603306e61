"""The record says who sat on a jury that was drawn by lot: in groups, on its page and on paper."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
from bs4 import BeautifulSoup
from jsonschema import Draft202012Validator

from jury.storage.base import make_engines
from jury.storage.lottery import Candidate, Lottery
from tests.fixtures.decided import Case, open_case
from tests.fixtures.pdf import faults, text_of

FEATURES = [
    {"name": "Age", "values": [
        {"name": "16-39", "low": 2, "high": 4, "share": 420},
        {"name": "40-64", "low": 1, "high": 3, "share": 340},
        {"name": "65+", "low": 1, "high": 3, "share": 240},
    ]},
]  # fmt: skip


@pytest.fixture
def case(app, clock) -> Case:
    """Give a jury of six whose seats came from a lottery, with twenty more who registered."""
    case = open_case(app.extensions["jury"], clock)
    ages = ["16-39"] * 3 + ["40-64"] * 2 + ["65+"]
    engines = make_engines(case.office.doors.settings)
    with engines.write.begin() as connection:
        now = clock()
        connection.execute(
            Lottery.__table__.insert(),
            {"call_id": case.call_id, "state": "seated", "version": 1, "seats": 6, "minimum": 0,
             "panels": 100, "per_household": 1, "features": FEATURES, "summary": {}, "dice": ""},
        )  # fmt: skip
        row = {"call_id": case.call_id, "state": "registered", "source": "form", "reason": "",
               "registered_at": now, "version": 1, "seat_id": None}  # fmt: skip
        seated = [
            {**row, "id": f"seated{n}", "state": "seated", "values": [age], "seat_id": seat.id}
            for n, (age, seat) in enumerate(zip(ages, case.seats, strict=True))
        ]
        others = [{**row, "id": f"other{n}", "values": [ages[n % 6]]} for n in range(20)]
        connection.execute(Candidate.__table__.insert(), seated + others)
    engines.dispose()
    return case.to("publish")


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
