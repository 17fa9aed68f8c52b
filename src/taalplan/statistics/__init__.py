# SPDX-License-Identifier: EUPL-1.2
"""Official figures, counted from a snapshot.

`tabulate(find_definition("first-registrations"), snapshot)` gives a finished table.
"""

from taalplan.statistics.definition import Definition, DefinitionError
from taalplan.statistics.read_definition import find_definition, official_names
from taalplan.statistics.tabulate import tabulate, tabulate_all

__all__ = [
    "Definition",
    "DefinitionError",
    "find_definition",
    "official_names",
    "tabulate",
    "tabulate_all",
]
