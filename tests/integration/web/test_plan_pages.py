# SPDX-License-Identifier: EUPL-1.2
"""Plans from the pages: asked, made by a job from the newest snapshot, read, and nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from threading import Event

import pytest
from django.test import Client
from django.urls import reverse

from lib import register as make
from lib.drawn_rows import as_arrow, rows_of
from taalplan.jobs import work
from taalplan.jobs.models import Job
from taalplan.register.models import Role
from taalplan.snapshot import write_snapshot
from taalplan.web import plans

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(settings, tmp_path) -> Path:
    settings.HOME = tmp_path
    return tmp_path


@pytest.fixture
def a_snapshot(home: Path) -> None:
    rows = "person | desk\n-------+------\n1      | loket-lier"
    tables = {"registrations": as_arrow(rows_of("registrations", rows))}
    write_snapshot(home / "momentopnamen", tables, as_of=date(2022, 2, 28))


@pytest.fixture
def a_kind(monkeypatch) -> None:
    """A plan that says for which year, and from which snapshot, it was made."""

    def made(snapshot, year, out, report) -> list[Path]:
        report("rekenen", 0.5)
        (out / "data").mkdir(parents=True)
        (out / "plan.html").write_text(f"<p>{year}, {snapshot.as_of}</p>")
        (out / "data" / "plan.csv").write_text("n\n1\n")
        return [out / "plan.html", out / "data" / "plan.csv"]

    monkeypatch.setitem(plans.KINDS, "behoefteplan", plans.Kind("Behoefteplan", "", made))


def coordinator() -> Client:
    browser = Client(SERVER_NAME="localhost")
    browser.force_login(make.user(role=Role.COORDINATOR))
    return browser


def do_jobs() -> None:
    while work.work_once("w", Event()):
        pass


def ask(browser: Client, year: str = "2022-2023"):
    return browser.post(reverse("plans"), {"kind": "behoefteplan", "year": year})


def test_a_plan_is_asked_made_and_read(a_snapshot, a_kind) -> None:
    browser = coordinator()
    assert ask(browser).status_code == 302
    assert "<progress" in browser.get(reverse("plans")).content.decode()
    do_jobs()
    job = Job.objects.get()
    assert job.status == "done", job.error
    page = browser.get(reverse("plans")).content.decode()
    assert reverse("plan_file", args=[job.pk, "plan.html"]) in page
    read = browser.get(reverse("plan_file", args=[job.pk, "plan.html"]))
    assert read.content == b"<p>2022-2023, 2022-02-28</p>"
    assert "sandbox" in read["Content-Security-Policy"]
    data = browser.get(reverse("plan_file", args=[job.pk, "data/plan.csv"]))
    assert data["Content-Disposition"].startswith("attachment")


def test_a_second_plan_leaves_the_first(a_snapshot, a_kind) -> None:
    browser = coordinator()
    for year in ("2021-2022", "2022-2023"):
        ask(browser, year)
        do_jobs()
    first = Job.objects.order_by("pk").first()
    assert first is not None
    got = browser.get(reverse("plan_file", args=[first.pk, "plan.html"]))
    assert b"2021-2022" in got.content


@pytest.mark.parametrize("name", ["../../register.sqlite3", "data", "plan.pdf", "/etc/passwd"])
def test_only_what_was_made_can_be_read(a_snapshot, a_kind, name: str) -> None:
    browser = coordinator()
    ask(browser)
    do_jobs()
    number = Job.objects.get().pk
    assert browser.get(f"{reverse('plans')}{number}/{name}").status_code == 404


def test_without_a_snapshot_the_page_says_so() -> None:
    browser = coordinator()
    ask(browser)
    do_jobs()
    assert Job.objects.get().status == "failed"
    page = browser.get(reverse("plans")).content.decode()
    assert Job.objects.get().error.splitlines()[0][:20] in page


@pytest.mark.parametrize("year", ["", "2022", "2022-2024"])
def test_what_is_not_a_school_year_is_told_at_the_field(year: str) -> None:
    assert ask(coordinator(), year).status_code == 422
    assert not Job.objects.exists()


def test_every_kind_is_made_by_what_the_command_line_uses() -> None:
    """Each is a function of four arguments; what it makes is tested in its own room."""
    assert set(plans.KINDS) == {
        "behoefteplan", "aanbod", "groepen", "wachtlijsten", "contactpunten",
    }  # fmt: skip
