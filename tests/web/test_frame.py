"""What every answer carries, in which language, and what the server refuses before any page."""

from __future__ import annotations

import gzip
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from jury.config import Settings
from jury.services.doors import Doors
from jury.web.assets import address
from jury.web.safety import CSP, HEADERS
from tests.conftest import running_app
from tests.fixtures.clock import Clock
from tests.fixtures.decided import MARKER, open_case
from tests.fixtures.forms import form_on, sign_in
from tests.fixtures.visiting import new_browser
from tests.web.test_access_walk import ALL, MAY, World, read

ELSEWHERE = [
    "//e.example", "/\\e.example", "\\/e.example", "\\\\e.example", "https://e.example",
    "https:e.example", "https:/e.example", "http://localhost@e.example/", "javascript:alert(1)",
    "JaVaScRiPt:alert(1)", "data:text/html,x", "///e.example", "/%0d%0aX-Bad: 1", "/\r\nX-Bad: 1",
    "/\n/e.example", "/\t/e.example", " //e.example", "%2f%2fe.example", "//e.example/%2e%2e",
    "e.example", "/ok\x00", "\x01//e.example",
]  # fmt: skip
ERRORS = {400, 403, 404, 405, 409, 413, 422, 429, 500, 503}


def asset_of(app: Flask) -> str:
    with app.test_request_context():
        return address("css/site.css")


def test_each_kind_of_answer_carries_the_headers(app: Flask) -> None:
    client = new_browser(app)
    answers = {
        "page": client.get("/"),
        "json": client.get("/schemas/record-1.json"),
        "asset": client.get(asset_of(app)),
        "redirect": client.get("/home"),
        "missing": client.get("/nothing-here"),
        "method": client.delete("/"),
        "health": client.get("/healthz"),
        "head": client.head("/"),
        "options": client.options("/"),
    }
    for kind, answer in answers.items():
        assert {n: answer.headers.get(n) for n in HEADERS} == HEADERS, kind
        assert "Server" not in answer.headers, kind
        assert "Access-Control-Allow-Origin" not in answer.headers, kind
        assert "Strict-Transport-Security" not in answer.headers, kind
    assert "unsafe" not in CSP
    assert {k: a.status_code for k, a in answers.items()} == {
        "page": 200, "json": 200, "asset": 200, "redirect": 303, "missing": 404, "method": 405,
        "health": 200, "head": 200, "options": 200,
    }  # fmt: skip
    assert answers["head"].data == b""


@pytest.mark.parametrize("base", ["http://localhost", "https://localhost"])
def test_cookies_are_bound_to_the_host_only_where_jury_is_reached_by_https(
    settings: Settings, clock: Clock, base: str
) -> None:
    secure = base.startswith("https")
    with running_app(replace(settings, base_url=base), clock) as app:
        client = app.test_client()
        first = client.get("/sign-in/email", base_url=base)
        chosen = client.post(
            "/language/fr",
            base_url=base,
            headers={"Origin": base},
            data={"csrf_token": form_token(first)},
        )
        cookies = first.headers.getlist("Set-Cookie") + chosen.headers.getlist("Set-Cookie")
        assert len(cookies) >= 2
        for cookie in cookies:
            assert (cookie.startswith("__Host-"), "; Secure" in cookie) == (secure, secure), cookie
            assert "SameSite=Lax" in cookie, cookie
            assert "Domain=" not in cookie, cookie
            assert "Path=/" in cookie, cookie
        assert ("Strict-Transport-Security" in first.headers) == secure


def form_token(page) -> str:
    return BeautifulSoup(page.text, "html.parser").find("input", {"name": "csrf_token"})["value"]


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_no_choice_of_language_leads_to_another_site(app: Flask, wanted: str) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    client = new_browser(app)
    for answer in (
        client.post("/language/fr", query_string={"next": wanted}),
        client.post("/language/fr", data={"next": wanted}),
    ):
        assert answer.status_code == 303
        assert answer.location.startswith("/")
        assert not answer.location.startswith(("//", "/\\"))
        assert "X-Bad" not in answer.headers


def test_the_token_of_another_session_is_refused(app: Flask) -> None:
    mine, theirs = new_browser(app), new_browser(app)
    token = form_on(theirs, "/sign-in/email", "/sign-in/email")["csrf_token"]
    mine.get("/sign-in/email")
    answer = mine.post("/sign-in/email", data={"csrf_token": token, "email": "a@example.org"})
    assert answer.status_code == 400


def test_a_host_header_of_a_proxy_that_nobody_set_is_ignored(app: Flask) -> None:
    answer = new_browser(app).get("/", headers={"X-Forwarded-Host": "evil.example"})
    assert answer.status_code == 200
    assert "evil" not in answer.text


