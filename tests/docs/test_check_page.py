# SPDX-License-Identifier: EUPL-1.2
"""The how-to of checking a printed table is true: its output is real, and it names every code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lib.printed import PRINTED
from taalplan.tables.audit import check_files, render_text

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "how-to" / "check-a-published-table.md").read_text("utf-8")
AUDIT = ROOT / "src" / "taalplan" / "tables" / "audit"


def test_the_output_on_the_page_is_what_comes_out():
    report = check_files([PRINTED / "table-1.csv", PRINTED / "table-2.csv"])
    real = [line.rstrip() for line in render_text(report).splitlines()]
    shown = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)[0].splitlines()
    assert len(shown) > 20
    assert [line for line in shown if line not in (*real, "[...]")] == []


def codes() -> list[str]:
    """The codes of findings and edits, as they stand in the code."""
    found = set()
    for file in [*AUDIT.glob("checks/*.py"), AUDIT / "repair" / "edits.py"]:
        text = file.read_text("utf-8")
        found |= set(re.findall(r'(?:Found|Edit)\(\s*"([a-z-]+)"', text))
        found |= set(re.findall(r'_found\([^"]*"([a-z-]+)"', text))
    return sorted(found)


@pytest.mark.parametrize("code", codes())
def test_the_page_names_every_code(code):
    assert f"`{code}`" in PAGE


def test_there_are_codes():
    assert {"slid-rows", "overlap", "percentage", "tables-disagree"} <= set(codes())
