# SPDX-License-Identifier: EUPL-1.2
"""The answer as PDF/UA-1: tagged, with a title and a language, made by typst.

Only the fonts inside the typst package are used, so that every machine gives the same pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time
from functools import singledispatch

from taalplan.answers import document as doc
from taalplan.answers.document import Block, Document
from taalplan.tables.render.layout import Heading as ColumnHeading
from taalplan.tables.render.layout import Layout, Line, layout

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": None, "\t": " "})

WIDE = 7
"""Above so many columns, figures are set smaller."""
ROOM = 105
"""Letters of the small size beside each other on a page."""
WHOLE = 30
"""A table of at most so many lines is kept on one page."""

PREAMBLE = """\
#set page(paper: "a4", margin: (x: 22mm, top: 24mm, bottom: 22mm),
  header: text(8pt, fill: luma(80))[#running #h(1fr) #mark],
  footer: context text(8pt, fill: luma(80))[#h(1fr)
    Pagina #counter(page).display() van #counter(page).final().first()])
#set text(lang: "nl", region: "be", font: "Libertinus Serif", size: 10.5pt)
#set par(justify: false, leading: 0.62em, spacing: 1em)
#show title: set text(16pt)
#show heading.where(level: 1): set text(13.5pt)
#show heading.where(level: 2): set text(11.5pt)
#show heading: set block(above: 1.6em, below: 0.8em, sticky: true)
#show figure: set figure.caption(position: top)
#show figure.caption: it => block(width: 100%, sticky: true,
  align(left, text(10pt, weight: "bold", it.body)))
#show raw.where(block: true): set text(7.5pt)
#let quoted(body) = block(inset: (left: 10pt), stroke: (left: 2pt + rgb("#9a8a00")),
  quote(block: true, text(style: "italic", fill: luma(60), body)))
