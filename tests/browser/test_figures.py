# SPDX-License-Identifier: EUPL-1.2
"""The pages for everybody, without a login: from the first page to a figure and why it changed."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from browser.test_accessibility import faults

pytestmark = pytest.mark.slow

GENK = (
    "/cijfers/first-registrations/?by=desk&desk=vestiging-genk&year=2019,2021&target_group=obliged"
)
WHY = (
    "/cijfers/first-registrations/waarom/?by=desk&desk=vestiging-genk&target_group=obliged"
    "&van=2019&tot=2021"
)
PAGES = (
    "/",
    "/cijfers/",
    "/cijfers/zoek/?waar=genk&jaar=2021",
    "/cijfers/zoek/?waar=nergenshuizen",
    GENK,
    WHY,
    "/cijfers/first-registrations/",
    "/cijfers/first-registrations/?by=municipality",
    "/cijfers/enrolments/?snapshot=aaaaaaaaaaaa",
    "/cijfers/enrolments/?taart=1",
    "/open-data/",
)


@pytest.fixture
def site(live_server: Any, transactional_db: None) -> str:
    """Where the site is."""
    return str(live_server.url)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_breaks_a_rule(page: Page, site: str, width: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    wrong = {}
    for path in PAGES:
        page.goto(site + path)
        found = faults(page)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append("wider than the screen")
        if found:
            wrong[path] = found
    assert wrong == {}


def test_how_many_in_genk_and_is_that_more_and_why(page: Page, site: str) -> None:
    """Somebody who never saw it, from the first page."""
    page.goto(site)
    page.get_by_label("Waar", exact=True).fill("Genk")
    page.get_by_label("Wie", exact=True).select_option(label="verplicht")
    page.get_by_label("Jaar", exact=True).select_option("2021")
    page.get_by_label("Vergelijk met").select_option("2019")
    page.get_by_role("button", name="Toon het cijfer").click()
    page.get_by_text("159 personen in 2021. Dat zijn er 18 minder dan in 2019 (177)").wait_for()
    page.get_by_role("link", name="Vestiging Genk").click()
    page.wait_for_url(site + GENK)
    page.get_by_role("link", name="Waarom?").click()
    page.wait_for_url(site + WHY)
    said = page.locator("main").inner_text()
    assert "coronamaatregelen (vanaf 13 maart 2020)" in said
    assert "Provincie Limburg, verplicht (-12,9" in said
    assert "niet waardoor zij kwam" in said


def test_the_same_with_the_keyboard_alone(keyboard, live_server: Any) -> None:
    keyboard.page.goto(live_server.url)
    keyboard.to("Waar")
    keyboard.type("Vestiging Genk")
    keyboard.to("Wie")
    keyboard.type("verplicht")
    keyboard.to("Vergelijk met")
    keyboard.type("2019")
    keyboard.to("Toon het cijfer")
    keyboard.enter()
    assert keyboard.page.url == live_server.url + GENK
    keyboard.to("Waarom?")
    keyboard.enter()
    assert keyboard.page.url == live_server.url + WHY


def test_choosing_leads_to_the_one_address_of_the_choice(page: Page, site: str) -> None:
    page.goto(f"{site}/cijfers/enrolments/")
    page.locator("summary", has_text="Level").click()
    page.get_by_label("A2").check()
    page.get_by_role("button", name="Toon").click()
    page.wait_for_url(f"{site}/cijfers/enrolments/?level=A2")
    cells = page.locator("main table tbody td").all_inner_texts()
    assert cells == ["80", "90"]


def test_pictures_are_drawn_for_the_screen_they_are_on(page: Page, site: str) -> None:
    for scheme, width, form in (
        ("light", 1280, ""),
        ("dark", 1280, "dark"),
        ("dark", 320, "narrow-dark"),
    ):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        page.goto(f"{site}/cijfers/enrolments/")
        image = page.locator("picture img").first
        image.scroll_into_view_if_needed()
        source = image.evaluate("it => it.currentSrc")
        assert source.endswith(f"vorm={form}") if form else "vorm" not in source
        assert image.evaluate("it => it.complete && it.naturalWidth > 100")
        assert "A1" in (image.get_attribute("alt") or "")
