# SPDX-License-Identifier: EUPL-1.2
"""Every fault that a question file can have is said in the words of the page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.utils.translation import override

from taalplan.answers import Fault, QuestionError, read_question
from taalplan.web.faults import ADVICE, PROBLEMS, said

GOOD = """
number: 1
title: t
parliament: p
session_year: 2021-2022
asked_on: 2022-02-24
asked_by: a
answered_by: b
function: c
parts:
  - code: "1"
    asked: "Hoeveel?"
    text: Dat staat in het verslag.
    table: {id: t1, definition: d, years: 2021}
"""
FAULTS = {
    "typed": ("in het verslag", "in 25.322 verslagen"),
    "template": ("in het verslag", "{{ in het"),
    "unknown name": ("in het verslag", "{{ t9 }}"),
    "no answer": (
        "    text: Dat staat in het verslag.\n    table: {id: t1, definition: d, years: 2021}\n",
        "",
    ),
    "missing": ("definition: d, ", ""),
    "bad year": ("years: 2021", "years: vorig jaar"),
    "backwards": ("years: 2021", "years: 2021..2019"),
    "bad id": ("id: t1", "id: Tabel 1"),
    "strange place": ("years: 2021}", "years: 2021, place: overal}"),
    "strange field": ("    asked:", "    gevraagd: x\n    asked:"),
    "bad code": ('code: "1"', "code: een"),
    "no owner": ("    table:", "    reason: {kind: other_owner}\n    table:"),
    "no day": ("    table:", "    reason: {kind: not_yet_known, owner: x}\n    table:"),
    "bad day": ("2022-02-24", "gisteren"),
    "twice": ("    table:", "    text: Nog eens.\n    table:"),
    "not yaml": ("title: t", "title: [t"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_a_file_is_said_in_dutch_english_and_french(tmp_path: Path, name: str) -> None:
    file = tmp_path / "q.yaml"
    file.write_text(GOOD.replace(*FAULTS[name]), encoding="utf-8")
    with pytest.raises(QuestionError) as error:
        read_question(file)
    for fault in error.value.faults:
        assert any(re.fullmatch(each, fault.problem, re.S) for each in PROBLEMS), fault.problem
        assert any(re.fullmatch(each, fault.advice, re.S) for each in ADVICE), fault.advice
        told = []
        for language in ("nl", "en", "fr"):
            with override(language):
                told.append(said(fault))
        assert len(set(told)) == 3


def test_what_no_line_fits_is_shown_as_it_is() -> None:
    assert said(Fault("f", 1, "1a", "something new", "do this")) == "something new; do this"


def test_fields_have_the_names_of_the_form() -> None:
    with override("nl"):
        assert said(Fault("f", 1, "1a", "'definition' is missing", "add 'definition: ...'")) == (
            "“tabel” ontbreekt; vul het in"
        )
