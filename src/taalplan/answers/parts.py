# SPDX-License-Identifier: EUPL-1.2
"""The blocks of one sub-question: the question quoted, the text, its tables, the reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from taalplan.answers.document import (
    Block,
    Bullets,
    ChartBlock,
    Heading,
    Paragraph,
    Quote,
    TableBlock,
)
from taalplan.answers.faults import Fault, FigureError
from taalplan.answers.numbers import datum
from taalplan.answers.question import Part, Place, Question, Reason, ReasonKind, Template
from taalplan.answers.templates import paragraphs, render
from taalplan.tables.table import Table


@dataclass(frozen=True)
class Material:
    """All that an answer is made of.

    `numbers` gives each printed table its number in the document; a table that is only among
    the data files has none. `analyses` are the blocks of analyses that are ready, by name.
    """

    question: Question
    tables: Mapping[str, Table]
    analyses: Mapping[str, Sequence[Block]]
    numbers: Mapping[str, int]
    figures: Mapping[str, int] = field(default_factory=dict)

    def block(self, id: str) -> TableBlock:
        """A table with its number."""
        return TableBlock(self.tables[id], id, self.numbers.get(id, 0))

    def name(self, id: str) -> str:
        """How a sentence refers to a table: `tabel 3`, or the file when it is not printed."""
        if id not in self.tables:
            raise FigureError(f"there is no table '{id}'")
        number = self.numbers.get(id)
        return f"tabel {number}" if number else f"databestand {id}.csv"

    def date_of(self, id: str) -> str:
        """The date of the snapshot from which a table was counted, in words."""
        day = self.tables[id].provenance.as_of if id in self.tables else None
        if day is None:
            raise FigureError(f"table '{id}' does not say the date of its snapshot")
        return datum(day)

    def text(self, template: Template, **more: str) -> str:
        """A template with its figures filled in. Raises FigureError."""
        given = {**self.tables, "tabel": self.name, "gegevens_op": self.date_of, **more}
        return render(template.words, given)

    def reason_words(self, reason: Reason | None) -> dict[str, str]:
        """What the words of a reason may name; what is expected is past once the data are later."""
        if reason is None:
            return {}
        if reason.expected is None:
            return {"eigenaar": reason.owner}
        days = [table.provenance.as_of for table in self.tables.values()]
        past = any(day is not None and day > reason.expected for day in days)
        verb = "was" if past else "is"
        return {"eigenaar": reason.owner, "verwacht": datum(reason.expected), "is_of_was": verb}

    def faults(self, part: Part) -> Iterator[Fault]:
        """Every text of a part that cannot be filled in, with its line in the question file."""
        for template in part.templates:
            try:
                self.text(template, **self.reason_words(part.reason))
            except FigureError as error:
                line = template.line + max(error.line - 1, 0)
                yield Fault(self.question.file, line, part.code, str(error), "mend the text")


def part_blocks(part: Part, material: Material) -> Iterator[Block]:
    """Everything under the heading of one sub-question. Raises FigureError."""
    yield Heading(f"Vraag {part.code}", level=3)
    yield Quote(tuple(paragraphs(f"{part.lead}\n\n{part.asked}")))
    yield from prose(material.text(part.text))
    if part.reason:
        yield from prose(_why(part.reason, material))
    if part.quoted:
        yield Paragraph(f"Zie ook {part.quoted.source}:")
        yield Quote(tuple(paragraphs(part.quoted.words)))
    yield from _tables(part, material)
    yield from prose(material.text(part.after))
    yield from _analysis(part, material)


def prose(text: str) -> Iterator[Block]:
    """Paragraphs and lists of a text. A paragraph of which each line begins with `- ` is a list."""
    for part in text.replace("\r\n", "\n").split("\n\n"):
        lines = [line.strip() for line in part.splitlines() if line.strip()]
        if lines and lines[0].startswith("- "):
            yield Bullets(tuple(_items(lines)))
        else:
            yield from map(Paragraph, paragraphs(part))


def _items(lines: Sequence[str]) -> list[str]:
    items: list[str] = []
    for line in lines:
        if line.startswith("- "):
            items.append(line[2:].strip())
        else:
            items[-1] += f" {line}"
    return items


def _tables(part: Part, material: Material) -> Iterator[Block]:
    yield from (material.block(r.id) for r in part.tables if r.place is Place.TEXT)
    elsewhere = [r.id for r in part.tables if r.place is Place.DATA]
    if elsewhere:
        yield Paragraph("In de gegevensbestanden bij dit antwoord zijn bovendien opgenomen:")
        yield Bullets(tuple(f"{material.tables[id].title.nl} (data/{id}.csv)" for id in elsewhere))


def _analysis(part: Part, material: Material) -> Iterator[Block]:
    if part.analysis is None:
        return
    ready = material.analyses.get(part.analysis.name)
    if ready is None:
        yield Paragraph(f"Deze analyse volgt. {part.analysis.reason}")
        return
    for block in ready:
        if isinstance(block, TableBlock):
            yield replace(block, number=material.numbers[block.id])
        elif isinstance(block, ChartBlock):
            yield replace(block, number=material.figures[block.drawing.name])
        else:
            yield block


def _why(reason: Reason, material: Material) -> str:
    if reason.words.words:
        return material.text(reason.words, **material.reason_words(reason))
    return reason_sentence(reason)


def reason_sentence(reason: Reason) -> str:
    """Why there is no answer (yet), in one sober sentence."""
    if reason.kind is ReasonKind.OTHER_OWNER:
        return f"Deze vraag behoort tot de bevoegdheid van {reason.owner}."
    if reason.kind is ReasonKind.NOT_YET_KNOWN and reason.expected:
        expected = datum(reason.expected)
        return f"Deze gegevens zijn nog niet bekend. {reason.owner} voorziet ze op {expected}."
    if reason.kind is ReasonKind.NOT_REGISTERED:
        return "Deze gegevens staan niet in het register en kunnen dus niet worden geteld."
    return "Dit werd niet specifiek bevraagd."
