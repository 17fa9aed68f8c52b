# SPDX-License-Identifier: EUPL-1.2
"""A coordinator sets hours and closing days for every desk of the area at once, or for one."""

from __future__ import annotations

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from lib.desk_world import user_named, world
from taalplan.audit.models import Event
from taalplan.register.actions import places
from taalplan.register.models import Closure, OpeningHours

pytestmark = pytest.mark.django_db
HOURS = {"do": "set", "weekday": "6", "opens": "10:00", "closes": "12:00", "staff": "1",
         "valid_from": "2026-12-01", "key": "once"}  # fmt: skip
DAYS = {"do": "close", "first_day": "2026-12-24", "last_day": "2026-12-31", "reason": "kerst"}
LIMBURG = {"loket-genk", "loket-hasselt"}


@pytest.fixture
def limburg() -> Client:
    """The coordinator of Limburg, at the desk of Genk; Geel is in another area."""
    world()
    client = Client(SERVER_NAME="localhost")
    client.force_login(user_named("limburg"))
    client.post(reverse("choose_desk"), {"desk": "loket-genk"})
    return client


def sundays() -> set[str]:
    """The desks that are open on Sunday."""
    return set(OpeningHours.objects.filter(weekday=6).values_list("desk__code", flat=True))


def test_hours_for_all_desks_of_the_area_and_no_other(limburg: Client) -> None:
    logged = Event.objects.filter(action="set_opening_hours").count()
    for _ in range(2):
        assert limburg.post(reverse("hours"), HOURS | {"all_desks": "on"}).status_code == 302
    assert sundays() == LIMBURG
    assert OpeningHours.objects.filter(weekday=6, opens=time(10)).count() == 2
    assert Event.objects.filter(action="set_opening_hours").count() == logged + 2


def test_without_the_choice_only_this_desk(limburg: Client) -> None:
    limburg.post(reverse("hours"), HOURS)
    limburg.post(reverse("hours"), DAYS)
    assert sundays() == {"loket-genk"}
    assert [each.desk.code for each in Closure.objects.all()] == ["loket-genk"]


def test_closing_days_for_all_of_them(limburg: Client) -> None:
    limburg.post(reverse("hours"), DAYS | {"all_desks": "on"})
    assert {each.desk.code for each in Closure.objects.all()} == LIMBURG
    assert {each.first_day for each in Closure.objects.all()} == {date(2026, 12, 24)}


def test_when_one_desk_refuses_none_has_them(limburg: Client, monkeypatch) -> None:
    real = places.set_opening_hours

    def refuses(*, desk, **given):
        if desk.code == "loket-hasselt":
            raise ValidationError({"opens": "kan niet"})
        return real(desk=desk, **given)

    monkeypatch.setattr(places, "set_opening_hours", refuses)
    answer = limburg.post(reverse("hours"), HOURS | {"all_desks": "on"})
    assert answer.status_code == 422
    assert 'href="#set-opens"' in answer.content.decode()
    assert sundays() == set()


def test_the_choice_names_the_desks_and_is_not_there_for_who_has_one(limburg: Client) -> None:
    page = limburg.get(reverse("hours")).content.decode()
    assert 'id="set-all_desks"' in page
    assert "Ook voor de andere van" in page
    assert ": Loket Hasselt</span>" in " ".join(page.split())
    only = Client(SERVER_NAME="localhost")
    only.force_login(user_named("antwerpen"))
    assert 'id="set-all_desks"' not in only.get(reverse("hours")).content.decode()
