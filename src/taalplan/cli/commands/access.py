# SPDX-License-Identifier: EUPL-1.2
"""`taalplan access`: how many people a desk needs (`--staff`), and where desks should be."""

from __future__ import annotations

import argparse
from pathlib import Path

from taalplan.cli.console import fail, progress, say
from taalplan.cli.errors import UsageError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `taalplan access`."""
    parser.add_argument("--snapshot", type=Path, required=True, metavar="DIR",
                        help="a snapshot, or a folder of them")  # fmt: skip
    parser.add_argument("--out", type=Path, metavar="DIR")
    parser.add_argument("--language", choices=("nl", "en", "fr"), default="nl")
    places = parser.add_argument_group("where desks should be")
    places.add_argument("--year", type=int, metavar="Y",
                        help="the year of registrations; by default the last one")  # fmt: skip
    places.add_argument("--stay", metavar="DESKS", default="",
                        help="desks that must stay, as loket-ronse,loket-eeklo")  # fmt: skip
    places.add_argument("--without", metavar="DESKS", default="",
                        help="what if: desks that are taken to be closed")  # fmt: skip
    places.add_argument("--travel-times", type=Path, metavar="FILE.csv",
                        help="minutes instead of kilometres: from,to,minutes by NIS")  # fmt: skip
    places.add_argument("--places", type=Path, metavar="FILE.csv",
                        help="finer places that the people of a municipality are divided over: "
                        "place,municipality,latitude,longitude,people")  # fmt: skip
    places.add_argument("--candidates", type=Path, metavar="FILE.csv",
                        help="where a desk may come: a column municipality")  # fmt: skip
    staff = parser.add_argument_group("how many people at a desk")
    staff.add_argument("--staff", action="store_true",
                       help="people, appointments and shifts for one desk")  # fmt: skip
    staff.add_argument("--desk", metavar="CODE", help="the desk, as vestiging-genk")
    staff.add_argument("--weeks", metavar="W..W", help="the weeks, as 2022-W35..W40")
    staff.add_argument("--crew", type=Path, metavar="FILE.csv",
                       help="who there is: naam;uren;talen;vaardigheden;vrij")  # fmt: skip
    staff.add_argument("--always", metavar="WORDS", default="",
                       help="languages and skills always there, as 'fr intake'")  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """Make the advice, or the study, and write it."""
    return _staff(options) if options.staff else _places(options)


def _places(options: argparse.Namespace) -> int:
    """Where desks are, and where they would be best."""
    from taalplan.access.desks import make_study, read_situation, with_files
    from taalplan.access.desks.write import write_study
    from taalplan.snapshot import find_snapshot

    if options.desk or options.weeks or options.crew or options.always:
        raise UsageError("--desk, --weeks, --crew and --always belong to --staff")
    if not options.out:
        raise UsageError("say where to write the study, as in --out contactpunten")
    snapshot = find_snapshot(options.snapshot).verified()
    with progress("access") as bar:
        situation = read_situation(snapshot, options.year).supposing(
            _codes(options.stay), _codes(options.without)
        )
        situation = with_files(situation, options.travel_times, options.candidates, options.places)
        study = make_study(situation, heard=bar)
        bar("writing", 0.95)
        written = write_study(study, options.out, options.language)
    for path in written:
        print(path)
    return 0


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in text.split(",") if code.strip())


def _staff(options: argparse.Namespace) -> int:
    from taalplan.access.staffing import (
        Crew,
        CrewError,
        StaffingError,
        Wanted,
        advise,
        parse_weeks,
        read_crew,
        write_advice,
    )
    from taalplan.snapshot import find_snapshot

    if options.travel_times or options.candidates or options.places:
        raise UsageError("--travel-times, --candidates and --places do not go with --staff")
    if not options.desk or not options.weeks:
        raise UsageError("say which desk and which weeks: --desk vestiging-genk "
                         "--weeks 2022-W35..W40")  # fmt: skip
    if not options.out:
        raise UsageError("say where to write the advice, as in --out advies")
    try:
        weeks = parse_weeks(options.weeks)
        wanted = tuple(Wanted(word) for word in options.always.lower().split())
        crew = Crew(read_crew(options.crew), wanted) if options.crew else None
    except CrewError as error:
        fail(str(error))
        return 1
    except ValueError as error:
        raise UsageError(str(error)) from None
    if wanted and crew is None:
        raise UsageError("say who there is, as in --crew mensen.csv, with their languages and "
                         "skills")  # fmt: skip
    snapshot = find_snapshot(options.snapshot).verified()
    with progress("staff") as bar:
        try:
            advice = advise(snapshot, options.desk, weeks, crew=crew, heard=bar)
        except StaffingError as error:
            raise UsageError(str(error)) from None
        bar("writing", 0.95)
        written = write_advice(advice, options.out, options.language)
    for path in written:
        print(path)
    for warning in advice.warnings:
        say(f"warning: {warning[options.language]}")
    return 0
