# SPDX-License-Identifier: EUPL-1.2
"""Which of somebody's registrations is the first (eerste aanmelding); the others are repeats.

Everybody has one first registration at most, the earliest that was not withdrawn. Whoever calls
has locked the person's file. A first registration that an older register had and this one has
not stays unknown: a repeat that stands alone is left a repeat.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from taalplan.register.models import Person, Registration
from taalplan.vocabulary.codes import RegistrationKind

FIRST, REPEAT = RegistrationKind.FIRST, RegistrationKind.REPEAT


def counting(person: Person | int) -> QuerySet[Registration]:
    """Registrations that were not withdrawn, the earliest first."""
    found = Registration.objects.filter(person=person, withdrawn=False)
    return found.order_by("date", "id")


def kind_on(person: Person, day: date) -> tuple[RegistrationKind, str]:
    """What a registration on a day would be, and why in a sentence for the clerk."""
    earlier = counting(person).filter(date__lte=day).select_related("desk").last()
    if earlier is None:
        return FIRST, _("eerste aanmelding: er is geen eerdere aanmelding bekend")
    return REPEAT, _("heraanmelding: aangemeld op %(day)s bij %(desk)s") % {
        "day": f"{earlier.date:%d/%m/%Y}",
        "desk": earlier.desk.name,
    }


def settle(person: Person | int) -> dict[int, str]:
    """Leave the earliest of several firsts the first; what changed, by number, as it was."""
    firsts = list(counting(person).filter(kind=FIRST).values_list("pk", flat=True))
    Registration.objects.filter(pk__in=firsts[1:]).update(kind=REPEAT)
    return dict.fromkeys(firsts[1:], str(FIRST))


def settle_many(people: Iterable[int]) -> int:
    """`settle` for thousands of people in two questions; how many registrations became repeats."""
    found = Registration.objects.filter(person__in=list(people), withdrawn=False, kind=FIRST)
    several = found.order_by().values("person").annotate(firsts=Count("pk")).filter(firsts__gt=1)
    rows = found.filter(person__in=several.values("person")).order_by("person_id", "date", "id")
    seen: set[int] = set()
    later = []
    for number, person in rows.values_list("pk", "person_id"):
        if person in seen:
            later.append(number)
        seen.add(person)
    return Registration.objects.filter(pk__in=later).update(kind=REPEAT) if later else 0


def follow_withdrawal(withdrawn: Registration) -> list[int]:
    """After the first was withdrawn the next one is the first; its number."""
    following = counting(withdrawn.person_id).first()
    if withdrawn.kind != FIRST or following is None or following.kind == FIRST:
        return []
    Registration.objects.filter(pk=following.pk).update(kind=FIRST)
    return [following.pk]
