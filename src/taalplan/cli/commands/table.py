# SPDX-License-Identifier: EUPL-1.2
"""`taalplan table NAME|FILE.yaml --snapshot DIR`: count a table."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from taalplan.cli import audience
from taalplan.cli.console import progress, say
from taalplan.cli.errors import UsageError, iso_date

if TYPE_CHECKING:
    from taalplan.statistics.kinds import Asked
    from taalplan.tables.table import Table

FORMATS = ("text", "csv", "json", "jsonstat", "html", "xlsx", "docx", "px", "sdmx")
PLACES = ("area", "desk", "province", "centre-city", "municipality", "target-group")
CLOCKS = ("opened", "signed")
AXES = ("calendar-year", "contract-year", "school-year")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `taalplan table`."""
    parser.add_argument("name", metavar="NAME|FILE.yaml", nargs="?",
                        help="an official table, or a definition of your own; without it: the "
                        "list of official tables")  # fmt: skip
    parser.add_argument(
        "--snapshot", type=Path, metavar="DIR", help="a snapshot, or a folder of them"
    )
    parser.add_argument("--as-of", type=iso_date, metavar="DATE",
                        help="which snapshot of the folder, by its date")  # fmt: skip
    parser.add_argument("--year", action="append", default=[], metavar="Y", dest="years",
                        help="2021, or 2021-2022 for a school year; may be repeated")  # fmt: skip
    parser.add_argument(
        "--by",
        choices=PLACES,
        help="by another place; residence where it is known; target-group for follow-ups",
    )
    parser.add_argument("--axis", choices=AXES, help="by another kind of year")
    parser.add_argument("--since", choices=CLOCKS,
                        help="outcomes: count the months from the opening of the component, or "
                        "from the signing of the contract")  # fmt: skip
    parser.add_argument("--engine", choices=("stamp", "duckdb", "spark"), default="stamp",
                        help="how to count: one pass, or GROUPING SETS in SQL on DuckDB or on "
                        "Spark (TAALPLAN_SPARK=spark://host:7077 for a cluster)")  # fmt: skip
    parser.add_argument("--format", choices=FORMATS, help="default: text, or what FILE ends in")
    parser.add_argument("--language", choices=("nl", "en", "fr"), default="nl")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write here instead of to stdout")
    parser.add_argument("--with", action="append", default=[], metavar="NAME", dest="others",
                        help="another table of the same release, to be protected together; "
                        "official counts of the same people always are")  # fmt: skip
    audience.add_arguments(parser, "internal")


def run(options: argparse.Namespace) -> int:
    """Count the table and write it."""
    from taalplan.snapshot import find_snapshot
    from taalplan.statistics.kinds import find_table, make_tables

    if options.name is None:
        return list_tables(options.language)
    if options.snapshot is None:
        raise UsageError(
            "which snapshot? add --snapshot DIR ('taalplan example --out DIR' makes one)"
        )
    definition = adapt(find_table(options.name), options)
    snapshot = find_snapshot(options.snapshot, definition.name, options.as_of).verified()
    say(f"snapshot {snapshot.id} of {snapshot.as_of} ({snapshot.path})")
    with progress("counting") as bar:
        tables = make_tables([definition], snapshot, options.engine, lambda share: bar("", share))
    table = tables[0]
    if options.audience != "internal":
        table = released(table, definition, options)
    write(table, options)
    return 0


def released(table: Table, definition: Asked, options: argparse.Namespace) -> Table:
    """The table as the audience may have it; its certificate is written beside it."""
    from taalplan.tables.render.write import write_beside

    with progress("protecting") as bar:
        together = {table.name: table, **companions(definition, options)}
        outlet = audience.outlet_of(options)
        release = outlet.protected(together, lambda share: bar("", share), out=[table.name])
    audience.tell(release)
    audience.record(outlet, release)
    if options.out and release.file:
        write_beside(options.out.with_suffix(".certificate.json"), release.file)
    return release.tables[table.name]


def companions(definition: Asked, options: argparse.Namespace) -> dict[str, Table]:
    """The tables that readers will lay beside this one: counts of the same events, or asked for.

    Each is counted from the snapshot from which it was released.
    """
    from taalplan.snapshot import find_snapshot
    from taalplan.statistics import Definition, tabulate_all
    from taalplan.statistics.kinds import find_table
    from taalplan.statistics.read_definition import official_names

    found = {}
    for name in dict.fromkeys((*official_names(), *options.others)):
        other = find_table(name)
        if name == definition.name or not isinstance(other, Definition):
            continue
        same = isinstance(definition, Definition) and other.of == definition.of
        if not (name in options.others or (same and other.count == definition.count)):
            continue
        if isinstance(definition, Definition) and other.axis == definition.axis:
            other = other.of_years(*definition.years) if other.is_yearly else other
        snapshot = find_snapshot(options.snapshot, other.name, options.as_of).verified()
        found[other.name] = tabulate_all([other], snapshot)[0]
    return found


def adapt(definition: Asked, options: argparse.Namespace) -> Asked:
    """The definition by another place, axis or for some years, as the options say."""
    if options.since:
        definition = _since(definition, options.since)
    if options.axis:
        definition = definition.along(options.axis)
    if options.by:
        definition = definition.by(options.by)
    years = sorted({definition.parse_year(year) for year in options.years})
    if len(years) > 1 and not definition.is_yearly:
        raise UsageError(f"'{definition.name}' is about one year; give one --year")
    return definition.of_years(*years) if years else definition


def _since(definition: Asked, clock: str) -> Asked:
    from taalplan.statistics.outcomes import FollowUp

    if not isinstance(definition, FollowUp):
        raise UsageError(f"'{definition.name}' is a count and follows nobody; leave out --since")
    return definition.since(clock)


def list_tables(language: str) -> int:
    """Print the names and titles of the official tables."""
    from taalplan.statistics.kinds import find_table, table_names, title_of

    for name in table_names():
        print(f"{name}\n    {title_of(find_table(name))[language]}")
    return 0


def write(table, options: argparse.Namespace) -> None:  # type: ignore[no-untyped-def]
    """Write a table to `--out`, or to stdout."""
    from taalplan.tables import render

    chosen = options.format or (options.out.suffix.lstrip(".") if options.out else "text")
    chosen = {"txt": "text", "jsonstat": "json", "htm": "html"}.get(chosen, chosen)
    if options.out:
        render.write([table], options.out, chosen, options.language)
        say(f"written: {options.out}")
        return
    content = render.render(table, chosen, options.language)
    if isinstance(content, bytes):
        if sys.stdout.isatty():
            raise UsageError(f"{chosen} is not for a terminal; add --out FILE.{chosen}")
        sys.stdout.buffer.write(content)
    else:
        print(content, end="" if content.endswith("\n") else "\n")
