# SPDX-License-Identifier: EUPL-1.2
"""A finding about a printed table: the shared shape, with line and evidence added."""

from __future__ import annotations

from dataclasses import dataclass

from taalplan.tables.findings import Finding, Severity
from taalplan.vocabulary.text import Text

__all__ = ["Found", "Severity"]


@dataclass(frozen=True)
class Found(Finding):
    """A finding in a file. `line` is 0 when it is about the whole table.

    `rows` and `columns` are the labels it is about; `evidence` are sentences that say why.
    """

    file: str = ""
    line: int = 0
    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    evidence: tuple[Text, ...] = ()
