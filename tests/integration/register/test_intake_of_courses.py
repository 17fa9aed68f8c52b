# SPDX-License-Identifier: EUPL-1.2
"""Places that other systems tell of lead to courses and placements, and follow what is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from lib import messages as told
from lib import register as make
from taalplan.audit.models import Event
from taalplan.register import seats
from taalplan.register.actions.intake import take_in
from taalplan.register.actions.placements import place, withdraw
from taalplan.register.intake import Outcome, describe
from taalplan.register.models import Account, Centre, Course, Person, Placement, Role, Site
from taalplan.register.states import NotInThisStateError
from taalplan.sources.messages import read_messages

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
DESKS = {told.BOOM: "loket-boom"}


@pytest.fixture(autouse=True)
def _boom() -> None:
    make.desk(code="loket-boom", area="antwerpen", municipality="11005")


def _take(folder: Path, **files: str) -> Outcome:
    return take_in(messages=read_messages([told.write(folder, **files)]), desks=DESKS, by=None)


def _history(placement: Placement) -> list[tuple[str, str]]:
    return [(str(each.date), each.status) for each in placement.changes.order_by("id")]


def test_a_course_is_made_of_what_is_told_and_the_rest_is_unknown(tmp_path: Path) -> None:
    outcome = _take(tmp_path, a=told.kbi(), n85073003328=told.education(told.enrolment()))
    course, centre, site = Course.objects.get(), Centre.objects.get(), Site.objects.get()
    assert (course.origin, course.level, course.profile, course.module) == (
        "davinci", "A1", "standard", "70000414")  # fmt: skip
    assert (course.capacity, course.hours, course.start, course.end, course.status) == (
        None, None, None, None, "")  # fmt: skip
    assert (centre.name, centre.kind, centre.institution_number) == ("CVO De Proef", "cvo", "40001")
    assert (site.name, site.municipality) == ("CVO De Proef, vestiging 1", "71016")
    placement = Placement.objects.get()
    assert (placement.status, placement.result) == ("enrolled", "")
    assert _history(placement) == [("2021-10-05", "enrolled")]
    assert Account.objects.get().placement == placement
    assert "new courses: 1" in describe(outcome)


def test_people_of_one_group_are_in_one_course(tmp_path: Path) -> None:
    """KBI says when it begins and ends, of two people; the course has both."""
    period = "<Periode><Begin>{}</Begin><Einde>2021-12-2{}</Einde></Periode><Status>"
    one = told.kbi_course().replace("<Status>", period.format("2021-10-04", 0))
    two = told.kbi_course(identity="k-2").replace("<Status>", period.format("2021-10-01", 1))
    _take(tmp_path, a=told.kbi(inside=one), b=told.kbi(insz="86073003357", inside=two))
    course = Course.objects.get()
    assert (course.start, course.end, course.taken) == (date(2021, 10, 1), date(2021, 12, 21), 2)
    assert course.placements.count() == 2
    assert seats.miscounted() == []


def test_a_place_follows_what_is_told_next(tmp_path: Path) -> None:
    """First enrolled, then withdrawn; then it turns out to have been another module."""
    _take(tmp_path, a=told.kbi(), n85073003328=told.education(told.enrolment()))
    first = Placement.objects.get()
    out = told.enrolment(status="UITGESCHREVEN", withdrawn="2021-11-20")
    outcome = _take(tmp_path, n85073003328=told.education(out))
    assert (outcome.changed["placement"], outcome.made["placement"]) == (1, 0)
    first.refresh_from_db()
    assert first.status == "withdrawn"
    assert _history(first) == [("2021-10-05", "enrolled"), ("2021-11-20", "withdrawn")]
    assert Course.objects.get().taken == 0
    other = told.enrolment(module="884", result="GESLAAGD")
    _take(tmp_path, n85073003328=told.education(other))
    placement = Placement.objects.get()
    assert (placement.course.level, placement.status, placement.result) == (
        "A2", "enrolled", "passed")  # fmt: skip
    assert seats.miscounted() == []


def test_a_told_course_that_turns_out_to_be_another_was_never_there(tmp_path: Path) -> None:
    """And where somebody else is in it still, one seat of it is free again."""
    other = told.kbi(insz="86073003357", inside=told.kbi_course(identity="k-2", module="842"))
    _take(tmp_path, a=told.kbi(inside=told.kbi_course(module="842")), b=other)
    first = Course.objects.get()
    assert first.taken == 2
    _take(tmp_path, a=told.kbi(inside=told.kbi_course(module="884"), answered="2023-01-01"))
    first.refresh_from_db()
    assert (first.taken, first.placements.count()) == (1, 1)
    _take(
        tmp_path,
        b=told.kbi(
            insz="86073003357",
            inside=told.kbi_course(identity="k-2", module="884"),
            answered="2023-01-01",
        ),
    )
    assert not Course.objects.filter(pk=first.pk).exists()
    assert seats.miscounted() == []


def test_the_registers_own_place_stays_and_what_differs_is_told(tmp_path: Path) -> None:
    _take(tmp_path, a=told.kbi())
    site = make.site(centre=make.centre(institution_number="40001"))
    course = make.course(
        site=site, module="70000414", start=date(2021, 10, 1), end=date(2021, 12, 20)
    )
    own = Person.objects.get().placements.create(course=course, status="assigned")
    out = told.enrolment(status="UITGESCHREVEN", withdrawn="2021-11-20")
    outcome = _take(tmp_path, n85073003328=told.education(out))
    assert (Course.objects.get(), Placement.objects.get()) == (course, own)
    assert Placement.objects.get().status == "assigned"
    assert "status: het register zegt assigned, DAVINCI withdrawn" in describe(outcome)


def test_when_the_register_gives_the_place_itself_the_told_one_goes(tmp_path: Path) -> None:
    _take(tmp_path, a=told.kbi(), n85073003328=told.education(told.enrolment()))
    course = make.course(site=Site.objects.get(), module="70000414", start=date(2021, 10, 1),
                         end=date(2021, 12, 20))  # fmt: skip
    own = Person.objects.get().placements.create(course=course, status="enrolled")
    _take(tmp_path, n85073003328=told.education(told.enrolment(result="GESLAAGD")))
    assert Placement.objects.get() == own
    assert Account.objects.get().placement == own


def test_nobody_is_placed_or_withdrawn_here_in_a_course_of_others(tmp_path: Path) -> None:
    _take(tmp_path, a=told.kbi(), n85073003328=told.education(told.enrolment()))
    course, boom = Course.objects.get(), make.desk(code="loket-boom")
    by = make.user(role=Role.DESK, where="loket-boom")
    before = list(Placement.objects.values())
    with pytest.raises(NotInThisStateError, match="verteld door DAVINCI"):
        place(person=make.person(at=boom), course=course, day=make.DAY, by=by)
    with pytest.raises(NotInThisStateError, match="verteld door DAVINCI"):
        withdraw(placement=Placement.objects.get(), day=make.DAY, by=by)
    assert list(Placement.objects.values()) == before


@pytest.mark.parametrize("lacking", ["capacity", "start", "end", "hours", "distance_hours"])
def test_only_a_course_of_others_may_lack_anything(lacking: str) -> None:
    course = make.course()
    with pytest.raises(IntegrityError), transaction.atomic():
        Course.objects.filter(pk=course.pk).update(**{lacking: None})
    Course.objects.filter(pk=course.pk).update(**{lacking: None}, origin="kbi")


def test_a_place_is_in_the_log_with_the_course_and_nothing_about_the_person(tmp_path: Path) -> None:
    _take(tmp_path, a=told.kbi(), n85073003328=told.education(told.enrolment()))
    event = Event.objects.get(action="place_as_told")
    assert (event.person, event.detail) == (
        Person.objects.get().pk, {"course": Course.objects.get().pk, "status": "enrolled"})  # fmt: skip


def test_a_centre_that_the_register_knows_is_the_same_centre(tmp_path: Path) -> None:
    own: Any = make.centre(institution_number="040001")
    _take(tmp_path, a=told.kbi(), n85073003328=told.education(told.enrolment()))
    assert Centre.objects.get() == own
    assert Course.objects.get().site.centre == own
