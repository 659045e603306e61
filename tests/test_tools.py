"""The tools find what they are there to find; docs and locks agree with the package."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from scripts import check_translations, hygiene, mutants
from tests.fixtures.source import ROOT

SHEETS = ("%(count)s sheet", "%(count)s sheets")


@pytest.mark.parametrize(
    ("message", "faults"),
    [
        (Message("Close", "Fermer"), []),
        (Message("Close", ""), ["not translated"]),
        (Message("Close", "Fermer", flags=["fuzzy"]), ["fuzzy"]),
        (Message("Close", "Close"), ["the same as in English"]),
        (Message("Jury", "Jury"), []),
        (Message("Hello %(name)s", "Bonjour"), ["lost %(name)s"]),
        (Message("Hello %(name)s", "Bonjour %(nom)s"), ["lost %(name)s", "unknown %(nom)s"]),
        (Message(SHEETS, ("Une fiche", "%(count)s fiches")), []),
        (Message(SHEETS, ("Une fiche", "des fiches")), ["lost %(count)s"]),
        (Message(SHEETS, ("%(count)s fiche",)), ["1 plural forms instead of 2"]),
        (Message("%(share)s of it", "%(share)s % du tout"), ["a stray %"]),
    ],
)
def test_each_fault_of_a_translated_sentence_is_named(message: Message, faults: list[str]) -> None:
    assert list(check_translations.faults_of(message, 2, {"Jury"})) == faults


def test_a_missing_and_a_stale_sentence_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check_translations, "FOLDER", tmp_path)
    before, now = Catalog(), Catalog()
    before.add("Begin")
    now.add("Close")
    assert check_translations.update(before, "fr") == 1
    assert check_translations.check(now, "fr") == [
        "fr: missing: Close",
        "fr: no longer used: Begin",
    ]


def test_updating_the_catalogues_twice_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check_translations, "FOLDER", tmp_path)
    source = check_translations.extract()
    check_translations.update(source, "nl")
    first = check_translations.path_of("nl").read_bytes()
    check_translations.update(check_translations.extract(), "nl")
    assert check_translations.path_of("nl").read_bytes() == first
    assert len(source) > 100


@pytest.mark.parametrize(
    "line",
    [
        "index = https://pyp" + "i.org/simple",
        "open('/wo" + "rk/main/jury')",
        "cd /ro" + "ot/jury",
        "-----BEGIN PRIVATE" + " KEY-----",
        "url = 'postgresql://jury:hunter" + "22@db/jury'",
    ],
)
def test_what_must_not_be_published_is_found(line: str) -> None:
    assert len(hygiene.faults_in("page.py", line)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "url = 'postgresql://jury@db/jury'",
        "see /proposals/home/one",
        "path.root / 'home'",
        "/rooted",
    ],
)
def test_ordinary_lines_may_be_published(line: str) -> None:
    assert hygiene.faults_in("page.py", line) == []


def test_every_sabotage_has_one_place_in_todays_code() -> None:
    lost = [
        f"{mutant.name}: {mutant.file}"
        for mutant in mutants.read_table()
        if (ROOT / mutant.file).read_text(encoding="utf-8").count(mutant.old) != 1
    ]
    assert lost == []


def declared() -> dict[str, set[str]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    given = {
        "requirements.lock": project["dependencies"],
        "requirements-dev.lock": project["optional-dependencies"]["dev"],
    }
    return {
        lock: {re.split(r"[^\w-]", name)[0].lower() for name in names}
        for lock, names in given.items()
    }


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_each_dependency_is_locked_and_has_its_line_in_the_docs(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    locked = {name.lower() for name in re.findall(r"^([\w.-]+)==", text, re.MULTILINE)}
    docs = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    named = set(re.findall(r"[\w-]+", " ".join(re.findall(r"^\| ([^|]+) \|", docs, re.MULTILINE))))
    assert declared()[lock] - locked == set()
    assert declared()[lock] - named == set()


def test_both_locks_hold_the_same_versions() -> None:
    pins = [
        dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / lock).read_text(encoding="utf-8"), re.M))
        for lock in ("requirements.lock", "requirements-dev.lock")
    ]
    assert {name: pins[1].get(name) for name in pins[0]} == pins[0]
