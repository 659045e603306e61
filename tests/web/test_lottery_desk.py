"""What a lottery puts on the desks of those who run and check it."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from jury.services import lottery
from jury.services.doors import Doors
from tests.fixtures.clock import Clock
from tests.fixtures.forms import sign_in
from tests.fixtures.lots import Town, register, town
from tests.fixtures.visiting import new_browser


@pytest.fixture
def place(doors: Doors, clock: Clock) -> Town:
    return town(doors, clock)


def desk(app: Flask, place: Town, name: str) -> dict[str, str]:
    """Read the links of somebody's desk: their words, and where they lead."""
    client = sign_in(new_browser(app), place.office.doors, place.office.people[name])
    main = BeautifulSoup(client.get("/desk").text, "html.parser").main
    assert main is not None
    return {" ".join(link.text.split()): str(link["href"]) for link in main.find_all("a")}


def test_the_dice_wait_for_the_facilitator_then_for_the_guarantor(app, place) -> None:
    place.opened().take().closed()
    assert "Check of the lottery" not in desk(app, place, "pascal")
    place.drawn()
    path = f"/calls/{place.call_id}/lottery"
    assert desk(app, place, "samira")["Throw the dice of the lottery"] == path
    assert desk(app, place, "pascal")["Check of the lottery"] == f"{path}/check"
    lottery.throw_dice(
        place.as_("samira"), call_id=place.call_id, dice="4 7", version=place.lottery().version
    )
    assert "Throw the dice of the lottery" not in desk(app, place, "samira")
    assert desk(app, place, "pascal")["Confirm the dice of the lottery"] == f"{path}/check"
    lottery.confirm_panel(
        place.as_("pascal"), call_id=place.call_id, version=place.lottery().version
    )
    assert "Confirm the dice of the lottery" not in desk(app, place, "pascal")
    words = "Ask 10 people who were drawn whether they come"
    assert desk(app, place, "samira")[words] == f"{path}/coming"


def test_a_draw_that_came_to_nothing_is_told(app, place) -> None:
    place.opened().take(register(9)).closed().drawn()
    words = "The draw came to nothing: see what would help"
    assert desk(app, place, "samira")[words] == f"/calls/{place.call_id}/lottery"
