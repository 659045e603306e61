"""Stories of the desks: each person is told what they can decide now, and nothing before.

Simone is an official too, so she may prepare as well as adopt, but never both.
"""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from jury.services.doors import Doors
from tests.fixtures.clock import Clock
from tests.fixtures.decided import open_case
from tests.fixtures.forms import sign_in

TOLD: dict[str, dict[str, list[str]]] = {
    "close": {"helene": [], "samira": ["Look at the round"], "pascal": [], "simone": []},
    "count": {"helene": [], "samira": [], "pascal": ["Check the count"], "simone": []},
    "confirm": {
        "helene": ["Prepare the authority's answer"],
        "samira": [],
        "pascal": [],
        "simone": ["Prepare the authority's answer"],
    },
    "prepare": {
        "helene": [],
        "samira": [],
        "pascal": [],
        "simone": ["Read and adopt the decision"],
    },
    "adopt": {
        "helene": [],
        "samira": ["Publish the decision record"],
        "pascal": [],
        "simone": [],
    },
    "publish": {"helene": [], "samira": [], "pascal": [], "simone": []},
}


@pytest.mark.parametrize("step", TOLD)
def test_a_desk_tells_each_person_what_waits_for_them(
    app: Flask, doors: Doors, clock: Clock, step: str
) -> None:
    case = open_case(doors, clock).to(step)
    told = {}
    for name in TOLD[step]:
        client = sign_in(app.test_client(), doors, case.as_(name).account_id or "")
        page = BeautifulSoup(
            client.get("/desk", headers={"Accept-Language": "en"}).text, "html.parser"
        )
        told[name] = [link.text.strip() for link in page.select(".now a")]
    assert told == TOLD[step]
