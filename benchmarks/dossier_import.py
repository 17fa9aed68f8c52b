# SPDX-License-Identifier: EUPL-1.2
"""How long an extract of 100,000 dossiers takes to come in, and with how much memory.

    python benchmarks/dossier_import.py [--dossiers 100000] [--only snapshot,sqlite,postgresql,csv]

Each way is the command itself, in a process of its own, with everything it starts: XML files of
KBI into a snapshot; into a register on SQLite and on PostgreSQL, all or nothing, and the same once
more; the register into a snapshot; and the same rows as CSV into a snapshot. Dossiers are
invented: a registration, a target group, a contract, a trajectory of three parts, and in one of
three a waiting entry and a place in one of some thousand courses. Memory is the largest sum over
the command and its processes (PSS, looked at twice a second).
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from lib import messages as make

GIVEN = ("Mira", "Ömer", "Олена", "Fatima", "José", "Linh", "Abdul", "Sára", "Ngozi", "Ivan")
FAMILY = ("Yılmaz", "El Amrani", "Shevchenko", "Nguyen", "Silva", "Haddad", "Kaya", "Popescu")
MODULES = ("842", "844", "884", "70000414", "60009061", "60009808")
WAYS = ("snapshot", "sqlite", "postgresql", "csv")


def insz(at: int) -> str:
    """A national number with good check digits, another for each."""
    born = f"{50 + at // 100_000 % 49:02}{1 + at % 12:02}{1 + at // 12 % 28:02}"
    first = int(f"{born}{1 + at // 336 % 997:03}")
    return f"{first:09}{97 - first % 97:02}"


def text(at: int) -> str:
    """One dossier as XML."""
    parts = (make.part(end="2021-11-30", verdict="VO"), make.part("TO_A2"), make.part("TO_OB_MO"))
    inside = make.contract() + make.way(*parts)
    if at % 3 == 0:
        course = make.kbi_course(identity=f"k-{at}", module=MODULES[at % len(MODULES)])
        inside += make.WAITING + course.replace("040001", f"04{at % 211:04}")
    name = FAMILY[at % len(FAMILY)] + chr(97 + at % 23)
    day = f"2021-{1 + at % 9:02}-{1 + at % 28:02}"
    return make.kbi(insz=insz(at), name=name, given=GIVEN[at % len(GIVEN)], inside=inside,
                    registered=day)  # fmt: skip


def write_dossiers(folder: Path, count: int) -> None:
    """As many files as dossiers, named after their numbers."""
    folder.mkdir()
    for at in range(count):
        (folder / f"{insz(at)}.xml").write_text(text(at), encoding="utf-8")


def write_csv(snapshot: Path, folder: Path) -> int:
    """The tables of a snapshot as CSV, people by a text key; how many rows."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.csv as pacsv
    import pyarrow.parquet as pq

    folder.mkdir()
    total = 0
    for file in sorted(snapshot.glob("*.parquet")):
        table = pq.read_table(file)
        for at, field in enumerate(table.schema):
            column = table.column(at)
            if field.name == "person":
                column = pc.binary_join_element_wise("P", column.cast(pa.string()), "")
            elif pa.types.is_list(field.type):
                column = pc.binary_join(column, " ")
            table = table.set_column(at, field.name, column)
        total += table.num_rows
        pacsv.write_csv(table, folder / f"{file.stem}.csv")
    return total


def tree_megabytes(pid: int) -> float:
    """What a process and all it started hold, shared pages counted once."""
    total = 0.0
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                total += tree_megabytes(int(child))
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1]) / 1024
    except OSError:
        pass  # it ended while it was looked at
    return total


def run(what: str, words: Sequence[object], environment: dict[str, str]) -> list[str]:
    """Run the command; print its time, its processor's and its memory; what it told."""
    command = [Path(sys.executable).with_name("taalplan"), *map(str, words)]
    begin, before = time.perf_counter(), os.times()
    child = subprocess.Popen(command, env=os.environ | environment, text=True,
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT)  # fmt: skip
    told: list[str] = []
    reader = threading.Thread(target=lambda: told.extend(child.stdout or ()))
    reader.start()
    peak = 0.0
    while child.poll() is None:
        peak = max(peak, tree_megabytes(child.pid))
        time.sleep(0.5)
    took, after = time.perf_counter() - begin, os.times()
    reader.join()
    busy = after.children_user + after.children_system
    busy -= before.children_user + before.children_system
    if child.returncode:
        sys.exit("".join(told))
    print(f"{what:<38}{took:>8.1f}{busy:>8.1f}{peak:>8.0f}", flush=True)
    return told


@contextmanager
def register(kind: str, home: Path) -> Iterator[dict[str, str]]:
    """The environment of a new register on a database of this kind."""
    environment = {"TAALPLAN_HOME": str(home / kind), "TAALPLAN_PSEUDONYM_KEY": "benchmark" * 4}
    (home / kind).mkdir()
    if kind == "sqlite":
        yield environment
        return
    from lib.postgres import Server

    server = Server(settings=())
    try:
        yield environment | {"TAALPLAN_DATABASE": server.make_database("dossiers")}
    finally:
        server.remove()


def into_register(kind: str, home: Path, messages: Path, desks: Path) -> None:
    """Into a register, once more, and out of it."""
    with register(kind, home) as environment:
        for words in (("migrate", "-v0"), ("load_code_lists",)):
            command = [Path(sys.executable).with_name("taalplan"), "manage", *words]
            done = subprocess.run(
                command, env=os.environ | environment, capture_output=True, text=True
            )
            if done.returncode:
                sys.exit(done.stderr)
        words = ("import", messages, "--register", "--desks", desks)
        told = run(f"XML into a register, {kind}", words, environment)
        made = sum(int(line.split(":")[1].replace(",", "")) for line in told
                   if line.startswith("new "))  # fmt: skip
        print(f"    {made:,} rows, {_size(home / kind)}")
        run(f"the same once more, {kind}", words, environment)
        run(f"register into a snapshot, {kind}", ("extract", "--out", home / f"out-{kind}"),
            environment)  # fmt: skip


def _size(folder: Path) -> str:
    return f"{sum(each.stat().st_size for each in folder.rglob('*')) / 1e6:,.0f} MB of files"


def main() -> None:
    """Measure, and print one line for each way."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dossiers", type=int, default=100_000)
    parser.add_argument("--only", default=",".join(WAYS))
    options = parser.parse_args()
    chosen = options.only.split(",")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        messages, desks = home / "messages", home / "desks.csv"
        write_dossiers(messages, options.dossiers)
        desks.write_text(f"kbi_number,desk\n{make.BOOM},loket-boom\n", encoding="utf-8")
        print(f"{options.dossiers:,} dossiers, {_size(messages)}; load {os.getloadavg()[0]:.1f}")
        print(f"{'':<38}{'s':>8}{'CPU s':>8}{'MB':>8}")
        if {"snapshot", "csv"} & set(chosen):
            run("XML into a snapshot",
                ("import", messages, "--out", home / "snapshot", "--desks", desks), {})  # fmt: skip
        if "csv" in chosen:
            rows = write_csv(home / "snapshot", home / "csv")
            run(f"CSV into a snapshot, {rows:,} rows",
                ("import", home / "csv", "--out", home / "again"), {})  # fmt: skip
        for kind in ("sqlite", "postgresql"):
            if kind in chosen:
                into_register(kind, home, messages, desks)


if __name__ == "__main__":
    main()
