# SPDX-License-Identifier: EUPL-1.2
"""The answer as a Word document, which is the one that gets edited and signed.

Real heading, list and quote styles, so that a table of contents, a screen reader and the house
style of a cabinet find what they look for.
"""

from __future__ import annotations

from functools import singledispatchmethod
from io import BytesIO
from typing import Any

import docx as python_docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from taalplan.answers import document as doc
from taalplan.answers.document import Document
from taalplan.tables.render import ooxml
from taalplan.tables.render.docx import add_table

INK = RGBColor(0x1A, 0x1A, 0x1A)
SOFT = RGBColor(0x50, 0x50, 0x50)
WARNING = "8A1C1C"
QUOTED = "9A8A00"
TEXT_WIDTH = 16.6
"""Width of the text in cm: A4 without its margins."""

HEADINGS = (("Title", 15, 0, 4), ("Heading 1", 14, 22, 8), ("Heading 2", 11.5, 16, 6))
"""Name, size, room before and after, in points."""

OWN = (
    ("Letterhead", 8, 20),
    ("Facts", 10, 3),
    ("Notice", 10, 8),
    ("Definition", 7.5, 8),
    ("Signature Block", 10, 0),
)
"""Name, size and room after, in points."""


def docx(document: Document) -> bytes:
    """The document's bytes; an equal document gives equal bytes."""
    out = BytesIO()
    _Writer(document).made.save(out)
    return ooxml.same_bytes(out.getvalue())


