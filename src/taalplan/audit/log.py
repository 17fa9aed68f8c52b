# SPDX-License-Identifier: EUPL-1.2
"""Write to the log, and prove that nobody changed it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db import connection, models, transaction

from taalplan.audit import bulk
from taalplan.audit.models import Event

FIRST = "0" * 64
LOCK = 0x7461616C  # any number that nobody else locks with


def record(
    *,
    by: Any,
    action: str,
    thing: models.Model,
    person: models.Model | int | None = None,
    purpose: str = "",
    **detail: Any,
) -> Event:
    """Add one row, in the transaction of the change it is about.

    `by` is the user, or None for the system itself. `person` is whom it concerns. `detail` holds
    codes, numbers and the names of changed fields; never what a field said about somebody.
    Raises TransactionManagementError outside a transaction: a log without its change, or a
    change without its log, would be worse than neither.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("record() belongs in the change's transaction")
    _take_turn()
    last = Event.objects.order_by("-id").values_list("hash", flat=True).first()
    event = Event(
        at=datetime.now(UTC),
        by=by,
        action=action,
        kind=thing._meta.model_name or "",
        number=thing.pk,
        person=person.pk if isinstance(person, models.Model) else person,
        purpose=purpose,
        detail=detail,
        before=last or FIRST,
    )
    event.hash = event.content_hash()
    event.save()
    return event


@dataclass(frozen=True)
class Entry:
    """One row to be written with others; see `record` for what each part is."""

    action: str
    kind: str
    number: int
    person: int | None = None
    detail: dict[str, Any] = field(default_factory=dict)


def record_many(entries: Sequence[Entry], *, by: Any) -> int:
    """Add a row for each entry, in order, in one go; how many.

    For work on thousands of things in one transaction: the chain is computed here, because the
    turn is taken once and nobody can come in between.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("rows belong in the change's transaction")
    _take_turn()
    before = Event.objects.order_by("-id").values_list("hash", flat=True).first() or FIRST
    at = datetime.now(UTC)
    events = []
    for entry in entries:
        event: Any = bulk.Row(Event, {
            "at": at, "by_id": None if by is None else by.pk, "action": entry.action,
            "kind": entry.kind, "number": entry.number, "person": entry.person,
            "detail": entry.detail, "before": before,
        })  # fmt: skip
        before = event.hash = Event.content_hash(event)
        events.append(event)
    bulk.insert(Event, events)
    return len(events)


def _take_turn() -> None:
    """One writer at a time, until its transaction ends: a chain cannot fork.

    SQLite's immediate transactions do this by themselves.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])


def broken_rows() -> Iterator[Event]:
    """Rows that do not follow from the row before, in order; none when the log is whole."""
    before = FIRST
    for event in Event.objects.order_by("id").iterator():
        if event.before != before or event.hash != event.content_hash():
            yield event
        before = event.hash
