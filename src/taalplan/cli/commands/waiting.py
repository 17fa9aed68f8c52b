# SPDX-License-Identifier: EUPL-1.2
"""`taalplan waiting --snapshot DIR --date 2021-09-10 --out DIR`: the waiting lists of a day."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from taalplan.cli.console import progress
from taalplan.cli.errors import UsageError, iso_date

if TYPE_CHECKING:
    from taalplan.snapshot import Snapshot


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `taalplan waiting`."""
    parser.add_argument("--snapshot", type=Path, required=True, metavar="DIR",
                        help="a snapshot, or a folder of them")  # fmt: skip
    parser.add_argument("--date", type=iso_date, action="append", default=[], metavar="DAY",
                        help="a day to photograph; may be given more than once")  # fmt: skip
    parser.add_argument("--school-year", metavar="Y",
                        help="the official days of a school year, as 2021-2022")  # fmt: skip
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--survey", type=Path, nargs="+", default=[], metavar="FILE",
                        help="answers of centres (CSV, XLSX), laid beside the register's "
                        "photograph of their day")  # fmt: skip
    parser.add_argument("--simulate", action="store_true",
                        help="the lists ahead instead: what the supply of a school year does to "
                        "them, as 2022-2023")  # fmt: skip
    parser.add_argument("--plan", type=Path, nargs="+", default=[], metavar="PLAN",
                        help="folders of 'taalplan supply', or lists of groups (CSV), to "
                        "simulate beside last year's supply")  # fmt: skip
    parser.add_argument("--futures", type=_count, default=60, metavar="N",
                        help="how many futures are simulated (60)")  # fmt: skip
    parser.add_argument("--seed", type=int, default=216, metavar="N")
    parser.add_argument("--new-version", action="store_true",
                        help="keep a photograph that differs from an earlier one of the same day "
                        "beside it, instead of refusing")  # fmt: skip
    parser.add_argument("--language", choices=("nl", "en", "fr"), default="nl")


def run(options: argparse.Namespace) -> int:
    """Photograph, and write what was found."""
    from taalplan.snapshot import find_snapshot

    if options.simulate:
        return _simulate(options)
    if options.plan:
        raise UsageError("--plan goes with --simulate; a photograph has nothing to plan")
    from taalplan.waiting import Definition, read_surveys, take, write_photographs

    snapshot = find_snapshot(options.snapshot).verified()
    surveys = read_surveys(options.survey, snapshot)
    options.date += list(surveys)
    days = _days(options, snapshot)
    with progress("waiting") as bar:
        photos = []
        for number, day in enumerate(days):
            bar(day.isoformat(), number / (len(days) + 1))
            photos.append(take(snapshot, Definition.of(day)))
        bar("writing", len(days) / (len(days) + 1))
        written = write_photographs(
            photos,
            options.out,
            options.language,
            again=options.new_version,
            surveys=surveys,
        )
    for path in written:
        print(path)
    return 0


def _days(options: argparse.Namespace, snapshot: Snapshot) -> tuple[date, ...]:
    """The days asked for; without any the latest official one that the snapshot knows."""
    from taalplan.vocabulary.periods import SchoolYear
    from taalplan.waiting import latest_photograph_day, photograph_days

    days = set(options.date)
    if options.school_year:
        try:
            year = SchoolYear.parse(options.school_year)
        except ValueError as error:
            raise UsageError(str(error)) from None
        official = photograph_days(year)
        days.update(day for day in official if day <= snapshot.as_of)
        if not days:
            raise UsageError(
                f"the first photograph of {year} is of {official[0]}, and the snapshot ends on "
                f"{snapshot.as_of}; give an earlier school year or a later snapshot"
            )
    if not days:
        days.add(latest_photograph_day(snapshot.as_of))
    return tuple(sorted(days))


def _simulate(options: argparse.Namespace) -> int:
    """Live the futures of a school year under each supply, and write what comes of the lists."""
    from taalplan.needs.horizon import Horizon
    from taalplan.snapshot import find_snapshot
    from taalplan.vocabulary.periods import SchoolYear
    from taalplan.waiting.simulation import (
        as_last_year,
        base_of,
        outlook,
        supply_of,
        write_outlook,
    )

    if options.date or options.survey:
        raise UsageError("--simulate looks ahead; --date and --survey are for photographs")
    if not options.school_year:
        raise UsageError("say of which school year, as in --school-year 2022-2023")
    try:
        year = SchoolYear.parse(options.school_year)
    except ValueError as error:
        raise UsageError(str(error)) from None
    snapshot = find_snapshot(options.snapshot).verified()
    with progress("waiting") as bar:
        bar("needs", 0.0)
        base = base_of(snapshot, Horizon(year), futures=options.futures, seed=options.seed)
        usual = as_last_year(snapshot, base.day, base.until)
        supplies = [usual, *(supply_of(path, usual, snapshot, year) for path in options.plan)]
        found = outlook(
            base,
            supplies,
            futures=options.futures,
            heard=lambda step, share: bar(step, 0.1 + 0.85 * share),
        )
        bar("writing", 0.95)
        written = write_outlook(found, options.out, options.language)
    for path in written:
        print(path)
    return 0


def _count(text: str) -> int:
    """A number of futures: one at least."""
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number of futures; write 60")
    return int(text)
