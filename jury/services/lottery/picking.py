"""The number that nobody controls: dice thrown in public, and the guarantor who saw them."""

from __future__ import annotations

from sqlalchemy import select

from jury.domain.errors import Conflict, Invalid, NotFound
from jury.domain.lottery.check import read_panels
from jury.domain.lottery.evidence import PANELS, digest
from jury.domain.lottery.pick import ThrowAgain, pick_by_dice, read_dice
from jury.domain.permissions import Action
from jury.domain.record.kinds import Entry
from jury.domain.record.kinds.lottery import LotteryConfirmed, LotteryThrown
from jury.services.lottery.planning import refuse_stale, the_lottery
from jury.services.perform import Act, performs
from jury.storage.files import store_in
from jury.storage.lottery import Candidate, LotteryFile


@performs(Action.LOTTERY_THROW)
def throw_dice(act: Act, *, call_id: str, dice: str, version: int) -> Entry:
    """Write down the dice as they fell; until the guarantor confirms, a slip can be corrected.

    Each throw that was written down stays in the log. Raises Invalid for the field `dice`
    (`dice_unreadable`, `dice_again`) or Conflict (`lottery_is_<state>`, `panel_confirmed`,
    `stale`).
    """
    lottery = the_lottery(act, "throw")
    refuse_stale(lottery, version)
    if lottery.confirmed_at is not None:
        raise Conflict("panel_confirmed")
    try:
        digits = read_dice(dice)
        if len(digits) != dice_needed(lottery.panels):
            raise ValueError
        index = pick_by_dice(digits, lottery.panels)
    except ValueError:
        needed = dice_needed(lottery.panels)
        raise Invalid("dice_unreadable", {"dice": "dice_unreadable"}, dice=needed) from None
    except ThrowAgain:
        raise Invalid("dice_again", {"dice": "dice_again"}) from None
    lottery.dice, lottery.index = " ".join(map(str, digits)), index
    lottery.version += 1
    return Entry(LotteryThrown(lottery.dice, index), call_id, lottery.version)


def dice_needed(panels: int) -> int:
    """Tell how many ten-sided dice it takes to reach every panel."""
    return len(str(panels - 1))


@performs(Action.LOTTERY_CONFIRM)
def confirm_panel(act: Act, *, call_id: str, version: int) -> Entry:
    """Confirm, as the guarantor who saw the dice; the members of the panel are asked to come.

    Raises Conflict (`lottery_is_<state>`, `no_dice_yet`, `panel_confirmed`, `stale`,
    `list_damaged`).
    """
    lottery = the_lottery(act, "confirm")
    refuse_stale(lottery, version)
    if lottery.index is None:
        raise Conflict("no_dice_yet")
    if lottery.confirmed_at is not None:
        raise Conflict("panel_confirmed")
    members = panel_of(act, call_id, lottery.index)
    people = act.session.scalars(
        select(Candidate).where(Candidate.call_id == call_id, Candidate.id.in_(members))
    ).all()
    if len(people) != len(members):
        raise Conflict("list_damaged")
    for candidate in people:
        # Whoever withdrew meanwhile stays away: an alternate is asked in their place.
        if candidate.state == "registered":
            candidate.state = "drawn"
            candidate.version += 1
    lottery.confirmed_at = act.now
    lottery.version += 1
    return Entry(LotteryConfirmed(lottery.index, members), call_id, lottery.version)


def panel_of(act: Act, call_id: str, index: int) -> list[str]:
    """Read one panel of the list that is in the log. Raises Conflict (`list_damaged`)."""
    row = act.session.get(LotteryFile, (call_id, PANELS))
    if row is None:
        raise NotFound()
    try:
        data = store_in(act.settings.instance).open(row.stored)
    except FileNotFoundError:
        raise Conflict("list_damaged") from None
    if digest(data) != row.sha256:
        raise Conflict("list_damaged")
    return list(read_panels({PANELS: data})[index])