def test_a_method_cannot_be_smuggled(app: Flask) -> None:
    client = new_browser(app)
    assert client.get("/sign-out?_method=POST").status_code == 405
    assert client.get("/sign-out", headers={"X-HTTP-Method-Override": "POST"}).status_code == 405


def test_too_large_a_form_is_told_that_nothing_was_saved(app: Flask) -> None:
    answer = new_browser(app).post("/sign-in/email", data={"email": "x" * 2_100_000})
    assert answer.status_code == 413
    assert "Nothing was saved" in answer.text


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_each_error_page_speaks_each_language_and_gives_a_reference(
    app: Flask, language: str
) -> None:
    from jury.web import errors

    titles = set()
    for code in sorted(ERRORS):
        with app.test_request_context("/", headers={"Accept-Language": language}):
            app.preprocess_request()
            page = errors.page(code)
        soup = BeautifulSoup(page.get_data(as_text=True), "html.parser")
        assert (page.status_code, soup.html["lang"]) == (code, language)
        assert "Traceback" not in soup.text
        assert any(len(w) == 8 for w in soup.text.split())
        titles.add(soup.h1.text)
    assert len(titles) == len(ERRORS)


def test_a_fault_shows_nothing_internal(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    from jury.web import site

    def broken(session) -> None:
        raise RuntimeError("inner-secret")

    monkeypatch.setattr(site, "public_calls", broken)
    answer = new_browser(app).get("/")
    assert (answer.status_code, "inner-secret" in answer.text) == (500, False)


def test_the_language_is_chosen_then_ones_own_then_the_browsers(
    app: Flask, doors: Doors, clock: Clock
) -> None:
    client = app.test_client()
    client.environ_base["HTTP_ORIGIN"] = "http://localhost"
    nl = {"Accept-Language": "nl-BE,nl;q=0.9,fr;q=0.5"}
    assert lang(client, nl) == "nl"
    assert lang(client, {"Accept-Language": "pt"}) == "fr"
    case = open_case(doors, clock)
    sign_in(client, doors, case.office.people["karim"])
    assert lang(client, nl) == "en"
    token = form_token(client.get("/"))
    client.post("/language/de", data={"csrf_token": token, "code": "de"})
    assert lang(client, nl) == "de"


def lang(client: FlaskClient, headers: dict[str, str]) -> str:
    return BeautifulSoup(client.get("/", headers=headers).text, "html.parser").html["lang"]


def test_files_are_kept_for_a_year_and_named_by_content(app: Flask) -> None:
    client = new_browser(app)
    path = asset_of(app)
    packed = client.get(path, headers={"Accept-Encoding": "gzip"})
    assert "immutable" in packed.headers["Cache-Control"]
    assert gzip.decompress(packed.data) == client.get(path).data
    digest = path.split("/")[2]
    for trick in (
        f"/assets/{'0' * 16}/css/site.css", f"/assets/{digest}/../app.py",
        f"/assets/{digest}/%2e%2e/config.py", f"/assets/{digest}/css/../../config.py",
        f"/assets/{digest}//etc/passwd", f"/assets/{digest}/css", f"/assets/{digest}/css/%00",
        f"/assets/{digest}/{'a' * 5000}",
    ):  # fmt: skip
        assert client.get(trick).status_code in (404, 308), trick


@pytest.mark.parametrize(
    ("asked", "packed"),
    [
        ("gzip, deflate, br", True), ("*", True), ("GZIP;q=0.1, identity;q=0.5", True),
        ("gzip;q=0, br", False), ("gzip;q=0", False), ("gzip;q=0, *", False), ("", False),
        ("br", False), ("identity", False),
    ],
)  # fmt: skip
def test_nobody_is_sent_what_they_cannot_unpack(app: Flask, asked: str, packed: bool) -> None:
    client = new_browser(app)
    for path in ("/", asset_of(app)):
        answer = client.get(path, headers={"Accept-Encoding": asked})
        assert (answer.headers.get("Content-Encoding") == "gzip") is packed, path


@pytest.mark.parametrize("step", ["close", "adopt", "publish"])
def test_after_closing_no_page_but_the_guarantors_opened_sheets_shows_their_words(
    app: Flask, doors: Doors, clock: Clock, step: str
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    world = World(app, doors, clock)
    world.case.to(step)
    pages = [route for route in MAY if route.startswith("GET ")]
    shown = {(route, who) for route in pages for who in ALL if MARKER in read(world, who, route)}
    own = ("projects/<proposal_id>/tie", "jury/words")
    assert shown == {(f"GET /calls/<call_id>/{page}", "j") for page in own}
    sheets = f"/calls/{world.case.call_id}/check?project={world.case.orchard}"
    assert [who for who in ALL if MARKER in world.client(who).get(sheets).text] == ["g"]
