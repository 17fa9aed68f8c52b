# SPDX-License-Identifier: EUPL-1.2
"""How long it takes to read dossiers, and to take them into the register; with how much memory.

    python benchmarks/dossier_import.py [--dossiers 100000] [--read 2000]

Dossiers are invented, of the size of published ones: a registration, a target group, a contract,
a trajectory of three parts, and one in three with a waiting entry and a place in a course. The
database is a new SQLite file (or TAALPLAN_DATABASE). Reading XML is measured on some of them;
taking in on all, in one transaction.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from lib import messages as make

GIVEN = ("Mira", "Ömer", "Олена", "Fatima", "José", "Linh", "Abdul", "Sára", "Ngozi", "Ivan")
FAMILY = ("Yılmaz", "El Amrani", "Shevchenko", "Nguyen", "Silva", "Haddad", "Kaya", "Popescu")


def text(at: int) -> str:
    """One dossier as XML."""
    parts = (make.part(end="2021-11-30", verdict="VO"), make.part("TO_A2"), make.part("TO_OB_MO"))
    inside = make.contract() + make.way(*parts)
    if at % 3 == 0:
        inside += make.WAITING + make.kbi_course(identity=f"k-{at}")
    name = FAMILY[at % len(FAMILY)] + chr(97 + at % 23)
    return make.kbi(insz=f"{at:011}", name=name, given=GIVEN[at % len(GIVEN)], inside=inside)


def read_some(count: int) -> tuple[list[Any], float]:
    """Read dossiers from XML in memory; how many a second."""
    from taalplan.sources.messages.codes import Report
    from taalplan.sources.messages.kbi import Reader
    from taalplan.sources.messages.xml import parse_xml

    texts = [text(at).encode() for at in range(count)]
    report, found, begin = Report(), [], time.perf_counter()
    for each in texts:
        top = parse_xml(each)
        for answer in top.all("Repliek/Antwoorden/Antwoord"):
            found += Reader("a.xml", report).dossiers(answer, "2021-12-01 10:00")
    assert not report.faults
    return found, count / (time.perf_counter() - begin)


def many(models: list[Any], count: int) -> Iterator[Any]:
    """As many dossiers as asked, no two of one person."""
    for at in range(count):
        model = models[at % len(models)]
        shifted = tuple(
            replace(each, date=each.date + timedelta(days=at % 90)) for each in model.registrations
        )
        yield replace(
            model,
            content=f"{at:064}",
            subject=replace(model.subject, insz=f"{at:011}"),
            registrations=shifted,
        )


def main() -> None:
    """Measure, and print one line for each figure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--dossiers", type=int, default=100_000)
    parser.add_argument("--read", type=int, default=2_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["TAALPLAN_HOME"] = home
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taalplan.config.settings")
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection, transaction

        from taalplan.register.intake.take import taken_in

        call_command("migrate", verbosity=0)
        call_command("load_code_lists", verbosity=0)
        models, speed = read_some(options.read)
        print(f"reading XML: {speed:,.0f} dossiers a second")
        for again in (False, True):
            begin, busy = time.perf_counter(), time.process_time()
            with transaction.atomic():
                outcome = taken_in(
                    many(models, options.dossiers), desks={make.BOOM: "loket-boom"}, by=None
                )
            took = time.perf_counter() - begin
            rows = sum(outcome.made.values())
            busy = time.process_time() - busy
            what = "taken in again" if again else "taken in"
            print(f"{what}: {options.dossiers:,} dossiers, {rows:,} rows, {took:.1f} s, "
                  f"of which {busy:.1f} s of processor ({connection.vendor})")  # fmt: skip
        from django.conf import settings

        from taalplan.register.extract import extract

        settings.PSEUDONYM_KEY = "benchmark" * 4
        begin, busy = time.perf_counter(), time.process_time()
        made = extract(out=Path(home) / "snapshot").snapshot
        took, busy = time.perf_counter() - begin, time.process_time() - busy
        rows = sum(made.rows(name) for name in made.tables)
        print(f"extracted: {rows:,} rows, {took:.1f} s, of which {busy:.1f} s of processor")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory: {peak:,.0f} MB")


if __name__ == "__main__":
    main()
