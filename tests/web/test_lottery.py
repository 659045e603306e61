"""The pages of the lottery, from a plan without people to a jury that everyone can check."""

from __future__ import annotations

import io
import re

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from benchmarks.statements import counted
from jury.services.doors import Doors
from jury.services.lottery.drawing import draw_now
from tests.fixtures.clock import Clock
from tests.fixtures.forms import form_on, sign_in
from tests.fixtures.lots import Town, register, town
from tests.fixtures.visiting import heading, new_browser


class Hall:
    """A published call, the facilitator's browser, the guarantor's, and a visitor's."""

    def __init__(self, app: Flask, doors: Doors, clock: Clock) -> None:
        self.place: Town = town(doors, clock)
        self.doors = doors
        people = self.place.office.people
        self.samira = sign_in(new_browser(app), doors, people["samira"])
        self.pascal = sign_in(new_browser(app), doors, people["pascal"])
        self.visitor = new_browser(app)
        self.call = f"/calls/{self.place.call_id}"
        self.path = f"{self.call}/lottery"

    def post(self, who: FlaskClient, page: str, action: str, **fields: str) -> object:
        """Send the form with this address as it stands on a page, with some fields changed."""
        return who.post(action, data={**form_on(who, page, action), **fields})

    def step(self, name: str, **fields: str) -> object:
        """Take one of the steps on the facilitator's page."""
        return self.post(self.samira, self.path, f"{self.path}/{name}", **fields)

    def look(self, data: bytes) -> object:
        """Let a list be looked at."""
        page, action = f"{self.path}/people", f"{self.path}/people/look"
        form = form_on(self.samira, page, action)
        return self.samira.post(
            action, data={**form, "file": (io.BytesIO(data), "people.csv")},
            content_type="multipart/form-data",
        )  # fmt: skip


@pytest.fixture
def hall(app: Flask, doors: Doors, clock: Clock) -> Hall:
    return Hall(app, doors, clock)


def hidden(page: str, name: str) -> str:
    """Read a hidden field of the last form that has it."""
    return str(BeautifulSoup(page, "html.parser").find_all(attrs={"name": name})[-1]["value"])


def test_a_facilitator_plans_takes_people_in_and_draws_without_help(hall: Hall) -> None:
    assert heading(hall.samira.get(hall.path)) == "A lottery can seat this jury"
    numbers = f"{hall.path}/numbers"
    assert hall.post(hall.samira, numbers, numbers, seats="10", minimum="8").status_code == 303
    for position, (name, values) in enumerate(
        [("Age", ("under 40", "40 and over")), ("Area", ("town", "villages"))], start=1
    ):
        page = f"{hall.path}/features/{position}"
        done = hall.post(
            hall.samira, page, page, name=name,
            **{f"value-{n}": value for n, value in enumerate(values)},
            **{f"share-{n}": share for n, share in enumerate(("50", "50,0"))},
        )  # fmt: skip
        assert done.status_code == 303
    assert hall.step("open").status_code == 303
    looked = hall.look(register())
    assert heading(looked) == "Every row of this list is right"
    form = form_on(hall.samira, f"{hall.path}/people", f"{hall.path}/people/look")
    taken = hall.samira.post(
        f"{hall.path}/people", data={**form, "content": hidden(looked.text, "content")}
    )
    assert taken.status_code == 303
    assert heading(hall.samira.get(hall.path)) == "30 people can be drawn"
    assert heading(hall.samira.get(f"{hall.path}/possible")) == "A jury can be drawn"


def test_seats_left_empty_are_proposed_from_the_shares(hall: Hall) -> None:
    numbers, page = f"{hall.path}/numbers", f"{hall.path}/features/1"
    hall.post(hall.samira, numbers, numbers, seats="15")
    hall.post(
        hall.samira, page, page, name="Age",
        **{"value-0": "young", "share-0": "51.2", "value-1": "old", "share-1": "48,8"},
    )  # fmt: skip
    plan = hall.place.lottery().plan()
    assert [(v.low, v.high, v.share) for v in plan.features[0].values] == [
        (7, 8, 512), (7, 8, 488)
    ]  # fmt: skip


