# SPDX-License-Identifier: EUPL-1.2
"""Satisfaction per desk: a share with its interval, and silence where nobody was asked."""

from datetime import date

import pytest

from taalplan.statistics import DefinitionError
from taalplan.statistics.satisfaction import OFFICIAL, satisfaction
from taalplan.vocabulary.periods import CalendarYear

FEEDBACK = """
    desk           | date       | touchpoint | kind      | score
    ---------------+------------+------------+-----------+------
    loket-lier     | 2020-03-01 | desk       | survey    | 7
    loket-lier     | 2020-03-02 | desk       | survey    | 6
    loket-lier     | 2020-03-02 | course     | survey    | 1
    loket-lier     | 2020-04-01 | desk       | complaint |
    loket-mechelen | 2020-05-01 | desk       | survey    | 10
    loket-mechelen | 2021-05-01 | course     | survey    | 10
"""
REGISTRATIONS = """
    person | date       | desk
    1      | 2020-01-01 | loket-lier
    2      | 2020-01-01 | loket-lier
    1      | 2020-02-01 | loket-lier
    3      | 2020-01-01 | loket-mechelen
    3      | 2021-01-01 | loket-mechelen
"""


@pytest.fixture
def of_year(snapshot_of):
    snapshot = snapshot_of(as_of=date(2022, 1, 31), feedback=FEEDBACK, registrations=REGISTRATIONS)
    return lambda year: satisfaction(OFFICIAL.of_years(CalendarYear(year)), snapshot)


def test_seven_of_ten_is_satisfied_and_the_course_is_not_the_desk(of_year):
    table = of_year(2020)
    lier = [table["antwerpen", "loket-lier", m] for m in ("asked", "satisfied", "share")]
    assert lier == [2, 1, 50]
    assert table["antwerpen", "loket-lier", "complaints"] == 1
    assert table["antwerpen", "loket-lier", "contacts"] == 3
    assert table["antwerpen", "loket-lier", "rate"] == pytest.approx(1000 / 3)
    assert table["antwerpen", "total", "asked"] == 3
    assert table["total", "total", "satisfied"] == 2


def test_one_answer_leaves_nearly_everything_open(of_year):
    table = of_year(2020)
    limits = [table["antwerpen", "loket-mechelen", m] for m in ("share_low", "share", "share_high")]
    assert limits == [pytest.approx(20.65, abs=0.01), 100, 100]


def test_no_complaints_is_no_answer_where_nobody_was_asked(of_year):
    table = of_year(2021)
    assert table["total", "total", "complaints"] == 0
    assert table["total", "total", "share"] is None
    assert [note.kind for note in table.notes if note.kind] == ["not-asked"]
    assert "niemand over de loketten bevraagd" in table.notes[-1].text.nl
    assert all(note.kind != "not-asked" for note in of_year(2020).notes)


def test_nobody_keeps_where_who_spoke_lives():
    with pytest.raises(DefinitionError, match="choose area or desk"):
        OFFICIAL.by("municipality")
