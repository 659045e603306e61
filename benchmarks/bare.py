"""The least that Flask, the same engines and the same ORM can do: one SELECT, one INSERT."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from jury.config import Settings
from jury.storage.base import make_engines


class Base(DeclarativeBase):
    """A table space of its own."""


class Thing(Base):
    """One row with one text."""

    __tablename__ = "bare_thing"
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]


def create_app() -> Flask:
    """Make an application with one page that reads and one that writes."""
    app, engines = Flask("bare"), make_engines(Settings.load())

    @app.get("/read")
    def read() -> str:
        with Session(engines.read) as session:
            return session.scalar(select(Thing.text).limit(1)) or "nothing"

    @app.post("/write")
    def write() -> tuple[str, int]:
        with Session(engines.write) as session, session.begin():
            session.add(Thing(text="a thing"))
        return "", 201

    return app
