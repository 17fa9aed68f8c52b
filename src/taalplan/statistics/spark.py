# SPDX-License-Identifier: EUPL-1.2
"""Count definitions on Apache Spark: the SQL of `sql`, on one machine or on a cluster.

For an agency whose registers already live on a cluster, or outgrow one machine. The figures are
the same; below some hundreds of millions of facts the one pass of `count` is faster (see
`benchmarks/README.md`).

    TAALPLAN_SPARK=local[*]              threads of this machine (when nothing is set)
    TAALPLAN_SPARK=spark://host:7077     a cluster, whose machines see the snapshot's folder

Needs the extra `spark` (`pip install taalplan[spark]`) and Java 17 or newer.
"""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from taalplan.snapshot import Snapshot
from taalplan.statistics.categories import CodeLists
from taalplan.statistics.count import Counts
from taalplan.statistics.definition import Definition
from taalplan.statistics.sql import counts_of, grouping_sets, places_within

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

MASTER = "TAALPLAN_SPARK"
"""The environment variable that says where Spark runs."""

LOCAL = "local[*]"
HERE = "127.0.0.1"
CONF = Path(__file__).parent / "spark_conf"
"""Settings that only say: be quiet."""

SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    "spark.sql.session.timeZone": "UTC",
    # A hundred cells need no two hundred files between two steps.
    "spark.sql.shuffle.partitions": "8",
    # Files are packed so well that Spark takes a table of millions of contracts for a small one,
    # and would hand it whole to everybody; code lists are small, and what else is small is seen
    # once it has been read.
    "spark.sql.autoBroadcastJoinThreshold": "100k",
    "spark.sql.adaptive.autoBroadcastJoinThreshold": "10m",
}


class EngineError(Exception):
    """Spark cannot run here; the message says what to install."""


def count_all(
    definitions: Sequence[Definition], snapshot: Snapshot, lists: CodeLists | None = None
) -> list[Counts]:
    """Count several definitions on Spark. Raises EngineError without pyspark or Java."""
    lists = lists or CodeLists(snapshot)
    with session() as spark:
        for table in snapshot.tables:
            path = snapshot.file(table).resolve().as_uri()
            spark.read.parquet(path).createOrReplaceTempView(table)
        for name, pairs in places_within(lists):
            found = pa.table({"code": list(pairs), "lies_in": list(pairs.values())})
            spark.createDataFrame(found).createOrReplaceTempView(name)
        return [
            counts_of(definition, spark.sql(grouping_sets(definition)).collect())
            for definition in definitions
        ]


@contextmanager
def session() -> Iterator[SparkSession]:
    """A session on the master that the environment names, or the one that runs already."""
    _require_java()
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise EngineError(
            "pyspark is not installed; install the extra 'spark' (pip install 'taalplan[spark]'), "
            "or count with --engine stamp"
        ) from None
    running = SparkSession.getActiveSession()
    if running is not None:
        yield running
        return
    spark = _start(SparkSession.builder.appName("taalplan"))
    try:
        yield spark
    finally:
        spark.stop()


def _start(builder: SparkSession.Builder) -> SparkSession:
    master = os.environ.get(MASTER) or LOCAL
    _require_answer(master)
    os.environ.setdefault("SPARK_CONF_DIR", str(CONF))
    settings = dict(SETTINGS)
    if master.startswith("local"):
        # Nobody else has to reach it, and a laptop's own name may lead nowhere.
        os.environ.setdefault("SPARK_LOCAL_IP", HERE)
        settings |= {"spark.driver.bindAddress": HERE, "spark.driver.host": HERE}
        settings |= {"spark.driver.memory": "4g"}  # what is counted is counted in the driver
    for key, value in settings.items():
        builder = builder.config(key, value)
    try:
        return builder.master(master).getOrCreate()
    except Exception as error:  # py4j wraps whatever Java threw
        raise EngineError(f"Spark at {master} did not start: {_first_line(error)}") from error


def _require_answer(master: str) -> None:
    """Spark itself knocks for a minute before it gives up."""
    if not master.startswith("spark://"):
        return
    for address in master.removeprefix("spark://").split(","):
        host, _, port = address.rpartition(":")
        with suppress(OSError, ValueError), socket.create_connection((host, int(port)), 5):
            return
    raise EngineError(f"nobody answers at {master}; is {MASTER} right, and does the master run?")


def _first_line(error: Exception) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)


def _require_java() -> None:
    home = os.environ.get("JAVA_HOME")
    if not shutil.which("java", path=f"{home}/bin" if home else None):
        raise EngineError(
            "Spark needs Java 17 or newer, and there is none; install it (on Debian: "
            "openjdk-17-jre-headless), or count with --engine stamp"
        )
