"""Looks through every file that git keeps for what must never be published.

Hosts of package registries, paths of somebody's machine, and what looks like a secret.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
# Written in pieces, so that this file is not the first to be found.
HOSTS = "|".join((
    "pyp" r"i\.org", "python" r"hosted\.org", r"npm" r"js\.(org|com)", r"deb\.deb" r"ian\.org",
    r"security\.deb" r"ian\.org", r"crates" r"\.io", r"proxy\.gol" r"ang\.org",
))  # fmt: skip
FORBIDDEN = {
    "host of a package registry": re.compile(HOSTS),
    "path of a machine": re.compile(
        r"(?<![\w.])/(?:work|root|home|Users)/[\w.-]|(?<![\w.])/t" r"mp/[\w.-]"
    ),
    "private key": re.compile(r"-----BEGIN (?:[A-Z ]+ )?PRIVATE" r" KEY-----"),
    "signing key of a note": re.compile(r"PRIVATE\+" r"KEY\+[\w.+/-]{8}"),
    "access key": re.compile(r"\b(?:AKIA[0-9A-Z]{16}|gh[pousr]_\w{36}|xox[abpr]-\w{10})"),
    "password in an address": re.compile(r"\b[a-z][a-z0-9+]*://[^\s:/@\"'{}]+:[^\s:/@\"'{}]{6,}@"),
}
UNREAD = {".png", ".woff2", ".ttf", ".pdf", ".ico"}
KEPT_OUT = re.compile(r"(^|/)(instance/(?!\.gitkeep$)|.*\.(sqlite3?|db|pem|key|env)$)")


def tracked() -> list[str]:
    """Give the names of the files that git keeps."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    return [name for name in done.stdout.decode().split("\0") if name]


def faults_in(name: str, text: str) -> list[str]:
    """List what a file says that it should not."""
    return [
        f"{name}:{number}: {what}: {line.strip()[:120]}"
        for number, line in enumerate(text.splitlines(), 1)
        for what, pattern in FORBIDDEN.items()
        if pattern.search(line)
    ]


def main() -> int:
    """Look through all files; 1 if anything is found."""
    names = tracked()
    faults = [f"{name}: should not be in git" for name in names if KEPT_OUT.search(name)]
    for name in names:
        path = ROOT / name
        if path.suffix not in UNREAD and path.is_file():
            faults += faults_in(name, path.read_text(encoding="utf-8", errors="replace"))
    print("\n".join(faults))
    print(f"{len(names)} files looked through, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
