# SPDX-License-Identifier: EUPL-1.2
"""The first administrator comes from the server; everybody after them from the pages."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from taalplan.audit.models import Event
from taalplan.register.models import Assignment

pytestmark = pytest.mark.django_db


def make(name: str = "bea") -> str:
    said = StringIO()
    call_command("first_administrator", name, stdout=said)
    return said.getvalue().strip().partition(": ")[2]


def test_they_can_log_in_and_add_others() -> None:
    browser = Client(SERVER_NAME="localhost")
    assert browser.login(username="bea", password=make())
    new = {"do": "add", "username": "griet", "first_name": "Griet", "last_name": "Claes"}
    assert browser.post(reverse("users"), new).status_code == 302
    assert "Griet Claes" in browser.get(reverse("users")).content.decode()
    assert Event.objects.filter(action="first_administrator", by=None).count() == 1


def test_there_is_one_first() -> None:
    make()
    with pytest.raises(CommandError, match="already"):
        make("jan")
    assert Assignment.objects.count() == 1


def test_a_given_password_is_shown_once_and_works() -> None:
    browser = Client(SERVER_NAME="localhost")
    browser.login(username="bea", password=make())
    browser.post(reverse("users"), {"do": "add", "username": "griet", "first_name": "G",
                                    "last_name": "C"})  # fmt: skip
    from django.contrib.auth import get_user_model

    griet = get_user_model().objects.get(username="griet")
    page = browser.post(reverse("password", args=[griet.pk])).content.decode()
    password = page.partition("<output>")[2].partition("</output>")[0]
    assert Client().login(username="griet", password=password)
    assert password not in browser.get(reverse("user", args=[griet.pk])).content.decode()


def test_the_last_administrator_stays() -> None:
    browser = Client(SERVER_NAME="localhost")
    browser.login(username="bea", password=make())
    held = Assignment.objects.get()
    address = reverse("user", args=[held.user_id])
    for do in (f"take-{held.pk}", "active"):
        assert browser.post(address, {"do": do}).status_code == 409
    assert Assignment.objects.filter(user__is_active=True).count() == 1
