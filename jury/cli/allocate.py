"""`jury allocate`: what a rule makes of a list of projects, and why."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path

import click

from jury.cli.frame import Stop, json_option, print_json, refuse
from jury.cli.projects import CENTS, Projects, cents, read
from jury.domain.allocation import Allocation, TieNeedsDraw, Why, best_total, equal_shares, ranked

RULES = ("ranked", "best-total", "equal-shares")
NO = 1


def _allocate(
    file: Path, rule: str, completion: str | None, budget: str | None, draw: str, as_json: bool
) -> None:
    if completion is not None and rule != "equal-shares":
        refuse(_("--completion belongs to equal-shares only."))
    projects = read(file)
    total = cents(budget) if budget is not None else projects.budget
    if total is None:
        refuse(_("The file does not say the budget. Give it with --budget."))
    slips = [slip.strip() for slip in draw.split(",") if slip.strip()]
    try:
        found = _by(rule, projects, total, slips or None)
    except TieNeedsDraw as tie:
        raise Stop(
            _("Lots must be drawn among %(ids)s. Give their order with --draw.")
            % {"ids": ", ".join(tie.ids)},
            NO,
        ) from None
    why = {grant.id: _sentence(grant.why) for grant in found.grants}
    chosen = [grant.id for grant in found.grants if grant.amount > 0]
    if as_json:
        print_json(
            {
                "rule": rule,
                "budget": _amount(total),
                "spent": _amount(total - found.left),
                "chosen": chosen,
                "why": why,
            }
        )
        return
    for grant in found.grants:
        click.echo(f"{grant.rank}. {grant.id}: {why[grant.id]}")
    spent, whole = _amount(total - found.left), _amount(total)
    click.echo(_("Spent: %(spent)s of %(budget)s") % {"spent": spent, "budget": whole})


def _by(rule: str, projects: Projects, budget: int, slips: list[str] | None) -> Allocation:
    if rule == "ranked":
        return ranked(projects.items, budget, draw_order=slips)
    if rule == "best-total":
        return best_total(projects.items, budget, draw_order=slips)
    if not projects.voters:
        refuse(_("equal-shares needs the votes: a .pb file, or a column for each voter."))
    return equal_shares(projects.items, budget, projects.points, projects.voters, draw_order=slips)


def _amount(value: int) -> int | float:
    return value // CENTS if value % CENTS == 0 else value / CENTS


def _sentence(why: Why) -> str:
    texts = {
        "funded_in_full": _("It was next in the ranking and gets %(amount)s."),
        "funded_in_part": _("It gets the %(amount)s that were left, of %(asked)s asked."),
        "skipped_no_room": _("Only %(left)s were left; it asks %(asked)s."),
        "in_best_total": _("It is in the choice with the highest sum of scores: %(amount)s."),
        "not_in_best_total": _("Without it the sum of scores is higher; it asks %(asked)s."),
        "in_equal_shares": _("Those who support it paid its %(amount)s from their shares."),
    }
    given = {
        name: _amount(value) if isinstance(value, int) else value
        for name, value in why.params.items()
    }
    return texts.get(why.code, why.code) % given


allocate = click.Command(
    "allocate",
    callback=_allocate,
    help=_(
        "Share a budget among the projects in FILE: a pabulib .pb file, or a CSV with the columns "
        "id, cost, score, and a column of points for each voter."
    ),
    params=[
        click.Argument(["file"], type=click.Path(path_type=Path)),
        click.Option(["--rule"], required=True, type=click.Choice(RULES), help=_("The rule.")),
        click.Option(
            ["--completion"],
            type=click.Choice(["ranked"]),
            help=_("How equal-shares spends what is left."),
        ),
        click.Option(["--budget"], metavar="B", help=_("The budget, if the file has none.")),
        click.Option(
            ["--draw"], default="", metavar="IDS", help=_("Drawn slips in order, with commas.")
        ),
        json_option(),
    ],
)
