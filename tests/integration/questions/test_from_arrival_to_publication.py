# SPDX-License-Identifier: EUPL-1.2
"""The way of a question: who may do which step, and what stays when two write at once."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from lib import questions as make
from lib.crowd import at_once
from taalplan.answers import QuestionError, read_question
from taalplan.questions.actions import deciding, receiving, writing
from taalplan.questions.drafts import ConflictError
from taalplan.questions.file import faults_of, file_of
from taalplan.questions.models import EditionFile, Question
from taalplan.questions.terms import public_from
from taalplan.register.permissions import NotAllowedError
from taalplan.register.states import NotInThisStateError

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]

FILE = Path(__file__).parents[3] / "questions" / "216.yaml"


def test_a_question_has_until_the_twentieth_working_day():
    question = make.received(by=make.policy())
    assert question.due == date(2022, 3, 24)
    assert question.status == "received"


def test_a_number_comes_in_once_in_a_session_year():
    by = make.policy()
    make.received(by=by, number=216)
    with pytest.raises(ValidationError):
        make.received(by=by, number=216)
    make.received(by=by, number=216, session_year="2022-2023")


def test_question_216_comes_in_as_a_file_and_goes_out_as_the_same_file(tmp_path):
    """What the file plans is kept to the letter: the answer read from both is the same."""
    question = receiving.receive_file(content=FILE.read_text(encoding="utf-8"), by=make.policy())
    assert faults_of(question) == []
    again = tmp_path / "216.yaml"
    again.write_text(file_of(question), encoding="utf-8")
    assert without_lines(read_question(again)) == without_lines(read_question(FILE))
    elsewhere = question.parts.filter(status="elsewhere").values_list("code", flat=True)
    assert list(elsewhere) == [
        part.code for part in read_question(FILE).parts
        if part.reason and part.reason.kind == "other_owner"
    ]  # fmt: skip


def without_lines(question):
    """All that a question says; in which line of which file it stands is another matter."""

    def plain(value):
        if isinstance(value, dict):
            return {k: plain(v) for k, v in value.items() if k not in ("line", "file")}
        if isinstance(value, tuple | list):
            return [plain(each) for each in value]
        return value.strip() if isinstance(value, str) else value

    return plain(dataclasses.asdict(question))


def test_a_faulty_file_leaves_nothing_behind():
    with pytest.raises(QuestionError):
        receiving.receive_file(content="number: drie", by=make.policy())
    assert not Question.objects.exists()


def test_two_who_write_at_once_see_each_other():
    """The second is shown what came in between, and nothing of it is written over."""
    one, other = make.policy(), make.policy()
    part = make.received(by=one).parts.first()
    make.drafted(part, by=one, answer={"text": "Eerst."})
    writing.save_draft(part=part, answer={"text": "Van de een."}, based_on=1, by=one)
    with pytest.raises(ConflictError) as conflict:
        writing.save_draft(part=part, answer={"text": "Van de ander."}, based_on=1, by=other)
    assert conflict.value.theirs.answer == {"text": "Van de een."}
    assert part.draft.answer == {"text": "Van de een."}
    assert part.drafts.count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_ten_who_save_at_the_same_moment_one_does():
    by = make.policy()
    part = make.received(by=by).parts.first()

    def save(number):
        try:
            writing.save_draft(part=part, answer={"text": str(number)}, based_on=0, by=by)
        except ConflictError:
            return False
        return True

    assert sum(at_once([lambda n=n: save(n) for n in range(10)])) == 1
    assert part.drafts.count() == 1


def test_a_part_is_written_by_its_owner():
    owner, other = make.policy(), make.policy()
    part = make.received(by=other).parts.first()
    receiving.assign_part(part=part, owner=owner, by=other)
    with pytest.raises(NotAllowedError, match="1a"):
        make.drafted(part, by=other)
    make.drafted(part, by=owner)


def test_a_typed_figure_does_not_become_ready():
    """The same faults as the command line tells, at the part where they are."""
    by = make.policy()
    part = make.received(by=by).parts.first()
    make.drafted(part, by=by, answer={"text": "Er waren 25.322 personen."})
    with pytest.raises(QuestionError, match="typed, not computed"):
        writing.set_ready(part=part, by=by)
    part.refresh_from_db()
    assert part.status == "open"


def test_a_part_goes_to_another_minister_with_words():
    by = make.policy()
    part = make.received(by=by).parts.last()
    receiving.send_part_elsewhere(
        part=part, minister="de minister van onderwijs", words="", based_on=0, by=by
    )
    assert "de minister van onderwijs" in file_of(part.question)
    with pytest.raises(NotInThisStateError):
        receiving.send_part_elsewhere(part=part, minister="x", words="", based_on=1, by=by)


def test_an_edition_is_kept_only_of_the_words_of_now():
    by = make.policy()
    question = make.ready(by=by)
    old = file_of(question)
    part = question.parts.first()
    writing.open_again(part=part, by=by)
    make.drafted(part, by=by, answer={"text": "Anders."})
    with pytest.raises(NotInThisStateError):
        deciding.keep_edition(question=question, file=old, snapshot="x", files={}, by=by)
    assert not question.editions.exists()


def test_nothing_goes_to_readers_before_every_part_is_ready():
    by = make.policy()
    question = make.ready(by=by)
    edition = make.edition(question, by=by)
    writing.open_again(part=question.parts.first(), by=by)
    with pytest.raises(NotInThisStateError):
        deciding.send_to_readers(edition=edition, by=by)


def test_two_read_it_and_neither_wrote_any_of_it():
    writer, reader = make.policy(), make.policy()
    edition = make.being_read(by=writer)
    with pytest.raises(NotAllowedError):
        deciding.approve(edition=edition, by=writer)
    deciding.approve(edition=edition, by=reader)
    deciding.approve(edition=edition, by=reader)
    edition.question.refresh_from_db()
    assert edition.question.status == "reading"
    deciding.approve(edition=edition, by=make.policy())
    edition.question.refresh_from_db()
    assert edition.question.status == "signing"


def test_what_is_being_read_is_not_changed():
    by = make.policy()
    edition = make.being_read(by=by)
    with pytest.raises(NotInThisStateError):
        writing.open_again(part=edition.question.parts.first(), by=by)


def test_a_reader_sends_it_back_and_says_why():
    by, reader = make.policy(), make.policy()
    edition = make.being_read(by=by)
    with pytest.raises(ValidationError):
        deciding.send_back(edition=edition, remark=" ", by=reader)
    question = deciding.send_back(edition=edition, remark="Tabel 2 mist een noot.", by=reader)
    assert question.status == "drafting"
    assert set(question.parts.values_list("status", flat=True)) == {"open"}
    # Also one of two who approved may think again, as long as it is not signed.
    edition = make.approved(by=by)
    deciding.send_back(edition=edition, remark="Toch niet.", by=edition.readings.first().by)
    edition.question.refresh_from_db()
    assert edition.question.status == "drafting"


def test_approvals_do_not_pass_to_another_edition():
    by, reader = make.policy(), make.policy()
    edition = make.being_read(by=by)
    deciding.approve(edition=edition, by=reader)
    question = deciding.send_back(edition=edition, remark="Een noot.", by=make.policy())
    for part in question.parts.all():
        writing.set_ready(part=part, by=by)
    second = make.edition(question, by=by)
    deciding.send_to_readers(edition=second, by=by)
    with pytest.raises(NotInThisStateError):
        deciding.approve(edition=edition, by=make.policy())
    deciding.approve(edition=second, by=make.policy())
    question.refresh_from_db()
    assert question.status == "reading"


def test_what_was_read_is_what_is_signed():
    """Bytes that were changed in the database are not signed."""
    edition = make.approved(by=make.policy())
    EditionFile.objects.filter(edition=edition, name="answer.pdf").update(content=b"%PDX")
    with pytest.raises(NotInThisStateError):
        deciding.sign(question=edition.question, by=make.policy())


def test_who_wrote_does_not_sign():
    writer = make.policy()
    edition = make.approved(by=writer)
    with pytest.raises(NotAllowedError):
        deciding.sign(question=edition.question, by=writer)


def test_a_signed_question_has_its_edition_or_is_not_signed():
    question = make.received(by=make.policy())
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.filter(pk=question.pk).update(status="signed")


def test_the_member_who_asked_has_it_alone_for_fifteen_working_days():
    by = make.policy()
    question = make.signed(by=by)
    assert public_from(question) > timezone.localdate()
    with pytest.raises(NotInThisStateError, match=public_from(question).isoformat()):
        deciding.publish(question=question, by=by)
    question.signed_at = timezone.now() - timedelta(days=60)
    question.save()
    published = deciding.publish(question=question, by=by)
    assert published.status == "published"
    with pytest.raises(NotInThisStateError):
        receiving.withdraw_question(question=question, why="te laat", by=by)
