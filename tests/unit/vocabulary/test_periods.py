# SPDX-License-Identifier: EUPL-1.2
"""A calendar year, a contract year and a school year are three things, also to Python."""

from __future__ import annotations

from datetime import date

import pytest

from taalplan.vocabulary.periods import AXES, CalendarYear, ContractYear, SchoolYear, Year
from taalplan.vocabulary.text import Language, Text

KINDS = [CalendarYear, ContractYear, SchoolYear]


@pytest.mark.parametrize(
    ("day", "calendar", "school"),
    [
        ("2021-01-01", "2021", "2020-2021"),
        ("2021-08-31", "2021", "2020-2021"),
        ("2021-09-01", "2021", "2021-2022"),
        ("2021-12-31", "2021", "2021-2022"),
        ("2022-01-01", "2022", "2021-2022"),
    ],
)
def test_a_day_lies_in_one_year_of_each_kind(day: str, calendar: str, school: str) -> None:
    """The school year turns on 1 September."""
    on = date.fromisoformat(day)

    assert str(CalendarYear.of(on)) == str(ContractYear.of(on)) == calendar
    assert str(SchoolYear.of(on)) == school


@pytest.mark.parametrize("one", KINDS)
@pytest.mark.parametrize("other", KINDS)
def test_years_of_two_kinds_are_never_the_same(one: type[Year], other: type[Year]) -> None:
    """Not equal, not one key in a dictionary, and not to be put in order."""
    assert (one(2021) == other(2021)) is (one is other)
    assert len({one(2021), other(2021)}) == (1 if one is other else 2)
    if one is other:
        assert one(2020) < other(2021)
        assert max(one(2020), other(2021)) == one(2021)
    else:
        with pytest.raises(TypeError):
            _ = one(2020) < other(2021)


def test_a_school_year_has_all_its_days_and_no_other() -> None:
    """365 days, or 366 when the leap day falls in it."""
    year = SchoolYear(2019)

    assert (year.first_day, year.last_day) == (date(2019, 9, 1), date(2020, 8, 31))
    assert date(2020, 2, 29) in year
    assert date(2020, 9, 1) not in year


@pytest.mark.parametrize("text", ["2022", "2022-2024", "2022-23", "2023-2022", "", "²-3", "22-23"])
def test_what_is_no_school_year_is_refused(text: str) -> None:
    """With the form that is expected, and what was given."""
    with pytest.raises(ValueError, match=f"'{text}' is not a school year; write it as 2022-2023"):
        SchoolYear.parse(text)


@pytest.mark.parametrize("text", ["21", "2022-2023", "", "²²²²", "２０２１", "-202", " 2021"])
@pytest.mark.parametrize("kind", [CalendarYear, ContractYear])
def test_what_is_no_year_is_refused(kind: type[Year], text: str) -> None:
    """The message names the kind of year."""
    name = kind.axis.replace("-", " ")
    with pytest.raises(ValueError, match=f"'{text}' is not a {name}; write it as 2021"):
        kind.parse(text)


@pytest.mark.parametrize("start", [19, 20211, 1899, 2201])
def test_a_slip_of_the_finger_is_no_year(start: int) -> None:
    """Two or five digits."""
    with pytest.raises(ValueError, match="not a year between 1900 and 2200"):
        CalendarYear(start)


def test_definitions_name_the_kinds_by_their_axis() -> None:
    """The words that stand in a definition file."""
    assert {
        "calendar-year": CalendarYear,
        "contract-year": ContractYear,
        "school-year": SchoolYear,
    } == AXES


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("loket", Text("loket", "loket", "loket")),
        ({"nl": "loket"}, Text("loket", "loket", "loket")),
        ({"nl": "loket", "fr": "guichet"}, Text("loket", "loket", "guichet")),
        ({"nl": "loket", "en": "desk", "fr": "guichet"}, Text("loket", "desk", "guichet")),
    ],
)
def test_text_is_read_in_short_and_in_full(value: object, expected: Text) -> None:
    """What was not translated stands in Dutch."""
    assert Text.read(value) == expected
    assert str(expected) == expected[Language.NL] == "loket"


@pytest.mark.parametrize("value", [None, 5, {"en": "desk"}, {"nl": 5}, ["loket"]])
def test_text_without_dutch_is_refused(value: object) -> None:
    """Dutch is the language that is always there."""
    with pytest.raises(ValueError, match="expected a text, or a mapping with 'nl'"):
        Text.read(value)


def test_an_unknown_language_is_refused() -> None:
    """Rather than answered with an attribute of the class."""
    with pytest.raises(ValueError, match="'de' is not a valid Language"):
        _ = Text.same("loket")["de"]
