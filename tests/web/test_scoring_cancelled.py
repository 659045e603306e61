"""What everybody sees of a call that was cancelled while its jury scored."""

from __future__ import annotations

from flask import Flask

from jury.services.call import cancel_call
from jury.services.doors import Doors
from tests.fixtures.clock import Clock
from tests.fixtures.decided import MARKER, open_case
from tests.fixtures.forms import sign_in
from tests.fixtures.visiting import heading, new_browser


def test_everybody_is_told_and_nothing_is_opened(app: Flask, doors: Doors, clock: Clock) -> None:
    case = open_case(doors, clock)
    case.score()
    cancel_call(case.as_("helene"), call_id=case.call_id, reason="The money is gone.")
    call, people = f"/calls/{case.call_id}", case.office.people
    juror = sign_in(new_browser(app), doors, case.seats[0].account_id)
    samira = sign_in(new_browser(app), doors, people["samira"])
    pascal = sign_in(new_browser(app), doors, people["pascal"])
    helene = sign_in(new_browser(app), doors, people["helene"])
    assert heading(juror.get(f"{call}/jury")) == "The call was cancelled. Thank you for your work"
    board = samira.get(f"{call}/board")
    assert heading(board) == "The call was cancelled, and the round with it"
    pages = [board, pascal.get(f"{call}/check"), helene.get(f"{call}/decision")]
    assert [(page.status_code, MARKER in page.text) for page in pages] == [(200, False)] * 3
