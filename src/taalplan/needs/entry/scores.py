# SPDX-License-Identifier: EUPL-1.2
"""How good a forecast was: MASE, scaled CRPS, coverage, weighted percentage error.

Hyndman and Koehler 2006 (MASE); Gneiting and Raftery 2007 (CRPS, here as the mean of quantile
losses); sums over the series of a level are divided by sums of what came out.
"""

from __future__ import annotations

import numpy as np

from taalplan.needs.entry.hierarchy import Floats

QUANTILES = np.arange(1, 100) / 100


def quantile_loss(actual: Floats, forecast: Floats, q: Floats) -> Floats:
    """Twice the pinball loss; `q` lies along the first axis of `forecast`."""
    share = q.reshape((-1,) + (1,) * actual.ndim)
    miss = actual - forecast
    return np.asarray(2 * np.maximum(share * miss, (share - 1) * miss))


def scaled_crps(actual: Floats, quantiles: Floats, q: Floats = QUANTILES) -> float:
    """The mean quantile loss, summed over series and periods, over the sum of what came out.

    `actual`: series x periods; `quantiles`: len(q) x series x periods.
    """
    loss = quantile_loss(actual, quantiles, q).mean(axis=0).sum()
    return float(loss / np.abs(actual).sum())


def mase(actual: Floats, point: Floats, history: Floats, season: int) -> float:
    """Mean absolute error over that of the seasonal naive in history, where it has one."""
    scale = np.nanmean(np.abs(history[:, season:] - history[:, :-season]), axis=1)
    use = scale > 0
    errors = np.abs(actual - point).mean(axis=1)
    return float((errors[use] / scale[use]).mean())


def wape(actual: Floats, point: Floats) -> float:
    """Absolute errors over the sum of what came out."""
    return float(np.abs(actual - point).sum() / np.abs(actual).sum())


def coverage(actual: Floats, low: Floats, high: Floats) -> float:
    """The part of what came out that lies within bounds, both included."""
    return float(((actual >= low) & (actual <= high)).mean())
