# SPDX-License-Identifier: EUPL-1.2
"""What a supply does to waiting: futures lived one by one, by the same people under each supply.

base = base_of(snapshot, Horizon(year), futures=60)
ahead = outlook(base, [as_last_year(snapshot, base.day, base.until)], futures=60)
"""

from taalplan.waiting.simulation.build import Base, base_of
from taalplan.waiting.simulation.document import write_outlook
from taalplan.waiting.simulation.offers import Supply, as_last_year, read_supply
from taalplan.waiting.simulation.plan import Outlook, outlook
from taalplan.waiting.simulation.planned import supply_of
from taalplan.waiting.simulation.problem import Offer, People, Simulation, Ways
from taalplan.waiting.simulation.solve import Future, Records, simulate
from taalplan.waiting.simulation.table import outlook_tables

__all__ = [
    "Base",
    "Future",
    "Offer",
    "Outlook",
    "People",
    "Records",
    "Simulation",
    "Supply",
    "Ways",
    "as_last_year",
    "base_of",
    "outlook",
    "outlook_tables",
    "read_supply",
    "simulate",
    "supply_of",
    "write_outlook",
]
