# SPDX-License-Identifier: EUPL-1.2
"""People are counted anew at every total: these tables are the definition of that."""

from dataclasses import replace

from taalplan.statistics import find_definition
from taalplan.statistics.definition import Count
from taalplan.vocabulary.periods import CalendarYear, SchoolYear

FIRST = find_definition("first-registrations").of_years(CalendarYear(2021))
BY_YEAR = find_definition("registrations-by-year")


def test_somebody_at_two_desks_counts_once_in_the_area_and_the_total(spec):
    """Two desks of one province, one person: 1 + 1 = 1."""
    spec(
        FIRST,
        registrations="""
        person | desk           | target_group
        -------+----------------+-------------
        1      | loket-lier     | obliged
        1      | loket-mechelen | obliged
        2      | loket-mechelen | entitled
        """,
        expected="""
        area/desk                | obliged | entitled | undetermined | total
        -------------------------+---------+----------+--------------+------
        antwerpen/total          | 1       | 1        | 0            | 2
        antwerpen/loket-lier     | 1       | 0        | 0            | 1
        antwerpen/loket-mechelen | 1       | 1        | 0            | 2
        total/total              | 1       | 1        | 0            | 2
        """,
    )


def test_somebody_in_two_target_groups_counts_in_both_and_once_in_the_total(spec):
    """The status changed during the year; obliged + entitled exceeds the total by one."""
    spec(
        FIRST,
        registrations="""
        person | target_group
        -------+-------------
        1      | obliged
        1      | entitled
        2      | undetermined
        """,
        expected="""
        area/desk            | obliged | entitled | undetermined | total
        ---------------------+---------+----------+--------------+------
        antwerpen/total      | 1       | 1        | 1            | 2
        antwerpen/loket-lier | 1       | 1        | 1            | 2
        total/total          | 1       | 1        | 1            | 2
        """,
    )


def test_a_repeat_registration_is_not_a_first_one(spec):
    """Table 1 counts first registrations only; table 2 counts every registration."""
    registrations = """
        person | date       | kind
        -------+------------+-------
        1      | 2020-12-31 | first
        1      | 2021-01-01 | repeat
        2      | 2021-12-31 | first
        """
    spec(
        FIRST,
        registrations=registrations,
        expected="""
        area/desk            | obliged | entitled | undetermined | total
        antwerpen/total      | 1       | 0        | 0            | 1
        antwerpen/loket-lier | 1       | 0        | 0            | 1
        total/total          | 1       | 0        | 0            | 1
        """,
    )
    spec(
        BY_YEAR,
        registrations=registrations,
        expected="""
        area/desk            | 2020 | 2021
        antwerpen/total      | 1    | 2
        antwerpen/loket-lier | 1    | 2
        total/total          | 1    | 2
        """,
    )


def test_a_school_year_runs_from_september_to_august(spec):
    """31 August and 1 September 2021 are in one calendar year and in two school years."""
    spec(
        BY_YEAR.along("school-year"),
        registrations="""
        person | date
        -------+-----------
        1      | 2021-08-31
        1      | 2021-09-01
        2      | 2022-08-31
        """,
        expected="""
        area/desk            | 2020-2021 | 2021-2022
        antwerpen/total      | 1         | 2
        antwerpen/loket-lier | 1         | 2
        total/total          | 1         | 2
        """,
    )
    assert SchoolYear(2021) not in (CalendarYear(2021),)


def test_by_residence_those_whose_residence_is_unknown_have_a_row(spec):
    """Lier is 12021 and Genk 71016; nobody is lost, the rows and `unknown` make the total."""
    spec(
        FIRST.by("municipality"),
        registrations="""
        person | municipality
        -------+-------------
        1      | 12021
        2      | 71016
        3      |
        """,
        expected="""
        province/municipality | obliged | entitled | undetermined | total
        antwerpen/total       | 1       | 0        | 0            | 1
        antwerpen/12021       | 1       | 0        | 0            | 1
        limburg/total         | 1       | 0        | 0            | 1
        limburg/71016         | 1       | 0        | 0            | 1
        unknown/total         | 1       | 0        | 0            | 1
        unknown/unknown       | 1       | 0        | 0            | 1
        total/total           | 3       | 0        | 0            | 3
        """,
    )


def test_by_centre_city_the_rest_of_the_country_is_one_row(spec):
    """Genk (71016) is one of the thirteen, Lier (12021) is not."""
    spec(
        FIRST.by("centre-city"),
        registrations="""
        person | municipality
        -------+-------------
        1      | 12021
        1      | 71016
        """,
        expected="""
        centre_city | obliged | entitled | undetermined | total
        71016       | 1       | 0        | 0            | 1
        other       | 1       | 0        | 0            | 1
        total       | 1       | 0        | 0            | 1
        """,
    )


def test_rows_are_counted_where_the_definition_says_rows(spec):
    """The same registrations as events: three of two people."""
    definition = replace(BY_YEAR, count=Count.ROWS, rows=("kind",))
    spec(
        definition,
        registrations="""
        person | kind
        -------+-------
        1      | first
        1      | repeat
        2      | first
        """,
        expected="""
        kind   | 2021
        first  | 2
        repeat | 1
        total  | 3
        """,
    )
