# SPDX-License-Identifier: EUPL-1.2
"""Pages of figures: one address for each choice, faults that say what to do, and what is kept."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from lib.published import HEADLINES, SNAPSHOT, figures, tables  # noqa: F401 (a fixture)
from taalplan.opendata import Store, cubes_of

pytestmark = pytest.mark.django_db
NAME = "/cijfers/first-registrations/"


@pytest.fixture
def anybody() -> Client:
    """Somebody without an account."""
    return Client(SERVER_NAME="localhost")


def test_another_order_of_words_leads_to_the_same_address(anybody: Client) -> None:
    answer = anybody.get(f"{NAME}?year=2021&desk=vestiging-genk&year=2019")
    assert answer.status_code == 302
    assert answer["Location"] == f"{NAME}?by=desk&desk=vestiging-genk&year=2019,2021"
    assert anybody.get(answer["Location"]).status_code == 200


def test_the_address_to_cite_names_the_snapshot_and_comes_back(anybody: Client, settings) -> None:
    settings.ADDRESS = "https://cijfers.example"
    page = anybody.get(f"{NAME}?by=desk&desk=vestiging-genk&year=2021").content.decode()
    cited = f"{NAME}?by=desk&amp;desk=vestiging-genk&amp;year=2021&amp;snapshot={SNAPSHOT}"
    assert f"https://cijfers.example{cited}" in page
    assert anybody.get(cited.replace("&amp;", "&")).status_code == 200


def test_a_wrong_address_says_everything_that_is_wrong(anybody: Client) -> None:
    answer = anybody.get(f"{NAME}?desk=nergens&taart=1")
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "desk: er is geen &#x27;nergens&#x27;" in page
    assert "&#x27;taart&#x27; is geen indeling" in page
    for path in ("/cijfers/taart/", f"{NAME}?snapshot=cccccc", "/cijfers/outcomes-a1/"):
        assert anybody.get(path).status_code == 404, path


def test_no_cookie_is_set_and_a_browser_hears_that_nothing_changed(anybody: Client) -> None:
    first = anybody.get("/")
    assert not first.cookies
    again = anybody.get("/", HTTP_IF_NONE_MATCH=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    anybody.post("/taal/", {"language": "en", "next": "/"})
    english = anybody.get("/", HTTP_IF_NONE_MATCH=first["ETag"])
    assert english.status_code == 200
    assert "The year at a glance" in english.content.decode()


@pytest.mark.parametrize("end", ["csv", "xlsx", "json", "px", "sdmx.csv"])
def test_each_form_holds_the_choice_and_has_a_name(anybody: Client, end: str) -> None:
    answer = anybody.get(f"{NAME}cijfers.{end}?by=desk&desk=vestiging-genk&year=2021")
    assert answer.status_code == 200
    assert f"first-registrations-{SNAPSHOT}.{end}" in answer["Content-Disposition"]
    if end != "xlsx":
        assert "386" in answer.content.decode()
        assert "2800" not in answer.content.decode()


def test_a_publication_that_lacks_registrations_has_its_pages(anybody: Client, settings) -> None:
    settings.FIGURES = settings.FIGURES / "other"
    table = tables()["enrolments.school-year"]
    Store(settings.FIGURES).write(
        {cubes_of("enrolments")[0]: table}, HEADLINES[1:], date(2022, 2, 1)
    )
    for path in ("/", "/cijfers/", "/cijfers/enrolments/", "/open-data/", "/api/v1/openapi.json"):
        assert anybody.get(path).status_code == 200, path
    for path in (NAME, "/cijfers/zoek/?waar=genk"):
        assert anybody.get(path).status_code == 404, path


def test_before_anything_is_published_a_page_says_so(anybody: Client, settings) -> None:
    settings.FIGURES = settings.FIGURES / "nothing"
    assert "Nog geen cijfers" in anybody.get("/").content.decode()
    assert anybody.get("/cijfers/").status_code == 503


def test_where_words_can_mean_two_places_both_are_answered(anybody: Client) -> None:
    page = anybody.get("/cijfers/zoek/?waar=genk&wie=obliged&jaar=2021&vergelijk=2019")
    assert page.status_code == 200
    assert "159 personen in 2021. Dat zijn er 18 minder" in page.content.decode()
    assert "600 personen in 2021" in page.content.decode()
