# SPDX-License-Identifier: EUPL-1.2
"""From a country to the coarse group in which nationality is counted.

Countries are ISO 3166 codes of two letters, with XK for Kosovo and XX for stateless; groups
follow the regions of the United Nations (M49) and membership of the European Union. Turkey is
therefore in western Asia, and Cyprus in the Union.
"""

from __future__ import annotations

from functools import cache

from taalplan.vocabulary.codes import NationalityGroup
from taalplan.vocabulary.packaged import rows


@cache
def nationality_groups() -> dict[str, NationalityGroup]:
    """The group of each country, by its code in capitals."""
    return {row["country"]: NationalityGroup(row["group"]) for row in rows("nationalities.csv")}


def nationality_group(country: str) -> NationalityGroup:
    """The group of a nationality; unknown for what is empty or not in the list.

    >>> nationality_group("MA"), nationality_group("")
    (<NationalityGroup.AFRICA_NORTH: 'africa_north'>, <NationalityGroup.UNKNOWN: 'unknown'>)
    """
    return nationality_groups().get(country.upper(), NationalityGroup.UNKNOWN)
