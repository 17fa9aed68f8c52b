# SPDX-License-Identifier: EUPL-1.2
"""`taalplan answer QUESTION.yaml --snapshot DIR --out DIR`: a checked document with its data."""

from __future__ import annotations

import argparse
from pathlib import Path

from taalplan.cli import audience
from taalplan.cli.console import progress, say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `taalplan answer`."""
    parser.add_argument("question", type=Path, metavar="QUESTION.yaml")
    parser.add_argument("--snapshot", type=Path, required=True, metavar="DIR",
                        help="a snapshot, or a folder of them")  # fmt: skip
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    audience.add_arguments(parser, "parliament")


def run(options: argparse.Namespace) -> int:
    """Count every table of the question, protect them together, and write all its forms."""
    from taalplan.answering import make_answer
    from taalplan.answers import read_question, write_answer

    question, outlet = read_question(options.question), audience.outlet_of(options)
    with progress("answer") as bar:
        made = make_answer(question, options.snapshot, outlet, bar)
        audience.record(outlet, made.release)
        bar("writing", 0.95)
        written = write_answer(made.document, made.tables, options.out, made.release.file)
    audience.tell(made.release)
    for path in written:
        print(path)
    say(f"{len(made.tables)} tables, each checked; read the document before it is sent")
    return 0
