# SPDX-License-Identifier: EUPL-1.2
"""Views: tables of people that follow from the snapshot's own, counted like any other.

A question such as "who dropped out?" is about enrolments, and a snapshot holds placements with
their history. A view turns the one into the other, once, with SQL that can be read aloud; then
every definition, margin and engine works on it as on a table of the snapshot.

    with viewed(["enrolments"], snapshot) as snapshot:
        count(definition, snapshot)
"""

from taalplan.statistics.views.make import viewed
from taalplan.statistics.views.schema import VIEWS, schema_of

__all__ = ["VIEWS", "schema_of", "viewed"]
