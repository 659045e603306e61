"""Where forms may come from: our own pages, with the token that we gave, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.fixtures.visiting import new_browser

OURS = "http://localhost"


def posting_paths(app: Flask) -> Iterator[str]:
    """Give a path for each route that takes a form."""
    for rule in app.url_map.iter_rules():
        if "POST" in rule.methods:
            built = rule.build(dict.fromkeys(rule.arguments, "1"))
            assert built is not None, rule
            yield built[1]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost.elsewhere.example"},
        {"Origin": OURS, "Sec-Fetch-Site": "cross-site"},
        {"Origin": OURS, "Sec-Fetch-Site": "same-site"},
        {"Referer": "https://elsewhere.example/http://localhost/"},
        {},
    ],
)
def test_a_form_of_another_site_is_refused_on_every_page(
    app: Flask, headers: dict[str, str]
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    answers = {path: client.post(path, headers=headers).status_code for path in posting_paths(app)}
    assert answers == dict.fromkeys(answers, 400)


def test_a_form_without_our_token_is_refused_on_every_page(app: Flask) -> None:
    client = new_browser(app)
    answers = {path: client.post(path, data={"a": "b"}).status_code for path in posting_paths(app)}
    assert answers == dict.fromkeys(answers, 400)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": OURS},
        {"Origin": OURS, "Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "same-origin"},
        {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
        {"Referer": f"{OURS}/somewhere"},
    ],
)
def test_our_own_form_is_taken(app: Flask, headers: dict[str, str]) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    assert app.test_client().post("/language/fr", headers=headers).status_code == 303
