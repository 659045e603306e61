"""The demonstration's texts and numbers keep what they promise, before anything plays them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from fractions import Fraction
from itertools import chain
from typing import get_args

import pytest

from jury.demo.calls import FIRST, REGION, SECOND
from jury.demo.region import Call, Language, Project, Sector, Texts, fr
from jury.demo.texts import refused
from jury.domain.permissions import Role

LANGUAGES = get_args(Language)
PROJECTS = FIRST.projects + SECOND.projects
ANSWERS = ("problem", "plan", "gains", "roles", "afterwards")
every_project = pytest.mark.parametrize("project", PROJECTS, ids=lambda p: f"project {p.number}")
every_call = pytest.mark.parametrize("call", [FIRST, SECOND], ids=lambda c: c.key)


def words(text: str) -> int:
    """Count what a reader calls a word: signs that stand alone are none."""
    return sum(1 for part in text.split() if re.search(r"\w", part))


def strings(thing: object) -> Iterator[str]:
    """Walk every text of the data."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, tuple):
        yield from chain.from_iterable(strings(part) for part in thing)
    elif is_dataclass(thing):
        yield from chain.from_iterable(strings(getattr(thing, f.name)) for f in fields(thing))


def french(thing: object) -> Iterator[str]:
    """Walk every French text of the data, that of the four languages included."""
    if isinstance(thing, Texts):
        yield thing.fr
    elif isinstance(thing, str):
        yield thing
    elif isinstance(thing, tuple):
        yield from chain.from_iterable(french(part) for part in thing)
    elif is_dataclass(thing):
        yield from chain.from_iterable(french(getattr(thing, f.name)) for f in fields(thing))


def test_the_region_has_eight_towns_and_410_000_people() -> None:
    assert len(REGION.towns) == 8
    assert sum(town.people for town in REGION.towns) == 410_000
    assert {language for town in REGION.towns for language in town.languages} == {"fr", "nl", "de"}


def test_the_staff_has_one_person_for_each_role_and_only_example_addresses() -> None:
    assert [person.role for person in REGION.staff] == [
        Role.ADMINISTRATOR,
        Role.OFFICIAL,
        Role.SIGNATORY,
        Role.FACILITATOR,
        Role.GUARANTOR,
    ]
    leads = [project.lead for project in (*PROJECTS, refused.PROJECT)]
    people = [*REGION.staff, *leads]
    assert [p.email for p in people if not p.email.endswith(".example")] == []
    assert len({p.email for p in people}) == len({p.name for p in people}) == len(people)
    assert [p.name for p in REGION.staff if p.mandate] == ["Samira Lambert"]


def test_each_call_has_its_budget_and_about_twice_as_much_is_asked() -> None:
    assert (FIRST.budget_cents, SECOND.budget_cents) == (120_000_00, 180_000_00)
    assert sum(p.asked_cents for p in FIRST.projects) == 240_000_00
    assert sum(p.asked_cents for p in SECOND.projects) == 360_000_00
    assert [p.number for p in FIRST.projects] == [1, 3, 5, 7, 9, 11]
    assert [p.number for p in SECOND.projects] == [2, 4, 6, 8, 10, 12]


def test_titles_bear_the_year_of_loading_and_the_one_before() -> None:
    assert [call.title_for(2026) for call in REGION.calls] == [
        "Mieux vivre ensemble 2025",
        "Mieux vivre ensemble 2026",
    ]


@every_call
def test_the_rules_are_complete_and_the_weights_sum_to_100(call: Call) -> None:
    assert [c.weight for c in call.criteria] == [40, 20, 20, 20]
    assert {len(c.levels) for c in call.criteria} <= {4, 5, 6}
    assert 60 <= words(call.purpose) <= 120
    texts = [
        call.authority,
        call.place,
        call.who_may_apply,
        call.contact,
        call.facilitator_contact,
        call.facilitator_mandate,
        call.appeal,
        call.power_basis,
        call.depart_grounds,
        call.time_limit,
    ]
    assert all(texts)


