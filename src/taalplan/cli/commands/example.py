# SPDX-License-Identifier: EUPL-1.2
"""`taalplan example --out DIR`: the synthetic register."""

from __future__ import annotations

import argparse
from pathlib import Path

from taalplan.cli.console import progress, say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `taalplan example`."""
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--people", type=int, metavar="N",
                        help="about how many people; default: as many as reproduce the "
                        "published tables")  # fmt: skip
    parser.add_argument("--seed", type=int, default=216, metavar="S", help="default: 216")


def run(options: argparse.Namespace) -> int:
    """Write the example's snapshots and say where they are."""
    from taalplan import example

    with progress("example register") as bar:
        written = example.write(options.out, people=options.people, seed=options.seed, progress=bar)
    say("Synthetic data: no real people.")
    for path in written:
        print(path)
    return 0
