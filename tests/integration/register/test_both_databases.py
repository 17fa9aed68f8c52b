# SPDX-License-Identifier: EUPL-1.2
"""The marker `both_databases` really puts the register on both, with the register's settings."""

from __future__ import annotations

import pytest
from django.db import connection

from taalplan.register.models import Centre

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]


def test_the_test_runs_on_the_database_it_is_named_after(which_database: str) -> None:
    assert which_database.startswith(connection.vendor)


def test_the_database_is_a_real_one_and_not_in_memory() -> None:
    assert "memory" not in str(connection.settings_dict["NAME"])


def test_sqlite_syncs_every_commit_and_postgresql_does_not_wait_for_ever_for_a_lock() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("pragma synchronous")
            assert cursor.fetchone() == (2,)
            cursor.execute("pragma journal_mode")
            assert cursor.fetchone() == ("wal",)
        else:
            cursor.execute("show lock_timeout")
            assert cursor.fetchone() == ("10s",)


@pytest.mark.parametrize("time", ["first", "second"])
def test_what_one_test_writes_the_next_does_not_see(time: str) -> None:
    assert not Centre.objects.exists()
    Centre.objects.create(code="cvo-lier", name="CVO Lier", kind="cvo", valid_from="2020-01-01")
