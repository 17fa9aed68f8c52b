# SPDX-License-Identifier: EUPL-1.2
"""The headings of tables of change, in three languages."""

from __future__ import annotations

from taalplan.tables.table import Dimension
from taalplan.vocabulary.text import Text

CHANGE = Text("verandering", "change", "évolution")
POINTS = Text("procentpunt", "points", "points")

PERIOD = Dimension("period", Text("periode", "period", "période"))
MEASURE = Dimension("measure", Text("maat", "measure", "mesure"))


def several(heading: Text) -> Text:
    """The line of those who stand in more than one part: counted twice, so taken off."""
    return Text(
        f"af: personen in meer dan één {heading.nl}",
        f"less: people in more than one {heading.en}",
        f"moins : personnes dans plus d’un(e) {heading.fr}",
    )
