# SPDX-License-Identifier: EUPL-1.2
"""One accessible page that needs nothing else: no request leaves it, and it prints well."""

from __future__ import annotations

from collections.abc import Iterator
from functools import singledispatch
from html import escape

from taalplan.answers import document as doc
from taalplan.answers.document import Block, Document
from taalplan.tables.render.html import html as table_html
from taalplan.tables.render.style import STYLESHEET as TABLE_STYLESHEET

STYLESHEET = """\
:root { color-scheme: light dark; }
body { font: 1.0625rem/1.55 Georgia, "Liberation Serif", serif; max-width: 52rem;
  margin: 0 auto; padding: 1rem 1.25rem 4rem; color: #1a1a1a; background: #fff; }
h1, h2, h3, header, footer, dl, .notice, .taalplan-table {
  font-family: system-ui, "Liberation Sans", sans-serif; }
h1 { font-size: 1.7rem; line-height: 1.25; margin-block: .5rem .25rem; }
h2 { font-size: 1.35rem; margin-block: 2.5rem .75rem; border-bottom: 2px solid; }
h3 { font-size: 1.1rem; margin-block: 2rem .5rem; }
.subtitle { font-size: 1.15rem; margin: 0 0 1.5rem; }
.letterhead { font-size: .8rem; letter-spacing: .04em; text-transform: uppercase; }
.skip { position: absolute; inset-inline-start: -100rem; }
.skip:focus { position: static; }
dl { display: grid; grid-template-columns: minmax(9rem, auto) 1fr; gap: .2rem 1.25rem;
  font-size: .95rem; }
dt { font-weight: 600; }
dd { margin: 0; }
blockquote { margin: .5rem 0 1rem; padding: .1rem 1rem; border-inline-start: 4px solid #9a8a00;
  color: #444; font-style: italic; }
.notice { border: 2px solid #8a1c1c; padding: .5rem 1rem; margin-block: 1rem; }
.notice p { margin-block: .25rem; }
.notice .title { font-weight: 700; }
pre { overflow-x: auto; padding: .75rem; background: #f4f4f0; font-size: .8rem; line-height: 1.4; }
.signature { margin-block: 4rem 1rem; break-inside: avoid; }
.taalplan-table { margin-block: 1.5rem; font-size: .875rem; line-height: 1.35; }
.chart { margin: 1.5rem 0; break-inside: avoid; }
.chart figcaption { font: 600 .9rem/1.4 system-ui, "Liberation Sans", sans-serif;
  margin-block-end: .5rem; }
.chart svg { display: block; max-width: 100%; height: auto; background: #fff; }
footer { margin-block-start: 3rem; font-size: .85rem; color: #565656; }
a { color: #0b4f9e; }
@media (prefers-color-scheme: dark) {
  body { color: #ececec; background: #161616; }
  blockquote { color: #c4c4c4; }
  .notice { border-color: #ff9c9c; }
  pre { background: #262626; }
  footer { color: #b4b4b4; }
  a { color: #8ab8ff; }
}
@media print {
  :root { color-scheme: light; }
  body { color: #000; background: #fff; max-width: none; font-size: 10.5pt; padding: 0; }
  .letterhead { font-size: .8rem; letter-spacing: .04em; text-transform: uppercase; }
.skip { display: none; }
  h2, h3, caption { break-after: avoid; }
  .new-page { break-before: page; }
  pre { white-space: pre-wrap; }
  @page { size: A4; margin: 22mm 20mm; }
}
"""


def html(document: Document) -> str:
    """The whole page as text."""
    title = escape(document.title)
    mark = " · Synthetische gegevens: geen echte personen" if document.synthetic else ""
    return "\n".join(
        [
            "<!doctype html>",
            f'<html lang="{document.language}-BE">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{title}</title>",
            f'<meta name="author" content="{escape(document.author)}">',
            f'<meta name="dcterms.created" content="{document.day.isoformat()}">',
            f"<style>\n{STYLESHEET}{TABLE_STYLESHEET}</style>",
            "</head>",
            "<body>",
            '<a class="skip" href="#inhoud">Naar de inhoud</a>',
            "<header>",
            f'<p class="letterhead">{"<br>".join(map(escape, document.letterhead))}</p>',
            f"<h1>{title}</h1>",
            f'<p class="subtitle">{escape(document.subtitle)}</p>',
            *draw(document.facts),
            "</header>",
            '<main id="inhoud">',
            *(line for block in document.blocks for line in draw(block)),
            "</main>",
            f"<footer><p>{escape(document.header)}{escape(mark)}</p></footer>",
            "</body>",
            "</html>",
            "",
        ]
    )


@singledispatch
def draw(block: Block) -> Iterator[str]:
    """The lines of one block. Raises TypeError for a block that nobody taught this page."""
    raise TypeError(f"no HTML for {type(block).__name__}")


@draw.register
def _(block: doc.Heading) -> Iterator[str]:
    new_page = ' class="new-page"' if block.new_page else ""
    yield f"<h{block.level}{new_page}>{escape(block.text)}</h{block.level}>"


@draw.register
def _(block: doc.Paragraph) -> Iterator[str]:
    yield f"<p>{escape(block.text)}</p>"


@draw.register
def _(block: doc.Quote) -> Iterator[str]:
    yield "<blockquote>"
    yield from (f"<p>{escape(text)}</p>" for text in block.paragraphs)
    yield "</blockquote>"


@draw.register
def _(block: doc.Bullets) -> Iterator[str]:
    yield "<ul>"
    yield from (f"<li>{escape(item)}</li>" for item in block.items)
    yield "</ul>"


@draw.register
def _(block: doc.Facts) -> Iterator[str]:
    yield "<dl>"
    yield from (f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in block.items)
    yield "</dl>"


@draw.register
def _(block: doc.Notice) -> Iterator[str]:
    yield '<div class="notice" role="note">'
    yield f'<p class="title">{escape(block.title)}</p>'
    yield f"<p>{escape(block.text)}</p>"
    yield "</div>"


@draw.register
def _(block: doc.Code) -> Iterator[str]:
    yield f'<pre tabindex="0"><code>{escape(block.text)}</code></pre>'


@draw.register
def _(block: doc.Signature) -> Iterator[str]:
    yield f'<p class="signature">{escape(block.name)}<br>{escape(block.function)}</p>'


@draw.register
def _(block: doc.ChartBlock) -> Iterator[str]:
    yield '<figure class="chart">'
    yield f"<figcaption>{escape(block.caption)}</figcaption>"
    yield block.drawing.svg
    yield "</figure>"


@draw.register
def _(block: doc.TableBlock) -> Iterator[str]:
    yield table_html(block.numbered, "nl").rstrip("\n")
