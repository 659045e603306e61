"""The verbs for a project's files: add one, take one away, while the project can be written."""

from __future__ import annotations

from jury.domain.errors import Invalid, NotFound
from jury.domain.permissions import Action
from jury.domain.proposal import PROPOSAL, QUESTIONS, ProposalState, file_hindered
from jury.domain.record.kinds import Entry
from jury.domain.record.kinds.proposal import FileAdded, FileRemoved
from jury.services.files import Kept
from jury.services.perform import Act, performs
from jury.services.proposal.completing import refuse_late_completion
from jury.services.proposal.handing_in import lead_of, refuse_out_of_time
from jury.storage.base import new_id
from jury.storage.proposal import File, file_of, files_of, proposal_of

MOST_DESCRIPTION = 300


@performs(Action.FILE_ADD, owner=lead_of)
def add_file(
    act: Act, *, call_id: str, proposal_id: str, kept: Kept, description: str, about: str = ""
) -> Entry:
    """Add a file that is checked and kept, with what it shows in plain words.

    Raises NotFound, Conflict (`proposal_is_<state>`, `call_is_<state>`, `call_time_is_up`) or
    Invalid (`description_missing`, `text_too_long`, `file_twice`, `files_too_many`,
    `files_too_large`).
    """
    _refuse_unwritable(act, call_id, proposal_id)
    if not description.strip():
        raise Invalid("invalid", {"description": "description_missing"})
    if len(description) > MOST_DESCRIPTION:
        raise Invalid("invalid", {"description": "text_too_long"})
    if about and about not in QUESTIONS:
        raise Invalid("invalid", {"about": "about_unknown"})
    already = files_of(act.session, call_id, proposal_id)
    if any(file.sha256 == kept.sha256 for file in already):
        raise Invalid("invalid", {"file": "file_twice"})
    hindered = file_hindered([file.size for file in already], kept.size)
    if hindered is not None:
        raise Invalid("invalid", {"file": hindered})
    row = File(
        call_id=call_id,
        id=new_id(),
        proposal_id=proposal_id,
        name=kept.name,
        media_type=kept.media_type,
        description=description,
        about=about,
        size=kept.size,
        sha256=kept.sha256,
        stored=kept.stored,
        added_at=act.now,
    )
    act.session.add(row)
    facts = FileAdded(proposal_id, kept.sha256, kept.size, kept.media_type)
    return Entry(facts, row.id, 1)


@performs(Action.FILE_REMOVE, owner=lead_of)
def remove_file(act: Act, *, call_id: str, proposal_id: str, file_id: str) -> Entry:
    """Take a file away; its digest stays in the log. Raises as for adding one."""
    _refuse_unwritable(act, call_id, proposal_id)
    row = file_of(act.session, call_id, proposal_id, file_id)
    if row is None:
        raise NotFound()
    row.removed_at = act.now
    return Entry(FileRemoved(proposal_id, row.sha256), row.id, 2)


def _refuse_unwritable(act: Act, call_id: str, proposal_id: str) -> None:
    """Go on only while the project can be written."""
    proposal = proposal_of(act.session, call_id, proposal_id)
    if proposal is None:
        raise NotFound()
    if proposal.state == ProposalState.TO_COMPLETE and "files" in proposal.complete_pieces:
        refuse_late_completion(act, proposal)
        return
    PROPOSAL.after(ProposalState(proposal.state), "submit")
    refuse_out_of_time(act, act.the_call())
