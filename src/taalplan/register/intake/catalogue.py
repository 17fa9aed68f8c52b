# SPDX-License-Identifier: EUPL-1.2
"""Courses, sites and centres that only other systems tell of, found or made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any, TypeVar

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from taalplan.audit.bulk import Row, insert, number
from taalplan.register.intake.outcome import Outcome
from taalplan.register.models import HOLDS_SEAT, Centre, Course, Placement, Site
from taalplan.sources.messages import offer as told

T = TypeVar("T")
TOGETHER = 2000


@dataclass
class Catalogue:
    """Told courses by their code, each with its number; written at the end, when all is told."""

    outcome: Outcome
    offer: told.Offer = field(default_factory=told.Offer)
    emptied: set[int] = field(default_factory=set)
    """Courses that somebody is no longer told to be in; their seats are counted again too, and a
    told course that nobody is in was another one all the time."""

    _number: dict[str, int] = field(default_factory=dict)
    _new: dict[str, Any] = field(default_factory=dict)
    _known: dict[str, tuple[date | None, date | None]] = field(default_factory=dict)

    def numbers(self, courses: Iterable[tuple[told.Course, str]]) -> dict[str, int]:
        """The number of each course in the register; `courses` come with who told of them."""
        wanted = {course.code: (course, system) for course, system in courses}
        lacking = [code for code in wanted if code not in self._number]
        for row in Course.objects.filter(code__in=lacking).exclude(origin=""):
            self._number[row.code], self._known[row.code] = row.pk, (row.start, row.end)
        rows = []
        for code in sorted(set(lacking) - self._number.keys()):
            course, system = wanted[code]
            self._new[code] = Row(Course, {
                "code": code, "module": course.module[:40], "level": course.level,
                "profile": course.profile, "distance_hours": None, "status": "", "origin": system,
            })  # fmt: skip
            rows.append(self._new[code])
        number(Course, rows, beyond=max(self._number.values(), default=0))
        self._number |= {row.code: row.pk for row in rows}
        return self._number

    def write(self) -> None:
        """Add what is new, with all that was told of it; widen the period of what was there."""
        by_code = {each.code: each for each in self.offer.courses.values()}
        sites = self._sites([by_code[code].site for code in self._new])
        for code, row in self._new.items():
            course = by_code[code]
            row.site, row.start, row.end = sites[course.site.code], course.start, course.end
        insert(Course, list(self._new.values()))
        self.outcome.made["course"] += len(self._new)
        for code, (start, end) in self._known.items():
            course = by_code[code]
            first = min(filter(None, (start, course.start)), default=None)
            last = max(filter(None, (end, course.end)), default=None)
            if (first, last) != (start, end):
                Course.objects.filter(pk=self._number[code]).update(start=first, end=last)
                self.outcome.changed["course"] += 1
        _count_taken({*self._number.values(), *self.emptied})
        never = Course.objects.filter(pk__in=self.emptied, placements__isnull=True)
        never.exclude(origin="").delete()

    def _sites(self, wanted: Sequence[told.Site]) -> dict[str, Any]:
        centres = self._centres([site.centre for site in wanted])
        found: dict[str, Any] = {}
        new: list[Any] = []
        for site in {each.code: each for each in wanted}.values():
            centre = centres[site.centre.number]
            known: Any = Site.objects.filter(code=site.code).order_by("-valid_from").first()
            if known is None:
                known = Row(Site, {
                    "code": site.code, "centre": centre, "name": site.called[:160],
                    "municipality": site.municipality, "valid_from": told.KNOWN_FROM,
                })  # fmt: skip
                new.append(known)
            found[site.code] = known
        insert(Site, new)
        self.outcome.made["site"] += len(new)
        return found

    def _centres(self, wanted: Sequence[told.Centre]) -> dict[str, Any]:
        """By the number the systems know it by; the register's own centre where it has one."""
        found: dict[str, Any] = {
            each.institution_number.lstrip("0"): each
            for each in Centre.objects.exclude(institution_number="").order_by("valid_from")
        }
        named = {each.code: each for each in Centre.objects.order_by("valid_from")}
        new: list[Any] = []
        for centre in {each.number: each for each in wanted}.values():
            if centre.number in found:
                continue
            if centre.code in named:
                found[centre.number] = named[centre.code]
                continue
            found[centre.number] = Row(Centre, {
                "code": centre.code, "name": centre.called[:160], "kind": centre.kind,
                "institution_number": centre.number[:10], "valid_from": told.KNOWN_FROM,
            })  # fmt: skip
            new.append(found[centre.number])
        insert(Centre, new)
        self.outcome.made["centre"] += len(new)
        return found


def _count_taken(courses: Iterable[int]) -> None:
    """How many are in each course: nobody takes a seat here, so it is counted afterwards."""
    held = (
        Placement.objects.filter(course=OuterRef("pk"), status__in=HOLDS_SEAT)
        .order_by()
        .values("course")
        .annotate(held=Count("pk"))
        .values("held")
    )
    taken = Coalesce(Subquery(held, output_field=IntegerField()), 0)
    for some in some_of(courses):
        Course.objects.filter(pk__in=some).exclude(taken=taken).update(taken=taken)


def some_of(things: Iterable[T], together: int = 0) -> Iterator[list[T]]:
    """A few thousand at a time."""
    left = iter(things)
    while some := list(islice(left, together or TOGETHER)):
        yield some
