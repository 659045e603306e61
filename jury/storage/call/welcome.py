"""What a jury's members must know before they come: when, where, what they are paid."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Text
from sqlalchemy.orm import Mapped, Session, mapped_column

from jury.storage.base import Base


class Welcome(Base):
    """What the facilitator tells the members of a jury; everyone can read it."""

    __tablename__ = "welcome"
    __table_args__ = (
        CheckConstraint("meetings <> ''", name="meetings"),
        ForeignKeyConstraint(["call_id"], ["call.id"]),
    )
    call_id: Mapped[str] = mapped_column(primary_key=True)
    meetings: Mapped[str] = mapped_column(Text)
    bring: Mapped[str] = mapped_column(Text)
    pay: Mapped[str] = mapped_column(Text)
    ill: Mapped[str] = mapped_column(Text)
    help: Mapped[str] = mapped_column(Text)
    version: Mapped[int]


def welcome_of(session: Session, call_id: str) -> Welcome | None:
    """Give what is told to the members of a call's jury, if it is written."""
    return session.get(Welcome, call_id)