@every_call
def test_the_days_follow_each_other(call: Call) -> None:
    t = call.timetable
    done = [t.counted, t.confirmed, t.prepared, t.adopted, t.published]
    days = [
        t.opens,
        t.closes,
        t.accepted,
        t.seated,
        t.ties,
        t.round_opens,
        t.round_closes,
        *(day for day in done if day is not None),
        t.decide_by,
    ]
    assert days == sorted(days)
    assert (t.published is not None) == (call is FIRST)
    assert t.round_opens < 0


def test_the_open_round_stays_open_for_nine_more_days() -> None:
    assert SECOND.timetable.round_closes == 9


@every_project
def test_a_project_speaks_four_languages(project: Project) -> None:
    for text in (project.title, project.summary):
        assert len({text.in_(language) for language in LANGUAGES}) == 4
    counts = {language: words(project.summary.in_(language)) for language in LANGUAGES}
    assert {k: n for k, n in counts.items() if not 60 <= n <= 120} == {}


def test_criteria_and_their_levels_speak_four_languages() -> None:
    for criterion in FIRST.criteria:
        parts = [
            criterion.question,
            *chain.from_iterable((x.word, x.sentence) for x in criterion.levels),
        ]
        for text in parts:
            assert len({text.in_(language) for language in LANGUAGES}) == 4


@every_project
def test_a_project_answers_five_questions_in_60_to_90_words_each(project: Project) -> None:
    counts = {key: words(getattr(project.answers, key)) for key in ANSWERS}
    assert {k: n for k, n in counts.items() if not 60 <= n <= 90} == {}
    assert 300 <= sum(counts.values()) <= 450
    assert 30 <= words(project.users_word) <= 60


@every_project
def test_a_projects_amounts_and_partners_are_within_bounds(project: Project) -> None:
    assert 8_000_00 <= project.minimum_cents <= project.asked_cents <= 95_000_00
    assert project.place in {town.name for town in REGION.towns}
    assert 3 <= len(project.partners) <= 4
    assert {p.sector for p in project.partners} <= set(get_args(Sector))
    assert len({p.sector for p in project.partners}) >= 2
    assert all(p.name and p.contribution and p.benefit for p in project.partners)


def test_the_tension_of_the_amounts_is_there() -> None:
    asked = {p.number: p.asked_cents for p in PROJECTS}
    assert max(asked, key=lambda number: asked[number]) == 4
    assert min(asked, key=lambda number: asked[number]) == 8
    bicycles = next(p for p in PROJECTS if p.number == 9)
    assert bicycles.minimum_cents * 100 > bicycles.asked_cents * 94


def test_no_sentence_stands_twice() -> None:
    read = (*PROJECTS, refused.PROJECT)
    texts = [
        *strings(tuple((p.summary, p.answers, p.users_word) for p in read)),
        *strings(tuple((s.convinced, s.worried) for c in REGION.calls for s in c.sheets)),
        *strings(tuple(level.sentence for c in FIRST.criteria for level in c.levels)),
    ]
    found = Counter(s for text in texts for s in re.split(r"(?<=[.?!]) ", text) if words(s) > 3)
    assert [s for s, count in found.items() if count > 1] == []


def test_french_texts_have_their_spaces_and_apostrophes() -> None:
    assert fr("Qui ?\n « Moi », 12 000 € ; 20 %") == (
        "Qui\N{NO-BREAK SPACE}? «\N{NO-BREAK SPACE}Moi\N{NO-BREAK SPACE}», "
        "12\N{NARROW NO-BREAK SPACE}000\N{NO-BREAK SPACE}€\N{NO-BREAK SPACE}; "
        "20\N{NO-BREAK SPACE}%"
    )
    said = [*french(REGION), *french(refused.PROJECT), refused.REASON, refused.CONTEST]
    wrong = [
        t
        for t in (*said, refused.ANSWER, refused.WHY)
        if re.search(r" [?!:;»€%]|« |\w'\w|\n|  ", t)
    ]
    assert wrong == []


