# SPDX-License-Identifier: EUPL-1.2
"""What was written down wrongly is put right, with its reason in the row of the change itself."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from lib import register as make
from lib.desk_world import user_named, world
from lib.every_action import World, _running
from taalplan.audit.models import Event
from taalplan.register.actions import contracts, correcting, placements, trajectories
from taalplan.register.actions.courses import ChangedMeanwhileError
from taalplan.register.corrections import facts
from taalplan.register.models import Component, TrajectoryStatus
from taalplan.register.states import NotInThisStateError
from taalplan.vocabulary import terms
from taalplan.vocabulary.codes import CorrectionReason, CourseResult, Result

pytestmark = pytest.mark.django_db
DAY, EARLIER, FUTURE = date(2026, 9, 7), date(2026, 9, 1), date(2126, 1, 1)
WHY = CorrectionReason.DOCUMENT_SEEN


@pytest.fixture
def w() -> World:
    """A desk with somebody whose names are recognised."""
    return World()


def correct(w: World, **changes):
    """The contract of the world, put right from what stands there now."""
    return correcting.correct_contract(
        contract=w.contract, seen=facts(w.contract), changes=changes, reason=WHY, by=w.clerk
    )


def faults(work) -> set[str]:
    """The fields that are wrong."""
    with pytest.raises(ValidationError) as found:
        work()
    return set(found.value.error_dict)


def test_the_row_says_why_and_which_columns_and_not_what_they_hold(w: World) -> None:
    correct(w, signed=EARLIER, area="antwerpen", target_group="obliged")
    w.contract.refresh_from_db()
    assert (w.contract.signed, w.contract.area) == (EARLIER, "antwerpen")
    row = Event.objects.get(action="correct_contract")
    assert row.detail == {"columns": ["area", "signed"], "reason": "document_seen"}
    assert "antwerpen" not in json.dumps(row.detail)


def test_every_fault_of_a_contract_is_told_and_nothing_is_kept(w: World) -> None:
    assert faults(lambda: correct(w, signed=FUTURE, area="nergens")) == {"signed", "area"}
    w.contract.refresh_from_db()
    assert (w.contract.signed, w.contract.area) == (DAY, "limburg")
    contracts.suspend(contract=w.contract, first_day=DAY, by=w.clerk)
    assert faults(lambda: correct(w, signed=date(2026, 9, 8))) == {"signed"}
    assert faults(lambda: correct(w, person=3)) == {"person"}


def test_nothing_is_overwritten_that_the_clerk_did_not_see(w: World) -> None:
    before = facts(w.contract)
    correct(w, signed=EARLIER)
    with pytest.raises(ChangedMeanwhileError):
        correcting.correct_contract(
            contract=w.contract, seen=before, changes={"area": "antwerpen"}, reason=WHY, by=w.clerk
        )


def test_nothing_changed_is_no_correction(w: World) -> None:
    with pytest.raises(ValidationError):
        correct(w, signed=DAY)
    assert not Event.objects.filter(action="correct_contract").exists()


def test_suspensions_stay_apart_and_after_the_signature(w: World) -> None:
    contracts.suspend(contract=w.contract, first_day=date(2026, 9, 10), by=w.clerk)
    first = contracts.resume(contract=w.contract, day=date(2026, 9, 20), by=w.clerk)
    second = contracts.suspend(contract=w.contract, first_day=date(2026, 10, 1), by=w.clerk)

    def put(pause, **changes):
        pause.refresh_from_db()
        return correcting.correct_suspension(
            suspension=pause, seen=facts(pause), changes=changes, reason=WHY, by=w.clerk
        )

    assert faults(lambda: put(second, first_day=date(2026, 9, 15))) == {"first_day"}
    assert faults(lambda: put(first, last_day=None)) == {"first_day"}
    assert faults(lambda: put(first, first_day=EARLIER)) == {"first_day"}
    assert faults(lambda: put(first, last_day=date(2026, 9, 9))) == {"last_day"}
    put(first, last_day=date(2026, 9, 30))
    first.refresh_from_db()
    assert first.last_day == date(2026, 9, 30)


def test_a_decision_is_put_right_taken_back_and_never_half(w: World) -> None:
    level = Component.objects.create(trajectory=w.trajectory, level="A1", opened=DAY)
    trajectories.close_component(component=level, result=Result.FAILED, closed=DAY, by=w.clerk)

    def put(**changes):
        level.refresh_from_db()
        return correcting.correct_component(
            component=level, seen=facts(level), changes=changes, reason=WHY, by=w.clerk
        )

    assert put(result="passed").result == "passed"
    assert faults(lambda: put(result="")) == {"result"}
    assert faults(lambda: put(closed=EARLIER)) == {"closed"}
    assert faults(lambda: put(closed=FUTURE)) == {"closed"}
    put(result="", closed=None)
    level.refresh_from_db()
    assert (level.closed, level.result) == (None, "")


def test_a_level_is_not_open_twice_nor_in_a_trajectory_that_is_closed(w: World) -> None:
    level = Component.objects.create(
        trajectory=w.trajectory, level="A1", opened=DAY, closed=DAY, result="failed"
    )
    asked = {"seen": facts(level), "changes": {"closed": None, "result": ""}, "reason": WHY}
    again = Component.objects.create(trajectory=w.trajectory, level="A1", opened=DAY)
    assert faults(lambda: correcting.correct_component(component=level, by=w.clerk, **asked)) == {
        "closed"
    }
    again.delete()
    closed = TrajectoryStatus.CLOSED
    trajectories.move_trajectory(trajectory=w.trajectory, status=closed, day=DAY, by=w.clerk)
    assert faults(lambda: correcting.correct_component(component=level, by=w.clerk, **asked)) == {
        "closed"
    }


def test_a_result_is_written_once_and_then_put_right_with_a_reason(w: World) -> None:
    seat = _running(w)
    passed, failed = CourseResult.PASSED, CourseResult.FAILED
    with pytest.raises(NotInThisStateError):
        correcting.correct_result(placement=seat, seen="", result=passed, reason=WHY, by=w.planner)
    for _ in range(2):
        placements.record_result(placement=seat, result=passed, by=w.planner)
    with pytest.raises(NotInThisStateError):
        placements.record_result(placement=seat, result=failed, by=w.planner)
    asked = {"placement": seat, "seen": "passed", "result": None, "reason": WHY}
    correcting.correct_result(by=w.planner, **asked)
    seat.refresh_from_db()
    assert seat.result == ""


def test_a_clerk_puts_a_contract_right_on_the_page_of_the_trajectory() -> None:
    here = world()
    signed = make.contract(person=here.person, signed=DAY)
    client = Client(SERVER_NAME="localhost")
    client.force_login(user_named("genk"))
    client.post(reverse("open_person", args=[here.person.pk]), {"doel": "correction"})
    page = reverse("trajectory", args=[here.person.pk])
    shown = client.get(page).content.decode()
    for code, text in terms.labels_of("correction_reason").items():
        assert (str(text.nl) in shown) == (code != "situation_changed")
    sent = {"do": f"correct-contract-{signed.pk}", "seen": facts(signed), "signed": "2026-09-01",
            "area": "limburg", "target_group": "obliged", "key": "once"}  # fmt: skip
    without = client.post(page, sent)
    assert without.status_code == 422
    assert f'href="#correct-contract-{signed.pk}-why"' in without.content.decode()
    for _ in range(2):
        assert client.post(page, sent | {"why": "typed_wrong"}).status_code == 302
    signed.refresh_from_db()
    assert signed.signed == EARLIER
    late = client.post(page, sent | {"why": "typed_wrong", "key": "later", "signed": "2026-09-02"})
    assert late.status_code == 409


def test_a_centre_puts_a_result_right_on_the_page_of_its_course() -> None:
    here = world()
    here.placement.status = "enrolled"
    here.placement.save()
    type(here.course).objects.filter(pk=here.course.pk).update(status="running")
    client = Client(SERVER_NAME="localhost")
    client.force_login(user_named("centre"))
    page, number = reverse("run_course", args=[here.course.pk]), here.placement.pk
    client.post(page, {"do": "results", f"result-{number}": "passed"})
    sent = {"do": f"correct-placement-{number}", "seen": "passed", "result": "failed"}
    assert client.post(page, sent | {"why": "typed_wrong"}).status_code == 302
    here.placement.refresh_from_db()
    assert here.placement.result == "failed"
    row = Event.objects.get(action="correct_result")
    assert row.detail["reason"] == "typed_wrong"
