"""The commands answer in their user's language, with 0, 1 or 2, and never with a traceback."""

from __future__ import annotations

import ast
import gettext
import re
import subprocess
from pathlib import Path

import pytest

from jury.cli import TRANSLATIONS
from jury.cli.frame import COMMANDS
from jury.cli.role_words import word
from jury.cli.setting_words import said_by_settings
from jury.domain.permissions import RULES, Action, Role
from tests.cli.conftest import Jury
from tests.fixtures.source import called, python_files


@pytest.mark.parametrize("command", [*sorted(COMMANDS), "db upgrade", "user add", "log restart"])
def test_each_command_explains_itself(jury: Jury, command: str) -> None:
    said = jury(*command.split(), "--help")
    assert (said.status, said.err) == (0, "")
    assert said.out.startswith(f"Usage: jury {command}")


def test_jury_alone_lists_its_commands(jury: Jury) -> None:
    said = jury()
    assert (said.status, said.err) == (0, "")
    listed = said.out.partition("Commands:")[2]
    assert [line.split()[0] for line in listed.strip().splitlines()] == sorted(COMMANDS)


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["verify"],
        ["verify", "a", "b"],
        ["verify", "no-such-file", "--key", "x"],
        ["run", "--port", "99999"],
        ["run", "--port", "x"],
        ["user", "add"],
        ["user", "reset", "--email", "nobody@example.org"],
        ["log", "restart", "nothing", "--reason", "x"],
        ["log", "restart", "installation"],
        ["allocate", "no-such-file", "--rule", "ranked"],
        ["allocate", "x", "--rule", "loudest"],
        ["restore", "no-such-file"],
        ["--nonsense"],
    ],
)
def test_bad_input_is_one_sentence_and_two(jury: Jury, arguments: list[str]) -> None:
    said = jury(*arguments)
    assert (said.status, said.out) == (2, "")
    assert len(said.err.splitlines()) == 1
    assert len(said.err) > 10


def test_an_installation_without_tables_says_what_to_do(jury: Jury, tmp_path: object) -> None:
    said = jury("verify", "instance", JURY_INSTANCE=f"{tmp_path}/other")
    assert (said.status, said.out) == (2, "")
    assert said.err == "There is no database yet. Run: jury db upgrade\n"


def test_a_database_that_is_none_is_said(jury: Jury) -> None:
    (jury.instance / "jury.sqlite3").write_bytes(b"This is not a database, but long enough." * 99)
    said = jury("verify", "instance")
    assert said.status == 2
    assert said.err.startswith("The database cannot be reached, or is not one of Jury's.")


def test_settings_that_make_no_sense_are_said(jury: Jury) -> None:
    said = jury("verify", "instance", JURY_WEB_THREADS="many")
    assert (said.status, said.err) == (
        2,
        "JURY_WEB_THREADS must be a whole number, not 'many'.\n",
    )


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"JURY_SECRET_KEY": "abc"}, "JURY_SECRET_KEY must be at least 32 bytes in hexadecimal"),
        ({"JURY_SECRET_KEY_FALLBACKS": "xyz"}, "JURY_SECRET_KEY_FALLBACKS must be at least 32"),
        ({"JURY_BASE_URL": "ftp://x%"}, "JURY_BASE_URL must begin with http:// or https://, not "),
        ({"JURY_BASE_URL": "http://a.example"}, "JURY_BASE_URL must be https:// unless"),
    ],
)
def test_each_setting_that_makes_no_sense_is_said(
    jury: Jury, wrong: dict[str, str], sentence: str
) -> None:
    said = jury("verify", "instance", **wrong)
    assert said.status == 2
    assert said.err.startswith(sentence)


def test_a_key_that_was_cut_short_is_said(jury: Jury) -> None:
    (jury.instance / "keys").mkdir(exist_ok=True)
    (jury.instance / "keys" / "pepper.key").write_bytes(b"short")
    del jury.env["JURY_PEPPER"]
    said = jury("verify", "instance")
    assert said.status == 2
    assert said.err.endswith("pepper.key must hold exactly 32 bytes.\n")


SAID_IN_FRENCH = {
    "number": "JURY_WEB_THREADS doit être un nombre entier, pas «\u00a0many\u00a0».\n",
    "tables": "Il n’y a pas encore de base de données. Lancez\u00a0: jury db upgrade\n",
}


@pytest.mark.parametrize(
    ("wrong", "which"),
    [({"JURY_WEB_THREADS": "many"}, "number"), ({"JURY_INSTANCE": "elsewhere"}, "tables")],
)
def test_settings_and_tables_speak_the_users_language(
    jury: Jury, wrong: dict[str, str], which: str
) -> None:
    said = jury("verify", "instance", LANGUAGE="fr", LANG="fr_BE.UTF-8", **wrong)
    assert (said.status, said.err) == (2, SAID_IN_FRENCH[which])


