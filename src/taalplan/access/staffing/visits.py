# SPDX-License-Identifier: EUPL-1.2
"""Who came to the desks, as the snapshot tells: with an appointment, and without.

Somebody whose appointment was made on the day itself came without one. An appointment is
demand on the day on which it was asked for, and work on the day on which it was. What was
called off is neither: its time is free for somebody else.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import IntEnum
from typing import Any

import numpy as np

from taalplan.access.staffing.calendar import FIRST_MINUTE, STEP, STEPS, Days, Flags, Ints
from taalplan.snapshot import Snapshot
from taalplan.vocabulary.codes import AppointmentPurpose, AppointmentStatus
from taalplan.vocabulary.text import Text


class Stream(IntEnum):
    """Kinds of work, by what people come for; the last comes without an appointment."""

    INTAKE = 0
    TEST = 1
    TALK = 2
    WALK_IN = 3


APPOINTED = (Stream.INTAKE, Stream.TEST, Stream.TALK)

LABELS = {
    Stream.INTAKE: Text("intakes", "intakes", "entretiens d’accueil"),
    Stream.TEST: Text("toetsen", "tests", "tests"),
    Stream.TALK: Text("gesprekken", "talks", "entretiens"),
    Stream.WALK_IN: Text("zonder afspraak", "without appointment", "sans rendez-vous"),
}

STREAM_OF = {
    AppointmentPurpose.INTAKE.value: Stream.INTAKE,
    AppointmentPurpose.TEST.value: Stream.TEST,
    AppointmentPurpose.CONTRACT.value: Stream.TALK,
    AppointmentPurpose.FOLLOW_UP.value: Stream.TALK,
}

USUAL_MINUTES = 60
"""What an intake takes where the snapshot has registrations and no appointments."""


@dataclass(frozen=True, eq=False)
class Visits:
    """One row for each visit that was meant to be.

    `desk` numbers `desks`; `asked` and `day` are days; `step` the half hour of the day;
    `came` is False for who did not turn up. `person` is -1 where no name was asked.
    """

    desks: tuple[str, ...]
    desk: Ints
    stream: Ints
    asked: Days
    day: Days
    step: Ints
    minutes: Ints
    came: Flags
    person: Ints
    from_registrations: bool = False

    def __len__(self) -> int:
        """How many visits."""
        return len(self.desk)

    def take(self, rows: Flags) -> Visits:
        """Some of the visits."""
        kept = {
            field.name: getattr(self, field.name)[rows]
            for field in fields(self)
            if isinstance(getattr(self, field.name), np.ndarray)
        }
        return Visits(self.desks, from_registrations=self.from_registrations, **kept)

    def of(self, desk: str) -> Visits:
        """The visits of one desk."""
        return self.take(self.desk == self.desks.index(desk))


def visits_of(snapshot: Snapshot) -> Visits:
    """The visits of all desks: from appointments, or else one intake for each registration.

    Raises SnapshotError when the snapshot has neither.
    """
    if "appointments" in snapshot.tables:
        return _from_appointments(snapshot)
    return _from_registrations(snapshot)


def _from_appointments(snapshot: Snapshot) -> Visits:
    table = snapshot.table("appointments")
    status = column_of_codes(table, "status")
    # What is still to come says nothing of who will come.
    use = status != AppointmentStatus.CANCELLED.value
    desks, desk = np.unique(column_of_codes(table, "desk")[use], return_inverse=True)
    starts = table.column("starts").to_numpy().astype("datetime64[m]")[use]
    asked, day = column_of_days(table, "booked")[use], starts.astype("datetime64[D]")
    purpose = column_of_codes(table, "purpose")[use]
    stream = np.array([STREAM_OF[code] for code in purpose], dtype=np.int64)
    minute = (starts - day).astype(np.int64)
    person = table.column("person").fill_null(-1).to_numpy()[use]
    return Visits(
        tuple(map(str, desks)),
        desk.astype(np.int64),
        np.where(asked >= day, Stream.WALK_IN, stream).astype(np.int64),
        asked,
        day,
        np.clip((minute - FIRST_MINUTE) // STEP, 0, STEPS - 1),
        table.column("minutes").to_numpy().astype(np.int64)[use],
        status[use] != AppointmentStatus.MISSED.value,
        person,
    )


def _from_registrations(snapshot: Snapshot) -> Visits:
    table = snapshot.table("registrations", ("desk", "date", "person"))
    desks, desk = np.unique(column_of_codes(table, "desk"), return_inverse=True)
    day = column_of_days(table, "date")
    n = len(day)
    return Visits(
        tuple(map(str, desks)), desk.astype(np.int64), np.full(n, Stream.INTAKE, dtype=np.int64),
        day, day, np.zeros(n, dtype=np.int64), np.full(n, USUAL_MINUTES, dtype=np.int64),
        np.ones(n, dtype=np.bool_), table.column("person").to_numpy(),
        from_registrations=True,
    )  # fmt: skip


def column_of_codes(table: Any, name: str) -> Any:
    """A column of codes, as an array of strings; empty where it is not known."""
    column = table.column(name).combine_chunks().dictionary_encode()
    words = np.append(column.dictionary.to_numpy(zero_copy_only=False), "")
    return words[column.indices.fill_null(len(words) - 1).to_numpy()]


def column_of_days(table: Any, name: str) -> Days:
    """A column of days."""
    found: Days = table.column(name).to_numpy().astype("datetime64[D]")
    return found
