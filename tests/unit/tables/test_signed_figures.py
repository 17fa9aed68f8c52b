# SPDX-License-Identifier: EUPL-1.2
"""Differences in a table: a plus where it rose, below zero allowed, decimals as asked."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest

from taalplan.tables.checks import check
from taalplan.tables.render import render
from taalplan.tables.table import TOTAL, Axis, Cell, Dimension, Member, Table, Unit
from taalplan.vocabulary.text import Text


def difference(*, signed: bool = True) -> Table:
    """What changed at two desks: in people, and in points of the total before."""
    rows = tuple(Member((code,), Text.same(code)) for code in ("lier", "mol", TOTAL))
    columns = (
        Member(("change",), Text.same("verandering"), signed=signed),
        Member(("points",), Text.same("procentpunt"), unit=Unit.POINTS, signed=signed),
    )
    values = {"lier": (1200, 4.04), "mol": (-7, -0.02), TOTAL: (1193, 4.02)}
    return Table(
        "change",
        Text.same("Verandering"),
        Axis((Dimension("desk", Text.same("loket")),), rows),
        Axis((Dimension("measure", Text.same("maat")),), columns),
        {
            ((code,), (name,)): Cell(value)
            for code, pair in values.items()
            for name, value in zip(("change", "points"), pair, strict=True)
        },
    )


def lines(table: Table, language: str = "nl") -> list[list[str]]:
    """The figures of each row as a reader sees them."""
    words = str(render(table, "text", language)).splitlines()
    return [line.split() for line in words if line.startswith(("lier", "mol", "total"))]


def test_a_rise_shows_its_plus_and_a_zero_none() -> None:
    """Points have one decimal; -0.02 is printed as 0,0 and carries no sign."""
    assert lines(difference()) == [
        ["lier", "+1.200", "+4,0"],
        ["mol", "-7", "0,0"],
        ["total", "+1.193", "+4,0"],
    ]


@pytest.mark.parametrize(
    ("signed", "faults"), [(True, []), (False, ["negative", "negative", "part-above-total"])]
)
def test_only_a_difference_may_lie_below_zero(signed: bool, faults: list[str]) -> None:
    """A count below zero is a fault; a change below zero is not."""
    assert [finding.code for finding in check(difference(signed=signed))] == faults


def test_a_workbook_keeps_the_number_and_shows_the_sign() -> None:
    """The cell is -7 or 4.04; how it looks is in its format."""
    book = openpyxl.load_workbook(BytesIO(bytes(render(difference(), "xlsx"))))  # type: ignore[arg-type]
    cells = [cell for row in book.worksheets[-1].iter_rows() for cell in row]
    shown = {
        cell.value: cell.number_format for cell in cells if isinstance(cell.value, int | float)
    }
    assert shown[-7] == "+#,##0;-#,##0;#,##0"
    assert shown[4.04] == "+#,##0.0;-#,##0.0;#,##0.0"
