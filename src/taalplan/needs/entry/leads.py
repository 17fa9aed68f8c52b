# SPDX-License-Identifier: EUPL-1.2
"""How the errors of one path move together: three parts that can be told apart.

cov(h, k) = a + c min(h, k) + w [h = k]: the level was misjudged from the start (a), something was
added in every period on the way (c, a random walk), and each period has its own chance (w). The
spread of a sum over a school year hangs on these: chance averages out in it, the others do not.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np

from taalplan.needs.entry.hierarchy import Floats


def random_walk(count: int) -> Floats:
    """The covariance of leads when nothing is known of them, of mean variance 1."""
    lead = np.arange(1.0, count + 1)
    return np.asarray(np.minimum(lead[:, None], lead) / lead.mean())


def fit_leads(unit: Floats) -> Floats:
    """The covariance of leads that past errors point to, of mean variance 1.

    `unit` are errors (cut-offs x series x leads) of which each series has a mean square of 1.
    """
    count = unit.shape[2]
    lead = np.arange(1.0, count + 1)
    parts = np.array([np.ones((count, count)), np.minimum(lead[:, None], lead), np.eye(count)])
    known = np.isfinite(unit)
    values = np.where(known, unit, 0.0)
    products = np.einsum("onh,onk->hk", values, values)
    number = np.einsum("onh,onk->hk", known.astype(float), known.astype(float))
    moments = products / np.maximum(number, 1)
    # Far leads are repeated less often, and vary more: both make them say less.
    weight = number / np.outer(lead, lead)
    fitted = np.tensordot(_not_negative(parts, moments, weight), parts, axes=1)
    size = float(np.diag(fitted).mean())
    return np.asarray(fitted / size) if size > 0 else random_walk(count)


def _not_negative(parts: Floats, moments: Floats, weight: Floats) -> Floats:
    """Weighted least squares with coefficients >= 0; three are few enough to try every set."""
    root = np.sqrt(weight).ravel()
    design, target = parts.reshape(len(parts), -1).T * root[:, None], moments.ravel() * root
    best, least = np.zeros(len(parts)), np.inf
    for size in range(1, len(parts) + 1):
        for chosen in combinations(range(len(parts)), size):
            found = np.linalg.lstsq(design[:, chosen], target, rcond=None)[0]
            miss = float(((design[:, chosen] @ found - target) ** 2).sum())
            if (found >= 0).all() and miss < least - 1e-12:
                best, least = np.zeros(len(parts)), miss
                best[list(chosen)] = found
    return best
