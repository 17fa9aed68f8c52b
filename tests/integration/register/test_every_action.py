# SPDX-License-Identifier: EUPL-1.2
"""Every action is done once: one row in the log, one transaction, and nothing for who may not.

The table of calls is `lib.every_action.CALLS`; an action without a line there fails.
"""

from __future__ import annotations

import json
from itertools import chain

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.db import OperationalError, connections

from lib import register as make
from lib.actions import ALL, QUESTIONS
from lib.every_action import CALLS, ROWS, WORDS, World
from taalplan.audit import log
from taalplan.audit.log import broken_rows
from taalplan.audit.models import Event
from taalplan.register.models import Role
from taalplan.register.permissions import NotAllowedError

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _key(settings):
    settings.ERASED_KEY = "k" * 40


def everything():
    """Every row of the register, of questions and of the log."""
    rooms = [apps.get_app_config(room).get_models() for room in ("register", "questions")]
    models = [*chain(*rooms), get_user_model(), Event]
    return {model: sorted(map(repr, model._default_manager.values_list())) for model in models}


def test_every_action_has_a_line():
    """A new action is called here, or the test fails."""
    assert CALLS.keys() == ALL.keys()


@pytest.mark.parametrize("name", sorted(CALLS))
def test_it_writes_one_row_that_says_nothing_about_anybody(name):
    """The chain goes on; the row says who and what, in codes and numbers."""
    by, asked = CALLS[name](World())
    known = Event.objects.count()
    ALL[name](by=by, **asked)
    rows = list(Event.objects.order_by("id")[known:])
    assert len(rows) == ROWS.get(name, 1)
    assert list(broken_rows()) == []
    for row in rows:
        assert row.by == by
        said = json.dumps([row.action, row.kind, row.purpose, row.detail])
        assert [word for word in WORDS if word in said] == []


class BreaksError(OperationalError):
    """Something goes wrong: the database itself, as Django tells of it."""


def before_the_row(monkeypatch, break_off):
    """The change is made, and nothing is written about it yet."""
    _around_writers(monkeypatch, lambda real: break_off)


def inside_the_row(monkeypatch, break_off):
    """The last row was read, and the new one is being made."""
    monkeypatch.setattr(Event, "content_hash", break_off)


def after_the_row(monkeypatch, break_off):
    """Row and change are there, and something breaks after them."""

    def and_then(real):
        def write(*arguments, **options):
            real(*arguments, **options)
            break_off()

        return write

    _around_writers(monkeypatch, and_then)


def at_the_commit(monkeypatch, break_off):
    """All is done, and the database cannot keep it (the disk is full)."""
    known = Event.objects.count()
    breaks_once(
        monkeypatch, "savepoint_commit", break_off, when=lambda: Event.objects.count() > known
    )


def breaks_once(monkeypatch, name, break_off, when=lambda: True):
    """A method of the connection breaks the first time that it is asked, and then no more."""
    kind = type(connections["default"])
    real, done = getattr(kind, name), []

    def method(self, *arguments):
        if not done and when():
            done.append(name)
            break_off()
        return real(self, *arguments)

    monkeypatch.setattr(kind, name, method)


def _around_writers(monkeypatch, around):
    from taalplan.register.intake import batch, take

    for room in {log, batch, take}:
        for writer in ("record", "record_many"):
            if hasattr(room, writer):
                monkeypatch.setattr(room, writer, around(getattr(room, writer)))


POINTS = [before_the_row, inside_the_row, after_the_row, at_the_commit]


@pytest.mark.parametrize("point", POINTS, ids=lambda each: each.__name__)
@pytest.mark.parametrize("name", sorted(CALLS))
def test_broken_off_at_any_point_it_has_done_nothing(name, point, monkeypatch):
    """Row and change are both there, or neither."""
    by, asked = CALLS[name](World())
    before, broke = everything(), []

    def break_off(*_arguments, **_options):
        broke.append(name)
        raise BreaksError

    point(monkeypatch, break_off)
    with pytest.raises(BreaksError):
        ALL[name](by=by, **asked)
    assert broke == [name]
    assert everything() == before


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["placements.transfer", "people.change_person", "intake.take_in"])
def test_broken_off_at_the_commit_of_the_database_itself(name, monkeypatch):
    """The same in a transaction of its own, which no test is around."""
    by, asked = CALLS[name](World())
    before, broke = everything(), []

    def break_off():
        broke.append(name)
        raise BreaksError

    breaks_once(monkeypatch, "commit", break_off)
    with pytest.raises(BreaksError):
        ALL[name](by=by, **asked)
    assert broke == [name]
    assert everything() == before


@pytest.mark.parametrize("who", ["nobody", "another role", "a desk elsewhere", "anonymous"])
@pytest.mark.parametrize("name", sorted(CALLS))
def test_who_may_not_changes_nothing_and_leaves_no_row(name, who):
    """Refused before anything is written: no role, another one, another area, not logged in."""
    _, asked = CALLS[name](World())
    if (name, who) in ALSO_ELSEWHERE:
        pytest.skip(ALSO_ELSEWHERE[name, who])
    other = Role.ADMINISTRATOR if name in QUESTIONS else Role.POLICY
    user = {
        "nobody": lambda: make.user(role=None),
        "another role": lambda: make.user(role=other),
        "a desk elsewhere": lambda: make.user(role=Role.DESK, where="loket-boom"),
        "anonymous": AnonymousUser,
    }[who]()
    before = everything()
    with pytest.raises(NotAllowedError):
        ALL[name](by=user, **asked)
    assert everything() == before


ALSO_ELSEWHERE = {
    ("people.register_person", "a desk elsewhere"): "whoever works at a desk may make a file",
}
"""What somebody at another desk may do too."""
