# SPDX-License-Identifier: EUPL-1.2
"""How many will register: forecasts of counts that add up, as integer paths.

Arrays in, arrays out; nothing here knows a snapshot. `forecast(history, hierarchy, horizon=18)`.
"""

from taalplan.needs.entry.forecasting import EntryForecast, forecast
from taalplan.needs.entry.hierarchy import BOTTOM, Hierarchy

__all__ = ["BOTTOM", "EntryForecast", "Hierarchy", "forecast"]
