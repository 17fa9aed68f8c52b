# SPDX-License-Identifier: EUPL-1.2
"""In which state what may happen to a question and to its parts.

The diagrams in docs/reference/states.md are made from these tables.
"""

from __future__ import annotations

from taalplan.questions.models import PartStatus, QuestionStatus
from taalplan.register.states import Transitions

QUESTION: Transitions = {
    QuestionStatus.RECEIVED: frozenset(
        {QuestionStatus.DRAFTING, QuestionStatus.TRANSFERRED, QuestionStatus.WITHDRAWN}
    ),
    QuestionStatus.DRAFTING: frozenset(
        {QuestionStatus.READING, QuestionStatus.TRANSFERRED, QuestionStatus.WITHDRAWN}
    ),
    QuestionStatus.READING: frozenset(
        {QuestionStatus.DRAFTING, QuestionStatus.SIGNING, QuestionStatus.WITHDRAWN}
    ),
    QuestionStatus.SIGNING: frozenset(
        {QuestionStatus.DRAFTING, QuestionStatus.SIGNED, QuestionStatus.WITHDRAWN}
    ),
    QuestionStatus.SIGNED: frozenset({QuestionStatus.PUBLISHED}),
    QuestionStatus.PUBLISHED: frozenset(),
    QuestionStatus.TRANSFERRED: frozenset(),
    QuestionStatus.WITHDRAWN: frozenset(),
}

PART: Transitions = {
    PartStatus.OPEN: frozenset({PartStatus.READY, PartStatus.ELSEWHERE}),
    PartStatus.READY: frozenset({PartStatus.OPEN}),
    PartStatus.ELSEWHERE: frozenset({PartStatus.OPEN}),
}

BEING_WRITTEN = frozenset({QuestionStatus.RECEIVED, QuestionStatus.DRAFTING})
"""While parts may change; later what readers have before them stays as it is."""

TABLES: dict[str, Transitions] = {"question": QUESTION, "part": PART}
