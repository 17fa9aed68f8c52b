# SPDX-License-Identifier: EUPL-1.2
"""An answer for outsiders: what is hidden is nowhere in its files, and the document says so."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import StreamObject
from small_answer import SMALL, question_file

from taalplan.answers import QuestionError, compose, read_question, write_answer
from taalplan.answers.document import TableBlock
from taalplan.tables import Note, Provenance, Status, Table
from taalplan.tables.drawn import drawn
from taalplan.tables.protect.apply import Protected, protect
from taalplan.tables.protect.rules import Audience, DisclosureRule, Method
from taalplan.vocabulary.text import Text

RULE = DisclosureRule(Audience.PARLIAMENT, date(2026, 1, 1))
TABLE = replace(
    drawn(
        """
        area / desk | obliged | entitled | total
        ------------+---------+----------+-------
        limburg     |   48276 |    39143 |  87419
          genk      |   48273 |    37111 |  85384
          temse     |       3 |     2032 |   2035
        total       |   48276 |    39143 |  87419
        """
    ),
    name="first-registrations",
    notes=(Note(Text.same("In meer dan één regio: Temse 48273."), kind="overlap"),),
    provenance=Provenance("8c1f0a97", date(2022, 1, 31), "name: t\n", ("nagebootst register",)),
)


@pytest.fixture
def release() -> Protected:
    """The table with its small figure and a companion hidden."""
    return protect({"t1": TABLE}, RULE)


def hidden_values(release: Protected) -> set[int]:
    """The true values of what is not shown, which stand in no other cell."""
    made = release.tables["t1"]
    true = {place: cell.value for place, cell in TABLE.cells.items()}
    gone = {true[place] for place, cell in made.cells.items() if cell.status is Status.SUPPRESSED}
    shown = {cell.value for cell in made.cells.values()}
    return {int(value) for value in gone - shown if value is not None and value > 100}


def bytes_of(path: Path) -> Iterator[bytes]:
    """Everything in a file: the parts of a zip, the streams of a PDF without compression."""
    yield path.read_bytes()
    if path.suffix in (".docx", ".xlsx"):
        with zipfile.ZipFile(path) as parts:
            yield from (parts.read(name) for name in parts.namelist())
    if path.suffix == ".pdf":
        reader = PdfReader(path)
        for number in range(1, len(reader.xref[0]) + len(reader.xref_objStm) + 1):
            found = reader.get_object(number)
            if isinstance(found, StreamObject):
                yield found.get_data()
        yield "\n".join(page.extract_text() for page in reader.pages).encode()
        yield repr(reader.metadata).encode()


def test_no_byte_of_what_is_hidden_is_in_any_file(release: Protected, tmp_path: Path) -> None:
    """Neither in documents nor in workbook, open data, certificate, properties or notes."""
    question = read_question(question_file(tmp_path))
    document = compose(question, release.tables, protection=release)
    out = tmp_path / "answer"
    written = write_answer(document, release.tables, out, release.file)
    assert {path.name for path in written} >= {"answer.pdf", "certificate.json", "t1.csv"}
    values = hidden_values(release)
    assert values
    for path in written:
        for content in bytes_of(path):
            for value in values:
                for text in (f"{value}", f"{value:,}".replace(",", "."), f"{value:,}"):
                    assert text.encode() not in content, (path.name, text)


def test_the_scan_sees_what_is_there(tmp_path: Path) -> None:
    """Without protection the same scan finds the figure in every kind of file."""
    question = read_question(question_file(tmp_path))
    document = compose(question, {"t1": TABLE})
    for path in write_answer(document, {"t1": TABLE}, tmp_path / "answer"):
        texts = (b"48273", b"48.273")
        assert any(text in content for content in bytes_of(path) for text in texts), path.name


def test_the_document_says_what_was_done(release: Protected, tmp_path: Path) -> None:
    """The rule, how many figures, why, and the number of the certificate; on the cover too."""
    question = read_question(question_file(tmp_path))
    document = compose(question, release.tables, protection=release)
    said = " ".join(getattr(block, "text", "") for block in document.blocks)
    assert "Bescherming van personen" in said
    assert "Aantallen van 1 tot en met 4 zijn niet getoond" in said
    assert f"zijn er {release.hidden} niet getoond" in said
    assert release.id in said
    assert dict(document.facts.items)["Bescherming van personen"].startswith("aantallen onder 5")


def test_internal_use_says_nothing_of_protection(tmp_path: Path) -> None:
    """The figures are those of the register."""
    rule = DisclosureRule(Audience.INTERNAL, date(2026, 1, 1), method=Method.NONE)
    release = protect({"t1": TABLE}, rule)
    document = compose(read_question(question_file(tmp_path)), release.tables, protection=release)
    assert release.tables["t1"] is TABLE
    assert "Bescherming van personen" not in dict(document.facts.items)


def test_a_sentence_with_a_hidden_figure_stops_the_answer(
    release: Protected, tmp_path: Path
) -> None:
    """A text "3 personen in Temse" would be the leak that the table no longer has."""
    text = SMALL.replace('t1["total", "total", "total"]', 't1["limburg", "temse", "obliged"]')
    question = read_question(question_file(tmp_path, text))
    with pytest.raises(QuestionError, match="is not shown, to protect people"):
        compose(question, release.tables, protection=release)
    written = SMALL.replace(
        'getal(t1["total", "total", "total"])', 't1.toon("limburg", "temse", "obliged")'
    )
    document = compose(
        read_question(question_file(tmp_path, written)), release.tables, protection=release
    )
    assert any("Er waren minder dan 5 personen" in getattr(b, "text", "") for b in document.blocks)


def test_a_table_that_was_not_protected_with_the_others_is_refused(
    release: Protected, tmp_path: Path
) -> None:
    """An analysis with a table of its own, or the table as it was."""
    question = read_question(question_file(tmp_path))
    with pytest.raises(QuestionError, match="not protected with the others: t1"):
        compose(question, {"t1": TABLE}, protection=release)
    asked = SMALL.replace(
        "    reason: {kind: other_owner", "    analysis: {name: why, reason: later}\n"
        "    reason: {kind: other_owner"
    )  # fmt: skip
    change = table_of_analysis()
    analyses = {"why": [TableBlock(change, "change")]}
    with pytest.raises(QuestionError, match="not protected with the others: change"):
        compose(
            read_question(question_file(tmp_path, asked)),
            release.tables,
            analyses=analyses,
            protection=release,
        )
    # Made of released figures alone it tells nothing more, and whoever made it says so.
    assert compose(
        read_question(question_file(tmp_path, asked)),
        release.tables,
        analyses=analyses,
        protection=release.deriving({"change": change}),
    )


def table_of_analysis() -> Table:
    return replace(TABLE, name="change")


def test_a_note_that_counts_people_in_two_groups_loses_its_figures(release: Protected) -> None:
    """It said how many were in more than one area, which may be one."""
    [note] = [n for n in release.tables["t1"].notes if n.kind == "overlap"]
    assert "48273" not in note.text.nl
    assert "meer dan één categorie" in note.text.nl


@pytest.mark.parametrize("method", [Method.ROUND, Method.NOISE])
def test_rounded_and_noisy_figures_make_an_answer_too(method: Method, tmp_path: Path) -> None:
    """The document says how; sums that noise has moved are no fault."""
    release = protect({"t1": TABLE}, replace(RULE, method=method), key=b"sixteen bytes or more")
    document = compose(read_question(question_file(tmp_path)), release.tables, protection=release)
    said = " ".join(getattr(block, "text", "") for block in document.blocks)
    assert ("veelvoud van 5" if method is Method.ROUND else "toevallige afwijking") in said
    assert release.changed > 0
