# SPDX-License-Identifier: EUPL-1.2
"""The audit log: one row for each change and each look at a person.

A row names things by their kind and number, never by a name or national number, so that
somebody who is erased from the register does not live on in the log.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any, NoReturn

from django.conf import settings
from django.db import models


class LogIsAppendOnlyError(Exception):
    """Somebody tried to change or remove a row of the log."""


class EventQuerySet(models.QuerySet["Event"]):
    """Rows can be read and added; nothing else."""

    def update(self, **values: Any) -> NoReturn:
        """Refuse."""
        raise LogIsAppendOnlyError("rows of the audit log are not changed")

    def delete(self) -> NoReturn:
        """Refuse."""
        raise LogIsAppendOnlyError("rows of the audit log are not removed")


class Event(models.Model):
    """Who did what to which thing, when and why.

    `hash` covers the row and the hash before it: a changed or removed row breaks the chain.
    """

    at = models.DateTimeField(db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    action = models.CharField(max_length=60)
    kind = models.CharField(max_length=40)
    number = models.BigIntegerField()
    person = models.BigIntegerField(null=True, db_index=True)
    purpose = models.CharField(max_length=60, blank=True)
    detail = models.JSONField(default=dict)
    before = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        """In the order in which rows were added."""

        ordering = ("id",)
        indexes = (models.Index(fields=("kind", "number"), name="audit_thing"),)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add a row; refuse to save one again."""
        if not self._state.adding:
            raise LogIsAppendOnlyError("rows of the audit log are not changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise LogIsAppendOnlyError("rows of the audit log are not removed")

    def content_hash(self) -> str:
        """The hash that belongs to this row's content and the row before it."""
        content = [
            self.before, self.at.isoformat(), self.by_id, self.action, self.kind, self.number,
            self.person, self.purpose, self.detail,
        ]  # fmt: skip
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
