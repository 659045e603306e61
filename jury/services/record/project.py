"""What the record says of a project in its authors' words."""

from __future__ import annotations

from collections.abc import Sequence

from jury.domain.record.project import DetailsRow, FileRow, FundingRow, IndicatorRow, PartnerRow
from jury.storage.proposal import File, Partner, Proposal


def partner_rows(partners: Sequence[Partner]) -> list[PartnerRow]:
    """Give a project's partners."""
    return [
        PartnerRow(p.name, p.sector, p.contribution, p.benefit, p.share_cents) for p in partners
    ]


def details(proposal: Proposal, files: Sequence[File]) -> DetailsRow:
    """Give what stands beside a project's plain answers."""
    return DetailsRow(
        users_word=proposal.users_word,
        annexes=dict(proposal.annexes),
        other_funding=[FundingRow(**row) for row in proposal.other],
        indicators=[IndicatorRow(**row) for row in proposal.indicators],
        files=[FileRow(f.description, f.media_type, f.size, f.sha256) for f in files],
    )
