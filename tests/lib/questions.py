# SPDX-License-Identifier: EUPL-1.2
"""A small question, who handles it, and how far it has come: made in one line each."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from lib import register as make
from taalplan.questions.actions import deciding, receiving, writing
from taalplan.questions.file import file_of
from taalplan.questions.models import Draft, Edition, Part, Question
from taalplan.questions.splitting import AskedPart
from taalplan.register.models import Role

_numbers = count(300)
HEAD: dict[str, Any] = {
    "session_year": "2021-2022", "title": "Wachten op lessen", "asked_on": date(2022, 2, 24),
    "asked_by": "Tom Ongena", "answered_by": "Bart Somers", "function": "minister",
    "introduction": "",
}  # fmt: skip
PARTS = (AskedPart("1a", "Er zijn lessen.", "Hoeveel?"), AskedPart("1b", "", "Waarom?"))
SAID = {"text": "Dat staat in het jaarverslag."}
FILES = {"answer.pdf": b"%PDF", "data/t.csv": b"value\n1\n"}


def policy(name: str = "") -> Any:
    """Somebody of policy staff."""
    return make.user(role=Role.POLICY, name=name)


def received(*, by: Any, parts: tuple[AskedPart, ...] = PARTS, **columns: Any) -> Question:
    """A question that came in, each with its own number."""
    given = HEAD | {"number": next(_numbers)} | columns
    return receiving.receive_question(parts=parts, by=by, **given)


def drafted(part: Part, *, by: Any, answer: dict[str, Any] | None = None) -> Draft:
    """A next draft of a part."""
    last = part.draft
    number = last.number if last else 0
    return writing.save_draft(part=part, answer=answer or SAID, based_on=number, by=by)


def ready(*, by: Any) -> Question:
    """A question of which every part is ready."""
    question = received(by=by)
    for part in question.parts.all():
        drafted(part, by=by)
    for part in question.parts.all():
        writing.set_ready(part=part, by=by)
    question.refresh_from_db()
    return question


def edition(question: Question, *, by: Any) -> Edition:
    """What was made of the words of now."""
    return deciding.keep_edition(
        question=question, file=file_of(question), snapshot="2022-06-30", files=FILES, by=by
    )


def being_read(*, by: Any) -> Edition:
    """An edition that lies before the readers."""
    made = edition(ready(by=by), by=by)
    deciding.send_to_readers(edition=made, by=by)
    return made


def approved(*, by: Any) -> Edition:
    """An edition that two others approved."""
    made = being_read(by=by)
    for _ in range(2):
        deciding.approve(edition=made, by=policy())
    made.question.refresh_from_db()
    return made


def signed(*, by: Any) -> Question:
    """A question of which the answer is signed by somebody who wrote nothing of it."""
    return deciding.sign(question=approved(by=by).question, by=policy())
