"""A project that answers a call: its states, what it says, and how it is checked."""

from jury.domain.proposal.checks import CHECKS, MOST_WHY, Answer, Said, failed, unanswered
from jury.domain.proposal.content import (
    MOST_FILE_BYTES,
    MOST_FILES,
    PIECES,
    QUESTIONS,
    SUMMARY_WORDS_MAX,
    TITLE_MAX,
    FundingSpec,
    IndicatorSpec,
    PartnerSpec,
    ProposalSpec,
    Sector,
    advice,
    completed,
    file_hindered,
    missing,
)
from jury.domain.proposal.states import PROPOSAL, TRANSITIONS, UNDECIDED, ProposalState

__all__ = [
    "CHECKS",
    "MOST_FILES",
    "MOST_FILE_BYTES",
    "MOST_WHY",
    "PIECES",
    "PROPOSAL",
    "QUESTIONS",
    "SUMMARY_WORDS_MAX",
    "TITLE_MAX",
    "TRANSITIONS",
    "UNDECIDED",
    "Answer",
    "FundingSpec",
    "IndicatorSpec",
    "PartnerSpec",
    "ProposalSpec",
    "ProposalState",
    "Said",
    "Sector",
    "advice",
    "completed",
    "failed",
    "file_hindered",
    "missing",
    "unanswered",
]
