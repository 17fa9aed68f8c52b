# SPDX-License-Identifier: EUPL-1.2
"""`taalplan publish --snapshot DIR`: the figures that everybody may have, for the site."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from taalplan.cli.console import progress, say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """From which snapshot, and where the site looks."""
    parser.add_argument("--snapshot", type=Path, required=True, metavar="DIR",
                        help="a snapshot, or a folder of them")  # fmt: skip
    parser.add_argument("--out", type=Path, metavar="DIR",
                        help="the published figures; default: where the site looks "
                        "(TAALPLAN_FIGURES, or cijfers in TAALPLAN_HOME)")  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """Count, protect and store every published table."""
    from taalplan.opendata import publish

    out = options.out or site_folder()
    with progress("publishing") as bar:
        tables = publish(options.snapshot, out, heard=bar)
    for cube, table in tables.items():
        print(out / table.provenance.snapshot / f"{cube.key}.json")
    say(f"{len(tables)} tables are current; what was current before can still be cited")
    return 0


def site_folder() -> Path:
    """Where the site keeps its published figures."""
    home = Path(os.environ.get("TAALPLAN_HOME", "taalplan-data"))
    return Path(os.environ.get("TAALPLAN_FIGURES") or home / "cijfers")
