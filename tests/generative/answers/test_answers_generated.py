# SPDX-License-Identifier: EUPL-1.2
"""Whatever is typed: a figure is found, words are not, and a broken file gives faults, no crash."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from taalplan.answers import Fault, QuestionError, read_question, typed_figures
from taalplan.answers.numbers import getal

QUESTION = (Path(__file__).parents[3] / "questions" / "216.yaml").read_text(encoding="utf-8")
words = st.text(alphabet="abcdefghij ,.;:-\n'", max_size=30)


@given(words, st.integers(0, 10**7), words)
def test_any_figure_between_words_is_found(before: str, number: int, after: str) -> None:
    printed = getal(number)
    assume(not re.fullmatch(r"(19|20)\d\d", printed))
    found = [typed.figure for typed in typed_figures(f"{before} {printed} personen {after}")]
    assert found == [printed]


@given(words, st.integers(0, 10**7))
def test_a_quoted_or_computed_figure_is_never_found(text: str, number: int) -> None:
    assert typed_figures(f"{text} [[{number} mensen]] {{{{ t1['{number}', 'x'] }}}} {text}") == []


@given(words)
def test_words_alone_are_never_found(text: str) -> None:
    assert typed_figures(text) == []


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.integers(0, len(QUESTION)), st.integers(1, 60), st.text(max_size=4))
def test_a_damaged_file_is_read_or_refused_in_sentences(
    tmp_path: Path, place: int, length: int, put: str
) -> None:
    """A slip of the finger: some characters gone, others in their place."""
    path = tmp_path / "vraag.yaml"
    damaged = QUESTION[:place] + put + QUESTION[place + length :]
    path.write_text(damaged, encoding="utf-8", errors="replace")
    faults = faults_of(path)
    assert all(fault.problem and fault.file == str(path) for fault in faults)


def faults_of(path: Path) -> tuple[Fault, ...]:
    """What is wrong with a file; anything but faults comes through as the crash it is."""
    try:
        read_question(path)
    except QuestionError as error:
        return error.faults
    return ()


def test_the_undamaged_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "vraag.yaml"
    path.write_text(QUESTION, encoding="utf-8")
    assert len(read_question(path).parts) == 12
    with pytest.raises(QuestionError):
        read_question(tmp_path)
