# SPDX-License-Identifier: EUPL-1.2
"""How many will register: forecasts of counts that add up, as integer paths.

Arrays in, arrays out; nothing here knows a snapshot. `forecast(history, hierarchy, horizon=18)`.
"""

from taalplan.needs.entry.backtest import EntryScore, backtest
from taalplan.needs.entry.drivers import FEWEST, Verdict, driven, growth, judge, scaled
from taalplan.needs.entry.forecasting import EntryForecast, forecast
from taalplan.needs.entry.hierarchy import BOTTOM, Hierarchy
from taalplan.needs.entry.shocks import Scenario, Treated, rescaled, treat, with_streams
from taalplan.needs.entry.years import next_year

__all__ = [
    "BOTTOM",
    "FEWEST",
    "EntryForecast",
    "EntryScore",
    "Hierarchy",
    "Scenario",
    "Treated",
    "Verdict",
    "backtest",
    "driven",
    "forecast",
    "growth",
    "judge",
    "next_year",
    "rescaled",
    "scaled",
    "treat",
    "with_streams",
]
