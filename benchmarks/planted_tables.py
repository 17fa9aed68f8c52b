# SPDX-License-Identifier: EUPL-1.2
"""Tables like published ones, counted from made-up people, and one planted fault in each.

People are simulated, not cells: totals of different people are then right by construction, also
where somebody stands at two desks, in two areas or in two target groups.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from taalplan.tables.audit.figures import Figure
from taalplan.tables.audit.printed import Column, PrintedTable, Row
from taalplan.tables.audit.sums import difference, sums_of

Grid = list[list[Figure]]


@dataclass(frozen=True)
class Planted:
    """A table as printed, the table as it should have been, and the fault between them.

    `labels` are the rows and `columns` the columns that the fault touched. `visible` says
    whether any sum comes out differently: what changes no sum, no sum can show.
    """

    kind: str
    printed: PrintedTable
    truth: PrintedTable
    labels: tuple[str, ...]
    columns: tuple[str, ...] = ()

    @property
    def visible(self) -> bool:
        """Whether the fault changes a sum."""
        return _gaps(self.printed) != _gaps(self.truth)

    @property
    def adds_up(self) -> bool:
        """Whether all sums of the right table hold, because nobody counts twice in it."""
        return not any(_gaps(self.truth).values())


def plant(kind: str, seed: int) -> Planted:
    """One table with one fault of a kind of `KINDS`, the same for the same seed."""
    for attempt in range(100):
        random = Random(f"{kind} {seed} {attempt}")
        planted = KINDS[kind](_table(random), random)
        if planted is not None:
            return planted
    raise RuntimeError(f"no table for {kind} {seed}")


def _gaps(table: PrintedTable) -> dict[tuple[str, str], float]:
    return {
        (table.rows[one.total[0]].label, table.columns[one.total[1]].label): difference(
            table.values, one
        )
        for one in sums_of(table)
    }


# --- tables ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Shape:
    """Columns as paths, and how people are spread over them."""

    columns: tuple[tuple[str, ...], ...]
    years: tuple[str, ...]
    groups: tuple[str, ...]
    both_groups: float


def _shape(random: Random) -> _Shape:
    groups = ("verplicht", "rechthebbend", "onbepaald")
    kind = random.choice(["groups", "years", "cohorts"])
    if kind == "groups":
        columns = tuple((group,) for group in (*groups, "totaal"))
        return _Shape(columns, ("",), groups, 0.0)
    years = tuple(str(2017 + k) for k in range(random.randint(3, 5)))
    if kind == "years":
        return _Shape(tuple((year,) for year in years), years, ("",), 0.0)
    years = years[:3]
    columns = tuple((year, group) for year in years for group in (*groups[:2], "totaal"))
    return _Shape(columns, years, groups[:2], 0.02)


def _table(random: Random) -> PrintedTable:
    """A table of areas and desks; in half of them people may come to two desks."""
    shape = _shape(random)
    desks = {
        f"Regio {area}": [f"Loket {area}.{k}" for k in range(1, _desk_count(random) + 1)]
        for area in "ABCDEFGH"[: random.randint(3, 8)]
    }
    two_desks = random.choice([0.0, random.uniform(0.001, 0.02)])
    counts = _count(random, shape, desks, two_desks)
    if random.random() < 0.2:
        _total_of_desks(counts, desks, shape)
    rows: list[Row] = []
    values: Grid = []
    for area, names in desks.items():
        parent = len(rows)
        for label in (area, *names):
            part = None if label == area else parent
            rows.append(Row(label, 1 if part is None else 2, part, len(rows) + 2, (label,)))
            values.append([counts[label, path] for path in shape.columns])
    rows.append(Row("Totaal", 0, None, len(rows) + 2, ("Totaal",)))
    values.append([counts["Totaal", path] for path in shape.columns])
    last = len(rows) - 1
    rows = [replace(row, parent=last) if row.level == 1 else row for row in rows]
    columns = tuple(Column(path, path) for path in shape.columns)
    grid = tuple(tuple(row) for row in values)
    return PrintedTable("planted.csv", tuple(rows), columns, grid)


def _desk_count(random: Random) -> int:
    return 0 if random.random() < 0.25 else random.randint(2, 14)


def _count(
    random: Random, shape: _Shape, desks: dict[str, list[str]], two_desks: float
) -> dict[tuple[str, tuple[str, ...]], int]:
    """Count different people at every margin of the table."""
    seen: dict[tuple[str, tuple[str, ...]], set[int]] = defaultdict(set)
    person = 0
    places = [(area, name) for area, names in desks.items() for name in (names or [area])]
    weights = [random.lognormvariate(4.2, 1.2) for _ in places]
    spread = [random.uniform(0.2, 1.0) for _ in shape.groups]
    for year in shape.years:
        for place, weight in zip(places, weights, strict=True):
            for _ in range(max(1, int(weight * random.uniform(0.7, 1.3)))):
                person += 1
                group = random.choices(shape.groups, spread)[0]
                visits = [(place, group)]
                if random.random() < two_desks:
                    visits.append((random.choice(places), group))
                if random.random() < shape.both_groups:
                    visits.append((place, random.choice(shape.groups)))
                _record(seen, person, year, visits)
    labels = ["Totaal", *desks, *(name for _, name in places)]
    return {(label, path): len(seen[label, path]) for label in labels for path in shape.columns}


def _record(
    seen: dict[tuple[str, tuple[str, ...]], set[int]],
    person: int,
    year: str,
    visits: list[tuple[tuple[str, str], str]],
) -> None:
    for (area, name), group in visits:
        for label in {"Totaal", area, name}:
            for part in (group, "totaal"):
                seen[label, tuple(word for word in (year, part) if word)].add(person)
            seen[label, (year,)].add(person)


def _total_of_desks(
    counts: dict[tuple[str, tuple[str, ...]], int], desks: dict[str, list[str]], shape: _Shape
) -> None:
    """The grand total adds up desks instead of counting people, as has been published."""
    leaves = [name for area, names in desks.items() for name in (names or [area])]
    for path in shape.columns:
        counts["Totaal", path] = sum(counts[name, path] for name in leaves)


# --- faults ---------------------------------------------------------------------------------


def _none(table: PrintedTable, random: Random) -> Planted:
    return Planted("none", table, table, ())


def _emptied(table: PrintedTable, row: int) -> PrintedTable | None:
    """The same table with a desk that had closed: its people are taken out of all its totals."""
    values = [list(figures) for figures in table.values]
    gone = values[row]
    line: int | None = row
    while line is not None:
        values[line] = [(a or 0) - (b or 0) for a, b in zip(values[line], gone, strict=True)]
        line = table.rows[line].parent
    values[row] = [None] * len(table.columns)
    changed = table.with_values(values)
    # Where people overlap, taking a desk out may leave a total that is no count of people.
    return changed if min(_gaps(changed).values()) >= min(0, *_gaps(table).values()) else None


def _slip_up(table: PrintedTable, random: Random, steps: int = 1) -> Planted | None:
    """Labels without figures stay, the figures below move up, a copy fills what comes free."""
    desks = _desks(table)
    if len(desks) < 4:
        return None
    first = random.choice(desks[:-2])
    truth: PrintedTable | None = table
    for row in range(first, first + steps):
        truth = _emptied(truth, row) if truth and row in desks else None
    end = first + steps + random.randint(2, 12)
    if truth is None or end >= len(table.rows):
        return None
    values = [list(figures) for figures in truth.values]
    moved = values[first + steps : end]
    values[first : end - steps] = moved
    for row in range(end - steps, end):
        values[row] = list(random.choice([truth.values[0], (None,) * len(table.columns)]))
    labels = tuple(table.rows[row].label for row in range(first, end))
    return Planted("slip", truth.with_values(values), truth, labels)


def _slip_two(table: PrintedTable, random: Random) -> Planted | None:
    planted = _slip_up(table, random, steps=2)
    return planted and replace(planted, kind="slip of two")


def _slip_down(table: PrintedTable, random: Random) -> Planted | None:
    """A copy slips in, the figures below move down, the last ones are lost."""
    first = random.randrange(1, len(table.rows) - 4)
    end = min(first + random.randint(3, 12), len(table.rows) - 1)
    values = [list(figures) for figures in table.values]
    values[first + 1 : end] = values[first : end - 1]
    values[first] = list(table.values[random.randrange(first)])
    labels = tuple(table.rows[row].label for row in range(first, end))
    return Planted("slip down", table.with_values(values), table, labels)


def _copy(table: PrintedTable, random: Random) -> Planted | None:
    row, other = random.sample(range(len(table.rows) - 1), 2)
    if table.values[row] == table.values[other] or sum(v or 0 for v in table.values[other]) < 30:
        return None
    values = [list(figures) for figures in table.values]
    values[row] = list(values[other])
    return Planted("copy", table.with_values(values), table, (table.rows[row].label,))


def _swap(table: PrintedTable, random: Random, rows: int = 1) -> Planted | None:
    first = random.randrange(len(table.rows) - rows)
    a, b = sorted(random.sample(range(len(table.columns)), 2))
    values = [list(figures) for figures in table.values]
    for row in range(first, first + rows):
        values[row][a], values[row][b] = values[row][b], values[row][a]
    labels = tuple(
        table.rows[row].label
        for row in range(first, first + rows)
        if table.values[row][a] != table.values[row][b]
    )
    columns = (table.columns[a].label, table.columns[b].label)
    return Planted("swap", table.with_values(values), table, labels, columns) if labels else None


def _swap_block(table: PrintedTable, random: Random) -> Planted | None:
    planted = _swap(table, random, min(random.randint(2, 6), len(table.rows) - 1))
    return planted and replace(planted, kind="swap in a block")


def _digit(table: PrintedTable, random: Random) -> Planted | None:
    row, column = random.randrange(len(table.rows)), random.randrange(len(table.columns))
    digits = list(str(table.values[row][column]))
    place = random.randrange(len(digits))
    digits[place] = random.choice([d for d in "0123456789" if d != digits[place]])
    return _typed(table, row, column, int("".join(digits)), "digit")


def _transposed(table: PrintedTable, random: Random) -> Planted | None:
    row, column = random.randrange(len(table.rows)), random.randrange(len(table.columns))
    digits = list(str(table.values[row][column]))
    if len(digits) < 2:
        return None
    place = random.randrange(len(digits) - 1)
    digits[place], digits[place + 1] = digits[place + 1], digits[place]
    return _typed(table, row, column, int("".join(digits)), "transposed")


def _typed(table: PrintedTable, row: int, column: int, value: int, kind: str) -> Planted | None:
    if table.values[row][column] == value:
        return None
    values = [list(figures) for figures in table.values]
    values[row][column] = value
    label, heading = table.rows[row].label, table.columns[column].label
    return Planted(kind, table.with_values(values), table, (label,), (heading,))


def _missing(table: PrintedTable, random: Random) -> Planted | None:
    if not _desks(table):
        return None
    row = random.choice(_desks(table))
    kept = [k for k in range(len(table.rows)) if k != row]
    parent = table.rows[table.rows[row].parent or 0].label
    return Planted("missing row", _rows(table, kept), table, (table.rows[row].label, parent))


def _repeated(table: PrintedTable, random: Random) -> Planted | None:
    if not _desks(table):
        return None
    row = random.choice(_desks(table))
    kept = [k for k in range(len(table.rows)) for _ in range(2 if k == row else 1)]
    return Planted("row twice", _rows(table, kept), table, (table.rows[row].label,))


def _desks(table: PrintedTable) -> list[int]:
    return [k for k, row in enumerate(table.rows) if row.level == 2]


def _rows(table: PrintedTable, kept: list[int]) -> PrintedTable:
    """The table with rows left out or repeated; lines are numbered anew, as in a file."""
    at = {old: new for new, old in reversed(list(enumerate(kept)))}
    rows = tuple(
        replace(
            table.rows[old],
            line=new + 2,
            parent=None if table.rows[old].parent is None else at[table.rows[old].parent or 0],
        )
        for new, old in enumerate(kept)
    )
    return replace(table, rows=rows, values=tuple(table.values[old] for old in kept))


KINDS: dict[str, Callable[[PrintedTable, Random], Planted | None]] = {
    "none": _none,
    "slip": _slip_up,
    "slip of two": _slip_two,
    "slip down": _slip_down,
    "copy": _copy,
    "swap": _swap,
    "swap in a block": _swap_block,
    "digit": _digit,
    "transposed": _transposed,
    "missing row": _missing,
    "row twice": _repeated,
}
"""How each kind of fault is planted; None when a table has no place for it."""
