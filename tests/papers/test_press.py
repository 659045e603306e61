"""Every paper can be read aloud and kept: PDF/UA-1 and PDF/A-2a, whatever people typed."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from jury.domain.errors import Busy
from jury.papers import Paper, kept_pdf, make_pdf, press
from jury.papers.press import HERE, Unprintable
from tests.fixtures.pdf import faults
from tests.fixtures.source import ROOT, called, imports_of, name_of, python_files
from tests.papers.worst import AT, TEXTS, every_paper

LANGUAGES = ("fr", "nl", "de", "en")
TEMPLATES = sorted(path.stem for path in HERE.glob("*.typ") if path.stem != "paper")


def test_every_template_is_tried() -> None:
    assert sorted(p.template for p in every_paper("A text.", "en")) == TEMPLATES


@pytest.mark.parametrize("kind", TEXTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_paper_keeps_both_standards_whatever_was_typed(language: str, kind: str) -> None:
    found = {p.template: faults(make_pdf(p)) for p in every_paper(TEXTS[kind], language)}
    assert found == {template: [] for template in TEMPLATES}


def test_the_same_data_gives_the_same_bytes_in_another_process() -> None:
    script = (
        "import hashlib\n"
        "from jury.papers import make_pdf\n"
        "from tests.papers.worst import TEXTS, every_paper\n"
        "for p in every_paper(TEXTS['emoji'], 'fr'):\n"
        "    print(p.template, hashlib.sha256(make_pdf(p)).hexdigest())\n"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", script], cwd=ROOT, env={"PYTHONHASHSEED": seed},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert (len(said), said.pop().count("\n")) == (1, len(TEMPLATES))


def test_another_moment_another_language_another_text_give_other_bytes() -> None:
    paper = next(every_paper("A text.", "en"))
    others = [
        replace(paper, at=AT.replace(year=2027)),
        replace(paper, language="fr"),
        replace(paper, title="Another"),
        replace(paper, data={**paper.data, "address": "https://elsewhere.example"}),
    ]
    assert len({make_pdf(one) for one in [paper, *others]}) == 5


def test_a_kept_paper_is_the_very_same() -> None:
    paper = next(every_paper("A text.", "en"))
    assert kept_pdf(paper) is kept_pdf(paper)
    assert kept_pdf(paper) == make_pdf(paper)


def test_a_paper_without_a_title_has_one_all_the_same() -> None:
    paper = next(every_paper("A text.", "en"))
    assert faults(make_pdf(replace(paper, title="\u202e \ue000"))) == []


def test_a_fault_of_a_template_is_told_without_what_stands_in_the_paper() -> None:
    paper = Paper("slips", "A title", "en", AT, {"call": "a-secret-code"})
    with pytest.raises(Unprintable) as told:
        make_pdf(paper)
    assert str(told.value) == "the paper slips could not be made"
    assert "slips" in told.value.details


def test_a_paper_that_takes_too_long_is_ended_and_the_next_one_is_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    paper = next(every_paper("A text.", "en"))
    with monkeypatch.context() as patch:
        patch.setattr(press, "SECONDS", 0.001)
        with pytest.raises(Busy):
            make_pdf(paper)
    assert faults(make_pdf(paper)) == []


def test_many_who_ask_at_once_all_get_their_paper() -> None:
    paper = next(every_paper("A text.", "en"))
    with ThreadPoolExecutor(8) as people:
        assert len(set(people.map(make_pdf, [paper] * 8))) == 1


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_brings_nothing_from_elsewhere_and_says_nothing_itself(name: str) -> None:
    source = (HERE / f"{name}.typ").read_text(encoding="utf-8")
    brought = [line for line in source.splitlines() if "import" in line or "include" in line]
    assert brought == ['#import "paper.typ": *']
    assert [word for word in ("@preview", "read(", "datetime", "http") if word in source] == []


@pytest.mark.parametrize("name", [name_of(path) for path in python_files("jury/papers")])
def test_a_paper_knows_no_request_and_no_clock(name: str) -> None:
    allowed = {"jury", "babel", "segno", "typst", *sys.stdlib_module_names}
    assert {module.split(".")[0] for module in imports_of(ROOT / name)} <= allowed
    assert {call for call, _ in called(ROOT / name)} & {"now", "today", "utcnow", "select"} == set()


def test_the_application_never_loads_typst() -> None:
    script = (
        "import sys, jury.web.papers, jury.web.app\n"
        "from tests.papers.worst import every_paper\n"
        "jury.web.papers.make_pdf(next(every_paper('A text.', 'en')))\n"
        "print('typst' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"
