# SPDX-License-Identifier: EUPL-1.2
"""Indicators on lessons: blended education, drop-out, and the time to the first lesson."""

from datetime import date

from taalplan.statistics import find_definition

COURSES = """
    course | start      | end        | hours | distance_hours | status    | municipality
    -------+------------+------------+-------+----------------+-----------+-------------
    0      | 2020-09-01 | 2020-12-20 | 120   | 6              | done      | 12021
    1      | 2020-09-01 | 2021-06-30 | 120   | 5              | done      | 71016
    2      | 2020-09-01 | 2020-12-20 | 120   | 120            | cancelled | 71016
    3      | 2021-02-01 | 2022-08-31 | 120   | 0              | running   | 12021
"""
PLACEMENTS = """
    person | course | date       | status    | result
    -------+--------+------------+-----------+-------
    1      | 0      | 2020-08-20 | enrolled  | passed
    1      | 1      | 2020-08-20 | enrolled  | failed
    2      | 1      | 2020-08-20 | enrolled  |
    2      | 1      | 2020-10-01 | withdrawn |
    3      | 2      | 2020-08-20 | enrolled  |
    4      | 0      | 2020-08-20 | assigned  |
    5      | 3      | 2021-01-20 | enrolled  |
    5      | 3      | 2021-02-20 | withdrawn |
"""


def test_blended_is_five_percent_of_the_hours_or_more(spec):
    """Six of 120 hours is blended, five is not. The cancelled course and a promised place count
    for nothing; person 1 followed both and is one person in the total.
    """
    spec(
        find_definition("blended-share"),
        courses=COURSES,
        placements=PLACEMENTS,
        expected="""
        province/mode           | 2020-2021
        ------------------------+----------
        antwerpen/total         | 2
        antwerpen/contact       | 1
        antwerpen/blended       | 1
        antwerpen/blended_share | 50
        limburg/total           | 2
        limburg/contact         | 2
        total/total             | 3
        total/contact           | 3
        total/blended           | 1
        total/blended_share     | 33.3333
        """,
    )


def test_drop_out_waits_until_the_course_has_ended(spec):
    """Person 5 withdrew from a course that still runs: it says nothing yet of that course."""
    spec(
        find_definition("drop-out"),
        courses=COURSES,
        placements=PLACEMENTS,
        expected="""
        level/outcome       | 2020-2021
        --------------------+----------
        A1/total            | 3
        A1/passed           | 1
        A1/failed           | 1
        A1/dropped          | 1
        A1/drop_out_rate    | 33.3333
        total/total         | 3
        total/passed        | 1
        total/failed        | 1
        total/dropped       | 1
        total/drop_out_rate | 33.3333
        """,
    )


def test_everybody_is_followed_for_half_a_year(spec):
    """Person 1 began on the last day of the first month, 2 a day later, 4 never; person 6
    registered five months before the date of the register and does not count yet.
    """
    spec(
        find_definition("first-lesson"),
        as_of=date(2022, 6, 30),
        courses=COURSES,
        placements="""
        person | course | date       | status
        1      | 0      | 2020-08-20 | enrolled
        2      | 0      | 2020-08-20 | enrolled
        6      | 3      | 2022-02-01 | enrolled
        """,
        registrations="""
        person | date       | desk       | kind
        1      | 2020-08-01 | loket-lier | first
        2      | 2020-07-31 | loket-lier | first
        4      | 2020-07-31 | loket-lier | first
        6      | 2022-01-31 | loket-lier | first
        """,
        expected="""
        area/waited              | 2020 | 2021 | 2022
        antwerpen/total          | 3    | 0    | 0
        antwerpen/month_1        | 1    | 0    | 0
        antwerpen/month_2        | 1    | 0    | 0
        antwerpen/later          | 1    | 0    | 0
        antwerpen/long_wait_rate | 33.3333 | |
        total/total              | 3    | 0    | 0
        total/month_1            | 1    | 0    | 0
        total/month_2            | 1    | 0    | 0
        total/later              | 1    | 0    | 0
        total/long_wait_rate     | 33.3333 | |
        """,
    )
