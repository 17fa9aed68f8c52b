# SPDX-License-Identifier: EUPL-1.2
"""Whether an edition is of the words of now, and byte for byte as it was kept."""

from __future__ import annotations

import hashlib

from taalplan.questions.file import content_of, file_of
from taalplan.questions.models import Edition


def is_current(edition: Edition) -> bool:
    """Whether it is the last edition, made from the drafts that count now."""
    question = edition.question
    last = question.editions.order_by("-number").first()
    return last == edition and edition.content == content_of(file_of(question))


def last_signed() -> Edition | None:
    """What readers were given last."""
    signed = Edition.objects.filter(signed_for__isnull=False)
    return signed.order_by("-signed_for__signed_at", "-pk").first()


def is_whole(edition: Edition) -> bool:
    """Whether the bytes of all its files are still those that were kept."""
    kept = edition.files.values_list("content", "sha256")
    return all(hashlib.sha256(bytes(content)).hexdigest() == known for content, known in kept)
