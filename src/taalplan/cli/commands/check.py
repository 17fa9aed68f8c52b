# SPDX-License-Identifier: EUPL-1.2
"""`taalplan check PATH...`: every fault of a snapshot, or of tables as somebody printed them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from taalplan.cli.console import say
from taalplan.cli.errors import UsageError

MANIFEST = "snapshot.json"

NO_TEXT = (".xlsx", ".xlsm", ".xls", ".ods", ".docx", ".pdf", ".parquet", ".zip")
"""What people have their tables in, and what would be read as rubbish."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `taalplan check`."""
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH",
                        help="a snapshot, a folder of snapshots, or published tables (CSV); "
                        "tables given together are held against each other")  # fmt: skip
    parser.add_argument("--repaired", type=Path, metavar="DIR",
                        help="write the repaired tables here")  # fmt: skip
    parser.add_argument("--language", choices=("nl", "en"), default="nl")


def run(options: argparse.Namespace) -> int:
    """Check what there is; 1 when anything cannot be right."""
    missing = [str(path) for path in options.paths if not path.exists()]
    if missing:
        raise UsageError(f"there is no {', '.join(missing)}")
    other = [str(path) for path in options.paths if path.suffix.lower() in NO_TEXT]
    if other:
        raise UsageError(f"{', '.join(other)}: save the table as CSV; only a CSV can be checked")
    snapshots = [found for path in options.paths for found in _snapshots(path)]
    tables = [found for path in options.paths for found in _tables(path)]
    if not snapshots and not tables:
        raise UsageError(f"no snapshot and no .csv in {', '.join(map(str, options.paths))}")
    worst = max([_check_snapshot(path) for path in snapshots], default=0)
    return max(worst, _check_tables(tables, options) if tables else 0)


def _snapshots(path: Path) -> list[Path]:
    if (path / MANIFEST).exists():
        return [path]
    return sorted(manifest.parent for manifest in path.glob(f"*/{MANIFEST}"))


def _tables(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return [] if _snapshots(path) else sorted(path.glob("*.csv"))


def _check_snapshot(path: Path) -> int:
    from taalplan.snapshot import Snapshot
    from taalplan.snapshot.check import check_snapshot

    snapshot = Snapshot.open(path)
    faults = check_snapshot(snapshot)
    rows = sum(file.rows for file in snapshot.manifest.tables.values())
    verdict = f"{len(faults)} fault{'s' * (len(faults) > 1)}" if faults else "no faults"
    print(f"{path}: snapshot {snapshot.id} of {snapshot.as_of}, {rows:,} rows, {verdict}")
    for fault in faults:
        print(f"- {fault}")
    return 1 if faults else 0


def _check_tables(paths: Sequence[Path], options: argparse.Namespace) -> int:
    from taalplan.tables import audit

    report = audit.check_files(paths)
    if options.repaired:
        options.repaired.mkdir(parents=True, exist_ok=True)
        for file in report.files:
            if file.best is not None:
                file.best.write_csv(options.repaired / file.path.name)
                say(f"repaired table: {options.repaired / file.path.name}")
    print(audit.render_text(report, options.language).rstrip())
    return report.exit_code