def test_what_contradicts_itself_is_said_and_cannot_be_opened(hall: Hall) -> None:
    numbers, page = f"{hall.path}/numbers", f"{hall.path}/features/1"
    hall.post(hall.samira, numbers, numbers, seats="15")
    hall.post(
        hall.samira, page, page, name="Age",
        **{"value-0": "young", "low-0": "9", "high-0": "9",
           "value-1": "old", "low-1": "9", "high-1": "9"},
    )  # fmt: skip
    shown = hall.samira.get(hall.path).text
    assert "Age: the smallest numbers add up to 18, but there are only 15 seats." in shown
    assert f"{hall.path}/open" not in shown


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": ""}, "Name the feature."),
        ({"value-1": ""}, "Write at least two values, and at most 30."),
        ({"value-1": "young"}, "“young” stands here twice."),
        ({"low-0": "9", "high-0": "8"}, "young: the smallest number of seats is above"),
        ({"share-0": "half"}, "Please write a share in percent, such as 12.5."),
        ({"low-0": "-1"}, "Please write a number between 0 and 15."),
        ({"name": "household"}, "“household” is how a list of people calls something else."),
    ],
)
def test_a_wrong_feature_keeps_what_was_typed_and_says_what_to_do(hall, fields, sentence) -> None:
    numbers, page = f"{hall.path}/numbers", f"{hall.path}/features/1"
    hall.post(hall.samira, numbers, numbers, seats="15")
    typed = {"name": "Age", "value-0": "young", "value-1": "old", "share-0": "60"} | fields
    refused = hall.post(hall.samira, page, page, **typed)
    assert refused.status_code == 422
    assert sentence in BeautifulSoup(refused.text, "html.parser").get_text()
    for name, value in typed.items():
        assert hidden(refused.text, name) == value


def test_a_list_is_told_row_by_row_and_the_right_rows_can_be_taken(hall: Hall) -> None:
    hall.place.opened()
    looked = hall.look(register(2) + b"\nR9,Bo,,,middle-aged,town\n")
    assert heading(looked) == "One row is wrong"
    assert "Line 4: “middle-aged” is no value of “Age”." in looked.text
    assert "Take in 2 people" in looked.text


def test_a_list_is_held_against_who_is_registered_already(hall: Hall) -> None:
    hall.place.opened().take(register(4))
    known = b"\nN5,Ana,PERSON1@example.org,,under 40,town"
    more = b"\nN8,Bo,bo@example.org,1 mill lane,under 40,town\nN9,Cy,cy@example.org,,under 40,town"
    looked = hall.look(register(4, first=4) + known + more)
    assert heading(looked) == "3 rows are wrong"
    for line in (2, 3):
        assert f"Line {line}: this person is registered already." in looked.text
    assert "Line 4: of this household 2 are registered already." in looked.text
    assert "Take in one person" in looked.text


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Choose the file with the list."),
        (b"Age,Area\n", "Nobody is in this list"),
        (b"\0\1\2", "This is no CSV file."),
        (b"\n\n", "This list is empty."),
        (b"id,Age\n1,under 40\n", "The list has no column “Area”."),
        (b"Age,Area,Age\na,b,c\n", "Two columns are called “Age”."),
        (b"Age,Area\na,b,c\n", "Line 2 has more cells"),
    ],
)
def test_a_list_that_cannot_be_read_says_what_to_do(hall, data, sentence) -> None:
    hall.place.opened()
    refused = hall.look(data)
    assert refused.status_code == 422
    assert sentence in BeautifulSoup(refused.text, "html.parser").get_text()


def test_a_list_of_an_older_spreadsheet_keeps_its_accents(hall: Hall) -> None:
    hall.place.opened()
    looked = hall.look("Name;Age;Area\nZoé;under 40;town\n".encode("cp1252"))
    assert "Zoé" in hidden(looked.text, "content")


def test_whoever_cannot_be_drawn_together_is_told_what_would_help(hall: Hall) -> None:
    hall.place.opened().take(register(9))
    page = hall.samira.get(f"{hall.path}/possible").text
    assert "8 seats instead of 10." in page
    hall.place.closed().drawn()
    assert "No jury can be drawn from these people." in hall.samira.get(hall.path).text


