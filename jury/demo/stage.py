"""A call of the demonstration while it is played: who acts, and at which moment.

It must never act by itself: verbs do, with the moments that it gives.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from jury.demo.region import Call, Person
from jury.services.doors import Doors
from jury.services.perform import Moment
from jury.storage.seat import Seat


@dataclass
class Stage:
    """One call being played: who is who, and what day it is."""

    doors: Doors
    call: Call
    people: dict[str, str]
    loaded_at: datetime
    call_id: str = ""
    projects: dict[int, str] = field(default_factory=dict)
    seats: dict[int, Seat] = field(default_factory=dict)

    def at(self, day: int, hour: int = 10, minute: int = 0) -> datetime:
        """Give the moment of a day counted from the loading day, in the call's zone."""
        zone = ZoneInfo(self.call.timezone)
        date = (self.loaded_at.astimezone(zone) + timedelta(days=day)).date()
        return datetime.combine(date, time(hour, minute), zone)

    def as_person(self, person: Person, when: datetime) -> Moment:
        """Act as one of the staff or leads at a moment."""
        return self.as_account(self.people[person.email], when)

    def as_juror(self, number: int, when: datetime) -> Moment:
        """Act as a juror at a moment."""
        return self.as_account(self.seats[number].account_id, when)

    def as_account(self, account_id: str, when: datetime) -> Moment:
        """Act as an account; nobody acts in the future."""
        moment = min(when, self.loaded_at)
        return Moment(replace(self.doors, clock=fixed(moment)), account_id)

    def by_itself(self, when: datetime) -> Moment:
        """Act as the installation itself, as the worker does when a time is up."""
        return Moment(replace(self.doors, clock=fixed(min(when, self.loaded_at))), system=True)


def fixed(moment: datetime) -> Callable[[], datetime]:
    """Stop the clock at a moment."""
    return lambda: moment
