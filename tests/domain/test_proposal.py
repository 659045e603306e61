"""A proposal's way, and what it must say before it is handed in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from jury.domain.call import Missing
from jury.domain.errors import Conflict
from jury.domain.proposal import (
    PROPOSAL,
    QUESTIONS,
    TRANSITIONS,
    FundingSpec,
    IndicatorSpec,
    PartnerSpec,
    ProposalSpec,
    ProposalState,
    advice,
    being_completed,
    completed,
    file_hindered,
    missing,
)

FARM = PartnerSpec("Farm of the hill", "company", "Vegetables", "Compost", 800_000)
GROUP = PartnerSpec("Neighbours", "users_collective", "Compost", "Vegetables", 400_000)
MILL = FundingSpec("The mill", 300_000)
TONNES = IndicatorSpec("Tonnes of compost", "0", "20")
READY = ProposalSpec(
    title="Compost for carrots",
    summary="One minute.",
    problem="Waste.",
    plan="Exchange.",
    gains="All.",
    roles="Each.",
    afterwards="Habits.",
    asked_cents=1_200_000,
    minimum_cents=800_000,
    partners=(FARM, GROUP),
    other=(MILL,),
    users_word="We carry the buckets ourselves.",
    indicators=(TONNES,),
)


def test_a_proposal_that_says_everything_lacks_nothing() -> None:
    assert missing(READY) == ()
    assert advice(READY, 1_200_000) == ()


def test_the_five_questions_are_those_that_the_jury_reads() -> None:
    assert QUESTIONS == ("problem", "plan", "gains", "roles", "afterwards")


@pytest.mark.parametrize(
    ("field", "value", "found"),
    [
        *[(q, " ", Missing(q, f"{q}_missing")) for q in ("title", "summary", *QUESTIONS)],
        ("title", "x" * 121, Missing("title", "title_too_long")),
        ("summary", "word " * 181, Missing("summary", "summary_too_long")),
        ("minimum_cents", 0, Missing("minimum_cents", "minimum_missing")),
        ("minimum_cents", -1, Missing("minimum_cents", "minimum_missing")),
        ("minimum_cents", 1_200_001, Missing("minimum_cents", "minimum_above_asked")),
        ("other", (replace(MILL, source=" "),), Missing("other-0-source", "source_missing")),
        *[
            (
                "other",
                (MILL, replace(MILL, cents=cents)),
                Missing("other-1-cents", "source_amount_missing"),
            )
            for cents in (0, -1)
        ],
        (
            "other",
            (replace(MILL, cents=10**12 + 1),),
            Missing("other-0-cents", "amount_too_large"),
        ),
        *[
            (
                "indicators",
                (TONNES, replace(TONNES, **{f: ""})),
                Missing(f"indicators-1-{f}", f"indicator_{f}_missing"),
            )
            for f in ("name", "today", "promised")
        ],
        (
            "partners",
            (FARM, replace(GROUP, share_cents=399_999)),
            Missing("partners-0-share", "shares_differ"),
        ),
        (
            "partners",
            (replace(FARM, share_cents=1_200_001), replace(GROUP, share_cents=-1)),
            Missing("partners-1-share", "amount_negative"),
        ),
        ("partners", (), Missing("partners", "partners_missing")),
        *[
            (
                "partners",
                (FARM, replace(GROUP, **{f: " "})),
                Missing(f"partners-1-{f}", f"partner_{f}_missing"),
            )
            for f in ("name", "sector")
        ],
        (
            "partners",
            (replace(FARM, sector="mafia"), GROUP),
            Missing("partners-0-sector", "partner_sector_unknown"),
        ),
    ],
)
def test_each_lack_is_told_at_its_field(field: str, value: object, found: Missing) -> None:
    assert missing(replace(READY, **{field: value})) == (found,)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "x" * 120),
        ("summary", "word " * 180),
        ("minimum_cents", 1_200_000),
        ("minimum_cents", 1),
        ("other", (replace(MILL, cents=10**12),)),
        ("partners", (replace(FARM, share_cents=0), replace(GROUP, share_cents=0))),
        ("partners", (replace(FARM, share_cents=1_200_000, contribution="", benefit=""),)),
    ],
)
def test_the_very_edge_is_enough(field: str, value: object) -> None:
    assert missing(replace(READY, **{field: value})) == ()  # type: ignore[arg-type]


def test_a_single_cent_can_be_asked_for() -> None:
    alone = replace(FARM, share_cents=1)
    assert missing(replace(READY, asked_cents=1, minimum_cents=1, partners=(alone,))) == ()


def test_an_empty_proposal_asks_for_nothing() -> None:
    empty = ProposalSpec()
    assert (empty.asked_cents, empty.minimum_cents, empty.other) == (0, 0, ())


UNSHARED = (replace(FARM, share_cents=0), replace(GROUP, share_cents=0))


@pytest.mark.parametrize("asked", [0, -5])
def test_nothing_asked_is_told_and_too_large_a_minimum_with_it(asked: int) -> None:
    assert missing(replace(READY, asked_cents=asked, partners=UNSHARED)) == (
        Missing("asked_cents", "asked_missing"),
        Missing("minimum_cents", "minimum_above_asked"),
    )


def test_too_large_a_minimum_is_told_too() -> None:
    huge = replace(READY, asked_cents=10**12 + 2, minimum_cents=10**12 + 1, partners=UNSHARED)
    assert missing(huge) == (
        Missing("asked_cents", "amount_too_large"),
        Missing("minimum_cents", "amount_too_large"),
    )


def test_advice_hinders_nothing() -> None:
    assert advice(READY, 1_199_999) == (Missing("asked_cents", "asked_above_budget"),)
    assert missing(READY) == ()


@pytest.mark.parametrize(
    ("partners", "codes"),
    [
        (
            (replace(FARM, share_cents=1_200_000),),
            ("partners_fewer_than_two", "partners_without_users"),
        ),
        (
            (FARM, replace(GROUP, sector="company")),
            ("partners_of_one_sector", "partners_without_users"),
        ),
        ((FARM, replace(GROUP, sector="school")), ("partners_without_users",)),
        ((FARM, replace(GROUP, contribution=" ")), ("partner_brings_nothing",)),
        ((FARM, replace(GROUP, benefit="")), ("partner_gains_nothing",)),
        (UNSHARED, ("shares_empty",)),
        ((replace(FARM, share_cents=1_200_000), UNSHARED[1]), ("share_of_one",)),
    ],
)
def test_a_gap_in_a_partnership_is_asked_about_and_hinders_nothing(partners, codes) -> None:  # type: ignore[no-untyped-def]
    spec = replace(READY, partners=partners)
    assert advice(spec, 1_200_000) == tuple(Missing("partners", code) for code in codes)
    assert missing(spec) == ()


def test_an_empty_users_word_and_nothing_to_count_are_asked_about() -> None:
    silent = replace(READY, users_word=" ", indicators=())
    assert advice(silent, 1_200_000) == (
        Missing("users_word", "users_word_empty"),
        Missing("indicators", "indicators_empty"),
    )
    assert missing(silent) == ()


def test_completing_takes_only_what_was_asked_for() -> None:
    before = replace(READY, annexes=(("plan", "Old."), ("gains", "Old.")))
    typed = replace(
        before,
        title="Better",
        plan="New plan.",
        asked_cents=1,
        annexes=(("problem", "New."), ("plan", "New.")),
    )
    assert completed(before, typed, ["plan"]) == replace(
        before, plan="New plan.", annexes=(("plan", "New."), ("gains", "Old."))
    )
    assert completed(before, typed, ["money", "files"]) == replace(before, asked_cents=1)
    assert completed(before, typed, []) == before


def test_a_project_takes_eight_files_and_sixty_megabytes() -> None:
    assert file_hindered([1] * 7, 1) is None
    assert file_hindered([1] * 8, 1) == "files_too_many"
    assert file_hindered([40_000_000], 20_000_000) is None
    assert file_hindered([40_000_000], 20_000_001) == "files_too_large"


def test_an_author_completes_until_the_moment_given_and_not_at_it() -> None:
    until = datetime(2026, 3, 12, 12, tzinfo=UTC)
    asked, handed_in = ProposalState.TO_COMPLETE, ProposalState.SUBMITTED
    assert being_completed(asked, until, until - timedelta(seconds=1))
    assert not being_completed(asked, until, until)
    assert not being_completed(asked, None, until)
    assert not being_completed(handed_in, until, until - timedelta(seconds=1))


def test_a_proposal_goes_its_way_and_is_withdrawn_until_it_is_decided() -> None:
    s = ProposalState
    assert TRANSITIONS == {
        (s.DRAFT, "submit"): s.SUBMITTED,
        (s.SUBMITTED, "submit"): s.SUBMITTED,
        (s.SUBMITTED, "ask_to_complete"): s.TO_COMPLETE,
        (s.TO_COMPLETE, "complete"): s.SUBMITTED,
        (s.SUBMITTED, "admit"): s.ADMISSIBLE,
        (s.SUBMITTED, "accept"): s.ELIGIBLE,
        (s.SUBMITTED, "refuse"): s.INADMISSIBLE,
        (s.SUBMITTED, "find_ineligible"): s.INELIGIBLE,
        (s.TO_COMPLETE, "refuse"): s.INADMISSIBLE,
        (s.ADMISSIBLE, "accept"): s.ELIGIBLE,
        (s.ADMISSIBLE, "refuse"): s.INELIGIBLE,
        (s.INADMISSIBLE, "contest"): s.INADMISSIBLE,
        (s.INELIGIBLE, "contest"): s.INELIGIBLE,
        (s.INADMISSIBLE, "keep"): s.INADMISSIBLE,
        (s.INELIGIBLE, "keep"): s.INELIGIBLE,
        (s.INADMISSIBLE, "change"): s.ADMISSIBLE,
        (s.INELIGIBLE, "change"): s.ELIGIBLE,
        (s.DRAFT, "withdraw"): s.WITHDRAWN,
        (s.SUBMITTED, "withdraw"): s.WITHDRAWN,
        (s.TO_COMPLETE, "withdraw"): s.WITHDRAWN,
        (s.ADMISSIBLE, "withdraw"): s.WITHDRAWN,
        (s.ELIGIBLE, "withdraw"): s.WITHDRAWN,
        (s.ELIGIBLE, "hand_to_jury"): s.BEFORE_JURY,
        (s.BEFORE_JURY, "withdraw"): s.WITHDRAWN,
        (s.BEFORE_JURY, "fund"): s.FUNDED,
        (s.BEFORE_JURY, "reserve"): s.RESERVE,
        (s.BEFORE_JURY, "not_fund"): s.NOT_FUNDED,
        (s.FUNDED, "renounce"): s.RENOUNCED,
        (s.RESERVE, "fund"): s.FUNDED,
    }
    assert PROPOSAL.table is TRANSITIONS
    with pytest.raises(Conflict) as refused:
        PROPOSAL.after(s.FUNDED, "withdraw")
    assert refused.value.code == "proposal_is_funded"
