# SPDX-License-Identifier: EUPL-1.2
"""What the change of one published figure consists of, from published figures alone.

How it moved beside the area and beside everywhere, which groups and which neighbouring desks
moved with it, which desks opened or closed, and which declared shocks fall in between. Nothing
here claims a cause.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from taalplan import policy
from taalplan.opendata.focus import PLACES, Focus
from taalplan.opendata.why_words import (
    ALONG,
    BESIDE,
    CARE,
    CHANGE,
    CLOSED,
    DIFFERENCE,
    DIRECTIONS,
    GROUPS,
    HIDDEN,
    MEASURE,
    NEIGHBOURS,
    NOT_SHOWN,
    NOUNS,
    ONE,
    OPENED,
    RELATIVE,
    SAME,
    SHIFT,
    SHOCKS,
    TITLE,
    WHERE,
    WIDER,
    YEARS_BETWEEN,
)
from taalplan.statistics.change.phrases import (
    EMPTY,
    fill,
    listed,
    number,
    paired,
    signed,
    signed_percent,
)
from taalplan.statistics.dimensions import AXIS_OF
from taalplan.tables.explanation import Explanation
from taalplan.tables.render.layout import format_date
from taalplan.tables.table import (
    TOTAL,
    Axis,
    Cell,
    Dimension,
    Member,
    Status,
    Table,
    Unit,
)
from taalplan.vocabulary.periods import AXES
from taalplan.vocabulary.text import Language, Text

Part = Text | Table


def sentence(focus: Focus, first: str, last: str) -> Text:
    """The figure and how it compares, in one sentence."""
    before, after = focus.value(first), focus.value(last)
    if before is None or after is None:
        return fill(HIDDEN, name=focus.name, first=first, last=last)
    change = after - before
    words: dict[str, Text | str] = {
        "name": focus.name,
        "unit": _noun(focus),
        "first": first,
        "last": last,
        "before": number(before),
        "after": number(after),
        "change": number(abs(change)),
        "relative": signed_percent(100 * change / before) if before else Text.same("–"),
        "direction": DIRECTIONS[change > 0],
    }
    return fill(CHANGE if change else SAME, **words)


def single(focus: Focus, year: str) -> Text:
    """The figure of one year in a sentence."""
    value = focus.value(year)
    if value is None:
        return fill(NOT_SHOWN, name=focus.name, year=year)
    return fill(ONE, name=focus.name, unit=_noun(focus), year=year, value=number(value))


def _noun(focus: Focus) -> Text:
    return NOUNS.get(focus.table.unit, EMPTY)


def why(focus: Focus, first: str, last: str, of: str) -> Explanation:
    """Everything that published figures say about a change; `of` is what is counted."""
    parts = (
        sentence(focus, first, last),
        *_between(focus, first, last, of),
        *_beside_wider(focus, first, last),
        *_divided(focus, first, last, "target_group", GROUPS),
        *_neighbours(focus, first, last),
        CARE,
    )
    title = fill(TITLE, name=focus.name, first=first, last=last)
    return Explanation(f"why-{focus.table.name}", title, tuple(parts))


def _between(focus: Focus, first: str, last: str, of: str) -> Iterator[Part]:
    """The years in between, and the shocks that were declared for any of them."""
    start, end = focus.years.index(first), focus.years.index(last)
    between = [year for year in focus.years[start + 1 : end] if focus.value(year) is not None]
    if between:
        pairs = [paired(Text.same(y), number(focus.value(y) or 0)) for y in between]
        yield fill(YEARS_BETWEEN, years=listed(pairs))
    kind = AXES[AXIS_OF[focus.time]]
    declared = policy.shocks().about(of, kind.parse(first).first_day, kind.parse(last).last_day)
    group, area = (dict(focus.codes).get(name, TOTAL) for name in ("target_group", "area"))
    felt = [
        shock
        for shock in declared
        if (not shock.target_groups or group in (TOTAL, *shock.target_groups))
        and (not shock.areas or area in (TOTAL, *shock.areas))
    ]
    if felt:
        yield fill(SHOCKS, shocks=listed([_dated(s.label, s.start) for s in felt]))


def _dated(label: Text, day: object) -> Text:
    since = Text("vanaf", "from", "à partir du")
    return Text(*(f"{label[g]} ({since[g]} {format_date(day, g)})" for g in Language))  # type: ignore[arg-type]


def _beside_wider(focus: Focus, first: str, last: str) -> Iterator[Part]:
    """The same group in the area and everywhere; what moving along would have given."""
    wider = list(focus.wider())
    if not wider:
        return
    before, after = focus.value(first), focus.value(last)
    told = [
        paired(one.name, signed_percent(100 * (now - then) / then))
        for one in wider
        if (then := one.value(first)) and (now := one.value(last)) is not None
    ]
    if told:
        yield fill(WIDER, places=listed(told))
    everywhere = wider[-1]
    then, now = everywhere.value(first), everywhere.value(last)
    if then and now is not None and before is not None and after is not None:
        along = before * now / then
        rest = round(after) - round(along)
        yield fill(
            SHIFT if rest else ALONG,
            name=focus.name,
            place=everywhere.name,
            along=number(along),
            difference=signed(rest),
        )
    yield _table([focus, *wider], first, last, BESIDE, "beside", WHERE)


def _divided(focus: Focus, first: str, last: str, dimension: str, title: Text) -> Iterator[Part]:
    """The groups at the same place."""
    if dimension not in dict(focus.codes):
        return
    whole = focus.at(**{dimension: TOTAL})
    parts = [*focus.divided(dimension), *([whole] if whole.is_there else [])]
    if len(parts) > 2:
        heading = next(d.label for d in focus.table.dimensions if d.name == dimension)
        name = fill(title, place=focus.at(**{dimension: TOTAL}).name)
        yield _table(parts, first, last, name, "groups", heading, by=dimension)


def _neighbours(focus: Focus, first: str, last: str) -> Iterator[Part]:
    """The other desks of the area, for the same group: where people went, perhaps."""
    codes = dict(focus.codes)
    inner, outer = ("desk", "area") if "desk" in codes else ("municipality", "province")
    if codes.get(outer, TOTAL) == TOTAL or codes.get(inner, TOTAL) == TOTAL:
        return
    desks = list(focus.divided(inner))
    if len(desks) < 2:
        return
    for state, words in ((first, OPENED), (last, CLOSED)):
        other = last if state == first else first
        found = [
            each.at(**{n: TOTAL for n in codes if n not in PLACES}).name
            for each in desks
            if each.cell(state).status is Status.NOT_OPEN
            and each.cell(other).status is not Status.NOT_OPEN
        ]
        if found:
            yield fill(words, desks=listed(found), year=other if state == first else state)
    area = focus.at(**{inner: TOTAL})
    name = fill(NEIGHBOURS, place=area.name)
    yield _table([*desks, area], first, last, name, "neighbours", WHERE, by=inner)


def _table(
    figures: Sequence[Focus],
    first: str,
    last: str,
    title: Text,
    name: str,
    heading: Text,
    by: str = "",
) -> Table:
    """Figures under each other: both years, the difference, and what part of the first it is."""
    columns = (
        Member((first,), Text.same(first)),
        Member((last,), Text.same(last)),
        Member(("difference",), DIFFERENCE, signed=True),
        Member(("relative",), RELATIVE, unit=Unit.PERCENT, signed=True, decimals=1),
    )
    rows, cells = [], {}
    for place, each in enumerate(figures):
        label = each.name
        if by:
            code = dict(each.codes)[by]
            label = _TOGETHER if code == TOTAL else each.label(by)
        row = Member((str(place),), label)
        rows.append(row)
        for column, cell in zip(columns, _change(each.cell(first), each.cell(last)), strict=True):
            cells[row.path, column.path] = cell
    return Table(
        f"{name}-{figures[0].table.name}",
        title,
        Axis((Dimension("figure", heading),), tuple(rows)),
        Axis((Dimension("measure", MEASURE),), columns),
        cells,
        figures[0].table.unit,
        provenance=figures[0].table.provenance,
    )


_TOGETHER = Text("Samen", "Together", "Ensemble")


def _change(before: Cell, after: Cell) -> Iterator[Cell]:
    yield from (before, after)
    if before.value is None or after.value is None:
        status = (
            Status.SUPPRESSED
            if Status.SUPPRESSED in (before.status, after.status)
            else Status.NOT_OPEN
        )
        yield from (Cell(None, status),) * 2
        return
    change = after.value - before.value
    yield Cell(change)
    yield Cell(100 * change / before.value) if before.value else Cell(None, Status.NOT_OPEN)
