# SPDX-License-Identifier: EUPL-1.2
"""Statements that are written out for speed say what the plain, slow way says, on both databases."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date

import pytest
from django.db import connection

from lib import courses as make
from lib import register as rows
from lib.dirty_people import dirty, invent
from lib.many_people import fill
from taalplan.register import names
from taalplan.register.actions import people, registrations
from taalplan.register.candidates import candidates, how_common
from taalplan.register.doubles import look_alikes
from taalplan.register.models import (
    Appointment,
    Component,
    Contract,
    Demand,
    Merge,
    NameKey,
    NumberKind,
    Person,
    Placement,
    Registration,
    TargetGroupStatus,
)
from taalplan.register.opening import check_open
from taalplan.register.outline import outline_of
from taalplan.register.permissions import can_see_person, people_seen_by
from taalplan.register.states import NotInThisStateError
from taalplan.vocabulary.codes import TargetGroup

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture(scope="module")
def invented(which_database: str, django_db_blocker) -> list[Person]:
    """A thousand people, of whom some merged and some erased."""
    chance = random.Random(77)
    with django_db_blocker.unblock():
        numbers = fill([invent(chance) for _ in range(1000)])
        Person.objects.filter(pk__in=numbers[::50]).update(erased_on=date(2026, 1, 1))
        Person.objects.filter(pk__in=numbers[1::50]).update(merged_into=numbers[2])
        return list(Person.objects.filter(pk__in=numbers))


def test_many_people_at_once_are_as_if_written_one_by_one(invented: list[Person]) -> None:
    """The same keys as `keep_name_keys` writes, and the next person gets the next number."""
    person = invented[7]
    kept = set(NameKey.objects.filter(person=person).values_list("key", "birth_year"))
    names.keep_name_keys(person)
    again = set(NameKey.objects.filter(person=person).values_list("key", "birth_year"))
    assert kept == again != set()
    assert rows.person().pk > max(each.pk for each in invented)


def test_how_common_a_key_is(invented: list[Person]) -> None:
    """Counted one by one; the last number says how large the register is."""
    asked = {"mhmd", "alna", "kvlnk", "of-nobody"}
    counts, last = how_common(asked)
    slow = Counter(NameKey.objects.values_list("key", flat=True))
    assert counts == {key: slow[key] for key in asked}
    assert last == Person.objects.latest("id").pk
    assert how_common([]) == ({}, last)


@pytest.mark.parametrize("seed", range(40))
def test_who_is_worth_comparing(invented: list[Person], seed: int) -> None:
    """Everybody in use who shares two keys, a key and about the year, or the birth date."""
    chance = random.Random(seed)
    person, _ = dirty(invent(chance), chance, 1)
    year, month, day = person.birth
    keys = names.keys(person.family_name, person.given_names)
    counts, _last = how_common(keys)
    rarest = sorted(counts, key=lambda key: (counts[key], key))
    slow = set()
    for each in Person.objects.filter(merged_into=None, erased_on=None):
        theirs = set(NameKey.objects.filter(person=each).values_list("key", flat=True)) & keys
        near = each.birth_year is None or abs(each.birth_year - year) <= 1
        same_day = {(day, month), (month, day)} & {(each.birth_day, each.birth_month)}
        two = len(theirs) > 1 and {*rarest[:2]} & theirs
        if two or (theirs and near) or (each.birth_year == year and day and month and same_day):
            slow.add(each.pk)
    found = candidates(person.birth, counts)
    assert sorted(row.id for row in found) == sorted(slow)


def test_nobody_is_missed_because_their_names_were_not_compared(invented: list[Person]) -> None:
    """Whoever reaches the threshold when everything is compared is shown, and nobody else."""
    chance, left_out = random.Random(31), 0
    for _ in range(40):
        person, _faults = dirty(invent(chance), chance, 2)
        described = {
            "family_name": person.family_name,
            "given_names": person.given_names,
            "birth": person.birth,
            "sex": person.sex,
        }
        shown, everybody = look_alikes(**described), look_alikes(**described, at_least=0.0)
        assert shown == [match for match in everybody if match.score >= 0.3]
        left_out += len(everybody) - len(shown)
    assert left_out > 40


def test_without_a_name_or_a_date_nobody_is_alike() -> None:
    """An empty form asks for nobody."""
    assert look_alikes(family_name="", at_least=0.0) == []


def test_the_outline_of_an_empty_file_and_of_a_full_one() -> None:
    """Each kind of thing is there when the models say that there is one."""
    person = rows.person()
    assert outline_of(person).has == frozenset()
    assert (outline_of(person).insz, outline_of(person).target_group) == ("", "")
    here, by = make.desk(), make.clerk()
    registrations.register_at_desk(
        person=person, desk=here, date=make.DAY, target_group=TargetGroup.OBLIGED, by=by
    )
    people.add_number(person=person, kind=NumberKind.INSZ, value="85.07.30-033.28", by=by)
    course = make.course()
    Placement.objects.create(person=person, course=course, status="reserved")
    Demand.objects.create(person=person, level="A1", profile="standard", since=make.DAY)
    Contract.objects.create(person=person, area="limburg", signed=make.DAY, target_group="obliged")
    Component.objects.create(trajectory=rows.trajectory(person=person), level="A1", opened=make.DAY)
    Appointment.objects.create(
        person=person, slot=rows.slot(desk=here), purpose="intake", booked=make.DAY
    )
    Merge.objects.create(kept=person, given_up=rows.person(), moved={})
    outline = outline_of(person)
    everything = {Appointment, Component, Contract, Demand, Merge, Placement}
    assert (outline.insz, outline.target_group) == ("85073003328", "obliged")
    assert outline.has == everything
    assert outline_of(rows.person()).has == frozenset()


def test_who_may_see_whom_is_the_scope_of_the_lists() -> None:
    """One by one or as a list of people: the same answer for every user and every person."""
    genk, lier = make.desk(), make.desk(code="loket-lier", area="antwerpen")
    known = [rows.person(at=genk), rows.person(at=lier), rows.person(), rows.person()]
    Appointment.objects.create(
        person=known[2], slot=rows.slot(desk=genk), purpose="intake", booked=make.DAY
    )
    Placement.objects.create(person=known[3], course=make.course(), status="reserved")
    users = [make.clerk(), make.clerk(at="loket-lier"), make.coordinator(), make.planner(),
             make.coordinator(of="antwerpen"), make.user_of(role=make.Role.POLICY, where="")]  # fmt: skip
    several = make.user_of(role=make.Role.DESK, where="loket-lier", name="several")
    users.append(make.user_of(role=make.Role.CENTRE, where="cvo-genk", name=several.username))
    seen = set()
    for user in users:
        listed = set(Person.objects.filter(people_seen_by(user)))
        for person in known:
            assert can_see_person(user, person) == (person in listed)
            seen.add((user.username, person.pk, person in listed))
    assert {True, False} == {yes for *_, yes in seen}


def test_a_newcomer_in_one_step_is_as_in_two() -> None:
    """`register_newcomer` leaves the rows that `register_person` and `register_at_desk` leave."""
    here, by = make.desk(), make.clerk()
    data = {"family_name": "El Amrani", "given_names": "Sara", "birth_year": 1991,
            "municipality": "71016", "sex": "f"}  # fmt: skip
    at_desk = {"desk": here, "date": make.DAY, "target_group": TargetGroup.ENTITLED}
    one = people.register_newcomer(
        **data, **at_desk, insz="85.07.30-033.28", reason="verhuisd", by=by
    ).person
    two = people.register_person(**data, insz="", by=by)
    registrations.register_at_desk(person=two, **at_desk, reason="verhuisd", by=by)
    apart = {"id", "person_id", "created"}
    for model, of in ((Person, "pk"), (Registration, "person"), (TargetGroupStatus, "person"),
                      (NameKey, "person")):  # fmt: skip
        first, second = (
            sorted(
                str(sorted((name, value) for name, value in row.items() if name not in apart))
                for row in model.objects.filter(**{of: person.pk}).values()
            )
            for person in (one, two)
        )
        assert first == second
        assert first


def test_a_newcomer_is_refused_as_anybody_else_and_nothing_is_left() -> None:
    """The desk is not open yet; the number is of somebody; a month that is not there."""
    here, by = make.desk(), make.clerk()
    at_desk = {"desk": here, "date": make.DAY, "target_group": TargetGroup.OBLIGED, "by": by}
    people.register_newcomer(family_name="Haddad", insz="85073003328", **at_desk)
    before = Person.objects.count()
    for fault, more in (
        (NotInThisStateError, {"date": date(2019, 1, 1)}),
        (people.KnownNumberError, {"insz": "85073003328"}),
        (people.ValidationError, {"birth_month": 13}),
    ):
        with pytest.raises(fault):
            people.register_newcomer(**({"family_name": "Ander"} | at_desk | more))
    assert Person.objects.count() == before
    with pytest.raises(NotInThisStateError):
        check_open(rows.desk(code="loket-tijdelijk", valid_to=date(2026, 1, 31)), make.DAY)
    assert connection.vendor in ("sqlite", "postgresql")
