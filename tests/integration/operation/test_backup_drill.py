# SPDX-License-Identifier: EUPL-1.2
"""The drill: a backup is made while people work, everything is lost, and it comes back."""

from __future__ import annotations

import tarfile
from pathlib import Path
from threading import Event, Thread

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection

from lib import questions
from lib import register as make
from lib.postgres import programs
from taalplan.audit.log import broken_rows
from taalplan.register.actions.people import register_person
from taalplan.register.models import Person

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def tools(monkeypatch, which_database):
    """PostgreSQL's own, of the server that runs here."""
    if "postgresql" in which_database:
        monkeypatch.setenv("TAALPLAN_PG_BIN", str(programs()))


def everything() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table that is ours."""
    ours = [model for room in ("audit", "jobs", "register", "questions")
            for model in apps.get_app_config(room).get_models()]  # fmt: skip
    return {
        model._meta.label: sorted(map(repr, model._default_manager.values_list())) for model in ours
    }


def a_register() -> None:
    """People, with a log, and a signed answer with its bytes."""
    clerk = make.user()
    for number in range(30):
        register_person(family_name=f"Familie{number}", given_names="Sara", by=clerk)
    questions.signed(by=questions.policy())


def test_what_is_backed_up_while_others_write_comes_back_whole(tmp_path: Path) -> None:
    a_register()
    before, stop = everything(), Event()
    clerk = make.user()

    def write() -> None:
        while not stop.is_set():
            register_person(family_name="Later", given_names="Gekomen", by=clerk)
        connection.close()

    writer = Thread(target=write)
    writer.start()
    try:
        call_command("backup", tmp_path / "b.tar", verbosity=0)
    finally:
        stop.set()
        writer.join(30)
    Person.objects.exclude(family_name__startswith="Familie").update(family_name="Verloren")
    call_command("restore", tmp_path / "b.tar", replace=True, verbosity=0)
    after = everything()
    assert list(broken_rows()) == []
    for table, rows in before.items():
        assert set(rows) <= set(after[table]), table
    assert not Person.objects.filter(family_name="Verloren").exists()
    assert make.user() is not None, "it can be written again, under new numbers"


def test_people_are_not_replaced_unasked(tmp_path: Path) -> None:
    a_register()
    call_command("backup", tmp_path / "b.tar", verbosity=0)
    before = everything()
    with pytest.raises(CommandError, match="--replace"):
        call_command("restore", tmp_path / "b.tar")
    assert everything() == before


def test_a_backup_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "b.tar").write_text("van vorige week")
    with pytest.raises(CommandError, match="already"):
        call_command("backup", tmp_path / "b.tar")
    assert (tmp_path / "b.tar").read_text() == "van vorige week"


@pytest.mark.parametrize("harm", ["cut", "changed", "other", "newer"])
def test_a_damaged_or_strange_backup_changes_nothing(tmp_path: Path, harm: str) -> None:
    a_register()
    call_command("backup", tmp_path / "b.tar", verbosity=0)
    before, bad = everything(), tmp_path / "bad.tar"
    (tmp_path / "out").mkdir()
    with tarfile.open(tmp_path / "b.tar") as tar:
        for name in tar.getnames():
            (tmp_path / "out" / name).write_bytes(tar.extractfile(name).read())
    manifest = tmp_path / "out" / "manifest.json"
    content = next(file for file in (tmp_path / "out").iterdir() if file != manifest)
    text = manifest.read_text()
    if harm == "changed":
        content.write_bytes(content.read_bytes()[:-1] + b"!")
    if harm == "other":
        other = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]
        text = text.replace(connection.vendor, other)
    if harm == "newer":
        text = text.replace('"0001_initial"', '"0999_later"', 1)
    manifest.write_text(text)
    with tarfile.open(bad, "w") as tar:
        for file in (manifest, content):
            tar.add(file, file.name)
    if harm == "cut":
        bad.write_bytes(bad.read_bytes()[: bad.stat().st_size // 2])
    with pytest.raises(CommandError):
        call_command("restore", bad, replace=True)
    assert everything() == before


def test_secrets_are_not_in_a_backup(tmp_path: Path, settings) -> None:
    settings.PSEUDONYM_KEY = "geheim-" * 8
    settings.ERASED_KEY = "sleutel-" * 8
    a_register()
    call_command("backup", tmp_path / "b.tar", verbosity=0)
    content = (tmp_path / "b.tar").read_bytes()
    for secret in (settings.PSEUDONYM_KEY, settings.ERASED_KEY, settings.SECRET_KEY):
        assert secret.encode() not in content
