# SPDX-License-Identifier: EUPL-1.2
"""After the term nothing in files, log, sessions or exports says who somebody was; figures stay."""

from __future__ import annotations

import io
import logging
import shutil
from datetime import date, timedelta
from itertools import count

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lib import left_over
from lib import register as make
from lib.databases import TEMPLATE, register_on
from lib.lives import LONG_AGO, SECRETS, a_whole_life
from taalplan.audit.log import broken_rows
from taalplan.audit.models import Event
from taalplan.register import erased, erasing, retention
from taalplan.register.actions import rights
from taalplan.register.extract import extract
from taalplan.register.models import (
    Demand,
    ErasedMark,
    Number,
    Person,
    Registration,
    Restriction,
    Role,
)
from taalplan.register.permissions import NotAllowedError
from taalplan.register.retention import Kept
from taalplan.statistics import find_definition, tabulate

_databases = count(1)
OFFICIAL = ("first-registrations", "registrations-by-year", "outcomes-a1")


@pytest.fixture(autouse=True)
def _keys(settings):
    settings.ERASED_KEY = settings.PSEUDONYM_KEY = "k" * 40


class OnSqlite:
    """A register in a file, as it is used."""

    def __init__(self, request, folder):
        self.file = folder / "register.sqlite3"
        shutil.copyfile(request.getfixturevalue("migrated_file"), self.file)
        self.url = f"sqlite:///{self.file}"

    def files(self):
        return left_over.sqlite_files(self.file)

    def logs(self):
        return []

    def operate(self):
        """SQLite leaves nothing to the operator."""


class OnPostgres:
    """A register on a real server, whose whole folder can be read."""

    def __init__(self, request, folder):
        self.server = request.getfixturevalue("migrated_server")
        name = f"erasure_{next(_databases)}"
        self.url = self.server.make_database(name, like=TEMPLATE)
        # What docs/how-to/erase-after-the-term.md asks before the first person is registered.
        for setting in ("log_min_error_statement = panic", "log_error_verbosity = terse"):
            self.server.execute(f'alter database "{name}" set {setting}')

    def files(self):
        return left_over.postgres_tables(self.server)

    def logs(self):
        return [self.server.log, *left_over.postgres_changes(self.server)]

    def operate(self):
        left_over.pass_changes_on(self.server)


@pytest.fixture(params=[OnSqlite, OnPostgres], ids=["sqlite", "postgresql"])
def kept(request, tmp_path, django_db_blocker):
    """A register on each database whose every byte can be looked at."""
    register = request.param(request, tmp_path)
    with django_db_blocker.unblock(), register_on(register.url):
        yield register


def others_who_stay():
    """A register is never empty: PostgreSQL keeps the statistics of a table without rows."""
    for at in range(5):
        somebody = make.person(at=make.desk())
        Number.objects.create(person=somebody, kind="kbi", value=f"blijft-{at}")


