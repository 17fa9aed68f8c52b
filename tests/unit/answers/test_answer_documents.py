# SPDX-License-Identifier: EUPL-1.2
"""The Word document, the PDF and the page are read back by other tools, and say the same."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from taalplan.answers import Document
from taalplan.answers.docx import docx as as_docx
from taalplan.answers.html import draw as draw_html
from taalplan.answers.html import html
from taalplan.answers.pdf import draw as draw_typst
from taalplan.answers.pdf import pdf

MARK = "Synthetische gegevens: geen echte personen"
TITLE = "Antwoord op schriftelijke vraag nr. 216 van 24 februari 2022"


@pytest.fixture(scope="module")
def word(written: Path) -> docx.document.Document:
    """The Word document, opened by python-docx."""
    return docx.Document(str(written / "answer.docx"))


def test_word_has_real_headings_in_order(word: docx.document.Document) -> None:
    styled = [(p.style.name, p.text) for p in word.paragraphs if p.style]
    assert ("Title", TITLE) in styled
    assert ("Heading 1", "Antwoord") in styled
    assert ("Heading 2", "Vraag 1a") in styled
    assert ("Heading 1", "Verantwoording van de cijfers") in styled
    assert sum(name == "Quote" for name, _ in styled) > 12


def test_word_has_the_language_the_dates_and_the_mark(word: docx.document.Document) -> None:
    properties = word.core_properties
    assert (properties.title, properties.language) == (TITLE, "nl-BE")
    assert properties.author == "Bart Somers"
    assert str(properties.created)[:10] == "2022-02-28"
    header = word.sections[0].header.paragraphs[0].text
    assert "vraag nr. 216" in header
    assert MARK in header
    fields = word.sections[0].footer._element.xml
    assert "PAGE" in fields
    assert "NUMPAGES" in fields


def test_word_has_every_printed_table_with_its_figures(
    word: docx.document.Document, document: Document
) -> None:
    captions = [p.text for p in word.paragraphs if p.style and p.style.name == "Caption"]
    for block in document.tables:
        assert any(caption.startswith(f"Tabel {block.number}") for caption in captions)
    first = word.tables[0]
    cells = [[cell.text for cell in row.cells] for row in first.rows]
    assert cells[-1][0] == "Totaal"
    total = document.tables[0].table["total", "total", "total"]
    assert cells[-1][-1] == f"{total:,}".replace(",", ".")
    assert "w:tblHeader" in first.rows[0]._tr.xml


def test_pdf_is_tagged_and_titled(written: Path) -> None:
    reader = PdfReader(written / "answer.pdf")
    catalog = reader.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"].lower().startswith("nl")
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == TITLE
    assert b"pdfuaid" in catalog["/Metadata"].get_data()


def test_pdf_has_table_headers_and_figures_in_its_text(written: Path, document: Document) -> None:
    reader = PdfReader(written / "answer.pdf")
    text = "\n".join(page.extract_text() for page in reader.pages)
    total = document.tables[0].table["total", "total", "total"]
    assert f"{total:,}".replace(",", ".") in text
    assert text.count(MARK) >= len(reader.pages)
    tags = structure_tags(reader)
    assert {"/Table", "/TH", "/TD", "/H1", "/H2", "/Caption", "/BlockQuote"} <= tags


def structure_tags(reader: PdfReader) -> set[str]:
    """Every kind of tag in the structure tree."""
    found, open_ = set(), [reader.trailer["/Root"]["/StructTreeRoot"]["/K"]]
    while open_:
        thing = open_.pop().get_object()
        if isinstance(thing, ArrayObject):
            open_ += list(thing)
        elif isinstance(thing, DictionaryObject):
            found.add(str(thing.get("/S")))
            open_ += [thing["/K"]] if "/K" in thing else []
    return found


class Page(HTMLParser):
    """The tags of a page, and whatever it would fetch from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: dict[str, dict[str, str | None]] = {}
        self.fetched: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        self.attributes.setdefault(tag, given)
        self.ids += [given["id"]] if given.get("id") else []  # type: ignore[list-item]
        self.fetched += [v for k, v in attrs if k in ("src", "srcset", "data") and v]
        if tag == "link":
            self.fetched.append(str(given))


@pytest.fixture(scope="module")
def page(document: Document) -> Page:
    """The page, parsed."""
    parsed = Page()
    parsed.feed(html(document))
    return parsed


def test_the_page_is_accessible(page: Page, document: Document) -> None:
    assert page.attributes["html"]["lang"] == "nl-BE"
    assert page.attributes["a"] == {"class": "skip", "href": "#inhoud"}
    assert "inhoud" in page.ids
    assert len(page.ids) == len(set(page.ids))
    assert page.tags.count("h1") == 1
    assert page.tags.count("table") == page.tags.count("caption") == len(document.tables)
    assert [tag for tag in page.tags if tag in ("header", "main", "footer")] == [
        "header",
        "main",
        "footer",
    ]


def test_headings_on_the_page_never_skip_a_level(page: Page) -> None:
    levels = [int(tag[1]) for tag in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(here <= before + 1 for before, here in pairwise(levels))


def test_the_page_asks_nothing_of_the_network(page: Page, document: Document) -> None:
    assert page.fetched == []
    assert "script" not in page.tags
    assert "url(" not in html(document)
    assert "@import" not in html(document)


def test_words_cannot_become_markup(document: Document) -> None:
    evil = '<b>&"#strong[x]\\ @a $1$ *x* </b>'
    harmed = replace(document, subtitle=evil, blocks=document.blocks[:3])
    assert "&lt;b&gt;&amp;" in html(harmed)
    assert "<b>" not in html(harmed)
    reader = PdfReader(BytesIO(pdf(harmed)))
    assert evil in reader.pages[0].extract_text().replace("“", '"').replace("”", '"')


def test_equal_documents_give_equal_bytes(document: Document) -> None:
    assert as_docx(document) == as_docx(document)
    assert pdf(document) == pdf(document)
    assert html(document) == html(document)


def test_every_writer_knows_every_block(document: Document) -> None:
    with pytest.raises(TypeError, match="no HTML for int"):
        draw_html(3)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="no typst for int"):
        draw_typst(3)  # type: ignore[arg-type]
