# SPDX-License-Identifier: EUPL-1.2
"""Who is known already, as far as the reader may know it.

Of people of other desks a clerk sees what prevents a double and no more: the name, the birth
year, and where they registered last.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from taalplan.register import doubles, finding
from taalplan.register.models import Person, Registration
from taalplan.register.permissions import people_seen_by
from taalplan.web.countries import country_name
from taalplan.web.templatetags.words import birth, word

SHOWN = 6
"""More look-alikes than this are not compared by somebody with a queue before her."""


REASONS = (
    gettext_noop("zelfde INSZ"),
    gettext_noop("zelfde naam"),
    gettext_noop("voornaam en familienaam verwisseld"),
    gettext_noop("zelfde namen, anders verdeeld"),
    gettext_noop("zelfde geboortedatum"),
    gettext_noop("zelfde geboortemaand en -jaar"),
    gettext_noop("zelfde geboortejaar"),
    gettext_noop("dag en maand verwisseld"),
    gettext_noop("dag en maand verwisseld, ander jaar"),
    gettext_noop("zelfde geboortejaar; 1 januari kan een gok zijn"),
)
"""What the comparison says; here so that it is translated."""


@dataclass(frozen=True)
class Found:
    """Somebody on a list: `mine` when the reader may open the file, `sure` on the same INSZ."""

    number: int
    name: str
    born: str
    where: str
    mine: bool
    sure: bool = False
    why: str = ""


def found(user: Any, person: Person, **more: Any) -> Found:
    """One person as this reader may see them."""
    return as_found(user, [person], {person.pk: more})[0]


def as_found(
    user: Any, people: Iterable[Person], more: Mapping[int, Mapping[str, Any]] | None = None
) -> list[Found]:
    """People as this reader may see them, in the order given; two questions to the database."""
    listed = list(people)
    if not listed:
        return []
    numbers = [person.pk for person in listed]
    mine = set(
        Person.objects.filter(people_seen_by(user), pk__in=numbers).values_list("pk", flat=True)
    )
    last: dict[int, Registration] = {}
    for each in Registration.objects.filter(person__in=numbers).select_related("desk"):
        last.setdefault(each.person_id, each)
    return [
        Found(
            number=person.pk,
            name=f"{person.family_name}, {person.given_names}".rstrip(", "),
            born=birth(person) if person.pk in mine else str(person.birth_year or "?"),
            where=_where(last.get(person.pk)),
            mine=person.pk in mine,
            **(more or {}).get(person.pk, {}),
        )
        for person in listed
    ]


def _where(registration: Registration | None) -> str:
    if registration is None:
        return ""
    return f"{registration.desk.name}, {registration.date:%d/%m/%Y}"


def search(user: Any, text: str) -> list[Found]:
    """People by what a clerk typed in one box, the likeliest first."""
    return as_found(user, finding.search(text))


def look_alikes(user: Any, data: Mapping[str, Any], besides: Person | None = None) -> list[Found]:
    """Who looks like the person in a form that may be half filled in."""
    if not data.get("family_name") and not data.get("insz"):
        return []
    matches = doubles.look_alikes(
        family_name=data.get("family_name") or "",
        given_names=data.get("given_names") or "",
        birth=(data.get("birth_year"), data.get("birth_month"), data.get("birth_day")),
        insz=data.get("insz") or "",
        sex=data.get("sex") or "",
        nationality=data.get("nationality") or "",
        besides=besides,
    )[:SHOWN]
    more = {
        match.person.pk: {"sure": match.sure, "why": ", ".join(_(why) for why in match.reasons)}
        for match in matches
    }
    return as_found(user, [match.person for match in matches], more)


def readable(field: str, value: Any) -> str:
    """A field of a person as words: codes by their label, nothing as nothing."""
    if field in ("sex", "education", "literacy", "municipality"):
        return word(str(value), field)
    if field == "nationality":
        return country_name(str(value))
    return "" if value is None else str(value)
