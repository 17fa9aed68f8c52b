# SPDX-License-Identifier: EUPL-1.2
"""What a kept file takes over about somebody from the file that is given up."""

from __future__ import annotations

from typing import Any

from taalplan.register import names
from taalplan.register.models import Person

BIRTH = ("birth_year", "birth_month", "birth_day")
PLAIN = (
    *("given_names", "sex", "nationality", "municipality", "postal_code", "phone", "email"),
    *("education", "literacy"),
)


def fill(kept: Person, given_up: Person) -> list[str]:
    """Fill what the kept file leaves open; which columns, for the way back.

    A birth date is taken whole or not at all: the day of the one with the month of the other
    would be nobody's.
    """
    filled = [name for name in PLAIN if getattr(given_up, name) and not getattr(kept, name)]
    if kept.birth_year is None and given_up.birth_year is not None:
        filled += [name for name in BIRTH if getattr(given_up, name) is not None]
    _write(kept, {name: getattr(given_up, name) for name in filled})
    return filled


def empty(kept: Person, given_up: Person, filled: list[str]) -> None:
    """Take back what was filled, where nobody changed it since."""
    still = [name for name in filled if getattr(kept, name) == getattr(given_up, name)]
    born = {name for name in filled if name in BIRTH}
    if not born <= set(still):
        still = [name for name in still if name not in BIRTH]
    _write(kept, {name: None if name in BIRTH else "" for name in still})


def _write(person: Person, values: dict[str, Any]) -> None:
    if not values:
        return
    for name, value in values.items():
        setattr(person, name, value)
    person.search_name = names.search_name(person.family_name, person.given_names)
    person.version += 1
    person.save(update_fields=[*values, "search_name", "version"])
    names.keep_name_keys(person)
