# SPDX-License-Identifier: EUPL-1.2
"""A place in a course, from the waiting list to the result, on both databases.

waits ──▶ offered (reserved) ──accept──▶ assigned ──▶ enrolled ──▶ result
  ▲              │ decline, expire            │ refuse, withdraw
  └──────────────┴────────────────────────────┘ the next is offered the seat
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from lib import courses as make
from lib.courses import DAY
from taalplan.audit.log import broken_rows
from taalplan.audit.models import Event
from taalplan.register import offers
from taalplan.register.actions import courses, placements, waiting
from taalplan.register.models import Course, Demand, Placement
from taalplan.register.permissions import NotAllowedError
from taalplan.register.placing import OFFER_STANDS, AlreadyPlacedError
from taalplan.register.seats import FullError
from taalplan.register.states import NotInThisStateError
from taalplan.vocabulary.codes import CourseResult, DayPart, EndReason

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]


def place(who, where: Course) -> Placement:
    return placements.place(person=who, course=where, day=DAY, by=make.clerk())


def history(placement: Placement) -> list[str]:
    return [change.status for change in placement.changes.all()]


def taken(where: Course) -> int:
    where.refresh_from_db()
    return where.taken


def test_a_full_course_refuses_and_points_to_the_waiting_list() -> None:
    full = make.course(capacity=1)
    place(make.person(), full)
    with pytest.raises(FullError, match=r"NT2-1 is volzet \(1 plaatsen\); zet .* wachtlijst"):
        place(make.person(), full)
    assert taken(full) == 1


def test_nobody_has_two_seats_in_a_course() -> None:
    where, who = make.course(), make.person()
    place(who, where)
    with pytest.raises(AlreadyPlacedError):
        place(who, where)
    assert taken(where) == 1


def test_a_place_ends_the_wait_for_it_and_no_other() -> None:
    who = make.person()
    wanted = make.demand(who)
    other = make.demand(who, level="A2")
    placement = place(who, make.course())
    wanted.refresh_from_db()
    other.refresh_from_db()
    assert (wanted.end_reason, wanted.placement) == (EndReason.PLACED, placement)
    assert other.ended is None


def test_a_freed_seat_is_offered_to_the_first_that_it_fits() -> None:
    where = make.course(capacity=1, dayparts=[DayPart.EVENING])
    seat = place(make.person("zit"), where)
    make.demand(make.person("overdag"), since=date(2026, 1, 1), dayparts=["morning"])
    make.demand(make.person("elders"), since=date(2026, 1, 1), municipality="11002")
    make.demand(make.person("ander centrum"), since=date(2026, 1, 1),
                centre=make.site(centre="cbe-genk").centre)  # fmt: skip
    make.demand(make.person("later"), since=date(2026, 1, 1), desired_start=date(2026, 11, 1))
    second = make.demand(make.person("tweede"), since=date(2026, 3, 2))
    first = make.demand(make.person("eerste"), since=date(2026, 3, 1), dayparts=["evening"])

    placements.withdraw(placement=seat, day=DAY, by=make.clerk())

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.offered, second.offered) == (where, None)
    assert taken(where) == 1


def test_an_offer_that_is_accepted_becomes_a_place() -> None:
    where = make.course(capacity=1)
    seat = place(make.person(), where)
    demand = make.demand(make.person())
    placements.withdraw(placement=seat, day=DAY, by=make.clerk())
    placement = waiting.accept_offer(demand=demand, day=DAY, by=make.clerk())
    demand.refresh_from_db()
    assert history(placement) == ["reserved", "assigned"]
    assert (demand.ended, demand.end_reason, demand.offered) == (DAY, EndReason.PLACED, None)


def test_who_declines_waits_on_and_the_next_is_asked() -> None:
    where = make.course(capacity=1)
    first, second = make.demand(make.person()), make.demand(make.person())
    waiting.offer_seats(course=where, day=DAY, by=make.planner())
    waiting.decline_offer(demand=first, day=DAY, by=make.clerk())
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.offered, first.ended, second.offered) == (None, None, where)


def test_an_offer_that_nobody_answers_passes_to_the_next_and_then_to_nobody() -> None:
    where = make.course(capacity=1)
    first, second = make.demand(make.person()), make.demand(make.person())
    waiting.offer_seats(course=where, day=DAY, by=make.planner())
    now = timezone.now()
    assert offers.expire_due(now) == 0
    later = now + OFFER_STANDS + timedelta(minutes=1)
    assert offers.expire_due(later) == 1
    second.refresh_from_db()
    assert second.offered == where
    assert offers.expire_due(later + OFFER_STANDS) == 1
    assert taken(where) == 0
    assert not Demand.objects.filter(offered__isnull=False).exists()
    with pytest.raises(NotInThisStateError, match="geen aanbod"):
        waiting.accept_offer(demand=first, day=DAY, by=make.clerk())


def test_more_seats_are_offered_at_once_and_fewer_than_taken_is_refused() -> None:
    where = make.course(capacity=1)
    place(make.person(), where)
    demands = [make.demand(make.person()) for _ in range(3)]
    where = courses.change_course(
        course=where, version=1, changes={"capacity": 3}, day=DAY, by=make.planner()
    )
    assert [bool(Demand.objects.get(pk=each.pk).offered) for each in demands] == [True, True, False]
    with pytest.raises(FullError, match="3 ingenomen plaatsen"):
        courses.change_course(
            course=where, version=2, changes={"capacity": 2}, day=DAY, by=make.planner()
        )


def test_two_planners_do_not_overwrite_each_other() -> None:
    where = make.course()
    courses.change_course(course=where, version=1, changes={"module": "x"}, day=DAY,
                          by=make.planner())  # fmt: skip
    with pytest.raises(courses.ChangedMeanwhileError, match="intussen door iemand anders"):
        courses.change_course(course=where, version=1, changes={"module": "y"}, day=DAY,
                              by=make.planner())  # fmt: skip


def test_a_cancelled_course_stays_and_everybody_waits_where_they_stood() -> None:
    where = make.course(capacity=3)
    early = make.demand(make.person("vroeg"), since=date(2026, 2, 1))
    never_waited = make.person("nooit")
    seats_held = [place(early.person, where), place(never_waited, where)]
    between = make.demand(make.person("tussen"), since=date(2026, 5, 1))
    waiting.offer_seats(course=where, day=DAY, by=make.planner())

    courses.cancel_course(course=where, day=DAY, by=make.planner())

    assert (taken(where), where.status, where.cancelled_on) == (0, "cancelled", DAY)
    assert [history(seat)[-1] for seat in seats_held] == ["withdrawn", "withdrawn"]
    line = Demand.objects.filter(ended__isnull=True, offered__isnull=True)
    assert [each.person for each in line] == [early.person, between.person, never_waited]
    with pytest.raises(FullError, match="afgelast"):
        place(make.person(), where)


def test_a_transfer_takes_the_new_seat_before_it_gives_up_the_old() -> None:
    old, new = make.course(code="OUD", capacity=1), make.course(code="NIEUW", capacity=1)
    who = make.person()
    seat = place(who, old)
    waits = make.demand(make.person())
    moved = placements.transfer(placement=seat, to=new, day=DAY, by=make.clerk())
    waits.refresh_from_db()
    assert (moved.course, waits.offered, taken(old), taken(new)) == (new, old, 1, 1)
    with pytest.raises(FullError):
        placements.transfer(placement=moved, to=old, day=DAY, by=make.clerk())
    moved.refresh_from_db()
    assert (moved.status, taken(old), taken(new)) == ("assigned", 1, 1)


def test_a_result_is_for_who_is_enrolled_in_a_course_that_runs() -> None:
    where, planner = make.course(), make.planner()
    seat = place(make.person(), where)
    with pytest.raises(NotInThisStateError):
        placements.record_result(placement=seat, result=CourseResult.PASSED, by=planner)
    placements.enrol(placement=seat, day=DAY, by=planner)
    courses.confirm_course(course=where, by=planner)
    courses.start_course(course=where, by=planner)
    seat = Placement.objects.get()
    placements.record_result(placement=seat, result=CourseResult.PASSED, by=planner)
    assert (history(seat), seat.result) == (["assigned", "enrolled"], "passed")


def test_what_was_offered_elsewhere_goes_to_the_next_when_somebody_is_placed() -> None:
    there = make.course(code="DAAR", capacity=1)
    first, second = make.demand(make.person()), make.demand(make.person())
    waiting.offer_seats(course=there, day=DAY, by=make.planner())
    place(first.person, make.course(code="HIER"))
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.end_reason, first.offered, second.offered) == (EndReason.PLACED, None, there)


def test_one_row_in_the_log_for_each_action_without_a_name_in_it() -> None:
    where = make.course(capacity=1)
    seat = place(make.person("Geheimennaam"), where)
    make.demand(make.person("Verborgen"))
    placements.withdraw(placement=seat, day=DAY, by=make.clerk())
    rows = list(Event.objects.values_list("action", flat=True))
    assert rows == ["add_course", "place", "wait_for", "withdraw"]
    assert not list(broken_rows())
    assert "eheim" not in str(list(Event.objects.values_list("detail", flat=True)))


def test_another_desk_and_another_centre_may_not() -> None:
    where, who = make.course(), make.person()
    make.desk(code="loket-lier", area="antwerpen")
    with pytest.raises(NotAllowedError):
        placements.place(person=who, course=where, day=DAY, by=make.clerk(at="loket-lier"))
    with pytest.raises(NotAllowedError):
        courses.cancel_course(course=where, day=DAY, by=make.planner(at="cbe-genk"))


def test_the_hourly_command_passes_offers_on_and_finds_what_contradicts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    where = make.course(capacity=1)
    make.demand(make.person())
    waiting.offer_seats(course=where, day=DAY, by=make.planner())
    later = timezone.now() + OFFER_STANDS
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    call_command("tidy")
    assert "1 offers passed on" in capsys.readouterr().out
    Course.objects.filter(pk=where.pk).update(taken=1)
    with pytest.raises(CommandError, match="course NT2-1: 1 taken, 0 held"):
        call_command("tidy")
