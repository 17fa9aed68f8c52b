# SPDX-License-Identifier: EUPL-1.2
"""A session that ends while a form is open: the words are there again, for the same clerk only."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from lib.desk_world import PASSWORD, World, world
from taalplan.register.models import Person, Preference
from taalplan.web import drafts

TYPED = {
    "family_name": "Kovalenko",
    "given_names": "Olena",
    "birth_year": "1988",
    "target_group": "obliged",
    "key": "the-key-of-this-form",
}


@pytest.fixture
def here(db: None) -> World:
    """The desk of Genk with everything on its pages."""
    return world()


def log_in(client: Client, name: str = "genk", onward: str = "/") -> str:
    """Through the login page; where it leads."""
    answer = client.post(
        f"{reverse('login')}?next={onward}",
        {"username": name, "password": PASSWORD, "next": onward},
    )
    return str(answer["Location"])


def end_session(client: Client) -> None:
    """As the clock does."""
    Session.objects.filter(session_key=client.session.session_key).delete()


@pytest.fixture
def late(here: World) -> Client:
    """A clerk of Genk whose session ended before she sent the form."""
    client = Client(SERVER_NAME="localhost")
    log_in(client)
    end_session(client)
    answer = client.post(reverse("register"), TYPED)
    assert answer["Location"] == "/aanmelden/?next=/registreren/"
    return client


def test_what_was_typed_is_there_after_logging_in_and_can_be_sent(late: Client) -> None:
    assert "Wat u typte is bewaard" in late.get(reverse("login")).content.decode()
    assert log_in(late, onward="/registreren/") == "/registreren/"
    body = late.get("/registreren/").content.decode()
    for value in ("Kovalenko", "Olena", "1988", "the-key-of-this-form"):
        assert f'value="{value}"' in body
    assert "er is nog niets bewaard" in body
    assert not Person.objects.filter(family_name="Kovalenko").exists()
    assert late.post("/registreren/", TYPED).status_code == 302
    late.post("/registreren/", TYPED)
    assert Person.objects.filter(family_name="Kovalenko").count() == 1


def test_it_is_given_once_and_not_kept_after_that(late: Client) -> None:
    log_in(late)
    late.get("/registreren/")
    assert "Kovalenko" not in late.get("/registreren/").content.decode()
    assert "draft" not in late.session


def test_somebody_else_who_logs_in_sees_nothing(late: Client) -> None:
    log_in(late, "limburg")
    assert "Kovalenko" not in late.get("/registreren/").content.decode()
    assert "draft" not in late.session


def test_after_an_hour_the_words_are_gone(late: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert late.session.get_expiry_age() <= drafts.KEPT_SECONDS
    session = late.session
    session["draft"] |= {"until": 0}
    session.save()
    log_in(late)
    assert "Kovalenko" not in late.get("/registreren/").content.decode()


def test_the_session_lasts_its_usual_time_after_logging_in(late: Client) -> None:
    log_in(late)
    assert late.session.get_expiry_age() > drafts.KEPT_SECONDS


def test_who_never_logged_in_here_leaves_nothing(here: World) -> None:
    client = Client(SERVER_NAME="localhost")
    client.post(reverse("register"), TYPED)
    assert "draft" not in client.session


def test_a_form_as_long_as_a_book_is_not_kept(here: World) -> None:
    client = Client(SERVER_NAME="localhost")
    log_in(client)
    end_session(client)
    client.post(reverse("register"), TYPED | {"given_names": "a" * (drafts.MOST + 1)})
    assert "draft" not in client.session


def test_a_button_is_not_pressed_unasked_but_its_page_comes_back(here: World) -> None:
    client = Client(SERVER_NAME="localhost")
    log_in(client)
    end_session(client)
    answer = client.post(
        reverse("close_appointment", args=[here.appointment.pk]),
        {"status": "cancelled"},
        HTTP_REFERER="http://localhost/?dag=1",
    )
    assert answer["Location"] == "/aanmelden/?next=/%3Fdag%3D1"
    here.appointment.refresh_from_db()
    assert here.appointment.status == "booked"


def test_part_of_a_page_is_not_replaced_by_the_login_page(here: World) -> None:
    client = Client(SERVER_NAME="localhost")
    answer = client.post(reverse("doubles"), TYPED, HTTP_HX_REQUEST="true")
    assert (answer.status_code, answer.content) == (204, b"")


def test_a_form_of_a_file_asks_why_first_and_is_filled_in_then(here: World) -> None:
    client = Client(SERVER_NAME="localhost")
    log_in(client)
    path = reverse("preferences", args=[here.person.pk])
    end_session(client)
    typed = {"do": "keep", "dayparts": ["evening"], "reason": "werkt overdag", "key": "k"}
    client.post(path, typed)
    log_in(client, onward=path)
    asked = client.get(path)
    assert "/openen/" in asked["Location"]
    client.post(asked["Location"], {"doel": "counter"})
    body = client.get(path).content.decode()
    assert 'value="werkt overdag"' in body
    assert not Preference.objects.exists()
    assert client.post(path, typed).status_code == 302
    assert Preference.objects.get().dayparts == ["evening"]


def test_who_logged_in_again_in_another_window_finds_the_words_too(here: World) -> None:
    client = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    client.get(reverse("login"))
    token = client.cookies["csrftoken"].value
    client.post(
        reverse("login"),
        {"username": "genk", "password": PASSWORD, "csrfmiddlewaretoken": token},
    )
    old = TYPED | {"csrfmiddlewaretoken": "x" * 32}
    answer = client.post("/registreren/", old, HTTP_ORIGIN="http://localhost")
    assert answer["Location"] == "/registreren/"
    assert 'value="Kovalenko"' in client.get("/registreren/").content.decode()
    elsewhere = client.post("/registreren/", old, HTTP_ORIGIN="http://elsewhere.example")
    assert elsewhere.status_code == 403
    assert "Kovalenko" not in client.get("/registreren/").content.decode()
