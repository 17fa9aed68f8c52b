# SPDX-License-Identifier: EUPL-1.2
"""Cumulative incidence with standard errors of a million people in 24 groups, beside others.

All get the same people in memory (whole days, three ways to end, many ties) and give the share
that has passed after 12 and 24 months in each group; the shares must be equal, and of those
that give standard errors also these. What is timed begins with the people in memory in the form
that each one wants, and ends with whole curves.

    python benchmarks/outcomes.py
    python benchmarks/outcomes.py --people 100000
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from statistics import median
from typing import Any

from measure import OWN, peers, run

GROUPS = 24
DAYS = 1500
HORIZONS = (365, 731)
CLOSE = 1e-9

Answer = tuple[list[list[float]], list[list[float]] | None]
"""Shares of those who passed by group and horizon, and their standard errors."""


def make(folder: Path, people: int) -> None:
    """Draw people who end in three ways at different speeds, or are still busy."""
    import numpy as np

    rng = np.random.default_rng(4)
    group = rng.integers(0, GROUPS, people)
    way = rng.choice((1, 2, 3), people, p=(0.8, 0.12, 0.08))
    needed = np.floor(rng.weibull(1.5, people) * np.array([0, 250, 480, 300])[way]).astype(int)
    followed = rng.integers(30, DAYS, people)
    cause = np.where(needed <= followed, way, 0)
    time_ = np.minimum(needed, followed)
    np.savez(folder / "people.npz", group=group, time=time_, cause=cause)
    if shutil.which("Rscript"):
        text = "\n".join(f"{g},{t},{c}" for g, t, c in zip(group, time_, cause, strict=True))
        (folder / "people.csv").write_text(f"group,time,cause\n{text}\n", encoding="ascii")


def read(folder: Path) -> dict[str, Any]:
    """The people as three arrays."""
    import numpy as np

    with np.load(folder / "people.npz") as found:
        return {name: found[name] for name in ("group", "time", "cause")}


def taalplan(folder: Path) -> Callable[[], Answer]:
    """Taalplan: all curves at once, standard errors on every day of every state."""
    from taalplan.statistics.outcomes.curves import aalen_johansen
    from taalplan.statistics.outcomes.followed import Followed
    from taalplan.statistics.outcomes.variance import independent

    people = Followed(**read(folder))

    def work() -> Answer:
        curves = aalen_johansen(people, GROUPS, DAYS)
        errors = independent(curves)
        days = list(HORIZONS)
        return curves.shares[0][:, days].tolist(), errors[0][:, days].tolist()

    return work


def taalplan_plain(folder: Path) -> Callable[[], Answer]:
    """Taalplan without standard errors, for who gives none."""
    from taalplan.statistics.outcomes.curves import aalen_johansen
    from taalplan.statistics.outcomes.followed import Followed

    people = Followed(**read(folder))
    return lambda: (
        aalen_johansen(people, GROUPS, DAYS).shares[0][:, list(HORIZONS)].tolist(),
        None,
    )


def polarstate(folder: Path) -> Callable[[], Answer]:
    """polarstate: one group after the other; two causes at most, no standard errors."""
    import polars as pl
    from polarstate import predict_aj_estimates, prepare_event_table

    found = read(folder)
    frames = [
        pl.DataFrame({"times": found["time"][mine].astype(float),
                      "reals": found["cause"][mine].clip(max=2)})
        for mine in (found["group"] == g for g in range(GROUPS))
    ]  # fmt: skip
    horizons = pl.Series([float(day) for day in HORIZONS])

    def work() -> Answer:
        shares = []
        for frame in frames:
            table = predict_aj_estimates(prepare_event_table(frame), horizons)
            shares.append(table.sort("times")["state_occupancy_probability_1"].to_list())
        return shares, None

    return work


def sksurv(folder: Path) -> Callable[[], Answer]:
    """scikit-survival: one group after the other, with its limits."""
    import numpy as np
    from sksurv.nonparametric import cumulative_incidence_competing_risks

    found = read(folder)
    parts = [
        (found["cause"][mine], found["time"][mine].astype(float))
        for mine in (found["group"] == g for g in range(GROUPS))
    ]

    def work() -> Answer:
        shares = []
        for cause, when in parts:
            days, share, _ = cumulative_incidence_competing_risks(
                cause, when, conf_type="log-log", var_type="Aalen"
            )
            places = [int(np.searchsorted(days, day, side="right")) - 1 for day in HORIZONS]
            shares.append(share[1][places].tolist())
        return shares, None

    return work


R = """
library(survival)
x <- read.csv("people.csv")
x$end <- factor(x$cause, 0:3)
began <- proc.time()
fit <- survfit(Surv(time, end) ~ group, data = x, se.fit = %s)
cost <- proc.time() - began
told <- summary(fit, times = c(%s), extend = TRUE)
group <- as.integer(sub("group=", "", told$strata))
shares <- split(told$pstate[, 2], group)
errors <- if (%s) split(told$std.err[, 2], group) else NULL
write <- function(x) paste0("[", paste(sapply(x, function(one)
  paste0("[", paste(format(one, digits = 17), collapse = ","), "]")), collapse = ","), "]")
cat(sprintf('{"cpu": %%f, "wall": %%f, "shares": %%s, "errors": %%s}\n', sum(cost[1:2]), cost[3],
  write(shares), if (is.null(errors)) "null" else write(errors)))
