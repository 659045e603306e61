"""Signing in and staying signed in: by password, by printed code, by e-mail link.

A second factor has its place in `sessions.begin`: the one door through which every session
comes, where `means` says what was shown so far.
"""

from jury.services.signin.by_code import scan, sign_in_by_code, sign_in_by_scan
from jury.services.signin.by_link import (
    Asked,
    Peek,
    exchange_digits,
    make_link,
    peek_link,
    request_link,
    sign_in_by_link,
)
from jury.services.signin.by_password import change_password, reopen, sign_in_by_password
from jury.services.signin.sessions import (
    Found,
    Opened,
    Visitor,
    end_all,
    end_one,
    end_session,
    find_session,
    living,
    timed_out_owner,
    touch,
)

__all__ = [
    "Asked",
    "Found",
    "Opened",
    "Peek",
    "Visitor",
    "change_password",
    "end_all",
    "end_one",
    "end_session",
    "exchange_digits",
    "find_session",
    "living",
    "make_link",
    "peek_link",
    "reopen",
    "request_link",
    "scan",
    "sign_in_by_code",
    "sign_in_by_link",
    "sign_in_by_password",
    "sign_in_by_scan",
    "timed_out_owner",
    "touch",
]
