# SPDX-License-Identifier: EUPL-1.2
"""Plans that are made from the pages: each kind by a job, as the command line makes it.

A new kind is a function here and a line in `KINDS`. What is made stays in a folder of its own, so
that what somebody read in March can be read again in November.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _l

from taalplan.jobs import JobError, Report, job, queue
from taalplan.jobs.models import Job, JobStatus
from taalplan.web import snapshots

if TYPE_CHECKING:
    from taalplan.snapshot import Snapshot
    from taalplan.vocabulary.periods import SchoolYear

LANGUAGE = "nl"
Make = Callable[["Snapshot", "SchoolYear", Path, Report], list[Path]]


@dataclass(frozen=True)
class Kind:
    """What can be made: its name, for what it is, and how."""

    name: str | Promise
    purpose: str | Promise
    make: Make


def _needs(snapshot: Snapshot, year: SchoolYear, out: Path, report: Report) -> list[Path]:
    from taalplan.needs.plan import make_plan
    from taalplan.needs.write import write_plan

    return write_plan(make_plan(snapshot, year, heard=report), out, LANGUAGE)


def _mapping(snapshot: Snapshot, year: SchoolYear, out: Path, report: Report) -> list[Path]:
    from taalplan.needs.plan import make_plan
    from taalplan.supply.build import situation_of
    from taalplan.supply.mapping import mapped
    from taalplan.supply.report import mapping_report
    from taalplan.supply.write import write_report

    situation = situation_of(snapshot, make_plan(snapshot, year, heard=report))
    return write_report(mapping_report(situation, mapped(situation)), out, LANGUAGE)


def _supply(snapshot: Snapshot, year: SchoolYear, out: Path, report: Report) -> list[Path]:
    from taalplan.needs.plan import make_plan
    from taalplan.supply.build import situation_of
    from taalplan.supply.report import plan_report
    from taalplan.supply.solve import make_plan as solve
    from taalplan.supply.why import gap_of
    from taalplan.supply.write import write_report

    needs = make_plan(snapshot, year, heard=lambda step, share: report(step, share / 2))
    situation = situation_of(snapshot, needs)
    plan = solve(situation.problem, heard=lambda step, value, bound: report(
        step, 0.5 + 0.45 * min(value / bound, 1.0) if bound else 0.5))  # fmt: skip
    return write_report(plan_report(situation, plan, gap_of(plan)), out, LANGUAGE, plan)


def _waiting(snapshot: Snapshot, year: SchoolYear, out: Path, report: Report) -> list[Path]:
    from taalplan.waiting import Definition, photograph_days, take, write_photographs

    days = [day for day in photograph_days(year) if day <= snapshot.as_of]
    if not days:
        raise JobError(f"de eerste foto van {year} is van later dan deze momentopname")
    photos = []
    for number, day in enumerate(days):
        report(day.isoformat(), number / len(days))
        photos.append(take(snapshot, Definition.of(day)))
    return write_photographs(photos, out, LANGUAGE)


def _access(snapshot: Snapshot, year: SchoolYear, out: Path, report: Report) -> list[Path]:
    from taalplan.access.desks import make_study, read_situation
    from taalplan.access.desks.write import write_study

    # Registrations of the calendar year before the school year: the last whole one.
    situation = read_situation(snapshot, year.start - 1)
    return write_study(make_study(situation, heard=report), out, LANGUAGE)


KINDS: dict[str, Kind] = {
    "behoefteplan": Kind(
        _l("Behoefteplan"), _l("hoeveel mensen welke lessen nodig hebben, en waarom"), _needs
    ),
    "aanbod": Kind(
        _l("Aanbod naast de behoefte"), _l("wat er is, wat ontbreekt, wat te veel is"), _mapping
    ),
    "groepen": Kind(_l("Plan van groepen"), _l("welke groepen er best openen, en waarom"), _supply),
    "wachtlijsten": Kind(
        _l("Wachtlijstfoto’s"), _l("wie wacht, hoelang en waarom, op de officiële dagen"), _waiting
    ),
    "contactpunten": Kind(
        _l("Contactpunten"), _l("waar loketten zijn, en waar zij best zouden zijn"), _access
    ),
}


def ask(kind: str, year: SchoolYear, *, by: Any) -> Job:
    """Let a worker make a plan."""
    return queue.ask(make_plan, by=by, kind=kind, year=str(year))


@job
def make_plan(*, report: Report, kind: str, year: str) -> dict[str, Any]:
    """Make a plan from the newest snapshot, in a folder of its own."""
    from taalplan.snapshot import FaultyDataError, SnapshotError, find_snapshot
    from taalplan.vocabulary.periods import SchoolYear

    out = folder() / kind / f"{year}-{uuid4().hex[:12]}"
    out.parent.mkdir(parents=True, exist_ok=True)
    try:
        snapshot = find_snapshot(snapshots.folder()).verified()
        written = KINDS[kind].make(snapshot, SchoolYear.parse(year), out, report)
    except (SnapshotError, FaultyDataError, ValueError) as error:
        raise JobError(str(error)) from error
    files = [str(path.relative_to(out)) for path in written]
    made = {"folder": str(out.relative_to(folder())), "files": files}
    return made | {"snapshot": snapshot.id, "as_of": snapshot.as_of.isoformat()}


def folder() -> Path:
    """Where plans are kept."""
    return Path(settings.HOME) / "plannen"


def made(kind: str, number: int = 6) -> list[Job]:
    """The last jobs of a kind, those that wait or run among them; not those that were stopped."""
    asked = Job.objects.filter(kind=make_plan.name, given__kind=kind).select_related("by")
    return list(asked.exclude(status=JobStatus.CANCELLED).order_by("-pk")[:number])


def file_of(job: Job, name: str) -> Path:
    """A file that a job made. Raises LookupError for any other path."""
    if job.kind != make_plan.name or not job.result or name not in job.result["files"]:
        raise LookupError(name)
    return folder() / str(job.result["folder"]) / name
