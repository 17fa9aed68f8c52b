# SPDX-License-Identifier: EUPL-1.2
"""A document as a list of blocks, before it becomes docx, HTML or PDF.

Blocks hold plain text; every writer escapes for its own format.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from taalplan.answers.chart import Drawing
from taalplan.tables.table import Table
from taalplan.vocabulary.text import Text


@dataclass(frozen=True)
class Heading:
    """A heading; the document's title is level 1, so these begin at 2."""

    text: str
    level: int = 2
    new_page: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of running text."""

    text: str


@dataclass(frozen=True)
class Quote:
    """Words of somebody else: the sub-question as it was asked, an earlier answer."""

    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Bullets:
    """A list without order."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """Names with their values, as on the cover and in the account of a table."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Notice:
    """What nobody may overlook: synthetic figures, an answer that is not complete."""

    title: str
    text: str


@dataclass(frozen=True)
class Code:
    """Text that keeps its lines: a definition as YAML."""

    text: str


@dataclass(frozen=True)
class Signature:
    """Room for the signature of who answers."""

    name: str
    function: str


@dataclass(frozen=True)
class TableBlock:
    """A table with its number in this document. `id` is its name in the question file."""

    table: Table
    id: str
    number: int = 0

    @property
    def numbered(self) -> Table:
        """The table as printed here: titled `Tabel 3: ...`, and named after its id.

        The name becomes an anchor on a page, and two tables may follow one definition.
        """
        title = self.table.title
        return replace(
            self.table,
            name=self.id,
            title=Text(
                f"Tabel {self.number}: {title.nl}",
                f"Table {self.number}: {title.en}",
                f"Tableau {self.number}: {title.fr}",
            ),
        )


@dataclass(frozen=True)
class ChartBlock:
    """A chart with its number in this document; its table stands beside it."""

    drawing: Drawing
    number: int = 0

    @property
    def caption(self) -> str:
        """The title as printed here: `Figuur 2: ...`."""
        return f"Figuur {self.number}: {self.drawing.title}"


Block = (
    Heading
    | Paragraph
    | Quote
    | Bullets
    | Facts
    | Notice
    | Code
    | Signature
    | TableBlock
    | ChartBlock
)


@dataclass(frozen=True)
class Document:
    """A whole document. `day` dates the file itself, so that equal figures give equal bytes.

    `letterhead` stands above the title (who answers), `header` on every page. `data` holds the
    tables that are only among the data files.
    """

    title: str
    subtitle: str
    letterhead: tuple[str, ...]
    header: str
    author: str
    day: date
    facts: Facts
    blocks: tuple[Block, ...]
    data: tuple[TableBlock, ...] = ()
    synthetic: bool = False
    language: str = "nl"

    @property
    def tables(self) -> tuple[TableBlock, ...]:
        """The tables that stand in the document, in order."""
        return tuple(block for block in self.blocks if isinstance(block, TableBlock))
