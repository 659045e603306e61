"""What can stand in the way of an act: a code and its parameters, never a sentence."""

from __future__ import annotations


class Problem(Exception):
    """Say by a code why something cannot be done; the pages put it in words.

    `params` fill the sentence's placeholders; values are plain (text, numbers, dates).
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class NotFound(Problem):
    """There is no such thing for this person: unknown and foreign look the same (404)."""

    def __init__(self, code: str = "not_found", **params: object) -> None:
        super().__init__(code, **params)


class Forbidden(Problem):
    """This person may see it but not do it (who: 403)."""


class Conflict(Problem):
    """Not now, or not on this version (when: 409)."""


class Invalid(Problem):
    """What was given does not do (what: 422).

    `fields` maps a form field's name to the code of what is wrong with it.
    """

    def __init__(
        self, code: str = "invalid", fields: dict[str, str] | None = None, **params: object
    ) -> None:
        super().__init__(code, **params)
        self.fields = dict(fields or {})


class TooMany(Problem):
    """Too many tries in too short a time (429); `retry_after` is in seconds."""

    def __init__(self, code: str = "too_many", *, retry_after: int, **params: object) -> None:
        super().__init__(code, retry_after=retry_after, **params)
        self.retry_after = retry_after


class Busy(Problem):
    """The database cannot take the act at this moment (503); the same request may be sent again."""

    def __init__(self, code: str = "busy", **params: object) -> None:
        super().__init__(code, **params)
