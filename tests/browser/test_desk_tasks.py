# SPDX-License-Identifier: EUPL-1.2
"""The five tasks of a desk on a busy Monday, with the keyboard alone.

Register somebody; see that the same person came to Hasselt; book an intake; give a place in a
course that has one; put on the waiting list. Nothing is clicked.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page

from lib.desk_world import PASSWORD, World
from taalplan.register import diary
from taalplan.register.models import Appointment, Demand, Person, Placement, Registration

pytestmark = pytest.mark.slow


def test_register_somebody_new(keyboard, page: Page, here: World) -> None:
    keyboard.log_in()
    keyboard.go("n", "/registreren/")
    keyboard.to("Familienaam")
    keyboard.type("Kovalenko")
    keyboard.to("Voornamen")
    keyboard.type("Olena")
    keyboard.to("Dag")
    keyboard.type("3")
    keyboard.to("Maand")
    keyboard.type("11")
    keyboard.to("Jaar")
    keyboard.type("1988")
    keyboard.to("verplicht")
    keyboard.press("Space")
    keyboard.to("Nationaliteit")
    keyboard.type("Oekr")
    keyboard.to("Registreer")
    keyboard.press("Enter")
    keyboard.reads("De persoon is geregistreerd.")
    person = Person.objects.get(family_name="Kovalenko")
    assert (person.birth_day, person.birth_month, person.birth_year) == (3, 11, 1988)
    assert person.nationality == "UA"
    assert person.registrations.get().desk == here.desk


def test_the_same_person_came_to_hasselt(keyboard, page: Page, here: World) -> None:
    keyboard.log_in()
    keyboard.go("n", "/registreren/")
    keyboard.to("Familienaam")
    keyboard.type("Oyeleran")  # as it is heard
    keyboard.to("Voornamen")
    keyboard.type("Adeola")
    keyboard.to("Dag")
    keyboard.type("11")
    keyboard.to("Maand")
    keyboard.type("2")
    keyboard.to("Jaar")
    keyboard.type("1991")
    keyboard.press("Tab")
    keyboard.reads("Is het misschien")
    keyboard.reads("Loket Hasselt")
    assert "11 februari" not in page.content(), "of another desk's people only the year is shown"
    page.keyboard.press("Shift+Tab")
    keyboard.to("Ja, meld hier aan")
    keyboard.press("Enter")
    keyboard.reads("Meld opnieuw aan: Oyelaran, Adeola Grace")
    keyboard.to("verplicht")
    keyboard.press("Space")
    keyboard.press("Enter")
    keyboard.reads("is aangemeld bij Loket Genk")
    made = Registration.objects.get(person=here.elsewhere, desk=here.desk)
    assert made.kind == "repeat", "who came to Hasselt is not new in Genk"
    assert Person.objects.filter(family_name__startswith="Oyel").count() == 1


def first_free_hour(here: World) -> str:
    """The first time that somebody can still be booked on, as the page says it: "09:00"."""
    today = timezone.localdate()
    slots = diary.open_slots(here.desk, today, today + timedelta(days=6))
    starts = next(each.starts for each in slots if each.free and each.starts > timezone.now())
    return f"{timezone.localtime(starts):%H:%M}"


def test_find_somebody_and_book_an_intake(keyboard, page: Page, here: World) -> None:
    keyboard.log_in()
    open_file_of_alike(keyboard, here)
    keyboard.alt("a")
    keyboard.reads("Maak een afspraak")
    keyboard.to(first_free_hour(here))
    keyboard.press("ArrowRight")
    keyboard.press("Space")
    keyboard.press("Enter")
    keyboard.reads("wordt verwacht op")
    made = Appointment.objects.get(person=here.alike)
    assert made.slot.desk == here.desk
    assert made.purpose == "intake"


def test_place_somebody_in_a_course(keyboard, page: Page, here: World) -> None:
    keyboard.log_in()
    open_file_of_alike(keyboard, here)
    keyboard.alt("p")
    keyboard.reads("9 plaatsen vrij")
    keyboard.to("Plaats: NT2-A1-1")
    keyboard.press("Enter")
    keyboard.reads("heeft een plaats in NT2-A1-1")
    assert Placement.objects.filter(person=here.alike, course=here.course).exists()


def test_put_somebody_on_the_waiting_list(keyboard, page: Page, here: World) -> None:
    keyboard.log_in()
    open_file_of_alike(keyboard, here)
    keyboard.to("Zet op de wachtlijst")
    keyboard.press("Enter")
    page.wait_for_url("**/wachten/")
    keyboard.to("Niveau")
    keyboard.type("NT2 B1")
    keyboard.to("avond")
    keyboard.press("Space")
    keyboard.to("Zet op de wachtlijst")
    keyboard.press("Enter")
    keyboard.reads("staat op de wachtlijst")
    made = Demand.objects.get(person=here.alike)
    assert (made.level, made.dayparts) == ("B1", ["evening"])
    keyboard.go("w", "/wachtlijst/")
    keyboard.to("NT2 B1 (1)")
    keyboard.press("Enter")
    keyboard.reads("Amrani, Sara")


def test_faults_are_listed_and_lead_to_their_field(keyboard, page: Page, here: World) -> None:
    keyboard.log_in()
    keyboard.go("n", "/registreren/")
    keyboard.to("INSZ")
    keyboard.type("123")
    keyboard.press("Enter")
    keyboard.reads("Er kloppen 3 dingen niet")
    keyboard.is_on("errors")
    keyboard.to("Familienaam:")
    keyboard.press("Enter")
    keyboard.is_on("id_family_name")
    assert page.input_value("#id_insz") == "123", "what was typed stays"


def test_the_first_tab_leads_past_the_menu(keyboard, page: Page, here: World) -> None:
    keyboard.log_in()
    page.goto(f"{keyboard.address}/cursussen/")
    keyboard.to("Naar de inhoud", at_most=1)
    keyboard.press("Enter")
    keyboard.is_on("main")


def test_everything_works_without_script(browser: Browser, live_server, here: World) -> None:
    context = browser.new_context(java_script_enabled=False, locale="nl-BE")
    page = context.new_page()
    page.goto(f"{live_server.url}/aanmelden/")
    page.fill("#id_username", "genk")
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{live_server.url}/vandaag/")
    page.goto(f"{live_server.url}/registreren/")
    page.fill("#id_family_name", "Oyelaran")
    page.fill("#id_given_names", "Adeola")
    page.fill("#id_birth_year", "1991")
    page.check("#id_target_group_0")
    page.get_by_role("button", name="Registreer", exact=True).press("Enter")
    page.get_by_text("Is het misschien").wait_for()
    page.check("#id_somebody_else")
    page.get_by_role("button", name="Registreer", exact=True).press("Enter")
    page.get_by_text("is geregistreerd").wait_for()
    context.close()
    assert Person.objects.filter(family_name="Oyelaran").count() == 2


def open_file_of_alike(keyboard, here: World) -> None:
    """Search with Alt+Z, and open the file that is found."""
    keyboard.alt("z")
    keyboard.type("Amrani Sara")
    keyboard.press("Enter")
    keyboard.reads("personen gevonden")
    keyboard.to(f"Open: {here.alike.family_name}, Sara")
    keyboard.press("Enter")
    keyboard.page.wait_for_url(f"{keyboard.address}/personen/{here.alike.pk}/")
