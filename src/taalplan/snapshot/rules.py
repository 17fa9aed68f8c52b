# SPDX-License-Identifier: EUPL-1.2
"""What must hold in a snapshot, column by column; `relations` has what holds between columns.

Each rule is a function of an `Inspection` that yields breaches. A rule looks at whole columns
at once, so that a million rows take a second.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from taalplan.snapshot.inspection import Breach, Inspection, Rows, where
from taalplan.snapshot.national import has_national_number
from taalplan.snapshot.schema import TABLES, Column, Kind
from taalplan.vocabulary.places import (
    AREAS,
    PROVINCES,
    WALLONIA,
    Municipality,
    desks,
    municipalities,
    slug,
)

Rule = Callable[[Inspection], Iterable[Breach]]

HAPPENED = {
    "registrations": ("date",),
    "contracts": ("signed",),
    "components": ("opened", "closed"),
    "demands": ("since", "ended"),
    "placements": ("date",),
    "appointments": ("booked",),
    "feedback": ("date",),
}
"""The dates of what has happened, by table: none can lie after the day the register was read."""

MAXIMUM = {
    ("demands", "intensity"): 40,
    ("courses", "hours"): 5_000,
    ("courses", "capacity"): 1_000,
    ("courses", "places_for_desks"): 1_000,
    ("appointments", "minutes"): 24 * 60,
    ("desks", "counters"): 500,
}
"""Above this, a number is a slip of the finger or of the separator."""

EARLIEST = date(1990, 1, 1)
"""Years before the first integration decree; what lies before it stands for 'not known'."""

_FIRST_DAY, _LAST_DAY = date(1900, 1, 2), date(2199, 12, 31)
_LONGEST_CODE = 60


def columns(data: Inspection) -> Iterator[tuple[str, Column]]:
    """Every column of every table that is there."""
    for name in data.tables:
        for column in TABLES[name].columns:
            yield name, column


def required(data: Inspection) -> Iterator[Breach]:
    """A required column has a value in every row."""
    for table, column in columns(data):
        if column.required:
            rows = np.flatnonzero(data.tables[table].empty(column.name))
            yield Breach(table, column.name, rows, "is empty", "every row needs a value here")


def known_codes(data: Inspection) -> Iterator[Breach]:
    """A code comes from its list."""
    for table, column in columns(data):
        known = _known(data, column)
        if known is None:
            continue
        rows = _strangers(data.column(table, column.name), known)
        what = _NAMES.get(column.refers or column.name, "a code of this column")
        advice = _suggest(data, table, column, known)
        yield Breach(table, column.name, rows, f"is not {what}", advice)


_NAMES = {
    "desks": "a desk that is known here",
    "municipalities": "a municipality that is known here",
    "centres": "a centre of the table centres",
    "sites": "a site of the table sites",
    "area": "a working area",
    "province": "a province",
}


def _known(data: Inspection, column: Column) -> set[str] | None:
    """The codes a column may have; None when nothing can be said about it."""
    if column.codes:
        return set(column.codes)
    if column.name in ("area", "province"):
        return set(AREAS) if column.name == "area" else {*PROVINCES, WALLONIA.code}
    if column.kind is not Kind.CODE or not column.refers:
        return None
    own = {"desks": {desk.code for desk in desks()}, "municipalities": set(municipalities())}
    if not data.has(column.refers):
        return own.get(column.refers)
    if not data.tables[column.refers].whole:
        return None
    given = data.column(column.refers, TABLES[column.refers].columns[0].name)
    return own.get(column.refers, set()) | set(pc.unique(given.cast(pa.string())).to_pylist())


def _strangers(values: pa.ChunkedArray, known: set[str]) -> Rows:
    """The rows with a code, or one of several codes, outside the list."""
    if pa.types.is_list(values.type):
        whole = values.combine_chunks()
        bad = pc.is_in(whole.flatten(), value_set=pa.array(sorted(known))).to_numpy(False)
        return np.unique(pc.list_parent_indices(whole).to_numpy()[~bad].astype(np.int64))
    rows: list[Rows] = []
    start = 0
    allowed = pa.array(sorted(known - {None}), pa.string())
    for chunk in values.chunks:
        good = pc.is_in(chunk.dictionary, value_set=allowed)
        bad = np.flatnonzero(~np.asarray(good))
        indices = np.asarray(chunk.indices.fill_null(-1))
        rows.append(np.flatnonzero(np.isin(indices, bad)) + start)
        start += len(chunk)
    return np.concatenate(rows) if rows else np.zeros(0, np.int64)


def _suggest(data: Inspection, table: str, column: Column, known: set[str]) -> Callable[[int], str]:
    def advice(row: int) -> str:
        text = data.tables[table].text(column.name, row)
        if column.refers == "municipalities":
            return _about_municipality(text)
        near = difflib.get_close_matches(text.lower().replace(" ", "-"), sorted(known), 2, 0.6)
        if near:
            return f"did you mean {' or '.join(near)}?"
        if column.refers:
            return f"correct it, or add it to a table {column.refers}"
        return f"write one of {', '.join(sorted(known))}"

    return advice


def _about_municipality(text: str) -> str:
    name = slug(text)
    same = [place for place in municipalities().values() if name and slug(place.name.nl) == name]
    if len(same) > 1:
        codes = " or ".join(f"{place.nis} ({_until(place)})" for place in same)
        return f"its NIS code changed, so give the code: {codes}"
    if re.fullmatch(r"\d{4}", text):
        return "this looks like a postal code; give the NIS code, which has five digits"
    return (
        "give a NIS code of Belgium, leave it empty for abroad or not known, "
        "or add it to a table municipalities"
    )


def _until(place: Municipality) -> str:
    return f"until {place.valid_to}" if place.valid_to else f"from {place.valid_from}"


def short_codes(data: Inspection) -> Iterator[Breach]:
    """A code without a closed list is a code, not a story in which somebody may be named."""
    for table, column in columns(data):
        if column.kind is Kind.CODE and not column.codes:
            words = data.column(table, column.name).cast(pa.string())
            bad = pc.invert(pc.match_substring_regex(words, r"^[a-z0-9]+([-_][a-z0-9]+){0,6}$"))
            long = pc.greater(pc.utf8_length(words), _LONGEST_CODE)
            rows = where(pc.or_kleene(bad, long))
            yield Breach(
                table, column.name, rows, "is not a code", "write a short word in small letters"
            )


def no_national_numbers(data: Inspection) -> Iterator[Breach]:
    """Nothing that is kept as text looks like a national number (INSZ)."""
    for table, column in columns(data):
        if column.kind is Kind.TEXT or (column.kind is Kind.CODE and not column.codes):
            words = data.column(table, column.name).cast(pa.string()).combine_chunks()
            suspects = [text for text in pc.unique(words).to_pylist() if has_national_number(text)]
            yield Breach(
                table,
                column.name,
                where(pc.is_in(words, value_set=pa.array(suspects, pa.string()))),
                "holds what looks like a national number",
                "a snapshot names nobody; take it out of the extract",
            )


def numbers_in_range(data: Inspection) -> Iterator[Breach]:
    """No number lies below what is possible, or absurdly far above it."""
    for table, column in columns(data):
        values = data.column(table, column.name)
        least = 0 if column.kind is Kind.KEY else column.minimum
        if least is not None:
            low = where(pc.less(values, least))
            yield Breach(table, column.name, low, f"is less than {least:g}")
        most = MAXIMUM.get((table, column.name))
        if most is not None:
            high = where(pc.greater(values, most))
            advice = "look at the separator of thousands and decimals"
            yield Breach(table, column.name, high, f"is more than {most:,}", advice)


def birth_years(data: Inspection) -> Iterator[Breach]:
    """Nobody is born after the register was read."""
    if data.has("people"):
        late = where(pc.greater(data.column("people", "birth_year"), data.as_of.year))
        yield Breach("people", "birth_year", late, f"is later than {data.as_of.year}")


def real_dates(data: Inspection) -> Iterator[Breach]:
    """A date is a day on which something was, not a sign for 'not known' or 'no end'."""
    for table, column in columns(data):
        if column.kind is not Kind.DATE:
            continue
        happened = column.name in HAPPENED.get(table, ())
        first = EARLIEST if happened else _FIRST_DAY
        values = data.column(table, column.name)
        never = pc.or_(pc.less(values, first), pc.greater(values, _LAST_DAY))
        yield Breach(
            table,
            column.name,
            where(never),
            "is not a real date but a sign for 'not known' or 'no end'",
            "give the real date" if column.required else "leave it empty",
        )


def nothing_after_as_of(data: Inspection) -> Iterator[Breach]:
    """Nothing has happened after the day up to which the register was read."""
    for table, names in HAPPENED.items():
        if not data.has(table):
            continue
        for name in names:
            values = data.column(table, name)
            late = pc.and_(pc.greater(values, data.as_of), pc.less_equal(values, _LAST_DAY))
            problem = f"is later than {data.as_of}, the day up to which the register was read"
            yield Breach(table, name, where(late), problem, "correct the date, or that day")


RULES: tuple[Rule, ...] = (
    required,
    known_codes,
    short_codes,
    no_national_numbers,
    numbers_in_range,
    birth_years,
    real_dates,
    nothing_after_as_of,
)
"""The rules about one column at a time."""
