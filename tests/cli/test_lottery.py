"""`jury lottery` draws, picks and checks on files alone, and says in words what to mend."""

from __future__ import annotations

from pathlib import Path

import pytest

from jury.domain.lottery.evidence import write_pool, write_quotas
from tests.cli.conftest import Jury
from tests.domain.lottery.pools import balanced
from tests.domain.lottery.test_time import knotted

BEACON = (
    "drand:quicknet:1000:b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125"
    "e342b73a8dd2bacbe47e4b6b63ed5e39"
)


@pytest.fixture
def town(tmp_path: Path) -> Path:
    pool = balanced(40, 4)
    (tmp_path / "people.csv").write_bytes(write_pool(pool))
    (tmp_path / "quotas.csv").write_bytes(write_quotas(pool))
    return tmp_path


def drawn(jury: Jury, town: Path, *more: str):
    return jury(
        "lottery", "draw", "--people", town / "people.csv", "--quotas", town / "quotas.csv",
        "--seats", "4", "--out", town / "draw", *more,
    )  # fmt: skip


def test_ana_draws_picks_and_checks(jury: Jury, town: Path) -> None:
    answer = drawn(jury, town, "--json").json()
    assert answer.pop("seconds") > 0
    assert 0 < answer.pop("peak_mib") < 300
    assert answer == {
        "pool": 40, "seats": 4, "panels": 1000, "smallest_chance": 0.1, "largest_chance": 0.1,
        "bound": 0.1, "uncoverable": [], "left_out": [], "finished": True,
    }  # fmt: skip
    assert sorted(path.name for path in (town / "draw").iterdir()) == [
        "certificate.json", "chances.csv", "panels.csv", "pool.csv", "quotas.csv",
    ]  # fmt: skip
    rows = (town / "draw" / "panels.csv").read_text().splitlines()
    assert len(rows) == 1001
    picked = jury("lottery", "pick", town / "draw", "--dice", "4 7 1", "--json").json()
    assert picked == {"index": 471, "members": rows[472].split(",")[1:]}
    assert (
        jury("lottery", "pick", town / "draw", "--beacon", BEACON, "--json").json()["index"] == 309
    )
    assert jury("lottery", "check", town / "draw", "--redo", "--json").json() == {
        "sound": True, "bound": 0.1, "smallest_chance": 0.1, "problems": [],
    }  # fmt: skip


def test_a_draw_ends_with_its_time_also_where_one_panel_takes_longer(
    jury: Jury, town: Path
) -> None:
    hard = knotted(20, 80, 30)
    (town / "people.csv").write_bytes(write_pool(hard))
    (town / "quotas.csv").write_bytes(write_quotas(hard))
    answer = jury(
        "lottery", "draw", "--people", town / "people.csv", "--quotas", town / "quotas.csv",
        "--seats", "30", "--out", town / "draw", "--time-limit", "1", "--json",
    )  # fmt: skip
    assert answer.json().get("finished", None) is not True


def test_a_list_with_one_number_changed_is_not_sound(jury: Jury, town: Path) -> None:
    drawn(jury, town, "--panels", "10")
    path = town / "draw" / "panels.csv"
    path.write_text(path.read_text().replace("p1,", "p5,", 1))
    answer = jury("lottery", "check", town / "draw", "--json")
    assert answer.status == 1
    assert {"code": "changed", "file": "panels.csv"} in answer.json()["problems"]


def test_a_list_that_another_draw_would_not_give_is_noticed_by_redoing(
    jury: Jury, town: Path
) -> None:
    drawn(jury, town, "--panels", "10")
    text = (town / "draw" / "certificate.json").read_text()
    (town / "draw" / "certificate.json").write_text(text.replace("HiGHS 1", "HiGHS 0"))
    answer = jury("lottery", "check", town / "draw", "--redo", "--json")
    assert answer.status == 1


def test_quotas_that_cannot_be_filled_are_answered_with_what_would_help(
    jury: Jury, town: Path
) -> None:
    (town / "quotas.csv").write_text(
        "category;name;min;max\nage;a;3;4\nage;b;2;2\ngender;a;0;4\ngender;b;0;4\n"
    )
    answer = drawn(jury, town, "--json")
    assert answer.status == 1
    assert answer.json()["change"]["seats"] == 4
    assert sum(q["min"] for q in answer.json()["change"]["quotas"] if q["feature"] == "age") <= 4
    assert not (town / "draw").exists()


def test_files_as_older_spreadsheets_write_them_are_read(jury: Jury, town: Path) -> None:
    (town / "people.csv").write_bytes(
        "id;âge;nom\n1;élevé;Zoé\n2;élevé;Léa\n3;jeune;Ali\n".encode("cp1252")
    )
    (town / "quotas.csv").write_bytes(
        "feature,value,min,max\nâge,élevé,1,2\nâge,jeune,0,1\n".encode()
    )
    answer = jury(
        "lottery", "draw", "--people", town / "people.csv", "--quotas", town / "quotas.csv",
        "--seats", "2", "--panels", "30", "--out", town / "draw", "--json",
    )  # fmt: skip
    assert answer.json()["smallest_chance"] == pytest.approx(2 / 3, abs=0.04)


def test_a_quotation_mark_that_is_never_closed_is_named(jury: Jury, town: Path) -> None:
    (town / "people.csv").write_text('id,age,gender\n1,"a,a\n' + "2,b,b\n" * 30_000)
    answer = drawn(jury, town)
    assert (answer.status, answer.err.strip().splitlines()[-1]) == (
        2, "A cell is longer than any answer. Look for a quotation mark that is never closed.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("people", "sentence"),
    [
        ("id,age,gender\n", "Nobody is in the file of people."),
        ("id,age,gender\n1,a,a\n1,b,b\n", "The id 1 stands twice in the file of people."),
        ("id,age\n1,a\n", "There is no column gender."),
        ("id,age,gender\n1,a\n", "Line 2 has fewer cells than the header."),
        (
            "id,age,gender\n1,old,a\n",
            "1 has age: old, and no quota speaks of that. Correct it, or add a line to the quotas.",
        ),
        ("", "A file has no lines."),
    ],
)
def test_what_is_wrong_with_a_file_is_one_sentence(
    jury: Jury, town: Path, people: str, sentence: str
) -> None:
    (town / "people.csv").write_text(people)
    answer = drawn(jury, town)
    assert (answer.status, answer.err.strip()) == (2, sentence)


@pytest.mark.parametrize(
    ("dice", "sentence"),
    [
        ("4 7", "Write one digit for each die, and enough dice for 300 panels."),
        ("4 x 1", "Write one digit for each die, and enough dice for 300 panels."),
        ("9 9 9", "This throw does not count, so that every panel is as likely. Throw again."),
    ],
)
def test_a_throw_that_picks_nothing_says_why(
    jury: Jury, town: Path, dice: str, sentence: str
) -> None:
    drawn(jury, town, "--panels", "300")
    answer = jury("lottery", "pick", town / "draw", "--dice", dice)
    assert (answer.status, answer.err.strip()) == (2, sentence)


def test_a_folder_that_holds_no_draw_is_bad_input(jury: Jury, tmp_path: Path) -> None:
    answer = jury("lottery", "check", tmp_path)
    assert (answer.status, answer.err.strip()) == (
        2, "certificate.json is missing or is no file of a draw.",
    )  # fmt: skip
