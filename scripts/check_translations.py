"""Says whether the French, Dutch and German catalogues are complete, and brings them up to date.

English is the source. A sentence that is missing, fuzzy, untranslated, stale, or has lost a
placeholder or a plural fails: half a translated page is worse than none.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "jury" / "translations"
LANGUAGES = ("fr", "nl", "de")
SAME = ROOT / "scripts" / "same_in_translation.toml"
KEYWORDS = {
    "_": None,
    "_l": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "lazy_ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "lazy_pgettext": ((1, "c"), 2),
    "say": None,
    "count": (1, 2),
}
UNSAID = (
    r'^"(POT-Creation-Date|PO-Revision-Date|Generated-By|Project-Id-Version'
    r"|Report-Msgid-Bugs-To|Last-Translator|Language-Team): .*\n"
)
"""Headers that say nothing, or change with every run."""
NAMED = re.compile(r"%\((\w+)\)[sd]")


def extract() -> Catalog:
    """Read every sentence out of the code and the templates, as they are now."""
    catalog = Catalog(project="Jury", charset="utf-8")
    with (ROOT / "babel.cfg").open(encoding="utf-8") as mapping:
        methods, options = parse_mapping_cfg(mapping)  # type: ignore[no-untyped-call]
    found = extract_from_dir(
        ROOT, methods, options, KEYWORDS, comment_tags=("For translators:",),
        directory_filter=lambda folder: Path(folder).name in ("", ".")
        or not Path(folder).name.startswith("."),
    )  # fmt: skip
    for file, line, text, comments, context in found:
        name = Path(file)
        place = name.relative_to(ROOT) if name.is_absolute() else name
        catalog.add(text, None, [(place.as_posix(), line)], auto_comments=comments, context=context)
    return catalog


def path_of(language: str) -> Path:
    """Give the file of one language's catalogue."""
    return FOLDER / language / "LC_MESSAGES" / "messages.po"


def load(language: str) -> Catalog:
    """Read one catalogue; an empty one where there is no file yet."""
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language, project="Jury", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def texts(message: Message) -> list[str]:
    """Give what is written for a message: one sentence, or one for each plural form."""
    given = message.string
    return [text or "" for text in (given if isinstance(given, tuple | list) else [given])]


def sources(message: Message) -> tuple[str, ...]:
    """Give the English sentence, or its singular and plural."""
    return tuple(message.id) if isinstance(message.id, tuple | list) else (message.id,)


def placeholders(text: str) -> set[str]:
    """Give the names that a sentence leaves room for."""
    return set(NAMED.findall(text))


def same_on_purpose(language: str) -> set[str]:
    """Give the few texts that read alike in English and in this language."""
    with SAME.open("rb") as file:
        lists: dict[str, list[str]] = tomllib.load(file)
    return set(lists.get("all", [])) | set(lists.get(language, []))


def faults_of(message: Message, plurals: int, same: set[str]) -> Iterator[str]:
    """Say what is wrong with one translated message."""
    given = texts(message)
    english = sources(message)
    if message.fuzzy:
        yield "fuzzy"
    if not all(given):
        yield "not translated"
        return
    if len(english) > 1 and len(given) != plurals:
        yield f"{len(given)} plural forms instead of {plurals}"
    if len(english) == 1 and given[0] == english[0] and english[0] not in same:
        yield "the same as in English"
    wanted = set().union(*(placeholders(text) for text in english))
    for number, text in enumerate(given):
        # A singular may leave its number out ("one sheet"); the last form must have everything.
        lost = wanted - placeholders(text) if number == len(given) - 1 else set()
        if lost:
            yield f"lost %({sorted(lost)[0]})s"
        if unknown := placeholders(text) - wanted:
            yield f"unknown %({sorted(unknown)[0]})s"
        if NAMED.sub("", text).replace("%%", "").count("%") and wanted:
            yield "a stray %"


def check(source: Catalog, language: str) -> list[str]:
    """List what is wrong with one language's catalogue."""
    catalog = load(language)
    same = same_on_purpose(language)
    faults = []
    for message in source:
        if not message.id:
            continue
        name = sources(message)[0]
        found = catalog.get(message.id, context=message.context)
        if found is None or sources(found) != sources(message):
            faults.append(f"{language}: missing: {name}")
            continue
        faults += [f"{language}: {fault}: {name}"
                   for fault in faults_of(found, catalog.num_plurals, same)]  # fmt: skip
    for message in catalog:
        if message.id and source.get(message.id, context=message.context) is None:
            faults.append(f"{language}: no longer used: {sources(message)[0]}")
    return faults


def update(source: Catalog, language: str) -> int:
    """Bring one catalogue up to the code; give how many sentences wait for a translation.

    Nothing is guessed from similar sentences: a wrong one is worse than an empty one.
    """
    catalog = load(language)
    catalog.update(source, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.fuzzy = False
    catalog.header_comment = f"# Jury's texts in {catalog.locale.english_name}. Licence: EUPL-1.2."
    out = io.BytesIO()
    # No line numbers: they would change the file with every edit of the code.
    write_po(out, catalog, width=100, sort_output=True, include_lineno=False)
    text = re.sub(UNSAID, "",
                  out.getvalue().decode(), flags=re.MULTILINE)  # fmt: skip
    path_of(language).parent.mkdir(parents=True, exist_ok=True)
    path_of(language).write_text(text, encoding="utf-8")
    return sum(1 for message in catalog if message.id and not all(texts(message)))


def main() -> int:
    """Check the catalogues, or update them with `--update`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true", help="bring the catalogues up to the code")
    wanted = parser.parse_args()
    source = extract()
    if wanted.update:
        for language in LANGUAGES:
            print(f"{language}: {update(source, language)} sentences wait for a translation")
        return 0
    faults = [fault for language in LANGUAGES for fault in check(source, language)]
    print("\n".join(faults[:200]))
    print(f"{len(source)} sentences, {len(LANGUAGES)} languages, {len(faults)} faults")
    return 1 if faults or not len(source) else 0


if __name__ == "__main__":
    sys.exit(main())