class _Writer:
    """A Word document in the making; one method for each kind of block."""

    def __init__(self, document: Document) -> None:
        self.made = python_docx.Document()
        ooxml.set_page(self.made, document.language, document.title, document.day)
        properties = self.made.core_properties
        properties.author, properties.subject = document.author, document.subtitle
        properties.last_modified_by = document.author
        if document.synthetic:
            properties.keywords = "synthetische gegevens"
        self._styles()
        self._running(document)
        head = self.made.add_paragraph(style="Letterhead")
        for place, line in enumerate(document.letterhead):
            if place:
                head.add_run().add_break()
            head.add_run(line)
        self.made.add_paragraph(document.title, style="Title")
        self.made.add_paragraph(document.subtitle, style="Subtitle")
        self.draw(document.facts)
        for block in document.blocks:
            self.draw(block)

    @singledispatchmethod
    def draw(self, block: Any) -> None:
        """Add one block. Raises TypeError for a block that Word was not taught."""
        raise TypeError(f"no docx for {type(block).__name__}")

    @draw.register
    def _(self, block: doc.Heading) -> None:
        heading = self.made.add_heading(block.text, level=block.level - 1)
        heading.paragraph_format.page_break_before = block.new_page or None

    @draw.register
    def _(self, block: doc.Paragraph) -> None:
        self.made.add_paragraph(block.text)

    @draw.register
    def _(self, block: doc.Quote) -> None:
        for text in block.paragraphs:
            self.made.add_paragraph(text, style="Quote")

    @draw.register
    def _(self, block: doc.Bullets) -> None:
        for item in block.items:
            self.made.add_paragraph(item, style="List Bullet")

    @draw.register
    def _(self, block: doc.Facts) -> None:
        for name, value in block.items:
            paragraph = self.made.add_paragraph(style="Facts")
            paragraph.add_run(f"{name}\t").bold = True
            paragraph.add_run(value)

    @draw.register
    def _(self, block: doc.Notice) -> None:
        paragraph = self.made.add_paragraph(style="Notice")
        paragraph.add_run(block.title).bold = True
        paragraph.add_run().add_break()
        paragraph.add_run(block.text)

    @draw.register
    def _(self, block: doc.Code) -> None:
        paragraph = self.made.add_paragraph(style="Definition")
        for place, line in enumerate(block.text.splitlines()):
            if place:
                paragraph.add_run().add_break()
            paragraph.add_run(line)

    @draw.register
    def _(self, block: doc.Signature) -> None:
        paragraph = self.made.add_paragraph(style="Signature Block")
        paragraph.add_run(block.name).bold = True
        paragraph.add_run().add_break()
        paragraph.add_run(block.function)

    @draw.register
    def _(self, block: doc.ChartBlock) -> None:
        caption = self.made.add_paragraph(style="Caption")
        caption.paragraph_format.keep_with_next = True
        caption.add_run("Figuur ")
        ooxml.add_field(caption, "SEQ Figuur \\* ARABIC", str(block.number))
        caption.add_run(f": {block.drawing.title}")
        self.made.add_picture(BytesIO(block.drawing.png), width=Cm(TEXT_WIDTH))
        properties = self.made.inline_shapes[-1]._inline.docPr
        properties.set("name", block.drawing.name)
        properties.set("descr", block.drawing.alt)

    @draw.register
    def _(self, block: doc.TableBlock) -> None:
        add_table(self.made, block.table, "nl", block.number)

    def _styles(self) -> None:
        styles = self.made.styles
        for name, size, before, after in HEADINGS:
            _plain_type(styles[name], size)
            styles[name].font.bold = True
            _room(styles[name], before, after)
        _plain_type(styles["Subtitle"], 12, italic=False)
        _room(styles["Subtitle"], 0, 12)
        _room(styles["Normal"], 0, 7)
        styles["Normal"].paragraph_format.line_spacing = 1.15
        _room(styles["List Bullet"], 0, 4)
        _plain_type(styles["Quote"], 10, italic=True)
        styles["Quote"].font.color.rgb = SOFT
        styles["Quote"].paragraph_format.left_indent = Cm(0.4)
        _border(styles["Quote"], ("left",), QUOTED, "18")
        for name, size, after in OWN:
            made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            made.base_style = styles["Normal"]
            made.font.size = Pt(size)
            _room(made, 0, after)
        self._own_styles()

    def _own_styles(self) -> None:
        styles = self.made.styles
        facts = styles["Facts"].paragraph_format
        facts.left_indent, facts.first_line_indent = Cm(4.2), Cm(-4.2)
        facts.tab_stops.add_tab_stop(Cm(4.2))
        facts.keep_with_next = True
        _border(styles["Notice"], ("top", "left", "bottom", "right"), WARNING, "8")
        styles["Notice"].paragraph_format.space_before = Pt(8)
        # The border hangs outside the text; without an indent it would stand in the margin.
        indent = styles["Notice"].paragraph_format
        indent.left_indent = indent.right_indent = Cm(0.2)
        styles["Letterhead"].font.all_caps = True
        styles["Definition"].font.name = "Courier New"
        styles["Definition"].paragraph_format.line_spacing = 1.0
        signature = styles["Signature Block"].paragraph_format
        signature.space_before, signature.keep_together = Pt(60), True

    def _running(self, document: Document) -> None:
        """The line above and below every page."""
        section = self.made.sections[0]
        header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
        for run in footer.runs:
            run._r.getparent().remove(run._r)
        for line in (header, footer):
            line.alignment = None
            line.paragraph_format.tab_stops.clear_all()
            line.paragraph_format.tab_stops.add_tab_stop(Cm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
        for name in ("Header", "Footer"):
            _plain_type(self.made.styles[name], 8)
            self.made.styles[name].font.color.rgb = SOFT
            # The template's own stops, at other widths, would catch the tab first.
            self.made.styles[name].paragraph_format.tab_stops.clear_all()
        mark = "Synthetische gegevens: geen echte personen" if document.synthetic else ""
        header.add_run(f"{document.header}\t")
        header.add_run(mark).bold = True
        footer.add_run(f"{document.author}\tPagina ")
        ooxml.add_field(footer, "PAGE", "1")
        footer.add_run(" van ")
        ooxml.add_field(footer, "NUMPAGES", "1")


def _plain_type(style: Any, size: float, *, italic: bool | None = None) -> None:
    """The same quiet typeface everywhere: the template's theme fonts and colours go."""
    style.font.name, style.font.size, style.font.italic = "Arial", Pt(size), italic
    style.font.color.rgb = INK
    fonts = style.element.rPr.rFonts
    for attribute in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[attribute]
    for spacing in style.element.rPr.findall(qn("w:spacing")):
        style.element.rPr.remove(spacing)
    borders = style.element.pPr.find(qn("w:pBdr")) if style.element.pPr is not None else None
    if borders is not None:
        style.element.pPr.remove(borders)


def _room(style: Any, before: float, after: float) -> None:
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)


def _border(style: Any, sides: tuple[str, ...], colour: str, size: str) -> None:
    borders = ooxml.element("pBdr")
    for side in sides:
        borders.append(ooxml.element(side, val="single", sz=size, space="6", color=colour))
    properties = style.element.get_or_add_pPr()
    # Word wants the border before spacing and indents, and reads nothing after a wrong order.
    before = next((c for c in properties if c.tag in _AFTER_BORDER), None)
    if before is None:
        properties.append(borders)
    else:
        before.addprevious(borders)


_AFTER_BORDER = {
    qn(f"w:{name}") for name in ("shd", "tabs", "spacing", "ind", "contextualSpacing", "jc")
}
