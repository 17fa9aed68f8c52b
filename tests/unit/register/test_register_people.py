# SPDX-License-Identifier: EUPL-1.2
"""The clerk's first minute: a number that is checked, a name that is found, a look that is logged."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from lib.courses import clerk, coordinator, desk, planner, user_of
from taalplan.audit.log import broken_rows
from taalplan.audit.models import Event, LogIsAppendOnlyError
from taalplan.register import insz
from taalplan.register.actions import looking, people, registrations
from taalplan.register.actions.courses import ChangedMeanwhileError
from taalplan.register.models import Number, NumberKind, Person, Role
from taalplan.register.permissions import NotAllowedError
from taalplan.register.states import NotInThisStateError
from taalplan.vocabulary.codes import CorrectionReason, RegistrationKind, TargetGroup

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 7)


def test_a_number_is_checked_and_said_back_with_what_is_wrong():
    """A national number, a BIS number (month + 40), a wrong digit, a number too short."""
    assert insz.read("85.07.30-033.28") == "85073003328"
    assert insz.shown("85073003328") == "85.07.30-033.28"
    assert "85" not in insz.masked("85073003328")
    with pytest.raises(insz.NotAnInszError, match="controlecijfers"):
        insz.read("85.07.30-033.61")
    with pytest.raises(insz.NotAnInszError, match="elf cijfers"):
        insz.read("85.07.30")


def test_somebody_without_a_number_or_a_whole_birth_date_can_be_registered():
    """Only a name is required; of a birth date the year may be all there is."""
    made = people.register_person(family_name="Haddad", birth_year=1990, by=clerk())
    assert (made.birth_year, made.birth_month, str(made)) == (1990, None, "Haddad")
    assert Event.objects.filter(action="register_person", person=made.pk).count() == 1


@pytest.mark.parametrize(
    ("columns", "column"),
    [
        ({"family_name": ""}, "family_name"),
        ({"family_name": "..."}, "family_name"),
        ({"family_name": "Haddad", "email": "niet"}, "email"),
        ({"family_name": "Haddad", "sex": "q"}, "sex"),
        ({"family_name": "Haddad", "shoe_size": 41}, "shoe_size"),
    ],
)
def test_what_cannot_be_is_refused_by_column(columns, column):
    """And nothing is kept of it."""
    with pytest.raises(ValidationError) as caught:
        people.register_person(by=clerk(), **columns)
    assert column in caught.value.message_dict
    assert not Person.objects.exists()


def test_a_number_of_somebody_else_is_refused_and_a_new_one_leaves_the_old():
    """BIS becomes INSZ: both lead to the person, one of them is current."""
    by = clerk()
    first = people.register_person(family_name="Haddad", insz="85.07.30-033.28", by=by)
    with pytest.raises(people.KnownNumberError):
        people.register_person(family_name="Ander", insz="85073003328", by=by)
    assert Person.objects.count() == 1
    registrations.register_at_desk(
        person=first, desk=desk(), date=TODAY, target_group=TargetGroup.OBLIGED, by=by
    )
    people.add_number(person=first, kind=NumberKind.INSZ, value="93051822361", by=by)
    assert list(Number.objects.order_by("id").values_list("value", "current")) == [
        ("85073003328", False),
        ("93051822361", True),
    ]


def test_who_came_to_hasselt_in_june_is_not_new_in_genk():
    """The second registration is a repeat, at whichever desk."""
    hasselt = desk(code="contactpunt-hasselt")
    person = people.register_person(family_name="Haddad", by=clerk())
    first = registrations.register_at_desk(
        person=person, desk=hasselt, date=date(2026, 6, 1), target_group=TargetGroup.OBLIGED,
        by=clerk(at="contactpunt-hasselt"),
    )  # fmt: skip
    again = registrations.register_at_desk(
        person=person, desk=desk(), date=TODAY, target_group=TargetGroup.ENTITLED, by=clerk()
    )
    assert (first.kind, again.kind) == (RegistrationKind.FIRST, RegistrationKind.REPEAT)
    statuses = list(person.target_groups.values_list("group", "valid_from", "valid_to"))
    assert statuses == [
        ("entitled", TODAY, None),
        ("obliged", date(2026, 6, 1), TODAY - timedelta(days=1)),
    ]


def test_a_withdrawn_registration_does_not_make_the_next_one_a_repeat():
    """It was a mistake; it stays, and counts no more."""
    by, person = clerk(), people.register_person(family_name="Haddad", by=clerk())
    made = registrations.register_at_desk(
        person=person, desk=desk(), date=TODAY, target_group=TargetGroup.OBLIGED, by=by
    )
    registrations.withdraw_registration(registration=made, by=by)
    with pytest.raises(NotInThisStateError):
        registrations.withdraw_registration(registration=made, by=by)
    again = registrations.register_at_desk(
        person=person, desk=desk(), date=TODAY, target_group=TargetGroup.OBLIGED, by=by
    )
    assert again.kind == RegistrationKind.FIRST


def test_a_desk_that_is_not_open_registers_nobody():
    """Before its first day."""
    person = people.register_person(family_name="Haddad", by=clerk())
    with pytest.raises(NotInThisStateError, match="niet open"):
        registrations.register_at_desk(
            person=person, desk=desk(), date=date(2019, 1, 1), target_group=TargetGroup.OBLIGED,
            by=clerk(),
        )  # fmt: skip


def test_nobody_overwrites_unseen_what_somebody_else_changed():
    """Two clerks opened version 1; the second is told, and nothing of hers is kept."""
    by, person = clerk(), people.register_person(family_name="Haddad", by=clerk())
    registrations.register_at_desk(
        person=person, desk=desk(), date=TODAY, target_group=TargetGroup.OBLIGED, by=by
    )
    people.change_person(
        person=person,
        version=1,
        changes={"phone": "011 22 33 44"},
        reason=CorrectionReason.TYPED_WRONG,
        by=by,
    )
    with pytest.raises(ChangedMeanwhileError):
        people.change_person(
            person=person,
            version=1,
            changes={"phone": "0499 00 00 00"},
            reason=CorrectionReason.TYPED_WRONG,
            by=by,
        )
    person.refresh_from_db()
    assert (person.phone, person.version) == ("011 22 33 44", 2)
    logged = Event.objects.get(action="change_person")
    assert logged.detail == {"columns": ["phone"], "reason": "typed_wrong"}


def test_a_look_needs_a_purpose_and_is_written_down():
    """A closed list of reasons; the row says who, whom and why."""
    by, person = clerk(), people.register_person(family_name="Haddad", by=clerk())
    registrations.register_at_desk(
        person=person, desk=desk(), date=TODAY, target_group=TargetGroup.OBLIGED, by=by
    )
    with pytest.raises(looking.NoPurposeError):
        looking.look_at(person=person, purpose="nieuwsgierig", by=by)
    event = looking.look_at(person=person, purpose=looking.Purpose.COUNTER, by=by)
    assert (event.by, event.person, event.purpose) == (by, person.pk, "counter")


def test_the_log_cannot_be_changed_and_a_change_behind_its_back_is_found():
    """Not through the models; and a row that was tampered with breaks the chain."""
    people.register_person(family_name="Haddad", by=clerk())
    people.register_person(family_name="Ander", by=clerk())
    event = Event.objects.earliest("id")
    for forbidden in (event.save, event.delete, Event.objects.all().delete):
        with pytest.raises(LogIsAppendOnlyError):
            forbidden()
    assert list(broken_rows()) == []
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("update audit_event set action = 'nothing' where id = %s", [event.pk])
    assert [row.pk for row in broken_rows()] == [event.pk]


ROLES = {
    "desk": (Role.DESK, "loket-genk"),
    "other desk": (Role.DESK, "contactpunt-hasselt"),
    "coordinator": (Role.COORDINATOR, "limburg"),
    "other coordinator": (Role.COORDINATOR, "antwerpen"),
    "centre": (Role.CENTRE, "cvo-genk"),
    "policy": (Role.POLICY, ""),
    "administrator": (Role.ADMINISTRATOR, ""),
}


@pytest.mark.parametrize(
    ("who", "find", "look", "change", "register"),
    [
        # who                find   look   change register at the desk in Genk
        ("desk",             True,  True,  True,  True),
        ("other desk",       True,  False, False, False),
        ("coordinator",      True,  True,  True,  True),
        ("other coordinator", True, False, False, False),
        ("centre",           False, False, False, False),
        ("policy",           False, False, False, False),
        ("administrator",    False, False, False, False),
    ],
)  # fmt: skip
def test_who_may_do_what_with_somebody_of_genk(who, find, look, change, register):
    """The truth table; what is not True here is forbidden."""
    role, where = ROLES[who]
    user, genk = user_of(role=role, where=where, name=who), desk()
    person = people.register_person(family_name="Haddad", by=coordinator())
    registrations.register_at_desk(
        person=person, desk=genk, date=TODAY, target_group=TargetGroup.OBLIGED, by=coordinator()
    )

    def allowed(work) -> bool:
        try:
            work()
        except NotAllowedError:
            return False
        return True

    assert allowed(lambda: people.register_person(family_name="Nieuw", by=user)) is find
    assert allowed(lambda: looking.look_at(person=person, purpose="counter", by=user)) is look
    assert (
        allowed(
            lambda: people.change_person(
                person=person, version=1, changes={}, reason=CorrectionReason.TYPED_WRONG, by=user
            )
        )
        is change
    )
    assert (
        allowed(
            lambda: registrations.register_at_desk(
                person=person,
                desk=genk,
                date=TODAY + timedelta(days=1),
                target_group=TargetGroup.OBLIGED,
                by=user,
            )
        )
        is register
    )


def test_a_planner_sees_only_who_is_in_a_course_of_theirs():
    """Nobody yet."""
    person = people.register_person(family_name="Haddad", by=clerk())
    with pytest.raises(NotAllowedError):
        looking.look_at(person=person, purpose="counter", by=planner())
