"""What a text field takes: any language's letters, and nothing that hides or turns the others."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from jury.web.fields import line
from jury.web.forms import JuryForm


class NameForm(JuryForm):
    """One line, as a person's or a partner's name."""

    name = line("Name")


def takes(app: Flask, text: str) -> bool:
    with app.test_request_context("/", method="POST", data={"name": text}):
        form = NameForm(MultiDict({"name": text}), meta={"csrf": False})
        return form.validate()


@pytest.mark.parametrize("text", ["مرحبا", "Ω & Söhne", "👩‍🌾", "a\u00a0b", "l’été"])
def test_every_language_can_be_typed(app: Flask, text: str) -> None:
    assert takes(app, text)


@pytest.mark.parametrize("sign", list("\x00\x07\x1b\x7f\u202a\u202d\u202e\u2028\u2029"))
def test_a_sign_that_hides_or_turns_the_text_is_refused(app: Flask, sign: str) -> None:
    assert not takes(app, f"Gift to {sign}elttil Anna")


class AskedForm(JuryForm):
    """One line that must be filled in."""

    name = line("Name", required="Write a name.")


@pytest.mark.parametrize(
    "text", ["\u200b", "\u200b\t\u200b", "\u00ad \u2060", "\ufeff", "\u3164", "\u2800\u2800"]
)
def test_a_name_of_which_nothing_can_be_seen_is_a_missing_one(app: Flask, text: str) -> None:
    with app.test_request_context("/", method="POST", data={"name": text}):
        form = AskedForm(MultiDict({"name": text}), meta={"csrf": False})
        assert not form.validate()
        assert form.name.errors == ["Write a name."]
