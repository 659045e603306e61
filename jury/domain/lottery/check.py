"""Test the files of a draw: the list, the chances, the certificate; standard library alone.

Nothing is solved again: what is claimed is counted and added up.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from jury.domain.lottery import evidence
from jury.domain.lottery.cases import bound_by_cases, decode_cases
from jury.domain.lottery.certificate import bound, cannot_be_seated, decode, read_fraction
from jury.domain.lottery.files import HOUSEHOLD, features_of, read_people, read_quotas, read_table
from jury.domain.lottery.pool import Pool, PoolFault, check_pool

Problem = dict[str, Any]


@dataclass(frozen=True)
class Verdict:
    """What a test came to: sound or not, the figures that were found, and every problem."""

    sound: bool
    bound: Fraction | None
    smallest_chance: Fraction | None
    problems: tuple[Problem, ...]

    def to_json(self) -> dict[str, Any]:
        """Write it as the command's answer."""
        return {
            "sound": self.sound,
            "bound": None if self.bound is None else float(self.bound),
            "smallest_chance": None
            if self.smallest_chance is None
            else float(self.smallest_chance),
            "problems": list(self.problems),
        }


class Unreadable(Exception):
    """A file is missing or is none of a draw's files; `name` says which."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def read_draw(files: Mapping[str, bytes]) -> tuple[Pool, list[list[str]], dict[str, Any]]:
    """Read the files of a draw: its pool, its panels as ids, its certificate.

    Raises `Unreadable`.
    """
    certificate = _certificate(files)
    pool = _pool(files, int(certificate["seats"]))
    return pool, read_panels(files), certificate


def _certificate(files: Mapping[str, bytes]) -> dict[str, Any]:
    try:
        read = json.loads(files[evidence.CERTIFICATE])
        if read["form"] != evidence.FORM or type(read["seats"]) is not int:
            raise ValueError("form")
    except (KeyError, TypeError, ValueError, RecursionError):
        raise Unreadable(evidence.CERTIFICATE) from None
    return dict(read)


def _pool(files: Mapping[str, bytes], seats: int) -> Pool:
    name = evidence.QUOTAS
    try:
        quotas = read_quotas(files[name])
        features = features_of(quotas)
        name = evidence.POOL
        people = read_people(files[name], features, HOUSEHOLD)
        return check_pool(Pool(features, people, quotas, seats))
    except (KeyError, PoolFault):
        raise Unreadable(name) from None


def read_panels(files: Mapping[str, bytes]) -> list[list[str]]:
    """Read the list: the members of each panel, in the order of their numbers.

    Raises `Unreadable`.
    """
    try:
        columns, rows = read_table(files[evidence.PANELS])
    except (KeyError, PoolFault):
        raise Unreadable(evidence.PANELS) from None
    if not rows or [row[columns[0]] for row in rows] != [str(n) for n in range(len(rows))]:
        raise Unreadable(evidence.PANELS)
    return [[row[column] for column in columns[1:]] for row in rows]


def check_draw(files: Mapping[str, bytes]) -> Verdict:
    """Test the files of a draw.

    Raises `Unreadable` for what is none; every fault of what can be read is a problem.
    """
    pool, panels, certificate = read_draw(files)
    problems = [*_changed(files, certificate), *_broken(pool, panels)]
    if any(problem["code"] == "unknown_id" for problem in problems):
        return Verdict(False, None, None, tuple(problems))
    counts = evidence.counts_of(pool, panels)
    if files.get(evidence.CHANCES) != evidence.write_chances(counts, len(panels)):
        problems.append({"code": "chances_differ"})
    claimed = _Claims(pool, counts, len(panels), certificate)
    try:
        problems += claimed.problems()
    except (ArithmeticError, KeyError, TypeError, ValueError):
        problems.append({"code": "certificate_wrong"})
    return Verdict(not problems, claimed.bound, claimed.smallest, tuple(problems))


def _changed(files: Mapping[str, bytes], certificate: dict[str, Any]) -> Iterator[Problem]:
    """Compare every file with its digest."""
    if evidence.write_certificate(certificate) != files[evidence.CERTIFICATE]:
        yield {"code": "changed", "file": evidence.CERTIFICATE}
    digests = certificate.get("sha256")
    for name in evidence.LISTED:
        wanted = digests.get(name) if isinstance(digests, dict) else None
        if name not in files or evidence.digest(files[name]) != wanted:
            yield {"code": "changed", "file": name}


def _broken(pool: Pool, panels: list[list[str]]) -> Iterator[Problem]:
    """Hold every panel to every rule."""
    people = {person.id: person for person in pool.people}
    for number, panel in enumerate(panels):
        if not set(panel) <= people.keys():
            yield {"code": "unknown_id", "panel": number}
            continue
        if len(panel) != pool.seats or len(set(panel)) != len(panel):
            yield {"code": "seats_differ", "panel": number}
        members = [people[id] for id in panel]
        tally: dict[tuple[str, str], int] = {}
        for person in members:
            for name in zip(pool.features, person.values, strict=True):
                tally[name] = tally.get(name, 0) + 1
        for quota in pool.quotas:
            if not quota.low <= tally.get((quota.feature, quota.value), 0) <= quota.high:
                yield {
                    "code": "quota_broken", "panel": number,
                    "feature": quota.feature, "value": quota.value,
                }  # fmt: skip
        homes = [person.household for person in members if person.household]
        if len(set(homes)) != len(homes):
            yield {"code": "household_twice", "panel": number}


@dataclass
class _Claims:
    """What a certificate claims, beside what was counted."""

    pool: Pool
    counts: dict[str, int]
    panels: int
    certificate: dict[str, Any]
    bound: Fraction | None = None
    smallest: Fraction | None = None

    def problems(self) -> Iterator[Problem]:
        """Add up every claim. Raises what reading a claim that is none raises."""
        proved, searched = set(), set()
        for group in self.certificate["in_no_panel"]:
            ids = [str(id) for id in group["ids"]]
            if group["proof"] is None:
                searched |= set(ids)
                continue
            proof = decode(group["proof"])
            if set(proof.shares) != set(ids) or not cannot_be_seated(self.pool, proof):
                yield {"code": "not_proved", "ids": ids}
            proved |= set(ids)
        shut_out = frozenset(proved | searched)
        smallest, largest = evidence.extremes(self.counts, shut_out, self.panels)
        self.smallest = smallest
        if any(self.counts[id] for id in shut_out):
            yield {"code": "seated_all_the_same"}
        yield from self._bound(shut_out, proved)
        for name, found in (
            ("bound", self.bound), ("smallest_chance", smallest), ("largest_chance", largest),
        ):  # fmt: skip
            if read_fraction(self.certificate[name]) != found:
                yield {"code": "figure_differs", "figure": name}
        if self.certificate["panels"] != self.panels:
            yield {"code": "figure_differs", "figure": "panels"}
        named = {str(one["id"]) for one in self.certificate["left_out"]} | shut_out
        if named != {id for id, count in self.counts.items() if not count}:
            yield {"code": "left_out_differ"}

    def _bound(self, shut_out: frozenset[str], proved: set[str]) -> Iterator[Problem]:
        """Add up the bound: by multipliers, and where there are some by cases."""
        proof = decode(self.certificate["proof"])
        speaks_of = set(proof.shares)
        self.bound = bound(self.pool, proof, proved)
        if "cases" in self.certificate:
            cases = decode_cases(self.certificate["cases"])
            speaks_of |= cases.weights.keys()
            self.bound = min(self.bound, bound_by_cases(self.pool, cases, proved))
        if shut_out & speaks_of:
            yield {"code": "certificate_wrong"}
