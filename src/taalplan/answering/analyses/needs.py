# SPDX-License-Identifier: EUPL-1.2
"""The needs plan of a school year, as computed: `with: {school_year: 2022-2023}`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from taalplan.answering.analyses import Given
    from taalplan.answers import AnalysisRequest, Question
    from taalplan.tables.explanation import Explanation
    from taalplan.tables.table import Table


def counted(request: AnalysisRequest, question: Question, folder: Path) -> dict[str, Table]:
    """Nothing: a plan says what is expected, and counts nobody who can be recognised."""
    return {}


def explain(request: AnalysisRequest, given: Given) -> list[Explanation | None]:
    """The need by province and centre city; a sentence where the data end too early for it.

    Raises DefinitionError for a school year that is none.
    """
    from taalplan.needs.answer import answer, not_yet
    from taalplan.needs.horizon import Horizon
    from taalplan.needs.plan import make_plan
    from taalplan.snapshot import find_snapshot
    from taalplan.statistics import DefinitionError
    from taalplan.vocabulary.periods import SchoolYear

    unknown = sorted(set(request.settings) - {"school_year"})
    if unknown:
        raise DefinitionError(
            f"the kind 'needs' knows 'school_year' only, not {', '.join(unknown)}"
        )
    try:
        year = SchoolYear.parse(request.settings.get("school_year", ""))
    except ValueError as error:
        raise DefinitionError(f"school_year: {error}") from None
    asked = given.question.asked_on
    snapshot = find_snapshot(given.folder)
    if snapshot.as_of < Horizon(year).cut_off:
        return [not_yet(Horizon(year), asked, snapshot.as_of)]
    return [answer(make_plan(snapshot.verified(), year, look_back=False), asked)]
