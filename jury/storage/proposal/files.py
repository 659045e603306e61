"""The files of a project: what is known of each. What is in them stands in `storage.files`."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, bindparam, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from jury.storage.base import Base, InCall, of_call


class File(InCall, Base):
    """A file that belongs to a project.

    `stored` is its random name among the kept files, `sha256` (hexadecimal) and `size` (bytes)
    are of what is kept, `about` the plain question that it belongs to or empty. A file that was
    taken away keeps its row: the log still speaks of it.
    """

    __tablename__ = "file"
    __table_args__ = (
        of_call("proposal_id", "proposal"),
        CheckConstraint("size > 0", name="size"),
        CheckConstraint("length(sha256) = 64", name="sha256"),
        CheckConstraint("length(description) > 0", name="described"),
        CheckConstraint(
            "media_type IN ('application/pdf', 'image/png', 'image/jpeg')", name="media_type"
        ),
        CheckConstraint(
            "about IN ('', 'problem', 'plan', 'gains', 'roles', 'afterwards')", name="about"
        ),
        Index(None, "call_id", "proposal_id"),
        Index("uq_file_stored", "stored", unique=True),
    )
    proposal_id: Mapped[str]
    name: Mapped[str]
    media_type: Mapped[str]
    description: Mapped[str]
    about: Mapped[str] = mapped_column(default="")
    size: Mapped[int]
    sha256: Mapped[str]
    stored: Mapped[str]
    added_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]


_FILES_OF = (
    select(File)
    .where(
        File.call_id == bindparam("call_id"),
        File.proposal_id == bindparam("proposal_id"),
        File.removed_at.is_(None),
    )
    .order_by(File.added_at, File.id)
)
_IN_USE = select(File.stored).where(
    File.stored.in_(bindparam("names", expanding=True)), File.removed_at.is_(None)
)


def files_of(session: Session, call_id: str, proposal_id: str) -> list[File]:
    """Give the files of a project, as they were added, without those taken away."""
    return list(session.scalars(_FILES_OF, {"call_id": call_id, "proposal_id": proposal_id}))


def files_in(session: Session, call_id: str) -> dict[str, list[File]]:
    """Give the files of all projects of a call, by project."""
    found: dict[str, list[File]] = {}
    rows = select(File).where(File.call_id == call_id, File.removed_at.is_(None))
    for file in session.scalars(rows.order_by(File.added_at, File.id)):
        found.setdefault(file.proposal_id, []).append(file)
    return found


def file_of(session: Session, call_id: str, proposal_id: str, file_id: str) -> File | None:
    """Find a file of this project; one taken away or of another project does not exist here."""
    found = session.get(File, (call_id, file_id))
    if found is None or found.proposal_id != proposal_id or found.removed_at is not None:
        return None
    return found


def in_use(session: Session, names: list[str]) -> set[str]:
    """Give which of these kept files belong to something."""
    return set(session.scalars(_IN_USE, {"names": names}))
