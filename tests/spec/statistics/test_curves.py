# SPDX-License-Identifier: EUPL-1.2
"""Outcomes at equal follow-up, drawn: people in, curves out; contracts in, a table out."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from lib.drawings import read_drawing
from lib.followed_people import Person, as_followed, shares_by_hand
from taalplan.statistics.kinds import find_table
from taalplan.statistics.outcomes import FollowUp, follow
from taalplan.statistics.outcomes.curves import aalen_johansen
from taalplan.tables.table import Status
from taalplan.vocabulary.periods import ContractYear

CAUSES = {"": 0, "passed": 1, "failed": 2, "left": 3}
A1 = find_table("outcomes-a1-followup")
assert isinstance(A1, FollowUp)


def curve(people: str, expected: str) -> None:
    """Check drawn shares, as fractions, against the curves and against the second version."""
    found = [
        Person(int(row["day"]), CAUSES[row["end"]], int(row.get("from") or 0))
        for row in read_drawing(people)
    ]
    wanted = read_drawing(expected)
    curves = aalen_johansen(as_followed(found), 1, max(int(row["day"]) for row in wanted))
    for row in wanted:
        day = int(row["day"])
        shares = [Fraction(row[name]) for name in ("passed", "failed", "left", "busy")]
        assert int(row["at risk"]) == curves.at_risk[0, day], row
        assert shares == shares_by_hand(found, day), row
        assert curves.shares[:, 0, day] == pytest.approx([float(s) for s in shares]), row


def test_when_all_are_followed_to_the_end_shares_are_plain_counts():
    """Nobody is still busy: three of five passed."""
    curve(
        """
        day | end
        10  | passed
        10  | passed
        20  | failed
        20  | left
        30  | passed
        """,
        """
        day | at risk | passed | failed | left | busy
        9   | 5       | 0      | 0      | 0    | 1
        10  | 5       | 2/5    | 0      | 0    | 3/5
        20  | 3       | 2/5    | 1/5    | 1/5  | 1/5
        30  | 1       | 3/5    | 1/5    | 1/5  | 0
        """,
    )


def test_who_is_still_busy_counts_as_long_as_followed():
    """Two people are last seen busy on day 10. The ratio says 2 of 3 passed, and the curve 5/9."""
    curve(
        """
        day | end
        5   | passed
        10  |
        10  |
        20  | passed
        30  | failed
        40  |
        """,
        """
        day | at risk | passed | failed | left | busy
        5   | 6       | 1/6    | 0      | 0    | 5/6
        10  | 5       | 1/6    | 0      | 0    | 5/6
        20  | 3       | 4/9    | 0      | 0    | 5/9
        30  | 2       | 4/9    | 5/18   | 0    | 5/18
        """,
    )


def test_an_end_and_a_last_look_on_one_day_are_an_end_first():
    """A tie: who is last seen busy on day 5 was there when the other passed."""
    curve(
        """
        day | end
        5   | passed
        5   |
        """,
        """
        day | at risk | passed | failed | left | busy
        5   | 2       | 1/2    | 0      | 0    | 1/2
        """,
    )


def test_somebody_is_no_witness_of_the_days_before_the_register_began():
    """The third is known from day 4 only: there are two at risk on day 3, and two on day 4."""
    curve(
        """
        from | day | end
        0    | 3   | passed
        0    | 9   |
        4    | 4   | failed
        """,
        """
        day | at risk | passed | failed | left | busy
        3   | 2       | 1/2    | 0      | 0    | 1/2
        4   | 2       | 1/2    | 1/4    | 0    | 1/4
        """,
    )


def test_closed_on_the_day_of_opening_counts_on_day_nought():
    """An exemption granted at once."""
    curve(
        """
        day | end
        0   | passed
        7   |
        """,
        """
        day | at risk | passed | failed | left | busy
        0   | 2       | 1/2    | 0      | 0    | 1/2
        """,
    )


CONTRACTS = """
contract | person | signed     | area      | target_group
0        | 1      | 2019-02-01 | antwerpen | obliged
1        | 2      | 2019-02-01 | antwerpen | entitled
2        | 3      | 2019-02-01 | limburg   | obliged
3        | 4      | 2019-02-01 | limburg   | obliged
4        | 5      | 2021-12-01 | limburg   | obliged
5        | 6      | 2021-12-01 | limburg   | obliged
"""

COMPONENTS = """
person | contract | component | opened     | closed     | result
1      | 0        | A1        | 2019-03-01 | 2019-05-01 | passed
2      | 1        | A1        | 2019-03-01 | 2020-02-15 | failed
3      | 2        | A1        | 2019-03-01 | 2020-02-15 | undetermined
4      | 3        | A1        | 2019-03-01 |            |
5      | 4        | A1        | 2022-01-01 | 2022-03-01 | passed
6      | 5        | A1        | 2022-01-01 |            |
"""


def drawn(table, *codes: str) -> list[str]:
    """Some lines of a table: blank, or the figure with its sign."""
    lines = []
    for row in table.rows.members:
        if all(code in row.path for code in codes):
            cells = [table.cell(row.path, column.path) for column in table.columns.members]
            shown = ["" if c.value is None else f"{c.value:g}" + "*" * (c.status is
                     Status.PROVISIONAL) for c in cells]  # fmt: skip
            lines.append(" | ".join(["/".join(row.path), *shown]).rstrip(" |"))
    return lines


def test_a_table_compares_years_after_equal_times(snapshot_of):
    """2019 is followed for three years; 2021 for six months, so there is nothing after that.

    The official ratio says 33 % and 100 %; after six months it is 25 % and 50 %.
    """
    snapshot = snapshot_of(as_of=date(2022, 7, 3), contracts=CONTRACTS, components=COMPONENTS)
    table = follow(A1.of_years(ContractYear(2019), ContractYear(2021)), snapshot)
    assert [m.path[0] for m in table.columns.members] == ["now", "6", "12", "18", "24", "36"]
    assert drawn(table, "share") == [
        "ratio/2019/share | 33.3333",
        "ratio/2021/share | 100",
        "passed/2019/share | 25 | 25 | 25 | 25 | 25 | 25",
        "passed/2021/share | 50 | 50",
        "failed/2019/share | 25 | 0 | 25 | 25 | 25 | 25",
        "failed/2021/share | 0 | 0",
        "left/2019/share | 25 | 0 | 25 | 25 | 25 | 25",
        "left/2021/share | 0 | 0",
        "busy/2019/share | 25 | 75 | 25 | 25 | 25 | 25",
        "busy/2021/share | 50 | 50",
    ]
    assert drawn(table, "people") == [
        "people/2019/started | 4 | 4 | 4 | 4 | 4 | 4",
        "people/2019/at_risk | 1 | 3 | 1 | 1 | 1 | 1",
        "people/2019/reached | 4 | 4 | 4 | 4 | 4 | 4",
        "people/2021/started | 2 | 2 | 2 | 2 | 2 | 2",
        "people/2021/at_risk | 1 | 1 | 0 | 0 | 0 | 0",
        "people/2021/reached | 2 | 2 | 0 | 0 | 0 | 0",
    ]


def test_where_only_some_were_followed_so_long_the_figure_says_so(snapshot_of):
    """Two began in January, two in May: after six months the first two speak for all, provisionally."""
    contracts = "contract | person | signed\n" + "\n".join(
        f"{k} | {k} | 2021-01-01" for k in range(4)
    )
    components = """
    person | contract | component | opened     | closed     | result
    0      | 0        | A1        | 2021-01-01 | 2021-04-01 | passed
    1      | 1        | A1        | 2021-01-01 |            |
    2      | 2        | A1        | 2021-05-01 | 2021-06-01 | passed
    3      | 3        | A1        | 2021-05-01 |            |
    """
    snapshot = snapshot_of(as_of=date(2021, 8, 1), contracts=contracts, components=components)
    table = follow(A1, snapshot)
    lines = drawn(table, "passed")
    assert lines[0] == "passed/2021/share | 50 | 50*"
    assert lines[3:] == [
        "passed/2021/least |  | 50 | 50 | 50 | 50 | 50",
        "passed/2021/most |  | 75 | 100 | 100 | 100 | 100",
    ]


def test_from_signing_everybody_who_signed_is_followed(snapshot_of):
    """Person 7 never began A1: not among those who opened it, but among those who signed."""
    contracts = CONTRACTS + "6 | 7 | 2019-02-01 | limburg | obliged\n"
    snapshot = snapshot_of(as_of=date(2022, 7, 3), contracts=contracts, components=COMPONENTS)
    opened, signed = follow(A1, snapshot), follow(A1.since("signed"), snapshot)
    assert opened["people", "2019", "started", "12"] == 4
    assert signed["people", "2019", "started", "12"] == 5
    assert signed["passed", "2019", "share", "12"] == pytest.approx(20)
    assert signed["ratio", "2019", "share", "now"] == opened["ratio", "2019", "share", "now"]


def test_a_person_with_two_components_is_followed_from_the_first(snapshot_of):
    """Failed as obliged in Antwerp, passed as entitled in Limburg: once in each, once in the total."""
    snapshot = snapshot_of(
        as_of=date(2022, 7, 3),
        contracts="""
        contract | person | signed     | area      | target_group
        0        | 1      | 2019-02-01 | antwerpen | obliged
        1        | 1      | 2019-05-01 | limburg   | entitled
        """,
        components="""
        person | contract | component | opened     | closed     | result
        1      | 0        | A1        | 2019-03-01 | 2019-04-01 | failed
        1      | 1        | A1        | 2019-05-01 | 2019-06-01 | passed
        """,
    )
    table = follow(A1.by("area"), snapshot)
    assert table["antwerpen", "failed", "2019", "share", "6"] == 100
    assert table["limburg", "passed", "2019", "share", "6"] == 100
    assert table["total", "people", "2019", "started", "6"] == 1
    assert table["total", "failed", "2019", "share", "6"] == 100
