# SPDX-License-Identifier: EUPL-1.2
"""What one cell says: read in every usual form, refused where it can be read in two ways."""

from datetime import date, datetime

import pytest

from taalplan.snapshot.schema import TABLES
from taalplan.sources.values import (
    UnreadableError,
    parser_of,
    read_codes,
    read_date,
    read_flag,
    read_integer,
    read_moment,
    read_number,
)


@pytest.mark.parametrize(
    "text",
    [
        "2021-03-31",
        "2021/3/31",
        "31/03/2021",
        "31-3-2021",
        "31.03.2021",
        "20210331",
        "44286",
        "44286.6041666667",
        "44286,5",
        "2021-03-31 00:00:00",
        "2021-03-31T14:30",
        "31/03/2021 14:30",
    ],
)
def test_the_same_day_in_every_form(text):
    assert read_date(text) == date(2021, 3, 31)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("31/02/2021", "is a day that does not exist"),
        ("2021-02-29", "is a day that does not exist"),
        ("03/31/2021", "is a day that does not exist"),
        ("31/03/21", "has a year of two digits"),
        ("31-03-21", "has a year of two digits"),
        ("maart 2021", "is not a date"),
        ("2021", "is not a date"),
        ("2021-03/31", "is not a date"),
        ("00:00:00", "is not a date"),
        ("2021-03-31 25:00", "has a time that does not exist"),
        ("2021-03-31T23:30:00Z", "has an offset from UTC"),
        ("2021-03-31T23:30:00+02:00", "has an offset from UTC"),
        ("٣١/٠٣/٢٠٢١x", "is not a date"),
    ],
)
def test_a_day_that_is_refused(text, problem):
    with pytest.raises(UnreadableError) as error:
        read_date(text)
    assert error.value.args[0] == problem
    assert error.value.args[1]


def test_a_month_above_twelve_tells_that_the_day_comes_first():
    with pytest.raises(UnreadableError, match="the day comes first"):
        read_date("03/31/2021")


@pytest.mark.parametrize(
    "text", ["2021-03-31 14:30", "31/03/2021 14:30:00", "2021-03-31T14:30", "44286.6041666667"]
)
def test_a_moment(text):
    assert read_moment(text) == datetime(2021, 3, 31, 14, 30)


@pytest.mark.parametrize(
    ("text", "value"), [("12", 12), ("-3", -3), ("12,0", 12), ("12.00", 12), ("0", 0), ("+7", 7)]
)
def test_a_whole_number(text, value):
    assert read_integer(text) == value


@pytest.mark.parametrize("text", ["1.234", "12.000", "1 234", "twaalf", "12,5", "99999999999", ""])
def test_a_whole_number_that_is_refused(text):
    with pytest.raises(UnreadableError):
        read_integer(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12,5", 12.5),
        ("12.5", 12.5),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1.234.567,25", 1234567.25),
        ("1234", 1234.0),
        ("0,125", 0.125),
        ("-3,5", -3.5),
    ],
)
def test_a_number(text, value):
    assert read_number(text) == value


@pytest.mark.parametrize(
    "text", ["1.234", "1,234", "12.345", "nan", "inf", "1e5", "1.2.3", "12,5 u"]
)
def test_a_number_that_is_refused(text):
    with pytest.raises(UnreadableError):
        read_number(text)


def test_a_coordinate_may_have_three_decimals():
    assert read_number("51.092", coordinate=True) == 51.092
    assert parser_of(TABLES["sites"].column("latitude"))("51,092") == 51.092


def test_yes_and_no_in_three_languages():
    assert all(read_flag(text) for text in ("ja", "Yes", "OUI", "waar", "TRUE", "1"))
    assert not any(read_flag(text) for text in ("nee", "No", "non", "onwaar", "false", "0"))
    with pytest.raises(UnreadableError):
        read_flag("misschien")


def test_several_codes_in_one_cell():
    codes = TABLES["demands"].column("dayparts").codes
    assert read_codes("voormiddag, avond", codes) == ["morning", "evening"]
    assert read_codes("morning|saturday;zondag", codes) == ["morning", "saturday", "sunday"]


@pytest.mark.parametrize(
    ("table", "column", "word", "code"),
    [
        ("registrations", "target_group", "Verplicht", "obliged"),
        ("registrations", "target_group", "rechthebbende", "entitled"),
        ("registrations", "target_group", "Onbepaald", "undetermined"),
        ("components", "result", "onbepaald", "undetermined"),
        ("components", "result", "Niet geslaagd", "failed"),
        ("registrations", "kind", "Eerste aanmelding", "first"),
        ("registrations", "kind", "heraanmelding", "repeat"),
        ("registrations", "kind", "HA", "repeat"),
        ("components", "component", "a2", "A2"),
        ("components", "component", "Waystage", "A2"),
        ("courses", "profile", "VERLENGD", "extended"),
        ("registrations", "kind", "derde", "derde"),
    ],
)
def test_a_code_by_its_dutch_name(table, column, word, code):
    assert parser_of(TABLES[table].column(column))(word) == code
