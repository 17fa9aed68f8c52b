# SPDX-License-Identifier: EUPL-1.2
"""The codes a dimension can take in a snapshot, in printed order, with their labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from taalplan.snapshot import Snapshot
from taalplan.statistics.definition import Definition
from taalplan.statistics.dimensions import UNKNOWN, Source
from taalplan.statistics.places import OTHER_CITY, Place, read_desks, read_municipalities
from taalplan.statistics.views.schema import schema_of
from taalplan.tables.table import Dimension
from taalplan.vocabulary.periods import Year
from taalplan.vocabulary.places import AREAS, CENTRE_CITIES, PROVINCES
from taalplan.vocabulary.terms import label, title
from taalplan.vocabulary.text import Text

LISTS = {
    ("registrations", "kind"): "registration_kind",
    ("courses", "status"): "course_status",
    ("placements", "status"): "placement_status",
    ("placements", "result"): "course_result",
    ("appointments", "status"): "appointment_status",
    ("appointments", "purpose"): "appointment_purpose",
    ("feedback", "kind"): "feedback_kind",
    **{
        (table, "level"): "component"
        for table in ("demands", "courses", "placements", "enrolments")
    },
    ("enrolments", "mode"): "teaching_mode",
    ("enrolments", "outcome"): "enrolment_outcome",
    ("steps", "next"): "next_level",
    ("first_lessons", "waited"): "first_lesson",
    ("heard", "said"): "heard",
}
"""The code list of a table's column, when it is not called like the column."""

HEADINGS = {"year": "calendar_year"}
UNKNOWN_LABEL = label("word", UNKNOWN)
OTHER_LABEL = label("centre_city", "no")


class CodeLists:
    """The code lists of one snapshot: its own, and Taalplan's where it has none."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Read the desks and municipalities of a snapshot."""
        self.places: dict[str, dict[str, Place]] = {
            "desk": read_desks(snapshot),
            "municipality": read_municipalities(snapshot),
        }

    def within(self, inner: str, outer: str) -> Mapping[str, str]:
        """From each desk to its area, or each municipality to its province or centre city."""
        return {code: place.within[outer] for code, place in self.places[inner].items()}

    def codes(self, name: str, source: Source, table: str) -> list[str]:
        """The known codes of a dimension of a table, in printed order; not `unknown`."""
        match name:
            case "area":
                return _known_first(AREAS, self.within("desk", "area").values())
            case "province":
                return _known_first(PROVINCES, self.within("municipality", "province").values())
            case "centre_city":
                used = set(self.within("municipality", "centre_city").values())
                return [*_known_first(CENTRE_CITIES, used - {OTHER_CITY}), OTHER_CITY]
            case "desk" | "municipality":
                return list(self.places[name])
        return list(schema_of(source.table or table).column(source.column).codes)

    def dimension(self, definition: Definition, name: str, codes: Iterable[str]) -> Dimension:
        """A dimension with the labels of its codes."""
        heading = _heading(LISTS.get((definition.of, name), HEADINGS.get(name, name)))
        if name == definition.time:
            return Dimension(name, heading)
        return Dimension(name, heading, {c: self.label(definition.of, name, c) for c in codes})

    def label(self, table: str, name: str, code: str) -> Text:
        """The label of one code of a table's dimension; the code itself when nobody named it."""
        if code == UNKNOWN:
            return UNKNOWN_LABEL
        if name == "centre_city" and code == OTHER_CITY:
            return OTHER_LABEL
        place = self.places.get("municipality" if name == "centre_city" else name, {}).get(code)
        if place is not None:
            return place.name
        try:
            return label(LISTS.get((table, name), name), code)
        except KeyError:
            return Text.same(code)


def _heading(name: str) -> Text:
    try:
        return title(name)
    except KeyError:
        return Text.same(name)


def _known_first(known: Iterable[str], used: Iterable[str]) -> list[str]:
    listed = list(known)
    return [*listed, *sorted(set(used) - set(listed))]


def years_of(snapshot: Snapshot, table: str, source: Source) -> list[Year]:
    """Every year of the source's kind in which its dates fall, from first to last."""
    table = source.table or table
    kind = source.years
    span = _statistics(snapshot, table, source.column) or _min_max(snapshot, table, source.column)
    if kind is None or span is None:
        return []
    first, last = (kind.of(day).start for day in span)
    return [kind(start) for start in range(first, last + 1)]


def _statistics(snapshot: Snapshot, table: str, column: str) -> tuple[date, date] | None:
    """The first and last date by the file's own statistics, without reading a row."""
    spans = []
    with pq.ParquetFile(snapshot.file(table)) as file:
        index = file.schema_arrow.get_field_index(column)
        for group in range(file.num_row_groups):
            found = file.metadata.row_group(group).column(index).statistics
            if found is None or not found.has_min_max:
                return None
            spans.append((_day(found.min), _day(found.max)))
    return (min(low for low, _ in spans), max(high for _, high in spans)) if spans else None


def _min_max(snapshot: Snapshot, table: str, column: str) -> tuple[date, date] | None:
    span = pc.min_max(snapshot.table(table, [column])[column].cast(pa.date32())).as_py()
    return None if span["min"] is None else (span["min"], span["max"])


def _day(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value
