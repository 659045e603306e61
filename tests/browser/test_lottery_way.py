"""From a registration on a phone, through draw and dice, to the first sign-in by the picture.

Odette alone lives on an island, and one seat is an islander's: whatever the dice say, she is drawn.
"""

from __future__ import annotations

import random
import re
from urllib.parse import urlsplit

import pytest
import segno
from playwright.sync_api import Page

from jury.domain.lottery.plan import Feature, Plan, Value
from jury.services.lottery.drawing import draw_now
from tests.browser.walker import Walker
from tests.conftest import LiveServer
from tests.fixtures.browsers import axe_faults
from tests.fixtures.calls import email_of
from tests.fixtures.lots import Town, town

PLAN = Plan(
    seats=5,
    features=(
        Feature("Age", (Value("under 40", 2, 3, 500), Value("40 and over", 2, 3, 500))),
        Feature("Home", (Value("mainland", 4, 4, 900), Value("island", 1, 1, 100))),
    ),
    panels=100,
    per_household=2,
    minimum=4,
)
ODETTE = "odette@example.org"


def neighbours(people: int = 12) -> bytes:
    """Give a register's list of mainlanders."""
    ages = ("under 40", "40 and over")
    rows = [f"R{n},Person {n},p{n}@example.org,,{ages[n % 2]},mainland" for n in range(people)]
    return "\n".join(["id,name,email,address,Age,Home", *rows]).encode()


@pytest.mark.browser
@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_odette_registers_on_her_phone_is_drawn_and_signs_in_by_the_picture(
    live_server: LiveServer, browse, script: bool
) -> None:
    doors = live_server.app.extensions["jury"]
    place = town(doors, live_server.clock).opened(PLAN)
    walker = Walker(live_server.url, doors, browse, script, random.Random(7))
    register(walker, place)
    place.take(neighbours())
    draw(walker, place)
    throw_and_confirm(walker, place)
    accept(walker, place)
    seat(walker, place)
    sign_in_by_the_picture(walker, place)


def looked_at(walker: Walker, page: Page) -> Page:
    """Hold the page to what every page keeps: nothing for axe, nothing beyond the screen."""
    if not walker.script:  # axe is a script too
        return page
    assert axe_faults(page) == []
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0
    return page


def register(walker: Walker, place: Town) -> None:
    """Odette fills the form in, and opens her private link from the letter."""
    page = walker.go("odette", f"/calls/{place.call_id}/register")
    page.check("main input[value='40 and over']")
    page.check("main input[value=island]")
    walker.fill(page, reach=ODETTE, address="1 Lighthouse")
    walker.press(page)
    assert page.inner_text("h1") == "Thank you. Look into your mailbox"
    path = urlsplit(walker.letter(ODETTE, r"https?://\S+/r/\S+")).path
    walker.press(looked_at(walker, walker.go("odette", path)))
    assert page.inner_text("h1") == "You are registered for the lottery"
    looked_at(walker, page)


def draw(walker: Walker, place: Town) -> None:
    """Samira ends registration and has the list drawn, which the worker does beside the pages."""
    walker.sign_in_by_link("samira", email_of("samira"))
    lottery = f"/calls/{place.call_id}/lottery"
    page = walker.go("samira", lottery)
    walker.press(page, "/lottery/close")
    page = walker.go("samira", lottery)
    walker.press(page, "/lottery/draw")
    assert page.inner_text("h1") == "The list is being drawn"
    draw_now(place.office.doors, place.call_id)
    page = walker.go("samira", lottery)
    assert page.inner_text("h1") == "The list stands: now throw the dice"
    looked_at(walker, page)


def throw_and_confirm(walker: Walker, place: Town) -> None:
    """Samira writes the dice down; Pascal saw them, and confirms."""
    page = walker.go("samira", f"/calls/{place.call_id}/lottery/dice")
    walker.fill(page, dice="4 7")
    walker.press(page)
    walker.sign_in_by_link("pascal", email_of("pascal"))
    page = looked_at(walker, walker.go("pascal", f"/calls/{place.call_id}/lottery/check"))
    walker.press(page, "/lottery/check")


def accept(walker: Walker, place: Town) -> None:
    """Odette says that she comes and what she needs; the others tell Samira on the telephone."""
    page = walker.go("odette", f"/calls/{place.call_id}/registration")
    assert page.inner_text("h1") == "You were drawn for the jury"
    walker.fill(page, name="Odette")
    walker.press(looked_at(walker, page), "/registration/accept")
    assert page.inner_text("h1") == "You are on the jury"
    page = walker.go("odette", f"/calls/{place.call_id}/registration/needs")
    page.check("main input[value=large_print]")
    walker.press(looked_at(walker, page))
    for one in place.in_state("drawn"):
        page = walker.go("samira", f"/calls/{place.call_id}/lottery/coming/{one.id}")
        page.check("main input[value=yes]")
        walker.press(page)
    page = walker.go("samira", f"/calls/{place.call_id}/lottery/needs")
    assert "Large print" in page.inner_text("main")
    looked_at(walker, page)


def seat(walker: Walker, place: Town) -> None:
    """Samira seats them, makes their codes, and holds the letters in her hands."""
    page = walker.go("samira", f"/calls/{place.call_id}/lottery/coming")
    walker.press(looked_at(walker, page), "/lottery/seat")
    page = looked_at(walker, walker.go("samira", f"/calls/{place.call_id}/lottery/coming"))
    walker.press(page, "/seats/codes")
    assert walker.path(page) == f"/calls/{place.call_id}/slips"
    letters = page.request.get(f"{walker.url}/calls/{place.call_id}/letters.pdf")
    assert (letters.status, letters.body()[:5]) == (200, b"%PDF-")


def sign_in_by_the_picture(walker: Walker, place: Town) -> None:
    """Odette points her camera at her slip, presses the button, and is where she begins."""
    page = walker.go("samira", f"/calls/{place.call_id}/seats")
    number = re.search(r"(\d+)\D*Odette", page.inner_text("main"))
    assert number is not None
    page = walker.go("samira", f"/calls/{place.call_id}/slips")
    slip = page.locator("main section.card", has_text=f"Seat {number[1]}").first
    code = slip.locator(".figure").inner_text()
    address = f"{place.office.doors.settings.base_url}/j/{code}"
    drawn = segno.make(address, error="m", micro=False).svg_inline(border=4)
    assert slip.locator("svg .qrline").get_attribute("d") in drawn
    phone = walker.go("camera", urlsplit(address).path)
    walker.press(looked_at(walker, phone))
    assert walker.path(phone) == f"/calls/{place.call_id}/jury"
