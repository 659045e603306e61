"""What the benchmark measures is there, and no page asks the database more than twelve times.

200 projects stand before 30 jurors meanwhile, so a page that asks once for each row is found too.
"""

from __future__ import annotations

import httpx
import pytest

from benchmarks.__main__ import Case, cases
from benchmarks.statements import counted
from benchmarks.world import World, build
from jury import create_app
from jury.services.doors import Doors

URL = "http://127.0.0.1:8000"
MOST = 12
MOST_OF_A_SHEET = 14


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Case, int]]:
    """Ask for everything that is measured, twice, and count the statements of the second time."""
    world: World = build(tmp_path_factory.mktemp("bench"))
    app = create_app(world.doors.settings)
    doors: Doors = app.extensions["jury"]
    found = {}
    for case in cases(world, app, URL):
        with case.make() as signed_in, httpx.Client(
            transport=httpx.WSGITransport(app=app), base_url=URL,
            headers=signed_in.headers, cookies=signed_in.cookies,
        ) as client:  # fmt: skip
            assert case.ask(client, 1).status_code in (200, 303), case.name
            with counted(doors.engines) as sent:
                case.ask(client, 2)
        number = sum(s.split()[0] not in ("BEGIN", "COMMIT", "ROLLBACK") for s in sent)
        found[case.name] = (case, number)
    world.doors.engines.dispose()
    doors.engines.dispose()
    return found


def test_no_page_asks_the_database_more_than_twelve_times(asked) -> None:
    over = {name: n for name, (case, n) in asked.items() if case.like == "read" and n > MOST}
    assert over == {}


def test_a_sheet_is_handed_in_with_fourteen_statements_at_most(asked) -> None:
    assert asked["submit a sheet"][1] <= MOST_OF_A_SHEET
