# SPDX-License-Identifier: EUPL-1.2
"""A clerk writes in the middle of an extract: the snapshot is of before, whole, and nobody waits."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from lib import register as make
from taalplan.register.extract import extract
from taalplan.register.models import Demand, Number, Person, Placement, Registration
from taalplan.snapshot import Snapshot
from taalplan.snapshot.check import check_snapshot

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]
DAY = date(2026, 9, 30)


@pytest.fixture(autouse=True)
def _key(settings: Any) -> None:
    settings.PSEUDONYM_KEY = "k" * 40


def _register() -> None:
    desk, course = make.desk(), make.course()
    for _ in range(5):
        person = make.person()
        make.registration(person=person, desk=desk, date=date(2026, 9, 1))
        placement = Placement.objects.create(person=person, course=course, status="assigned")
        placement.changes.create(status="assigned", date=date(2026, 9, 3))
    Demand.objects.create(person=person, level="A1", profile="standard", since=date(2026, 9, 4))


@transaction.atomic
def _work() -> None:
    """What a busy minute changes: somebody new, somebody withdrawn, a place, a wait that ends."""
    new = make.person()
    make.registration(person=new, desk=make.desk(), date=date(2026, 9, 20))
    Demand.objects.create(person=new, level="A2", profile="standard", since=date(2026, 9, 20))
    Demand.objects.filter(level="A1").update(ended=date(2026, 9, 20), end_reason="placed")
    Registration.objects.filter(person=Person.objects.first()).update(withdrawn=True)
    placement = Placement.objects.order_by("pk")[0]
    placement.changes.create(status="withdrawn", date=date(2026, 9, 21))
    Placement.objects.filter(pk=placement.pk).update(status="withdrawn")
    Person.objects.filter(pk=new.pk - 1).update(birth_year=1950)


def _at(step: str, failed: list[BaseException]) -> Any:
    """Calls somebody else's work, in a connection of its own, when the extract is at a table."""

    def clerk() -> None:
        try:
            _work()
        except BaseException as error:
            failed.append(error)
        finally:
            connection.close()

    def progress(name: str, share: float) -> None:
        if name == step:
            thread = threading.Thread(target=clerk)
            thread.start()
            thread.join(timeout=15)
            assert not thread.is_alive(), "the clerk waits for the extract"

    return progress


def _rows(snapshot: Snapshot) -> dict[str, list[dict[str, Any]]]:
    return {name: snapshot.table(name).to_pylist() for name in snapshot.tables}


@pytest.mark.parametrize("step", ["people", "contracts", "placements", "feedback"])
def test_the_snapshot_is_of_one_moment(tmp_path: Path, step: str) -> None:
    _register()
    before = _rows(extract(out=tmp_path / "before", as_of=DAY).snapshot)
    failed: list[BaseException] = []
    during = extract(out=tmp_path / "during", as_of=DAY, progress=_at(step, failed)).snapshot
    assert failed == []
    assert _rows(during) == before
    assert [str(fault) for fault in check_snapshot(during)] == []
    after = _rows(extract(out=tmp_path / "after", as_of=DAY).snapshot)
    assert (len(after["people"]), len(after["demands"]), len(after["placements"])) == (6, 2, 6)
    assert Number.objects.count() == 0
