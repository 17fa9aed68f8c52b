# SPDX-License-Identifier: EUPL-1.2
"""How a small desk borrows the pattern of all desks: shares shrunk as far as the data say."""

from __future__ import annotations

import numpy as np

from taalplan.access.staffing.calendar import Floats

NO_DIFFERENCE = 1e9
"""The weight of the pattern of all desks when desks differ no more than chance makes them."""


def shrunk_shares(observed: Floats) -> Floats:
    """Shares of each row (desk) over the columns, shrunk to those of all rows together.

    Each cell is a Poisson count around the desk's total x share x a gamma factor of mean 1; the
    spread of that factor comes from all cells (method of moments), so that desks which do not
    differ share one pattern and large desks which do keep their own. Rows add up to 1.
    """
    total = observed.sum()
    if total == 0:
        return np.full(observed.shape, 1 / observed.shape[1])
    pooled = observed.sum(axis=0) / total
    expected = observed.sum(axis=1, keepdims=True) * pooled
    weight = gamma_shape(observed, expected)
    factor = (observed + weight) / (expected + weight)
    shares = pooled * factor
    found: Floats = shares / shares.sum(axis=1, keepdims=True)
    return found


def gamma_shape(observed: Floats, expected: Floats) -> float:
    """How alike counts and expectations are: the shape of the gamma factor between them.

    From E (O - E)^2 = E + E^2 / shape; very large when the counts vary no more than Poisson.
    """
    beyond = float(((observed - expected) ** 2 - expected).sum())
    squares = float((expected**2).sum())
    return NO_DIFFERENCE if beyond <= squares / NO_DIFFERENCE else squares / beyond
