# SPDX-License-Identifier: EUPL-1.2
"""Tables made at random survive CSV, and tables counted from people pass the checks."""

from __future__ import annotations

import csv
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO, StringIO
from itertools import product

import openpyxl
from docx import Document
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from taalplan.tables import (
    TOTAL,
    Axis,
    Cell,
    Dimension,
    Member,
    Note,
    Severity,
    Status,
    Table,
)
from taalplan.tables.checks import OVERLAP, check
from taalplan.tables.render import render
from taalplan.tables.render.layout import layout
from taalplan.tables.render.text import text
from taalplan.vocabulary.text import Text

AREAS = {"antwerpen": ("boom", "geel", "lier"), "limburg": ("genk", "hasselt"), "atlas": ("atlas",)}
GROUPS = ("obliged", "entitled", "undetermined")
COUNTED = frozenset({"area", "desk", "target_group"})

words = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12)
values = st.integers(-(10**9), 10**9) | st.floats(-1e9, 1e9).filter(lambda x: x == x)
cells = st.one_of(
    values.map(Cell),
    values.map(lambda value: Cell(value, Status.PROVISIONAL)),
    st.just(Cell(None, Status.SUPPRESSED)),
    st.just(Cell(None, Status.NOT_OPEN)),
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Any table of one or two dimensions on each axis, with any codes."""
    axes = []
    for side in ("row", "column"):
        width = draw(st.integers(1, 2))
        paths = draw(st.lists(st.tuples(*[words] * width), min_size=1, max_size=5, unique=True))
        dimensions = tuple(Dimension(f"{side}_{k}", Text.same(f"{side} {k}")) for k in range(width))
        members = tuple(Member(p, Text.same(p[-1]), draw(st.integers(0, 2))) for p in paths)
        axes.append(Axis(dimensions, members))
    rows, columns = axes
    keys = product([m.path for m in rows.members], [m.path for m in columns.members])
    return Table(
        draw(words), Text.same(draw(words)), rows, columns, {key: draw(cells) for key in keys}
    )


def read_back(table: Table) -> dict[tuple[str, ...], Cell]:
    """The cells of a table as a reader of its CSV finds them."""
    header, *lines = csv.reader(StringIO(str(render(table, "csv")), newline=""))
    assert header[-2:] == ["value", "status"]
    return {
        tuple(code[1:] if code.startswith("'") else code for code in codes): Cell(
            float(value) if value else None, Status(status)
        )
        for *codes, value, status in lines
    }


@settings(max_examples=150, deadline=None)
@given(tables())
def test_csv_read_back_gives_the_same_cells(table):
    # An apostrophe of one's own at the start cannot be told from the one that makes text safe.
    assume(not any("'" in code for codes, _ in table.tidy() for code in codes))
    assert read_back(table) == dict(table.tidy())


@settings(max_examples=150, deadline=None)
@given(tables(), st.integers(16, 120))
def test_no_text_table_is_wider_than_the_terminal_unless_one_figure_is(table, width):
    lines = text(table, width=width).splitlines()
    widest = max(len(word) for line in lines for word in line.split() or [""])
    assert max(map(len, lines)) <= max(width, 8 + 2 + widest + 2)


class Balance(HTMLParser):
    """Counts how deep the tags are, and collects the words of figures."""

    def __init__(self) -> None:
        super().__init__()
        self.depth, self.figures, self.inside = 0, [], False

    def handle_starttag(self, tag, attrs):
        self.depth += 1
        if tag == "td":
            self.figures.append("")
        self.inside = tag == "td" or (self.inside and tag != "th")

    def handle_endtag(self, tag):
        self.depth -= 1
        self.inside = self.inside and tag != "td"

    def handle_data(self, data):
        if self.inside:
            self.figures[-1] += data


@settings(max_examples=100, deadline=None)
@given(tables())
def test_html_closes_every_tag_and_has_a_cell_for_every_figure(table):
    reader = Balance()
    reader.feed(str(render(table, "html")))
    assert reader.depth == 0
    printed = [
        (cell, words_)
        for line in layout(table).lines
        for cell, words_ in zip(line.cells, line.texts, strict=True)
    ]
    assert len(reader.figures) == len(printed)
    for figure, (cell, words_) in zip(reader.figures, printed, strict=True):
        assert figure.startswith(words_)
        assert (figure == words_) == (cell.status is Status.VALUE)


@settings(max_examples=25, deadline=None)
@given(tables())
def test_any_table_opens_as_a_workbook_and_as_a_document(table):
    drawn = layout(table)
    book = openpyxl.load_workbook(BytesIO(bytes(render(table, "xlsx"))))
    sheet = book.worksheets[2]
    (name,) = sheet.tables
    rows = sheet[sheet.tables[name].ref]
    assert len(rows) == len(drawn.lines) + 1
    assert all(cell.value is not None and cell.data_type != "f" for row in rows for cell in row)
    document = Document(BytesIO(bytes(render(table, "docx"))))
    (grid,) = document.tables
    assert len(grid.rows) == len(drawn.lines) + len(drawn.headings)


person = st.tuples(
    st.sampled_from([(area, desk) for area, desks in AREAS.items() for desk in desks]),
    st.sampled_from(GROUPS),
)
people = st.lists(st.lists(person, min_size=1, max_size=3), max_size=40)


def counted_table(people: list[list[tuple[tuple[str, str], str]]], *, note: bool) -> Table:
    """Count people at every margin in the plainest way: who is in at least one such cell."""

    def count(area: str, desk: str, group: str) -> int:
        return sum(
            any(
                area in (TOTAL, a) and desk in (TOTAL, d) and group in (TOTAL, g)
                for (a, d), g in visits
            )
            for visits in people
        )

    rows = [(a, d) for a, desks in AREAS.items() for d in (TOTAL, *desks)] + [(TOTAL, TOTAL)]
    columns = [(group,) for group in (*GROUPS, TOTAL)]
    row_axis = Axis(
        (Dimension("area", Text.same("area")), Dimension("desk", Text.same("desk"))),
        tuple(Member((a, d), Text.same(a if d == TOTAL else d), int(d != TOTAL)) for a, d in rows),
    )
    column_axis = Axis(
        (Dimension("target_group", Text.same("group")),),
        tuple(Member(path, Text.same(path[0])) for path in columns),
    )
    figures = {(r, c): Cell(count(*r, *c)) for r in rows for c in columns}
    notes = (Note(Text.same("Eén keer geteld."), (), OVERLAP),) if note else ()
    return Table("t", Text.same("t"), row_axis, column_axis, figures, counted=COUNTED, notes=notes)


@settings(max_examples=150, deadline=None)
@given(people)
def test_a_table_counted_from_people_has_nothing_against_it(people):
    assert check(counted_table(people, note=True)) == ()


@settings(max_examples=100, deadline=None)
@given(people)
def test_without_a_note_there_is_a_warning_exactly_when_somebody_is_in_two_parts(people):
    found = check(counted_table(people, note=False))
    assert {finding.severity for finding in found} <= {Severity.WARNING}
    twice = any(len(set(visits)) > 1 for visits in people)
    assert bool(found) == twice


@settings(max_examples=100, deadline=None)
@given(people, st.integers(1, 50))
def test_a_grand_total_that_is_more_than_its_parts_together_is_found(people, extra):
    table = counted_table(people, note=True)
    key = ((TOTAL, TOTAL), (TOTAL,))
    parts = sum(table.cells[(area, TOTAL), (TOTAL,)].value or 0 for area in AREAS)
    spoiled = replace(table, cells={**table.cells, key: Cell(parts + extra)})
    assert "total-above-parts" in {finding.code for finding in check(spoiled)}


@settings(max_examples=100, deadline=None)
@given(people, st.sampled_from(AREAS["antwerpen"]), st.sampled_from((*GROUPS, TOTAL)))
def test_a_desk_with_more_people_than_its_area_is_found(people, desk, group):
    table = counted_table(people, note=True)
    area = table.cells[("antwerpen", TOTAL), (group,)].value or 0
    spoiled = {**table.cells, (("antwerpen", desk), (group,)): Cell(area + 1)}
    found = check(replace(table, cells=spoiled))
    assert any(f.code == "part-above-total" and "antwerpen" in f.where for f in found)


@settings(max_examples=100, deadline=None)
@given(st.lists(person, max_size=40), st.data())
def test_where_nobody_is_in_two_parts_any_single_changed_figure_is_found(visits, data):
    table = replace(counted_table([[visit] for visit in visits], note=True), counted=frozenset())
    assert check(table) == ()
    key = data.draw(st.sampled_from(sorted(table.cells)))
    changed = Cell((table.cells[key].value or 0) + data.draw(st.integers(1, 9)))
    assert check(replace(table, cells={**table.cells, key: changed}))
