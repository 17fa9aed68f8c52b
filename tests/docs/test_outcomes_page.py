# SPDX-License-Identifier: EUPL-1.2
"""The figures on the page about outcomes are those of the simulation."""

from __future__ import annotations

from pathlib import Path

from lib.simulated_cohorts import as_markdown, simulate
from taalplan.statistics.outcomes.figures import days_of

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "outcomes.md"


def test_the_table_of_the_page_is_computed():
    """Every figure of it; run `simulate(20_000, seed=216)` to make it again."""
    assert as_markdown(simulate(20_000, seed=216)) in PAGE.read_text(encoding="utf-8")


def test_the_days_of_the_page_are_those_of_the_code():
    """Months as days, in the order of the page."""
    first = ", ".join(str(days_of(months)) for months in (6, 12, 18, 24))
    assert f"{first} and {days_of(36):,}" in PAGE.read_text(encoding="utf-8")
