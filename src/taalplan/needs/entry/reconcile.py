# SPDX-License-Identifier: EUPL-1.2
"""Forecasts that add up: weighted least squares (Hyndman, Lee and Wang 2016).

The covariance of hundreds of series cannot be estimated from five years, so the weights are
variances only: of errors made out of sample, not of a fit.
"""

from __future__ import annotations

import numpy as np

from taalplan.needs.entry.hierarchy import Floats, Hierarchy

FLOOR = 1e-6
"""Of the median variance; a series that never erred would otherwise rule all others."""


def projection(hierarchy: Hierarchy, variance: Floats) -> Floats:
    """Bottom x all series: (S' W^-1 S)^-1 S' W^-1 with W = diag(variance)."""
    positive = variance[variance > 0]
    floor = FLOOR * float(np.median(positive)) if len(positive) else 1.0
    weight = 1 / np.maximum(variance, floor)
    summing = hierarchy.summing
    normal = summing.T @ (weight[:, None] * summing)
    return np.asarray(np.linalg.solve(normal, summing.T * weight), dtype=float)


def reconcile(forecasts: Floats, hierarchy: Hierarchy, project: Floats) -> Floats:
    """All series, coherent and not negative; the series stand on the last axis but one.

    Setting a negative bottom to zero and adding up again keeps both promises.
    """
    return hierarchy.aggregate(np.maximum(project @ forecasts, 0.0))
