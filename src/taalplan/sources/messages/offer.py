# SPDX-License-Identifier: EUPL-1.2
"""The courses, sites and centres that systems tell of by telling who is in them.

No message describes a course. What is told about one is gathered here from everybody in it: where
it is, of which module, and when it is if anybody says so. Hours, places and status are not told
and stay unknown. Whoever is met first makes no difference to what is known at the end.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from taalplan.sources.messages.parts import Attendance
from taalplan.sources.messages.reconcile import Told
from taalplan.vocabulary.codes import CentreKind, Profile
from taalplan.vocabulary.places import slug

KNOWN_FROM = date(1990, 1, 1)
"""From when a centre or site is taken to exist that is only known because somebody was there."""

_KINDS = (
    (CentreKind.CBE, ("basiseducatie", "cbe", "ligo", "open school")),
    (CentreKind.UTC, ("universit", "utc", "linguapolis", "hogeschool")),
    (CentreKind.CVO, ("volwassenen", "cvo")),
)

_FORMS = {"short": Profile.SHORT, "extended": Profile.EXTENDED}


@dataclass
class Centre:
    """A centre: its code here, the number the systems know it by, and what it is called."""

    code: str
    number: str
    name: str = ""
    kind: str = ""

    @property
    def called(self) -> str:
        """Its name, or the number that everybody knows it by."""
        return self.name or f"Centrum {self.number or 'zonder nummer'}"


@dataclass
class Site:
    """A place of a centre."""

    code: str
    centre: Centre
    number: str
    municipality: str = ""

    @property
    def called(self) -> str:
        """The centre, and which of its places it is."""
        return f"{self.centre.called}, vestiging {self.number or 'onbekend'}"


@dataclass
class Course:
    """A course as far as anybody told. `code` is short, and the same each time it is met."""

    key: str
    code: str
    site: Site
    module: str
    level: str
    profile: str = ""
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True)
class Place:
    """Somebody's place in a course: its steps in order, what came of it, and who told it."""

    course: Course
    steps: tuple[tuple[date, str], ...]
    result: str
    told: tuple[Told, ...]

    @property
    def status(self) -> str:
        """Where it stands: its last step."""
        return self.steps[-1][1]

    @property
    def leading(self) -> Attendance:
        """The account that counts: of several enrolments in one course the last."""
        return self.told[-1].leading


@dataclass
class Offer:
    """Everything that was told of, by the keys by which it is met again."""

    centres: dict[str, Centre] = field(default_factory=dict)
    sites: dict[tuple[str, str], Site] = field(default_factory=dict)
    courses: dict[str, Course] = field(default_factory=dict)

    def places(self, told: Iterable[Told], left_out: Counter[str]) -> list[Place]:
        """One person's places in courses; enrolled twice in one course is one place."""
        of_course: dict[str, list[Told]] = {}
        for each in told:
            if steps_of(each.leading):
                of_course.setdefault(course_key(each.leading), []).append(each)
            else:
                left_out["place in a course without a status or day that is known"] += 1
        return [self._place(key, each) for key, each in of_course.items()]

    def _place(self, key: str, told: Sequence[Told]) -> Place:
        in_order = sorted(told, key=lambda each: (steps_of(each.leading), each.leading.reference))
        steps = dict.fromkeys(step for each in in_order for step in steps_of(each.leading))
        result = in_order[-1].leading.result.means
        course = self._course(key, in_order)
        return Place(course, tuple(sorted(steps, key=lambda step: step[0])), result,
                     tuple(in_order))  # fmt: skip

    def _course(self, key: str, told: Sequence[Told]) -> Course:
        sites = [self._site(each.leading) for each in told]
        course = self.courses.get(key)
        if course is None:
            account = told[0].leading
            course = self.courses[key] = Course(
                key, code_of(key, account), sites[0], account.module.code, account.module.means
            )
        for each in told:
            course.profile = _least(course.profile, profile_of(each.leading))
        for period in (one.period for each in told for one in (each.kbi, each.davinci) if one):
            course.start = min(filter(None, (course.start, period.begin)), default=None)
            course.end = max(filter(None, (course.end, period.end)), default=None)
        return course

    def _site(self, account: Attendance) -> Site:
        centre = self._centre(account)
        site = self.sites.get((centre.number, account.site))
        if site is None:
            code = f"{centre.code}-{slug(account.site) or '0'}"[:80]
            site = self.sites[centre.number, account.site] = Site(code, centre, account.site)
        site.municipality = _least(site.municipality, account.municipality)
        return site

    def _centre(self, account: Attendance) -> Centre:
        number = account.centre.lstrip("0")
        centre = self.centres.get(number)
        if centre is None:
            code = f"centrum-{slug(number) or 'onbekend'}"[:60]
            centre = self.centres[number] = Centre(code, number)
        centre.name = _least(centre.name, account.centre_name)
        centre.kind = _least(centre.kind, _kind(account))
        return centre


def _least(known: str, told: str) -> str:
    """Of what several tell the first in the alphabet: any order of telling gives the same."""
    return min(filter(None, (known, told)), default="")


def _kind(account: Attendance) -> str:
    name = account.centre_name.casefold()
    for kind, words in _KINDS:
        if any(word in name for word in words):
            return kind
    # Who cannot read, or learns slowly, learns at a CBE; the other programmes are a CVO's.
    told = account.programme.means
    if not told:
        return ""
    return CentreKind.CBE if told in (Profile.ALFA, Profile.BASIC) else CentreKind.CVO


def profile_of(account: Attendance) -> str:
    """For whom the course is made: by its programme, and by the pace of its variant."""
    programme, pace = account.programme.means, account.variant.means
    if programme in (Profile.ALFA, Profile.BASIC):
        return programme
    return _FORMS.get(pace) or programme or pace


def steps_of(account: Attendance) -> list[tuple[date, str]]:
    """What happened with a place, in order: enrolled on a day, withdrawn on another."""
    begin = account.enrolled or account.period.begin
    status = account.status.means
    if begin is None or not status:
        return []
    if status == "withdrawn":
        end = account.withdrawn
        return [(begin, "enrolled"), *([(max(begin, end), "withdrawn")] if end else [])]
    return [(begin, status)]


def course_key(account: Attendance) -> str:
    """Which course it was. Education does not say when it began: the school year stands for it."""
    begin = account.period.begin or account.enrolled or date.min
    year = begin.year if begin.month >= 8 else begin.year - 1
    parts = (account.centre.lstrip("0"), account.site, account.module.code.lstrip("0"),
             account.variant.code, str(year))  # fmt: skip
    return "/".join(parts)


def code_of(key: str, account: Attendance) -> str:
    """A code that a clerk can read: module, centre, school year; and what keeps it apart."""
    apart = hashlib.sha256(key.encode()).hexdigest()[:6]
    module = slug(account.module.code.lstrip("0"))[:14] or "module"
    centre = slug(account.centre.lstrip("0"))[:8] or "centrum"
    return f"{module}-{centre}-{key.rpartition('/')[2]}-{apart}"
