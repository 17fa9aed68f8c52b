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
    from taalplan.supply.change import Change
    from taalplan.supply.plan import SupplyPlan
    from taalplan.supply.problem import SupplyProblem


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
    parser.add_argument("--change", action="append", default=[], metavar="WHAT=%",
                        help="what if: budget, teachers or rooms, as in budget=-10%%")  # fmt: skip
    parser.add_argument("--close", action="append", default=[], metavar="SITE",
                        help="what if: a site closes")  # fmt: skip
    parser.add_argument("--forbid", action="append", default=[], metavar="DAYPART",
                        help="what if: no lessons in a day-part, as in evening")  # fmt: skip
    parser.add_argument("--blended", metavar="%",
                        help="what if: this share of those in class moves to blended")  # fmt: skip
    parser.add_argument("--keep", type=float, default=0.0, metavar="N",
                        help="how many people placed it is worth to keep a group of last year; "
                        "0 (default) plans from nothing")  # fmt: skip
    parser.add_argument("--fairness", type=float, default=0.0, metavar="ALPHA",
                        help="0 (default) weighs everybody equally; 1 is proportional fairness "
                        "between areas; more looks at the area that is worst off")  # fmt: skip
    parser.add_argument("--language", choices=("nl", "en", "fr"), default="nl")


def run(options: argparse.Namespace) -> int:
    """Map the supply, or plan it, and write it."""
    from taalplan.supply.change import Change
    from taalplan.supply.problem import SupplyError

    try:
        change = Change.read(options.change, options.close, options.forbid, options.blended)
        situation = _situation(options)
        if options.map:
            return _map(options, situation)
        return _what_if(options, situation, change) if change else _plan(options, situation)
    except SupplyError as error:
        for fault in error.faults:
            say(fault)
        return 1


def _situation(options: argparse.Namespace) -> Situation:
    from taalplan.needs.plan import make_plan
    from taalplan.snapshot import find_snapshot
    from taalplan.supply.build import situation_of, weights_of
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
    weights = weights_of(needs, keep=options.keep, fairness=options.fairness)
    return situation_of(snapshot, needs, limits, weights)


def _map(options: argparse.Namespace, situation: Situation) -> int:
    from taalplan.supply.mapping import mapped
    from taalplan.supply.report import mapping_report
    from taalplan.supply.write import write_report

    report = mapping_report(situation, mapped(situation))
    return _print(write_report(report, options.out, options.language))


def _plan(options: argparse.Namespace, situation: Situation) -> int:
    from taalplan import policy
    from taalplan.supply.report import plan_report
    from taalplan.supply.why import gap_of
    from taalplan.supply.worth import worth_chapter, worth_of_more
    from taalplan.supply.write import write_report

    plan = _solved(options, situation.problem)
    load = policy.value("needs.teaching_load", situation.needs.horizon.cut_off).number
    with progress("one more"):
        worth = worth_of_more(plan, load)
    more = worth_chapter(worth, situation.problem, situation.needs)
    report = plan_report(situation, plan, gap_of(plan), (more,))
    return _print(write_report(report, options.out, options.language, plan))


def _what_if(options: argparse.Namespace, situation: Situation, change: Change) -> int:
    """Plan with and without a change, and set the two side by side."""
    from taalplan.supply.change import changed
    from taalplan.supply.compare import comparison
    from taalplan.supply.write import write_report

    other = changed(situation.problem, change)
    first = _solved(options, situation.problem)
    # Both go on from the same plan with the same seed: what differs is the change.
    before = _solved(options, situation.problem, first)
    after = _solved(options, other, first)
    report = comparison(situation, before, after, change.words())
    return _print(write_report(report, options.out, options.language, after))


def _solved(
    options: argparse.Namespace, problem: SupplyProblem, start: SupplyPlan | None = None
) -> SupplyPlan:
    """A plan with the effort that was asked for, after it was held against every rule."""
    from taalplan.supply.check import broken_rules
    from taalplan.supply.fairness import fair_plan
    from taalplan.supply.solve import Effort, make_plan

    effort = Effort(options.rounds, options.seconds, options.gap / 100)
    with progress("supply") as bar:

        def heard(step: str, value: float, bound: float) -> None:
            gap = (bound - value) / max(abs(value), 1e-9)
            done = int(step.rpartition(" ")[2] or 0) / max(options.rounds, 1) if step else 0.0
            bar(f"{step}, at most {gap:.1%} to be won", min(done, 1.0))

        def solve(one: SupplyProblem, last: SupplyPlan | None) -> SupplyPlan:
            last = last or start
            groups = last.groups if last else None
            return make_plan(one, effort, start=groups, heard=heard)

        plan = fair_plan(problem, solve)
    say(f"worth {plan.value:,.0f} people placed, bound {plan.bound:,.0f}, gap {plan.gap:.2%}, "
        f"stopped by {plan.stopped}")  # fmt: skip
    if broken := list(broken_rules(plan)):
        raise AssertionError(f"the plan breaks its own rules: {'; '.join(broken[:5])}")
    return plan


def _print(paths: list[Path]) -> int:
    for path in paths:
        print(path)
    return 0
