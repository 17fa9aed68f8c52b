# SPDX-License-Identifier: EUPL-1.2
"""Two files become one and two again: every row is as it was before."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from lib.all_rows import everything
from lib.register import DAY, course, desk, person, registration, user
from taalplan.audit.models import Event
from taalplan.register import files
from taalplan.register.actions import merging
from taalplan.register.actions.people import change_person
from taalplan.register.models import Demand, Number, Person, Placement, TargetGroupStatus
from taalplan.register.states import NotInThisStateError
from taalplan.vocabulary.codes import CorrectionReason

pytestmark = pytest.mark.django_db


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
    assert kept.demands.count() == 1
    assert (kept.birth_year, kept.phone) == (1990, "0470 00 00 00")
    assert other.merged_into == kept


def test_there_and_back_is_as_before(two):
    """Row by row, in every table of the register."""
    kept, other, by = two
    before = everything()
    merging.undo_merge(merge=merging.merge(kept=kept, given_up=other, by=by), by=by)
    assert everything() == before


def test_who_waited_in_both_files_waits_once_in_the_older_place(two):
    """The older entry goes on, whichever file it was in."""
    kept, other, by = two
    stays = other.demands.get()
    other.demands.update(since=DAY - timedelta(days=9))
    Demand.objects.create(person=other, level="A2", profile="standard", since=DAY)
    before = everything()
    made = merging.merge(kept=kept, given_up=other, by=by)
    assert list(kept.demands.values_list("level", "since")) == [
        ("A1", DAY - timedelta(days=9)),
        ("A2", DAY),
    ]
    assert kept.demands.get(level="A1") == stays
    merging.undo_merge(merge=made, by=by)
    assert everything() == before


def test_the_entry_to_which_a_seat_is_offered_is_the_one_that_stays(two):
    """The seat that is kept is not lost, and the place on the list is the oldest of both."""
    kept, other, by = two
    before = offer(other, "NT2-OFFER")
    kept.demands.update(since=DAY - timedelta(days=5))
    merging.merge(kept=kept, given_up=other, by=by)
    stays = kept.demands.get()
    assert (stays.pk, stays.offered) == (before.pk, before.offered)
    assert stays.since == DAY - timedelta(days=5)


def test_two_offers_for_the_same_are_answered_first(two):
    """Which of the two seats they take is theirs to say."""
    kept, other, by = two
    offer(kept, "NT2-ONE")
    offer(other, "NT2-TWO")
    before = everything()
    with pytest.raises(merging.CannotMergeError, match="beantwoord er eerst één"):
        merging.merge(kept=kept, given_up=other, by=by)
    assert everything() == before


def test_who_waits_anew_after_the_merge_does_not_wait_twice_after_it_is_undone(two):
    """The entry that was dropped does not come back beside it; its place on the list does."""
    kept, other, by = two
    other.demands.update(since=DAY - timedelta(days=9))
    made = merging.merge(kept=kept, given_up=other, by=by)
    kept.demands.update(ended=DAY, end_reason="withdrawn")
    since = DAY + timedelta(days=3)
    again = Demand.objects.create(person=kept, level="A1", profile="standard", since=since)
    merging.undo_merge(merge=made, by=by)
    stays = kept.demands.get(ended__isnull=True)
    assert (stays, stays.since) == (again, DAY)


def offer(person: Person, code: str) -> Demand:
    """The one entry of somebody, with a seat that is kept for them."""
    chosen = course(code=code)
    demand = person.demands.get()
    demand.offered, demand.offered_until = chosen, datetime(2026, 9, 10, tzinfo=UTC)
    demand.placement = Placement.objects.create(person=person, course=chosen, status="reserved")
    demand.save()
    return demand


def test_what_was_changed_since_stays(two):
    """A phone number that was put right after the merge is not taken back with it."""
    kept, other, by = two
    made = merging.merge(kept=kept, given_up=other, by=by)
    change_person(
        person=kept,
        version=kept.version,
        changes={"phone": "011 22 33 44"},
        reason=CorrectionReason.TYPED_WRONG,
        by=by,
    )
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
