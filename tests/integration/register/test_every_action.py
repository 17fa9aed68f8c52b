# SPDX-License-Identifier: EUPL-1.2
"""Every action is done once: one row in the log, one transaction, and nothing for who may not.

The table of calls is `lib.every_action.CALLS`; an action without a line there fails.
"""

from __future__ import annotations

import json

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser

from lib import register as make
from lib.actions import ALL
from lib.every_action import BESIDE, CALLS, ROWS, WORDS, World
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
    """Every row of the register and of the log."""
    models = [*apps.get_app_config("register").get_models(), Event]
    return {model: sorted(map(repr, model._default_manager.values_list())) for model in models}


def test_every_action_has_a_line():
    """A new action is called here, or the test fails."""
    assert CALLS.keys() | BESIDE.keys() == ALL.keys()
    assert not CALLS.keys() & BESIDE.keys()


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


class BreaksError(Exception):
    """Something goes wrong at the last moment."""


@pytest.mark.parametrize("name", sorted(CALLS))
def test_broken_off_at_the_end_it_has_done_nothing(name, monkeypatch):
    """The row was written and then something breaks: row and change are both gone."""
    by, asked = CALLS[name](World())
    before, broke = everything(), []

    def breaking(real):
        def write(*arguments, **options):
            real(*arguments, **options)
            broke.append(name)
            raise BreaksError

        return write

    from taalplan.register.intake import batch, take

    for room in {log, batch, take}:
        for writer in ("record", "record_many"):
            if hasattr(room, writer):
                monkeypatch.setattr(room, writer, breaking(getattr(room, writer)))
    with pytest.raises(BreaksError):
        ALL[name](by=by, **asked)
    assert broke
    assert everything() == before


@pytest.mark.parametrize("who", ["nobody", "policy", "a desk elsewhere", "anonymous"])
@pytest.mark.parametrize("name", sorted(CALLS))
def test_who_may_not_changes_nothing_and_leaves_no_row(name, who):
    """Refused before anything is written: no role, figures only, another area, not logged in."""
    _, asked = CALLS[name](World())
    if (name, who) in ALSO_ELSEWHERE:
        pytest.skip(ALSO_ELSEWHERE[name, who])
    user = {
        "nobody": lambda: make.user(role=None),
        "policy": lambda: make.user(role=Role.POLICY),
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
