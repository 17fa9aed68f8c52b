# SPDX-License-Identifier: EUPL-1.2
"""Which courses fit somebody, and why or why not, in words for the clerk.

This advises and never decides: a clerk may place somebody in a course that does not fit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from taalplan.register.models import (
    HOLDS_SEAT,
    Centre,
    Component,
    Course,
    Demand,
    Person,
    Preference,
)
from taalplan.register.seats import OPEN_TO_PLACE
from taalplan.vocabulary.codes import Component as Level
from taalplan.vocabulary.codes import Result
from taalplan.web.forms.fields import name_of_municipality
from taalplan.web.templatetags.words import words

SHOWN = 60
"""More courses of one level than this are not put before a clerk with a person waiting."""


@dataclass(frozen=True)
class Wish:
    """What somebody wants, from their open demand or else their preferences."""

    dayparts: frozenset[str] = frozenset()
    municipality: str = ""
    centre: int | None = None
    centre_code: str = ""
    start: date | None = None
    profile: str = ""


@dataclass(frozen=True)
class Offer:
    """A course as it is put before somebody: what speaks for it and what against."""

    course: Course
    free: int
    good: tuple[str, ...]
    bad: tuple[str, ...]
    held: bool = False

    @property
    def fits(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.bad


def level_for(person: Person) -> str:
    """The level to look at first: what they wait for, else the first that is not passed."""
    demand = Demand.objects.filter(person=person, ended__isnull=True).first()
    if demand:
        return str(demand.level)
    passed = set(
        Component.objects.filter(
            trajectory__person=person, result=Result.PASSED
        ).values_list("level", flat=True)
    )  # fmt: skip
    return next((level.value for level in Level if level.value not in passed), Level.C1.value)


def wish_of(person: Person, level: str) -> Wish:
    """What is known of somebody's wishes for a level."""
    demand = Demand.objects.filter(person=person, level=level, ended__isnull=True).first()
    kept = demand or Preference.objects.filter(person=person).first()
    if kept is None:
        return Wish(municipality=person.municipality)
    centre = _centre_of_today(kept)
    return Wish(
        frozenset(kept.dayparts),
        kept.municipality or person.municipality,
        centre.pk if centre else None,
        centre.code if centre else "",
        kept.desired_start,
        demand.profile if demand else "",
    )


def _centre_of_today(kept: Demand | Preference) -> Centre | None:
    """The wanted centre under its last name: a wish outlives the name that it was noted with."""
    if kept.centre is None:
        return None
    return Centre.objects.filter(code=kept.centre.code).order_by("-valid_from").first()


def offers(person: Person, level: str, wish: Wish) -> list[Offer]:
    """The courses of a level that are still to be had: those that fit and have a seat first."""
    today = timezone.localdate()
    held = set(person.placements.filter(status__in=HOLDS_SEAT).values_list("course_id", flat=True))
    courses = (
        Course.objects.filter(level=level, end__gte=today, status__in=OPEN_TO_PLACE)
        .select_related("site__centre")
        .order_by(F("taken") - F("capacity"), "start")[: SHOWN * 2]
    )
    found = [_offer(course, wish, held) for course in courses]
    found.sort(key=lambda each: (each.free == 0, len(each.bad), each.course.start))
    return found[:SHOWN]


def _offer(course: Course, wish: Wish, held: set[int]) -> Offer:
    verdicts = list(_verdicts(course, wish, held))
    return Offer(
        course,
        course.capacity - course.taken,
        tuple(text for good, text in verdicts if good),
        tuple(text for good, text in verdicts if not good),
        course.pk in held,
    )


def _verdicts(course: Course, wish: Wish, held: set[int]) -> Iterator[tuple[bool, str]]:
    free = course.capacity - course.taken
    yield (
        free > 0,
        (
            ngettext("%(n)s plaats vrij", "%(n)s plaatsen vrij", free) % {"n": free}
            if free > 0
            else _("volzet")
        ),
    )
    if course.pk in held:
        yield False, _("heeft hier al een plaats")
    if wish.municipality:
        near = course.site.municipality == wish.municipality
        here, wanted = map(name_of_municipality, (course.site.municipality, wish.municipality))
        yield (
            near,
            here if near else _("%(here)s, niet %(wanted)s") % {"here": here, "wanted": wanted},
        )
    if wish.dayparts:
        yield set(course.dayparts) <= wish.dayparts, words(course.dayparts, "day_part")
    if wish.centre:
        yield course.site.centre.code == wish.centre_code, course.site.centre.name
    if wish.profile and course.profile != wish.profile:
        yield False, _("ander profiel")
    if wish.start and course.start < wish.start:
        yield False, _("begint voor de gewenste dag")
    if course.start <= timezone.localdate():
        yield False, _("is al begonnen op %(day)s") % {"day": date_format(course.start, "j F")}
