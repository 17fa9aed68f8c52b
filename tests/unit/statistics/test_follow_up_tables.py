# SPDX-License-Identifier: EUPL-1.2
"""Tables of outcomes at equal follow-up: notes, blanks, late entries, and the official ratio."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from taalplan.statistics import DefinitionError, find_definition, tabulate
from taalplan.statistics.definition import Count
from taalplan.statistics.kinds import find_table, make_tables, table_names, title_of
from taalplan.statistics.outcomes import FollowUp, follow, read_follow_up
from taalplan.tables.checks import check
from taalplan.tables.render import render
from taalplan.tables.table import Status
from taalplan.vocabulary.periods import ContractYear

A1 = find_table("outcomes-a1-followup")
assert isinstance(A1, FollowUp)

CONTRACTS = """
contract | person | signed     | area      | target_group
0        | 1      | 2020-02-01 | antwerpen | obliged
1        | 2      | 2020-02-01 | antwerpen | entitled
2        | 3      | 2021-02-01 | limburg   | obliged
3        | 4      | 2021-02-01 | limburg   | obliged
4        | 4      | 2021-03-01 | limburg   | entitled
"""
COMPONENTS = """
person | contract | component | opened     | closed     | result
1      | 0        | A1        | 2020-03-01 | 2020-07-01 | passed
2      | 1        | A1        | 2020-03-01 |            |
3      | 2        | A1        | 2021-02-10 | 2021-05-01 | passed
4      | 3        | A1        | 2021-02-20 |            |
4      | 4        | A1        | 2021-03-02 | 2021-04-01 | failed
"""


def note(table, kind: str, language: str = "nl") -> str:
    """The notes of a kind, joined; empty when there is none."""
    return " ".join(n.text[language] for n in table.notes if n.kind == kind)


@pytest.fixture
def snapshot(snapshot_of):
    """Two contract years, on the last day of August 2021."""
    people = """
    person | municipality
    1      | 11002
    2      | 11001
    3      | 71016
    4      | 71016
    """
    return snapshot_of(
        as_of=date(2021, 8, 31), people=people, contracts=CONTRACTS, components=COMPONENTS
    )


def test_the_share_still_open_is_always_said_and_why_there_is_no_figure(snapshot):
    """In words that name the year, the day and the months."""
    said = note(follow(A1, snapshot), "still-open")
    assert (
        "Van de contracten van 2020 is 50\N{NO-BREAK SPACE}% nog bezig op 31 augustus 2021" in said
    )
    assert (
        "Van de contracten van 2021 is 50\N{NO-BREAK SPACE}% nog bezig op 31 augustus 2021; "
        "daarom geen cijfer na 12, 18, 24 en 36 maanden" in said
    )


def test_every_note_is_there_in_three_languages(snapshot):
    """No language is left with another's words."""
    for one in follow(A1, snapshot).notes:
        assert len({one.text.nl, one.text.en, one.text.fr}) == 3, one


def test_years_are_compared_at_equal_follow_up_or_the_table_warns(snapshot):
    """The state of the last day stands in the table, with the warning under it."""
    assert "enkel na hetzelfde aantal maanden" in note(follow(A1, snapshot), "compare")


def test_the_share_that_has_begun_is_said_where_the_clock_starts_at_opening(snapshot):
    """Recent years hold those who began soon; from signing everybody is there."""
    assert "2020 100" in note(follow(A1, snapshot), "begun")
    assert note(follow(A1.since("signed"), snapshot), "begun") == ""


def test_who_has_two_components_is_followed_from_the_first_and_counted_in_a_note(snapshot):
    """Person 4 failed the second while the first is still open."""
    table = follow(A1, snapshot)
    assert note(table, "several").startswith("1 persoon heeft in één jaar meer dan één")
    assert table["failed", "2021", "share", "6"] == 0
    assert table["people", "2021", "started", "6"] == 2


def test_as_rows_every_component_counts_and_a_person_weighs_as_one(snapshot):
    """Three components in 2021; the standard error of one person's two is not that of two."""
    everything = follow(replace(A1, count=Count.ROWS), snapshot)
    assert everything["people", "2021", "started", "6"] == 3
    assert everything["failed", "2021", "share", "6"] == pytest.approx(100 / 3)
    assert "houden er rekening mee" in note(everything, "several")


