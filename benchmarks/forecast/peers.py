# SPDX-License-Identifier: EUPL-1.2
"""statsforecast and hierarchicalforecast on given cases; run by `run.py` in their environment."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from hierarchicalforecast.core import HierarchicalReconciliation
from hierarchicalforecast.methods import BottomUp, MinTrace
from statsforecast import StatsForecast
from statsforecast.models import AutoETS, DynamicOptimizedTheta

Z80 = 1.2815515655446004


def main() -> None:
    """From a pickle of (cases, season, horizon) to one of name -> [(point, spread)]."""
    cases, season, horizon = pickle.loads(Path(sys.argv[1]).read_bytes())
    found: dict[str, list[tuple[np.ndarray, np.ndarray]]] = {}
    for history, summing, parts in cases:
        for name, made in one_case(history, summing, parts, season, horizon).items():
            found.setdefault(name, []).append(made)
    Path(sys.argv[2]).write_bytes(pickle.dumps(found))


def one_case(history, summing, parts, season, horizon):
    """Base forecasts and what reconciliation makes of them."""
    names = [f"s{number:04d}" for number in range(len(history))]
    dates = pd.date_range("2000-01-31", periods=history.shape[1], freq="ME")
    frame = pd.DataFrame(
        {
            "unique_id": np.repeat(names, history.shape[1]),
            "ds": np.tile(dates, len(history)),
            "y": history.ravel(),
        }
    )
    models = [AutoETS(season_length=season), DynamicOptimizedTheta(season_length=season)]
    engine = StatsForecast(models=models, freq="ME", n_jobs=1)
    base = engine.forecast(df=frame, h=horizon, level=[80], fitted=True)
    fitted = engine.forecast_fitted_values()
    bottom = names[-summing.shape[1] :]
    matrix = pd.DataFrame(summing, columns=bottom)
    matrix.insert(0, "unique_id", names)
    tags = {level: np.array(names[start:stop]) for level, (start, stop) in parts.items()}
    ways = [BottomUp(), MinTrace(method="mint_shrink")]
    whole = HierarchicalReconciliation(reconcilers=ways).reconcile(
        Y_hat_df=base, Y_df=fitted, S_df=matrix, tags=tags, level=[80]
    )
    found = {}
    for column in [c for c in whole.columns if c not in ("unique_id", "ds") and "-80" not in c]:
        point, low, high = (
            whole.pivot(index="unique_id", columns="ds", values=one).loc[names].to_numpy()
            for one in (column, f"{column}-lo-80", f"{column}-hi-80")
        )
        found[column] = (point, (high - low) / (2 * Z80))
    return found


if __name__ == "__main__":
    main()
