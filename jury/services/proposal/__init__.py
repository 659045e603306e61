"""The verbs of proposals, and the drafts that their authors alone can read."""

from jury.services.proposal.completing import complete_proposal, contest_refusal
from jury.services.proposal.drafts import MOST_KEPT, keep_draft
from jury.services.proposal.files import MOST_DESCRIPTION, add_file, remove_file
from jury.services.proposal.handing_in import (
    MOST_ANNEX,
    MOST_INDICATORS,
    MOST_LINE,
    MOST_OTHER,
    MOST_PARTNERS,
    MOST_TEXT,
    begin_proposal,
    digest_of,
    submit_proposal,
    withdraw_proposal,
)
from jury.services.proposal.review import (
    accept_proposal,
    admit_proposal,
    answer_contest,
    ask_to_complete,
    refuse_proposal,
)
from jury.services.proposal.telling import written_to

__all__ = [
    "MOST_ANNEX",
    "MOST_DESCRIPTION",
    "MOST_INDICATORS",
    "MOST_KEPT",
    "MOST_LINE",
    "MOST_OTHER",
    "MOST_PARTNERS",
    "MOST_TEXT",
    "accept_proposal",
    "add_file",
    "admit_proposal",
    "answer_contest",
    "ask_to_complete",
    "begin_proposal",
    "complete_proposal",
    "contest_refusal",
    "digest_of",
    "keep_draft",
    "refuse_proposal",
    "remove_file",
    "submit_proposal",
    "withdraw_proposal",
    "written_to",
]