def test_before_the_register_began_nobody_is_followed(snapshot_of):
    """It knows of closings from 1 March 2021. Who began before and is still busy enters there."""
    snapshot = snapshot_of(
        as_of=date(2021, 12, 31),
        coverage={"components": (date(2021, 3, 1), date(2021, 12, 31))},
        contracts="contract | person | signed\n"
        + "\n".join(f"{k} | {k} | 2021-01-01" for k in range(6)),
        components="""
        person | contract | component | opened     | closed     | result
        0      | 0        | A1        | 2021-01-01 | 2021-02-01 | passed
        1      | 1        | A1        | 2021-01-01 | 2021-05-01 | passed
        2      | 2        | A1        | 2021-01-01 |            |
        3      | 3        | A1        | 2021-03-10 | 2021-04-10 | passed
        4      | 4        | A1        | 2021-03-10 |            |
        5      | 5        | A1        | 2021-03-10 | 2021-06-10 | failed
        """,
    )
    table = follow(A1, snapshot)
    assert table["people", "2021", "started", "6"] == 5
    # Day 31: one of the three followed from their opening. Day 92: a failure among four at
    # risk; day 120: one of the three left.
    third = 1 / 3
    assert table["failed", "2021", "share", "6"] == pytest.approx(100 * (2 * third) / 4)
    assert table["passed", "2021", "share", "6"] == pytest.approx(
        100 * (third + (2 * third) * (3 / 4) / 3)
    )
    assert table["passed", "2021", "least", "6"] is None
    assert table["passed", "2021", "share", "now"] is None
    assert "Het register kent afsluitingen vanaf 1 maart 2021. 2 personen" in note(
        table, "left-truncation"
    )


def test_a_year_that_began_before_the_register_has_no_figure(snapshot_of):
    """Nobody of it was seen from the start."""
    snapshot = snapshot_of(
        as_of=date(2021, 12, 31),
        coverage={"components": (date(2021, 3, 1), date(2021, 12, 31))},
        contracts="contract | person | signed\n0 | 0 | 2020-01-01",
        components="person | contract | opened | closed | result\n0 | 0 | 2020-01-01 | 2021-04-01 | passed",
    )
    assert follow(A1, snapshot)["passed", "2020", "share", "24"] is None


def test_what_happened_after_the_last_day_of_the_components_is_not_known(snapshot_of):
    """A closing of 15 June in a register that was asked until the end of May."""
    snapshot = snapshot_of(
        as_of=date(2021, 6, 30),
        coverage={"components": (date(2019, 1, 1), date(2021, 5, 31))},
        contracts="contract | person | signed\n0 | 0 | 2020-01-01",
        components="person | contract | opened | closed | result\n0 | 0 | 2020-01-01 | 2021-06-15 | passed",
    )
    table = follow(A1, snapshot)
    assert table["busy", "2020", "share", "now"] == 100
    assert "31 mei 2021" in note(table, "still-open")


def test_the_official_ratio_is_that_of_the_official_table(snapshot):
    """To the last digit, in every area and target group."""
    official = tabulate(find_definition("outcomes-a1"), snapshot)
    table = follow(replace(A1, rows=("area", "target_group", *A1.rows)), snapshot)
    compared = 0
    for area in ("antwerpen", "limburg", "total"):
        for year in ("2020", "2021"):
            for group in ("obliged", "entitled", "total"):
                codes = (area, group, "ratio", year, "share", "now")
                if codes[:5] not in {m.path for m in table.rows.members}:
                    continue
                assert table[codes] == official[area, "pass_rate", year, group], codes
                compared += 1
    assert compared == 18


@pytest.mark.parametrize(
    "place", ["area", "province", "centre_city", "municipality", "target_group"]
)
def test_it_can_be_had_by_place_and_by_target_group(snapshot, place):
    """The total is the same whatever it is divided by, and the table passes its checks."""
    table = follow(A1.by(place), snapshot)
    width = 2 if place == "municipality" else 1
    total = ("total",) * width
    assert table[(*total, "people", "2020", "started", "6")] == 2
    assert table[(*total, "passed", "2020", "share", "6")] == 50
    assert check(table) == ()


def test_shares_add_up_and_lie_between_their_limits_and_bounds(snapshot):
    """In each cohort that has figures after three months."""
    table = follow(replace(A1, months=(3,)).by("area"), snapshot)
    outcomes = ("passed", "failed", "left", "busy")
    for area, year in (("antwerpen", "2020"), ("limburg", "2021"), ("total", "2021")):
        shares = [table[area, outcome, year, "share", "3"] for outcome in outcomes]
        assert sum(shares) == pytest.approx(100)
        for outcome, share in zip(outcomes, shares, strict=True):
            low, high, least, most = (
                table[area, outcome, year, m, "3"] for m in ("lower", "upper", "least", "most")
            )
            assert low <= share <= high
            assert least - 1e-9 <= share <= most + 1e-9


