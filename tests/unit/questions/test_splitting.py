# SPDX-License-Identifier: EUPL-1.2
"""A pasted question is taken apart, held against question 216 as it was taken apart by hand."""

from __future__ import annotations

import re
import textwrap
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taalplan.answers import read_question
from taalplan.questions.splitting import AskedPart, split

FILE = Path(__file__).parents[3] / "questions" / "216.yaml"
HEAD = """
VICEMINISTER-PRESIDENT VAN DE VLAAMSE REGERING, VLAAMS MINISTER VAN BINNENLANDS BESTUUR,
BESTUURSZAKEN, INBURGERING EN GELIJKE KANSEN

"""
FOOT = """


BART SOMERS
VICEMINISTER-PRESIDENT VAN DE VLAAMSE REGERING

ANTWOORD
op vraag nr. 216 van 24 februari 2022
van TOM ONGENA

1. a) Zie ook antwoord 1 van vraag 161 van 31 januari 2022:
"""


def printed(title: str, introduction: str, parts: list[AskedPart], width: int = 80) -> str:
    """The question as parliament prints it: numbers, letters, and lines broken anywhere."""
    blocks = [title, *introduction.split("\n\n")]
    for part in parts:
        number, letter = re.fullmatch(r"(\d+)([a-z]?)", part.code).groups()  # type: ignore[union-attr]
        text = f"{part.lead}\n\n{part.asked}".strip()
        mark = f"{letter}) " if letter else ""
        first = f"{number}. " if letter in ("", "a") else ""
        blocks += [first + mark + text] if first or mark else [text]
    paragraphs = "\n\n".join(blocks).split("\n\n")
    return "\n\n".join(textwrap.fill(each, width, break_on_hyphens=False) for each in paragraphs)


def in_one_line(text: str) -> str:
    return "\n\n".join(" ".join(block.split()) for block in text.strip().split("\n\n"))


def by_hand() -> tuple[str, str, list[AskedPart]]:
    """The parts of the question file; what stands above `5a` and `6a` stands behind its letter."""
    question = read_question(FILE)
    parts = [
        AskedPart(part.code, in_one_line(part.lead), in_one_line(part.asked))
        for part in question.parts
    ]
    return question.title, in_one_line(question.introduction), parts


@pytest.mark.parametrize("width", [60, 80, 100])
def test_question_216_is_taken_apart_as_it_was_by_hand(width: int) -> None:
    title, introduction, parts = by_hand()
    found = split(HEAD + printed(title, introduction, parts, width) + FOOT)
    assert list(found.parts) == parts
    assert (found.title, found.introduction) == (title, introduction)
    assert (found.number, found.asked_on) == (216, date(2022, 2, 24))
    assert found.asked_by == "Tom Ongena"


def test_a_letterhead_above_the_question_is_read_as_well() -> None:
    found = split(
        "SCHRIFTELIJKE VRAAG\nnr. 161\nvan TOM ONGENA\ndatum: 31 januari 2022\naan BART SOMERS\n\n"
        "Inburgering - Cijfers\n\nEr is veel vraag.\n\n1. Hoeveel?\n2. Waarom?\n"
    )
    assert (found.number, found.asked_on) == (161, date(2022, 1, 31))
    assert (found.asked_by, found.answered_by) == ("Tom Ongena", "Bart Somers")
    assert (found.title, found.introduction) == ("Inburgering - Cijfers", "Er is veel vraag.")
    assert [part.code for part in found.parts] == ["1", "2"]


def test_a_lead_stands_with_the_first_letter() -> None:
    found = split("Titel\n\n1. Er zijn lessen.\n\na) Hoeveel?\nb) Waar?\n\n2. Waarom?")
    assert found.parts == (
        AskedPart("1a", "Er zijn lessen.", "Hoeveel?"),
        AskedPart("1b", "", "Waar?"),
        AskedPart("2", "", "Waarom?"),
    )


def test_a_year_or_a_list_at_the_beginning_of_a_line_begins_no_part() -> None:
    """Only the next number does: `2018.` and a second `1.` stand inside a part."""
    found = split("Titel\n\n1. Sinds\n2018. is er een lijst:\n1. een\n\nHoeveel?\n2. Waarom?")
    assert [part.code for part in found.parts] == ["1", "2"]
    assert found.parts[0] == AskedPart("1", "Sinds 2018. is er een lijst: 1. een", "Hoeveel?")


@pytest.mark.parametrize("text", ["", "Geachte, hoe gaat het?", "2. Waarom?"])
def test_without_a_first_number_there_are_no_parts(text: str) -> None:
    assert split(text).parts == ()


WORDS = st.lists(
    st.sampled_from(["de", "les", "in", "Genk", "heeft", "geen", "plaats", "meer", "voor", "wie", "wacht"]),
    min_size=3, max_size=30,
).map(" ".join)  # fmt: skip
ASKED = WORDS.map(lambda words: f"Hoe komt {words}?")
LEADS = st.one_of(st.just(""), WORDS.map(lambda words: f"Men zegt {words}."))


@st.composite
def questions(draw: st.DrawFn) -> list[AskedPart]:
    parts = []
    for number in range(1, draw(st.integers(1, 12)) + 1):
        letters = draw(st.integers(0, 4))
        codes = [f"{number}{'abcd'[at]}" for at in range(letters)] or [str(number)]
        parts += [AskedPart(code, draw(LEADS), draw(ASKED)) for code in codes]
    return parts


@given(questions(), st.integers(30, 120))
def test_whatever_is_printed_comes_back(parts: list[AskedPart], width: int) -> None:
    text = printed("Nederlands - Aanbod", "Er is vraag naar lessen.", parts, width)
    assert list(split(text).parts) == parts


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    codes = [part.code for part in split(text).parts]
    assert len(set(codes)) == len(codes)
