# SPDX-License-Identifier: EUPL-1.2
"""Questions, their parts and drafts, and what was made, read and signed of them.

Drafts, editions and files are only added: who wrote what, and what was signed, can be read back for
ever. Of what a reader says of an edition the last word counts; the log keeps the one before it.
"""

from __future__ import annotations

from enum import StrEnum

from django.conf import settings
from django.db import models
from django.db.models import Q

from taalplan.register.models.fields import coded, one_of


class QuestionStatus(StrEnum):
    """Where a question is; the order of steps stands in `states.py`."""

    RECEIVED = "received"
    DRAFTING = "drafting"
    READING = "reading"
    SIGNING = "signing"
    SIGNED = "signed"
    PUBLISHED = "published"
    TRANSFERRED = "transferred"
    WITHDRAWN = "withdrawn"


class PartStatus(StrEnum):
    """Whether a part is ready; `elsewhere` is answered by another minister."""

    OPEN = "open"
    READY = "ready"
    ELSEWHERE = "elsewhere"


class Verdict(StrEnum):
    """What a reader says of an edition."""

    APPROVED = "approved"
    SENT_BACK = "sent_back"


class Question(models.Model):
    """A written question (schriftelijke vraag). `due` is the last day of parliament's term."""

    number = models.PositiveIntegerField()
    session_year = models.CharField(max_length=9)
    parliament = models.CharField(max_length=100)
    title = models.CharField(max_length=300)
    asked_on = models.DateField()
    asked_by = models.CharField(max_length=200)
    answered_by = models.CharField(max_length=200)
    function = models.CharField(max_length=400)
    introduction = models.TextField(blank=True)
    due = models.DateField()
    status = coded(QuestionStatus, default=QuestionStatus.RECEIVED.value)
    why = models.CharField(max_length=500, blank=True)
    received = models.DateTimeField(auto_now_add=True)
    signed = models.OneToOneField(
        "Edition", on_delete=models.PROTECT, null=True, blank=True, related_name="signed_for"
    )
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """A number is used once in a session year; signed is signed by somebody, some day."""

        ordering = ("due", "number")
        constraints = (
            one_of("question", "status", QuestionStatus),
            models.UniqueConstraint(
                fields=("parliament", "session_year", "number"), name="question_once"
            ),
            models.CheckConstraint(
                condition=Q(signed__isnull=True, signed_by__isnull=True, signed_at__isnull=True)
                | Q(signed__isnull=False, signed_by__isnull=False, signed_at__isnull=False),
                name="question_signed_whole",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["signed", "published"]) | Q(signed__isnull=False),
                name="question_signed_has_edition",
            ),
        )

    def __str__(self) -> str:
        """As it is cited: its number and its day."""
        return f"vraag nr. {self.number} van {self.asked_on}"


class Part(models.Model):
    """One sub-question, and who writes its answer; nobody yet when `owner` is empty."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="parts")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=4)
    lead = models.TextField(blank=True)
    asked = models.TextField()
    status = coded(PartStatus, default=PartStatus.OPEN.value)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        """In the order of the question."""

        ordering = ("position",)
        constraints = (
            one_of("part", "status", PartStatus),
            models.UniqueConstraint(fields=("question", "code"), name="part_once"),
            models.UniqueConstraint(fields=("question", "position"), name="part_place_once"),
        )

    @property
    def draft(self) -> Draft | None:
        """The draft that counts: the last one."""
        return self.drafts.order_by("-number").first()


class Draft(models.Model):
    """An answer to a part as somebody left it.

    `answer` holds the fields of the question file: text, table, after, analysis, reason, quoted.
    Two people who began from the same draft cannot both add the next number, so nobody's words
    are written over unseen.
    """

    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="drafts")
    number = models.PositiveIntegerField()
    answer = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Numbered from 1 for each part."""

        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("part", "number"), name="draft_once"),)


class Edition(models.Model):
    """What was made of a question file on a moment: documents and data, whole.

    `content` is the hash of `file`, the words it was made from; `snapshot` says from which data.
    `after` is the last signed edition of any question then: small counts are hidden with what
    readers were given before, so nothing may be signed in between.
    """

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    content = models.CharField(max_length=64)
    file = models.TextField()
    snapshot = models.CharField(max_length=200)
    after = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Numbered from 1 for each question."""

        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("question", "number"), name="edition_once"),)


class EditionFile(models.Model):
    """One document or data file of an edition, with the hash of its bytes."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta:
        """A name once."""

        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("edition", "name"), name="file_once"),)


class Reading(models.Model):
    """What somebody who read an edition says of it."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="readings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    verdict = coded(Verdict)
    remark = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Nobody reads the same edition twice."""

        ordering = ("at",)
        constraints = (
            one_of("reading", "verdict", Verdict),
            models.UniqueConstraint(fields=("edition", "by"), name="reading_once"),
            models.CheckConstraint(
                condition=Q(verdict="approved") | ~Q(remark=""), name="reading_says_why"
            ),
        )