"""


def in_r(folder: Path, *, errors: bool) -> dict[str, Any]:
    """R's survfit, which times itself; starting R and reading the file are not in it."""
    flag = "TRUE" if errors else "FALSE"
    text = R % (flag, ", ".join(map(str, HORIZONS)), flag)
    (folder / "curves.R").write_text(text, encoding="ascii")
    done = subprocess.run(
        ["Rscript", "curves.R"], cwd=folder, check=True, capture_output=True, text=True
    )
    said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return said


@dataclass(frozen=True)
class Way:
    """One way to make the curves; `own` says that it runs in Taalplan's own environment."""

    name: str
    prepare: Callable[[Path], Callable[[], Answer]] | None
    own: bool
    errors: bool


WAYS = {
    "taalplan": Way("Taalplan, with standard errors", taalplan, own=True, errors=True),
    "taalplan_plain": Way("Taalplan, shares only", taalplan_plain, own=True, errors=False),
    "polarstate": Way("polarstate, shares only", polarstate, own=False, errors=False),
    "sksurv": Way("scikit-survival, with limits", sksurv, own=False, errors=True),
    "r_plain": Way("R survival, shares only", None, own=True, errors=False),
    "r": Way("R survival, with standard errors", None, own=True, errors=True),
}


def child(way: str, folder: Path, times: int) -> None:
    """Do it some times in this process; say what the last time cost and what came out."""
    if way.startswith("r"):
        print(json.dumps(in_r(folder, errors=WAYS[way].errors)))
        return
    prepare = WAYS[way].prepare
    assert prepare is not None
    work = prepare(folder)
    for _ in range(times):
        began, clock = time.process_time(), time.perf_counter()
        shares, errors = work()
        cpu, wall = time.process_time() - began, time.perf_counter() - clock
    print(json.dumps({"cpu": cpu, "wall": wall, "shares": shares, "errors": errors}))


def absent(way: str) -> str:
    """Why a way cannot be taken here; empty when it can."""
    if not way.startswith("r"):
        return ""
    asked = ["Rscript", "-e", "library(survival)"]
    if not shutil.which("Rscript") or subprocess.run(asked, capture_output=True).returncode:
        return "Rscript with survival is not here (Debian: r-cran-survival)"
    return ""


def check(said: dict[str, list[dict[str, Any]]]) -> None:
    """Stop when two ways differ."""
    mine = said["taalplan"][0]
    for way, runs in said.items():
        for what in ("shares", "errors"):
            theirs = runs[0][what]
            if theirs is None:
                continue
            pairs = zip(chain(*theirs), chain(*mine[what]), strict=True)
            worst = max(abs(one - other) for one, other in pairs)
            if worst > CLOSE:
                raise SystemExit(f"{way} and taalplan differ by {worst} in {what}")


def main(arguments: list[str] | None = None) -> None:
    """Measure in turns and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--ways", nargs="*", default=list(WAYS), choices=list(WAYS))
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.child:
        child(options.child[0], Path(options.child[1]), options.repeats)
        return
    skipped = {way: why for way in options.ways if (why := absent(way))}
    ways = ["taalplan", *(w for w in options.ways if w != "taalplan" and w not in skipped)]
    said: dict[str, list[dict[str, Any]]] = {way: [] for way in ways}
    memory: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(folder, options.people)
        for turn in range(options.repeats):
            for way in ways:
                slow = bool(said[way]) and said[way][0]["cpu"] > 5
                if slow:
                    continue
                print(f"  {way}, {turn + 1} of {options.repeats}", file=sys.stderr)
                python = OWN if WAYS[way].own else peers()
                arguments_ = ["--child", way, str(folder), "--repeats", "3"]
                cost = run(python, Path(__file__), arguments_)
                said[way].append(dict(cost.said))
                memory[way] = cost.megabytes
    check(said)
    report(options.people, said, memory, skipped)


def report(
    people: int,
    said: dict[str, list[dict[str, Any]]],
    memory: dict[str, float],
    skipped: dict[str, str],
) -> None:
    """One table: medians of the third time in each process, and ratios to Taalplan."""
    print(f"\nCurves of {people:,} people in {GROUPS} groups over {DAYS} days, 3 ways to end.")
    print(f"All give the same shares and standard errors (to {CLOSE:g}).")
    print("Medians of the third time in each process; of R one, without starting and reading.")
    print(f"\n{'':36}{'CPU s':>9}{'clock s':>9}{'/ ours':>9}{'peak MB':>9}{'runs':>6}")
    ours = {True: "taalplan", False: "taalplan_plain"}
    for way, runs in said.items():
        cpu = median(one["cpu"] for one in runs)
        like = said.get(ours[WAYS[way].errors]) or said["taalplan"]
        ratio = cpu / median(one["cpu"] for one in like)
        clock = median(one["wall"] for one in runs)
        print(f"{WAYS[way].name:36}{cpu:9.4f}{clock:9.4f}{ratio:9.1f}{memory[way]:9.0f}"
              f"{len(runs):6}")  # fmt: skip
    for way, why in skipped.items():
        print(f"{WAYS[way].name:36}skipped: {why}")


if __name__ == "__main__":
    main()
