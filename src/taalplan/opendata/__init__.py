# SPDX-License-Identifier: EUPL-1.2
"""The figures that everybody may have: counted once per snapshot, protected together, described.

`publish(folder, store)` makes them; `Store` gives them back. What a reader chooses is a part of
what was published (`select`): nothing is counted again for anybody, so nobody can subtract two
countings from each other.
"""

from taalplan.opendata.choice import Choice, ChoiceError, canonical, read_choice, select
from taalplan.opendata.cubes import Cube, cubes_of, published_names
from taalplan.opendata.headlines import Headline
from taalplan.opendata.publish import publish
from taalplan.opendata.store import NotPublishedError, Store

__all__ = [
    "Choice",
    "ChoiceError",
    "Cube",
    "Headline",
    "NotPublishedError",
    "Store",
    "canonical",
    "cubes_of",
    "publish",
    "published_names",
    "read_choice",
    "select",
]
