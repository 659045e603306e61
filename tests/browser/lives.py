"""Calls from their first to their last day, so that each of their pages can be looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

from jury.domain.errors import Invalid
from jury.services import scoring, seat
from jury.services.call import cancel_call, close_call, publish_call
from jury.services.decision import enter_draw, enter_vote
from jury.services.drafts import keep_sheet
from jury.services.lottery import ask_for_draw
from jury.services.lottery.drawing import draw_now
from jury.services.perform import Moment
from jury.services.proposal import accept_proposal, refuse_proposal
from jury.storage.seat import scrutineers_of, seats_in
from tests.browser.scenes import Scene, Scenes
from tests.fixtures.calls import ALL_MET, NOT_MET
from tests.fixtures.decided import ORCHARD_SAYS, Case
from tests.fixtures.lots import PLAN, Town, register
from tests.web.test_access_walk import World

Life = Callable[[Scenes], Iterator[Scene]]
A_TIE: dict[str, Any] = {"asked": [20_000_00] * 3, "budget_cents": 20_000_00}
"""Three projects, and money for one: with equal scores a draw decides."""


def judged(look: Scenes) -> Iterator[Scene]:
    """Show every page while a round is open; then that call until its record stands."""
    case, world = look.world.case, look.world
    yield from look.now("round open", everything=True)
    yield from look.doors()
    case.send(case.orchard, ORCHARD_SAYS)
    case.ties(0, case.bakery, "link")
    yield from look.now("one sent")
    keep_sheet(
        world.doors, case.seats[0].account_id, call_id=case.call_id, proposal_id=case.bakery,
        levels={case.criteria[0]: 2}, words={"convinced": "So far."},
    )  # fmt: skip
    yield from look.now("one begun", proposal_id=case.bakery)
    case.ties(0, case.cinema, "conflict")
    yield from look.now("one left", proposal_id=case.cinema)
    others_send(case)
    case.office.clock.advance(days=8)
    yield from look.now("time is up", proposal_id=case.bakery)
    scoring.close_round(Moment(world.doors, system=True), call_id=case.call_id, reason="")
    yield from look.now("round closed", proposal_id=case.bakery)
    yield from typed_in(look)
    case.count()
    yield from look.now("counted")
    case.confirm()
    yield from look.now("confirmed")
    case.prepare(cinema=case.cinema_gets(8_000_00))
    yield from look.now("answered")
    case.adopt()
    yield from look.now("adopted")
    case.publish()
    yield from look.now("published")


def typed_in(look: Scenes) -> Iterator[Scene]:
    """Show a sheet on paper as one types it, the other otherwise, and then the same."""
    case, world = look.world.case, look.world
    here = {"call_id": case.call_id, "seat_number": 1, "proposal_id": case.bakery}
    at = {"seat": 1, "proposal_id": case.bakery}
    names = ["Ana Un", "Bo Deux"]
    seat.name_scrutineers(case.as_("samira"), call_id=case.call_id, names=names)
    with world.doors.engines.reading() as session:
        ids = {account.name: account.id for _, account in scrutineers_of(session, case.call_id)}
    world.people |= {"t": ids["Ana Un"], "u": ids["Bo Deux"]}
    ana, bo = (Moment(world.doors, ids[name]) for name in names)
    yield from look.paper("named", **at)
    first = {"levels": dict.fromkeys(case.criteria, 2), "words": {"worried": "The price."}}
    scoring.type_paper(ana, degree="link", version=0, **first, **here)
    yield from look.now("paper typed once", under="/check")
    yield from look.paper("typed once", **at)
    other = scoring.Typing("link", dict.fromkeys(case.criteria, 3), {"worried": "The noise."})
    with suppress(Invalid):
        scoring.compare_paper(bo, typing=other, version=1, **here)
    yield from look.paper("typed in two ways", **at)
    scoring.compare_paper(bo, typing=scoring.Typing("link", **first), version=1, **here)
    yield from look.paper("typed twice", **at)


def others_send(case: Case) -> None:
    """Let all but the first juror send their sheets about the bakery and the cinema."""
    for number in range(1, 6):
        for proposal_id, level in ((case.bakery, 2), (case.cinema, 0)):
            case.ties(number, proposal_id, "none")
            scoring.submit_sheet(
                case.juror(number), call_id=case.call_id, proposal_id=proposal_id,
                levels=dict.fromkeys(case.criteria, level), words={}, version=0,
            )  # fmt: skip


def written(look: Scenes) -> Iterator[Scene]:
    """Show votes and a draw; then another call, from a draft that lacks all to its cancelling."""
    yield from drawn(look)
    world, office = look.world, look.world.case.office
    yield from look.now("draft", call_id=world.draft)
    call_id = office.draft_call()
    yield from look.now("written", call_id=call_id)
    publish_call(office.as_("helene"), call_id=call_id, version=2)
    begun = office.begun(call_id)
    yield from look.now("call open", call_id=call_id, proposal_id=begun)
    yield from lots_drawn(look, Town(office, call_id))
    ids = [office.handed_in(call_id, title=title) for title in ("Bread", "Wheels")]
    yield from look.now("handed in", call_id=call_id, proposal_id=ids[0])
    office.clock.advance(days=10)
    close_call(Moment(world.doors, system=True), call_id=call_id)
    yield from look.now("call closed", call_id=call_id, proposal_id=ids[0])
    accept_proposal(office.as_("helene"), call_id=call_id, proposal_id=ids[0], version=2, **ALL_MET)
    refuse_proposal(
        office.as_("helene"),
        call_id=call_id,
        proposal_id=ids[1],
        version=2,
        reason="One partner.",
        **NOT_MET,
    )
    yield from look.now("refused", call_id=call_id, proposal_id=ids[1])
    seat.fill_seats(
        office.as_("samira"), call_id=call_id, people=[("Zora Sept", None), ("Zora Huit", None)]
    )
    with world.doors.engines.reading() as session:
        seats = seats_in(session, call_id)
    seat.make_codes(office.as_("samira"), call_id=call_id, seat_ids=[seats[0].id])
    world.people["j"] = seats[0].account_id
    seated = {"call_id": call_id, "proposal_id": ids[0], "seat_id": seats[0].id}
    yield from look.now("seated", **seated)
    seat.end_seat(
        office.as_("samira"), call_id=call_id, seat_id=seats[1].id, reason="She moved away.",
        version=seats[1].version,
    )  # fmt: skip
    yield from look.now("a seat ended", **seated)
    cancel_call(office.as_("helene"), call_id=call_id, reason="No money is left.")
    yield from look.now("cancelled", **seated)


def lots_drawn(look: Scenes, town: Town) -> Iterator[Scene]:
    """Show a lottery, from its plan to the seats of those who come."""

    def now(step: str, **ids: str) -> Iterator[Scene]:
        yield from look.now(step, under="<call_id>/lottery", call_id=town.call_id, **ids)

    town.plan()
    yield from now("lottery planned")
    town.plan(replace(PLAN, seats=20))
    yield from now("lottery contradicts")
    town.plan()
    town.opened()
    yield from now("lottery open")
    town.take(register(9))
    yield from now("too few people")
    town.take(register(first=10))
    town.closed()
    yield from now("lottery closed")
    ask_for_draw(town.office.doors, town.call_id)
    yield from now("being drawn")
    draw_now(town.office.doors, town.call_id)
    yield from now("list drawn")
    town.confirmed()
    asked = town.in_state("drawn")
    yield from now("panel confirmed", candidate_id=asked[0].id)
    yield from look.now("for everyone", under="<call_id>/draw", call_id=town.call_id)
    for number, one in enumerate(asked):
        town.answer(one, accepts=number > 0)
    yield from now("answered", candidate_id=town.in_state("drawn")[0].id)


def drawn(look: Scenes) -> Iterator[Scene]:
    """Show a call in which the room votes on one project and slips are drawn for two others."""
    case = look.world.case
    same = [(2, 2)] * 6
    case.score({case.orchard: same, case.bakery: same, case.cinema: [(1, 0)]})
    yield from look.now("all sent", under="/score")
    case.close()
    yield from look.now("no score", under="/board", proposal_id=case.cinema)
    enter_vote(
        case.as_("samira"), call_id=case.call_id, proposal_id=case.cinema,
        yes=0, no=1, abstain=0, version=0,
    )  # fmt: skip
    yield from look.now("voted", under="/board", proposal_id=case.cinema)
    enter_draw(
        case.as_("samira"), call_id=case.call_id, proposals=[case.bakery, case.orchard], version=0
    )
    yield from look.now("drawn", under="/board")
    case.count()
    yield from look.now("counted after a draw", under="/board")
    yield from look.now("to be checked", under="/check")
    case.confirm()
    yield from look.now("to be answered", under="/decision")


LIVES: list[Life] = [judged, written]
"""What together shows every page."""


def a_world(server: Any, life: Life) -> World:
    """Make the installation in which a life begins."""
    how = {} if life is judged else A_TIE
    return World(server.app, server.app.extensions["jury"], server.clock, **how)
