# SPDX-License-Identifier: EUPL-1.2
"""Where people of a desk live, and that homes stay with people until they move."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from taalplan.example.catchments import MUNICIPALITIES, distance, homes, shares
from taalplan.example.figures import DESKS
from taalplan.example.ledger import entries
from taalplan.vocabulary import places

HOMES = places.municipalities(date(2021, 1, 1))


def share(desk: str, *names: str) -> float:
    rows = [i for i, nis in enumerate(MUNICIPALITIES) if HOMES[nis].name.nl in names]
    assert len(rows) == len(names)
    return float(shares()[DESKS.index(desk), rows].sum())


def test_the_homes_of_a_desk_are_a_distribution() -> None:
    assert shares().shape == (len(DESKS), 319)
    assert shares().sum(axis=1) == pytest.approx(1.0)
    assert shares().min() >= 0


def test_distance_between_ghent_and_antwerp_is_about_fifty_kilometres() -> None:
    assert distance(HOMES["44021"], HOMES["11002"]) == pytest.approx(52, abs=3)


def test_city_agencies_serve_their_city_and_the_desks_around_it_the_others() -> None:
    assert share("atlas", "Antwerpen") > 0.95
    assert share("loket-mortsel", "Antwerpen") < 0.1
    assert share("loket-gent", "Gent") < 0.1
    assert share("loket-gent", "Evergem", "Merelbeke", "Lievegem", "Destelbergen") > 0.3


def test_brussels_desks_serve_brussels() -> None:
    inside = [i for i, nis in enumerate(MUNICIPALITIES) if HOMES[nis].province == "brussel"]
    for desk in DESKS:
        held = shares()[DESKS.index(desk), inside].sum()
        assert (held > 0.85) if desk.startswith("bon-") else (held < 0.2), desk


def test_homes_stay_until_somebody_comes_back_and_moved() -> None:
    """The same person twice in a year at one desk has one home; nulls are rare."""
    once = entries(np.full(4_000, DESKS.index("vestiging-leuven")), np.zeros(4_000), 2019, 0)
    twice = replace(once, person=np.repeat(np.arange(2_000), 2))
    found = homes(np.random.default_rng(2), twice).reshape(-1, 2)
    known = found[(found >= 0).all(axis=1)]
    assert (known[:, 0] == known[:, 1]).all()
    assert 0 < (found < 0).mean() < 0.03
    later = replace(twice, year=np.tile([2018, 2020], 2_000))
    found = homes(np.random.default_rng(2), later).reshape(-1, 2)
    assert 0.85 < (found[:, 0] == found[:, 1]).mean() < 0.97
