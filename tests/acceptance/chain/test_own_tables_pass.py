# SPDX-License-Identifier: EUPL-1.2
"""What Taalplan publishes itself, Taalplan's check finds nothing wrong with."""

from __future__ import annotations

from pathlib import Path

from command_line import run


def test_every_table_of_the_answer_passes_the_check(example: Path, tmp_path: Path):
    """Twelve tidy tables, some with results within municipalities within provinces."""
    questions = Path(__file__).parents[3] / "questions"
    out = tmp_path / "answer"
    written = run("answer", questions / "216.yaml", "--snapshot", example, "--out", out).stdout
    assert {"answer.docx", "answer.pdf", "answer.html", "data.xlsx"} <= {
        Path(line).name for line in written.splitlines()
    }
    tables = sorted((out / "data").glob("*.csv"))
    assert len(tables) == 12
    for table in tables:
        assert "kan niet kloppen" not in run("check", table).stdout, table.name
