# SPDX-License-Identifier: EUPL-1.2
"""Apache Spark gives the same figures as the one pass: on this machine, and on a cluster."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.small_registers import components, registrations, written
from taalplan import example as example_register
from taalplan.snapshot import find_snapshot
from taalplan.statistics import count, find_definition, spark
from taalplan.statistics.views import viewed
from taalplan.vocabulary.periods import CalendarYear

pytestmark = pytest.mark.slow
PUBLISHED = ("first-registrations", "registrations-by-year", "outcomes-a1", "outcomes-a2")
TAALPLAN = Path(sys.executable).parent / "taalplan"


@pytest.fixture(scope="module", autouse=True)
def spark_is_there() -> None:
    """Skip with the reason where Java or pyspark cannot be had; with CI=true that is a failure."""
    missing = [
        name
        for name, there in (("Java", shutil.which("java")), ("pyspark", find_spec("pyspark")))
        if not there
    ]
    if missing:
        reason = f"no {' and no '.join(missing)}; install with: python tools/spark.py"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example register, as `taalplan example` writes it."""
    folder = tmp_path_factory.mktemp("spark") / "example"
    example_register.write(folder)
    return folder


@pytest.fixture(scope="module")
def local() -> Iterator[None]:
    """One session for the tests of this module: Java takes seconds to start."""
    with spark.session():
        yield


def test_every_official_table_is_the_same_on_this_machine(example, local):
    for name in ("blended-share", *PUBLISHED):
        definition, snapshot = find_definition(name), find_snapshot(example, name)
        with viewed([definition.of], snapshot) as seen:
            expected = count.count(definition, seen)
            assert len(expected) > 20
            assert spark.count_all([definition], seen) == [expected], name


def test_residence_and_school_years_are_the_same(example, local):
    definition = find_definition("registrations-by-year")
    snapshot = find_snapshot(example, definition.name)
    asked = [
        definition.by("municipality").of_years(CalendarYear(2021)),
        definition.by("centre-city"),
        definition.along("school-year").by("province"),
    ]
    assert spark.count_all(asked, snapshot) == count.count_all(asked, snapshot)


@settings(max_examples=5, deadline=None)
@given(
    st.lists(registrations, min_size=1, max_size=40), st.lists(components, min_size=1, max_size=20)
)
def test_generated_registers_are_the_same(local, met, studied):
    """A person everywhere, empty areas, and days on the edge of a year."""
    contracts = [
        {"contract": n} | {k: row[k] for k in ("person", "signed", "area", "target_group")}
        for n, row in enumerate(studied)
    ]
    parts = [
        {"contract": n, "opened": row["signed"]}
        | {k: row[k] for k in ("person", "component", "closed", "result")}
        for n, row in enumerate(studied)
    ]
    asked = [find_definition(name) for name in ("registrations-by-year", "outcomes-a2")]
    with written(
        registrations=pa.Table.from_pylist(met),
        contracts=pa.Table.from_pylist(contracts),
        components=pa.Table.from_pylist(parts),
    ) as snapshot:
        assert spark.count_all(asked, snapshot) == count.count_all(asked, snapshot)


def test_a_cluster_writes_the_same_file(example, tmp_path):
    with cluster(tmp_path / "cluster") as master:
        counted = [
            table("--engine", "spark", example=example, **{spark.MASTER: master}),
            table("--engine", "stamp", example=example),
        ]
    assert counted[0] == counted[1]
    assert counted[0].startswith("area,desk,")


def test_a_cluster_that_is_not_there_is_told(example):
    done = run("--engine", "spark", example=example, **{spark.MASTER: "spark://127.0.0.1:9"})
    assert done.returncode == 2
    assert "spark://127.0.0.1:9" in done.stderr
    assert "Traceback" not in done.stderr


def table(*words: str, example: Path, **environment: str) -> str:
    """A table as tidy CSV, by the command."""
    done = run(*words, example=example, **environment)
    assert done.returncode == 0, done.stderr
    return done.stdout


def run(*words: str, example: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own: Java keeps the settings it was started with."""
    return subprocess.run(
        [
            TAALPLAN,
            "table",
            "first-registrations",
            "--snapshot",
            str(example),
            "--format",
            "csv",
            *words,
        ],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=300,
    )


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """A master and one worker of Spark's own kind, as two processes of this machine."""
    import pyspark

    folder.mkdir()
    spark_class = Path(pyspark.__file__).parent / "bin" / "spark-class"
    port, page, other_page = free_ports(3)
    master = f"spark://127.0.0.1:{port}"
    quiet = os.environ | {"SPARK_CONF_DIR": str(spark.CONF), "SPARK_LOCAL_IP": "127.0.0.1"}
    java = "org.apache.spark.deploy"
    commands = [
        (f"{java}.master.Master", "--host", "127.0.0.1", "--port", str(port)),
        (
            f"{java}.worker.Worker",
            "--cores",
            "1",
            "--memory",
            "1g",
            "--work-dir",
            str(folder),
            master,
        ),
    ]
    started = []
    try:
        for words, ui in zip(commands, (page, other_page), strict=True):
            with (folder / f"{ui}.log").open("wb") as log:
                started.append(
                    subprocess.Popen(
                        [spark_class, words[0], "--webui-port", str(ui), *words[1:]],
                        stdout=log, stderr=log, env=quiet,
                    )
                )  # fmt: skip
            wait_for(ui)
        yield master
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait(timeout=30)


def free_ports(number: int) -> list[int]:
    """Ports that nobody listens on."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def wait_for(port: int) -> None:
    """Until somebody listens on a port."""
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail(f"nothing listens on port {port}")
