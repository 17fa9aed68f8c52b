# SPDX-License-Identifier: EUPL-1.2
"""Each opening of somebody's file is a row of the log with its purpose; a reload is the same look."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from lib.desk_world import World, user_named, world, yesterday
from taalplan.audit.models import Event
from taalplan.register.models import Desk, Placement
from taalplan.web import looking


@pytest.fixture
def here(db: None) -> World:
    """The desk of Genk with everything on its pages."""
    return world()


@pytest.fixture
def genk(here: World) -> Client:
    """A clerk of Genk who has opened the file of Sara El Amrani."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(user_named("genk"))
    client.post(reverse("open_person", args=[here.person.pk]), {"doel": "appointment"})
    return client


def looks(person: int) -> list[str]:
    """The purposes of the looks at somebody, in order."""
    found = Event.objects.filter(action="look_at", person=person).order_by("id")
    return list(found.values_list("purpose", flat=True))


def age_the_last_look(client: Client, by: timedelta) -> None:
    """As if it was so long ago."""
    session = client.session
    session["looks"] = {
        number: [purpose, chosen, last - by.total_seconds()]
        for number, (purpose, chosen, last) in session["looks"].items()
    }
    session.save()


def test_a_reload_within_a_minute_is_the_same_look(genk: Client, here: World) -> None:
    for _ in range(3):
        assert genk.get(reverse("person", args=[here.person.pk])).status_code == 200
    assert looks(here.person.pk) == ["appointment"]


@pytest.mark.parametrize("page", ["person", "book", "preferences", "trajectory", "wait"])
def test_each_page_opened_later_is_another_row(genk: Client, here: World, page: str) -> None:
    age_the_last_look(genk, looking.SAME_LOOK)
    genk.get(reverse(page, args=[here.person.pk]))
    assert looks(here.person.pk) == ["appointment", "appointment"]


def test_comparing_two_files_is_a_look_at_the_other_too(genk: Client, here: World) -> None:
    genk.get(reverse("merge", args=[here.person.pk, here.alike.pk]))
    assert looks(here.alike.pk) == ["double"]
    asked = genk.get(reverse("person", args=[here.alike.pk]))
    assert "/openen/" in asked["Location"], "a file that was compared is not open"


def test_names_in_a_course_and_on_the_list_are_looks_once_a_day(genk: Client, here: World) -> None:
    for _ in range(2):
        genk.get(reverse("course", args=[here.course.pk]))
        genk.get(reverse("waiting_list") + "?niveau=A2")
    found = Event.objects.filter(action="look_at_list").order_by("id")
    assert [each.kind for each in found] == ["course", "desk"]


def test_a_coordinator_whose_desks_are_all_closed_leaves_a_row_too(here: World) -> None:
    Desk.objects.filter(area="limburg").update(valid_to=yesterday())
    client = Client(SERVER_NAME="localhost")
    client.force_login(user_named("limburg"))
    page = client.get(reverse("waiting_list") + "?niveau=A2")
    assert "Amrani" in page.content.decode()
    row = Event.objects.get(action="look_at_list")
    assert (row.kind, row.number) == ("user", user_named("limburg").pk)


def test_a_transfer_that_is_sent_twice_is_done_once(genk: Client, here: World) -> None:
    from lib import courses as make

    other = make.course(code="NT2-A1-2", start=here.course.start, end=here.course.end)
    sent = {"course": other.pk, "old": here.placement.pk, "key": "of-this-form"}
    for _ in range(2):
        answer = genk.post(reverse("place", args=[here.person.pk]), sent)
        assert answer.status_code == 302
    assert [each.course for each in Placement.objects.filter(status="assigned")] == [other]


def test_wishes_that_are_sent_twice_are_kept_once(genk: Client, here: World) -> None:
    sent = {"do": "keep", "dayparts": ["evening"], "key": "of-this-form"}
    for _ in range(2):
        genk.post(reverse("preferences", args=[here.person.pk]), sent)
    assert here.person.preferences.count() == 1


def test_what_an_action_finds_wrong_stands_at_its_field(genk: Client, here: World) -> None:
    sent = {"do": "begin", "type": "nt2", "opened": "2026-13-45"}
    answer = genk.post(reverse("trajectory", args=[here.person.pk]), sent)
    assert answer.status_code == 422
    body = answer.content.decode()
    assert 'href="#begin-opened"' in body
    assert 'id="begin-opened"' in body
