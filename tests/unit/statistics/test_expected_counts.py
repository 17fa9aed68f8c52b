# SPDX-License-Identifier: EUPL-1.2
"""What was to be expected: the published figures, a slow second fit, R, and the edges."""

from __future__ import annotations

import math
import shutil
import subprocess

import pytest

from lib.printed_figures import registrations
from taalplan.statistics.change.expected import Counts, expect

BASE, LATER = ("2017", "2018", "2019"), ("2020", "2021")


def percent(ratio: float | None) -> str:
    """A ratio as a deviation in percent, printed as the findings print it."""
    assert ratio is not None
    return f"{100 * (ratio - 1):+.1f}"


@pytest.mark.parametrize(
    ("year", "estimate", "low", "high", "ordinary"),
    [("2020", "-19.8", "-23.9", "-15.5", False), ("2021", "-0.3", "-5.0", "+4.6", True)],
)
def test_published_registrations_beside_2017_to_2019(
    year: str, estimate: str, low: str, high: str, ordinary: bool
) -> None:
    """Over the eight areas: 2020 far below, 2021 back where it was."""
    found = expect(registrations(), BASE, LATER).of(year)
    shown = (percent(found.ratio), percent(found.ratio_low), percent(found.ratio_high))
    assert shown == (estimate, low, high)
    assert found.is_ordinary is ordinary


def test_the_expected_interval_says_the_same_as_that_of_the_deviation() -> None:
    """Observed lies outside the expected interval exactly where 0 % lies outside the other."""
    made = expect(registrations(), BASE, LATER)
    for found in made.deviations.values():
        assert found.low is not None
        assert found.high is not None
        assert (found.low <= found.observed <= found.high) == found.is_ordinary
        assert found.ratio_low == pytest.approx(found.observed / found.high)


def slow_fit(counts: Counts, base: tuple[str, ...], others: tuple[str, ...]) -> dict[str, float]:
    """The same model by proportional fitting, one parameter after the other, without matrices.

    Fixing all other parameters, the best value of one makes its observed and fitted sums equal.
    """
    places = sorted({place for place, _ in counts})
    years = (*base, *others)
    place_effect = dict.fromkeys(places, 0.0)
    year_effect = dict.fromkeys(years, 0.0)
    for _ in range(500):
        for place in places:
            seen = sum(counts[place, year] for year in years)
            fitted = sum(math.exp(year_effect[year]) for year in years)
            place_effect[place] = math.log(seen / fitted)
        for year in others:
            seen = sum(counts[place, year] for place in places)
            fitted = sum(math.exp(place_effect[place]) for place in places)
            year_effect[year] = math.log(seen / fitted)
    pearson = 0.0
    for place in places:
        for year in years:
            mean = math.exp(place_effect[place] + year_effect[year])
            pearson += (counts[place, year] - mean) ** 2 / mean
    freedom = len(places) * len(years) - len(places) - len(others)
    return {year: math.exp(year_effect[year]) for year in others} | {"phi": pearson / freedom}


def test_a_slow_fit_without_matrices_agrees() -> None:
    """Deviations and dispersion to ten digits."""
    counts = registrations()
    slow, made = slow_fit(counts, BASE, LATER), expect(counts, BASE, LATER)
    for year in LATER:
        assert made.of(year).ratio == pytest.approx(slow[year], rel=1e-10)
    assert made.dispersion == pytest.approx(slow["phi"], rel=1e-10)
    assert made.freedom == 30


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not here (Debian: r-base-core)")
def test_r_agrees() -> None:
    """glm(family = quasipoisson): estimates, errors and dispersion to nine digits."""
    counts = registrations()
    rows = ";".join(f"{place},{year},{count}" for (place, year), count in counts.items())
    script = f"""
        d <- read.csv(text = gsub(";", "\\n", "{rows}"), header = FALSE,
                      col.names = c("place", "year", "n"))
        d$late20 <- d$year == 2020; d$late21 <- d$year == 2021
        m <- summary(glm(n ~ 0 + place + late20 + late21, family = quasipoisson, data = d,
                         control = glm.control(epsilon = 1e-14)))
        cat(format(c(m$coefficients[c("late20TRUE", "late21TRUE"), 1:2], m$dispersion),
                   digits = 15))
    """
    out = subprocess.run(
        ["Rscript", "--vanilla", "-e", script], check=True, capture_output=True, text=True
    ).stdout
    estimate20, estimate21, error20, error21, dispersion = map(float, out.split())
    made = expect(counts, BASE, LATER)
    assert made.dispersion == pytest.approx(dispersion, rel=1e-9)
    for year, estimate, error in (("2020", estimate20, error20), ("2021", estimate21, error21)):
        found = made.of(year)
        assert math.log(found.ratio) == pytest.approx(estimate, rel=1e-9)
        assert found.ratio_high is not None
        width = math.log(found.ratio_high) - math.log(found.ratio)
        assert width / 1.959963984540054 == pytest.approx(error, rel=1e-9)


def test_one_place_has_its_own_expectation() -> None:
    """Limburg: (2480 + 2369 + 2792) / 3 expected, 1976 seen in 2020."""
    found = expect(registrations(), BASE, LATER).of("2020", "limburg")
    assert found.expected == pytest.approx((2480 + 2369 + 2792) / 3)
    assert found.observed == 1976
    assert found.ratio_low is not None
    assert found.ratio_low < found.ratio < 1


def test_an_ordinary_year_is_part_of_its_own_expectation() -> None:
    """With one year in the base its interval has no width: it was its own expectation."""
    counts = {("a", "2019"): 100.0, ("b", "2019"): 50.0, ("a", "2020"): 90.0, ("b", "2020"): 70.0}
    found = expect(counts, ("2019",), ("2020",)).of("2019")
    assert (found.low, found.high) == (pytest.approx(150), pytest.approx(150))


@pytest.mark.parametrize(
    ("counts", "base"),
    [
        ({("a", "2019"): 100.0, ("a", "2020"): 90.0}, ("2019",)),
        ({("a", "2018"): 9.0, ("a", "2019"): 11.0, ("a", "2020"): 0.0}, ("2018", "2019")),
    ],
    ids=["nothing varies", "nobody came"],
)
def test_without_variation_or_people_there_is_no_interval(
    counts: dict[tuple[str, str], float], base: tuple[str, ...]
) -> None:
    """Better no interval than one of nothing; whether it was ordinary is then not known."""
    found = expect(counts, base, ("2020",)).of("2020")
    assert (found.ratio_low, found.ratio_high) == (None, None)
    assert found.is_ordinary is None


def test_a_place_that_was_never_there_in_the_base_is_left_out() -> None:
    """A new area has no past to expect from; it counts for no expectation."""
    counts = {("a", "2019"): 10.0, ("a", "2020"): 9.0, ("new", "2020"): 50.0}
    made = expect(counts, ("2019",), ("2020",))
    assert made.of("2020").observed == 9
    assert ("new", "2020") not in made.deviations


def test_without_an_ordinary_year_nothing_is_expected() -> None:
    """All years declared as exceptions: an error, and no figure."""
    with pytest.raises(ValueError, match="at least one ordinary year"):
        expect({("a", "2020"): 1.0}, (), ("2020",))
