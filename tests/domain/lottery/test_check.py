"""Testing a draw's files: sound as they were made, refused if one number differs."""

from __future__ import annotations

import contextlib
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from jury.domain.lottery import evidence
from jury.domain.lottery.check import Unreadable, check_draw
from jury.domain.lottery.draw import draw
from jury.domain.lottery.evidence import files_of, write_certificate
from jury.domain.lottery.pool import Person, Pool, Quota
from tests.domain.lottery.pools import self_selected

Files = dict[str, bytes]


@pytest.fixture(scope="module")
def made() -> Files:
    return files_of(draw(self_selected(80, 12, 5), 30), "test")


def codes(files: Files) -> set[str]:
    return {problem["code"] for problem in check_draw(files).problems}


def resealed(files: Files, change: Callable[[dict[str, object]], object]) -> Files:
    """Change a certificate and write all its digests anew, as a forger would."""
    certificate = json.loads(files["certificate.json"])
    change(certificate)
    certificate["sha256"] = {n: evidence.digest(files[n]) for n in evidence.LISTED}
    return {**files, "certificate.json": write_certificate(certificate)}


def test_what_was_drawn_is_sound(made: Files) -> None:
    verdict = check_draw(made)
    assert verdict.problems == ()
    assert verdict.sound
    assert verdict.smallest_chance is not None
    assert verdict.bound is not None
    assert verdict.smallest_chance <= verdict.bound


@pytest.mark.parametrize("name", [*evidence.LISTED, "certificate.json"])
def test_one_number_changed_is_noticed_wherever_it_stands(made: Files, name: str) -> None:
    text = made[name].decode()
    places = [match.start() for match in re.finditer(r"\d", text)]
    for place in places[:: max(1, len(places) // 25)]:
        digit = str((int(text[place]) + 1) % 10)
        forged = {**made, name: (text[:place] + digit + text[place + 1 :]).encode()}
        with contextlib.suppress(Unreadable):
            assert not check_draw(forged).sound, (name, place)


@pytest.mark.parametrize("figure", ["bound", "smallest_chance", "largest_chance"])
def test_a_forger_who_writes_the_digests_anew_meets_the_sums(made: Files, figure: str) -> None:
    forged = resealed(made, lambda certificate: certificate.update({figure: "1/3"}))
    assert codes(forged) == {"figure_differs"}


def test_a_forged_multiplier_no_longer_proves_the_bound(made: Files) -> None:
    def lighter(certificate: dict[str, object]) -> None:
        certificate["proof"]["seats"] = "1/7"  # type: ignore[index]

    assert codes(resealed(made, lighter)) == {"figure_differs"}


def test_a_multiplier_below_nought_proves_nothing(made: Files) -> None:
    def below(certificate: dict[str, object]) -> None:
        shares = certificate["proof"]["shares"]  # type: ignore[index]
        shares[next(iter(shares))] = "-1/2"

    assert codes(resealed(made, below)) == {"certificate_wrong"}


def test_a_panel_that_breaks_a_quota_a_household_or_the_seats_is_named() -> None:
    people = (
        Person("ana", ("a",), "h1"), Person("bert", ("a",), "h1"), Person("cleo", ("b",)),
        Person("dirk", ("b",)),
    )  # fmt: skip
    quotas = (Quota("age", "a", 1, 2), Quota("age", "b", 0, 1))
    files = files_of(draw(Pool(("age",), people, quotas, 2), 4), "test")

    def with_first(members: str) -> set[str]:
        rows = files["panels.csv"].decode().splitlines()
        rows[1] = f"0,{members}"
        return codes({**files, "panels.csv": ("\n".join(rows) + "\n").encode()})

    assert "household_twice" in with_first("ana,bert")
    assert "quota_broken" in with_first("cleo,dirk")
    assert "seats_differ" in with_first("ana,ana")
    assert "unknown_id" in with_first("ana,zoe")


def test_hiding_somebody_as_in_no_panel_needs_a_proof(made: Files) -> None:
    seated = made["chances.csv"].decode().splitlines()[1].split(",")[0]
    claim = {"ids": [seated], "certified": False, "proof": None}
    forged = resealed(made, lambda certificate: certificate["in_no_panel"].append(claim))  # type: ignore[attr-defined]
    assert "seated_all_the_same" in codes(forged)


@pytest.mark.parametrize("name", ["pool.csv", "quotas.csv", "panels.csv", "certificate.json"])
def test_a_missing_file_is_named(made: Files, name: str) -> None:
    with pytest.raises(Unreadable) as missing:
        check_draw({other: data for other, data in made.items() if other != name})
    assert missing.value.name == name


def test_checking_needs_the_standard_library_alone(made: Files, tmp_path: Path) -> None:
    for name, data in made.items():
        (tmp_path / name).write_bytes(data)
    code = (
        "import sys, pathlib;"
        "from jury.domain.lottery.check import check_draw;"
        "files = {p.name: p.read_bytes() for p in pathlib.Path(sys.argv[1]).iterdir()};"
        "assert check_draw(files).sound;"
        "print([m for m in ('numpy', 'highspy', 'flask', 'sqlalchemy') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, check=True, text=True
    )
    assert done.stdout == "[]\n"


def test_a_proof_that_somebody_has_no_seat_needs_a_sum_below_one(made: Files) -> None:
    """A forger leaves a panel's member out of all panels, with a proof that proves nothing."""
    members = made["panels.csv"].decode().splitlines()
    id = members[1].split(",")[1]
    empty = {"seats": "0/1", "quotas": [], "households": {}, "shares": {id: "1/1"}}
    claim = {"ids": [id], "certified": True, "proof": empty}
    forged = resealed(made, lambda certificate: certificate["in_no_panel"].append(claim))  # type: ignore[attr-defined]
    assert "not_proved" in codes(forged)
