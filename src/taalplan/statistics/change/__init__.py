# SPDX-License-Identifier: EUPL-1.2
"""Why figures changed: exact contributions, expectations with intervals, mix and rates.

`explain(definition, snapshot, "2019", "2021")` gives sentences, tables and charts. None of them
claims a cause: what is measured are amounts, shares and distances from an expectation.
"""

from __future__ import annotations

from taalplan.snapshot import Snapshot
from taalplan.statistics.change.explain_counts import explain_counts, explain_released_counts
from taalplan.statistics.change.explain_rates import explain_rates, explain_released_rates
from taalplan.statistics.change.followed import equal_follow_up
from taalplan.statistics.change.rate_sentences import EqualFollowUp
from taalplan.statistics.definition import Definition
from taalplan.tables.explanation import Explanation
from taalplan.tables.table import Table

__all__ = ["EqualFollowUp", "explain", "explain_counts", "explain_rates", "explain_released"]


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


def explain_released(
    definition: Definition, table: Table, snapshot: Snapshot, first: str, last: str
) -> Explanation | None:
    """Why released figures changed, from the table as its readers have it.

    Made of nothing but shown cells, so it tells nothing that they hide. None when a figure that
    is needed is hidden. The share still open and the comparison at equal follow-up are of whole
    years, as the notes under the tables are.
    """
    if definition.ratios:
        equal = equal_follow_up(definition, snapshot, first, last)
        return explain_released_rates(definition, table, snapshot, first, last, equal)
    return explain_released_counts(definition, table, snapshot, first, last)
