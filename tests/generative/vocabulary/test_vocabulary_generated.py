# SPDX-License-Identifier: EUPL-1.2
"""Laws of years, codes and names that hold for every value, not only the drawn ones."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from taalplan.vocabulary.packaged import slug
from taalplan.vocabulary.periods import CalendarYear, ContractYear, SchoolYear, Year
from taalplan.vocabulary.places import (
    AREAS,
    Area,
    Desk,
    desks,
    find_area,
    find_desk,
    municipalities,
    municipality_on,
)

KINDS = st.sampled_from([CalendarYear, ContractYear, SchoolYear])
DAYS = st.dates(date(1901, 1, 1), date(2199, 12, 31))


@given(KINDS, DAYS)
def test_every_day_lies_in_the_year_that_claims_it_and_in_no_neighbour(
    kind: type[Year], day: date
) -> None:
    """Years of one kind leave no day out and share none."""
    year = kind.of(day)

    assert day in year
    assert day not in year.shift(-1)
    assert day not in year.shift(1)
    assert year.last_day + timedelta(days=1) == year.shift(1).first_day


@given(KINDS, st.integers(1900, 2199))
def test_a_year_is_read_back_as_it_was_written(kind: type[Year], start: int) -> None:
    """So that a table's heading and the command line speak of the same year."""
    assert kind.parse(str(kind(start))) == kind(start)


@given(st.text())
def test_a_slug_is_stable_and_plain(text: str) -> None:
    """Making a slug of a slug changes nothing."""
    made = slug(text)

    assert slug(made) == made
    assert made == "" or set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def _misprint(name: str, upper: bool, spaces: int, bracket: bool) -> str:
    printed = name.upper() if upper else name
    printed = printed.partition("(")[0] if bracket else printed
    return " " * spaces + printed.replace(" ", " " * (spaces + 1)) + " " * spaces


def _names(area: Area) -> tuple[str, ...]:
    return (area.code, area.label.nl, area.label.en, area.label.fr, *area.aliases)


PRINTED = (st.booleans(), st.integers(0, 3), st.booleans())


@given(st.sampled_from(desks()), *PRINTED)
def test_a_desk_is_found_however_it_is_printed(
    desk: Desk, upper: bool, spaces: int, bracket: bool
) -> None:
    """Capitals, spaces and brackets do not make another desk."""
    found = find_desk(_misprint(desk.name, upper, spaces, bracket))

    assert found is not None
    assert found.code == desk.code


AREA_NAMES = [(area.code, name) for area in AREAS.values() for name in _names(area)]


@given(st.sampled_from(AREA_NAMES), st.booleans())
def test_an_area_is_found_however_it_is_printed(named: tuple[str, str], upper: bool) -> None:
    """By its label and by every other name it goes by."""
    code, name = named
    found = find_area(name.upper() if upper else name)

    assert found is not None
    assert found.code == code


@given(st.sampled_from(sorted(municipalities())), DAYS, DAYS)
def test_a_municipality_followed_to_a_day_exists_then_or_not_yet(
    nis: str, one: date, other: date
) -> None:
    """Following in two steps is following in one; nobody ends up in a code that has ended."""
    sooner, later = sorted((one, other))
    place = municipalities()[municipality_on(nis, later)]

    assert place.valid_to is None or later <= place.valid_to
    assert municipality_on(municipality_on(nis, sooner), later) == place.nis
