"""The shape of the house: layers, doors, tables that must agree, and the grid's names.

Each list of exceptions here says why it exists; a longer list is a decision, not a reflex.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys

import pytest

from jury.domain.machine import Machine
from jury.domain.permissions import RULES, Action, Page
from tests.fixtures.source import (
    JURY,
    ROOT,
    called,
    imports_of,
    modules_under,
    name_of,
    python_files,
    tree_of,
)

LAYERS = ("domain", "storage", "papers", "services", "web")
ROWS = frozenset({
    "account", "call", "idea", "proposal", "language", "lottery", "seat", "scoring",
    "deliberation", "decision", "record", "followup",
})  # fmt: skip
GROUND = {
    "domain": {"errors", "permissions", "machine", "money", "allocation", "ready_criteria"},
    "storage": {
        "copying", "files", "stream", "base", "tables", "schema", "migrations", "signed",
        "progress",
    },
    "services": {
        "perform", "upkeep", "doors", "logs", "checkpoints", "restart", "worker", "tidy",
        "backup", "files", "instance_check", "signin", "passwords", "codes",
        "health", "limits", "journal", "letters", "parked", "drafts",
    },
}  # fmt: skip
"""What a column stands on beside its rows. `web` has its frame: `jury.web.app.CORE`."""

OUTSIDE_DOMAIN = {
    "jury/domain/record/": {"cryptography", "rfc8785"},
    "jury/domain/lottery/": {"highspy", "numpy", "py_arkworks_bls12381"},
}
DOORS = {"doors.py", "perform.py", "upkeep.py", "logs.py"}
"""The two doors, what they share, and the line that founds a log before there is anyone to act."""


def domain_files() -> list[str]:
    return [name_of(path) for path in python_files("jury/domain")]


def test_imports_go_one_way() -> None:
    backwards = [
        f"{name_of(path)} imports {module}"
        for place, layer in enumerate(LAYERS)
        for path in python_files(f"jury/{layer}")
        for module in imports_of(path)
        for later in (*LAYERS[place + 1 :], "cli", "demo")
        if module == f"jury.{later}" or module.startswith(f"jury.{later}.")
    ]
    assert backwards == []


@pytest.mark.parametrize("name", domain_files())
def test_the_rule_book_stands_on_the_standard_library(name: str) -> None:
    allowed = {"jury", *sys.stdlib_module_names}
    for folder, more in OUTSIDE_DOMAIN.items():
        if name.startswith(folder):
            allowed |= more
    modules = set(imports_of(ROOT / name))
    assert {module.split(".")[0] for module in modules} <= allowed
    assert {
        m for m in modules if m.startswith("jury.") and not m.startswith("jury.domain")
    } == set()


FORBIDDEN_IN_DOMAIN = {"random", "secrets", "time", "os", "socket", "sqlite3", "pathlib", "locale"}


@pytest.mark.parametrize("name", domain_files())
def test_the_rule_book_knows_no_clock_no_chance_and_no_machine(name: str) -> None:
    assert {m.split(".")[0] for m in imports_of(ROOT / name)} & FORBIDDEN_IN_DOMAIN == set()
    clock = {"now", "today", "utcnow"}
    assert [call for call, _ in called(ROOT / name) if call in clock] == []


def said_by(script: str) -> str:
    command = [sys.executable, "-c", script]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_the_rule_book_can_be_used_without_the_web_or_a_database() -> None:
    modules = [module.__name__ for module in modules_under("jury.domain")]
    script = (
        "import sys\n"
        f"for name in {modules!r}: __import__(name)\n"
        "print(sorted({m.split('.')[0] for m in sys.modules} & "
        "{'flask', 'sqlalchemy', 'wtforms', 'werkzeug', 'jinja2', 'pysqlite3', 'psycopg'}))\n"
    )
    assert said_by(script) == "[]\n"


def test_importing_jury_imports_nothing_else() -> None:
    script = (
        "import sys; before = set(sys.modules); import jury\n"
        "print(sorted({m.split('.')[0] for m in set(sys.modules) - before}"
        " - sys.stdlib_module_names))\n"
    )
    assert said_by(script) == "['jury']\n"


def test_only_the_doors_hold_the_writing_engine() -> None:
    holders = {
        name_of(path)
        for path in python_files("jury")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute)
        and node.attr == "write"
        and ast.unparse(node.value).endswith("engines")
    }
    makers = {
        name_of(path)
        for path in python_files("jury")
        if any(m.rsplit(".", 1)[-1] in ("make_engines", "create_engine") for m in imports_of(path))
    }
    writers = {
        name_of(path)
        for path in python_files("jury")
        if "jury.services.doors.writing" in set(imports_of(path))
    }
    assert holders == {"jury/services/doors.py", "jury/storage/schema.py"}
    assert makers <= {
        "jury/services/doors.py",
        "jury/storage/base.py",
        "jury/storage/schema.py",
    }
    assert writers == {f"jury/services/{name}" for name in DOORS - {"doors.py"}}


def test_verbs_never_commit_nor_read_a_clock_nor_write_raw_sql() -> None:
    named = {"commit", "now", "today", "utcnow", "text", "exec_driver_sql", "executescript"}
    found = [
        f"{name_of(path)}:{node.lineno} {name}"
        for path in python_files("jury/services")
        if path.name not in DOORS
        for name, node in called(path)
        if name in named
    ]
    assert found == []


def test_pages_ask_the_database_nothing_by_themselves() -> None:
    questions = {"select", "insert", "update", "delete"}
    found = [
        f"{name_of(path)} imports {module}"
        for path in python_files("jury/web")
        for module in imports_of(path)
        if module in {f"sqlalchemy.{word}" for word in questions}
    ]
    assert found == []


def test_every_act_has_its_rule_and_its_verb() -> None:
    modules_under("jury.services")
    from jury.services.perform import VERBS

    assert {rule for rule in RULES if isinstance(rule, Action)} == set(Action)
    assert {rule for rule in RULES if isinstance(rule, Page)} == set(Page)
    assert set(VERBS) == set(Action)


def test_who_cannot_see_the_page_of_an_act_is_a_matter_of_the_table() -> None:
    assert {rule.page for rule in RULES.values()} - {None} <= set(Page)


ONLY_COMPUTE = frozenset({
    "account.discard_kept",  # a parked form
    "account.end_session", "account.end_sessions",  # sessions are upkeep
    "account.send_kept",  # leads the form on to its act
    "signin.ask_link",  # signing in is upkeep; a first link makes the account by an act
    "signin.by_code", "signin.by_digits",
    "signin.by_link", "signin.by_password", "signin.by_scan", "signin.out",
    "registered.open_mine", "registered.close",  # a private link is held for an hour, or let go
    "site.choose_language",  # keeps a cookie
    "demo.enter",  # begins a session
    "lottery.draw", "lottery.cancel",  # asks the worker, whose list is an act
    "lottery_editor.fill_shares", "lottery_people.look",  # a dry run
    "lottery_invitations.look_at", "lottery_invitations.go_on",  # a dry run, and the way to a form
    "needs.keep_mine", "needs.keep_theirs", "needs.pair",  # must not outlive the jury
    "practice.done",  # keeps a cookie
    "practice.step",  # the answers go along in the page, and end with it
    "proposal_writing.keep",  # keeps a draft
    "scoring.keep",  # a draft, which never counts
    "seat.find_code",  # looks among one's own sheets
    "seat.printed",  # empties slips
})  # fmt: skip


def test_every_posting_route_is_an_act_or_only_computes(app) -> None:  # type: ignore[no-untyped-def]
    from jury.web.access import policy_of

    silent = set()
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        if rule.methods & {"POST", "PUT", "PATCH", "DELETE"}:
            assert rule.methods & {"GET", "PUT", "PATCH", "DELETE"} == set(), rule
            if not isinstance(policy_of(view), Action):
                assert getattr(view, "computes", False), rule
                silent.add(rule.endpoint)
    assert silent == {name for name in ONLY_COMPUTE if name in app.view_functions}


def cells(column: str) -> set[str]:
    folder = JURY / column
    return {
        path.stem
        for path in folder.iterdir()
        if (path.suffix == ".py" or path.is_dir()) and not path.name.startswith("_")
    }


@pytest.mark.parametrize("column", ["domain", "storage", "services"])
def test_a_cell_has_the_name_of_its_row(column: str) -> None:
    assert cells(column) - GROUND[column] - ROWS == set()


def test_tests_mirror_the_grid() -> None:
    strangers = [
        name_of(path)
        for column in LAYERS
        for path in (ROOT / "tests" / column).rglob("test_*.py")
        if not any(
            re.match(rf"test_{name}(_|$)", path.stem) or name in path.parent.parts[-2:]
            for name in cells(column)
        )
    ]
    assert strangers == []


def test_every_code_that_a_person_can_be_told_has_its_sentence() -> None:
    from jury.web.messages import MESSAGES
    from jury.web.messages_fields import FIELDS

    missing = sorted(codes() - set(MESSAGES) - set(FIELDS))
    assert missing == []


PROBLEMS = {"Problem", "NotFound", "Forbidden", "Conflict", "Invalid", "TooMany", "Busy"}


def codes() -> set[str]:
    """Collect every code that a person can be told: from the errors raised and the machines."""
    found = {"not_found", "invalid", "too_many", "busy"}
    for path in python_files("jury/domain", "jury/storage", "jury/services", "jury/web"):
        for name, node in called(path):
            if name not in PROBLEMS or name_of(path) == "jury/domain/errors.py":
                continue
            if node.args and isinstance(node.args[0], ast.Constant):
                found.add(str(node.args[0].value))
            for argument in [
                *node.args[1:],
                *(k.value for k in node.keywords if k.arg == "fields"),
            ]:
                if isinstance(argument, ast.Dict):
                    found |= {v.value for v in argument.values if isinstance(v, ast.Constant)}
    for module in modules_under("jury.domain"):
        for value in vars(module).values():
            if isinstance(value, Machine):
                found |= value.codes()
    return found


LONG = ("jury/demo/", "jury/storage/migrations/", "jury/static/vendor/", "jury/translations/")
TABLES_OF_DATA = {"jury/domain/ready_criteria.py", "jury/web/practice_texts.py"}


def test_no_file_is_too_long_to_be_read_at_once() -> None:
    suffixes = {".py", ".html", ".js", ".css", ".sh"}
    long = {
        name_of(path): lines
        for folder in ("jury", "tests", "scripts", "benchmarks")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in suffixes and not name_of(path).startswith(LONG)
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 300
    }
    assert set(long) - TABLES_OF_DATA == set(), long


@pytest.mark.parametrize("name", [name_of(p) for p in python_files("jury", "scripts")])
def test_a_file_opens_by_saying_what_it_is_for(name: str) -> None:
    assert ast.get_docstring(tree_of(ROOT / name))
