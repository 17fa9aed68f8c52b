# SPDX-License-Identifier: EUPL-1.2
"""A question file is read whole, or refused with every fault, its line and what to do."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from small_answer import SMALL, question_file

from taalplan.answers import Place, Question, QuestionError, read_question
from taalplan.answers.question import ReasonKind
from taalplan.answers.templates import paragraphs


def faults(tmp_path: Path, old: str, new: str) -> list[str]:
    """The faults of the small question after one change, without the name of the file."""
    assert old in SMALL
    path = question_file(tmp_path, SMALL.replace(old, new))
    with pytest.raises(QuestionError) as caught:
        read_question(path)
    return [str(fault).removeprefix(str(path)) for fault in caught.value.faults]


def test_a_question_is_read_with_its_parts(tmp_path: Path) -> None:
    question = read_question(question_file(tmp_path))
    assert (question.number, question.asked_on) == (7, date(2022, 2, 24))
    assert [part.code for part in question.parts] == ["1a", "1b"]
    [request] = question.requests
    assert (request.id, request.definition, request.years) == (
        "t1", "first-registrations", ("2021",)
    )  # fmt: skip
    assert request.place is Place.TEXT
    reason = question.parts[1].reason
    assert reason is not None
    assert reason.kind is ReasonKind.OTHER_OWNER


@pytest.mark.parametrize(
    ("written", "years"),
    [
        ("year: 2021", ("2021",)),
        ("years: 2019..2021", ("2019", "2020", "2021")),
        ("years: [2017, 2021]", ("2017", "2021")),
        ("years: 2020-2021", ("2020-2021",)),
        ("years: 2019-2020..2021-2022", ("2019-2020", "2020-2021", "2021-2022")),
    ],
)
def test_years_are_written_as_one_or_several(
    tmp_path: Path, written: str, years: tuple[str, ...]
) -> None:
    path = question_file(tmp_path, SMALL.replace(" year: 2021", f" {written}"))
    assert read_question(path).requests[0].years == years


CASES = {
    "a part without an answer": (
        "reason: {kind: other_owner, owner: de minister van onderwijs}",
        "",
        ", line 15, 1b: there is no answer; give a text, table, quoted, analysis or reason",
    ),
    "a missing field": (
        "asked_by: Jan Peeters\n",
        "",
        ", line 1: 'asked_by' is missing; add 'asked_by: ...'",
    ),
    "a slip of the finger": (
        "asked: En",
        "askd: En",
        ", line 16, 1b: 'askd' is not a field; known here: "
        "after, analysis, asked, code, lead, quoted, reason, table, text",
    ),
    "a date": (
        "asked_on: 2022-02-24",
        "asked_on: 24/02/2022",
        ", line 5: 'asked_on: 24/02/2022' is not a date; write it as 2022-02-24",
    ),
    "a year": (
        "year: 2021",
        "year: 21",
        ", line 14, 1a: '21' is not a year; write 2021, 2021-2022 (a school year) or 2017..2021",
    ),
    "years in the wrong order": (
        "year: 2021",
        "years: 2021..2017",
        ", line 14, 1a: '2021..2017' ends before it begins; write 2017..2021",
    ),
    "an axis": (
        "year: 2021",
        "axis: fiscal-year",
        ", line 14, 1a: 'axis: fiscal-year' is not known; "
        "choose from calendar-year, contract-year, school-year",
    ),
    "a kind of reason": (
        "kind: other_owner",
        "kind: no_idea",
        ", line 17, 1b: 'kind: no_idea' is not known; "
        "choose from other_owner, not_yet_known, not_registered, not_asked",
    ),
    "a reason without a date": (
        "kind: other_owner",
        "kind: not_yet_known",
        ", line 17, 1b: a reason 'not_yet_known' needs 'expected'; say when it will be known",
    ),
    "a typed figure": (
        "Er waren {{",
        "Er waren 25.322, of {{",
        ", line 13, 1a: '25.322' in 'text' is typed, not computed; "
        'write {{ t1["...", "total"] }}, or quote a reference as [[...]]',
    ),
    "a table that no one asks for": (
        "getal(t1[",
        "getal(t9[",
        ", line 13, 1a: 't9' is not known here; the tables of this question are t1",
    ),
    "a broken template": (
        "{{ tabel(",
        "{{ tabel((",
        ", line 13, 1a: 'text' is not a template: ",
    ),
    "a sub-question twice": (
        "code: 1b",
        "code: 1a",
        ", 1a: stands twice as a sub-question; renumber one",
    ),
    "a code": (
        "code: 1b",
        "code: b1",
        ", line 15, b1: 'code: b1' is not a sub-question; write it as 1a, or 3",
    ),
    "an id that no text can use": (
        "id: t1",
        "id: T-1",
        ", line 14, 1a: 'id: T-1' cannot be used in a text; write it as t1",
    ),
}


@pytest.mark.parametrize(("old", "new", "sentence"), CASES.values(), ids=list(CASES))
def test_a_fault_names_its_line_and_what_to_do(
    tmp_path: Path, old: str, new: str, sentence: str
) -> None:
    assert any(fault.startswith(sentence) for fault in faults(tmp_path, old, new))


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    text = SMALL.replace("2022-02-24", "vandaag").replace("year: 2021", "year: x")
    path = question_file(tmp_path, text.replace("number: 7", "number: zeven") + "extra: 1\n")
    with pytest.raises(QuestionError) as caught:
        read_question(path)
    assert [fault.line for fault in caught.value.faults] == [1, 5, 14, 18]
    assert all(fault.advice for fault in caught.value.faults)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("parts: [\n", "is not YAML"),
        ("- 1\n", "holds no fields"),
        ("", "holds no fields"),
        ("number: 1\nnumber: 2\n", "'number' stands here twice"),
        ("parts: 3\n", "'parts' has no fields"),
    ],
)
def test_what_is_not_a_question_file_is_refused(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(QuestionError, match=sentence):
        read_question(question_file(tmp_path, text))


def test_a_file_that_cannot_be_read_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match=r"none\.yaml: cannot be read"):
        read_question(tmp_path / "none.yaml")
    latin = tmp_path / "latin.yaml"
    latin.write_bytes("title: creëert".encode("latin-1"))
    with pytest.raises(QuestionError, match="is not UTF-8"):
        read_question(latin)


def test_question_216_has_all_its_sub_questions(question: Question) -> None:
    codes = "1a 1b 1c 2a 2b 2c 3 4 5a 5b 6a 6b".split()  # noqa: SIM905
    assert [part.code for part in question.parts] == codes
    assert {request.definition for request in question.requests} == {
        "first-registrations", "registrations-by-year", "outcomes-a1", "outcomes-a2",
        "outcomes-a1-followup", "outcomes-a2-followup", "blended-share",
    }  # fmt: skip
    kinds = {part.code: part.reason.kind for part in question.parts if part.reason}
    assert kinds == {
        "3": ReasonKind.NOT_YET_KNOWN,
        "5a": ReasonKind.OTHER_OWNER,
        "5b": ReasonKind.OTHER_OWNER,
        "6a": ReasonKind.NOT_REGISTERED,
    }


def test_question_216_is_quoted_to_the_letter(question: Question) -> None:
    """Only where the public source is at hand: the words of the question are its words."""
    folder = os.environ.get("TAALPLAN_SHARED")
    sources = sorted(Path(folder, "source").glob("000_*.txt")) if folder else []
    if not sources:
        pytest.skip("the text of the question is not here")
    printed = " ".join(sources[0].read_text(encoding="utf-8").split())
    quoted = [q for part in question.parts for q in (part.asked, part.lead) if q]
    quoted += [part.quoted.words for part in question.parts if part.quoted]
    for words in (*quoted, question.introduction):
        for paragraph in paragraphs(words):
            assert paragraph in printed.replace("NT2- contactpunten", "NT2-contactpunten")
