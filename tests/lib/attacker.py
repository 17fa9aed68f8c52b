# SPDX-License-Identifier: EUPL-1.2
"""Somebody with the published files and a solver, who knows nothing of how they were made.

Reads the workbook as it was sent: `<5 [c]` is 1 to 4, `[c]` is anything, and writes down what must
hold in any table of people: parts are at most their total, and at least it together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import highspy
import openpyxl

Place = tuple[str, ...]


def read_workbook(path: Path, columns: list[Place], sheet: str = "Tabel_1") -> dict[Place, str]:
    """Each cell of a sheet as it reads, by the codes of its row and of its column."""
    page = openpyxl.load_workbook(path)[sheet]
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    head = next(k for k, row in enumerate(rows) if str(row[0]).endswith("(code)"))
    codes = sum(str(name).endswith("(code)") for name in rows[head])
    found = {}
    for row in rows[head + 1 :]:
        if row[0] is None:
            continue
        for column, value in zip(columns, row[-len(columns) :], strict=True):
            found[tuple(map(str, row[:codes])) + column] = str(value)
    return found


@dataclass
class Attacker:
    """Unknowns, what is known of them, and the least and largest that each can be."""

    lower: dict[Place, float] = field(default_factory=dict)
    upper: dict[Place, float] = field(default_factory=dict)
    rows: list[tuple[dict[Place, float], float, float]] = field(default_factory=list)

    def learn(self, cells: dict[Place, str]) -> None:
        """Take over what is printed."""
        for place, text in cells.items():
            if text in ("[x]", "[z]"):
                continue
            if text.startswith("<"):
                low, high = 1.0, float(text[1:].split()[0]) - 1
            elif text.startswith("["):
                low, high = 0.0, highspy.kHighsInf
            else:
                low = high = float(text)
            self.lower[place] = max(low, self.lower.get(place, 0.0))
            self.upper[place] = min(high, self.upper.get(place, highspy.kHighsInf))

    def total(self, whole: Place, parts: list[Place], *, exact: bool = False) -> None:
        """Parts are at most the whole, and together at least it; exactly it when `exact`."""
        known = [part for part in parts if part in self.lower]
        if whole not in self.lower or not known:
            return
        top = 0.0 if exact else highspy.kHighsInf
        self.rows.append((dict.fromkeys(known, 1.0) | {whole: -1.0}, 0.0, top))
        self.rows += [({whole: 1.0, part: -1.0}, 0.0, highspy.kHighsInf) for part in known]

    def ranges(self, wanted: list[dict[Place, float]]) -> Iterator[tuple[float, float]]:
        """The least and largest of each sum of cells, over all tables that fit."""
        names = list(self.lower)
        index = {name: k for k, name in enumerate(names)}
        model = highspy.Highs()
        model.silent()
        for name in names:
            model.addVar(self.lower[name], self.upper[name])
        for terms, low, high in self.rows:
            places = [index[name] for name in terms]
            model.addRow(low, high, len(places), places, list(terms.values()))
        for sum_ in wanted:
            ends = []
            for sign in (1.0, -1.0):
                for name in names:
                    model.changeColCost(index[name], sign * sum_.get(name, 0.0))
                model.run()
                status = model.getModelStatus()
                assert status != highspy.HighsModelStatus.kInfeasible, "the tables contradict"
                bounded = status == highspy.HighsModelStatus.kOptimal
                value = model.getInfo().objective_function_value if bounded else -highspy.kHighsInf
                ends.append(sign * value)
            yield ends[0], ends[1]