#show figure: set block(above: 1.4em)
#let notice(title, body) = block(width: 100%, inset: 8pt, stroke: 1.2pt + rgb("#8a1c1c"),
  [#strong(title) \\ #body])
#let notes(body) = block(width: 100%, above: 0.5em, below: 1.6em, text(8.5pt, body))
#let letterhead(body) = block(above: 0.6em, text(8.5pt, tracking: 0.03em, upper(body)))
#let facts(..items) = grid(columns: (42mm, 1fr), row-gutter: 0.65em, ..items)
#let band = rgb("#f2f2ee")
"""


def pdf(document: Document) -> bytes:
    """The pages. Raises typst.TypstError when they would not be accessible (PDF/UA-1)."""
    import typst

    return bytes(
        typst.compile(
            source(document).encode("utf-8"),
            format="pdf",
            pdf_standards=["ua-1"],
            ignore_system_fonts=True,
            timestamp=datetime.combine(document.day, time(), UTC),
        )
    )


def source(document: Document) -> str:
    """The document as typst source."""
    mark = "Synthetische gegevens: geen echte personen" if document.synthetic else ""
    day = document.day
    return "\n".join(
        [
            f"#set document(title: {_string(document.title)}, author: {_string(document.author)},",
            f"  date: datetime(year: {day.year}, month: {day.month}, day: {day.day}))",
            f"#let running = {_string(document.header)}",
            f"#let mark = {_string(mark)}",
            PREAMBLE,
            *(f"#letterhead({_string(line)})" for line in document.letterhead),
            "#v(4mm)",
            "#title()",
            f"#text(13pt, {_string(document.subtitle)})",
            *draw(document.facts),
            *(line for block in document.blocks for line in draw(block)),
            "",
        ]
    )


def _string(text: str) -> str:
    """A typst string: nothing in it is markup."""
    return '"' + text.translate(_ESCAPES) + '"'


@singledispatch
def draw(block: Block) -> Iterator[str]:
    """The lines of one block. Raises TypeError for a block that typst was not taught."""
    raise TypeError(f"no typst for {type(block).__name__}")


@draw.register
def _(block: doc.Heading) -> Iterator[str]:
    if block.new_page:
        yield "#pagebreak(weak: true)"
    # The title is not a heading in typst, so the first level below it is 1 here.
    yield f"#heading(level: {block.level - 1}, {_string(block.text)})"


@draw.register
def _(block: doc.Paragraph) -> Iterator[str]:
    yield f"#par({_string(block.text)})"


@draw.register
def _(block: doc.Quote) -> Iterator[str]:
    yield "#quoted[" + " ".join(f"#par({_string(text)})" for text in block.paragraphs) + "]"


@draw.register
def _(block: doc.Bullets) -> Iterator[str]:
    yield "#list(" + ", ".join(_string(item) for item in block.items) + ")"


@draw.register
def _(block: doc.Facts) -> Iterator[str]:
    items = (f"strong({_string(name)}), {_string(value)}" for name, value in block.items)
    yield "#facts(" + ", ".join(items) + ")"


@draw.register
def _(block: doc.Notice) -> Iterator[str]:
    yield f"#notice({_string(block.title)}, {_string(block.text)})"


@draw.register
def _(block: doc.Code) -> Iterator[str]:
    yield f"#raw(block: true, {_string(block.text)})"


@draw.register
def _(block: doc.Signature) -> Iterator[str]:
    yield "#v(18mm)"
    yield f"#block(breakable: false)[#strong({_string(block.name)}) \\"
    yield f"#text({_string(block.function)})]"


@draw.register
def _(block: doc.ChartBlock) -> Iterator[str]:
    drawing = block.drawing
    yield "#figure(kind: image, supplement: none, numbering: none,"
    yield f"  caption: {_string(block.caption)}, alt: {_string(drawing.alt)},"
    yield f'  image(bytes({_string(drawing.svg)}), format: "svg", width: 100%,'
    yield f"    alt: {_string(drawing.alt)}))"


@draw.register
def _(block: doc.TableBlock) -> Iterator[str]:
    drawn = layout(block.numbered, "nl")
    size = "8pt" if len(drawn.columns) > WIDE else "9.5pt"
    yield f'#[#set text({size}, number-width: "tabular")'
    yield f"#show figure: set block(breakable: {str(len(drawn.lines) > WHOLE).lower()})"
    yield "#figure(kind: table, supplement: none, numbering: none,"
    unit = f" ({drawn.unit})" if drawn.unit else ""
    yield f"  caption: {_string(drawn.title + unit)},"
    yield f"  table(columns: {_widths(drawn)}, stroke: none,"
    yield "    inset: (x: 4pt, y: 2.6pt),"
    yield "    align: (x, y) => if x == 0 { left } else { right },"
    yield "    table.hline(stroke: 0.8pt),"
    yield from _head(drawn)
    for line in drawn.lines:
        yield from _row(line)
    yield "    table.hline(stroke: 0.8pt)))]"
    yield from _foot(drawn)


def _widths(drawn: Layout) -> str:
    """Columns as wide as they like; where that leaves no room for the names, each by its words."""
    lowest = [heading.text for heading in drawn.headings[-1]]
    held = [[line.texts[k] for line in drawn.lines] for k in range(len(lowest))]
    figures = [max(map(len, texts), default=0) for texts in held]
    free = sum(max(len(h), n) + 2 for h, n in zip(lowest, figures, strict=True))
    names = max((len(line.text) + 2 * line.depth for line in drawn.lines), default=0)
    names = max(names, *map(len, drawn.stub.split()))
    if free + names <= ROOM or len(lowest) != len(drawn.columns):
        return f"(1fr,) + (auto,) * {len(drawn.columns)}"
    words = [max(map(len, heading.split()), default=0) for heading in lowest]
    # Headings are bold, and a letter is wider so.
    wide = [max(1.15 * word, figure) + 3 for word, figure in zip(words, figures, strict=True)]
    least = max(ROOM // 6, 1.6 * max(map(len, drawn.stub.split()), default=0))
    stub = min(names + 2, max(ROOM - sum(wide), least))
    return "(" + ", ".join(f"{share:.1f}fr" for share in (stub, *wide)) + ")"


def _head(drawn: Layout) -> Iterator[str]:
    yield "    table.header("
    for level, headings in enumerate(drawn.headings):
        if level == 0:
            place = f"rowspan: {len(drawn.headings)}, align: left + bottom"
            yield f"      table.cell({place}, strong({_string(drawn.stub)})),"
        yield from (f"      {_column(heading)}," for heading in headings)
    yield "      table.hline(stroke: 0.5pt)),"


def _column(heading: ColumnHeading) -> str:
    words = f"strong({_string(heading.text)}) + {_marks(heading.marks)}"
    if heading.span == 1:
        return f"table.cell({words})"
    return f"table.cell(colspan: {heading.span}, align: center, {words})"


def _row(line: Line) -> Iterator[str]:
    fill = "fill: band, " if line.strong and line.depth == 0 else ""
    weight = "strong" if line.strong else "text"
    label = f"h({line.depth * 10}pt) + {weight}({_string(line.text)}) + {_marks(line.marks)}"
    cells = [f"table.cell({fill}{label})"]
    cells += [f"table.cell({fill}{weight}({_string(text)}))" for text in line.texts]
    yield "    " + ", ".join(cells) + ","


def _marks(marks: tuple[int, ...]) -> str:
    return f"super({_string(' '.join(map(str, marks)))})" if marks else "[]"


def _foot(drawn: Layout) -> Iterator[str]:
    lines = [
        (f"super({_string(str(note.number))}) + [ ] + " if note.number else "")
        + f"text({_string(note.text)})"
        for note in drawn.notes
    ]
    lines += [f"text({_string('; '.join(drawn.legend))})"] if drawn.legend else []
    lines += [f"text({_string(drawn.source)})"] if drawn.source else []
    if lines:
        yield "#notes({ " + "; ".join(f"par({line})" for line in lines) + " })"
