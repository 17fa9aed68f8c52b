# SPDX-License-Identifier: EUPL-1.2
"""`taalplan needs --snapshot DIR --school-year 2022-2023 --out DIR`: the needs plan."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from taalplan.cli.console import progress, say
from taalplan.cli.errors import UsageError, iso_date

if TYPE_CHECKING:
    from taalplan.needs.backtest import EarlierPlan
    from taalplan.snapshot import Snapshot
    from taalplan.vocabulary.periods import SchoolYear

STATES = ("delivered", "discussed", "adopted", "supply_mapped", "evaluated")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `taalplan needs`."""
    parser.add_argument("--snapshot", type=Path, metavar="DIR",
                        help="a snapshot, or a folder of them")  # fmt: skip
    parser.add_argument("--school-year", metavar="Y", help="the year planned for, as 2022-2023")
    parser.add_argument("--out", type=Path, metavar="DIR")
    parser.add_argument("--backtest", action="store_true",
                        help="plan earlier years as they would have been, and say how far off "
                        "they were; with --school-year and --out in the plan")  # fmt: skip
    parser.add_argument("--lever", action="append", default=[], metavar="LEVER",
                        help="what will differ from the past years, such as "
                        "pass_rate=0.95@2022-09:A2, drop_out=1.1, going_on=0.9 or waiting=+1 "
                        "(months), from a month, for levels, areas or profiles, and #why; may be "
                        "given more than once")  # fmt: skip
    parser.add_argument("--stream", action="append", type=Path, default=[], metavar="FILE",
                        help="people whom the past does not foretell, as scenarios: a CSV of "
                        "scenario, chance, area, target_group, month, people; chances add up to "
                        "1; may be given more than once")  # fmt: skip
    parser.add_argument("--driver", type=Path, metavar="FILE",
                        help="a series that may run ahead of registrations, such as asylum "
                        "applications: a CSV of month, value; used only if earlier plans would "
                        "have been better with it")  # fmt: skip
    parser.add_argument("--language", choices=("nl", "en", "fr"), default="nl")
    after = parser.add_argument_group("what happens to a plan that was made")
    after.add_argument("--plan", type=Path, metavar="DIR",
                       help="the folder of a plan; alone: where the plan stands")  # fmt: skip
    after.add_argument("--to", choices=STATES, help="the step that was taken")
    after.add_argument("--adjust", action="append", default=[], metavar="CELL=NUMBER",
                       help="a region's own number, as limburg/stad-71016/A2/standard=200, with "
                       "* for all; the computed number stays beside it")  # fmt: skip
    after.add_argument("--reason", help="why the number is adjusted")
    after.add_argument("--by", metavar="NAME", help="who takes the step or adjusts")
    after.add_argument("--day", type=iso_date, metavar="DAY", help="when; by default today")
    after.add_argument("--compare", type=Path, metavar="DIR", help="another plan beside this one")
    after.add_argument("--evaluate", action="store_true",
                       help="hold the plan against what came, from --snapshot")  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """Make the plan, test earlier ones, or follow one that was made."""
    if options.plan:
        from taalplan.cli.plans import follow

        return follow(options)
    if not options.snapshot:
        raise UsageError("say which data, as in --snapshot out/example")
    if options.school_year or not options.backtest:
        return _make(options)
    if options.stream or options.driver:
        raise UsageError("--stream and --driver belong to a plan; add --school-year and --out")
    return _backtest(options)


def _make(options: argparse.Namespace) -> int:
    from taalplan.needs.backtest import backtest_table
    from taalplan.needs.horizon import Horizon
    from taalplan.needs.lever_words import read_levers
    from taalplan.needs.outside_files import read_outside
    from taalplan.needs.plan import make_plan
    from taalplan.needs.versions import replaceable
    from taalplan.needs.write import write_plan
    from taalplan.snapshot import find_snapshot

    year = _year(options)
    if not options.out:
        raise UsageError("say where to write the plan, as in --out plan")
    horizon = Horizon(year)
    levers = read_levers(options.lever, horizon)
    outside = read_outside(options.stream, options.driver, horizon)
    replaceable(options.out)
    snapshot = find_snapshot(options.snapshot).verified()
    with progress("needs") as bar:
        plan = make_plan(snapshot, year, levers=levers, outside=outside, heard=bar)
        tested = _tested(snapshot) if options.backtest else []
        bar("writing", 0.95)
        table = backtest_table(tested, snapshot)
        more = {table.name: table} if tested else {}
        written = write_plan(plan, options.out, options.language, more)
    for path in written:
        print(path)
    for warning in plan.warnings:
        say(f"warning: {warning[options.language]}")
    return 0


def _year(options: argparse.Namespace) -> SchoolYear:
    from taalplan.vocabulary.periods import SchoolYear

    if not options.school_year:
        raise UsageError("say for which school year, as in --school-year 2022-2023")
    try:
        return SchoolYear.parse(options.school_year)
    except ValueError as error:
        raise UsageError(str(error)) from None


def _tested(snapshot: Snapshot) -> list[EarlierPlan]:
    from taalplan.needs.backtest import backtest

    with progress("backtest") as bar:
        return backtest(snapshot, heard=bar)


def _backtest(options: argparse.Namespace) -> int:
    """Print how good plans of earlier years would have been."""
    from taalplan.needs.backtest import backtest_table
    from taalplan.snapshot import find_snapshot
    from taalplan.tables.render import render

    snapshot = find_snapshot(options.snapshot).verified()
    tested = _tested(snapshot)
    if not tested:
        say("no school year is over of which the plan could have been made; nothing to compare")
        return 1
    print(render(backtest_table(tested, snapshot), "text", options.language))
    return 0
