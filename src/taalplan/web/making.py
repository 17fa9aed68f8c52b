# SPDX-License-Identifier: EUPL-1.2
"""The document of a question, made by a job and kept as an edition."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import override

from taalplan.jobs import JobError, Report, job, queue
from taalplan.jobs.models import Job
from taalplan.questions.actions.deciding import keep_edition
from taalplan.questions.editions import last_signed
from taalplan.questions.file import file_of
from taalplan.questions.models import Edition, Question
from taalplan.register.states import NotInThisStateError
from taalplan.web import snapshots
from taalplan.web.faults import said

if TYPE_CHECKING:
    from taalplan.tables.table import Table

RELEASED = "released.json"
"""The figures that parliament has after this edition; kept with it, and never shown outside."""


def ask_for_edition(question: Question, *, by: Any) -> Question:
    """Let a worker make the document."""
    queue.ask(make_edition, by=by, question=question.pk, user=by.pk)
    return question


def job_of(question: Question) -> Job | None:
    """The last job that was asked for a question."""
    asked = Job.objects.filter(kind=make_edition.name, given__question=question.pk)
    return asked.order_by("-pk").first()


@job
def make_edition(*, report: Report, question: int, user: int) -> dict[str, Any]:
    """Make all documents of a question as it stands now. Done twice, it makes two editions."""
    from taalplan.answering import Outlet, make_answer
    from taalplan.answers import QuestionError, read_question, write_answer
    from taalplan.snapshot import SnapshotError
    from taalplan.tables.protect.rules import DisclosureError

    asked, after = Question.objects.get(pk=question), last_signed()
    words = file_of(asked)
    with tempfile.TemporaryDirectory() as name, override("nl"):
        here, out, ledger = (Path(name) / each for each in ("question.yaml", "answer", RELEASED))
        here.write_text(words, encoding="utf-8")
        if after is not None:
            ledger.write_bytes(bytes(after.files.get(name=RELEASED).content))
        try:
            outlet = Outlet.of("parliament", timezone.localdate(), ledger=ledger)
            made = make_answer(read_question(here), snapshots.folder(), outlet, report)
            outlet.record(made.release)
            paths = write_answer(made.document, made.tables, out, made.release.file)
        except QuestionError as error:
            told = [f"{each.where}: {said(each)}" for each in error.faults]
            raise JobError("\n".join(told)) from error
        except (SnapshotError, DisclosureError) as error:
            raise JobError(str(error)) from error
        files = {str(path.relative_to(out)): path.read_bytes() for path in paths}
        files[RELEASED] = ledger.read_bytes()
    return {"edition": _keep(asked, words, made.tables, files, after, user)}


def _keep(
    question: Question,
    words: str,
    tables: Mapping[str, Table],
    files: Mapping[str, bytes],
    after: Edition | None,
    user: int,
) -> int:
    known = (table.provenance for table in tables.values())
    from_ = {f"{each.snapshot} ({each.as_of})" for each in known if each.snapshot}
    by = get_user_model().objects.get(pk=user)
    try:
        return keep_edition(
            question=question, file=words, snapshot=", ".join(sorted(from_)), files=files,
            after=after, by=by,
        ).number  # fmt: skip
    except NotInThisStateError as error:
        raise JobError(str(error)) from error
