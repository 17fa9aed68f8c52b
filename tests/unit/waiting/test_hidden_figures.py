# SPDX-License-Identifier: EUPL-1.2
"""A figure that readers may not have is in no sentence, and the rest is said all the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from lib.waiting_world import DAY, world, written
from taalplan.tables.table import Cell, Status, Table
from taalplan.waiting import Definition, counted, explained, take

HIDDEN = Cell(None, Status.SUPPRESSED)


def hidden(table: Table, row: tuple[str, ...], column: tuple[str, ...]) -> Table:
    return replace(table, cells={**table.cells, (row, column): HIDDEN})


def test_hidden_figures_are_not_told(tmp_path: Path) -> None:
    definition = Definition.of(DAY)
    made = counted([take(written(world(3), tmp_path), definition)])
    whole = explained(made, [definition]).paragraphs
    day = (DAY.isoformat(),)
    made["waiting-days"] = hidden(made["waiting-days"], day, ("waited", "3"))
    made["waiting-reasons"] = hidden(made["waiting-reasons"], ("daypart",), ("waited", "0"))
    rest = explained(made, [definition]).paragraphs
    assert len(rest) == len(whole) - 1
    assert not any("3 maanden" in text.nl for text in rest)
    assert any("dagdeel" in text.nl for text in whole)
    assert not any("dagdeel" in text.nl for text in rest)
