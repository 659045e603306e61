"""`jury lottery`: draw a list of panels, let a number pick one, test a list; on files alone."""

from __future__ import annotations

import resource
import sys
import time
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jury.cli.frame import NO, OK, json_option, positive_number, print_json, refuse, whole_number
from jury.cli.lottery_words import json_of_change, of_change, of_fault, of_problem, of_verdict
from jury.domain.lottery import evidence
from jury.domain.lottery.files import features_of, read_people, read_quotas
from jury.domain.lottery.pool import PANELS, PANELS_MAX, Pool, PoolFault, check_pool

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from click._termui_impl import ProgressBar

    from jury.domain.lottery.evidence import Drawn
    from jury.domain.lottery.feasibility import Change
    from jury.domain.lottery.follow import Going
    from jury.domain.lottery.solver import Over

FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


def _draw(
    people: Path, quotas: Path, seats: int, panels: int, household: str | None,
    time_limit: float | None, out: Path, as_json: bool,
) -> int:  # fmt: skip
    began = time.monotonic()
    pool = _pool(people, quotas, seats, household)
    # The solver is only wanted here: `pick` and `check` must run without it.
    from jury.domain.lottery.draw import Infeasible, draw
    from jury.domain.lottery.solver import TimeUp

    try:
        with _bar(panels) as bar:
            going = _until(began, time_limit, bar)
            drawn = draw(pool, panels, going)
    except Infeasible:
        return _infeasible(pool, as_json, lambda: not going(0, panels))
    except TimeUp:
        click.echo(_("No panel was found in this time. Give it more."), err=True)
        if as_json:
            print_json({"pool": len(pool.people), "seats": pool.seats, "feasible": None})
        return NO
    _write(out, drawn)
    _report(drawn, time.monotonic() - began, as_json)
    return OK


def _pool(people: Path, quotas: Path, seats: int, household: str | None) -> Pool:
    try:
        wanted = read_quotas(quotas.read_bytes())
        features = features_of(wanted)
        volunteers = read_people(people.read_bytes(), features, household)
        pool = Pool(features, volunteers, wanted, seats)
        return check_pool(evidence.opaque_households(pool))
    except PoolFault as problem:
        refuse(of_problem(problem))


def _bar(panels: int) -> AbstractContextManager[ProgressBar[int]]:
    """Show how far it is, on a terminal; say nothing to a script."""
    return click.progressbar(
        length=panels, label=_("Panels"), file=sys.stderr, hidden=not sys.stderr.isatty()
    )


def _until(began: float, limit: float | None, bar: ProgressBar[int]) -> Going:
    shown = 0

    def going(done: int, of: int) -> bool:
        nonlocal shown
        if done > shown:
            bar.update(done - shown)
            shown = done
        return limit is None or time.monotonic() - began < limit

    return going


def _infeasible(pool: Pool, as_json: bool, over: Over) -> int:
    from jury.domain.lottery.feasibility import smallest_change
    from jury.domain.lottery.solver import TimeUp

    change: Change | None = None
    try:
        change = smallest_change(pool, over)
    except TimeUp:
        click.echo(_("No panel can keep all quotas. What would help was not found in time."),
                   err=True)  # fmt: skip
    else:
        click.echo(_("No panel can keep all quotas. What would help:"), err=True)
        for sentence in of_change(pool, change):
            click.echo("- " + sentence, err=True)
    if as_json:
        told = json_of_change(change) if change is not None else None
        size = {"pool": len(pool.people), "seats": pool.seats}
        print_json({**size, "feasible": False, "change": told})
    return NO


def _write(out: Path, drawn: Drawn) -> None:
    from jury import __version__

    out.mkdir(parents=True, exist_ok=True)
    for name, data in evidence.files_of(drawn, __version__).items():
        (out / name).write_bytes(data)


def _report(drawn: Drawn, seconds: float, as_json: bool) -> None:
    smallest, largest = drawn.extremes()
    if as_json:
        print_json(
            {
                "pool": len(drawn.pool.people),
                "seats": drawn.pool.seats,
                "panels": len(drawn.panels),
                "smallest_chance": float(smallest),
                "largest_chance": float(largest),
                "bound": float(drawn.bound),
                "uncoverable": sorted(drawn.shut_out),
                "left_out": [{"id": one.id, "panels": one.panels} for one in drawn.left_out],
                "finished": drawn.finished,
                "seconds": round(seconds, 3),
                "peak_mib": round(_peak_mib(), 1),
            }
        )
        return
    for sentence in of_verdict(drawn, seconds):
        click.echo(sentence)


def _peak_mib() -> float:
    """Tell the most memory that this program took, in MiB.

    The system's own figure counts what the process that started this one took before; where the
    kernel tells the program's alone, that is it.
    """
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _pick(folder: Path, dice: str | None, beacon: str | None, as_json: bool) -> int:
    from jury.domain.lottery.check import Unreadable, read_panels

    if (dice is None) == (beacon is None):
        refuse(_("Give one number: --dice or --beacon."))
    try:
        panels = read_panels(_files(folder))
    except Unreadable as fault:
        refuse(_("%(file)s is missing or is no file of a draw.") % {"file": fault.name})
    index = _by_dice(dice, len(panels)) if dice else _by_beacon(str(beacon), len(panels))
    if as_json:
        print_json({"index": index, "members": panels[index]})
    else:
        click.echo(_("Panel %(number)s:") % {"number": index})
        for id in panels[index]:
            click.echo(id)
    return OK


