# SPDX-License-Identifier: EUPL-1.2
"""A definition says what a table counts; it does not say how.

    name: first-registrations
    title: {nl: Aantal personen met een eerste aanmelding in {years}, ...}
    count: people                  # different people, or rows
    of: registrations              # which table of the snapshot
    where: {kind: [first]}         # only these rows; [known] means: not empty
    axis: calendar-year            # which kind of year
    rows: [area, desk]             # `time` stands for the year of the axis
    columns: [target_group]

Without `time` among rows and columns the table is about one year, which the caller names.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from taalplan.statistics.dimensions import (
    FACTS,
    RESIDENCE,
    TIME_DIMENSIONS,
    UNKNOWN,
    WITHIN,
    Fact,
)
from taalplan.statistics.views.schema import schema_of
from taalplan.tables.table import TOTAL, Unit
from taalplan.vocabulary.periods import AXES, Year
from taalplan.vocabulary.places import AREAS
from taalplan.vocabulary.text import Text

TIME = "time"
KNOWN = "known"
"""As a condition: the column is not empty."""


NOBODY = Text.same("")


class Count(StrEnum):
    """What is counted."""

    PEOPLE = "people"
    ROWS = "rows"


@dataclass(frozen=True)
class Remark:
    """A note of the definition; `where` names a dimension without which it does not apply."""

    text: Text
    where: str = ""


class DefinitionError(Exception):
    """A definition that cannot be counted; the message names every fault."""


@dataclass(frozen=True)
class Ratio:
    """A percentage printed as one more row or column: `part` of `whole`, both codes.

    The published pass rate is *passed* of *all closed*, undetermined included; in 36 of the
    144 printed percentages the other denominator would have given another figure.
    """

    dimension: str
    code: str
    label: Text
    part: str
    whole: str


@dataclass(frozen=True)
class Definition:
    """What a table counts.

    `years` are the years of the axis to show; empty means all. `codes` says which codes of a
    dimension always get a row or column; others get one only where they occur. Without it, all
    codes do that existed in one of the years.
    """

    name: str
    title: Text
    of: str
    rows: tuple[str, ...]
    columns: tuple[str, ...] = ()
    count: Count = Count.PEOPLE
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    axis: str = ""
    years: tuple[Year, ...] = ()
    ratios: tuple[Ratio, ...] = ()
    notes: tuple[Remark, ...] = ()
    owner: Text = NOBODY
    unit: Unit | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be counted, with every fault at once."""
        if faults := list(_faults(self)):
            raise DefinitionError("\n".join(f"{self.name}: {fault}" for fault in faults))

    @property
    def fact(self) -> Fact:
        """The table of events that is counted."""
        return FACTS[self.of]

    @property
    def time(self) -> str:
        """The dimension of the time axis, such as `contract_year`; empty without an axis."""
        return TIME_DIMENSIONS.get(self.axis, "")

    @property
    def counted_in(self) -> Unit:
        """What the cells are said to be."""
        return self.unit or (Unit.PEOPLE if self.count is Count.PEOPLE else Unit.ROWS)

    @property
    def is_yearly(self) -> bool:
        """Whether years stand side by side; otherwise the table is about one year."""
        return TIME in self.rows + self.columns

    @property
    def row_dimensions(self) -> tuple[str, ...]:
        """The dimensions of the rows by their own names."""
        return tuple(self.time if name == TIME else name for name in self.rows)

    @property
    def column_dimensions(self) -> tuple[str, ...]:
        """The dimensions of the columns by their own names."""
        return tuple(self.time if name == TIME else name for name in self.columns)

    @property
    def dimensions(self) -> tuple[str, ...]:
        """All dimensions, rows first: the order of tidy data."""
        return self.row_dimensions + self.column_dimensions

    @property
    def notes_shown(self) -> tuple[Text, ...]:
        """The notes that apply to the dimensions it has."""
        return tuple(
            note.text for note in self.notes if not note.where or note.where in self.dimensions
        )

    def margins(self) -> list[tuple[str, ...]]:
        """Which dimensions each margin keeps; the first keeps all of them.

        Years are not totalled (nobody asks for the people of 2017 to 2021 together without
        saying so), and an inner dimension is not kept without the one it lies within.
        """
        names = self.dimensions
        kept = itertools.product(
            *[(True,) if name == self.time else (True, False) for name in names]
        )
        found = [tuple(itertools.compress(names, choice)) for choice in kept]
        return [
            margin for margin in found if all(_outer_kept(name, margin, names) for name in margin)
        ]

    def by(self, place: str) -> Definition:
        """The same figures by another place: `area`, `desk`, `province`, `centre_city` or
        `municipality` of residence. Raises DefinitionError when the rows have no place.
        """
        place = place.replace("-", "_")
        places = {"area", "desk", *RESIDENCE}
        rows = {"desk": ("area", "desk"), "municipality": ("province", "municipality")}
        if not places & set(self.rows):
            raise DefinitionError(f"{self.name}: the rows have no place that '{place}' can replace")
        if place not in places:
            choice = ", ".join(sorted(places))
            raise DefinitionError(f"{self.name}: '{place}' is not a place; choose from {choice}")
        others = tuple(name for name in self.rows if name not in places)
        return replace(self, rows=rows.get(place, (place,)) + others)

    def along(self, axis: str) -> Definition:
        """The same figures along another time axis."""
        if axis not in self.fact.axes:
            choice = ", ".join(self.fact.axes) or "none"
            raise DefinitionError(
                f"{self.name}: {self.of} have no '{axis}'; their time axes are: {choice}"
            )
        return replace(self, axis=axis, years=())

    def of_years(self, *years: Year) -> Definition:
        """The same figures for some years of the axis only."""
        return replace(self, years=years)

    def parse_year(self, text: str) -> Year:
        """Read a year as this definition's axis writes it. Raises DefinitionError."""
        if not self.axis:
            raise DefinitionError(f"{self.name}: this table has no years")
        try:
            return AXES[self.axis].parse(text)
        except ValueError as error:
            raise DefinitionError(f"{self.name}: {error}") from None


