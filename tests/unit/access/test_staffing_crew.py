# SPDX-License-Identifier: EUPL-1.2
"""A file of people, with all its faults at once."""

from __future__ import annotations

import pytest

from taalplan.access.staffing import CrewError, Person, read_crew


def write(tmp_path, text):
    path = tmp_path / "mensen.csv"
    path.write_text(text, "utf-8")
    return path


def test_people_with_languages_skills_and_days_off(tmp_path):
    path = write(tmp_path, "naam;uren;talen;vaardigheden;vrij\nAn;38;fr EN;intake;\n\n"
                           "Bert;30,4;;;wo vr\n")  # fmt: skip
    assert read_crew(path) == (
        Person("An", 38.0, frozenset({"fr", "en"}), frozenset({"intake"})),
        Person("Bert", 30.4, off=frozenset({2, 4})),
    )


def test_english_headings_and_commas(tmp_path):
    assert read_crew(write(tmp_path, "name,hours,off\nAn,20,mon\n")) == (
        Person("An", 20.0, off=frozenset({0})),
    )


def test_all_faults_at_once(tmp_path):
    path = write(tmp_path, "naam;uren;vrij\n;38;\nAn;veel;\nBert;38;zo\nCo;38;\nCo;19;\n")
    with pytest.raises(CrewError) as error:
        read_crew(path)
    for said in ("line 2: the name", "line 3: 'veel'", "line 4: 'zo'", "'Co' stands there twice"):
        assert said in str(error.value)


@pytest.mark.parametrize("text", ["", "wie;wat\nAn;38\n", "naam;uren\n"])
def test_nobody(tmp_path, text):
    with pytest.raises(CrewError, match=r"columns|nobody"):
        read_crew(write(tmp_path, text))
