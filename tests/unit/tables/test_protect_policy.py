# SPDX-License-Identifier: EUPL-1.2
"""The rule of an audience, its edges, what earlier releases forbid, and tables of too much detail."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from taalplan.tables import Cell, Provenance, Status, Unit
from taalplan.tables.drawn import drawn
from taalplan.tables.protect.apply import protect
from taalplan.tables.protect.coarsen import without
from taalplan.tables.protect.history import Ledger
from taalplan.tables.protect.keys import Figure, Subject
from taalplan.tables.protect.noise import noisy
from taalplan.tables.protect.rules import (
    Audience,
    Cost,
    DisclosureError,
    DisclosureRule,
    Method,
    Zeros,
)

RULE = DisclosureRule(Audience.PUBLIC, date(2026, 1, 1))
DAY = """
    desk  | obliged | entitled | total
    ------+---------+----------+------
    boom  |      90 |       {a} |   {b}
    geel  |      52 |       43 |    95
    total |     142 |      {c} |   {d}
    """


def table(small: int, snapshot: str = "one"):
    drawing = DAY.format(a=small, b=90 + small, c=43 + small, d=185 + small)
    return replace(drawn(drawing), provenance=Provenance(snapshot))


def test_the_rule_of_today_and_the_rule_of_2022():
    """What goes to parliament has been protected as open data since 2023."""
    now = DisclosureRule.of("parliament", date(2026, 1, 1))
    assert (now.threshold, now.method, now.zeros) == (5, Method.SUPPRESS, Zeros.SENSITIVE_WHEN_ALL)
    assert now.attributes == ("result",)
    assert {value.key for value in now.assumptions} >= {"small_cells.parliament.threshold"}
    then = DisclosureRule.of("parliament", date(2022, 3, 24))
    assert not then.protects
    assert not DisclosureRule.of("internal", date(2026, 1, 1)).protects


def test_what_hiding_a_figure_costs():
    assert [replace(RULE, cost=cost).weight(1000) for cost in Cost] == [1, 1000, 69]
    assert all(replace(RULE, cost=cost).weight(0) == 1 for cost in Cost)


def test_a_sum_is_dominated_by_one_large_contribution():
    """Nine hundred of a thousand hours are of one centre."""
    assert RULE.dominated([900, 60, 40])
    assert not RULE.dominated([400, 350, 250])
    assert not RULE.dominated([])
    assert replace(RULE, dominance_count=2).dominated([400, 350, 250])


def test_hours_are_refused_without_contributions_and_hidden_with_them():
    hours = replace(
        drawn("desk | 2020 | total\n---+---+---\na | 1000 | 1000\nb | 800 | 800\ntotal | 1800 | 1800\n",
              columns=("year",)),
        unit=Unit.HOURS,
    )  # fmt: skip
    with pytest.raises(DisclosureError, match="give the contributions to each sum"):
        protect({"t": hours}, RULE)
    figure = Figure("drawn", (("desk", "a"), ("year", "2020")))
    made = protect({"t": hours}, RULE, contributions={figure: [900, 60, 40]}).tables["t"]
    assert made["a", "2020"] is None


def test_percentages_without_counts_and_fractions_are_refused():
    shares = replace(drawn("desk | total\n---+---\na | 12\n"), unit=Unit.PERCENT)
    with pytest.raises(DisclosureError, match="percentages without their counts"):
        protect({"t": shares}, RULE)
    with pytest.raises(DisclosureError, match="only whole figures"):
        protect({"t": drawn("desk | total\n---+---\na | 1.5\n")}, RULE)


def test_two_tables_that_contradict_each_other_are_refused():
    one, other = table(3), table(4)
    with pytest.raises(DisclosureError, match="two tables say something else"):
        protect({"t": one, "u": other}, RULE)


def test_noise_needs_a_key_of_some_length():
    rule = replace(RULE, method=Method.NOISE)
    with pytest.raises(DisclosureError, match="needs a secret key"):
        protect({"t": table(3)}, rule)
    with pytest.raises(DisclosureError, match="give at least 16"):
        protect({"t": table(3)}, rule, key=b"short")
    assert noisy(0, "x", b"k" * 16, 5, 3.0) == 0


def test_a_figure_that_was_hidden_stays_hidden_when_it_has_grown():
    """6 now, "<5" before: shown now, it would tell that it was 4 with two more."""
    first = protect({"t": table(4)}, RULE)
    again = protect({"t": table(6, "two")}, RULE, ledger=first.ledger).tables["t"]
    assert again["boom", "entitled"] is None
    assert protect({"t": table(6, "two")}, RULE).tables["t"]["boom", "entitled"] == 6


def test_a_small_difference_with_an_earlier_release_is_a_small_figure():
    """20 people, and 22 a month later: two who came since."""
    first = protect({"t": table(20)}, RULE)
    assert first.hidden == 0
    again = protect({"t": table(22, "two")}, RULE, ledger=first.ledger)
    assert again.tables["t"]["boom", "entitled"] is None
    later = protect({"t": table(28, "two")}, RULE, ledger=first.ledger)
    assert later.hidden == 0


def test_what_was_shown_cannot_be_hidden_any_more():
    shown = protect({"t": table(3)}, replace(RULE, threshold=1))
    with pytest.raises(DisclosureError, match="readers have them already: drawn: desk=boom"):
        protect({"t": table(3)}, RULE, ledger=shown.ledger)


def test_a_second_method_for_the_same_figures_is_refused():
    first = protect({"t": table(3)}, RULE)
    with pytest.raises(DisclosureError, match="keep the method"):
        protect({"t": table(3)}, replace(RULE, method=Method.ROUND), ledger=first.ledger)


def test_the_ledger_is_read_back_and_a_changed_one_refused(tmp_path: Path):
    """It holds what readers have: hidden figures have no value in it."""
    release = protect({"t": table(3)}, RULE)
    path = tmp_path / "released.json"
    release.ledger.write(path)
    assert Ledger.read(path) == release.ledger
    assert Ledger.read(tmp_path / "none.json") == Ledger()
    assert (
        release.ledger.releases[0].figures["drawn: desk=boom, target_group=entitled", "one"] is None
    )
    path.write_text(path.read_text().replace("185", "186").replace("188", "189"))
    with pytest.raises(DisclosureError, match="not a whole list of released figures"):
        Ledger.read(path)


def test_internal_use_is_not_a_release():
    rule = replace(RULE, audience=Audience.INTERNAL, method=Method.NONE)
    assert protect({"t": table(3)}, rule).ledger == Ledger()


def test_a_figure_is_known_by_what_it_is_about():
    """A desk that is its whole area is the area; a condition on one code is like a column."""
    definition = "name: t\ncount: people\nof: registrations\nwhere: {kind: [first]}\n" \
        "axis: calendar-year\nyears: ['2021']\nrows: [area, desk]\n"  # fmt: skip
    made = drawn(
        "area / desk | total\n---+---\natlas | 5\n  atlas | 5\n", columns=("target_group",)
    )
    subject = Subject.of_table(replace(made, provenance=Provenance("s", definition=definition)))
    whole = subject.figure(("atlas", "total", "total"))
    assert whole == subject.figure(("atlas", "atlas", "total"))
    assert str(whole) == "people of registrations: area=atlas, kind=first, year=2021 @s"


def test_a_row_narrows_the_condition_of_its_table_on_the_same_dimension():
    definition = "name: t\nof: steps\nwhere: {next: [within, late]}\nrows: [next]\n"
    made = drawn("next | total\n---+---\nwithin | 5\ntotal | 7\n", columns=("target_group",))
    subject = Subject.of_table(replace(made, provenance=Provenance("s", definition=definition)))
    assert subject.figure(("within", "total")).codes == (("next", "within"),)
    assert subject.figure(("total", "total")).codes == (("next", "within|late"),)


def test_a_dimension_can_be_given_up():
    made = without(table(20), "target_group")
    assert made.columns.names == ()
    assert made["boom",] == 110
    with pytest.raises(KeyError):
        without(table(20), "result")


def test_policy_says_how_much_detail_is_still_protected_cell_by_cell():
    """By detail of 8 figures the groups go; by the usual one single cells do, and groups stay."""
    fine = table(4)
    coarse = protect({"t": fine}, replace(RULE, detail=8)).tables["t"]
    assert coarse.columns.names == ()
    assert "hier zonder" in coarse.title.nl
    kept = protect({"t": fine}, RULE).tables["t"]
    assert kept.columns.names == ("target_group",)


def test_a_total_of_nobody_is_hidden_with_the_nobody_that_tells_something():
    """All in Boom passed: that nobody there failed is hidden, and so that nobody failed at all."""
    results = drawn(
        """
        area / result | total
        --------------+------
        boom          |    20
          passed      |    20
          failed      |     0
          busy        |     0
        geel          |    30
          passed      |    20
          failed      |     0
          busy        |    10
        total         |    50
          passed      |    40
          failed      |     0
          busy        |    10
        """
    )
    rule = replace(RULE, zeros=Zeros.SENSITIVE_WHEN_ALL, attributes=("result",))
    made = protect({"t": results}, rule).tables["t"]
    assert made.cell(("total", "failed"), ("total",)).status is Status.SUPPRESSED


def test_hidden_cells_carry_no_value_and_shown_ones_are_untouched():
    before = table(3)
    made = protect({"t": before}, RULE).tables["t"]
    for place, cell in made.cells.items():
        assert cell == before.cells[place] or cell in (
            Cell(None, Status.SUPPRESSED),
            Cell(None, Status.SUPPRESSED, "<5"),
        )
