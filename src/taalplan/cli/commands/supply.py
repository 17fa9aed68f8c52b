# SPDX-License-Identifier: EUPL-1.2
"""`taalplan supply --snapshot DIR --school-year 2022-2023 --out DIR`: which groups to open."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from taalplan.cli.console import progress, say
from taalplan.cli.errors import UsageError

if TYPE_CHECKING:
    from taalplan.supply.build import Situation
    from taalplan.supply.plan import SupplyPlan


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `taalplan supply`."""
    parser.add_argument("--snapshot", type=Path, required=True, metavar="DIR",
                        help="a snapshot, or a folder of them")  # fmt: skip
    parser.add_argument("--school-year", metavar="Y", required=True,
                        help="the year planned for, as 2022-2023")  # fmt: skip
    parser.add_argument("--out", type=Path, metavar="DIR", required=True)
    parser.add_argument("--map", action="store_true",
                        help="set the existing courses beside the needs; plan nothing")  # fmt: skip
    parser.add_argument("--limits", type=Path, metavar="FILE.yaml",
                        help="rooms, teachers, budget and promised groups; what it does not say "
                        "is as last year's courses used it")  # fmt: skip
    parser.add_argument("--rounds", type=int, default=30, metavar="N",
                        help="how long to look for a better plan (default 30 rounds)")  # fmt: skip
    parser.add_argument("--seconds", type=float, default=float("inf"), metavar="S",
                        help="stop after so many seconds with the best plan so far")  # fmt: skip
    parser.add_argument("--gap", type=float, default=1.0, metavar="%",
                        help="stop when none can be so many per cent better (1)")  # fmt: skip
    parser.add_argument("--language", choices=("nl", "en", "fr"), default="nl")


def run(options: argparse.Namespace) -> int:
    """Map the supply, or plan it, and write it."""
    from taalplan.supply.problem import SupplyError

    try:
        situation = _situation(options)
        return _map(options, situation) if options.map else _plan(options, situation)
    except SupplyError as error:
        for fault in error.faults:
            say(fault)
        return 1


def _situation(options: argparse.Namespace) -> Situation:
    from taalplan.needs.plan import make_plan
    from taalplan.snapshot import find_snapshot
    from taalplan.supply.build import situation_of
    from taalplan.supply.limits import Limits
    from taalplan.vocabulary.periods import SchoolYear

    try:
        year = SchoolYear.parse(options.school_year)
    except ValueError as error:
        raise UsageError(str(error)) from None
    limits = Limits.read(options.limits) if options.limits else None
    snapshot = find_snapshot(options.snapshot).verified()
    with progress("needs") as bar:
        needs = make_plan(snapshot, year, heard=bar)
    return situation_of(snapshot, needs, limits)


def _map(options: argparse.Namespace, situation: Situation) -> int:
    from taalplan.supply.mapping import mapped
    from taalplan.supply.report import mapping_report
    from taalplan.supply.write import write_report

    report = mapping_report(situation, mapped(situation))
    return _print(write_report(report, options.out, options.language))


def _plan(options: argparse.Namespace, situation: Situation) -> int:
    from taalplan.supply.report import plan_report
    from taalplan.supply.why import gap_of
    from taalplan.supply.write import write_report

    plan = _solved(options, situation)
    report = plan_report(situation, plan, gap_of(plan))
    return _print(write_report(report, options.out, options.language, plan))


def _solved(options: argparse.Namespace, situation: Situation) -> SupplyPlan:
    from taalplan.supply.check import broken_rules
    from taalplan.supply.solve import Effort, make_plan

    effort = Effort(options.rounds, options.seconds, options.gap / 100)
    with progress("supply") as bar:

        def heard(step: str, value: float, bound: float) -> None:
            gap = (bound - value) / max(abs(value), 1e-9)
            done = int(step.rpartition(" ")[2] or 0) / max(options.rounds, 1) if step else 0.0
            bar(f"{step}, at most {gap:.1%} to be won", min(done, 1.0))

        plan = make_plan(situation.problem, effort, heard=heard)
    say(f"worth {plan.value:,.0f} people placed, bound {plan.bound:,.0f}, gap {plan.gap:.2%}, "
        f"stopped by {plan.stopped}")  # fmt: skip
    if broken := list(broken_rules(plan)):
        raise AssertionError(f"the plan breaks its own rules: {'; '.join(broken[:5])}")
    return plan


def _print(paths: list[Path]) -> int:
    for path in paths:
        print(path)
    return 0
