# SPDX-License-Identifier: EUPL-1.2
"""The annex that lets somebody else count again: snapshot, definition, assumptions, checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from taalplan.answers.document import Block, Bullets, Code, Facts, Heading, Paragraph, TableBlock
from taalplan.answers.numbers import datum, opsomming
from taalplan.tables.findings import Finding
from taalplan.tables.render import words
from taalplan.tables.table import Table

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
        yield Facts(tuple(_facts(block)))
        yield from _checks(findings.get(block.id, ()))
        if block.table.provenance.definition.strip():
            yield Paragraph("Definitie:")
            yield Code(block.table.provenance.definition.strip())


def _facts(block: TableBlock) -> Iterator[tuple[str, str]]:
    table, provenance = block.table, block.table.provenance
    yield "Titel", table.title.nl
    yield "Momentopname", provenance.snapshot or "niet vermeld"
    yield "Stand op", datum(provenance.as_of) if provenance.as_of else "niet vermeld"
    if provenance.sources:
        yield "Bronnen", "; ".join(provenance.sources)
    yield "Gegevens", "synthetisch: geen echte personen" if provenance.synthetic else "register"
    yield "Eenheid", words.UNITS[table.unit].nl
    yield "Totalen", _totals(table)
    yield "Aannames", "; ".join(provenance.assumptions) or "geen"
    yield "Open data", f"data/{block.id}.csv"


def _totals(table: Table) -> str:
    labels = [d.label.nl.lower() for d in table.dimensions if d.name in table.counted]
    if not labels:
        return "gelijk aan de som van hun delen"
    return f"opnieuw geteld over {opsomming(labels)}; delen samen kunnen dus groter zijn"


def _checks(findings: Sequence[Finding]) -> Iterator[Block]:
    if not findings:
        yield Paragraph("Controles: uitgevoerd, zonder opmerkingen.")
        return
    yield Paragraph("Controles: uitgevoerd, met deze opmerkingen.")
    yield Bullets(tuple(str(finding) for finding in findings))
