# SPDX-License-Identifier: EUPL-1.2
"""A course keeps the name and the place of its day, on the pages and in the snapshot.

          2024-12-31 | 2025-01-01
centre    CVO-GENK   | Leerhuis Limburg
site      Genk 71016 | Genk, then Hasselt 71072 from 2025-07-01
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lib import register as make
from taalplan.register.actions import moving, places, waiting
from taalplan.register.extract import extract
from taalplan.register.models import Centre, Course, Role, Site
from taalplan.register.queue import fitting
from taalplan.snapshot.check import check_snapshot
from taalplan.vocabulary.codes import Component, Profile
from taalplan.web.fitting import offers, wish_of

pytestmark = pytest.mark.django_db
CHANGE, LATER = date(2025, 1, 1), date(2025, 7, 1)


@pytest.fixture(autouse=True)
def _key(settings):
    settings.PSEUDONYM_KEY = "k" * 40


@pytest.fixture
def admin():
    """Who manages places."""
    return make.user(role=Role.ADMINISTRATOR)


def course(code: str, start: date, site: Site | None = None) -> Course:
    """Given for a hundred days."""
    return make.course(code=code, start=start, end=start + timedelta(days=100), site=site)


def test_courses_before_keep_the_name_and_those_after_have_the_new_one(admin, tmp_path):
    """Three courses: before the new name, over it, and after it."""
    before = course("VOOR", date(2024, 9, 1))
    over = course("OVER", date(2024, 12, 1), before.site)
    after = course("NA", date(2025, 2, 1), before.site)
    new = moving.rename_centre(
        centre=before.site.centre, name="Leerhuis Limburg", valid_from=CHANGE, by=admin
    )
    named = dict(Course.objects.values_list("code", "site__centre__name"))
    assert named == {"VOOR": "CVO-GENK", "OVER": "CVO-GENK", "NA": "Leerhuis Limburg"}
    moved = moving.move_site(
        site=new.sites.get(), name="Campus Hasselt", municipality="71072", valid_from=LATER,
        by=admin,
    )  # fmt: skip
    last = course("LAATST", LATER, moved)
    planner = Client(SERVER_NAME="localhost")
    planner.force_login(make.user(role=Role.CENTRE))
    for each, name, town in (
        (before, "CVO-GENK", "Genk"), (over, "CVO-GENK", "Genk"),
        (after, "Leerhuis Limburg", "Genk"), (last, "Leerhuis Limburg", "Hasselt"),
    ):  # fmt: skip
        page = planner.get(reverse("course", args=[each.pk])).content.decode()
        assert f"<dd>{name}</dd>" in page
        assert f", {town}</dd>" in page
    snapshot = extract(out=tmp_path / "snapshot", as_of=date(2026, 9, 30)).snapshot
    rows = snapshot.table("centres").to_pylist()
    assert {row["name"]: (row["valid_from"], row["valid_to"]) for row in rows} == {
        "CVO-GENK": (make.SINCE, CHANGE - timedelta(days=1)),
        "Leerhuis Limburg": (CHANGE, None),
    }
    towns = {row["start"]: row["municipality"] for row in snapshot.table("courses").to_pylist()}
    assert towns == {before.start: "71016", over.start: "71016", after.start: "71016",
                     LATER: "71072"}  # fmt: skip
    assert [str(fault) for fault in check_snapshot(snapshot)] == []


def test_who_waits_for_a_centre_waits_for_it_under_its_new_name(admin):
    """The place in the queue stays, nobody waits twice, and a course of the new name fits."""
    desk, today = make.desk(), timezone.localdate()
    person, clerk = make.person(at=desk), make.user()
    old = make.site().centre
    asked = {"person": person, "level": Component.A1, "profile": Profile.STANDARD,
             "since": date(2024, 9, 1), "by": clerk}  # fmt: skip
    waits = waiting.wait_for(centre=old, **asked)
    person.preferences.create(valid_from=date(2024, 9, 1), centre=old)
    new = moving.rename_centre(centre=old, name="Leerhuis", valid_from=CHANGE, by=admin)
    given = course("NA", today + timedelta(days=30), new.sites.get(valid_from=CHANGE))
    with pytest.raises(waiting.AlreadyWaitingError):
        waiting.wait_for(centre=new, **asked)
    assert [each.pk for each in fitting(given)] == [waits.pk]
    wish = wish_of(person, "A1")
    assert wish.centre == new.pk
    found = next(each for each in offers(person, "A1", wish) if each.course == given)
    assert "Leerhuis" in found.good
    waits.refresh_from_db()
    waits.delete()
    assert wish_of(person, "A1").centre == new.pk, "a wish of before is for the centre of now"


def test_a_site_that_ends_later_ends_on_its_day_and_one_that_begins_later_begins_then(admin):
    """Periods are cut at the day and nothing else of them changes."""
    centre = make.centre()
    ending, coming = make.site(code="a"), make.site(code="b")
    Site.objects.filter(pk=ending.pk).update(valid_to=LATER)
    Site.objects.filter(pk=coming.pk).update(valid_from=LATER)
    gone = make.site(code="c")
    Site.objects.filter(pk=gone.pk).update(valid_to=date(2024, 6, 30))
    new = moving.rename_centre(centre=centre, name="Leerhuis", valid_from=CHANGE, by=admin)
    periods = sorted(Site.objects.values_list("code", "centre", "valid_from", "valid_to"))
    assert periods == [
        ("a", centre.pk, make.SINCE, date(2024, 12, 31)),
        ("a", new.pk, CHANGE, LATER),
        ("b", new.pk, LATER, None),
        ("c", centre.pk, make.SINCE, date(2024, 6, 30)),
    ]


@pytest.mark.parametrize("day", [make.SINCE, date(2019, 1, 1), date(2025, 1, 2)])
def test_a_day_that_divides_no_period_is_refused(admin, day):
    """Before it began, on its first day, or after it ended."""
    centre = make.site().centre
    places.end_place(place=centre, last_day=CHANGE, by=admin)
    with pytest.raises(ValidationError):
        moving.rename_centre(centre=centre, name="Leerhuis", valid_from=day, by=admin)
    assert Centre.objects.count() == 1


def test_the_old_coordinates_stay_behind_when_a_site_moves(admin):
    """Another name alone keeps them."""
    site = make.site()
    Site.objects.filter(pk=site.pk).update(latitude=50.9, longitude=5.5)
    named = moving.move_site(site=site, name="Campus", valid_from=CHANGE, by=admin)
    assert (named.latitude, named.longitude) == (50.9, 5.5)
    moved = moving.move_site(site=named, municipality="71072", valid_from=LATER, by=admin)
    assert (moved.latitude, moved.name) == (None, "Campus")
