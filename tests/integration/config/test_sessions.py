# SPDX-License-Identifier: EUPL-1.2
"""A session is read and kept as Django keeps it, and is gone at once when somebody logs out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth import get_user
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lib import courses as make
from taalplan.config.environment import database
from taalplan.config.login import Backend
from taalplan.config.sessions import SessionStore
from taalplan.register.models import Assignment, Role
from taalplan.register.permissions import rights_of

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_what_is_kept_is_what_django_reads_and_the_other_way_round() -> None:
    """One table, one way of signing: only the statements differ."""
    ours = SessionStore()
    ours["desk"] = "loket-genk"
    ours.save()
    ours["desk"] = "loket-lier"
    ours.save()
    theirs = db.SessionStore(ours.session_key)
    assert theirs["desk"] == "loket-lier"
    theirs["looks"] = {"7": ["counter", 1.5]}
    theirs.save()
    assert dict(SessionStore(ours.session_key).items()) == dict(theirs.items())
    kept = Session.objects.get(pk=ours.session_key)
    assert abs(kept.expire_date - timezone.now() - timedelta(hours=12)) < timedelta(minutes=1)


def test_a_session_that_ended_or_never_was_is_empty() -> None:
    """Nothing is read of it, and its key is not used again."""
    past = SessionStore()
    past["desk"] = "loket-genk"
    past.save()
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    for key in (past.session_key, "of-nobody"):
        store = SessionStore(key)
        assert not list(store.keys())
        assert store.session_key is None


def test_a_session_that_was_removed_is_not_kept_again() -> None:
    """Somebody logged out in another window while this request was carried out."""
    store = SessionStore()
    store.save()
    again = SessionStore(store.session_key)
    again["desk"] = "loket-genk"
    store.delete()
    with pytest.raises(UpdateError):
        again.save()
    assert not Session.objects.exists()


def test_a_role_that_is_taken_away_is_gone_at_the_next_page() -> None:
    """So is somebody who is no longer active."""
    make.desk()
    clerk, browser = make.clerk(), Client()
    browser.force_login(clerk)
    assert browser.get("/registreren/").status_code == 200
    Assignment.objects.all().delete()
    assert browser.get("/registreren/").status_code == 403
    type(clerk).objects.update(is_active=False)
    assert browser.get("/registreren/").status_code == 302
    assert get_user(browser).is_anonymous


def test_who_is_logged_in_comes_with_their_rights_in_one_statement() -> None:
    """The same user and rights as asked one by one; nobody for a number that is nobody's."""
    clerk = make.clerk()
    make.user_of(role=Role.COORDINATOR, where="limburg", name=clerk.username)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        user = Backend().get_user(clerk.pk)
        rights = rights_of(user)
    assert len(asked) == 1
    assert user == clerk
    assert user.password == type(clerk).objects.get(pk=clerk.pk).password
    clerk._taalplan_rights = None
    assert rights == rights_of(clerk)
    assert (rights.desks, rights.areas) == ({"loket-genk"}, {"limburg"})
    assert Backend().get_user(0) is None
    nobody = make.user_of(role=Role.DESK, where="loket-genk", name="without")
    nobody.assignments.all().delete()
    assert rights_of(Backend().get_user(nobody.pk)).roles == frozenset()


def test_a_form_that_is_sent_waits_for_the_disk_once() -> None:
    """Person, registration, log and session are one transaction."""
    make.desk()
    browser = Client()
    browser.force_login(make.clerk())
    new = {"family_name": "Kovalenko", "target_group": "obliged", "key": "one-commit"}
    with CaptureQueriesContext(connection) as asked:
        assert browser.post("/registreren/", new).status_code == 302
    said = [query["sql"].split()[0].upper() for query in asked]
    wrote = [number for number, word in enumerate(said) if word in ("INSERT", "UPDATE")]
    assert len(wrote) >= 7
    assert said.count("BEGIN") <= 1
    between = said[wrote[0] : wrote[-1]]
    assert not {"BEGIN", "COMMIT"} & set(between)


@pytest.mark.parametrize(("text", "value"), [("", 3), ("?prepare_threshold=none", None),
                                             ("?prepare_threshold=8", 8)])  # fmt: skip
def test_a_pooler_that_keeps_no_statements_can_be_used(text: str, value: int | None) -> None:
    """The end of the address says so; what else stands there is the driver's."""
    options = database(f"postgresql://someone@server:5432/register{text}")["OPTIONS"]
    assert isinstance(options, dict)
    assert options["prepare_threshold"] == value
