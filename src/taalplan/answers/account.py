# SPDX-License-Identifier: EUPL-1.2
"""The annex that lets somebody else count again: snapshot, definition, assumptions, checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from taalplan.answers.document import Block, Bullets, Code, Facts, Heading, Paragraph, TableBlock
from taalplan.answers.numbers import datum, opsomming
from taalplan.tables.findings import Finding
from taalplan.tables.render import words
from taalplan.tables.table import TOTAL, Provenance, Table

INTRODUCTION = (
    "Elke tabel in dit antwoord is geteld uit een momentopname van het register: een bestand dat "
    "na de extractie niet meer verandert. Wie dezelfde momentopname en dezelfde definitie "
    "gebruikt, komt tot dezelfde cijfers. Totalen van personen zijn geteld en niet opgeteld: een "
    "persoon die in meer dan één categorie voorkomt, telt in elk van die categorieën mee en één "
    "keer in het totaal."
)


def account(
    tables: Sequence[tuple[str, TableBlock]], findings: Mapping[str, Sequence[Finding]]
) -> Iterator[Block]:
    """The blocks of the annex, for tables with the words they are referred to by."""
    yield Heading("Verantwoording van de cijfers", new_page=True)
    yield Paragraph(INTRODUCTION)
    for name, block in tables:
        yield Heading(f"{name[:1].upper()}{name[1:]}", level=3)
        yield Facts(tuple(_facts(block, findings.get(block.id, ()))))
        yield from _remarks(findings.get(block.id, ()))
        if block.table.provenance.definition.strip():
            yield Code(block.table.provenance.definition.strip())


def _facts(block: TableBlock, findings: Sequence[Finding]) -> Iterator[tuple[str, str]]:
    table, provenance = block.table, block.table.provenance
    day = f", stand op {datum(provenance.as_of)}" if provenance.as_of else ""
    yield "Titel", table.title.nl
    yield "Momentopname", (provenance.snapshot or "niet vermeld") + day
    yield "Gegevens", "; ".join((*provenance.sources, *_synthetic(provenance))) or "niet vermeld"
    yield "Totalen", _totals(table)
    if provenance.assumptions:
        yield "Aannames", "; ".join(provenance.assumptions)
    yield "Controles", "uitgevoerd, met opmerkingen" if findings else "uitgevoerd, geen opmerkingen"
    yield "Open data", f"data/{block.id}.csv"


def _synthetic(provenance: Provenance) -> tuple[str, ...]:
    return (words.SYNTHETIC.nl,) if provenance.synthetic else ()


def _totals(table: Table) -> str:
    labels = [
        dimension.label.nl
        for axis in (table.rows, table.columns)
        for place, dimension in enumerate(axis.dimensions)
        if dimension.name in table.counted and any(m.path[place] == TOTAL for m in axis.members)
    ]
    if not labels:
        return "gelijk aan de som van hun delen"
    return f"opnieuw geteld over {opsomming(labels)}; delen samen kunnen dus groter zijn"


def _remarks(findings: Sequence[Finding]) -> Iterator[Block]:
    if findings:
        yield Bullets(tuple(str(finding) for finding in findings))
