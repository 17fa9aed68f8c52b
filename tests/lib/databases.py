# SPDX-License-Identifier: EUPL-1.2
"""Tests marked `both_databases` run twice: on a file of SQLite and on a server of PostgreSQL.

Each module gets a fresh database of each kind, copied from one that was migrated once, and the
register's settings for it: what is tested is what runs. A worker of pytest-xdist has its own
server. Where PostgreSQL cannot be had its half is skipped; with CI=true it fails.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

from lib.postgres import NoPostgresError, Server

KINDS = ("sqlite", "postgresql")
TEMPLATE = "taalplan_template"
_numbers = count(1)


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    config.addinivalue_line("markers", "both_databases: runs on SQLite and on PostgreSQL")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test of each kind for what is marked `both_databases`."""
    if metafunc.definition.get_closest_marker("both_databases"):
        metafunc.parametrize("which_database", KINDS, indirect=True, scope="module")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A running server, stopped and removed at the end."""
    try:
        server = Server()
    except NoPostgresError as problem:
        if os.environ.get("CI") == "true":
            pytest.fail(str(problem))
        pytest.skip(str(problem))
    yield server
    server.remove()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory, django_db_setup, django_db_blocker):
    """A file of SQLite with the tables of the register and nothing in them."""
    file = tmp_path_factory.mktemp("migrated") / "register.sqlite3"
    with django_db_blocker.unblock():
        _migrate(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def migrated_server(postgres: Server, django_db_setup, django_db_blocker) -> Server:
    """A server with a database to copy, with the tables of the register and nothing in them."""
    with django_db_blocker.unblock():
        _migrate(postgres.make_database(TEMPLATE))
    return postgres


@pytest.fixture(scope="module", autouse=True)
def which_database(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The register on a fresh database of the kind that the test runs on; its address.

    For every test, or pytest would not add it to those that are marked; the others it leaves.
    """
    kind = getattr(request, "param", None)
    if kind is None:
        yield ""
        return
    request.getfixturevalue("django_db_setup")
    url = _fresh(kind, request, tmp_path_factory.mktemp("database"))
    with register_on(url):
        yield url


def _fresh(kind: str, request: pytest.FixtureRequest, folder: Path) -> str:
    if kind == "postgresql":
        server: Server = request.getfixturevalue("migrated_server")
        return server.make_database(f"register_{next(_numbers)}", like=TEMPLATE)
    file = folder / "register.sqlite3"
    shutil.copyfile(request.getfixturevalue("migrated_file"), file)
    return f"sqlite:///{file}"


@contextmanager
def register_on(url: str) -> Iterator[None]:
    """Let Django's default database be another one for a while, also in new threads."""
    from django.contrib.contenttypes.models import ContentType
    from django.db import connections

    from taalplan.config.environment import database

    before, settings = connections["default"], connections.settings["default"]
    connections.settings["default"] = connections.configure_settings({"default": database(url)})[
        "default"
    ]
    del connections["default"]
    ContentType.objects.clear_cache()
    try:
        yield
    finally:
        connections["default"].close()
        connections.settings["default"] = settings
        connections["default"] = before
        ContentType.objects.clear_cache()


def _migrate(url: str) -> None:
    from django.core.management import call_command

    with register_on(url):
        call_command("migrate", verbosity=0)
