# SPDX-License-Identifier: EUPL-1.2
"""`taalplan example --out DIR`: the synthetic register."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from taalplan.cli.console import progress, say

FEWEST = 500
"""With fewer people the example cannot resemble the published tables."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `taalplan example`."""
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--people", type=_at_least(FEWEST), metavar="N",
                        help="about how many people; default: as many as reproduce the "
                        "published tables")  # fmt: skip
    parser.add_argument("--seed", type=_at_least(0), default=216, metavar="S", help="default: 216")


def run(options: argparse.Namespace) -> int:
    """Write the example's snapshots and say where they are."""
    from taalplan import example

    with progress("example register") as bar:
        written = example.write(options.out, people=options.people, seed=options.seed, progress=bar)
    say("Synthetic data: no real people.")
    for path in written:
        print(path)
    return 0


def _at_least(least: int) -> Callable[[str], int]:
    """An argument that is a whole number, not below the least."""

    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or int(text) < least:
            raise argparse.ArgumentTypeError(f"'{text}' is not a whole number of {least} or more")
        return int(text)

    return read
