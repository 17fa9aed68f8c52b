# SPDX-License-Identifier: EUPL-1.2
"""In which state what may happen: one table for each thing that has states.

The diagrams in docs/reference/states.md are made from these tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from taalplan.register.models.trajectories import TrajectoryStatus
from taalplan.vocabulary.codes import AppointmentStatus, CourseStatus, PlacementStatus

Transitions = Mapping[StrEnum, frozenset[StrEnum]]


class NotInThisStateError(Exception):
    """The thing's state does not allow it; the message says which state it is in."""


COURSE: Transitions = {
    CourseStatus.PLANNED: frozenset({CourseStatus.CONFIRMED, CourseStatus.CANCELLED}),
    CourseStatus.CONFIRMED: frozenset({CourseStatus.RUNNING, CourseStatus.CANCELLED}),
    CourseStatus.RUNNING: frozenset({CourseStatus.DONE, CourseStatus.CANCELLED}),
    CourseStatus.DONE: frozenset(),
    CourseStatus.CANCELLED: frozenset(),
}

PLACEMENT: Transitions = {
    PlacementStatus.RESERVED: frozenset(
        {PlacementStatus.ASSIGNED, PlacementStatus.REFUSED, PlacementStatus.WITHDRAWN}
    ),
    PlacementStatus.ASSIGNED: frozenset(
        {PlacementStatus.ENROLLED, PlacementStatus.REFUSED, PlacementStatus.WITHDRAWN}
    ),
    PlacementStatus.ENROLLED: frozenset({PlacementStatus.WITHDRAWN}),
    PlacementStatus.REFUSED: frozenset(),
    PlacementStatus.WITHDRAWN: frozenset(),
}

APPOINTMENT: Transitions = {
    AppointmentStatus.BOOKED: frozenset(
        {AppointmentStatus.KEPT, AppointmentStatus.MISSED, AppointmentStatus.CANCELLED}
    ),
    AppointmentStatus.KEPT: frozenset(),
    AppointmentStatus.MISSED: frozenset(),
    AppointmentStatus.CANCELLED: frozenset(),
}

TRAJECTORY: Transitions = {
    TrajectoryStatus.OPEN: frozenset({TrajectoryStatus.PAUSED, TrajectoryStatus.CLOSED}),
    TrajectoryStatus.PAUSED: frozenset({TrajectoryStatus.OPEN, TrajectoryStatus.CLOSED}),
    TrajectoryStatus.CLOSED: frozenset({TrajectoryStatus.OPEN}),
}

TABLES: dict[str, Transitions] = {
    "course": COURSE,
    "placement": PLACEMENT,
    "appointment": APPOINTMENT,
    "trajectory": TRAJECTORY,
}


def check_step(table: Transitions, current: StrEnum, wanted: StrEnum) -> None:
    """Refuse a step that the table does not have."""
    if wanted not in table[current]:
        possible = ", ".join(sorted(table[current])) or "niets meer"
        raise NotInThisStateError(f"van '{current}' kan niet naar '{wanted}'; wel naar: {possible}")
