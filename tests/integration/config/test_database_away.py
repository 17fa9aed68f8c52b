# SPDX-License-Identifier: EUPL-1.2
"""A database that is away is a 503 that says when to come back, never a 500 or a 400.

database │ up    down       up
/klaar/  │ 200   503 (10 s) 200
"""

from __future__ import annotations

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import IntegrityError, InterfaceError, OperationalError, close_old_connections
from django.test import Client

from lib import courses as make
from lib.databases import TEMPLATE, register_on
from lib.postgres import Server
from taalplan.config.trouble import is_trouble


@pytest.fixture
def clerk(db: None) -> Client:
    """A browser in which a clerk is logged in; it sees what a browser sees."""
    make.desk()
    browser = Client(raise_request_exception=False)
    browser.force_login(make.clerk())
    return browser


def test_a_page_that_cannot_be_read_is_told_when_to_try_again(
    clerk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for error in (OperationalError("server closed the connection"), InterfaceError("closed")):
        monkeypatch.setattr("django.db.models.query.QuerySet._fetch_all", _raiser(error))
        answer = clerk.get("/vandaag/")
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")


def test_a_session_that_cannot_be_saved_is_trouble_and_a_deleted_one_is_not(
    clerk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk.get("/vandaag/")
    answers = {}
    for error in (OperationalError("down"), IntegrityError("gone")):
        monkeypatch.setattr(SessionStore, "create_model_instance", _raiser(error))
        answers[type(error).__name__] = clerk.post("/loket/", {"desk": "loket-genk"}).status_code
    assert answers["OperationalError"] == 503
    assert answers["IntegrityError"] != 503


def test_trouble_is_found_behind_other_errors() -> None:
    try:
        try:
            raise OperationalError("down")
        except OperationalError:
            raise SessionInterrupted("deleted?")  # noqa: B904 - as Django does it
    except SessionInterrupted as error:
        assert is_trouble(error)
    assert not is_trouble(SessionInterrupted("deleted"))
    assert not is_trouble(None)


@pytest.mark.slow
def test_a_real_server_that_goes_away_and_comes_back(
    migrated_server: Server, django_db_blocker: pytest.FixtureRequest
) -> None:
    url = migrated_server.make_database("away", like=TEMPLATE)
    browser = Client(raise_request_exception=False)
    with django_db_blocker.unblock(), register_on(url):
        assert browser.get("/klaar/").status_code == 200
        migrated_server.stop()
        away = browser.get("/klaar/")
        migrated_server.start()
        close_old_connections()  # the web server does this between requests, the client does not
        back = browser.get("/klaar/")
    assert (away.status_code, away.headers["Retry-After"], back.status_code) == (503, "10", 200)


def _raiser(error: Exception):
    def fail(*arguments: object, **named: object) -> None:
        raise error

    return fail
