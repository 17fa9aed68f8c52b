# SPDX-License-Identifier: EUPL-1.2
"""Why figures changed: exact contributions, expectations with intervals, mix and rates.

`explain(definition, snapshot, "2019", "2021")` gives sentences, tables and charts. None of them
claims a cause: what is measured are amounts, shares and distances from an expectation.
"""

from __future__ import annotations

from taalplan.snapshot import Snapshot
from taalplan.statistics.change.explain_counts import explain_counts
from taalplan.statistics.change.explain_rates import explain_rates
from taalplan.statistics.change.followed import equal_follow_up
from taalplan.statistics.change.rate_sentences import EqualFollowUp
from taalplan.statistics.definition import Definition
from taalplan.tables.explanation import Explanation

__all__ = ["EqualFollowUp", "explain", "explain_counts", "explain_rates"]


def explain(
    definition: Definition,
    snapshot: Snapshot,
    first: str,
    last: str,
) -> Explanation:
    """Why the figures of a definition changed from one year to another: rates where it has them.

    A rate with an official follow-up is also compared at equal follow-up. Raises
    DefinitionError for what cannot be compared.
    """
    if definition.ratios:
        equal = equal_follow_up(definition, snapshot, first, last)
        return explain_rates(definition, snapshot, first, last, equal)
    return explain_counts(definition, snapshot, first, last)
