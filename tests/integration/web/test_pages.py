# SPDX-License-Identifier: EUPL-1.2
"""Forms as a browser without script sends them: twice, too late, faulty, by two clerks at once."""

from __future__ import annotations

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lib.desk_world import World, next_workday, world
from taalplan.audit.models import Event
from taalplan.register.models import Appointment, Person, Placement


@pytest.fixture
def here(db: None) -> World:
    """The desk of Genk with everything on its pages."""
    return world()


@pytest.fixture
def genk(here: World) -> Client:
    """A clerk of Genk who has opened the file of Sara El Amrani."""
    return at_desk("genk", here)


def at_desk(name: str, here: World) -> Client:
    """A browser of a user with that file open."""
    from django.contrib.auth import get_user_model

    client = Client(SERVER_NAME="localhost")
    client.force_login(get_user_model().objects.get(username=name))
    client.post(reverse("open_person", args=[here.person.pk]), {"doel": "counter"})
    return client


NEW = {
    "family_name": "Kovalenko",
    "given_names": "Olena",
    "birth_year": "1988",
    "target_group": "obliged",
    "key": "a-key-of-this-form",
}


def test_a_form_that_is_sent_twice_registers_once(genk: Client) -> None:
    first, second = (genk.post(reverse("register"), NEW) for _ in range(2))
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    assert Person.objects.filter(family_name="Kovalenko").count() == 1


def test_a_key_of_another_form_is_refused(genk: Client) -> None:
    genk.post(reverse("register"), NEW)
    other = genk.post(reverse("register"), NEW | {"family_name": "Shevchenko"})
    assert other.status_code == 409
    assert "laad de pagina opnieuw" in other.content.decode()


def test_faults_are_all_told_at_once_and_nothing_typed_is_lost(genk: Client) -> None:
    sent = {"insz": "94.05.03-122.50", "birth_day": "31", "birth_month": "2", "birth_year": "1994",
            "municipality": "Gnek", "phone": "089 12 34 56"}  # fmt: skip
    page = genk.post(reverse("register"), sent)
    text = page.content.decode()
    assert page.status_code == 422
    for field in ("id_insz", "id_family_name", "id_birth_day", "id_municipality"):
        assert f'href="#{field}"' in text
    assert "bedoelt u Genk" in text
    assert 'value="94.05.03-122.50"' in text
    assert 'value="089 12 34 56"' in text


def test_a_double_is_shown_before_anything_is_kept(genk: Client) -> None:
    sent = NEW | {"family_name": "Oyelaran", "given_names": "Adeola", "birth_year": "1991",
                  "birth_month": "2", "birth_day": "11"}  # fmt: skip
    page = genk.post(reverse("register"), sent)
    assert page.status_code == 422
    assert "Loket Hasselt" in page.content.decode()
    assert Person.objects.filter(family_name="Oyelaran").count() == 1
    assert genk.post(reverse("register"), sent | {"somebody_else": "on"}).status_code == 302
    assert Person.objects.filter(family_name="Oyelaran").count() == 2


def test_a_known_number_is_the_same_person_whatever_is_ticked(genk: Client) -> None:
    sent = NEW | {"insz": "94.05.03-122.51", "somebody_else": "on"}
    page = genk.post(reverse("register"), sent)
    assert page.status_code == 422
    assert "is al van iemand" in page.content.decode()


def test_of_people_of_other_desks_only_the_year_is_told(genk: Client) -> None:
    text = genk.get(reverse("find"), {"q": "Oyelaran"}).content.decode()
    assert "Oyelaran, Adeola Grace" in text
    assert "1991" in text
    assert "februari" not in text
    assert "Meld hier aan" in text


def test_every_look_has_its_purpose_in_the_log(genk: Client, here: World) -> None:
    row = Event.objects.filter(action="look_at", person=here.person.pk).last()
    assert row is not None
    assert row.purpose == "counter"
    assert genk.get(reverse("person", args=[here.alike.pk])).status_code == 302, "not opened yet"


def test_two_clerks_change_the_same_file_and_neither_loses_words(here: World) -> None:
    one, two = at_desk("genk", here), at_desk("limburg", here)
    address = reverse("edit_person", args=[here.person.pk])
    typed = {"family_name": "El Amrani", "given_names": "Sara", "birth_year": "1994",
             "birth_month": "5", "birth_day": "3", "version": str(here.person.version),
             "reason": "situation_changed"}  # fmt: skip
    assert one.post(address, typed | {"phone": "089 11 11 11"}).status_code == 302
    late = two.post(address, typed | {"phone": "089 22 22 22"})
    text = late.content.decode()
    assert late.status_code == 409
    assert "089 11 11 11" in text, "what is kept now"
    assert 'value="089 22 22 22"' in text, "what the second clerk typed"
    here.person.refresh_from_db()
    again = typed | {"phone": "089 22 22 22", "version": str(here.person.version)}
    assert two.post(address, again).status_code == 302
    here.person.refresh_from_db()
    assert here.person.phone == "089 22 22 22"


