# SPDX-License-Identifier: EUPL-1.2
"""The waiting list of a course: who comes first, and whom the course fits.

In the order of `since`, then of entry. A course fits when level and profile are the wanted ones,
it is given when the person can come, at the wanted centre or else in the wanted municipality,
and does not begin before they want or can. What a person did not say fits everything.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

from django.db.models import Exists, OuterRef, Q, QuerySet

from taalplan.register.models import Course, Demand, Placement
from taalplan.vocabulary.places import municipality_on, municipality_periods


def waiting() -> QuerySet[Demand]:
    """Everybody who waits and was not offered a seat, in order."""
    return Demand.objects.filter(ended__isnull=True, offered__isnull=True).order_by("since", "id")


def fitting(course: Course) -> Iterator[Demand]:
    """Who waits for a course like this, the first first.

    Nobody who is or was in this very course: who left it is not offered it again.
    """
    site = course.site
    been = Placement.objects.filter(course=course, person=OuterRef("person"))
    found = waiting().filter(
        Q(course__isnull=True) | Q(course=course),
        Q(centre__isnull=True) | Q(centre__code=site.centre.code),
        Q(unavailable_until__isnull=True) | Q(unavailable_until__lte=course.start),
        Q(desired_start__isnull=True) | Q(desired_start__lte=course.start),
        ~Exists(been),
        level=course.level,
        profile=course.profile,
    )
    places = _same_place(site.municipality, course.start)
    for demand in found.select_related("person", "centre").iterator(chunk_size=200):
        if _can_come(demand, course) and (
            demand.centre_id or demand.course_id or demand.municipality in places
        ):
            yield demand


def _can_come(demand: Demand, course: Course) -> bool:
    return not demand.dayparts or set(course.dayparts) <= set(demand.dayparts)


@cache
def _same_place(municipality: str, on: date) -> frozenset[str]:
    """Every code under which a place is known that is this municipality on a day; "" is any."""
    try:
        here = municipality_on(municipality, on)
    except KeyError:
        return frozenset({"", municipality})
    codes = {period.nis for period in municipality_periods()}
    return frozenset({"", *(code for code in codes if municipality_on(code, on) == here)})
