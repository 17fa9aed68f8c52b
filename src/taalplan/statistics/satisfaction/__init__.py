# SPDX-License-Identifier: EUPL-1.2
"""How satisfied people are with each desk, and how often they complain, with intervals.

A desk of which twelve people were asked cannot be ranked by its percentage; the interval says
so. And where nobody was asked, there is no figure: no complaints is then no answer.
"""

from taalplan.statistics.satisfaction.asked import OFFICIAL, Satisfaction
from taalplan.statistics.satisfaction.make import satisfaction

__all__ = ["OFFICIAL", "Satisfaction", "satisfaction"]
