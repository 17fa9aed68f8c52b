# SPDX-License-Identifier: EUPL-1.2
"""Every country is in one coarse group; what is not a country is unknown."""

from __future__ import annotations

import pytest

from taalplan.vocabulary.codes import NationalityGroup
from taalplan.vocabulary.nationalities import nationality_group, nationality_groups


@pytest.mark.parametrize(
    ("country", "group"),
    [
        ("BE", "belgian"),
        ("PL", "eu"),
        ("CY", "eu"),
        ("GB", "europe_other"),
        ("XK", "europe_other"),
        ("MA", "africa_north"),
        ("CD", "africa_other"),
        ("TR", "asia_west"),
        ("SY", "asia_west"),
        ("AF", "asia_other"),
        ("BR", "americas_oceania"),
        ("XX", "unknown"),
        ("", "unknown"),
        ("ma", "africa_north"),
    ],
)
def test_a_nationality_has_its_group(country: str, group: str) -> None:
    assert nationality_group(country) == group


def test_the_union_has_27_members_and_no_group_is_empty() -> None:
    listed = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
    members = {listed[at : at + 2] for at in range(0, len(listed), 3)}
    assert len(members) == 27
    groups = nationality_groups()
    assert {groups[country] for country in members} == {
        NationalityGroup.EU,
        NationalityGroup.BELGIAN,
    }
    assert set(groups.values()) == set(NationalityGroup)
