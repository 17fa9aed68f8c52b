# SPDX-License-Identifier: EUPL-1.2
"""Shares, standard errors and limits equal those of R's package survival to 1e-10.

Runs where `Rscript` with survival is installed (Debian: r-cran-survival), and says so where not.
"""

from __future__ import annotations

import csv
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from taalplan.statistics.outcomes.curves import aalen_johansen
from taalplan.statistics.outcomes.followed import Followed
from taalplan.statistics.outcomes.limits import log_log_limits
from taalplan.statistics.outcomes.variance import standard_errors

CLOSE = 1e-10
GROUPS = 4

CURVES = """
library(survival)
x <- read.csv("people.csv")
# R's risk sets are open on the left: day d is the interval (d, d + 1].
x$from <- x$entry; x$to <- x$time + 1
x$end <- factor(x$cause, 0:3, c("busy", "passed", "failed", "left"))
x$id <- seq_len(nrow(x))
late <- any(x$entry > 0)
form <- if (late) Surv(from, to, end) ~ group else Surv(to, end) ~ group
fit <- survfit(form, data = x, id = id, conf.type = "log-log", influence = TRUE)
group <- rep(as.integer(sub("group=", "", names(fit$strata))), fit$strata)
error <- fit$std.err
if (!is.null(x$person)) {
  # A person's cases are added before they are squared. survfit keeps no clusters beside ids in
  # all versions, so this is done here with the influences that it gives.
  of_group <- fit$influence.pstate
  rows <- lapply(seq_along(of_group), function(g) {
    moved <- of_group[[g]]
    who <- x$person[as.integer(dimnames(moved)[[1]])]
    apply(moved, c(2, 3), function(one) sqrt(sum(rowsum(one, who)^2)))
  })
  error <- do.call(rbind, lapply(seq_along(rows), function(g) {
    tail(rows[[g]], fit$strata[g])
  }))
}
states <- c("passed", "failed", "left", "(s0)")
found <- data.frame(group, day = fit$time - 1, at_risk = fit$n.risk[, 1],
                    fit$pstate, error, fit$lower, fit$upper)
write.table(format(found, digits = 17, trim = TRUE), "curves.csv", sep = ",",
            row.names = FALSE, col.names = FALSE, quote = FALSE)
"""


def _has_survival() -> bool:
    program = shutil.which("Rscript")
    if program is None:
        return False
    asked = [program, "-e", "library(survival)"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


pytestmark = pytest.mark.skipif(
    not _has_survival(), reason="Rscript with survival is not here (Debian: r-cran-survival)"
)


def curves_of_r(followed: Followed, folder: Path) -> np.ndarray:
    """What R says: group, day, at risk, then four shares, errors, lower and upper limits.

    The states in R's order: busy, passed, failed, left.
    """
    columns = {"group": followed.group, "time": followed.time, "cause": followed.cause}
    columns["entry"] = np.zeros(len(followed), int) if followed.entry is None else followed.entry
    if followed.cluster is not None:
        columns["person"] = followed.cluster
    with (folder / "people.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(zip(*columns.values(), strict=True))
    (folder / "curves.R").write_text(CURVES)
    subprocess.run(["Rscript", "curves.R"], cwd=folder, check=True, capture_output=True)
    return np.genfromtxt(folder / "curves.csv", delimiter=",", missing_values="NA")


def people(*, late: bool = False, clustered: bool = False, ties: int = 60) -> Followed:
    """A thousand people in four groups of unequal size; `ties` days in all."""
    rng = np.random.default_rng(216)
    n = 1000
    group = rng.choice(GROUPS, n, p=(0.6, 0.25, 0.1, 0.05))
    time = np.minimum(rng.geometric(2.5 / ties, n) - 1, ties - 1)
    cause = rng.choice(4, n, p=(0.35, 0.45, 0.15, 0.05))
    entry = None
    if late:
        entry = np.where(rng.random(n) < 0.4, rng.integers(0, ties // 2, n), 0)
        entry = np.minimum(entry, time)
    return Followed(group, time, cause, entry, None, rng.integers(0, 400, n) if clustered else None)


CASES = {
    "from the start": people(),
    "many ties": people(ties=8),
    "hardly any ties": people(ties=900),
    "late entries": people(late=True),
    "late entries, many ties": people(late=True, ties=10),
    "several cases a person": people(clustered=True),
    "late entries, several cases a person": people(late=True, clustered=True),
}


@pytest.mark.parametrize("name", CASES)
def test_each_step_of_each_curve_is_that_of_r(name: str, tmp_path: Path) -> None:
    """Numbers at risk exactly; shares, standard errors and log-log limits to 1e-10."""
    followed = CASES[name]
    curves = aalen_johansen(followed, GROUPS, int(followed.time.max()))
    days = range(curves.days + 1)
    errors = standard_errors(curves, followed, days)
    lower, upper = log_log_limits(curves.shares, errors, np.ones(curves.shares.shape))
    told = curves_of_r(followed, tmp_path)
    assert len(told) > 5 * GROUPS
    for row in told:
        group, day = int(row[0]), int(row[1])
        here = (slice(None), group, day)
        shares = curves.shares[here]
        assert row[2] == curves.at_risk[group, day]
        assert np.abs(ours_first(row[3:7]) - shares).max() < CLOSE
        assert np.abs(ours_first(row[7:11]) - errors[here]).max() < CLOSE
        if followed.cluster is None:
            inside = (shares > 1e-9) & (shares < 1 - 1e-9)
            assert np.abs(ours_first(row[11:15]) - lower[here])[inside].max(initial=0) < CLOSE
            assert np.abs(ours_first(row[15:19]) - upper[here])[inside].max(initial=0) < CLOSE


def ours_first(states: np.ndarray) -> np.ndarray:
    """From R's order (busy first) to ours (busy last)."""
    return np.roll(states, -1)
