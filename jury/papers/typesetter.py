"""A process of its own that sets one paper: what typst takes of memory ends with it.

Run as a script: it reads one JSON object from standard input (`template` and `folder`, paths;
`data`, text; `at`, seconds since 1970) and writes the PDF to standard output. It finds the
templates and fonts of that folder and nothing else: no font of the machine, no package, no clock.
"""

from __future__ import annotations

import json
import resource
import sys

MOST_MEMORY = 2 * 1024**3
"""Bytes of address space; a sheet for each of 400 projects fits."""


def main() -> int:
    """Set one paper; 1 if its template does not keep the standards."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    import typst

    asked = json.load(sys.stdin)
    folder = asked["folder"]
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[f"{folder}/fonts"]
    )
    try:
        pdf = typst.compile(
            asked["template"],
            root=folder,
            font_paths=fonts,
            ignore_system_fonts=True,
            sys_inputs={"data": asked["data"]},
            pdf_standards=["ua-1", "a-2a"],
            timestamp=asked["at"],
            package_path=folder,
            package_cache_path=folder,
            format="pdf",
        )
    except typst.TypstError as error:
        print(error, file=sys.stderr)
        return 1
    sys.stdout.buffer.write(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main())
