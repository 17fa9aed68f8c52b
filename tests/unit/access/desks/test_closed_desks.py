# SPDX-License-Identifier: EUPL-1.2
"""What became of the people of a place whose desk closed, counted by hand."""

from __future__ import annotations

import numpy as np
import pytest

from lib.small_desks import DESKS, LOMMEL, RONSE, registrations
from taalplan.access import LocationError
from taalplan.access.desks import brief, make_study, read_situation
from taalplan.access.desks.closed import _silent
from taalplan.access.desks.study import ADD, TODAY
from taalplan.access.desks.tables import tables
from taalplan.tables.table import Status


@pytest.fixture
def situation(snapshot_of):
    """The register around Lommel, read for 2021."""
    return read_situation(snapshot_of(registrations=registrations(), desks=DESKS))


def test_people_are_counted_once_a_year_where_they_lived_first(situation) -> None:
    """4 of Lommel, 3 of Ronse, 5 of Antwerp, 1 of Geel; two whose residence is not known."""
    assert situation.year == 2021
    assert situation.people.sum() == 13
    assert situation.visits.elsewhere(2021) == 2
    lommel = [place.nis for place in situation.places].index(LOMMEL)
    assert situation.people[lommel] == 4


def test_open_desks_are_those_of_the_day(situation) -> None:
    """Lommel is closed, and the city agency is not ours to close."""
    names = {situation.name(site) for site in situation.sites}
    assert names == {"Antwerpen", "Geel", "Pelt"}
    assert [situation.name(site) for site in situation.kept] == ["Antwerpen"]


def test_lommel_closed(situation) -> None:
    """8 registered a year, 6 of them in Lommel itself; then 4, all in Pelt."""
    study = make_study(situation)
    (closed,) = study.closed
    assert closed.desk.code == "vestiging-lommel"
    assert closed.shut
    assert closed.before == (2019, 2020)
    assert closed.after == (2021,)
    assert closed.here == (6, 0)
    assert closed.living == (8, 4)
    assert closed.rest == (9, 9)
    assert closed.instead == (("vestiging-pelt", 1.0),)
    pelt = situation.cost[closed.desk.place, _desk(situation, "vestiging-pelt").place]
    assert closed.way == pytest.approx((2 / 8 * pelt, pelt))


def test_two_more_go_where_nobody_was_near(situation) -> None:
    """Ronse and Lommel; and nobody is worse off."""
    study = make_study(situation)
    effect = study.effect(study.option(ADD))
    assert {situation.places[site].nis for site in effect.opened} == {LOMMEL, RONSE}
    assert effect.losing == 0
    assert effect.gaining == 7
    today = study.option(TODAY)
    assert effect.gained == pytest.approx((situation.people * today.cost).sum())
    assert np.allclose(study.option(ADD).cost[situation.people > 0], 0)


def test_a_temporary_desk_at_the_peak(situation) -> None:
    """September is the peak; of it 20 people in three years came from Lommel."""
    peak = make_study(situation).peak
    assert 35 in range(peak.weeks[0], peak.weeks[-1] + 1)
    (first,) = peak.desks[0]
    assert situation.places[first.place].nis == LOMMEL
    # And the one who came back in December does not count in the peak.
    assert first.people == pytest.approx(20 / 3)


def test_silence_is_told_from_the_end() -> None:
    """A tenth of what was usual, where that was twenty or more."""
    from datetime import date

    day = date(2022, 2, 28)
    assert _silent({2017: 40, 2018: 40, 2019: 40, 2020: 4, 2021: 1}, day) == [2020, 2021]
    assert _silent({2017: 40, 2018: 40, 2019: 3, 2020: 40, 2021: 30}, day) == []
    assert _silent({2017: 10, 2018: 10, 2019: 0}, day) == []


def test_what_if(situation) -> None:
    """Without Pelt it is Geel and Antwerp; and what must stay does."""
    supposed = situation.supposing(stay=["loket-geel"], without=["vestiging-pelt"])
    assert {supposed.name(site) for site in supposed.sites} == {"Antwerpen", "Geel"}
    assert {supposed.name(site) for site in supposed.kept} == {"Antwerpen", "Geel"}
    with pytest.raises(LocationError) as told:
        situation.supposing(stay=["loket-gel"], without=["vestiging-lommel"])
    assert str(told.value).splitlines() == [
        "there is no desk 'loket-gel'", "vestiging-lommel is not open"
    ]  # fmt: skip


def test_a_released_table_hides_places(situation) -> None:
    """Where people may not be shown there is nobody in the computation, and a sign in the table."""
    study = make_study(situation.released({RONSE: 3.0, "11002": 5.0}), frontier=False)
    assert study.situation.people.sum() == 8
    table = tables(study)["access-places"]
    assert table.cell((LOMMEL,), ("people",)).status is Status.SUPPRESSED
    assert table[RONSE, "people"] == 3
    said = " ".join(text.nl for text in brief(study).paragraphs)
    assert "die getoond mogen worden" in said
    assert "Vestiging Lommel: laatste dag 31 december 2020." in said


def _desk(situation, code: str):
    return next(desk for desk in situation.desks if desk.code == code)