def flushed():
    """What was written stands in the files, not only in memory."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("analyze")
            cursor.execute("checkpoint")


def told(**options):
    """What the command says."""
    out = io.StringIO()
    call_command("erase_expired", stdout=out, **options)
    return out.getvalue()


def figures(folder):
    """Every table of a snapshot, and official tables counted from it."""
    snapshot = extract(out=folder, as_of=date(2026, 9, 30)).snapshot
    rows = {name: snapshot.table(name).to_pylist() for name in snapshot.manifest.tables}
    return rows, [tabulate(find_definition(name), snapshot) for name in OFFICIAL]


def test_nothing_is_left_in_any_file_and_the_figures_stay(kept, tmp_path):
    """Names, numbers, contact data, typed reasons, accounts of systems; also of the merged file."""
    life = a_whole_life()
    others_who_stay()
    rights.own_data(person=life.person, by=life.by)
    with pytest.raises(IntegrityError), transaction.atomic():
        # A server writes such a fault in its log, with the number, unless it is told not to.
        Number.objects.create(person=make.person(), kind="insz", value="85073071228")
    flushed()
    before = left_over.in_files(kept.files(), SECRETS)
    assert {each.split(": ")[1] for each in before} == set(SECRETS)
    counted = figures(tmp_path / "before")
    assert "erased: 1\n" in told()
    kept.operate()
    assert left_over.in_files(kept.files(), SECRETS) == []
    assert left_over.in_files(kept.logs(), SECRETS) == []
    assert left_over.in_files(tmp_path.rglob("*"), SECRETS) == []
    after = figures(tmp_path / "after")
    assert after[0] == counted[0]
    assert after[1] == counted[1]
    assert Person.objects.filter(erased_on__isnull=False, family_name="gewist").count() == 2
    assert list(broken_rows()) == []


def test_the_scan_finds_a_leak(kept):
    """One forgotten column is enough to be found: the test above can fail."""
    life = a_whole_life()
    others_who_stay()
    told(leave_space=True)
    Registration.objects.filter(person=life.person).update(reason="B-kwetsbaar")
    erasing.clear_free_space()
    flushed()
    assert {each.split(": ")[1] for each in left_over.in_files(kept.files(), SECRETS)} == {
        "B-kwetsbaar"
    }


def test_a_server_that_is_not_told_writes_numbers_in_its_log(kept):
    """Why the how-to page asks for two settings: without them the fault names the number."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no log of faults")
    with connection.cursor() as cursor:
        cursor.execute("set log_error_verbosity = 'default'")
        cursor.execute("set log_min_error_statement = error")
    life = make.person()
    Number.objects.create(person=life, kind="kbi", value="GELEKT-1")
    with pytest.raises(IntegrityError), transaction.atomic():
        Number.objects.create(person=make.person(), kind="kbi", value="GELEKT-1")
    assert left_over.in_files(kept.logs()[:1], ["GELEKT-1"]) != []


@pytest.mark.django_db
def test_what_pages_keep_for_hours_goes_too(client: Client, caplog):
    """Sessions hold numbers and purposes; answers to requests too; the log of faults no name."""
    life = a_whole_life(day=timezone.localdate() - timedelta(days=30))
    client.force_login(life.by)
    number = life.person.pk
    with caplog.at_level(logging.DEBUG, logger="django"):
        client.post(reverse("open_person", args=[number]), {"doel": "counter"})
        client.post(reverse("own_data", args=[number]), {"as": "pdf"})
        client.post(reverse("edit_person", args=[number]), {"family_name": "Zwartepoorte"})
        client.get(reverse("find"), {"q": "Zwartepoorte 1985"})
        client.get("/bestaat-niet/", {"q": "Zwartepoorte"})
        client.get(reverse("person", args=[number + 5000]))
    requests = [each for each in caplog.records if each.name != "django.db.backends"]
    logged = " ".join(each.getMessage() for each in requests)
    assert [secret for secret in SECRETS if secret in logged] == []
    assert left_over.in_sessions(SECRETS) == []
    from django.contrib.sessions.models import Session

    Session.objects.update(expire_date=timezone.now() - timedelta(days=1))
    assert erasing.forget_passing_data() >= 1
    assert not Session.objects.exists()


@pytest.mark.django_db
def test_the_command_counts_goes_on_and_says_what_is_kept(monkeypatch):
    """Erased once; the others stay, each for a reason; a second run has nothing left to do."""
    from taalplan.register.management.commands import erase_expired as command

    monkeypatch.setattr(command, "BATCH", 2)
    monkeypatch.setattr(erasing, "clear_free_space", lambda: None)
    gone = [a_life_of(date(2010, 1, 1)) for _ in range(5)]
    waiting, disputed, recent = (a_life_of(date(2010, 1, 1)) for _ in range(3))
    Demand.objects.create(person=waiting, level="A1", profile="standard", since=date(2010, 1, 1))
    Restriction.objects.create(person=disputed, what="sex", since=date(2010, 1, 1))
    make.registration(person=recent, desk=make.desk(), date=date(2024, 1, 1))
    trial = told(dry_run=True)
    assert "would be erased: 5" in trial
    assert not Person.objects.filter(erased_on__isnull=False).exists()
    said = told()
    assert "erased: 5" in said
    assert "the term runs: 1" in said
    assert "still wait or have a place: 1" in said
    assert "disputed: 1" in said
    rows = Event.objects.filter(action="erase_person").values_list("person", flat=True)
    assert sorted(rows) == sorted(person.pk for person in gone)
    assert "erased: 0" in told()
    with pytest.raises(CommandError):
        told(until=timezone.localdate() + timedelta(days=1))


