# SPDX-License-Identifier: EUPL-1.2
"""What Taalplan publishes itself, Taalplan's check finds nothing wrong with."""

from __future__ import annotations

from pathlib import Path

from command_line import run

MADE_OF_OTHERS = ("change-", "expected-", "split-")
"""Analyses: differences and shares, which do not add up."""

NOT_ITS_KIND = ("access-", "needs-", "waiting-", "combi_")
"""What the check cannot read yet, and takes for faults: several measures beside each other in one
file, and people who are in two ways of teaching. Their own rooms count these a second time.
"""


def test_every_table_of_the_answer_passes_the_check(example: Path, tmp_path: Path):
    """As parliament gets them: some figures hidden, municipalities without their results."""
    questions = Path(__file__).parents[3] / "questions"
    out = tmp_path / "answer"
    written = run("answer", questions / "216.yaml", "--snapshot", example, "--out", out).stdout
    assert {"answer.docx", "answer.pdf", "answer.html", "data.xlsx", "certificate.json"} <= {
        Path(line).name for line in written.splitlines()
    }
    tables = sorted((out / "data").glob("*.csv"))
    tables = [table for table in tables if not table.stem.startswith(NOT_ITS_KIND)]
    counted = [table for table in tables if not table.stem.startswith(MADE_OF_OTHERS)]
    assert len(counted) == 14
    for table in tables:
        told = run("check", table).stdout
        assert "kan niet kloppen" not in told, table.name
        shares = table not in counted or table.stem.endswith("_volg")
        assert ("tellen niet op" in told) == shares, table.name