@every_call
def test_fifteen_jurors_give_levels_that_stand_on_the_scale(call: Call) -> None:
    assert [j.number for j in call.jurors] == list(range(1, 16))
    assert len({j.name for j in call.jurors}) == 15
    assert len({(s.juror, s.project) for s in call.sheets}) == len(call.sheets)
    numbers = {p.number for p in call.projects}
    for sheet in call.sheets:
        assert sheet.project in numbers
        for level, criterion in zip(sheet.levels, call.criteria, strict=True):
            assert level is None or 0 <= level < len(criterion.levels)
        assert sheet.submitted <= (sheet.answered == 4)


def test_the_decided_call_has_every_sheet_and_the_open_one_stands_midway() -> None:
    assert len(FIRST.sheets) == 90
    assert all(sheet.submitted for sheet in FIRST.sheets)
    sent = Counter(s.juror for s in SECOND.sheets if s.submitted)
    assert [j for j, count in sorted(sent.items()) if count == 6] == [1, 2, 5, 7, 8, 10, 14]
    assert sent[11] == 5
    assert 9 not in {s.juror for s in SECOND.sheets}
    assert sorted(s.juror for s in SECOND.sheets if not s.submitted) == [3, 4, 6, 12, 13, 15]


def test_jennifer_leaves_the_project_of_her_own_tower() -> None:
    conflicts = [(t.juror, t.project) for t in SECOND.ties if t.degree == "conflict"]
    assert conflicts == [(11, 12)]
    assert (11, 12) not in {(s.juror, s.project) for s in SECOND.sheets}
    assert all(tie.words for call in REGION.calls for tie in call.ties)


def trimmed_mean(levels: list[int]) -> Fraction:
    """Drop floor(n/5) at each end: specification, section 4."""
    cut = len(levels) // 5
    kept = sorted(levels)[cut : len(levels) - cut]
    return Fraction(sum(kept), len(kept))


def funded_without(juror: int | None) -> tuple[dict[int, Fraction], list[int], int]:
    """Count the decided call, perhaps without one juror: scores, who is funded, what is left."""
    scores = {}
    for project in FIRST.projects:
        columns = zip(
            *(s.levels for s in FIRST.sheets if s.project == project.number and s.juror != juror),
            strict=True,
        )
        scores[project.number] = sum(
            (
                criterion.weight
                * trimmed_mean([x for x in column if x is not None])
                / (len(criterion.levels) - 1)
                for criterion, column in zip(FIRST.criteria, columns, strict=True)
            ),
            Fraction(0),
        )
    asked = {p.number: p.asked_cents for p in FIRST.projects}
    left, funded = FIRST.budget_cents, []
    for number in sorted(scores, key=lambda n: -scores[n]):
        if scores[number] >= (FIRST.floor or 0) and asked[number] <= left:
            funded.append(number)
            left -= asked[number]
    return scores, funded, left


def test_the_jury_funds_three_and_the_authority_adds_the_first_of_the_reserve() -> None:
    scores, funded, left = funded_without(None)
    assert sorted(scores, key=lambda n: -scores[n]) == [1, 3, 11, 5, 9, 7]
    assert tuple(funded) == FIRST.expected_funded == (1, 3, 11)
    assert left == 25_200_00
    over_floor = {n for n, score in scores.items() if score >= (FIRST.floor or 0)}
    assert over_floor - set(funded) == set(FIRST.expected_reserve) == {5}
    (departure,) = FIRST.departures
    nurseries = next(p for p in FIRST.projects if p.number == 5)
    assert (departure.project, departure.outcome) == (5, "funded")
    assert departure.amount_cents == nurseries.minimum_cents <= left < nurseries.asked_cents
    assert FIRST.budget_cents - left + departure.amount_cents == 118_400_00


def test_two_projects_stand_so_near_the_line_that_one_juror_matters() -> None:
    scores, _, _ = funded_without(None)
    assert 0 < scores[11] - scores[5] < 1
    assert 0 < Fraction(FIRST.floor or 0) - scores[9] < 1
    assert [j for j in range(1, 16) if 5 in funded_without(j)[1]] == [1, 15]
