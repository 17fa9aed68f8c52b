# SPDX-License-Identifier: EUPL-1.2
"""Quasi-Poisson regression with a log link, by iteratively reweighted least squares.

McCullagh and Nelder, Generalized Linear Models (1989), 2.5 (the iteration) and 9.2 (the
dispersion). Counts of people vary more than a Poisson law allows, because they come in
families and by policy; the dispersion measures by how much and widens every interval.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating[Any]]

ROUNDS = 100
CLOSE = 1e-12


@dataclass(frozen=True)
class Fit:
    """Coefficients on the log scale with their covariance, dispersion included.

    `dispersion` is Pearson's statistic over the degrees of freedom, and not a number where
    there are none: then there is no interval either.
    """

    coefficients: Floats
    covariance: Floats
    dispersion: float
    freedom: int

    def error(self, place: int) -> float:
        """The standard error of one coefficient."""
        return float(np.sqrt(self.covariance[place, place]))


def fit(design: Floats, counts: Floats) -> Fit:
    """Fit counts (length n) on a design (n x k) of full rank.

    Raises ValueError when it does not settle, as when a whole column of the design stands for
    cells that are all zero: its coefficient has no finite value.
    """
    mean = counts + 0.5
    linear = np.log(mean)
    deviance = np.inf
    for _ in range(ROUNDS):
        working = linear + (counts - mean) / mean
        information = design.T @ (mean[:, None] * design)
        coefficients = np.linalg.solve(information, design.T @ (mean * working))
        linear = design @ coefficients
        mean = np.exp(linear)
        before, deviance = deviance, _deviance(counts, mean)
        if abs(before - deviance) <= CLOSE * (abs(deviance) + 1):
            break
    else:
        raise ValueError("the regression does not settle; is a whole year or area empty?")
    freedom = len(counts) - design.shape[1]
    pearson = float(((counts - mean) ** 2 / mean).sum())
    dispersion = pearson / freedom if freedom else float("nan")
    information = design.T @ (mean[:, None] * design)
    return Fit(coefficients, dispersion * np.linalg.inv(information), dispersion, freedom)


def _deviance(counts: Floats, mean: Floats) -> float:
    """Twice the log likelihood lost; a count of zero adds its mean only."""
    some = counts > 0
    logs = np.zeros_like(counts)
    logs[some] = counts[some] * np.log(counts[some] / mean[some])
    return float(2 * (logs - counts + mean).sum())