def test_a_question_too_hard_for_a_page_is_answered_with_what_to_do(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jury.web.lottery.PATIENCE", -1)
    hall.place.opened().take(register(9))
    page = hall.samira.get(f"{hall.path}/possible")
    assert (page.status_code, heading(page)) == (200, "This is too hard to tell at once")
    assert "Fewer features, or wider quotas, make it easier." in page.text


def test_a_draw_is_followed_survives_a_reload_and_can_be_stopped(hall: Hall) -> None:
    hall.place.opened().take().closed()
    assert hall.step("draw").status_code == 303
    going = hall.samira.get(hall.path).text
    assert heading(hall.samira.get(hall.path)) == "The list is being drawn"
    assert f'data-hx-get="{hall.path}/progress"' in going
    assert "The chances are being computed." in hall.samira.get(f"{hall.path}/progress").text
    assert hall.step("cancel").status_code == 303
    assert "The last draw was stopped." in hall.samira.get(hall.path).text
    hall.step("draw")
    draw_now(hall.doors, hall.place.call_id)
    assert heading(hall.samira.get(hall.path)) == "The list stands: now throw the dice"


def test_dice_are_written_down_by_one_and_confirmed_by_another(hall: Hall) -> None:
    hall.place.opened().take().closed().drawn()
    dice = f"{hall.path}/dice"
    refused = hall.post(hall.samira, dice, dice, dice="47 1")
    assert (refused.status_code, "Write 2 digits" in refused.text) == (422, True)
    assert hall.post(hall.samira, dice, dice, dice="4 7").status_code == 303
    assert heading(hall.samira.get(hall.path)) == "The dice fell: the guarantor confirms"
    check = f"{hall.path}/check"
    assert heading(hall.pascal.get(check)) == "Did the dice say 4 7?"
    assert hall.post(hall.pascal, check, check).status_code == 303
    assert heading(hall.pascal.get(check)) == "You confirmed the panel"
    assert "The jury is drawn" in hall.samira.get(hall.path).text


def test_who_does_not_come_is_replaced_and_the_rest_is_seated(hall: Hall) -> None:
    hall.place.opened().take().closed().drawn().confirmed()
    coming = f"{hall.path}/coming"
    for number in range(11):
        page = hall.samira.get(coming).text
        links = re.findall(rf'href="({coming}/\w+)"', page)
        answer = hall.post(
            hall.samira, links[0], links[0], accepts="no" if number == 0 else "yes", reason=""
        )
        assert answer.status_code == 303
        if "have not answered" not in heading(hall.samira.get(coming)) and number:
            break
    # Whoever said yes can still change their mind: so the loop asks the first of all again.
    assert "Declined" in hall.samira.get(coming).text


def test_everyone_can_check_the_draw_and_see_nobody_in_it(hall: Hall) -> None:
    hall.place.opened().take().closed()
    assert hall.visitor.get(f"{hall.call}/draw").status_code == 404
    assert f"{hall.call}/draw" not in hall.visitor.get(hall.call).text
    hall.place.drawn().confirmed()
    assert f'href="{hall.call}/draw"' in hall.visitor.get(hall.call).text
    page = hall.visitor.get(f"{hall.call}/draw").text
    assert 'jury lottery pick draw --dice "4 7"' in page
    assert "Person 1" not in page
    for name in ("panels.csv", "chances.csv", "quotas.csv", "certificate.json"):
        answer = hall.visitor.get(f"{hall.call}/draw/{name}")
        assert (answer.status_code, "Person" in answer.text) == (200, False)


def test_pages_ask_the_database_as_often_whatever_the_number_of_people(hall: Hall) -> None:
    hall.place.opened().take(register(10))
    engines = hall.doors.engines

    def statements(who: FlaskClient, path: str) -> int:
        who.get(path)
        with counted(engines) as sent:
            assert who.get(path).status_code == 200
        return sum(s.split()[0] not in ("BEGIN", "COMMIT", "ROLLBACK", "SET") for s in sent)

    few = statements(hall.samira, hall.path)
    hall.place.take(b"id,Age,Area\n" + b"".join(b"S%d,under 40,town\n" % n for n in range(40)))
    assert statements(hall.samira, hall.path) == few <= 12
    hall.place.closed().drawn().confirmed()
    for who, page in (
        (hall.samira, hall.path), (hall.samira, f"{hall.path}/coming"),
        (hall.pascal, f"{hall.path}/check"), (hall.visitor, f"{hall.call}/draw"),
    ):  # fmt: skip
        assert statements(who, page) <= 12, page
