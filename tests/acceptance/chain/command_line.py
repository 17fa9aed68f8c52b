# SPDX-License-Identifier: EUPL-1.2
"""The command line as people use it."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from pathlib import Path

TAALPLAN = Path(sys.executable).with_name("taalplan")


def run(*words: object, expected: int = 0) -> subprocess.CompletedProcess[str]:
    """Run a command; what it printed is in the result."""
    done = subprocess.run([TAALPLAN, *map(str, words)], capture_output=True, text=True, check=False)
    assert done.returncode == expected, done.stderr
    return done


def cells(*words: object) -> dict[tuple[str, ...], int]:
    """The cells of `taalplan table ... --format csv` by their path."""
    rows = list(csv.reader(io.StringIO(run("table", *words, "--format", "csv").stdout)))
    heading, body = rows[0], rows[1:]
    assert heading[-2:] == ["value", "status"]
    return {tuple(row[:-2]): int(row[-2]) for row in body}
