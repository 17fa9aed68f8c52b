# SPDX-License-Identifier: EUPL-1.2
"""A written question of parliament and the plan of its answer, as data.

The file that holds it is described in docs/how-to/answer-a-question.md; `reading.py` reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


@dataclass(frozen=True)
class Template:
    """A text with figures to be computed, and the line of the file where it begins."""

    words: str = ""
    line: int = 0


class Place(StrEnum):
    """Where a table stands: under the text, in an annex, or only among the data files."""

    TEXT = "text"
    ANNEX = "annex"
    DATA = "data"


@dataclass(frozen=True)
class TableRequest:
    """A table that a part of the answer needs.

    `years` are written as on the command line: `2021`, or `2021-2022` for a school year. Empty
    `by`, `axis`, `snapshot` and `title` leave the choice to the definition and to whoever runs
    it; `snapshot` is the date of an extract.
    """

    id: str
    definition: str
    years: tuple[str, ...] = ()
    by: str = ""
    axis: str = ""
    snapshot: str = ""
    title: str = ""
    place: Place = Place.TEXT
    line: int = 0


class ReasonKind(StrEnum):
    """Why a part cannot be answered (now, or by this minister)."""

    OTHER_OWNER = "other_owner"
    NOT_YET_KNOWN = "not_yet_known"
    NOT_REGISTERED = "not_registered"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True)
class Reason:
    """Why there are no figures: who has them, and from when they are expected.

    `words` replace the usual sentence; in them `eigenaar` and `verwacht` are known.
    """

    kind: ReasonKind
    owner: str = ""
    expected: date | None = None
    words: Template = Template()


@dataclass(frozen=True)
class AnalysisRequest:
    """A place kept for an analysis; `reason` is printed as long as there is none.

    `kind` says how it is made, empty while nobody makes it; `settings` are what that kind asks.
    `definitions` are the tables that it explains, from the year `first` to the year `last`.
    `name` tells the analyses of a question apart.
    """

    name: str
    reason: str
    definitions: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    line: int = 0
    kind: str = ""
    settings: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Quoted:
    """Words of an earlier answer, taken over as they stand, with where they come from."""

    source: str
    words: str


@dataclass(frozen=True)
class Part:
    """One sub-question and its answer.

    In the answer the order is: `text`, reason, quoted words, tables, `after`, analysis. `lead`
    is what the member of parliament wrote above this sub-question and those that follow.
    """

    code: str
    asked: str
    lead: str = ""
    text: Template = Template()
    quoted: Quoted | None = None
    tables: tuple[TableRequest, ...] = ()
    after: Template = Template()
    analysis: AnalysisRequest | None = None
    reason: Reason | None = None

    @property
    def templates(self) -> tuple[Template, ...]:
        """Every text with figures to be computed."""
        reason = self.reason.words if self.reason else Template()
        return tuple(text for text in (self.text, self.after, reason) if text.words)

    @property
    def is_answered(self) -> bool:
        """Whether anything at all is said."""
        return bool(self.text.words or self.quoted or self.tables or self.analysis or self.reason)


@dataclass(frozen=True)
class Question:
    """A written question (schriftelijke vraag) with the plan of its answer."""

    file: str
    number: int
    title: str
    parliament: str
    session_year: str
    asked_on: date
    asked_by: str
    answered_by: str
    function: str
    introduction: str
    parts: tuple[Part, ...]

    @property
    def requests(self) -> tuple[TableRequest, ...]:
        """Every table that must be made before the answer can be composed, in order."""
        return tuple(request for part in self.parts for request in part.tables)

    @property
    def analyses(self) -> tuple[AnalysisRequest, ...]:
        """The analyses that can be made from a snapshot, in order."""
        found = (part.analysis for part in self.parts if part.analysis)
        return tuple(analysis for analysis in found if analysis.kind)
