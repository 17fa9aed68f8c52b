# SPDX-License-Identifier: EUPL-1.2
"""An answer quotes each sub-question, numbers its tables, gives reasons and accounts for all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from small_answer import SMALL, make, question_file

from taalplan.answers import Document, Question, QuestionError, compose, read_question
from taalplan.answers.document import (
    Bullets,
    Code,
    Facts,
    Heading,
    Notice,
    Paragraph,
    Quote,
    Signature,
    TableBlock,
)
from taalplan.answers.numbers import procent
from taalplan.answers.templates import paragraphs
from taalplan.tables.table import Cell, Table
from taalplan.vocabulary.text import Text


def small(tmp_path: Path, text: str = SMALL, **given: object) -> Document:
    """The small question, composed."""
    question = read_question(question_file(tmp_path, text))
    tables = {request.id: make(request) for request in question.requests}
    return compose(question, tables, **given)  # type: ignore[arg-type]


def prose(document: Document) -> str:
    """Everything that is said in paragraphs and lists."""
    said = [b.text for b in document.blocks if isinstance(b, Paragraph)]
    listed = [item for b in document.blocks if isinstance(b, Bullets) for item in b.items]
    return "\n".join(said + listed).replace("\N{NO-BREAK SPACE}", " ")


def test_each_sub_question_is_quoted_and_answered_in_order(document: Document) -> None:
    headings = [b.text for b in document.blocks if isinstance(b, Heading) and b.level == 3]
    codes = ["1a", "1b", "1c", "2a", "2b", "2c", "3", "4", "5a", "5b", "6a", "6b"]
    assert headings[:12] == [f"Vraag {code}" for code in codes]
    for heading, quote in pairwise(document.blocks):
        if isinstance(heading, Heading) and heading.text.startswith("Vraag "):
            assert isinstance(quote, Quote)


def test_headings_never_skip_a_level(document: Document) -> None:
    levels = [1] + [b.level for b in document.blocks if isinstance(b, Heading)]
    assert all(here <= before + 1 for before, here in pairwise(levels))


def test_tables_are_numbered_as_they_are_met(document: Document) -> None:
    assert [(block.number, block.id) for block in document.tables] == [
        (1, "eerste"),
        (2, "eerste_provincie"),
        (3, "eerste_stad"),
        (4, "aanmeldingen"),
        (5, "aanmeldingen_provincie"),
        (6, "aanmeldingen_stad"),
        (7, "a1"),
        (8, "a2"),
        (9, "a1_volg"),
        (10, "a2_volg"),
        (11, "combi_provincie"),
        (12, "combi_stad"),
        (13, "a1_provincie"),
        (14, "a2_provincie"),
    ]
    second = document.tables[1]
    assert second.numbered.title.nl == f"Tabel 2: {second.table.title.nl}"
    assert [block.id for block in document.data] == ["a1_gemeente", "a2_gemeente"]


def test_sentences_carry_the_figures_of_the_tables(
    document: Document, tables: dict[str, Table]
) -> None:
    total = tables["eerste"]["total", "total", "total"]
    assert f"meldden {total:,} personen".replace(",", ".") in prose(document)
    assert "Tabel 1 en tabel 4 zijn geteld uit twee" in prose(document)
    assert "stand op 31 januari 2022 en stand op 28 februari 2022" in prose(document)


def test_the_sentences_follow_the_figures(question: Question, tables: dict[str, Table]) -> None:
    """Small figures rise each year; turned around they fall, and the words with them."""
    assert "steeg met" in prose(compose(question, tables))
    years = tables["aanmeldingen"].columns.members
    turned = dict(zip(years, reversed(years), strict=True))
    cells = {
        (row.path, year.path): tables["aanmeldingen"].cell(row.path, turned[year].path)
        for row in tables["aanmeldingen"].rows.members
        for year in years
    }
    fallen = {**tables, "aanmeldingen": replace(tables["aanmeldingen"], cells=cells)}
    said = prose(compose(question, fallen))
    assert "daalde met" in said
    assert "het eerste jaar van de coronacrisis" in said


def test_the_printed_grand_total_is_flagged_and_not_reproduced(document: Document) -> None:
    assert "is de som van de loketten" in prose(document)
    assert "25.326 in totaal" in prose(document)


def test_reasons_say_who_answers_and_when(document: Document) -> None:
    said = prose(document)
    assert said.count("bevoegdheid van de Vlaamse minister bevoegd voor onderwijs") == 2
    assert "Huis van het Nederlands Brussel is voorzien op 15 maart 2022" in said


def test_what_is_expected_is_past_once_the_data_are_later(
    question: Question, tables: dict[str, Table]
) -> None:
    late = {
        id: replace(table, provenance=replace(table.provenance, as_of=date(2022, 3, 16)))
        for id, table in tables.items()
    }
    assert "Huis van het Nederlands Brussel was voorzien op 15 maart 2022" in prose(
        compose(question, late)
    )


def test_an_analysis_that_is_not_ready_is_printed_honestly(document: Document) -> None:
    notices = [block for block in document.blocks if isinstance(block, Notice)]
    assert [notice.title for notice in notices] == [
        "Synthetische gegevens: geen echte personen",
        "Nog niet volledig",
    ]
    assert "de vragen 1c, 2c, 3, 4 en 6b" in notices[1].text
    assert prose(document).count("Deze analyse volgt.") == 5


def test_an_analysis_that_is_ready_takes_its_place_and_its_numbers(
    question: Question, tables: dict[str, Table]
) -> None:
    extra = TableBlock(tables["a1"], "verandering")
    ready = {"change_registrations": [Paragraph("De daling zat in het voorjaar."), extra]}
    document = compose(question, tables, analyses=ready)
    assert "De daling zat in het voorjaar." in prose(document)
    assert prose(document).count("Deze analyse volgt.") == 4
    assert [(b.number, b.id) for b in document.tables][6:8] == [(7, "verandering"), (8, "a1")]


def test_every_table_is_accounted_for(document: Document, question: Question) -> None:
    start = next(
        place
        for place, block in enumerate(document.blocks)
        if isinstance(block, Heading) and block.text == "Verantwoording van de cijfers"
    )
    facts = [dict(b.items) for b in document.blocks[start:] if isinstance(b, Facts)]
    assert len(facts) == len(question.requests)
    assert facts[0] == {
        "Titel": "Aantal personen, first-registrations",
        "Momentopname": "8c1f0a97, stand op 31 januari 2022",
        "Gegevens": "nagebootst register; synthetische gegevens, geen echte personen",
        "Totalen": "gelijk aan de som van hun delen",
        "Aannames": "een onbepaald resultaat telt als gesloten",
        "Controles": "uitgevoerd, geen opmerkingen",
        "Open data": "data/eerste.csv",
    }
    definitions = [b.text for b in document.blocks[start:] if isinstance(b, Code)]
    assert definitions[0] == "name: first-registrations\ncount: people"


def test_who_answers_signs(document: Document) -> None:
    [signature] = [block for block in document.blocks if isinstance(block, Signature)]
    assert signature.name == "Bart Somers"
    assert document.letterhead[0] == "Bart Somers"


def test_the_document_is_dated_by_its_youngest_snapshot(tmp_path: Path, document: Document) -> None:
    assert document.day == date(2022, 2, 28)
    assert small(tmp_path, as_of=date(2022, 3, 1)).day == date(2022, 3, 1)


def test_real_data_bring_no_notice(tmp_path: Path) -> None:
    question = read_question(question_file(tmp_path))
    made = make(question.requests[0])
    real = replace(made, provenance=replace(made.provenance, synthetic=False))
    document = compose(question, {"t1": real})
    assert not document.synthetic
    assert not any(isinstance(block, Notice) for block in document.blocks)


def test_a_missing_table_is_named_before_a_word_is_written(
    question: Question, tables: dict[str, Table]
) -> None:
    some = {id: table for id, table in tables.items() if id not in ("a1", "a2")}
    with pytest.raises(QuestionError) as caught:
        compose(question, some)
    assert [fault.problem for fault in caught.value.faults] == [
        "table 'a1' (outcomes-a1) was not made",
        "table 'a2' (outcomes-a2) was not made",
    ]
    assert all(fault.line > 100 for fault in caught.value.faults)


def test_a_table_that_does_not_add_up_is_refused(
    question: Question, tables: dict[str, Table]
) -> None:
    """The journalist's own check: the parts of a column, added up."""
    wrong = dict(tables["eerste"].cells)
    wrong[("total", "total"), ("obliged",)] = Cell(1)
    faulty = {**tables, "eerste": replace(tables["eerste"], cells=wrong)}
    with pytest.raises(QuestionError, match="table 'eerste'"):
        compose(question, faulty)


