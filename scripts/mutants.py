"""Sabotages the code, one named fault at a time, and wants a test to turn red each time.

Each sabotage happens in a copy of the tree; the project itself is never touched. The list is
`scripts/mutants.toml`. Names or parts of names on the command line choose among them.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
TABLE = Path(__file__).with_suffix(".toml")
AT_ONCE = 2
LONGEST = 300
"""Seconds: a sabotage that makes the tests hang has been noticed too."""
COPIED = (
    "jury", "tests", "scripts", "benchmarks", "pyproject.toml", "babel.cfg", "Makefile", "docs",
    ".tools",
)  # fmt: skip
RED, NO_TESTS = 1, (4, 5)


@dataclass(frozen=True)
class Mutant:
    """One sabotage: in `file`, `old` becomes `new`, and one of `tests` should notice."""

    name: str
    file: str
    old: str
    new: str
    tests: str


@dataclass(frozen=True)
class Verdict:
    """What came of a sabotage: `died` if a test noticed, and in how many seconds."""

    mutant: Mutant
    died: bool
    said: str
    seconds: float


def read_table() -> list[Mutant]:
    """Read the list; two sabotages of one name would hide each other."""
    with TABLE.open("rb") as file:
        mutants = [Mutant(**row) for row in tomllib.load(file)["mutant"]]
    names = [mutant.name for mutant in mutants]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise SystemExit(f"two sabotages are called {sorted(twice)[0]!r}")
    return mutants


def copy_tree(to: Path) -> None:
    """Copy what the tests need; the big outside tools are linked."""
    for name in COPIED:
        source = ROOT / name
        if name == ".tools" and source.exists():
            (to / name).symlink_to(source)
        elif source.is_dir():
            shutil.copytree(source, to / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.exists():
            shutil.copy2(source, to / name)


def sabotage(mutant: Mutant, tree: Path) -> str:
    """Change the one place in the copy; say what is wrong where it cannot be found."""
    path = tree / mutant.file
    if not path.exists():
        return f"{mutant.file} does not exist"
    text = path.read_text(encoding="utf-8")
    if (times := text.count(mutant.old)) != 1:
        return f"{mutant.old!r} stands {times} times in {mutant.file}, not once"
    path.write_text(text.replace(mutant.old, mutant.new), encoding="utf-8")
    return ""


def try_out(mutant: Mutant) -> Verdict:
    """Sabotage a copy and run the tests that should notice."""
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="jury-mutant-") as folder:
        tree = Path(folder)
        copy_tree(tree)
        wrong = sabotage(mutant, tree)
        if wrong:
            return Verdict(mutant, False, wrong, 0)
        env = {**os.environ, "PYTHONPATH": folder, "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider",
                   *shlex.split(mutant.tests)]  # fmt: skip
        try:
            done = subprocess.run(
                command, cwd=tree, env=env, capture_output=True, text=True, timeout=LONGEST
            )
        except subprocess.TimeoutExpired:
            return Verdict(mutant, True, "the tests hung", time.monotonic() - begun)
    seconds = time.monotonic() - begun
    if done.returncode == RED:
        return Verdict(mutant, True, _noticed_by(done.stdout), seconds)
    if done.returncode in NO_TESTS:
        return Verdict(mutant, False, "there was no test to run", seconds)
    said = f"pytest ended with {done.returncode}" if done.returncode else "nothing noticed"
    return Verdict(mutant, False, said, seconds)


def _noticed_by(output: str) -> str:
    """Name the first test that turned red, without the words that a search for failures finds."""
    for line in output.splitlines():
        word, _, test = line.partition(" ")
        if word in ("FAILED", "ERROR"):
            return f"by {test[:96]}"
    return "red"


def main() -> int:
    """Try all sabotages, or those whose names were given; 1 if any survives."""
    wanted = sys.argv[1:]
    mutants = [m for m in read_table() if not wanted or any(w in m.name for w in wanted)]
    if not mutants:
        print("no sabotage has such a name", file=sys.stderr)
        return 2
    survived: list[Verdict] = []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for verdict in pool.map(try_out, mutants):
            if not verdict.died:
                survived.append(verdict)
            mark = "noticed " if verdict.died else "SURVIVED"
            print(f"{mark} {verdict.seconds:5.1f} s  {verdict.mutant.name}", flush=True)
            print(f"                  {verdict.said}", flush=True)
    noticed = len(mutants) - len(survived)
    print(f"{len(mutants)} sabotages, {noticed} noticed, {len(survived)} survived", flush=True)
    for verdict in survived:
        print(f"SURVIVED: {verdict.mutant.name}: {verdict.said}", file=sys.stderr)
    return 1 if survived else 0


if __name__ == "__main__":
    sys.exit(main())
