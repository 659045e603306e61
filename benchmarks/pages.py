"""The pages and papers that are only asked for, each by the person whom it is for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

import httpx

from benchmarks.world import World

PAPERS = 16
"""How often a PDF is asked for: setting one takes far longer than drawing a page."""


@dataclass(frozen=True)
class Reading:
    """One address that somebody asks for; `who` is empty for a visitor."""

    name: str
    who: str
    path: str
    times: int = 80


def readings(world: World) -> list[Reading]:
    """List what is asked for: in the usual round, after the decision, before the call closes."""
    usual, decided, draft, large = (
        f"/calls/{name}" for name in (world.usual, world.decided, world.draft, world.large)
    )
    project = f"{usual}/projects/{world.project}"
    begun = f"/calls/{world.opening}/projects/{world.begun}"
    official, facilitator, signatory = world.official, world.facilitator, world.signatory
    return [
        Reading("practice", "", "/practice"),
        Reading("call", "", usual),
        Reading("how a decision is computed", "", "/how-a-decision-is-computed"),
        Reading("desk", official, "/desk"),
        Reading("call's desk", official, f"/desk{usual}"),
        Reading("ready criteria", official, f"/desk{draft}/ready-criteria"),
        Reading("erratum", official, f"/desk{usual}/erratum"),
        Reading("extension", official, f"/desk{usual}/extension"),
        Reading("outage", official, f"/desk{usual}/outage"),
        Reading("project's checks", official, f"/desk{project}"),
        Reading("seats", facilitator, f"{usual}/seats"),
        Reading("scrutineers", facilitator, f"{usual}/scrutineers"),
        Reading("reasons", facilitator, f"{decided}/board/reasons"),
        Reading("reasons of a project", facilitator, f"{decided}/board/reasons/{world.judged}"),
        Reading("own words", world.judge, f"{decided}/jury/words"),
        Reading("guarantor's check", world.guarantor, f"{decided}/check"),
        Reading("decision", signatory, f"{decided}/decision"),
        Reading("act", official, f"{decided}/decision/act"),
        Reading("letters to applicants", official, f"{decided}/decision/letters"),
        Reading("after the decision", official, f"{decided}/decision/after"),
        Reading("freed money", signatory, f"{decided}/decision/freed"),
        Reading("letter to an applicant", official, f"{decided}/decision/letters/{world.judged}"),
        Reading("reasons to confirm", world.judge, f"{decided}/projects/{world.judged}/reasons"),
        Reading("check of a code", world.judge, f"{decided}/jury/code"),
        Reading("record as data", "", f"{decided}/record.json"),
        Reading("files of a project", world.lead, f"{project}/write/files"),
        Reading("whole project, its lead", world.lead, f"{project}/write"),
        Reading("minute of a project", world.beginner, f"{begun}/write/summary"),
        Reading("money of a project", world.beginner, f"{begun}/write/money"),
        Reading("partners of a project", world.beginner, f"{begun}/write/partners"),
        Reading("own projects", world.lead, "/my-projects"),
        Reading("acknowledgement of a project", world.lead, f"{project}/received"),
        Reading("what ties me", world.jurors[0], f"{project}/tie"),
        Reading("check before sending", world.jurors[0], f"{project}/score/check"),
        Reading("what the call is", official, f"/desk{draft}/edit/basics"),
        Reading("money and time of the call", official, f"/desk{draft}/edit/money"),
        Reading("question of the call", official, f"/desk{draft}/criteria/1"),
        Reading("people of the call", official, f"/desk{draft}/people"),
        Reading("copy an earlier call", official, "/desk/calls/new"),
        Reading("lottery, facilitator", facilitator, f"{usual}/lottery"),
        Reading("replace a seat", facilitator, f"{usual}/seats/{world.seat}/replace"),
        Reading("hours given back", facilitator, f"{usual}/board/hours"),
        Reading("my account", world.lead, "/me"),
        Reading("who may do what", "", "/who-may"),
        Reading("signed act, PDF", official, f"{decided}/decision/act.pdf"),
        Reading("rules, PDF", "", f"{usual}/rules.pdf", PAPERS),
        Reading("record, PDF", "", f"{decided}/record.pdf", PAPERS),
        Reading("receipt, PDF", world.lead, f"{project}/received.pdf", PAPERS),
        Reading("letters with codes, PDF", facilitator, f"{large}/letters.pdf", PAPERS),
        Reading("slips with codes, PDF", facilitator, f"{large}/slips.pdf", PAPERS),
        Reading("sheets on paper, PDF", facilitator, f"{usual}/sheets.pdf", PAPERS),
    ]


@dataclass
class Practice:
    """Takes one step of the practice round, as a visitor does."""

    drawn: WeakKeyDictionary[httpx.Client, str] = field(default_factory=WeakKeyDictionary)

    def step(self, client: httpx.Client, number: int) -> httpx.Response:
        """Say a tie to the first made-up project; nothing of it is kept."""
        if client not in self.drawn:
            form = client.get("/practice").text.rpartition('name="csrf_token"')[2]
            self.drawn[client] = form.split('value="', 1)[1].split('"', 1)[0]
        answers = {"project": "1", "page": "tie", "degree": "none", "go": "next"}
        return client.post(
            "/practice",
            data={**answers, "csrf_token": self.drawn[client]},
            headers={"Origin": str(client.base_url).rstrip("/")},
        )


def page(path: str) -> Callable[[httpx.Client, int], httpx.Response]:
    """Ask for one page."""

    def ask(client: httpx.Client, number: int) -> httpx.Response:
        return client.get(path)

    return ask
