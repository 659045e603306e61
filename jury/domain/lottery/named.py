"""The small draw among the people whom one organisation names: all have exactly the same chance.

Its files have the form of every draw, so that the same commands repeat and test it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from jury.domain.account import normalise_email
from jury.domain.errors import Invalid
from jury.domain.lottery.certificate import Multipliers
from jury.domain.lottery.evidence import Drawn, files_of
from jury.domain.lottery.pool import Person, Pool, Quota
from jury.domain.machine import Machine

FEATURE = "organisation"
MOST_SEATS = 20
MOST_PEOPLE = 200
MOST_NAME = 80
FORM = "circle/1"
"""What the certificate names as its program: the list follows from ids and seats alone."""


class OrganisationState(StrEnum):
    """How far an organisation's small draw is."""

    PREPARING = "preparing"
    LISTED = "listed"
    DRAWN = "drawn"


_S = OrganisationState
ORGANISATION: Machine[OrganisationState] = Machine(
    "organisation",
    {
        (_S.PREPARING, "enter"): _S.PREPARING,
        (_S.PREPARING, "fix"): _S.LISTED,
        (_S.LISTED, "throw"): _S.LISTED,
        (_S.LISTED, "confirm"): _S.DRAWN,
        (_S.DRAWN, "answer"): _S.DRAWN,
    },
)


@dataclass(frozen=True)
class Named:
    """Somebody whom an organisation names: a name, and an address of mail or none."""

    name: str
    email: str


def read_people(lines: Sequence[str]) -> tuple[Named, ...]:
    """Read people as they are typed, one a line: a name, then if wished a semicolon and an e-mail.

    Raises Invalid for the field `people`: `named_without_name`, `named_email` (with `found`),
    `named_twice` (with `found`), `named_too_many`, `own_name_too_long`.
    """
    if len(lines) > MOST_PEOPLE:
        raise _wrong("named_too_many", most=MOST_PEOPLE)
    people = []
    for line in lines:
        name, _, typed = (part.strip() for part in line.partition(";"))
        email = normalise_email(typed) if typed else ""
        if not name:
            raise _wrong("named_without_name")
        if len(name) > MOST_NAME:
            raise _wrong("own_name_too_long", most=MOST_NAME)
        if email is None:
            raise _wrong("named_email", found=typed[:MOST_NAME])
        people.append(Named(name, email))
    for email, times in Counter(one.email for one in people if one.email).items():
        if times > 1:
            raise _wrong("named_twice", found=email)
    return tuple(people)


def _wrong(code: str, **params: object) -> Invalid:
    return Invalid(code, {"people": code}, **params)


def check_organisation(name: str, seats: int) -> None:
    """Refuse an organisation without a name, or with seats that no jury has for it.

    Raises Invalid with the fields `name`, `seats`.
    """
    wrong = {}
    if not name:
        wrong["name"] = "organisation_missing"
    elif len(name) > MOST_NAME:
        wrong["name"] = "name_too_long"
    if not 1 <= seats <= MOST_SEATS:
        wrong["seats"] = "named_seats"
    if wrong:
        raise Invalid("invalid", wrong, most=MOST_NAME, most_seats=MOST_SEATS)


def small_draw(name: str, ids: Sequence[str], seats: int) -> Drawn:
    """List as many panels as there are people: each begins with the next one, in a circle.

    So everybody is in exactly `seats` of them, and whichever number is thrown, all have the same
    chance; the certificate proves that no lottery could give a larger smallest one. Raises Invalid
    (`named_too_few`) where there are fewer people than seats.
    """
    if len(ids) < seats:
        raise Invalid("named_too_few", found=len(ids), seats=seats)
    order = sorted(ids)
    pool = Pool(
        (FEATURE,),
        tuple(Person(id, (name,)) for id in order),
        (Quota(FEATURE, name, seats, seats),),
        seats,
    )
    panels = []
    for first in range(len(order)):
        members = {order[(first + step) % len(order)] for step in range(seats)}
        panels.append(tuple(id for id in order if id in members))
    one = Fraction(1)
    return Drawn(
        pool=pool,
        panels=tuple(panels),
        bound=Fraction(seats, len(order)),
        proof=Multipliers(seats=one, shares=dict.fromkeys(order, one)),
        outside=(),
        left_out=(),
        finished=True,
        solver="",
    )


def small_files(name: str, ids: Sequence[str], seats: int) -> dict[str, bytes]:
    """Write the small draw's files, by name: the same bytes whenever they are asked for."""
    return files_of(small_draw(name, ids, seats), FORM)
