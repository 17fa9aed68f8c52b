# SPDX-License-Identifier: EUPL-1.2
"""What the first extract could know of the supply: nothing that happened after its day.

`supply.fill` makes the demands, courses, placements, appointments and feedback once, as the
register knew them on the day of the second extract. Here that is turned back a month.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any

import numpy as np

from taalplan.example.figures import Ints

Tables = Mapping[str, Any]


def turned_back(tables: Tables, as_of: date, numbers: Ints) -> dict[str, Any]:
    """The tables as they stood on an earlier day.

    `numbers` gives each person's number then, -1 for those who were not known: their rows go.
    Tables that this module has no rule for only get their people renumbered.
    """
    result = {}
    for name, table in tables.items():
        rule = _RULES.get(name)
        known = rule(table, as_of, tables) if rule else table
        result[name] = _renumbered(known, numbers)
    return result


def _renumbered(table: Any, numbers: Ints) -> Any:
    import pyarrow as pa
    import pyarrow.compute as pc

    if "person" not in table.column_names:
        return table
    person = table["person"].combine_chunks()
    missing = np.asarray(pc.is_null(person))
    former = numbers[np.asarray(pc.fill_null(person, 0)).astype(np.int64)]
    place = table.column_names.index("person")
    changed = table.set_column(place, "person", pa.array(former, mask=missing))
    return changed.filter(pa.array(missing | (former >= 0)))


def _demands(table: Any, as_of: date, _: Tables) -> Any:
    import pyarrow.compute as pc

    known = table.filter(pc.less_equal(table["since"], as_of))
    still_open = pc.greater(known["ended"], as_of)
    return _blanked(known, still_open, ("ended", "end_reason"))


def _courses(table: Any, as_of: date, _: Tables) -> Any:
    """A course that ran or was done by now was only confirmed, or running, then."""
    import pyarrow as pa
    import pyarrow.compute as pc

    status = table["status"].cast(pa.string())
    under_way = pc.is_in(status, pa.array(["running", "done"]))
    later = pc.and_(under_way, pc.greater(table["start"], as_of))
    unfinished = pc.and_(pc.equal(status, "done"), pc.greater(table["end"], as_of))
    then = pc.if_else(later, "confirmed", pc.if_else(unfinished, "running", status))
    return table.set_column(table.column_names.index("status"), "status", then)


def _placements(table: Any, as_of: date, tables: Tables) -> Any:
    import pyarrow as pa
    import pyarrow.compute as pc

    known = table.filter(pc.less_equal(table["date"], as_of))
    courses = tables["courses"]
    ends = courses["end"].combine_chunks().cast(pa.date32())
    row = pc.index_in(known["course"], value_set=courses["course"].combine_chunks())
    return _blanked(known, pc.greater(pc.take(ends, row), as_of), ("result",))


def _appointments(table: Any, as_of: date, _: Tables) -> Any:
    import pyarrow as pa
    import pyarrow.compute as pc

    known = table.filter(pc.less_equal(table["booked"], as_of))
    end_of_day = pa.scalar(datetime.combine(as_of, time.max), known["starts"].type)
    ahead = pc.greater(known["starts"], end_of_day)
    status = pc.if_else(ahead, "booked", known["status"].cast(pa.string()))
    return known.set_column(known.column_names.index("status"), "status", status)


def _feedback(table: Any, as_of: date, _: Tables) -> Any:
    import pyarrow.compute as pc

    return table.filter(pc.less_equal(table["date"], as_of))


def _blanked(table: Any, where: Any, columns: tuple[str, ...]) -> Any:
    """Columns made null where a condition holds; null conditions count as not."""
    import pyarrow as pa
    import pyarrow.compute as pc

    keep = pc.invert(pc.fill_null(where, False))
    for name in columns:
        if name not in table.column_names:
            continue
        values = table[name]
        if pa.types.is_dictionary(values.type):
            values = values.cast(pa.string())
        place = table.column_names.index(name)
        empty = pa.scalar(None, values.type)
        table = table.set_column(place, name, pc.if_else(keep, values, empty))
    return table


_RULES: dict[str, Callable[[Any, date, Tables], Any]] = {
    "demands": _demands,
    "courses": _courses,
    "placements": _placements,
    "appointments": _appointments,
    "feedback": _feedback,
}
