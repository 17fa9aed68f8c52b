# SPDX-License-Identifier: EUPL-1.2
"""The closed code lists of the field: what a column of the snapshot may say.

The value is what stands in data; labels in three languages are in `labels.yaml` under
`<list>.<value>`, and a test fails when one is missing. The order of the members is the order
in which tables print them.
"""

from __future__ import annotations

from enum import StrEnum


class TargetGroup(StrEnum):
    """Whether somebody must follow civic integration (doelgroep)."""

    OBLIGED = "obliged"
    ENTITLED = "entitled"
    UNDETERMINED = "undetermined"


class RegistrationKind(StrEnum):
    """First registration or a later one (eerste aanmelding, heraanmelding)."""

    FIRST = "first"
    REPEAT = "repeat"


class Component(StrEnum):
    """A part of a trajectory: the Dutch level to be reached (trajectonderdeel)."""

    A1 = "A1"
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"


class Result(StrEnum):
    """How a component was closed (besluit). An open component has none."""

    PASSED = "passed"
    FAILED = "failed"
    UNDETERMINED = "undetermined"


class Sex(StrEnum):
    """As registered in the national register; X exists since 2018 for visitors' documents."""

    F = "f"
    M = "m"
    X = "x"


class Education(StrEnum):
    """Highest schooling on arrival, in three steps (scholingsgraad)."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Literacy(StrEnum):
    """In which script somebody reads and writes (alfabetisering)."""

    LATIN = "latin"
    OTHER_SCRIPT = "other_script"
    NONE = "none"


class NationalityGroup(StrEnum):
    """A coarse group of nationality: enough for statistics, too coarse to recognise anybody."""

    BELGIAN = "belgian"
    EU = "eu"
    EUROPE_OTHER = "europe_other"
    AFRICA_NORTH = "africa_north"
    AFRICA_OTHER = "africa_other"
    ASIA_WEST = "asia_west"
    ASIA_OTHER = "asia_other"
    AMERICAS_OCEANIA = "americas_oceania"
    UNKNOWN = "unknown"


class Profile(StrEnum):
    """For whom a course is made (profiel): from alfa (cannot read or write) to short."""

    ALFA = "alfa"
    BASIC = "basic"
    STANDARD = "standard"
    EXTENDED = "extended"
    SHORT = "short"


class DayPart(StrEnum):
    """When somebody can come, or lessons are given (dagdeel)."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class CourseStatus(StrEnum):
    """Where a course stands. A cancelled course is kept, never deleted."""

    PLANNED = "planned"
    CONFIRMED = "confirmed"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"


class PlacementStatus(StrEnum):
    """A person's place in a course (plaatsingsstatus)."""

    RESERVED = "reserved"
    ASSIGNED = "assigned"
    REFUSED = "refused"
    ENROLLED = "enrolled"
    WITHDRAWN = "withdrawn"


class CourseResult(StrEnum):
    """How a course ended for somebody (evaluatie)."""

    PASSED = "passed"
    FAILED = "failed"
    ABSENT = "absent"


class TeachingMode(StrEnum):
    """How lessons are given; blended when a set part of the hours is at a distance
    (gecombineerd onderwijs), all of them included.
    """

    CONTACT = "contact"
    BLENDED = "blended"


class EnrolmentOutcome(StrEnum):
    """What became of an enrolment (inschrijving); dropped is withdrawn, or not there at the
    evaluation. Busy until the course has ended and the result is known.
    """

    PASSED = "passed"
    FAILED = "failed"
    DROPPED = "dropped"
    BUSY = "busy"


class NextLevel(StrEnum):
    """Whether somebody who passed a level began the next one within the term (doorstroom)."""

    WITHIN = "within"
    NOT_WITHIN = "not_within"
    TOO_RECENT = "too_recent"


class FirstLesson(StrEnum):
    """How long after the first registration the first lessons began (wachttijd)."""

    MONTH_1 = "month_1"
    MONTH_2 = "month_2"
    MONTH_3 = "month_3"
    MONTH_6 = "month_6"
    LATER = "later"
    TOO_RECENT = "too_recent"


class Heard(StrEnum):
    """What somebody said who was heard: how they answered a survey, or that they complained."""

    SATISFIED = "satisfied"
    NOT_SATISFIED = "not_satisfied"
    NO_SCORE = "no_score"
    COMPLAINT = "complaint"


class AppointmentStatus(StrEnum):
    """What became of an appointment."""

    BOOKED = "booked"
    KEPT = "kept"
    MISSED = "missed"
    CANCELLED = "cancelled"


class AppointmentPurpose(StrEnum):
    """What an appointment at a desk is for."""

    INTAKE = "intake"
    TEST = "test"
    CONTRACT = "contract"
    FOLLOW_UP = "follow_up"


class EndReason(StrEnum):
    """Why a waiting entry ended (reden van beëindiging)."""

    PLACED = "placed"
    WITHDRAWN = "withdrawn"
    MOVED = "moved"
    EXEMPT = "exempt"


class FeedbackKind(StrEnum):
    """How people were heard: asked in a survey, or by a complaint of their own."""

    SURVEY = "survey"
    COMPLAINT = "complaint"


class Touchpoint(StrEnum):
    """What feedback is about: where somebody and the agencies met."""

    DESK = "desk"
    INTAKE = "intake"
    TEST = "test"
    COURSE = "course"
    SOCIAL_ORIENTATION = "social-orientation"


class Topic(StrEnum):
    """What was good or bad about it, when that was told."""

    WAITING_TIME = "waiting-time"
    TIMETABLE = "timetable"
    DISTANCE = "distance"
    LEVEL = "level"
    INFORMATION = "information"
    STAFF = "staff"
    ONLINE_LESSONS = "online-lessons"


class CorrectionReason(StrEnum):
    """Why a fact that was written down is written anew (verbetering): never what it says."""

    PERSON_ASKED = "person_asked"
    TYPED_WRONG = "typed_wrong"
    DOCUMENT_SEEN = "document_seen"
    OTHER_SYSTEM = "other_system"
    SITUATION_CHANGED = "situation_changed"


class DeskKind(StrEnum):
    """The name a desk goes by; `agency` is a city agency without separate desks."""

    AGENCY = "agency"
    LOKET = "loket"
    VESTIGING = "vestiging"
    INFOPUNT = "infopunt"
    CONTACTPUNT = "contactpunt"
    REGIOHUIS = "regiohuis"
    BON = "bon"
    TEMPORARY = "temporary"


class CentreKind(StrEnum):
    """Who gives lessons: adult education (CVO), basic education (CBE), university (UTC)."""

    CVO = "cvo"
    CBE = "cbe"
    UTC = "utc"
