# SPDX-License-Identifier: EUPL-1.2
"""What was taken in, and what two systems say differently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from taalplan.snapshot.faults import Fault


class CannotTakeInError(Exception):
    """Messages that the register has no place for; with every reason at once. Nothing changed."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        """Keep the faults in the order of files and lines."""
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))


@dataclass
class Outcome:
    """Rows made and changed by kind; messages that said nothing new; and differences.

    A difference says where it stands and which system says what; the register's own data are
    never overwritten by it.
    """

    made: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    unchanged: int = 0
    older: int = 0
    erased: list[Fault] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def changes(self) -> int:
        """Rows that were made or changed."""
        return sum(self.made.values()) + sum(self.changed.values())


NAMES = {
    "person": "people", "number": "national numbers", "targetgroupstatus": "target groups",
    "registration": "registrations", "contract": "contracts", "suspension": "suspensions",
    "trajectory": "trajectories", "component": "components", "preference": "preferences",
    "demand": "waiting entries", "account": "accounts of places in courses",
    "centre": "centres", "site": "sites", "course": "courses", "placement": "places in courses",
}  # fmt: skip
"""What a data officer calls the rows, in the order in which they are told."""


def describe(outcome: Outcome) -> str:
    """In sentences, for the data officer."""
    lines = _counted("new", outcome.made) + _counted("changed", outcome.changed)
    lines += [f"messages that say nothing new: {outcome.unchanged:,}"] * bool(outcome.unchanged)
    lines += [f"messages older than what is known: {outcome.older:,}"] * bool(outcome.older)
    lines += [f"left out: {what} ({count:,})" for what, count in sorted(outcome.left_out.items())]
    lines += [str(each) for each in outcome.erased]
    lines += [f"difference: {each}" for each in outcome.differences]
    if not outcome.changes:
        lines.append("nothing changed in the register")
    return "\n".join(lines)


def _counted(how: str, rows: Counter[str]) -> list[str]:
    return [f"{how} {name}: {rows[kind]:,}" for kind, name in NAMES.items() if rows[kind]]