def test_a_figure_of_part_of_a_year_is_marked_as_provisional(snapshot_of):
    """Two of three began early enough for six months."""
    snapshot = snapshot_of(
        as_of=date(2021, 8, 31),
        contracts="contract | person\n0 | 0\n1 | 1\n2 | 2",
        components="""
        person | contract | opened     | closed     | result
        0      | 0        | 2021-01-01 | 2021-05-01 | passed
        1      | 1        | 2021-01-01 |            |
        2      | 2        | 2021-06-01 |            |
        """,
    )
    table = follow(A1, snapshot)
    cell = table.cell(("passed", "2021", "share"), ("6",))
    assert cell.status is Status.PROVISIONAL
    assert "2021 na 6 maanden 66,7" in note(table, "provisional")


def test_in_dutch_with_a_comma_and_in_data_with_every_limit(snapshot):
    """Print shows limits of those who passed; data has them of every outcome, and the people."""
    table = follow(A1, snapshot)
    text, csv = render(table, "text", "nl"), render(table, "csv", "nl")
    assert "50,0 %" in text
    assert csv.splitlines()[0] == "outcome,contract_year,measure,months,value,status"
    assert "busy,2020,lower,6," in csv
    assert "people,2020,at_risk,6,1," in csv
    assert text.count("95 %-interval, van") == 2


def test_names_of_all_kinds_are_known_and_made_in_the_order_asked(snapshot):
    """Counts and follow-ups side by side."""
    assert {"outcomes-a1", "outcomes-a1-followup", "outcomes-a2-followup"} <= set(table_names())
    asked = [find_table(name) for name in ("outcomes-a1-followup", "outcomes-a1")]
    assert [t.name for t in make_tables(asked, snapshot)] == [a.name for a in asked]
    assert "{" not in title_of(A1).nl


def test_one_year_without_a_column_for_it_is_the_last_one(snapshot):
    """As with counts: a table without `time` is about one year."""
    one = replace(A1, rows=("area", "outcome", "measure"))
    assert follow(one, snapshot)["total", "people", "started", "6"] == 2
    earlier = follow(one.of_years(ContractYear(2020)), snapshot)
    assert earlier["total", "passed", "share", "12"] == 50


FAULTS = {
    "component: Z9": "component: 'Z9' is not one",
    "component: [A1, A2]\nclock: signed": "with the clock from signing, give one",
    "component: A1\nclock: yesterday": "clock: 'yesterday' is not one of opened, signed",
    "component: A1\nmonths: [12, 6]": "in rising order",
    "component: A1\nmonths: [6, 600]": "whole months from 1 to 120",
    "component: A1\naxis: calendar-year": "chooses people by what became of them",
    "component: A1\nwhere: {result: [passed]}": "'closed' and 'result' choose people",
    "component: A1\nwhere: {area: [mars]}": "'mars' is not a code of 'area'",
    "component: A1\nhorizon: 6": "horizon: no such part",
}


@pytest.mark.parametrize("lines", FAULTS)
def test_a_follow_up_that_cannot_be_is_refused_with_its_reason(lines):
    """Each with the file it stands in."""
    text = (
        f"kind: follow-up\ntitle: x\nrows: [outcome, time, measure]\ncolumns: [months]\n{lines}\n"
    )
    with pytest.raises(DefinitionError, match=r"^mine\.yaml: ") as told:
        read_follow_up(text, "mine", "mine.yaml")
    assert FAULTS[lines] in str(told.value)


def test_all_faults_come_at_once():
    """Two slips, two lines."""
    text = "kind: follow-up\ntitle: x\ncomponent: Z9\nrows: [time]\ncolumns: [months]\n"
    with pytest.raises(DefinitionError) as told:
        read_follow_up(text, "mine", "mine.yaml")
    assert len(str(told.value).splitlines()) == 3


def test_an_own_definition_from_a_file(tmp_path, snapshot):
    """With fewer months and one target group."""
    file = tmp_path / "mine.yaml"
    file.write_text(
        "kind: follow-up\ntitle: Van {cohort}, naar {time}\ncomponent: A1\nmonths: [3, 6]\n"
        "where: {target_group: [obliged]}\nrows: [outcome, time, measure]\ncolumns: [months]\n"
    )
    asked = find_table(str(file))
    assert isinstance(asked, FollowUp)
    table = follow(asked, snapshot)
    assert table["people", "2021", "started", "3"] == 2
    assert table["passed", "2021", "share", "3"] == 50