def test_every_sentence_without_a_figure_is_reported_with_its_line(tmp_path: Path) -> None:
    text = SMALL.replace(
        '      Er waren {{ getal(t1["total", "total", "total"]) }} personen',
        '      Er waren {{ getal(t1["total", "total"]) }} personen',
    ).replace(
        "    table: {id",
        '    after: |\n      Eerst\n      {{ t1["genk", "total", "total"] }}\n    table: {id',
    )
    with pytest.raises(QuestionError) as caught:
        small(tmp_path, text)
    assert [(fault.line, fault.where) for fault in caught.value.faults] == [(13, "1a"), (16, "1a")]


def test_a_list_is_a_list(tmp_path: Path) -> None:
    text = SMALL.replace(
        "      Er waren",
        "      Het gaat om:\n\n      - een\n        en twee\n      - drie\n\n      Er waren",
    )
    [bullets] = [b for b in small(tmp_path, text).blocks if isinstance(b, Bullets)]
    assert bullets.items == ("een en twee", "drie")


def test_a_table_in_three_languages_keeps_its_number() -> None:
    made = TableBlock(make_one(), "t1", 4)
    assert made.numbered.title.en == "Table 4: People"
    assert made.numbered.title.fr == "Tableau 4: Personnes"
    assert made.numbered.name == "t1"


def make_one() -> Table:
    """A table with a title in three languages."""
    from taalplan.answers import TableRequest

    made = make(TableRequest("t1", "first-registrations", ("2021",)))
    return replace(made, title=Text("Personen", "People", "Personnes"))


def test_a_figure_is_not_cut_off_from_its_percent_sign() -> None:
    """A no-break space survives; line ends and runs of plain spaces become one space."""
    rendered = "Dat is 29,2\N{NO-BREAK SPACE}%\n  van  allen.\n\n \nEn dan."
    assert paragraphs(rendered) == ["Dat is 29,2\N{NO-BREAK SPACE}% van allen.", "En dan."]
    assert paragraphs(procent(292, 1000)) == ["29,2\N{NO-BREAK SPACE}%"]
