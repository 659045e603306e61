"""Projects that answer a call, their partners and their files. Drafts are their author's alone."""

from jury.storage.proposal.files import File, file_of, files_in, files_of, in_use
from jury.storage.proposal.questions import (
    begun_by,
    content_of,
    draft_of,
    partners_of,
    proposal_of,
    proposals_at_desk,
    proposals_in,
    proposals_of,
    spec_of,
)
from jury.storage.proposal.tables import AMOUNTS, READ_BY_JURY, TEXTS, Partner, Proposal

__all__ = [
    "AMOUNTS",
    "READ_BY_JURY",
    "TEXTS",
    "File",
    "Partner",
    "Proposal",
    "begun_by",
    "content_of",
    "draft_of",
    "file_of",
    "files_in",
    "files_of",
    "in_use",
    "partners_of",
    "proposal_of",
    "proposals_at_desk",
    "proposals_in",
    "proposals_of",
    "spec_of",
]
