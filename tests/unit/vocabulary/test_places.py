# SPDX-License-Identifier: EUPL-1.2
"""Places have codes, dates and names, and a printed label finds the one it means."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from taalplan.vocabulary.places import (
    AREAS,
    CENTRE_CITIES,
    PROVINCES,
    desks,
    desks_of,
    find_area,
    find_desk,
    municipalities,
    municipality_on,
    municipality_periods,
    slug,
)

PUBLISHED_ORDER = [
    "atlas",
    "in-gent",
    "antwerpen",
    "limburg",
    "oost-vlaanderen",
    "vlaams-brabant",
    "west-vlaanderen",
    "brussel",
]


def test_areas_stand_in_published_order_and_lie_in_a_province() -> None:
    """The eight areas come as table 1 prints them."""
    assert list(AREAS) == PUBLISHED_ORDER
    assert {area.province for area in AREAS.values()} == set(PROVINCES)
    assert [code for code, area in AREAS.items() if not area.has_desks] == ["atlas", "in-gent"]


@pytest.mark.parametrize(
    ("day", "flemish", "brussels"),
    [
        (date(2018, 12, 31), 308, 19),
        (date(2019, 1, 1), 300, 19),
        (date(2024, 12, 31), 300, 19),
        (date(2025, 1, 1), 285, 19),
    ],
)
def test_the_mergers_leave_the_official_number_of_municipalities(
    day: date, flemish: int, brussels: int
) -> None:
    """308, then 300, then 285 Flemish municipalities, and always 19 in Brussels."""
    provinces = Counter(place.province for place in municipalities(day).values())

    assert provinces.pop("brussel") == brussels
    assert provinces.total() == flemish


def test_each_province_has_the_municipalities_it_should_have() -> None:
    """Counted per province, so that a merger across a border is seen."""
    drawn = """
        day        | antwerpen | limburg | oost-vlaanderen | vlaams-brabant | west-vlaanderen
        2020-01-01 | 69        | 42      | 60              | 65             | 64
        2025-01-01 | 67        | 38      | 55              | 63             | 62
    """
    lines = [[cell.strip() for cell in line.split("|")] for line in drawn.strip().splitlines()]
    for day, *expected in lines[1:]:
        found = Counter(p.province for p in municipalities(date.fromisoformat(day)).values())
        assert [found[province] for province in lines[0][1:]] == [int(cell) for cell in expected]


def test_zwijndrecht_moves_to_another_province_when_it_merges() -> None:
    """The one merger of 2025 that crosses a provincial border."""
    before = municipalities(date(2024, 12, 31))["11056"]
    after = municipalities(date(2025, 1, 1))[municipality_on("11056", date(2025, 1, 1))]

    assert (before.province, after.province) == ("antwerpen", "oost-vlaanderen")
    assert after.name.nl == "Beveren-Kruibeke-Zwijndrecht"


def test_a_merger_has_the_people_of_its_parts() -> None:
    """Nobody appears or vanishes in 2025; Antwerpen keeps its code and gains Borsbeek."""
    before, after = municipalities(date(2020, 1, 1)), municipalities(date(2025, 1, 1))
    people = Counter[str]()
    for nis, place in before.items():
        people[municipality_on(nis, date(2025, 1, 1))] += place.population or 0

    assert people == {nis: place.population for nis, place in after.items()}
    assert (before["11002"].population, after["11002"].population) == (529_247, 540_196)


def test_periods_of_a_code_do_not_overlap_and_every_end_has_a_successor() -> None:
    """On no day does one code stand for two municipalities."""
    known = municipalities()
    for place in municipality_periods():
        same = [other for other in municipality_periods() if other.nis == place.nis]
        assert sum(other.valid(place.valid_from) for other in same) == 1
        assert (place.valid_to is None) == (place.successor is None)
        assert place.successor is None or place.successor in known


def test_a_code_is_followed_into_its_successors_but_not_back() -> None:
    """Hasselt is 71072 from 2025; in 2020 it is still 71022."""
    assert municipality_on("71022", date(2020, 1, 1)) == "71022"
    assert municipality_on("71022", date(2025, 1, 1)) == "71072"
    assert municipality_on("71072", date(2020, 1, 1)) == "71072"
    with pytest.raises(KeyError):
        municipality_on("99999", date(2020, 1, 1))


def test_there_are_thirteen_centre_cities_in_every_year() -> None:
    """The flag follows Hasselt to its new code."""
    flagged = {day: _centre_cities(date(day, 1, 1)) for day in (2018, 2020, 2025)}

    assert flagged[2018] == flagged[2020] == set(CENTRE_CITIES)
    assert flagged[2025] == set(CENTRE_CITIES) - {"71022"} | {"71072"}
    names = [municipalities(date(2020, 1, 1))[nis].name.nl for nis in CENTRE_CITIES]
    assert names == sorted(names)
    assert len(names) == 13


def _centre_cities(day: date) -> set[str]:
    return {place.nis for place in municipalities(day).values() if place.centre_city}


def test_coordinates_lie_in_flanders_or_brussels() -> None:
    """A swapped latitude and longitude would fall in Somalia."""
    for place in municipality_periods():
        assert 50.6 < place.latitude < 51.6
        assert 2.5 < place.longitude < 6.0


def test_all_desks_of_the_published_tables_are_there() -> None:
    """61 desks in six areas, and the two city agencies."""
    drawn = {"atlas": 1, "in-gent": 1, "antwerpen": 12, "limburg": 10, "oost-vlaanderen": 17}
    drawn |= {"vlaams-brabant": 9, "west-vlaanderen": 9, "brussel": 4}

    assert {area: len(desks_of(area)) for area in AREAS} == drawn
    assert len({desk.code for desk in desks()}) == 63
    assert desks_of("brussel") == ("bon-anderlecht", "bon-brussel", "bon-molenbeek",
                                   "bon-schaarbeek")  # fmt: skip


def test_every_desk_stands_in_a_municipality_that_exists() -> None:
    """And its area lies where it stands."""
    known = municipalities(date(2020, 1, 1))
    for desk in desks():
        assert known[desk.municipality].province == AREAS[desk.area].province
        assert desk.code == slug(desk.name.partition("(")[0])
        assert desk.counters >= 1


@pytest.mark.parametrize(
    ("desk", "open_in"),
    [
        ("vestiging-lommel", [2017, 2018, 2019, 2020]),
        ("vestiging-asse", [2017]),
        ("loket-menen", [2017, 2018, 2019, 2021]),
        ("loket-waregem", [2017, 2018, 2021]),
        ("infopunt-asse", [2017, 2018, 2019, 2020, 2021]),
    ],
)
def test_blanks_of_the_published_table_are_desks_that_were_not_open(
    desk: str, open_in: list[int]
) -> None:
    """A blank is not a zero: the desk did not exist that year."""
    years = [
        year
        for year in range(2017, 2022)
        if any(found.code == desk for found in desks(date(year, 7, 1)))
    ]

    assert years == open_in


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("loket-boom", "loket-boom"),
        ("Loket Boom", "loket-boom"),
        ("infopunt Asse", "infopunt-asse"),
        ("Loket Waregem", "loket-waregem"),
        ("Loket Waregem (Stadhuis)", "loket-waregem"),
        ("Loket Menen (dienstencentrum) ", "loket-menen"),
        ("BON MOLENBEEK", "bon-molenbeek"),
        ("bon Sint-Jans-Molenbeek", "bon-molenbeek"),
        ("Atlas", "atlas"),
        ("In-Gent", "in-gent"),
        ("Provincie Limburg", None),
        ("totaal", None),
        ("", None),
    ],
)
def test_a_printed_label_finds_its_desk(label: str, code: str | None) -> None:
    """By code, name or other name; with or without what stands in brackets."""
    found = find_desk(label)
    assert (found.code if found else None) == code


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("Provincie Antwerpen", "antwerpen"),
        ("prov. Antwerpen", "antwerpen"),
        ("West-Vlaanderen", "west-vlaanderen"),
        ("HG Brussel", "brussel"),
        ("Brussel HG", "brussel"),
        ("Brussel (HG)", "brussel"),
        ("IN-Gent", "in-gent"),
        ("Atlas", "atlas"),
        ("Loket Gent", None),
        ("Totaal", None),
    ],
)
def test_a_printed_label_finds_its_area(label: str, code: str | None) -> None:
    """The published tables call Brussels by three names."""
    found = find_area(label)
    assert (found.code if found else None) == code


def test_no_two_desks_share_a_name() -> None:
    """Else a look-up would silently take the last one."""
    owners: dict[str, set[str]] = {}
    for desk in desks():
        for name in (desk.code, desk.name, *desk.aliases):
            owners.setdefault(slug(name), set()).add(desk.code)

    assert {name: codes for name, codes in owners.items() if len(codes) > 1} == {}


def test_a_slug_is_plain_ascii() -> None:
    """Accents, capitals, apostrophes and runs of signs all go."""
    assert slug("  Zoutleeuw – Léau (’t) ") == "zoutleeuw-leau-t"
