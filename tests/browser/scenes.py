"""What there is to look at: each page as each person sees it, at each step of a call's life.

The routes and who may see them come from the table that `tests/web/test_access_walk.py` holds
against `url_map`, so a new page is looked at without a line here. Where two people, or two
steps, are shown pages that are made alike, one of them is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from playwright.sync_api import Page

from jury.services.parked import park
from jury.services.seat import make_codes, slips_to_print
from jury.services.signin import make_link
from jury.web.call_sections import SECTIONS
from jury.web.proposal_forms import STEPS
from tests.fixtures.calls import email_of
from tests.fixtures.forms import form_on
from tests.web.test_access_walk import ALL, ANY, MAY, NOBODY, World

NOT_PAGES = (".json", ".pdf", "/log", "/key", "/healthz", "/home", "/progress")
DOORS = ("/l/", "/j/", "/demo/", "/sign-in/link", "/sign-in/scan", "/sign-in/digits")
"""What a cookie opens is looked at by `Scenes.doors`."""
LISTS = ("GET /", "GET /desk", "GET /my-projects", "GET /admin/letters", "GET /admin/journal")
"""Pages without a call in their address that change with it all the same."""
LOST = ("/nothing-is-here", "/sign-out", "/j/ABCDE-23456", "/l/nothing")
"""Addresses that lead nowhere: what is said then."""
TOKEN = re.compile(r"<[^>]*>|[^<>\s][^<>]*")
DATA = re.compile(
    r" (href|id|value|for|name|action|formaction|title|content|src|d|x|y|x[12]|y[12]|c[xy]|r|width"
    r'|height|viewBox|aria-[\w-]+|data-[\w-]+|headers)="[^"]*"'
)
"""Attributes whose values are another call's data, not another kind of page."""
RUN = 12
COOKIES = ("jury", "asked", "link", "scan")


@dataclass(frozen=True)
class Scene:
    """One page that is unlike all before it: when, who sees it, where, and its HTML."""

    step: str
    who: str
    path: str
    html: str
    cookies: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        """Say which page this is, for a list of faults."""
        return f"{self.path} as {self.who}, {self.step}"

    @property
    def has_form(self) -> bool:
        """Tell whether there is something to fill in or to press."""
        return "<form" in self.html.partition("<main")[2]

    def to_fill_in(self) -> list[tuple[int, str]]:
        """Give its forms to post that have fields: their place in the page, and where they go."""
        forms = BeautifulSoup(self.html, "html.parser").select("main form")
        return [
            (number, re.sub(r"/[0-9a-z]{12}(?=/|$)", "/…", str(form["action"])))
            for number, form in enumerate(forms)
            if form.get("method") == "post"
            and form.select_one("input:not([type=hidden]), textarea, select")
        ]

    def open(self, page: Page, url: str) -> None:
        """Open it in a browser, as whoever sees it."""
        page.context.clear_cookies()
        page.context.add_cookies(
            [{"name": name, "value": value, "url": url} for name, value in self.cookies]
        )
        page.goto(url + self.path)


