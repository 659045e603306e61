"""Letters: what leaves after the act. E-mails are sent by the worker, slips are printed."""

from jury.services.letters.delivery import Transport, deliver_due
from jury.services.letters.outbox import (
    password_changed,
    post,
    readable,
    send_link,
    welcome,
)
from jury.services.letters.smtp import Smtp, Unreachable

__all__ = [
    "Smtp",
    "Transport",
    "Unreachable",
    "deliver_due",
    "password_changed",
    "post",
    "readable",
    "send_link",
    "welcome",
]
