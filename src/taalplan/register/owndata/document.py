# SPDX-License-Identifier: EUPL-1.2
"""The copy as pages to read: PDF/UA-1, tagged, in the reader's language, made by typst.

Its own small layout, and not that of answers: the register knows no figures and no answers, and a
letter to a citizen has facts and short lists where an answer has tables of numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from taalplan.register.owndata.build import OwnData, Row, Section

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": None, "\t": " "})

MOST_COLUMNS = 5
"""With more columns than this, rows are written one below the other."""

STYLE = """\
#set page(paper: "a4", margin: (x: 22mm, top: 22mm, bottom: 20mm),
  footer: context text(8.5pt, fill: luma(70))[#running #h(1fr)
    #page-word #counter(page).display() / #counter(page).final().first()])
#set text(font: "Libertinus Serif", size: 11pt, hyphenate: false)
#set par(justify: false, leading: 0.65em)
#show title: set text(19pt)
#show heading.where(level: 1): set text(14pt)
#show heading.where(level: 2): set text(11.5pt)
#show heading: set block(above: 1.7em, below: 0.8em, sticky: true)
#show table: set text(10pt)
#set table(stroke: (x, y) => (bottom: 0.5pt + luma(200)), inset: (x: 4pt, y: 4pt), align: left)
#let facts(..pairs) = block(breakable: false, below: 1.2em,
  grid(columns: (52mm, 1fr), row-gutter: 0.7em, column-gutter: 4mm, ..pairs))
#let name(body) = text(fill: luma(70), body)
"""


def pdf(copy: OwnData) -> bytes:
    """The pages. Raises typst.TypstError when they would not be accessible (PDF/UA-1)."""
    import typst

    return bytes(
        typst.compile(
            source(copy).encode("utf-8"),
            format="pdf",
            pdf_standards=["ua-1"],
            ignore_system_fonts=True,
            timestamp=datetime.combine(copy.day, time(), UTC),
        )
    )


def source(copy: OwnData) -> str:
    """The pages as typst source."""
    day = copy.day
    said = date_format(day, "j F Y")
    head = [
        (_("Gemaakt op"), said), (_("Werkingsgebied"), copy.agency),
        (_("Met vragen kunt u terecht bij"), copy.contact),
    ]  # fmt: skip
    lines = [
        f"#set document(title: {_string(copy.title)}, author: {_string(copy.agency or 'Taalplan')},"
        f" date: datetime(year: {day.year}, month: {day.month}, day: {day.day}))",
        f'#set text(lang: "{copy.language}")',
        f"#let running = {_string(f'{copy.title} · {said}')}",
        f"#let page-word = {_string(_('Pagina'))}",
        STYLE,
        "#title()",
        *_facts(head),
        f"#par({_string(_introduction())})",
    ]
    for section in copy.sections:
        lines += [f"#heading(level: 1, {_string(section.title)})", *_rows(section, 2)]
    lines.append(f"#heading(level: 1, {_string(_('Wat kunt u vragen?'))})")
    for title, text in copy.rights:
        lines += [f"#heading(level: 2, {_string(title)})", f"#par({_string(text)})"]
    return "\n".join([*lines, ""])


def _introduction() -> str:
    return _("Dit is een kopie van alles wat het register over u bewaart. U hebt recht op deze "
             "kopie (artikel 15 AVG).")  # fmt: skip


def _rows(section: Section, level: int) -> Iterator[str]:
    if not section.rows:
        yield f"#par(name({_string(_('Hierover wordt niets bewaard.'))}))"
    elif section.key == "person" or len(section.columns) > MOST_COLUMNS or _nested(section):
        for at, row in enumerate(section.rows, 1):
            if len(section.rows) > 1:
                yield f"#heading(level: {level}, {_string(f'{section.title} ({at})')})"
            yield from _facts([(cell.label, cell.text) for cell in row.cells])
            for inner in row.inside:
                if inner.rows:
                    yield f"#par(strong({_string(inner.title)}))"
                    yield from _rows(inner, level + 1)
    else:
        yield from _table(section)


def _nested(section: Section) -> bool:
    return any(inner.rows for row in section.rows for inner in row.inside)


def _facts(items: list[tuple[str, str]]) -> Iterator[str]:
    pairs = [f"name({_string(label)}), [#{_string(text)}]" for label, text in items if text]
    yield f"#facts({', '.join(pairs)})"


def _table(section: Section) -> Iterator[str]:
    columns = section.columns
    yield f"#table(columns: (auto,) * {len(columns) - 1} + (1fr,),"
    heads = ", ".join(f"strong({_string(cell.label)})" for cell in columns)
    yield f"  table.header({heads}),"
    shown = [cell.key for cell in columns]
    for row in section.rows:
        yield f"  {', '.join(_string(text) for text in _texts(row, shown))},"
    yield ")"


def _texts(row: Row, shown: list[str]) -> list[str]:
    by_key = {cell.key: cell.text for cell in row.cells}
    return [by_key[key] for key in shown]


def _string(text: str) -> str:
    """A typst string: nothing in it is markup."""
    return '"' + str(text).translate(_ESCAPES) + '"'