class Scenes:
    """The pages of an installation as it stands, without those that were seen before."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.seen: set[str] = set()

    def now(
        self, step: str, *, everything: bool = False, under: str = "", **ids: str
    ) -> Iterator[Scene]:
        """Give the pages of one call (`under` a part of it) that look like none before.

        With `everything`, those of no call come too.
        """
        clients: dict[str, FlaskClient] = {}
        for route, letters in routes():
            of_a_call = "<call_id>" in route or route in LISTS
            if not (everything or of_a_call) or under not in route:
                continue
            for who in ALL if letters in (ANY, NOBODY) else letters:
                if who not in clients:
                    clients[who] = self.world.client(who)
                for path in self._paths(route, ids):
                    yield from self._look(step, clients[who], who, path)

    def paper(self, step: str, seat: int, proposal_id: str) -> Iterator[Scene]:
        """Give what the facilitator and both scrutineers see of a paper sheet of this seat."""
        names = self.world.path("GET /calls/<call_id>/scrutineers")
        desk = self.world.path("GET /calls/<call_id>/paper")
        yield from self._look(step, self.world.client("f"), "f", names)
        for who in "tu":
            for path in (desk, f"{desk}/sheet?seat={seat}&project={proposal_id}"):
                yield from self._look(step, self.world.client(who), who, path)

    def doors(self) -> Iterator[Scene]:
        """Give the pages behind a letter, a printed code and a form that was kept."""
        world, step = self.world, "at the door"
        known, new = (make_link(world.doors, email_of(n)) for n in ("lea", "nina"))
        code = code_of(world, 1)
        for path in (f"/l/{known}", f"/l/{new}", f"/j/{code}", *LOST):
            yield from self._look(step, world.client("v"), "v", path)
        asking = world.client("v")
        fields = form_on(asking, "/sign-in/email", "/sign-in/email")
        asking.post("/sign-in/email", data={**fields, "email": email_of("lea")})
        yield from self._look(step, asking, "v", "/sign-in/digits")
        typed = [("problem", "The field lies bare."), ("plan", "We plant.")]
        kept = world.path("GET /calls/<call_id>/projects/<proposal_id>/write/questions")
        form_id = park(world.doors, world.people["k"] or "", kept, typed)
        for path in ("/me", f"/me/kept/{form_id}"):
            yield from self._look(step, world.client("k"), "k", path)

    def _paths(self, route: str, ids: dict[str, str]) -> list[str]:
        """Fill a route with ids; a form that is spread over several pages has several."""
        if "<section>" in route:
            return [self.world.path(route, section=section, **ids) for section in SECTIONS]
        if "<step>" in route:
            return [self.world.path(route, step=step, **ids) for step in STEPS]
        path = self.world.path(route, **ids)
        if route.endswith("/score"):
            return [path, f"{path}?criterion=3"]
        if route == "GET /calls/<call_id>/check":
            return [path, f"{path}?project={self.world.case.orchard}"]
        return [path]

    def _look(self, step: str, client: FlaskClient, who: str, path: str) -> Iterator[Scene]:
        before = cookies_of(client)
        answer = client.get(path, headers={"Accept-Language": "fr-BE"})
        if path.startswith(("/l/", "/j/")) and answer.status_code == 303:
            answer = client.get(answer.location)
        if answer.mimetype != "text/html" or 300 <= answer.status_code < 400:
            return
        new = shape_of(answer.text) - self.seen
        self.seen |= new
        if new:
            yield Scene(step, who, path, answer.text, before)


def code_of(world: World, number: int) -> str:
    """Let Samira make a new code for a seat (from 0), and read it from its slip."""
    case, doors = world.case, world.doors
    seat_id = case.seats[number].id
    make_codes(case.as_("samira"), call_id=case.call_id, seat_ids=[seat_id])
    with doors.engines.reading() as session:
        slips = slips_to_print(session, doors, case.call_id, doors.clock())
    return next(slip.code for slip in slips if slip.number == number + 1)


def cookies_of(client: FlaskClient) -> tuple[tuple[str, str], ...]:
    """Give the cookies that a client holds."""
    held = ((name, client.get_cookie(name)) for name in COOKIES)
    return tuple((name, cookie.value) for name, cookie in held if cookie is not None)


def routes() -> list[tuple[str, str]]:
    """Name the pages of the table with the people who may see them."""
    return [
        (route, letters)
        for route, letters in MAY.items()
        if route.startswith("GET ") and not route.endswith(NOT_PAGES) and "/assets/" not in route
        if not route.removeprefix("GET ").startswith(DOORS)
    ]


def shape_of(html: str) -> set[str]:
    """Tell how a page is made, whatever stands in it: its runs of tags, and its headings.

    A list with more rows, or the same page with other words, has no run that is new.
    """
    body = html.partition("<body")[2]
    tags = [DATA.sub(r" \1", t) if t[0] == "<" else "words" for t in TOKEN.findall(body)]
    runs = {"".join(tags[place : place + RUN]) for place in range(len(tags) - RUN + 1)}
    headings = re.sub(r"(\d)\1+", r"\1", "".join(re.findall(r"<h(\d)", body)))
    return {*runs, headings}
