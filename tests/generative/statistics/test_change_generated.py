# SPDX-License-Identifier: EUPL-1.2
"""Changes of generated tables and cohorts: they add up, are symmetric, and nothing is from nothing."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import permutations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from taalplan.statistics.change.contributions import SEVERAL, Step, contributions
from taalplan.statistics.change.expected import expect
from taalplan.statistics.change.followed import Share, difference
from taalplan.statistics.change.quasipoisson import fit
from taalplan.statistics.change.rates import Cohort, split
from taalplan.tables.checks import check
from taalplan.tables.table import TOTAL, Axis, Cell, Dimension, Member, Table
from taalplan.vocabulary.text import Text

YEARS = ("2019", "2020", "2021")
AREAS = {"a": ("a1", "a2"), "b": ("b1",), "c": ("c1", "c2")}


@st.composite
def registrations(draw: st.DrawFn) -> Table:
    """People by area and desk and year, counted once in each total; some desks were not open."""
    desks = [(area, desk) for area, own in AREAS.items() for desk in own]
    closed = draw(st.sets(st.tuples(st.sampled_from(desks), st.sampled_from(YEARS)), max_size=6))
    places = [(desk, year) for desk in desks for year in YEARS if (desk, year) not in closed]
    assume(places)
    people = draw(
        st.lists(st.sets(st.sampled_from(places), min_size=1, max_size=3), min_size=1, max_size=30)
    )

    def counted(path: tuple[str, str], year: str) -> int:
        return sum(
            any(
                when == year and path[0] in (TOTAL, desk[0]) and path[1] in (TOTAL, desk[1])
                for desk, when in visits
            )
            for visits in people
        )

    paths = [(TOTAL, TOTAL)]
    for area, own in AREAS.items():
        paths += [(area, TOTAL), *((area, desk) for desk in own)]
    names = (Dimension("area", Text.same("regio")), Dimension("desk", Text.same("loket")))
    rows = tuple(Member(path, Text.same(path[-1]), depth=int(path[1] != TOTAL)) for path in paths)
    columns = tuple(Member((year,), Text.same(year)) for year in YEARS)
    return Table(
        "drawn",
        Text.same("Aantal personen"),
        Axis(names, rows),
        Axis((Dimension("year", Text.same("jaar")),), columns),
        {
            (path, (year,)): Cell(counted(path, year))
            for path in paths
            for year in YEARS
            if (path, year) not in closed
        },
        counted=frozenset({"area", "desk"}),
    )


@given(registrations())
def test_contributions_add_up_exactly(table: Table) -> None:
    """At every level: the parts and their line of doubles make the total, and checks agree."""
    step = Step("2019", "2021")
    made = contributions(table, step)
    assert check(made) == ()

    def moved(path: tuple[str, str]) -> float:
        return made.cell(path, (step.code, "change")).value or 0

    rows = [row.path for row in made.rows.members]
    areas = [path for path in rows if path[1] == TOTAL and path[0] != TOTAL]
    assert sum(map(moved, areas)) == moved((TOTAL, TOTAL))
    for area in AREAS:
        inner = [path for path in rows if path[0] == area and path[1] != TOTAL]
        if inner:
            assert sum(map(moved, inner)) == moved((area, TOTAL))
    doubles = made.cell((SEVERAL, TOTAL), (step.code, "before")).value
    assert doubles is not None
    assert doubles <= 0


@given(registrations())
def test_the_way_back_takes_away_what_the_way_there_added(table: Table) -> None:
    """From 2021 to 2019 every row changes by the opposite; two steps make the whole."""
    there = contributions(table, Step("2019", "2021"))
    back = contributions(table, Step("2021", "2019"))
    steps = contributions(table, Step("2019", "2020"), Step("2020", "2021"))
    for row in there.rows.members:
        whole = there.cell(row.path, ("2019-2021", "change")).value or 0
        assert back.cell(row.path, ("2021-2019", "change")).value or -whole == 0
        parts = [
            steps.cell(row.path, (code, "change")).value or 0 for code in ("2019-2020", "2020-2021")
        ]
        assert sum(parts) == whole


CELLS = [(area, group) for area in "ab" for group in "gh"]


@st.composite
def cohorts(draw: st.DrawFn) -> Cohort:
    """People in four cells; a cell, and so a whole area, may be empty."""
    whole = {cell: draw(st.integers(0, 40)) for cell in CELLS}
    assume(sum(whole.values()))
    return Cohort(whole, {cell: draw(st.integers(0, whole[cell])) for cell in CELLS})


@given(cohorts(), cohorts())
def test_a_split_is_exact_and_turns_around(before: Cohort, after: Cohort) -> None:
    """The three effects make the change; exchanged cohorts give the opposite effects."""
    there, back = split(before, after), split(after, before)
    assert there.area_mix + there.group_mix + there.rates == there.change
    effects = [(there.area_mix, back.area_mix), (there.group_mix, back.group_mix)]
    for one, other in [*effects, (there.rates, back.rates)]:
        assert one == -other


@given(cohorts())
def test_nothing_changed_is_nothing(cohort: Cohort) -> None:
    """The same cohort twice: every effect is nought, in every area."""
    found = split(cohort, cohort)
    parts = [found.area_mix_by_area, found.group_mix_by_area, found.rates_by_area]
    assert not any(value for part in parts for value in part.values())


@given(cohorts(), st.integers(2, 7))
def test_a_cohort_so_many_times_as_large_changes_nothing(cohort: Cohort, times: int) -> None:
    """Only shares and rates matter, not how many people there are."""
    larger = Cohort(
        {cell: times * n for cell, n in cohort.whole.items()},
        {cell: times * n for cell, n in cohort.part.items()},
    )
    found = split(cohort, larger)
    assert (found.area_mix, found.group_mix, found.rates) == (0, 0, 0)


@settings(max_examples=40)
@given(cohorts(), cohorts())
def test_all_orders_give_the_same_split(before: Cohort, after: Cohort) -> None:
    """Changing the three factors in each of six orders, and averaging what each change adds."""

    def factors(own: Cohort, other: Cohort) -> list[dict]:
        cells = [c for c in CELLS if before.whole[c] or after.whole[c]]
        people = [{a: sum(s.whole[a, g] for g in "gh") for a in "ab"} for s in (own, other)]
        area = {a: Fraction(n, own.size) for a, n in people[0].items()}
        group, rate = {}, {}
        for cell in cells:
            side = 0 if people[0][cell[0]] else 1
            group[cell] = Fraction((own, other)[side].whole[cell], people[side][cell[0]])
            held = own if own.whole[cell] else other
            rate[cell] = Fraction(held.part[cell], held.whole[cell])
        return [area, group, rate]

    def rate_of(chosen: list[dict]) -> Fraction:
        area, group, rate = chosen
        return sum((area[c[0]] * group[c] * rate[c] for c in group), Fraction(0))

    sides = [factors(before, after), factors(after, before)]
    effects = [Fraction(0)] * 3
    for order in permutations(range(3)):
        now = [0, 0, 0]
        for factor in order:
            was = rate_of([sides[side][k] for k, side in enumerate(now)])
            now[factor] = 1
            effects[factor] += rate_of([sides[side][k] for k, side in enumerate(now)]) - was
    found = split(before, after)
    assert [found.area_mix, found.group_mix, found.rates] == [effect / 6 for effect in effects]


COUNTS = st.lists(st.lists(st.integers(1, 5000), min_size=4, max_size=4), min_size=2, max_size=6)


@settings(max_examples=60)
@given(COUNTS)
def test_the_ratio_of_sums_is_what_the_regression_finds(rows: list[list[int]]) -> None:
    """The closed form that is printed is the fit of the whole model, estimate and width alike."""
    years = ("2017", "2018", "2019", "2020")
    counts = {
        (str(k), y): float(n) for k, row in enumerate(rows) for y, n in zip(years, row, strict=True)
    }
    made = expect(counts, years[:3], years[3:])
    design = np.array(
        [[float(k == j) for j in range(len(rows))] + [float(y == "2020")]
         for k in range(len(rows)) for y in years]
    )  # fmt: skip
    model = fit(design, np.array([counts[str(k), y] for k in range(len(rows)) for y in years]))
    found = made.of("2020")
    assert math.log(found.ratio) == pytest.approx(model.coefficients[-1], abs=1e-8)
    assert found.ratio_high is not None
    width = math.log(found.ratio_high / found.ratio) / 1.959963984540054
    assert width == pytest.approx(model.error(len(rows)), rel=1e-6)


@settings(max_examples=60)
@given(COUNTS)
def test_expected_places_make_the_expected_total(rows: list[list[int]]) -> None:
    """The expectation adds up over places, in every year."""
    years = ("2017", "2018", "2019", "2020")
    counts = {
        (str(k), y): float(n) for k, row in enumerate(rows) for y, n in zip(years, row, strict=True)
    }
    made = expect(counts, years[:3], years[3:])
    for year in years:
        parts = sum(made.of(year, str(k)).expected for k in range(len(rows)))
        assert made.of(year).expected == pytest.approx(parts)


def test_intervals_cover_the_truth_about_95_times_in_100() -> None:
    """A thousand simulated registers, eight areas, overdispersed, 20 % below in the fifth year."""
    dice = np.random.default_rng(216)
    years, covered, rounds = ("1", "2", "3", "4", "5"), {"4": 0, "5": 0}, 1000
    means = np.array([5800, 1700, 2900, 2500, 2700, 3000, 3100, 3500.0])
    effect = np.array([1, 1, 1, 0.8, 1.0])
    dispersion = 11.5
    for _ in range(rounds):
        mean = np.outer(means, effect)
        # A Poisson law whose mean is itself drawn has a variance of `dispersion` times its mean.
        drawn = dice.poisson(dice.gamma(mean / (dispersion - 1), dispersion - 1))
        counts = {(str(k), y): float(drawn[k, j]) for k in range(8) for j, y in enumerate(years)}
        made = expect(counts, years[:3], years[3:])
        for year, truth in (("4", 0.8), ("5", 1.0)):
            found = made.of(year)
            assert found.ratio_low is not None
            assert found.ratio_high is not None
            covered[year] += found.ratio_low <= truth <= found.ratio_high
    assert all(0.93 <= count / rounds <= 0.965 for count in covered.values()), covered


@given(st.floats(5, 95), st.floats(5, 95), st.floats(0.1, 4), st.floats(0.1, 4), st.integers(1, 36))
def test_a_difference_of_shares_turns_around(
    before: float, after: float, narrow: float, wide: float, months: int
) -> None:
    """Exchanged cohorts give the opposite difference, and it lies in its own interval."""
    one = Share(before, before - narrow, before + wide)
    other = Share(after, after - wide, after + narrow)
    there, back = difference(one, other, months), difference(other, one, months)
    assert there.low < there.difference < there.high
    assert (back.low, back.high) == (pytest.approx(-there.high), pytest.approx(-there.low))


def test_a_difference_has_the_width_of_both_shares_together() -> None:
    """Symmetric intervals of 3 and 4 points make one of 5."""
    found = difference(Share(50, 47, 53), Share(60, 56, 64), 6)
    assert (found.low, found.difference, found.high) == (5, 10, 15)
