"""Files that people hand in: checked, kept, compared with the log, and forgotten in time."""

from jury.services.files.checking import (
    MOST_BYTES,
    MOST_SIDE,
    PDF_TYPE,
    Kept,
    checked,
    forget_orphans,
    keeping,
    plain_name,
)

__all__ = [
    "MOST_BYTES",
    "MOST_SIDE",
    "PDF_TYPE",
    "Kept",
    "checked",
    "forget_orphans",
    "keeping",
    "plain_name",
]