def a_life_of(day):
    """Somebody with one registration."""
    somebody = make.person()
    make.registration(person=somebody, desk=make.desk(), date=day)
    return somebody


@pytest.mark.django_db
def test_a_run_that_is_broken_off_goes_on_where_it_was(monkeypatch):
    """Each batch is a transaction: what was done stays done, the rest is done next time."""
    from taalplan.register.management.commands import erase_expired as command

    monkeypatch.setattr(command, "BATCH", 2)
    monkeypatch.setattr(erasing, "clear_free_space", lambda: None)
    people = [a_life_of(date(2010, 1, 1)) for _ in range(5)]
    real, calls = command.erase_expired, []

    def breaks(**asked):
        calls.append(asked)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(**asked)

    monkeypatch.setattr(command, "erase_expired", breaks)
    with pytest.raises(KeyboardInterrupt):
        told()
    assert Person.objects.filter(erased_on__isnull=False).count() == 2
    monkeypatch.setattr(command, "erase_expired", real)
    assert "erased: 3" in told()
    assert Event.objects.filter(action="erase_person").count() == len(people)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("last", "until"),
    [
        (date(2012, 3, 31), date(2022, 3, 31)),
        (date(2012, 2, 29), date(2022, 2, 28)),
        (date(2012, 12, 31), date(2022, 12, 31)),
    ],
)
def test_a_file_is_kept_to_the_very_day(last, until):
    """Not a day less than the term, not a day more."""
    somebody = a_life_of(last)
    assert retention.kept_until(somebody, until) == until
    assert retention.judge([somebody.pk], until) == {somebody.pk: Kept.TERM}
    assert retention.judge([somebody.pk], until + timedelta(days=1)) == {somebody.pk: None}


@pytest.mark.django_db
def test_what_happened_in_a_merged_file_counts_for_the_file_that_was_kept():
    """A file is as young as the youngest thing in all that came together in it."""
    kept, other = a_life_of(date(2010, 1, 1)), a_life_of(date(2010, 1, 1))
    Person.objects.filter(pk=other.pk).update(merged_into=kept)
    make.registration(person=other, desk=make.desk(), date=date(2025, 5, 5))
    assert retention.kept_until(kept, date(2026, 1, 1)) == date(2035, 5, 5)


@pytest.mark.django_db
def test_before_its_term_a_file_is_kept_and_an_administrator_alone_erases():
    """The message says until when."""
    somebody = make.person(at=make.desk())
    with pytest.raises(rights.TooEarlyError, match="2036"):
        rights.erase_person(person=somebody, day=date(2030, 1, 1),
                            by=make.user(role=Role.ADMINISTRATOR))  # fmt: skip
    with pytest.raises(NotAllowedError):
        rights.erase_person(person=somebody, day=date(2040, 1, 1), by=make.user())


@pytest.mark.django_db
def test_who_was_erased_is_known_again_by_a_mark_alone():
    """An old system that still tells of them does not bring them back."""
    life = a_whole_life()
    rights.erase_person(person=life.person, day=LONG_AGO + timedelta(days=5000),
                        by=make.user(role=Role.ADMINISTRATOR))  # fmt: skip
    assert set(erased.erased_on(["85073071228", "98472881157", "1"])) == {
        "85073071228",
        "98472881157",
    }
    assert ErasedMark.objects.count() == 2
