# SPDX-License-Identifier: EUPL-1.2
"""What a Word table needs and python-docx has no call for, as small acts on its XML."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell

INK = "404040"
FAINT = "BFBFBF"
BAND = "EFEFEA"
LOCALES = {"nl": "nl-BE", "en": "en-GB", "fr": "fr-BE"}
NO_DATE = date(2000, 1, 1)


def element(name: str, **attributes: str) -> Any:
    """An element of WordprocessingML with its attributes."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def cells_of(grid: Any) -> list[list[Any]]:
    """The cells by row, before anything is merged; python-docx's own lookup is quadratic."""
    return [[_Cell(tc, grid) for tc in row._tr.tc_lst] for row in grid.rows]


def set_frame(grid: Any, widths: list[float], title: str, description: str) -> None:
    """Fixed column widths in cm, rules instead of a grid, and alternative text."""
    grid.autofit = False
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Cm(width)
    for row in cells_of(grid):
        for cell, width in zip(row, widths, strict=True):
            cell.width = Cm(width)
    properties = grid._tbl.tblPr
    _replace(properties, "tblW", element("tblW", w=str(_twips(sum(widths))), type="dxa"))
    borders = element("tblBorders")
    for side, colour, size in (("top", INK, "8"), ("bottom", INK, "8"), ("insideH", FAINT, "4")):
        borders.append(element(side, val="single", sz=size, space="0", color=colour))
    margins = element("tblCellMar")
    for side, width_ in (("left", "60"), ("right", "60")):
        margins.append(element(side, w=width_, type="dxa"))
    look = element("tblLook", val="0620", firstRow="1", firstColumn="1", noHBand="1", noVBand="1")
    _replace(properties, "tblLook", look)
    # The schema wants this order; Word refuses a document that has another.
    look.addprevious(borders)
    layout = properties.find(qn("w:tblLayout"))
    (layout if layout is not None else borders).addnext(margins)
    if layout is not None:
        layout.addprevious(borders)
    look.addnext(element("tblCaption", val=title[:250]))
    properties.append(element("tblDescription", val=description[:1000]))


def _replace(parent: Any, name: str, new: Any) -> None:
    old = parent.find(qn(f"w:{name}"))
    if old is None:
        parent.append(new)
    else:
        parent.replace(old, new)


def _twips(centimetres: float) -> int:
    return round(centimetres / 2.54 * 1440)


def keep_row(row: Any, *, heading: bool) -> None:
    """Never break the row over two pages; repeat it on each page when it is a heading."""
    properties = row._tr.get_or_add_trPr()
    properties.append(element("cantSplit"))
    if heading:
        properties.append(element("tblHeader"))


def shade(row: Iterable[Any]) -> None:
    """A light band behind a row."""
    for cell in row:
        cell._tc.get_or_add_tcPr().append(element("shd", val="clear", color="auto", fill=BAND))


def rule_under(row: Iterable[Any], *, inset: bool = False) -> None:
    """A rule under cells: a firm one under the heading, a fine one under a group's name."""
    for cell in row:
        _rule(cell, "bottom", *((FAINT, "4") if inset else (INK, "6")))


def rule_over(row: Iterable[Any]) -> None:
    """A firm rule over a grand total."""
    for cell in row:
        _rule(cell, "top", INK, "6")


def _rule(cell: Any, side: str, colour: str, size: str) -> None:
    borders = element("tcBorders")
    borders.append(element(side, val="single", sz=size, space="0", color=colour))
    cell._tc.get_or_add_tcPr().append(borders)


def add_field(paragraph: Any, instruction: str, shown: str) -> None:
    """A field that Word can refresh, with the value it shows until then."""
    for kind, text in (("begin", ""), ("", instruction), ("separate", ""), ("shown", shown)):
        run = paragraph.add_run()
        if kind == "shown":
            run.text = text
        elif kind:
            run._r.append(element("fldChar", fldCharType=kind))
        else:
            code = element("instrText")
            code.text = f" {text} "
            code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run._r.append(code)
    paragraph.add_run()._r.append(element("fldChar", fldCharType="end"))


def text_width(document: Any) -> float:
    """The width in cm between the margins of the last section; pages lying down have more."""
    section = document.sections[-1]
    return float(section.page_width - section.left_margin - section.right_margin) / Cm(1)


def add_gap(document: Any, style: str) -> None:
    """A small empty paragraph; without it Word would join two tables into one."""
    document.add_paragraph(style=style)


def set_page(document: Any, language: str, title: str, as_of: date | None) -> None:
    """A4 with modest margins, quiet type, the language for spelling and reading aloud."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(10)
    normal.element.rPr.append(element("lang", val=LOCALES[language], eastAsia=LOCALES[language]))
    caption = document.styles["Caption"]
    caption.font.size, caption.font.bold = Pt(10), True
    caption.font.color.rgb = RGBColor(0x1A, 0x1A, 0x1A)
    caption.paragraph_format.space_before, caption.paragraph_format.space_after = Pt(12), Pt(4)
    footer = section.footer.paragraphs[0]
    footer.alignment = 2
    add_field(footer, "PAGE", "1")
    made = datetime.combine(as_of or NO_DATE, datetime.min.time(), UTC).replace(tzinfo=None)
    properties = document.core_properties
    properties.title, properties.language, properties.author = title[:250], LOCALES[language], ""
    properties.created = properties.modified = made
    properties.comments = ""


def same_bytes(data: bytes) -> bytes:
    """The same archive with fixed file times, so that equal content gives equal bytes."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return out.getvalue()
