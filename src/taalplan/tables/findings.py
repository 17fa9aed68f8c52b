# SPDX-License-Identifier: EUPL-1.2
"""What a check found in a table: one sentence for the person who must act on it.

Shared by the checks of a table before it is published and the audit of a table as printed, so
that both read alike and can be listed together.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from taalplan.vocabulary.text import Text


class Severity(StrEnum):
    """How much a finding weighs: `fault` cannot be right, `warning` may be, `note` informs."""

    FAULT = "fault"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Finding:
    """One thing that was found, where, and the two figures that disagree.

    `code` is stable and made for programs (`part-above-total`); `sentence` is made for people
    and stands alone. `where` names the row and column, `printed` is the figure in the table,
    `computed` the figure that it was held against.
    """

    code: str
    severity: Severity
    sentence: Text
    where: str = ""
    printed: float | None = None
    computed: float | None = None

    def __str__(self) -> str:
        """The Dutch sentence."""
        return self.sentence.nl