def _by_dice(text: str, panels: int) -> int:
    from jury.domain.lottery.pick import ThrowAgain, pick_by_dice, read_dice

    try:
        return pick_by_dice(read_dice(text), panels)
    except ThrowAgain:
        refuse(_("This throw does not count, so that every panel is as likely. Throw again."))
    except ValueError:
        refuse(
            _("Write one digit for each die, and enough dice for %(panels)s panels.")
            % {"panels": panels}
        )


def _by_beacon(text: str, panels: int) -> int:
    from jury.domain.lottery.beacon import NotSigned, pick_by_beacon, randomness, read_beacon

    try:
        return pick_by_beacon(randomness(read_beacon(text)), panels)
    except NotSigned:
        refuse(_("This is not the network's signature of that round."))
    except ValueError:
        refuse(_("Write the beacon as drand:quicknet:ROUND:SIGNATURE."))


def _check(folder: Path, redo: bool, as_json: bool) -> int:
    from jury.domain.lottery.check import Unreadable, Verdict, check_draw

    files = _files(folder)
    try:
        verdict = check_draw(files)
        if redo and verdict.sound:
            problems = tuple(_redone(files))
            verdict = Verdict(not problems, verdict.bound, verdict.smallest_chance, problems)
    except Unreadable as fault:
        refuse(_("%(file)s is missing or is no file of a draw.") % {"file": fault.name})
    if as_json:
        print_json(verdict.to_json())
        return OK if verdict.sound else NO
    for problem in verdict.problems:
        click.echo(of_fault(problem))
    click.echo(
        _("Sound: list, chances and certificate agree.") if verdict.sound else _("NOT sound.")
    )
    return OK if verdict.sound else NO


def _redone(files: dict[str, bytes]) -> list[dict[str, object]]:
    """Draw once more from the same pool and compare the bytes."""
    from jury import __version__
    from jury.domain.lottery.check import read_draw
    from jury.domain.lottery.draw import draw
    from jury.domain.lottery.solver import version

    pool, panels, certificate = read_draw(files)
    now = {"jury": __version__, "solver": version()}
    if certificate.get("drawn_with") != now:
        return [{"code": "other_versions", "then": certificate.get("drawn_with"), "now": now}]
    again = evidence.files_of(draw(pool, len(panels)), __version__)
    return [{"code": "redo_differs", "file": n} for n in sorted(again) if again[n] != files[n]]


def _files(folder: Path) -> dict[str, bytes]:
    names = (*evidence.LISTED, evidence.CERTIFICATE)
    return {name: (folder / name).read_bytes() for name in names if (folder / name).is_file()}


lottery = click.Group(
    "lottery",
    help=_("Draw a jury by lot, and repeat or test a draw, from files alone."),
    commands={
        "draw": click.Command(
            "draw",
            callback=_draw,
            help=_("Draw a list of equally likely panels with the most equal chances."),
            params=[
                click.Option(["--people"], type=FILE, required=True,
                             help=_("A CSV: id and one column for each feature.")),
                click.Option(["--quotas"], type=FILE, required=True,
                             help=_("A CSV: feature, value, min, max.")),
                click.Option(["--seats"], type=whole_number(1), required=True, metavar="N",
                             help=_("How many people make a panel.")),
                click.Option(["--panels"], type=whole_number(1, PANELS_MAX), default=PANELS,
                             metavar="M", help=_("How many panels to list; 1,000 by default.")),
                click.Option(["--household"], metavar="COLUMN",
                             help=_("The column that says who lives together.")),
                click.Option(["--time-limit"], type=positive_number(),
                             metavar="S", help=_("Stop after S seconds with the best found.")),
                click.Option(["--out"], type=click.Path(path_type=Path, file_okay=False),
                             required=True, metavar="DIR", help=_("Where the files go.")),
                json_option(),
            ],
        ),
        "pick": click.Command(
            "pick",
            callback=_pick,
            help=_("Let a number pick one panel of the list in DIR."),
            params=[
                click.Argument(["folder"], type=FOLDER, metavar="DIR"),
                click.Option(["--dice"], metavar="DIGITS", help=_("The dice in order: \"4 7 1\".")),
                click.Option(["--beacon"], metavar="BEACON",
                             help=_("A round of drand: drand:quicknet:ROUND:SIGNATURE.")),
                json_option(),
            ],
        ),
        "check": click.Command(
            "check",
            callback=_check,
            help=_("Test the list, the chances and the certificate in DIR."),
            params=[
                click.Argument(["folder"], type=FOLDER, metavar="DIR"),
                click.Option(["--redo"], is_flag=True,
                             help=_("Draw once more and compare the bytes.")),
                json_option(),
            ],
        ),
    },
)  # fmt: skip
