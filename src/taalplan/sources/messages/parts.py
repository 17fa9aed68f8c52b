# SPDX-License-Identifier: EUPL-1.2
"""What the messages of the existing systems say, in our words and in theirs.

A `Coded` keeps the code as it stood beside what it means here, so that nothing is lost where a
meaning is missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Coded:
    """A code as it stood (`code`), and what it means here: "" for nothing or not known."""

    code: str = ""
    means: str = ""

    def __bool__(self) -> bool:
        """Whether there was a code at all."""
        return bool(self.code)


NOTHING = Coded()


@dataclass(frozen=True)
class Office:
    """Who did something: KBO number of the organisation, KBI number of its place."""

    kbo: str = ""
    kbi: str = ""


@dataclass(frozen=True)
class Period:
    """From a day to a day, both included; either may be unknown."""

    begin: date | None = None
    end: date | None = None


@dataclass(frozen=True)
class Subject:
    """Whom a dossier is about. The birth date may lack its day, or its day and month.

    `verified` says whether the check digits of the number are right.
    """

    insz: str
    family_name: str
    given_names: str
    birth: tuple[int | None, int | None, int | None]
    sex: Coded
    literacy: Coded
    verified: bool = True


@dataclass(frozen=True)
class TargetStatus:
    """Whether somebody belonged to a target group (doelgroep), in a period."""

    group: Coded
    answer: Coded
    kind: Coded
    period: Period
    reason: str
    line: int


@dataclass(frozen=True)
class DeskRegistration:
    """Somebody registered at a desk (aanmelding)."""

    kind: Coded
    date: date | None
    office: Office
    reason: str
    line: int


@dataclass(frozen=True)
class Suspended:
    """A period in which a contract does not run (opschorting)."""

    period: Period
    reason: str


@dataclass(frozen=True)
class Signed:
    """An integration contract."""

    signed: date | None
    type: str
    office: Office
    suspensions: tuple[Suspended, ...]
    line: int


@dataclass(frozen=True)
class Part:
    """A part of a trajectory (trajectonderdeel); `type` means a level of Dutch, or nothing."""

    type: Coded
    period: Period
    status: Coded
    decision: Coded
    decided: date | None
    line: int

    @property
    def closed(self) -> date | None:
        """The day on which it ended; a decision ends it too."""
        return self.period.end or (self.decided if self.decision else None)


@dataclass(frozen=True)
class Way:
    """A trajectory (traject)."""

    type: Coded
    status: Coded
    since: date | None
    office: Office
    opened: date | None
    decision: Coded
    decided: date | None
    parts: tuple[Part, ...]
    line: int


@dataclass(frozen=True)
class Wish:
    """When and where somebody can come (voorkeuren)."""

    desired_start: date | None
    intensity: int | None
    dayparts: tuple[Coded, ...]
    centres: tuple[str, ...]
    postal_cantons: tuple[str, ...]
    valid_from: date | None
    line: int


@dataclass(frozen=True)
class Waiting:
    """An entry on a waiting list (wachtlijst)."""

    list: str
    module: Coded
    since: date | None
    line: int


@dataclass(frozen=True)
class Attendance:
    """Somebody's place in a course, as one system tells it; `system` is kbi or davinci."""

    system: str
    reference: str
    centre: str
    centre_name: str
    site: str
    municipality: str
    programme: Coded
    module: Coded
    variant: Coded
    period: Period
    enrolled: date | None
    withdrawn: date | None
    status: Coded
    result: Coded
    file: str
    line: int


@dataclass(frozen=True)
class Dossier:
    """One person as KBI knows them. `content` is a hash of what was said about them.

    `advice` is which type of lessons the intake advised (advies lestype).
    """

    file: str
    line: int
    answered: str
    content: str
    subject: Subject
    target_groups: tuple[TargetStatus, ...]
    registrations: tuple[DeskRegistration, ...]
    contracts: tuple[Signed, ...]
    ways: tuple[Way, ...]
    wishes: tuple[Wish, ...]
    waiting: tuple[Waiting, ...]
    courses: tuple[Attendance, ...]
    advice: Coded = NOTHING


@dataclass(frozen=True)
class History:
    """One person's enrolments as education knows them. The message does not say who it is about:
    `insz` is the question that was asked, which is the name of the file.
    """

    file: str
    answered: str
    content: str
    insz: str
    enrolments: tuple[Attendance, ...]
