# SPDX-License-Identifier: EUPL-1.2
"""What a desk does less often, with the keyboard alone: nothing is clicked.

Wishes, a contract and a level with its decision, the target group, a registration that was a
mistake, another course, hours and closing days, feedback, results; and a session that ended.
"""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from playwright.sync_api import Page

from lib import courses as make
from lib.desk_world import World, yesterday
from taalplan.register.actions import courses, placements, waiting
from taalplan.register.models import (
    Closure,
    Component,
    Contract,
    Demand,
    Feedback,
    OpeningHours,
    Person,
    Placement,
    Preference,
    TargetGroupStatus,
)

pytestmark = pytest.mark.slow


def open_file(keyboard) -> None:
    """The file of Sara El Amrani, who stands at the counter."""
    keyboard.log_in()
    keyboard.alt("z")
    keyboard.is_on("quick")
    keyboard.type("El Amrani")
    keyboard.enter()
    keyboard.to("Open: El Amrani")
    keyboard.enter()
    keyboard.reads("Geopend voor")


def user(name: str):
    return get_user_model().objects.get(username=name)


def test_wishes_and_until_when_somebody_cannot(keyboard, here: World) -> None:
    open_file(keyboard)
    keyboard.alt("v")
    keyboard.reads("Vanaf nu")
    keyboard.to("avond")
    keyboard.press("Space")
    keyboard.to("Hoeveel dagdelen")
    keyboard.type("3")
    keyboard.to("In welke gemeente?")
    keyboard.type("Hasselt")
    keyboard.to("Bewaar voorkeuren")
    keyboard.enter()
    keyboard.reads("Bewaard: bewaar voorkeuren")
    kept = Preference.objects.get(person=here.person)
    assert (kept.dayparts, kept.intensity, kept.municipality) == (["evening"], 3, "71072")


def test_a_contract_a_level_and_its_decision(keyboard, here: World) -> None:
    open_file(keyboard)
    keyboard.alt("t")
    keyboard.reads("Iets nieuws")
    for summary, button in (
        ("Nieuw contract",) * 2,
        ("Nieuw traject",) * 2,
        ("Begin een onderdeel",) * 2,
    ):
        keyboard.to(summary)
        keyboard.press("Enter")
        keyboard.to(button)
        keyboard.enter()
        keyboard.reads("Bewaard:")
    keyboard.to("Sluit NT2 A1 af")
    keyboard.press("Enter")
    keyboard.to("geslaagd")
    keyboard.press("Space")
    keyboard.to("Sluit NT2 A1 af")
    keyboard.enter()
    keyboard.reads("Bewaard: sluit nt2 a1 af")
    level = Component.objects.get(trajectory__person=here.person)
    assert (level.level, level.result) == ("A1", "passed")
    assert level.trajectory.contract == here.person.contracts.get()


def test_a_contract_is_put_right_with_the_reason(keyboard, here: World) -> None:
    signed = Contract.objects.create(
        person=here.person, signed=yesterday(), area="limburg", target_group="obliged"
    )
    open_file(keyboard)
    keyboard.alt("t")
    keyboard.reads("Iets nieuws")
    keyboard.to("Verbeter het contract")
    keyboard.press("Enter")
    keyboard.to("verplicht")
    keyboard.press("ArrowRight")
    keyboard.to("de persoon vroeg het")
    keyboard.press("Space")
    keyboard.to("Verbeter het contract")
    keyboard.enter()
    keyboard.reads("Bewaard: verbeter het contract")
    signed.refresh_from_db()
    assert signed.target_group == "entitled"


def test_target_group_with_its_period(keyboard, here: World) -> None:
    open_file(keyboard)
    keyboard.to("Doelgroep")
    keyboard.enter()
    keyboard.reads("Periodes")
    keyboard.to("verplicht")
    keyboard.press("ArrowRight")
    keyboard.enter()
    keyboard.reads("Bewaard: bewaar de doelgroep")
    groups = TargetGroupStatus.objects.filter(person=here.person).order_by("valid_from")
    assert [each.group for each in groups] == ["obliged", "entitled"]
    assert groups[0].valid_to is not None


def test_withdraw_a_registration_that_was_a_mistake(keyboard, here: World) -> None:
    open_file(keyboard)
    keyboard.to("Eerste aanmelding, Loket Genk")
    keyboard.enter()
    keyboard.to("Trek deze aanmelding in")
    keyboard.enter()
    keyboard.reads("Bewaard: trek deze aanmelding in")
    assert here.registration.withdrawn


