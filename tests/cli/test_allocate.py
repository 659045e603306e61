"""`jury allocate` reads the field's files and says why."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Jury

PABULIB = """META
key;value
description;A small town
num_projects;3
budget;100
vote_type;approval
PROJECTS
project_id;cost;votes;name
1;60;3;Park
2;50;2;Bench
3;40;1;Lamp
VOTES
voter_id;vote
a;1,2
b;1,2
c;1,3
"""


@pytest.fixture
def town(tmp_path: Path) -> Path:
    path = tmp_path / "town.pb"
    path.write_text(PABULIB)
    return path


def test_the_ranking_goes_on_after_a_skip(jury: Jury, town: Path) -> None:
    assert jury("allocate", town, "--rule", "ranked", "--json").json() == {
        "rule": "ranked",
        "budget": 100,
        "spent": 100,
        "chosen": ["1", "3"],
        "why": {
            "1": "It was next in the ranking and gets 60.",
            "2": "Only 40 were left; it asks 50.",
            "3": "It was next in the ranking and gets 40.",
        },
    }


@pytest.mark.parametrize("rule", ["best-total", "equal-shares"])
def test_other_rules_stay_within_the_budget(jury: Jury, town: Path, rule: str) -> None:
    found = jury("allocate", town, "--rule", rule, "--budget", "95", "--json").json()
    assert found["rule"] == rule
    assert found["spent"] <= found["budget"] == 95
    assert set(found["why"]) == {"1", "2", "3"}


def test_a_csv_is_read_with_its_cents(jury: Jury, tmp_path: Path) -> None:
    path = tmp_path / "projects.csv"
    path.write_text("id,cost,score\nnorth,10.50,81/2\nsouth,10,12.5\n")
    found = jury("allocate", path, "--rule", "ranked", "--budget", "11", "--json").json()
    assert (found["chosen"], found["spent"]) == (["north"], 10.5)


def test_a_tie_at_the_line_wants_lots(jury: Jury, tmp_path: Path) -> None:
    path = tmp_path / "tie.csv"
    path.write_text("id,cost,score\na,10,5\nb,10,5\n")
    said = jury("allocate", path, "--rule", "ranked", "--budget", "10", "--json")
    assert (said.status, said.out) == (1, "")
    assert said.err == "Lots must be drawn among a, b. Give their order with --draw.\n"
    drawn = jury("allocate", path, "--rule", "ranked", "--budget", "10", "--draw", "b,a", "--json")
    assert drawn.json()["chosen"] == ["b"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "META\n",
        "META\nkey;value\nbudget;x\nPROJECTS\nproject_id;cost\n1;5\nVOTES\n",
        "id,cost,score\na,-5,1\n",
        "id,cost,score\na,1e400,1\n",
        "id,cost,score\na,0,1\n",
        "id,cost,score\na,5,1/0\n",
        "id,cost,score\na,5,1\na,5,1\n",
        "cost,score\n5,1\n",
        "id,cost,score\na,5.001,1\n",
        "id,cost,score\n" + "é" * 3 + "\n",
        "\x00",
    ],
)
def test_bad_files_are_one_sentence(jury: Jury, tmp_path: Path, text: str) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(text)
    said = jury("allocate", path, "--rule", "ranked", "--budget", "100")
    assert (said.status, said.out) == (2, "")
    assert len(said.err.splitlines()) == 1
    assert "fault in Jury" not in said.err


def test_bytes_that_are_no_text_are_refused(jury: Jury, tmp_path: Path) -> None:
    path = tmp_path / "bad.pb"
    path.write_bytes(bytes(range(256)))
    assert jury("allocate", path, "--rule", "ranked").status == 2
