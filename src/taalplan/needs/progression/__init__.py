# SPDX-License-Identifier: EUPL-1.2
"""Who of those on the way will need which level when: hazards from spells, and paths from these.

Arrays in, arrays out; only `spells` knows a snapshot.

    hazards = fit(spells, as_of=month, groups=groups)
    starts = project(hazards, Pipeline.of(spells, as_of=month, groups=groups), entrants,
                     horizon_months=18, seed=1)
"""

from taalplan.needs.progression.expectation import Expectation, expected
from taalplan.needs.progression.followed import Pipeline, Spells
from taalplan.needs.progression.groups import Groups, State
from taalplan.needs.progression.hazards import Hazards, fit
from taalplan.needs.progression.levers import Lever, Levers, What
from taalplan.needs.progression.projection import project

__all__ = [
    "Expectation",
    "Groups",
    "Hazards",
    "Lever",
    "Levers",
    "Pipeline",
    "Spells",
    "State",
    "What",
    "expected",
    "fit",
    "project",
]
