# SPDX-License-Identifier: EUPL-1.2
"""Two files become one and two again: every row is as it was before."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.apps import apps

from lib.register import DAY, course, desk, person, registration, user
from taalplan.audit.models import Event
from taalplan.register import files
from taalplan.register.actions import merging
from taalplan.register.actions.people import change_person
from taalplan.register.models import Demand, Number, Person, Placement, TargetGroupStatus
from taalplan.register.states import NotInThisStateError

pytestmark = pytest.mark.django_db

COUNTS_ON = {"register.person": {"version"}}
"""The version of a file goes up with every change, also with one that undoes another."""


def everything() -> dict[str, list[Any]]:
    """All rows of the register, but for merges and what only counts on."""
    return {
        model._meta.label_lower: [
            {name: value for name, value in row.items()
             if name not in COUNTS_ON.get(model._meta.label_lower, ())}
            for row in model._default_manager.order_by(*_order(model)).values(*_columns(model))
        ]
        for model in apps.get_app_config("register").get_models()
        if model._meta.label_lower != "register.merge"
    }  # fmt: skip


def _columns(model: Any) -> list[str]:
    """Name keys are written anew, under other numbers."""
    names = [field.attname for field in model._meta.concrete_fields]
    return [name for name in names if (model.__name__, name) != ("NameKey", "id")]


def _order(model: Any) -> list[str]:
    return ["person_id", "key"] if model.__name__ == "NameKey" else ["pk"]


@pytest.fixture
def two() -> tuple[Person, Person, Any]:
    """Somebody of Genk, the same without a birth date in another file of Genk, and a clerk."""
    genk, by = desk(), user()
    kept = person(family_name="Haddad", at=genk, birth_year=None, birth_month=None, birth_day=None)
    other = person(family_name="Hadad", phone="0470 00 00 00")
    registration(person=other, desk=genk, date=date(2026, 6, 1), kind="first")
    for each, value in ((kept, "85073003328"), (other, "98472899765")):
        Number.objects.create(person=each, kind="insz", value=value)
        TargetGroupStatus.objects.create(person=each, group="obliged", valid_from=DAY)
        Demand.objects.create(person=each, level="A1", profile="standard", since=DAY)
    Placement.objects.create(person=other, course=course(), status="reserved")
    return kept, other, by


def test_all_is_in_the_kept_file_once(two):
    """One first registration, one current number; the birth date is filled in."""
    kept, other, by = two
    merging.merge(kept=kept, given_up=other, by=by)
    kinds = list(kept.registrations.order_by("date").values_list("date", "kind"))
    assert kinds == [(date(2026, 6, 1), "first"), (DAY, "repeat")]
    assert list(kept.numbers.filter(current=True).values_list("value", flat=True)) == [
        "85073003328"
    ]
    assert kept.numbers.count() == 2
    assert kept.demands.count() == 2
    assert (kept.birth_year, kept.phone) == (1990, "0470 00 00 00")
    assert other.merged_into == kept


def test_there_and_back_is_as_before(two):
    """Row by row, in every table of the register."""
    kept, other, by = two
    before = everything()
    merging.undo_merge(merge=merging.merge(kept=kept, given_up=other, by=by), by=by)
    assert everything() == before


def test_what_was_changed_since_stays(two):
    """A phone number that was put right after the merge is not taken back with it."""
    kept, other, by = two
    made = merging.merge(kept=kept, given_up=other, by=by)
    change_person(person=kept, version=kept.version, changes={"phone": "011 22 33 44"}, by=by)
    merging.undo_merge(merge=made, by=by)
    assert Person.objects.get(pk=kept.pk).phone == "011 22 33 44"
    assert Person.objects.get(pk=kept.pk).birth_year is None


def test_two_seats_in_one_course_are_refused_and_nothing_changes(two):
    """The clerk frees one first."""
    kept, other, by = two
    Placement.objects.create(person=kept, course=other.placements.get().course, status="reserved")
    before, rows = everything(), Event.objects.count()
    with pytest.raises(merging.CannotMergeError, match="schrijf er eerst één uit"):
        merging.merge(kept=kept, given_up=other, by=by)
    assert (everything(), Event.objects.count()) == (before, rows)


def test_a_file_that_was_given_up_is_not_changed_and_a_merge_undone_once(two):
    """The message leads to the file that was kept."""
    kept, other, by = two
    made = merging.merge(kept=kept, given_up=other, by=by)
    with pytest.raises(NotInThisStateError):
        files.lock(other)
    merging.undo_merge(merge=made, by=by)
    with pytest.raises(NotInThisStateError, match="al ongedaan"):
        merging.undo_merge(merge=made, by=by)
