# SPDX-License-Identifier: EUPL-1.2
"""`taalplan needs --snapshot DIR --school-year 2022-2023 --out DIR`: the needs plan."""

from __future__ import annotations

import argparse
from pathlib import Path

from taalplan.cli.console import progress, say
from taalplan.cli.errors import UsageError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `taalplan needs`."""
    parser.add_argument("--snapshot", type=Path, required=True, metavar="DIR",
                        help="a snapshot, or a folder of them")  # fmt: skip
    parser.add_argument("--school-year", metavar="Y", help="the year planned for, as 2022-2023")
    parser.add_argument("--out", type=Path, metavar="DIR")
    parser.add_argument("--backtest", action="store_true",
                        help="plan earlier years as they would have been, and print how far off "
                        "they were; no plan is made")  # fmt: skip
    parser.add_argument("--language", choices=("nl", "en", "fr"), default="nl")


def run(options: argparse.Namespace) -> int:
    """Make the plan and write it."""
    from taalplan.needs.plan import make_plan
    from taalplan.needs.write import write_plan
    from taalplan.snapshot import find_snapshot
    from taalplan.vocabulary.periods import SchoolYear

    if options.backtest:
        return _backtest(options)
    if not options.school_year:
        raise UsageError("say for which school year, as in --school-year 2022-2023")
    if not options.out:
        raise UsageError("say where to write the plan, as in --out plan")
    try:
        year = SchoolYear.parse(options.school_year)
    except ValueError as error:
        raise UsageError(str(error)) from None
    snapshot = find_snapshot(options.snapshot).verified()
    with progress("needs") as bar:
        plan = make_plan(snapshot, year, heard=bar)
        bar("writing", 0.95)
        written = write_plan(plan, options.out, options.language)
    for path in written:
        print(path)
    for warning in plan.warnings:
        say(f"warning: {warning[options.language]}")
    return 0


def _backtest(options: argparse.Namespace) -> int:
    """Print how good plans of earlier years would have been."""
    from taalplan.needs.backtest import backtest, backtest_table
    from taalplan.snapshot import find_snapshot
    from taalplan.tables.render import render

    snapshot = find_snapshot(options.snapshot).verified()
    with progress("backtest") as bar:
        tested = backtest(snapshot, heard=bar)
    if not tested:
        say("no school year is over of which the plan could have been made; nothing to compare")
        return 1
    print(render(backtest_table(tested, snapshot), "text", options.language))
    return 0
