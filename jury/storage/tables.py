"""All tables at once: importing this page makes the metadata complete."""

from jury.storage import account, call, decision, lottery, proposal, record, scoring, seat
from jury.storage.base import Base
from jury.storage.call import welcome
from jury.storage.lottery import invitations, links, needs, organisations
from jury.storage.scoring import paper

__all__ = [
    "Base",
    "account",
    "call",
    "decision",
    "invitations",
    "links",
    "lottery",
    "needs",
    "organisations",
    "paper",
    "proposal",
    "record",
    "scoring",
    "seat",
    "welcome",
]
