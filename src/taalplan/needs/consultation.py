# SPDX-License-Identifier: EUPL-1.2
"""What became of a plan: its states, what regions adjusted and why, and how right both were."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from taalplan.answers.document import Block, Document, Facts, Heading, Paragraph, TableBlock
from taalplan.needs import words
from taalplan.needs.history import AREA_CODES, LEVELS, PROFILES, read_history, restricted
from taalplan.needs.plan import begun_by_year
from taalplan.needs.residence import PLACES
from taalplan.needs.table import ALL
from taalplan.needs.versions import Code, PlanStateError, Versions
from taalplan.snapshot import Snapshot
from taalplan.tables.numbers import format_percent
from taalplan.tables.render.layout import format_date
from taalplan.tables.render.write import write_beside
from taalplan.tables.table import MEASURE, TOTAL, Axis, Cell, Dimension, Key, Member, Table, Unit
from taalplan.vocabulary.periods import SchoolYear
from taalplan.vocabulary.places import AREAS
from taalplan.vocabulary.terms import label
from taalplan.vocabulary.text import Text

NAME = "overleg"
PLACE_LABELS = {place.code: place.label for place in PLACES}

Numbers = Mapping[Code, int]


def by_area(name: str, title: Text, columns: Mapping[str, tuple[Text, Numbers]]) -> Table:
    """Numbers of cells by working area, side by side; a column of differences where it is named.

    `columns` holds for each measure its label and its numbers.
    """
    rows = (*(Member((code,), AREAS[code].label) for code in AREA_CODES), Member((TOTAL,), ALL))
    heads = tuple(Member((code,), text) for code, (text, _) in columns.items())
    cells: dict[Key, Cell] = {}
    for code, (_, numbers) in columns.items():
        for row in rows:
            inside = (n for cell, n in numbers.items() if row.path[0] in (cell[0], TOTAL))
            cells[row.path, (code,)] = Cell(sum(inside))
    return Table(
        name, title, Axis((Dimension("area", words.AREA),), rows),
        Axis((Dimension(MEASURE, words.MEASURE, {m.path[0]: m.label for m in heads}),), heads),
        cells, Unit.ENROLMENTS,
    )  # fmt: skip


def adjustments_table(versions: Versions) -> Table:
    """Every adjustment with both numbers; the row says who, when and why."""
    rows: list[Member] = []
    cells: dict[Key, Cell] = {}
    for number, one in enumerate(versions.adjustments, 1):
        path = (str(number),)
        said = Text(*(
            f"{_cell(one.cell, lang)}: {one.reason} ({one.by}, {format_date(one.day, lang)})"
            for lang in ("nl", "en", "fr")
        ))  # fmt: skip
        rows.append(Member(path, said))
        cells[path, ("computed",)] = Cell(one.computed)
        cells[path, ("adjusted",)] = Cell(one.adjusted)
        cells[path, ("change",)] = Cell(one.adjusted - one.computed)
    columns = (
        Member(("computed",), words.COMPUTED),
        Member(("adjusted",), words.ADJUSTED),
        Member(("change",), words.DIFFERENCE, signed=True),
    )
    return Table(
        "adjustments", words.of_year(words.ADJUSTMENTS, SchoolYear.parse(versions.school_year)),
        Axis((Dimension("adjustment", words.ADJUSTMENT),), tuple(rows)),
        Axis((Dimension(MEASURE, words.MEASURE, {m.path[0]: m.label for m in columns}),), columns),
        cells, Unit.ENROLMENTS,
    )  # fmt: skip


def compared(one: Versions, other: Versions) -> Table:
    """Two plans by working area, each as it was last adjusted."""
    names = [f"{v.school_year} ({v.snapshot}, {words.STATES[v.state].nl})" for v in (one, other)]
    titles = [Text.same(name) for name in names]
    change = {
        cell: other.adjusted.get(cell, 0) - one.adjusted.get(cell, 0)
        for cell in {**one.computed, **other.computed}
    }
    return by_area(
        "comparison",
        words.COMPARED,
        {
            "one": (titles[0], one.adjusted),
            "other": (titles[1], other.adjusted),
            "change": (words.DIFFERENCE, change),
        },
    )


def came(snapshot: Snapshot, year: SchoolYear) -> dict[Code, int]:
    """Who began in a school year, by the cells of a plan. Raises PlanStateError before its end."""
    if snapshot.as_of < year.last_day:
        raise PlanStateError(
            f"the school year {year} ends on {year.last_day}, and the snapshot is of "
            f"{snapshot.as_of}; evaluate the plan with a later snapshot"
        )
    begun = begun_by_year(read_history(restricted(snapshot))).get(year)
    if begun is None:
        raise PlanStateError(f"the snapshot knows of nobody who began in {year}")
    return {
        (AREA_CODES[a], PLACES[p].code, LEVELS[v], PROFILES[r]): int(begun[a, r, v, p])
        for a, r, v, p in zip(*begun.nonzero(), strict=True)
    }


def evaluated(versions: Versions, outcome: Numbers) -> tuple[Table, dict[str, float]]:
    """Computed, adjusted and what came, by working area; and the errors of both."""
    table = by_area(
        "evaluation",
        words.of_year(words.EVALUATION, SchoolYear.parse(versions.school_year)),
        {
            "computed": (words.COMPUTED, versions.computed),
            "adjusted": (words.ADJUSTED, versions.adjusted),
            "came": (words.BEGUN, outcome),
        },
    )
    return table, versions.evaluate(outcome)


def errors_said(errors: Mapping[str, float], adjusted: bool) -> Text:
    """How far both were off, over all cells and over those that were adjusted."""

    def said(language: str, suffix: str) -> str:
        template = _ERRORS[language][bool(suffix)]
        return template.format(**{
            name: format_percent(100 * errors[name + suffix], language, 1)
            for name in ("computed", "adjusted")
        })  # fmt: skip

    return Text(*(
        said(lang, "") + (said(lang, "_where_adjusted") if adjusted else "")
        for lang in ("nl", "en", "fr")
    ))  # fmt: skip


_ERRORS = {
    "nl": (
        "De som van de fouten per cel is {computed} van wat er kwam voor de berekende getallen "
        "en {adjusted} voor de aangepaste.",
        " Waar werd aangepast, is dat {computed} en {adjusted}.",
    ),
    "en": (
        "The errors of all cells together are {computed} of what came for the computed numbers "
        "and {adjusted} for the adjusted ones.",
        " Where somebody adjusted, they are {computed} and {adjusted}.",
    ),
    "fr": (
        "Les erreurs de toutes les cellules représentent {computed} de la réalité pour les "
        "nombres calculés et {adjusted} pour les nombres ajustés.",
        " Là où l’on a ajusté, {computed} et {adjusted}.",
    ),
}


def write_consultation(
    versions: Versions, folder: Path, language: str = "nl", *more: Table | Text
) -> list[Path]:
    """Write where the plan stands as documents and its adjustments as CSV; return the paths."""
    from taalplan.answers.docx import docx
    from taalplan.answers.html import html
    from taalplan.tables.render.csv import csv

    tables = [adjustments_table(versions)] if versions.adjustments else []
    tables += [part for part in more if isinstance(part, Table)]
    text = _document(versions, [*tables, *(p for p in more if isinstance(p, Text))], language)
    contents: dict[str, str | bytes] = {f"{NAME}.docx": docx(text), f"{NAME}.html": html(text)}
    contents |= {f"data/{table.name}.csv": csv(table) for table in tables}
    for name, content in contents.items():
        write_beside(folder / name, content)
    return [folder / name for name in contents]


def _document(versions: Versions, parts: list[Table | Text], language: str) -> Document:
    title = words.CONSULTATION[language].format(year=versions.school_year)
    steps = tuple(
        (words.STATES[step.state][language], f"{format_date(step.day, language)}, {step.by}")
        for step in versions.steps
    )
    blocks: list[Block] = [Heading(words.STANDS[language]), Facts(steps)]
    number = 0
    for part in parts:
        if isinstance(part, Text):
            blocks.append(Paragraph(part[language]))
        else:
            number += 1
            blocks.append(TableBlock(part, part.name, number))
    return Document(
        title=title,
        subtitle=words.STATES[versions.state][language],
        letterhead=("Taalplan",),
        header=title,
        author="Taalplan",
        day=versions.steps[-1].day,
        facts=Facts((("Momentopname", versions.snapshot),)),
        blocks=tuple(blocks),
        synthetic=versions.synthetic,
        language=language,
    )


def _cell(cell: Code, language: str) -> str:
    area, place, level, profile = cell
    where = PLACE_LABELS.get(place, Text.same(place))[language]
    return f"{AREAS[area].label[language]}, {where}, {level} {label('profile', profile)[language]}"