@pytest.mark.parametrize(
    "given",
    [
        "user add --role king", "run --port many", "verify nowhere", "lottery draw --out",
        "permissions 7 8", "permissons", "lottery draw --seats 0", "allocate / --rule ranked",
        "lottery draw --time-limit x", "run --por 3", "lottery check nowhere",
    ],
)  # fmt: skip
def test_no_refusal_of_a_command_line_is_half_english(jury: Jury, given: str) -> None:
    french = jury(*given.split(), LANGUAGE="fr", LANG="fr_BE.UTF-8")
    english = jury(*given.split())
    assert (french.status, english.status) == (2, 2)
    quoted = rf"'[^']*'|--\w+|«[^»]*»|{'|'.join(map(re.escape, given.split()))}"
    words = set(re.findall("[a-z]{3,}", re.sub(quoted, "", english.err.lower())))
    assert words & set(re.findall(r"\w+", re.sub(quoted, "", french.err.lower()))) <= {"option"}


def test_a_reader_who_goes_away_early_is_no_refusal(jury: Jury) -> None:
    """As `jury permissions | head -1` does."""
    with subprocess.Popen(
        jury.command("permissions"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=jury.environment(),
        cwd=jury.instance.parent,
    ) as command:
        assert command.stdout is not None
        assert command.stderr is not None
        command.stdout.close()
        assert (command.stderr.read(), command.wait(60)) == (b"", 0)


def test_every_sentence_of_settings_and_tables_is_listed_for_translation() -> None:
    raised = {
        call.args[0].value
        for path in python_files("jury")
        for name, call in called(path)
        if name.rpartition(".")[2] in ("SettingsError", "SchemaBehind")
        and isinstance(call.args[0], ast.Constant)
    }
    assert raised == set(said_by_settings())


def test_the_demonstration_names_roles_in_the_users_language() -> None:
    catalogue = TRANSLATIONS / "fr" / "LC_MESSAGES" / "messages.mo"
    for role in (Role.OFFICIAL, Role.JUROR, Role.APPLICANT, Role.GUARANTOR):
        assert _knows(catalogue, word(role.value))


def test_the_permissions_are_those_of_the_code(jury: Jury) -> None:
    rows = jury("permissions", "--json").json()["actions"]
    assert [row["action"] for row in rows] == [what.value for what in RULES]
    adopt = next(row for row in rows if row["action"] == Action.DECISION_ADOPT.value)
    assert adopt == {
        "action": "decision.adopt",
        "roles": [Role.SIGNATORY.value],
        "unless": "prepared_it",
    }


def test_upgrading_twice_changes_nothing(jury: Jury) -> None:
    assert jury("db", "upgrade").status == 0
    assert jury("verify", "instance", "--json").json()["sound"] is True


def test_ada_gets_an_account_and_a_new_password(jury: Jury) -> None:
    given = "orage-violet-tambour\n"
    ada = ("--email", "Ada@Example.org")
    made = jury("user", "add", *ada, "--name", "Ada", "--role", "administrator", "--password",
                "--json", given=given)  # fmt: skip
    assert (made.status, made.err) == (0, "")
    assert jury("user", "add", *ada, "--name", "Ada").status == 2
    again = jury("user", "reset", "--email", "ada@example.org", "--json")
    assert again.json() == made.json()
    assert jury("verify", "instance", "--json").json()["entries"] == 2


def test_a_weak_password_is_refused_in_a_sentence(jury: Jury) -> None:
    said = jury("user", "add", "--email", "b@example.org", "--name", "Ben", "--password",
                given="short\n")  # fmt: skip
    assert said.status == 2
    assert said.err == "This password is too short: 12 signs at least.\n"


@pytest.mark.parametrize("language", ["fr", "nl", "de"])
def test_the_help_is_in_the_users_language_where_there_is_a_catalogue(
    jury: Jury, language: str
) -> None:
    catalogue = TRANSLATIONS / language / "LC_MESSAGES" / "messages.mo"
    said = jury("verify", "--help", LANGUAGE=language, LANG=f"{language}_BE.UTF-8")
    assert said.status == 0
    english = "Print one JSON object." in said.out
    assert english is not (catalogue.exists() and _knows(catalogue, "Print one JSON object."))


def _knows(catalogue: Path, sentence: str) -> bool:
    with catalogue.open("rb") as file:
        return gettext.GNUTranslations(file).gettext(sentence) != sentence
