"""The sentence for each code about one field or one state."""

from __future__ import annotations

from flask_babel import LazyString, lazy_gettext

_ = lazy_gettext

FIELDS: dict[str, LazyString] = {}
