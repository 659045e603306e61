"""The verbs of a call: prepare it, publish, close, cancel."""

from jury.services.call.editing import (
    PARTS_FIXED,
    create_call,
    digest_of_rules,
    edit_call,
    give_part,
)
from jury.services.call.steps import cancel_call, close_call, lacks_of, publish_call

__all__ = [
    "PARTS_FIXED",
    "cancel_call",
    "close_call",
    "create_call",
    "digest_of_rules",
    "edit_call",
    "give_part",
    "lacks_of",
    "publish_call",
]
