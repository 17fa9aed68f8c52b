# SPDX-License-Identifier: EUPL-1.2
"""The published table of registrations: 2021 from 2017-2020, with 2020 declared an exception."""

from __future__ import annotations

import csv
from datetime import date
from importlib import resources

import numpy as np
import pytest

from taalplan.needs.entry import Hierarchy, next_year
from taalplan.needs.entry.scores import wape
from taalplan.policy.shocks import shocks

YEARS = [2017, 2018, 2019, 2020, 2021]
OWN_DESK = ("atlas", "in-gent")
"""Areas that are one desk: in a figure about desks they would be counted as such."""


def published() -> tuple[list[tuple[str, str]], np.ndarray]:
    file = resources.files("taalplan.example") / "published" / "table-2.csv"
    with file.open(encoding="utf-8") as lines:
        cells = {
            (row["area"], row["desk"], int(row["year"])): float(row["value"])
            for row in csv.DictReader(lines)
            if row["value"] and "total" not in (row["area"], row["desk"])
        }
    desks = sorted({(area, desk) for area, desk, _ in cells})
    return desks, np.array([[cells.get((*d, y), np.nan) for y in YEARS] for d in desks])


def test_2021_is_forecast_from_2017_to_2020():
    desks, counts = published()
    hierarchy = Hierarchy.by([desk for _, desk in desks], area=[area for area, _ in desks])
    exceptional = np.array(
        [shocks().missing("registrations", date(y, 1, 1), date(y, 12, 31)) for y in YEARS[:4]]
    )
    assert exceptional.tolist() == [False, False, False, True]
    expected = next_year(counts[:, :4], hierarchy, exceptional)
    came = hierarchy.aggregate(np.nan_to_num(counts))
    areas, bottom = hierarchy.parts["area"], hierarchy.parts["bottom"]
    own = np.array([area not in OWN_DESK for area, _ in desks])
    error = wape(came[areas, 4], expected[areas])
    desk_error = wape(came[bottom, 4][own], expected[bottom][own])
    assert error == pytest.approx(0.038, abs=0.0005)
    assert desk_error == pytest.approx(0.155, abs=0.0005)
    # Last year repeated, for comparison: five times and nearly half as far off again.
    assert wape(came[areas, 4], came[areas, 3]) == pytest.approx(0.195, abs=0.0005)
    assert wape(came[bottom, 4][own], came[bottom, 3][own]) == pytest.approx(0.224, abs=0.0005)


def test_without_an_ordinary_year_there_is_no_level():
    with pytest.raises(ValueError, match="at least one ordinary year"):
        next_year(np.ones((2, 3)), Hierarchy.by(["a", "b"]), np.ones(3, dtype=bool))


def test_the_forecast_of_a_year_adds_up():
    hierarchy = Hierarchy.by(["a", "b", "c"], area=["x", "x", "y"])
    made = next_year(
        np.array([[10.0, 20.0], [np.nan, 5.0], [0.0, 0.0]]), hierarchy, np.zeros(2, bool)
    )
    assert made[0] == pytest.approx(17.5)
    assert made[1:3].sum() == pytest.approx(17.5)
    assert made[3:].sum() == pytest.approx(17.5)