def test_to_another_course(keyboard, here: World) -> None:
    other = make.course(
        code="NT2-A1-2", capacity=5, start=here.course.start, end=here.course.end,
        dayparts=["evening"],
    )  # fmt: skip
    open_file(keyboard)
    keyboard.to("Naar een andere cursus")
    keyboard.enter()
    keyboard.reads("Nu in NT2-A1-1")
    keyboard.to("Verplaats: NT2-A1-2")
    keyboard.enter()
    keyboard.reads("heeft een plaats in NT2-A1-2")
    held = Placement.objects.get(person=here.person, status="assigned")
    assert held.course == other


def test_an_offered_seat_is_on_the_first_page_and_is_taken(keyboard, here: World) -> None:
    waiting.wait_for(
        person=here.alike, level="A1", profile="standard", since=yesterday(), by=user("genk")
    )
    waiting.offer_seats(course=here.course, day=yesterday(), by=user("centre"))
    keyboard.log_in()
    keyboard.reads("Aangeboden plaatsen (1)")
    keyboard.to("Amrani, Sara")
    keyboard.enter()
    keyboard.to("Open het dossier")
    keyboard.enter()
    keyboard.to("Neemt de plaats")
    keyboard.enter()
    keyboard.reads("neemt de aangeboden plaats")
    assert Demand.objects.get(person=here.alike).end_reason == "placed"


def test_hours_and_closing_days(keyboard, here: World) -> None:
    keyboard.log_in("limburg")
    keyboard.to("Openingsuren")
    keyboard.enter()
    keyboard.to("Bewaar uren")
    keyboard.press("Enter")
    keyboard.to("Dag")
    keyboard.type("zaterdag")
    keyboard.to("Van")
    keyboard.type("0900AM")
    keyboard.to("Tot")
    keyboard.type("1200PM")
    keyboard.to("Bewaar uren")
    keyboard.enter()
    keyboard.reads("zaterdag 09:00 – 12:00")
    assert OpeningHours.objects.filter(desk=here.desk, weekday=5).exists()
    keyboard.to("Sluit enkele dagen")
    keyboard.press("Enter")
    keyboard.to("Reden")
    keyboard.type("vorming")
    keyboard.enter()
    keyboard.reads("vorming")
    assert Closure.objects.get().desk == here.desk


def test_feedback_without_a_name(keyboard, here: World) -> None:
    keyboard.log_in()
    keyboard.to("Noteer feedback")
    keyboard.enter()
    keyboard.to("bevraging")
    keyboard.press("Space")
    keyboard.to("Score van 1 tot 10")
    keyboard.type("8")
    keyboard.enter()
    keyboard.reads("Bewaard: bewaar feedback")
    assert Feedback.objects.get().score == 8


def test_results_of_a_group_in_one_go(keyboard, here: World) -> None:
    centre = user("centre")
    placements.enrol(placement=here.placement, day=yesterday(), by=centre)
    courses.confirm_course(course=here.course, by=centre)
    courses.start_course(course=here.course, by=centre)
    keyboard.log_in("centre")
    keyboard.page.goto(f"{keyboard.address}/cursussen/{here.course.pk}/")
    keyboard.alt("r")
    keyboard.reads("Resultaten")
    keyboard.to("geslaagd")
    keyboard.press("Space")
    keyboard.enter()
    keyboard.reads("Bewaard: bewaar de resultaten")
    here.placement.refresh_from_db()
    assert here.placement.result == "passed"


def test_the_session_ends_while_a_form_is_open(keyboard, page: Page, here: World) -> None:
    keyboard.log_in()
    keyboard.go("n", "/registreren/")
    keyboard.to("Familienaam")
    keyboard.type("Kovalenko")
    keyboard.to("verplicht")
    keyboard.press("Space")
    Session.objects.all().delete()
    keyboard.to("Registreer")
    keyboard.enter()
    keyboard.reads("Wat u typte is bewaard")
    keyboard.to("Gebruiker")
    keyboard.type("genk")
    keyboard.to("Wachtwoord")
    keyboard.type("een lang wachtwoord")
    keyboard.enter()
    keyboard.reads("er is nog niets bewaard")
    assert page.input_value("#id_family_name") == "Kovalenko"
    assert not Person.objects.filter(family_name="Kovalenko").exists()
    keyboard.to("Familienaam")
    keyboard.enter()
    keyboard.reads("De persoon is geregistreerd")
    assert Person.objects.filter(family_name="Kovalenko").count() == 1