TITLE_GAPS = ("years", "place", "time")
"""What a title may leave open, for `titles` to fill."""


def _outer_kept(name: str, margin: tuple[str, ...], names: tuple[str, ...]) -> bool:
    outer = WITHIN.get(name)
    return outer is None or outer not in names or outer in margin


def _faults(definition: Definition) -> Iterator[str]:
    """Every reason why a definition cannot be counted, as sentences."""
    if definition.of not in FACTS:
        yield f"of: '{definition.of}' cannot be counted; choose from {', '.join(FACTS)}"
        return
    fact = definition.fact
    if definition.axis and definition.axis not in fact.axes:
        choice = ", ".join(fact.axes) or "none"
        yield f"axis: {fact.table} have no '{definition.axis}'; their time axes are: {choice}"
    if definition.is_yearly and not definition.axis:
        yield "rows, columns: 'time' needs an axis"
    if not definition.dimensions:
        yield "rows: give at least one"
    for name in sorted({n for n in definition.dimensions if definition.dimensions.count(n) > 1}):
        yield f"rows, columns: '{name}' stands there twice"
    for name in (*definition.dimensions, *definition.where):
        yield from _source_fault(fact, name, definition)
    if definition.count is Count.PEOPLE and not fact.people:
        yield f"count: {fact.table} are not counted in people; write 'count: rows'"
    if definition.unit is not None and definition.count is Count.PEOPLE:
        yield "unit: people are counted; leave it out, or write 'count: rows'"
    for ratio in definition.ratios:
        if ratio.dimension not in definition.dimensions:
            yield f"ratios: '{ratio.dimension}' is neither a row nor a column"
    yield from _code_faults(definition)
    yield from _title_faults(definition)


def _code_faults(definition: Definition) -> Iterator[str]:
    """Codes that no row can have: they would be counted, as nobody at all."""
    asked = [("where", name, codes) for name, codes in definition.where.items()]
    asked += [("codes", name, codes) for name, codes in definition.codes.items()]
    asked += [("ratios", ratio.dimension, (ratio.part, ratio.whole)) for ratio in definition.ratios]
    for part, name, codes in asked:
        if part == "codes" and name not in definition.dimensions:
            yield f"codes: '{name}' is neither a row nor a column"
        known = _known_codes(definition, name)
        extra = {"where": {KNOWN}, "codes": {UNKNOWN}, "ratios": {TOTAL, UNKNOWN}}[part]
        for code in codes:
            if known and code not in {*known, *extra}:
                yield f"{part}: '{code}' is not a code of '{name}'; choose from {', '.join(known)}"


def _known_codes(definition: Definition, name: str) -> tuple[str, ...]:
    """The codes of a dimension with a closed list; none for places, which a snapshot may name."""
    source = definition.fact.sources.get(name)
    if source is None or source.years:
        return ()
    if name == "area":
        return tuple(AREAS)
    table = schema_of(source.table or definition.of)
    return table.column(source.column).codes if source.column in table.names else ()


def _title_faults(definition: Definition) -> Iterator[str]:
    """Gaps in the title that nothing fills."""
    for language in ("nl", "en", "fr"):
        for gap in re.findall(r"{(.*?)}", definition.title[language]):
            if gap not in TITLE_GAPS:
                filled = ", ".join(f"{{{name}}}" for name in TITLE_GAPS)
                yield f"title: nothing fills {{{gap}}}; a title may have {filled}"
                return


def _source_fault(fact: Fact, name: str, definition: Definition) -> Iterator[str]:
    if name == definition.time or (name in definition.where and name in fact.dates):
        return
    try:
        fact.source(name)
    except KeyError as error:
        yield str(error.args[0])
