# SPDX-License-Identifier: EUPL-1.2
"""Which printed row is a part of which: from words, places, indentation, then arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from taalplan.tables.audit.figures import Figure
from taalplan.tables.audit.labels import is_percent, is_result, is_total
from taalplan.tables.audit.printed import Row
from taalplan.vocabulary.places import find_area, find_desk


@dataclass(frozen=True)
class LabelLine:
    """The label cells of one line as the file has them; `percent`: its figures carry '%'."""

    cells: tuple[str, ...]
    line: int
    percent: bool

    @property
    def label(self) -> str:
        """The last word cell, without its indentation."""
        return next((cell.strip() for cell in reversed(self.cells) if cell.strip()), "")

    @property
    def indent(self) -> int:
        """How far the label is indented: by spaces, or by standing in a later column."""
        for place, cell in enumerate(self.cells):
            if cell.strip():
                return 100 * place + len(cell) - len(cell.lstrip())
        return 0


def row_tree(lines: Sequence[LabelLine], values: Sequence[Sequence[Figure]]) -> tuple[Row, ...]:
    """The rows with their level and parent. A level that nothing betrays is 1."""
    levels = _levels(lines)
    if set(levels) <= {0, 1}:
        levels = _levels_by_sums(levels, values)
    rows = []
    for k, line in enumerate(lines):
        percent = line.percent or is_percent(line.label)
        parent = _parent(levels, k)
        label = line.label
        if parent is not None and (is_result(label) or percent):
            label = f"{lines[parent].label}, {'% geslaagd' if percent else label}"
        rows.append(Row(label, levels[k], parent, line.line, line.cells, percent))
    return tuple(rows)


def _levels(lines: Sequence[LabelLine]) -> list[int]:
    indents = sorted({line.indent for line in lines})
    groups = _spanning_groups(lines)
    levels = []
    for k, line in enumerate(lines):
        if is_total(line.label) and not _names_a_group(line):
            levels.append(0)
        elif groups:
            levels.append(groups[k])
        elif is_result(line.label) or is_percent(line.label) or (line.percent and k):
            levels.append(2)
        elif find_area(line.label) and line.indent == indents[0]:
            levels.append(1)
        elif find_desk(line.label) or line.indent > indents[0]:
            levels.append(2)
        else:
            levels.append(1)
    return levels


def _names_a_group(line: LabelLine) -> bool:
    """Whether a total stands beside the name of what it totals: 'Limburg; totaal'."""
    words = [cell.strip() for cell in line.cells if cell.strip()]
    return len(words) > 1 and not is_total(words[0])


def _spanning_groups(lines: Sequence[LabelLine]) -> list[int]:
    """Levels where a region column stands before the desk column; empty where there is none."""
    if len(lines[0].cells) < 2 or sum(bool(line.cells[-1].strip()) for line in lines) < 2:
        return []
    return [1 if not line.cells[-1].strip() or is_total(line.cells[-1]) else 2 for line in lines]


def _parent(levels: Sequence[int], k: int) -> int | None:
    """The nearest row above of the level above; the grand total may stand below."""
    if levels[k] == 0:
        return None
    if levels[k] == 1:
        return next((j for j, level in enumerate(levels) if level == 0), None)
    above = [j for j in range(k) if levels[j] == levels[k] - 1]
    return above[-1] if above else None


def _levels_by_sums(levels: list[int], values: Sequence[Sequence[Figure]]) -> list[int]:
    """Rows that equal the sum of the rows after them are groups of these rows."""
    found, k = list(levels), 0
    while k < len(values):
        size = _parts_after(values, levels, k)
        for part in range(k + 1, k + 1 + size):
            found[part] = 2
        k += size + 1
    return found


def _parts_after(values: Sequence[Sequence[Figure]], levels: Sequence[int], k: int) -> int:
    """How many rows after row k add up to it, in all columns; 0 when none do, 1 counts not."""
    if levels[k] == 0 or not any(values[k]):
        return 0
    target = [value or 0 for value in values[k]]
    sums = [0.0] * len(target)
    for size, row in enumerate(values[k + 1 :], start=1):
        if levels[k + size] == 0:
            return 0
        sums = [a + (b or 0) for a, b in zip(sums, row, strict=True)]
        if size > 1 and sums == target:
            return size
        if any(a > b for a, b in zip(sums, target, strict=True)):
            return 0
    return 0
