# SPDX-License-Identifier: EUPL-1.2
"""Desks that opened, closed or moved: from their validity alone."""

from __future__ import annotations

from datetime import date

import pytest

from taalplan.statistics.change.desks import DeskPeriod, Event, desk_events
from taalplan.vocabulary.places import desks
from taalplan.vocabulary.text import Text

FIRST, LAST = date(2020, 1, 1), date(2021, 12, 31)


def period(
    desk: str, first: str, last: str = "", municipality: str = "72020", area: str = "limburg"
) -> DeskPeriod:
    """A desk during one period."""
    ends = date.fromisoformat(last) if last else None
    return DeskPeriod(desk, Text.same(desk), area, municipality, date.fromisoformat(first), ends)


def told(*periods: DeskPeriod) -> list[tuple[Event, str, date]]:
    """The events between the two days."""
    return [(e.event, e.desk, e.day) for e in desk_events(periods, FIRST, LAST)]


@pytest.mark.parametrize(
    ("first", "last", "events"),
    [
        ("2015-01-01", "", []),
        ("2015-01-01", "2018-12-31", []),
        ("2015-01-01", "2019-12-30", []),
        ("2015-01-01", "2019-12-31", [Event.CLOSED]),
        ("2015-01-01", "2021-12-30", [Event.CLOSED]),
        ("2015-01-01", "2021-12-31", []),
        ("2020-01-01", "", [Event.OPENED]),
        ("2019-12-31", "", []),
        ("2021-12-31", "", [Event.OPENED]),
        ("2022-01-01", "", []),
        ("2020-05-01", "2020-06-30", [Event.OPENED, Event.CLOSED]),
    ],
)
def test_an_event_counts_in_the_period_in_which_it_is_felt(
    first: str, last: str, events: list[Event]
) -> None:
    """A desk that was open until 31 December is missed from 1 January."""
    assert [event for event, _, _ in told(period("lommel", first, last))] == events


def test_a_desk_that_comes_back_is_reopened() -> None:
    """As in Menen: closed during 2020, open again in 2021."""
    found = told(period("menen", "2015-01-01", "2019-12-31"), period("menen", "2021-01-01"))
    assert found == [
        (Event.CLOSED, "menen", date(2019, 12, 31)),
        (Event.REOPENED, "menen", date(2021, 1, 1)),
    ]


def test_two_periods_without_a_day_between_are_no_event() -> None:
    """The list was rewritten, the desk went on."""
    assert told(period("genk", "2015-01-01", "2020-06-30"), period("genk", "2020-07-01")) == []


def test_a_desk_that_opens_where_another_closes_is_a_move() -> None:
    """In the same municipality on the next day; elsewhere it is a coincidence."""
    old, new = period("oud", "2015-01-01", "2020-06-30"), period("nieuw", "2020-07-01")
    assert told(old, new)[0][:2] == (Event.MOVED, "oud")
    far = period("nieuw", "2020-07-01", municipality="71016")
    assert told(old, far)[0][:2] == (Event.CLOSED, "oud")


def test_the_desk_next_door_is_named_but_no_move() -> None:
    """As in Asse: the infopunt had been there all along."""
    found = desk_events(
        [period("vestiging", "2015-01-01", "2020-06-30"), period("infopunt", "2015-01-01")],
        FIRST,
        LAST,
    )
    assert [(e.event, [name.nl for name in e.successors]) for e in found] == [
        (Event.CLOSED, ["infopunt"])
    ]


def test_the_published_desks_from_2018_to_2021() -> None:
    """Waregem, Menen and Lommel, and nobody else; Asse closed on the last day of 2017."""
    known = [
        DeskPeriod(d.code, Text.same(d.name), d.area, d.municipality, d.valid_from, d.valid_to)
        for d in desks()
    ]
    found = desk_events(known, date(2018, 1, 1), LAST)
    assert [(e.event, e.desk) for e in found] == [
        (Event.CLOSED, "vestiging-asse"),
        (Event.CLOSED, "loket-waregem"),
        (Event.CLOSED, "loket-menen"),
        (Event.CLOSED, "vestiging-lommel"),
        (Event.REOPENED, "loket-menen"),
        (Event.REOPENED, "loket-waregem"),
    ]
    assert [name.nl for name in found[0].successors] == ["Infopunt Asse"]