def test_the_last_seat_is_given_once_and_the_page_says_what_to_do(genk: Client, here: World):
    here.course.__class__.objects.filter(pk=here.course.pk).update(capacity=1)
    genk.post(reverse("open_person", args=[here.alike.pk]), {"doel": "placement"})
    page = genk.post(reverse("place", args=[here.alike.pk]), {"course": here.course.pk})
    assert page.status_code == 409
    assert "wachtlijst" in page.content.decode()
    assert Placement.objects.filter(person=here.alike).count() == 0


def test_a_time_that_was_just_taken_is_told(genk: Client, here: World) -> None:
    slot = here.appointment.slot
    slot.capacity = slot.taken
    slot.save()
    here.desk.opening_hours.update(staff=1)
    genk.post(reverse("open_person", args=[here.alike.pk]), {"doel": "counter"})
    sent = {"starts": next_workday().isoformat(), "purpose": "intake"}
    page = genk.post(reverse("book", args=[here.alike.pk]), sent)
    assert page.status_code == 409
    assert "kies een ander uur" in page.content.decode()
    assert Appointment.objects.filter(person=here.alike).count() == 0


def test_merged_files_come_apart_again(genk: Client, here: World) -> None:
    pair = [here.person.pk, here.alike.pk]
    assert genk.post(reverse("merge", args=pair)).status_code == 302
    gone = genk.get(reverse("person", args=[here.alike.pk]))
    assert gone["Location"] == reverse("person", args=[here.person.pk])
    made = here.person.merges_kept.get()
    assert genk.post(reverse("undo_merge", args=[made.pk])).status_code == 302
    here.alike.refresh_from_db()
    assert here.alike.merged_into_id is None


def test_own_data_as_a_file_names_the_looks(genk: Client, here: World) -> None:
    answer = genk.post(reverse("own_data", args=[here.person.pk]), {"as": "file"})
    assert answer["Content-Type"] == "application/json"
    assert answer.json()["data"]["person"][0]["family_name"] == "El Amrani"
    assert "look_at" in str(answer.json())


def test_own_data_as_a_document(genk: Client, here: World) -> None:
    answer = genk.post(reverse("own_data", args=[here.person.pk]), {"as": "pdf"})
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "no-store"
    assert answer.content.startswith(b"%PDF")


def test_own_data_as_a_page_is_in_words(genk: Client, here: World) -> None:
    page = genk.post(reverse("own_data", args=[here.person.pk]), {"as": "page"}).content.decode()
    assert "Wat kunt u vragen?" in page
    assert "eerste aanmelding" in page
    assert "target_group" not in page


def test_what_is_disputed_stands_in_the_file_until_it_is_settled(genk: Client, here: World) -> None:
    file = reverse("person", args=[here.person.pk])
    genk.post(reverse("dispute", args=[here.person.pk]), {"what": "birth_year"})
    assert "De persoon betwist:" in genk.get(file).content.decode()
    twice = genk.post(reverse("dispute", args=[here.person.pk]), {"what": "birth_year"})
    assert twice.status_code == 422
    genk.post(reverse("settle", args=[here.person.restrictions.get().pk]))
    assert "De persoon betwist:" not in genk.get(file).content.decode()


def test_the_day_is_looked_at_once_in_the_log(genk: Client) -> None:
    for _ in range(3):
        genk.get(reverse("desk"))
    assert Event.objects.filter(action="look_at_day").count() == 1


def test_looking_opens_no_transaction(genk: Client, here: World) -> None:
    for route in ("desk", "find", "courses", "waiting_list", "register"):
        genk.get(reverse(route))  # what is written once a day is written now
        with CaptureQueriesContext(
            connection,
        ) as asked:
            genk.get(reverse(route))
        began = [each["sql"] for each in asked if each["sql"].startswith(("BEGIN", "SAVEPOINT"))]
        assert began == [], route


def test_pages_bring_everything_themselves(genk: Client) -> None:
    page = genk.get(reverse("desk"))
    policy = page["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    text = page.content.decode()
    assert "<style" not in text
    assert " style=" not in text
    assert " onclick=" not in text
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "Registreer iemand"), ("en", "Register somebody"),
                            ("fr", "Enregistrer quelqu’un")])  # fmt: skip
def test_the_language_is_the_one_that_was_chosen(genk: Client, language: str, words: str) -> None:
    genk.post(reverse("set_language"), {"language": language, "next": "/"})
    page = genk.get(reverse("desk"), HTTP_ACCEPT_LANGUAGE="de")
    assert f'lang="{language}"' in page.content.decode()
    assert words in page.content.decode()


def test_without_a_choice_it_is_dutch_whatever_the_browser_wants(genk: Client) -> None:
    page = genk.get(reverse("desk"), HTTP_ACCEPT_LANGUAGE="fr-BE,fr")
    assert page["Content-Language"] == "nl"


def test_a_database_that_is_away_is_a_503_with_a_word_to_wait(
    genk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_arguments: object, **_options: object) -> None:
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr("taalplan.web.views.home.appointments_on", away)
    genk.raise_request_exception = False
    page = genk.get(reverse("desk"))
    assert page.status_code == 503
    assert page["Retry-After"] == "10"
    assert "Wacht een halve minuut" in page.content.decode()
