# SPDX-License-Identifier: EUPL-1.2
"""Rows to be added and changed, written together, and the audit row of each message."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from taalplan.audit import log
from taalplan.audit.bulk import Row, insert, update
from taalplan.register.intake.outcome import Outcome
from taalplan.register.models import (
    Account,
    Component,
    Contract,
    Demand,
    Message,
    NameKey,
    Number,
    Person,
    Preference,
    Registration,
    Suspension,
    TargetGroupStatus,
    Trajectory,
)

ORDER: tuple[type[models.Model], ...] = (
    Person, Number, NameKey, TargetGroupStatus, Registration, Contract, Suspension, Trajectory,
    Component, Preference, Demand, Account, Message,
)  # fmt: skip
"""Whoever is named by another comes first; the database gives the numbers."""

UNTOLD = (NameKey, Message)
"""Rows that are no news to a data officer."""


@dataclass
class Batch:
    """The rows of some messages. `by_message` counts them, for the log."""

    outcome: Outcome
    new: dict[type[models.Model], list[Any]] = field(default_factory=dict)
    changed: dict[type[models.Model], dict[tuple[str, ...], list[Any]]] = field(
        default_factory=dict
    )
    by_message: list[tuple[Any, Counter[str]]] = field(default_factory=list)

    def begin(self, message: Any) -> None:
        """From here on, rows are of this message."""
        self.by_message.append((message, Counter()))

    def add(self, kind: type[models.Model], /, **values: Any) -> Any:
        """Add a row of a kind, and give it back; it has its number when it is written."""
        row = Row(kind, values)
        self.new.setdefault(kind, []).append(row)
        self._count(self.outcome.made, kind)
        return row

    def change(self, row: Any, *fields: str) -> None:
        """Save these fields of a row that is there; one that is new anyway is saved whole."""
        if row.pk is None:
            return
        # Together, for the database checks each statement: closed, and with what result.
        self.changed.setdefault(type(row), {}).setdefault(fields, []).append(row)
        self._count(self.outcome.changed, type(row))

    def _count(self, total: Counter[str], kind: type[models.Model]) -> None:
        if kind not in UNTOLD:
            name = str(kind._meta.model_name)
            total[name] += 1
            if self.by_message:
                self.by_message[-1][1][name] += 1

    def write(self, by: Any) -> None:
        """Write everything in its order, and then the log: one row for each message."""
        for kind in ORDER:
            # Periods are closed before others are opened: one is open at most.
            for names, old in self.changed.get(kind, {}).items():
                update(kind, old, *names)
            insert(kind, self.new.get(kind, []))
        log.record_many(
            [
                log.Entry("take_in", "message", message.pk, message.person_id,
                          {"system": str(message.system), "rows": dict(counts)})
                for message, counts in self.by_message
            ],
            by=by,
        )  # fmt: skip
