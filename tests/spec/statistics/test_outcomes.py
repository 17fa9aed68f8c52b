# SPDX-License-Identifier: EUPL-1.2
"""Outcomes by year of contract: what counts as closed, and as passed."""

from taalplan.statistics import find_definition

A1 = find_definition("outcomes-a1")


def test_an_open_component_is_not_counted_and_a_closed_one_by_its_contract(spec):
    """Person 2 is still busy; person 3 has A2, which is another table."""
    spec(
        A1,
        contracts="""
        contract | person | signed     | area      | target_group
        ---------+--------+------------+-----------+-------------
        0        | 1      | 2020-12-31 | antwerpen | obliged
        1        | 2      | 2021-01-01 | antwerpen | obliged
        2        | 3      | 2021-01-01 | limburg   | entitled
        """,
        components="""
        person | contract | component | closed     | result
        -------+----------+-----------+------------+-------
        1      | 0        | A1        | 2021-12-01 | passed
        2      | 1        | A1        |            |
        3      | 2        | A2        | 2021-12-01 | failed
        """,
        expected="""
        area/result         | 2020/obliged | 2020/entitled | 2020/total | 2021/obliged | 2021/entitled | 2021/total
        antwerpen/total     | 1            | 0             | 1          | 0            | 0             | 0
        antwerpen/passed    | 1            | 0             | 1          | 0            | 0             | 0
        antwerpen/pass_rate | 100          |               | 100        |              |               |
        total/total         | 1            | 0             | 1          | 0            | 0             | 0
        total/passed        | 1            | 0             | 1          | 0            | 0             | 0
        total/pass_rate     | 100          |               | 100        |              |               |
        """,
    )


def test_the_pass_rate_has_undetermined_in_its_whole(spec):
    """One passed, one failed, two undetermined: 25 %, as published, and not 50 %."""
    spec(
        A1,
        contracts="""
        contract | person
        0        | 1
        1        | 2
        2        | 3
        3        | 4
        """,
        components="""
        person | contract | closed     | result
        1      | 0        | 2021-12-01 | passed
        2      | 1        | 2021-12-01 | failed
        3      | 2        | 2021-12-01 | undetermined
        4      | 3        | 2021-12-01 | undetermined
        """,
        expected="""
        area/result            | 2021/obliged | 2021/entitled | 2021/total
        antwerpen/total        | 4            | 0             | 4
        antwerpen/passed       | 1            | 0             | 1
        antwerpen/failed       | 1            | 0             | 1
        antwerpen/undetermined | 2            | 0             | 2
        antwerpen/pass_rate    | 25           |               | 25
        total/total            | 4            | 0             | 4
        total/passed           | 1            | 0             | 1
        total/failed           | 1            | 0             | 1
        total/undetermined     | 2            | 0             | 2
        total/pass_rate        | 25           |               | 25
        """,
    )


def test_somebody_with_two_contracts_is_one_person(spec):
    """Obliged in Antwerp, later entitled in Limburg: three times 1, once 1 in the total."""
    spec(
        A1,
        contracts="""
        contract | person | area      | target_group
        0        | 1      | antwerpen | obliged
        1        | 1      | limburg   | entitled
        """,
        components="""
        person | contract | closed     | result
        1      | 0        | 2021-06-01 | passed
        1      | 1        | 2021-12-01 | passed
        """,
        expected="""
        area/result         | 2021/obliged | 2021/entitled | 2021/total
        antwerpen/total     | 1            | 0             | 1
        antwerpen/passed    | 1            | 0             | 1
        antwerpen/pass_rate | 100          |               | 100
        limburg/total       | 0            | 1             | 1
        limburg/passed      | 0            | 1             | 1
        limburg/pass_rate   |              | 100           | 100
        total/total         | 1            | 1             | 1
        total/passed        | 1            | 1             | 1
        total/pass_rate     | 100          | 100           | 100
        """,
    )
