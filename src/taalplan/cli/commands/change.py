# SPDX-License-Identifier: EUPL-1.2
"""`taalplan change NAME --snapshot DIR --from Y --to Y`: what a change consists of."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from taalplan.cli.console import say
from taalplan.cli.errors import UsageError, iso_date

if TYPE_CHECKING:
    from taalplan.tables.explanation import Explanation
    from taalplan.tables.table import Table

FORMATS = ("text", "csv", "json", "html", "xlsx", "docx")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `taalplan change`."""
    parser.add_argument("name", metavar="NAME|FILE.yaml",
                        help="an official table, or a definition of your own; one with a rate "
                        "is split in mix and rates")  # fmt: skip
    parser.add_argument("--snapshot", type=Path, required=True, metavar="DIR",
                        help="a snapshot, or a folder of them")  # fmt: skip
    parser.add_argument("--as-of", type=iso_date, metavar="DATE",
                        help="which snapshot of the folder, by its date")  # fmt: skip
    parser.add_argument("--from", required=True, metavar="Y", dest="first",
                        help="the year from which, as 2019")  # fmt: skip
    parser.add_argument("--to", required=True, metavar="Y", dest="last",
                        help="the year until which, as 2021")  # fmt: skip
    parser.add_argument("--table", metavar="TABLE",
                        help="only this table of the explanation, by its name")  # fmt: skip
    parser.add_argument("--format", choices=FORMATS, default="text",
                        help="of what goes to stdout; csv needs --table")  # fmt: skip
    parser.add_argument("--language", choices=("nl", "en", "fr"), default="nl")
    parser.add_argument("--out", type=Path, metavar="DIR",
                        help="write the text, each table (csv, json) and each chart (svg, png) "
                        "here")  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """Explain the change and write it."""
    from taalplan.answering.analyses.change import explain_change

    made = explain_change(
        options.name, options.snapshot, options.first, options.last, options.as_of
    )
    if options.out:
        for path in write(made, options.out, options.language):
            print(path)
        return 0
    show(made, options)
    return 0


def show(made: Explanation, options: argparse.Namespace) -> None:
    """Print the explanation: all of it as text, or its tables in another format."""
    import sys

    from taalplan.tables.render.door import render_all

    tables = chosen(made, options.table)
    if options.format == "text" and not options.table:
        print(text(made, options.language), end="")
        return
    if options.format == "csv" and len(tables) != 1:
        names = ", ".join(table.name for table in tables)
        raise UsageError(f"a CSV file holds one table; add --table with one of {names}")
    content = render_all(tables, options.format, options.language)
    if isinstance(content, bytes):
        if sys.stdout.isatty():
            raise UsageError(f"{options.format} is not for a terminal; send it to a file")
        sys.stdout.buffer.write(content)
    else:
        print(content, end="" if content.endswith("\n") else "\n")


def chosen(made: Explanation, name: str | None) -> tuple[Table, ...]:
    """The tables of an explanation, or the one of that name."""
    known = {table.name: table for table in (*made.tables, *made.data)}
    if name is None:
        return tuple(known.values())
    if name not in known:
        raise UsageError(f"there is no table '{name}'; choose from {', '.join(known)}")
    return (known[name],)


def text(made: Explanation, language: str) -> str:
    """The sentences and tables under each other; a chart is in its table."""
    from textwrap import fill

    from taalplan.tables.render import render
    from taalplan.tables.table import Table
    from taalplan.vocabulary.text import Text

    lines = [made.title[language], ""]
    for part in made.parts:
        if isinstance(part, Text):
            lines += [fill(part[language], 100, break_on_hyphens=False), ""]
        elif isinstance(part, Table):
            lines += [str(render(part, "text", language)).rstrip("\n"), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def write(made: Explanation, out: Path, language: str) -> list[Path]:
    """Write everything into a folder, each file whole or not at all."""
    from taalplan.answers import draw
    from taalplan.tables.render import render
    from taalplan.tables.render.write import write_beside

    files: dict[str, str | bytes] = {f"{made.name}.txt": text(made, language)}
    for table in (*made.tables, *made.data):
        files[f"{table.name}.csv"] = render(table, "csv", language)
        files[f"{table.name}.json"] = render(table, "json", language)
    for chart in made.charts:
        drawing = draw(chart, language)
        files |= {f"{chart.name}.svg": drawing.svg, f"{chart.name}.png": drawing.png}
    out.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        write_beside(out / name, content)
    say(f"{len(files)} files in {out}")
    return [out / name for name in files]
