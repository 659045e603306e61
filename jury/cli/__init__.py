"""The commands: their names and fields are a promise to scripts (the specification, section 9).

They read, call verbs and print. Each exits 0 when all is well, 1 when the answer is no, 2 on bad
input with one sentence, and never with a traceback.
"""

from __future__ import annotations

import gettext
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path

TRANSLATIONS = Path(__file__).parent.parent / "translations"


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit with its answer."""
    gettext.bindtextdomain("messages", str(TRANSLATIONS))
    sys.exit(importlib.import_module("jury.cli.frame").run(arguments))
