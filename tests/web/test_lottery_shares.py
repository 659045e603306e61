"""The population's shares from a file: looked at row by row, filled in, then saved."""

from __future__ import annotations

import io

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from jury.services.doors import Doors
from tests.fixtures.clock import Clock
from tests.fixtures.forms import form_on, sign_in
from tests.fixtures.lots import Town, town
from tests.fixtures.visiting import heading, new_browser


class Editor:
    """The facilitator's browser on the first feature of a lottery of fifteen seats."""

    def __init__(self, app: Flask, place: Town) -> None:
        self.place = place
        office = place.office
        self.samira = sign_in(new_browser(app), office.doors, office.people["samira"])
        path = f"/calls/{place.call_id}/lottery"
        self.page = f"{path}/features/1"
        form = form_on(self.samira, f"{path}/numbers", f"{path}/numbers")
        self.samira.post(f"{path}/numbers", data={**form, "seats": "15"})

    def send(self, data: bytes, action: str = "", **typed: str) -> object:
        """Send the feature's form with a file, as its button does."""
        form = form_on(self.samira, self.page, self.page)
        return self.samira.post(
            action or f"{self.page}/shares",
            data={**form, **typed, "file": (io.BytesIO(data), "shares.csv")},
            content_type="multipart/form-data",
        )


@pytest.fixture
def editor(app: Flask, doors: Doors, clock: Clock) -> Editor:
    return Editor(app, town(doors, clock))


def typed_in(page: object) -> dict[str, str]:
    """Read what stands in the fields of a page that was answered."""
    fields = BeautifulSoup(page.text, "html.parser").select("form[enctype] input")
    return {str(one["name"]): str(one.get("value", "")) for one in fields if one.get("value")}


TYPED = {"name": "Age", "value-0": "young", "value-1": "old", "low-1": "9", "share-1": "1"}


def test_shares_are_filled_in_saved_and_seats_proposed_from_them(editor: Editor) -> None:
    data = "feature;value;share\nAge;young;51,2\nAge;old;48,8 %\n".encode("cp1252")
    page = editor.send(data, name="Age")
    assert heading(page) == "The shares are filled in: now save them"
    assert not editor.place.lottery().features
    sent = {key: text for key, text in typed_in(page).items() if key != "csrf_token"}
    token = form_on(editor.samira, editor.page, editor.page)["csrf_token"]
    saved = editor.samira.post(editor.page, data={**sent, "csrf_token": token})
    assert saved.status_code == 303
    (age,) = editor.place.lottery().plan().features
    assert [(v.name, v.low, v.high, v.share) for v in age.values] == [
        ("young", 7, 8, 512), ("old", 7, 8, 488)
    ]  # fmt: skip


def test_what_was_typed_stays_and_each_wrong_row_is_named(editor: Editor) -> None:
    page = editor.send(b"value,share\nyoung,60\nmiddle,x\n", **TYPED)
    assert heading(page) == "2 things in the list are wrong"
    assert "Line 3: “middle” is no value of “Age”." in page.text
    assert "“old” has no line in the list. Its share stays as it was." in page.text
    now = typed_in(page)
    assert {key: now[key] for key in TYPED} == TYPED
    assert now["share-0"] == "60"


def test_shares_that_do_not_add_up_fill_nothing_in(editor: Editor) -> None:
    page = editor.send(b"value,share\nyoung,60\nold,60\n", **TYPED)
    assert "“Age”: the shares add up to 120, not to 100. None is filled in." in page.text
    assert {key: typed_in(page).get(key) for key in ("share-0", "share-1")} == {
        "share-0": None, "share-1": "1"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Choose the file with the list."),
        (b"\0", "This is no CSV file."),
        (b"value,part of town\n", "The list has no column “share”."),
        (b"feature,value,share\nArea,town,100\n", "The list has no line about “Age”."),
        (b"value,share\nyoung,12,5\n", "Line 2 has more cells than the first line has names."),
    ],
)
def test_a_file_that_cannot_be_read_keeps_what_was_typed(editor, data, sentence) -> None:
    page = editor.send(data, **TYPED)
    assert (page.status_code, sentence in page.text) == (422, True)
    now = typed_in(page)
    assert {key: now[key] for key in TYPED} == TYPED


def test_a_list_longer_than_the_page_makes_the_page_longer(editor: Editor) -> None:
    rows = "".join(f"area {number},5\n" for number in range(20))
    page = editor.send(f"value,share\n{rows}".encode(), name="Area")
    assert (typed_in(page)["value-19"], typed_in(page)["share-19"]) == ("area 19", "5")
    sent = {key: text for key, text in typed_in(page).items() if key != "csrf_token"}
    token = form_on(editor.samira, editor.page, editor.page)["csrf_token"]
    editor.samira.post(editor.page, data={**sent, "csrf_token": token})
    assert len(editor.place.lottery().plan().features[0].values) == 20


def test_a_file_that_was_only_chosen_is_looked_at_before_anything_is_saved(editor: Editor) -> None:
    page = editor.send(b"value,share\nyoung,60\nold,40\n", editor.page, **TYPED)
    assert heading(page) == "The shares are filled in: now save them"
    assert not editor.place.lottery().features
