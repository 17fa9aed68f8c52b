# SPDX-License-Identifier: EUPL-1.2
"""The catalogue of indicators: for each what it says, what one is, and what it may not be used for.

What can be read from a definition (unit, time axis, columns, owner) is taken from there; the
catalogue adds what only people know.
"""

from taalplan.statistics.catalogue.indicator import Indicator, indicator, indicators
from taalplan.statistics.catalogue.page import index, page

__all__ = ["Indicator", "index", "indicator", "indicators", "page"]
