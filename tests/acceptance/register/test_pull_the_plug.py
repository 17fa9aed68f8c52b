# SPDX-License-Identifier: EUPL-1.2
"""The real site is killed while clerks register people: nothing lost, nothing doubled, no 500.

Two rounds here; `benchmarks/kill_drill.py` does twenty.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lib.postgres import Server

DRILL = Path(__file__).resolve().parents[3] / "benchmarks" / "kill_drill.py"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "options"),
    [("sqlite", ()), ("postgresql", ()), ("postgresql", ("--restart-database",))],
    ids=["sqlite", "postgresql", "postgresql-restarted"],
)
def test_what_was_acknowledged_is_there_once(
    request: pytest.FixtureRequest, kind: str, options: tuple[str, ...]
) -> None:
    if kind == "postgresql":
        server: Server = request.getfixturevalue("postgres")  # skips where there is none
        assert server.port
    plain = {name: value for name, value in os.environ.items() if not name.startswith("TAALPLAN_")}
    done = subprocess.run(
        [sys.executable, DRILL, "--inside", kind, "--rounds", "2", *options],
        capture_output=True, text=True, timeout=300, env=plain,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "nothing lost, nothing doubled, the log is whole" in done.stdout
    assert "'500'" not in done.stdout
