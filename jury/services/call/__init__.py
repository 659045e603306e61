"""The verbs of a call: prepare it, publish, announce changes, close, cancel."""

from jury.services.call.changes import correct_call, extend_call, make_up_outage
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
    "correct_call",
    "create_call",
    "digest_of_rules",
    "edit_call",
    "extend_call",
    "give_part",
    "lacks_of",
    "make_up_outage",
    "publish_call",
]
