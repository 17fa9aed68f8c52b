# SPDX-License-Identifier: EUPL-1.2
"""Messages of the existing systems come into the register: once, whole, and nothing overwritten."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lib import messages as told
from lib import register as make
from taalplan.audit import log
from taalplan.audit.models import Event
from taalplan.register.actions.intake import take_in, take_in_dossier, take_in_enrolments
from taalplan.register.intake import CannotTakeInError, Outcome, describe
from taalplan.register.models import (
    Account,
    Component,
    Contract,
    Demand,
    Desk,
    Number,
    Person,
    Preference,
    Registration,
    Role,
    Suspension,
    TargetGroupStatus,
    Trajectory,
)
from taalplan.register.permissions import NotAllowedError
from taalplan.sources.messages import read_messages

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
DESKS = {told.BOOM: "loket-boom"}


@pytest.fixture(autouse=True)
def _boom() -> None:
    make.desk(code="loket-boom", area="antwerpen", municipality="11005")


def _take(folder: Path, desks: dict[str, str] = DESKS, by: Any = None, **files: str) -> Outcome:
    messages = read_messages([told.write(folder, **files)])
    assert messages.report.faults == []
    return take_in(messages=messages, desks=desks, by=by)


def _whole() -> str:
    """A dossier with everything that the register keeps."""
    pause = "<Opschortingen><Opschorting><Periode><Begin>2021-10-01</Begin></Periode>" \
            "<Reden>ZIEK</Reden></Opschorting></Opschortingen>"  # fmt: skip
    ways = told.way(told.part(end="2021-11-30", verdict="VO"), told.part("TO_A2"))
    return told.contract(inside=pause) + ways + told.WAITING + told.kbi_course()


def _everything() -> dict[str, list[Any]]:
    """Every row of the register and the log, to see that nothing moved."""
    kinds = (Person, Number, Registration, Contract, Trajectory, Component, Demand, Preference,
             TargetGroupStatus, Account, Suspension, Event)  # fmt: skip
    return {kind.__name__: list(kind.objects.order_by("pk").values()) for kind in kinds}


def test_a_dossier_becomes_a_file(tmp_path: Path) -> None:
    outcome = _take(tmp_path, a=told.kbi(inside=_whole()))
    person = Person.objects.get()
    assert (person.family_name, person.given_names) == ("Verzonnen", "Mira")
    assert (person.birth_year, person.birth_month, person.sex) == (1985, 7, "f")
    assert person.numbers.get().value == told.INSZ
    registration = person.registrations.get()
    assert (registration.desk.code, registration.kind) == ("loket-boom", "first")
    assert person.target_groups.get().group == "obliged"
    contract = person.contracts.get()
    assert (contract.area, contract.suspensions.get().reason) == ("atlas", "ZIEK")
    components = Component.objects.values_list("level", "closed", "result").order_by("level")
    assert list(components) == [("A1", date(2021, 11, 30), "passed"), ("A2", None, "")]
    assert Trajectory.objects.get().contract == contract
    assert Demand.objects.get().dayparts == Preference.objects.get().dayparts == ["evening"]
    assert Account.objects.get().status == "INGESCHREVEN"
    assert outcome.made["person"] == 1


def test_a_dossier_taken_in_twice_changes_nothing(tmp_path: Path) -> None:
    _take(tmp_path, a=told.kbi(inside=_whole()), n85073003328=told.education(told.enrolment()))
    before = _everything()
    outcome = _take(tmp_path)
    assert _everything() == before
    assert (outcome.changes, outcome.unchanged) == (0, 2)
    assert "say nothing new: 2" in describe(outcome)


def test_the_same_said_at_another_moment_adds_nothing_but_that_it_was_said(tmp_path: Path) -> None:
    _take(tmp_path, a=told.kbi(inside=_whole()))
    before = _everything()
    _take(tmp_path, a=told.kbi(inside=_whole() + "<Adviezen/>", answered="2022-01-01"))
    after = _everything()
    assert len(after.pop("Event")) == len(before.pop("Event")) + 1
    assert after == before


def test_what_ended_since_is_ended_and_an_older_message_ends_nothing(tmp_path: Path) -> None:
    """1 December  A1 open
    2 December  A1 passed
    30 November (arrives last) A1 open: it is older, and nothing opens again
    """
    opened = told.contract() + told.way(told.part())
    ended = told.contract() + told.way(told.part(end="2021-11-30", verdict="VO"), status="GS")
    _take(tmp_path, a=told.kbi(inside=opened, answered="2021-12-01"))
    assert Component.objects.get().result == ""
    _take(tmp_path, a=told.kbi(inside=ended, answered="2021-12-02"))
    assert (Component.objects.get().result, Trajectory.objects.get().status) == ("passed", "closed")
    outcome = _take(tmp_path, a=told.kbi(inside=opened, answered="2021-11-30"))
    assert (outcome.older, outcome.changes) == (1, 0)
    assert Component.objects.get().result == "passed"


def test_two_systems_tell_of_one_place(tmp_path: Path) -> None:
    out = told.enrolment(status="UITGESCHREVEN", withdrawn="2021-11-20")
    outcome = _take(
        tmp_path, a=told.kbi(inside=told.kbi_course()), n85073003328=told.education(out)
    )
    kbi, davinci = Account.objects.order_by("system").reverse()
    assert (kbi.system, davinci.system) == ("kbi", "davinci")
    assert (kbi.other, davinci.other) == (davinci, kbi)
    assert kbi.differences == davinci.differences == [
        ["status", "INGESCHREVEN", "UITGESCHREVEN"],
        ["datum inschrijving", "2021-10-04", "2021-10-05"],
    ]  # fmt: skip
    assert any("KBI zegt INGESCHREVEN" in line for line in outcome.differences)
    # KBI follows: what differed agrees, and the numbers of both stay.
    agreed = told.kbi_course(status="UITGESCHREVEN", enrolled="2021-10-05")
    _take(tmp_path, a=told.kbi(inside=agreed, answered="2021-12-09"))
    kbi.refresh_from_db()
    assert (kbi.differences, kbi.reference, kbi.other.reference) == ([], "k-1", "d-1")


def test_an_account_finds_the_registers_own_placement(tmp_path: Path) -> None:
    _take(tmp_path, a=told.kbi())
    centre = make.centre(institution_number="40001")
    course = make.course(
        site=make.site(centre=centre), module="70000414", start=date(2021, 10, 1),
        end=date(2021, 12, 20),
    )  # fmt: skip
    placement = Person.objects.get().placements.create(course=course, status="enrolled")
    _take(tmp_path, n85073003328=told.education(told.enrolment()))
    assert Account.objects.get().placement == placement


def test_what_a_clerk_wrote_stays_and_the_difference_is_told_without_names(tmp_path: Path) -> None:
    person = make.person(family_name="Geschreven", given_names="Anders")
    Number.objects.create(person=person, kind="insz", value=told.INSZ)
    outcome = _take(tmp_path, a=told.kbi())
    person.refresh_from_db()
    assert person.family_name == "Geschreven"
    assert Person.objects.count() == 1
    text = describe(outcome)
    assert "naam is in KBI anders" in text
    assert not any(name in text for name in ("Geschreven", "Verzonnen", told.INSZ))


def test_a_merged_file_stands_for_the_one_that_was_kept(tmp_path: Path) -> None:
    kept = make.person()
    old = make.person(merged_into=kept)
    Number.objects.create(person=old, kind="insz", value=told.INSZ)
    _take(tmp_path, a=told.kbi())
    assert Registration.objects.get().person == kept


def test_the_target_group_follows_without_gap_or_overlap(tmp_path: Path) -> None:
    """Entitled from 1 January, obliged from 1 August on: the first ends the day before."""
    person = make.person()
    Number.objects.create(person=person, kind="insz", value=told.INSZ)
    TargetGroupStatus.objects.create(person=person, group="entitled", valid_from=date(2021, 1, 1))
    _take(tmp_path, a=told.kbi())
    found = person.target_groups.order_by("valid_from").values_list("group", "valid_to")
    assert list(found) == [("entitled", date(2021, 7, 31)), ("obliged", None)]


def test_one_message_without_a_place_and_nothing_is_taken_in(tmp_path: Path) -> None:
    before = _everything()
    elsewhere = told.kbi(insz="00000000097").replace(told.BOOM, "C" * 32)
    with pytest.raises(CannotTakeInError, match=r"b.xml, line 10, KbiNummer.*give --desks"):
        _take(tmp_path, a=told.kbi(inside=told.contract()), b=elsewhere)
    assert _everything() == before
    assert not Desk.objects.filter(code__startswith="kbi-").exists()


def test_a_desk_without_a_name_is_kept_in_the_area_of_the_contract(tmp_path: Path) -> None:
    outcome = _take(tmp_path, desks={}, a=told.kbi(inside=told.contract()))
    desk = Registration.objects.get().desk
    assert (desk.code, desk.area) == (f"kbi-{told.BOOM.lower()}", "atlas")
    assert any("is not named" in line for line in outcome.differences)


def test_enrolments_of_somebody_unknown_are_told(tmp_path: Path) -> None:
    outcome = _take(tmp_path, n85073003328=told.education(told.enrolment()))
    assert sum(outcome.left_out.values()) == 1
    assert Person.objects.count() == 0


def test_each_message_leaves_one_row_in_a_log_that_is_whole(tmp_path: Path) -> None:
    make.person()
    _take(tmp_path, a=told.kbi(inside=_whole()), b=told.kbi(insz="00000000097", name="Ander"),
          n85073003328=told.education(told.enrolment()))  # fmt: skip
    events = list(Event.objects.filter(action="take_in"))
    assert len(events) == 3
    assert events[0].person == Person.objects.get(numbers__value=told.INSZ).pk
    assert events[0].detail["rows"]["registration"] == 1
    assert list(log.broken_rows()) == []
    assert "Verzonnen" not in str(list(Event.objects.values()))


def test_administrators_take_in_and_nobody_else(tmp_path: Path) -> None:
    messages = read_messages([told.write(tmp_path, a=told.kbi(),
                                         n85073003328=told.education(told.enrolment()))])  # fmt: skip
    clerk, administrator = make.user(), make.user(role=Role.ADMINISTRATOR)
    with pytest.raises(NotAllowedError):
        take_in(messages=messages, desks=DESKS, by=clerk)
    with pytest.raises(NotAllowedError):
        take_in_dossier(dossier=messages.dossiers[0], desks=DESKS, by=clerk)
    take_in_dossier(dossier=messages.dossiers[0], desks=DESKS, by=administrator)
    take_in_enrolments(history=messages.histories[0], by=administrator)
    logged = [(event.action, event.by) for event in Event.objects.order_by("id")]
    actions = ("take_in", "take_in", "place_as_told")
    assert logged == [(action, administrator) for action in actions]


@pytest.mark.skipif("TAALPLAN_SHARED" not in os.environ, reason="the published messages")
def test_every_published_message_is_taken_in() -> None:
    messages = read_messages([Path(os.environ["TAALPLAN_SHARED"]) / "formats"])
    outcome = take_in(messages=messages, desks={}, by=None)
    assert (Person.objects.count(), Registration.objects.count()) == (13, 12)
    again = take_in(messages=messages, desks={}, by=None)
    assert (outcome.changes > 50, again.changes) == (True, 0)
