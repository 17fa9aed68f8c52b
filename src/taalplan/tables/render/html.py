# SPDX-License-Identifier: EUPL-1.2
"""A table as an accessible HTML fragment: caption, scopes, row groups, linked notes.

Everything is text first: the fragment reads well without the stylesheet. A cell that was not
open looks empty, and says so to who cannot see it.
"""

from __future__ import annotations

import re
from html import escape

from taalplan.tables.render.layout import Heading, Layout, Line, layout
from taalplan.tables.table import Cell, Status, Table


def html(table: Table, language: str = "nl") -> str:
    """The table as a fragment for a page; `STYLESHEET` belongs with it.

    Ids start with the table's name, so several tables can stand on one page as long as their
    names differ.
    """
    drawn = layout(table, language)
    name = "table-" + (re.sub(r"[^a-z0-9]+", "-", table.name.lower()).strip("-") or "unnamed")
    described = f' aria-describedby="{name}-notes"' if _has_foot(drawn) else ""
    unit = f' <span class="unit">({escape(drawn.unit)})</span>' if drawn.unit else ""
    return "\n".join(
        [
            f'<div class="taalplan-table" lang="{language}">',
            f'<div class="scroll" role="region" tabindex="0" aria-labelledby="{name}-caption">',
            f'<table id="{name}"{described}>',
            f'<caption id="{name}-caption"><span>{escape(drawn.title)}{unit}</span></caption>',
            *_columns(drawn),
            *_head(drawn, name),
            *_bodies(drawn, name),
            "</table>",
            "</div>",
            *_foot(drawn, name),
            "</div>",
            "",
        ]
    )


def _has_foot(drawn: Layout) -> bool:
    return bool(drawn.notes or drawn.legend or drawn.source)


def _columns(drawn: Layout) -> list[str]:
    """Column groups, which `scope=colgroup` refers to. Empty when there is one heading line."""
    if len(drawn.headings) == 1:
        return []
    groups = [f'<colgroup span="{heading.span}"></colgroup>' for heading in drawn.headings[0]]
    return ["<colgroup></colgroup>", *groups]


def _head(drawn: Layout, name: str) -> list[str]:
    """The heading: the stub over all its lines, groups above their columns."""
    lines = ["<thead>"]
    for level, headings in enumerate(drawn.headings):
        lines.append("<tr>")
        if level == 0:
            rows = f' rowspan="{len(drawn.headings)}"' if len(drawn.headings) > 1 else ""
            lines.append(f'<th scope="col" class="stub"{rows}>{escape(drawn.stub)}</th>')
        lowest = level == len(drawn.headings) - 1
        lines += [_heading(heading, lowest, name) for heading in headings]
        lines.append("</tr>")
    return [*lines, "</thead>"]


def _heading(heading: Heading, lowest: bool, name: str) -> str:
    printed = escape(heading.text) + _marks(heading.marks, name)
    if lowest:
        return f'<th scope="col">{printed}</th>'
    return f'<th scope="colgroup" colspan="{heading.span}">{printed}</th>'


def _bodies(drawn: Layout, name: str) -> list[str]:
    """A row group per area, so that an area's heading holds for its desks."""
    lines: list[str] = []
    for group in drawn.groups:
        lines.append("<tbody>")
        for place, line in enumerate(group):
            scope = "rowgroup" if place == 0 and len(group) > 1 else "row"
            lines += _row(line, scope, name)
        lines.append("</tbody>")
    return lines


def _row(line: Line, scope: str, name: str) -> list[str]:
    kind = f"depth-{line.depth}" + (" total" if line.strong else "")
    kind += f" {line.member.unit.value}" if line.member.unit else ""
    label = escape(line.text) + _marks(line.marks, name)
    figures = map(_cell, line.cells, line.texts, line.spoken)
    return [f'<tr class="{kind}">', f'<th scope="{scope}">{label}</th>', *figures, "</tr>"]


def _cell(cell: Cell, printed: str, spoken: str) -> str:
    """A figure; a sign or a blank is also said in words, for who listens."""
    if cell.status is Status.VALUE:
        return f"<td>{escape(printed)}</td>"
    said = f'<span class="visually-hidden">{escape(spoken)}</span>'
    if cell.status is Status.PROVISIONAL:
        return f'<td class="provisional">{escape(printed)} {said}</td>'
    sign = f'<span aria-hidden="true">{escape(printed)}</span>' if printed else ""
    return f'<td class="{cell.status.value}">{sign}{said}</td>'


def _marks(numbers: tuple[int, ...], name: str) -> str:
    return "".join(
        f'<sup><a href="#{name}-note-{n}" aria-describedby="{name}-note-{n}">{n}</a></sup>'
        for n in numbers
    )


def _foot(drawn: Layout, name: str) -> list[str]:
    """Notes, legend and source under the table."""
    if not _has_foot(drawn):
        return []
    lines = [f'<div class="notes" id="{name}-notes">']
    lines += [f"<p>{escape(note.text)}</p>" for note in drawn.notes if note.number is None]
    numbered = [note for note in drawn.notes if note.number is not None]
    if numbered:
        lines.append("<ol>")
        lines += [
            f'<li id="{name}-note-{note.number}">{escape(note.text)}</li>' for note in numbered
        ]
        lines.append("</ol>")
    if drawn.legend:
        lines.append(f'<p class="legend">{escape("; ".join(drawn.legend))}</p>')
    if drawn.source:
        lines.append(f'<p class="source">{escape(drawn.source)}</p>')
    return [*lines, "</div>"]
