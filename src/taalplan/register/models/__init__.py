# SPDX-License-Identifier: EUPL-1.2
"""What the register holds."""

from taalplan.register.models.access import Assignment, RequestKey, Role
from taalplan.register.models.accounts import Account, ErasedMark, Message
from taalplan.register.models.appointments import (
    Appointment,
    Closure,
    Feedback,
    OpeningHours,
    Slot,
)
from taalplan.register.models.courses import (
    HOLDS_SEAT,
    Course,
    Demand,
    Placement,
    PlacementChange,
    Preference,
    System,
)
from taalplan.register.models.people import (
    Merge,
    NameKey,
    Number,
    NumberKind,
    Person,
    Registration,
    TargetGroupStatus,
)
from taalplan.register.models.places import Centre, Desk, Site
from taalplan.register.models.rights import Remains, Restriction
from taalplan.register.models.trajectories import (
    Component,
    Contract,
    Suspension,
    Trajectory,
    TrajectoryStatus,
)

__all__ = [
    "HOLDS_SEAT",
    "Account",
    "Appointment",
    "Assignment",
    "Centre",
    "Closure",
    "Component",
    "Contract",
    "Course",
    "Demand",
    "Desk",
    "ErasedMark",
    "Feedback",
    "Merge",
    "Message",
    "NameKey",
    "Number",
    "NumberKind",
    "OpeningHours",
    "Person",
    "Placement",
    "PlacementChange",
    "Preference",
    "Registration",
    "Remains",
    "RequestKey",
    "Restriction",
    "Role",
    "Site",
    "Slot",
    "Suspension",
    "System",
    "TargetGroupStatus",
    "Trajectory",
    "TrajectoryStatus",
]
