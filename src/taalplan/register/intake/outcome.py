# SPDX-License-Identifier: EUPL-1.2
"""What was taken in, and what two systems say differently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from taalplan.snapshot.faults import Fault
from taalplan.sources.messages.codes import few


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


def describe(outcome: Outcome, *, most: int | None = None) -> str:
    """In sentences, for the data officer; of each kind `most` lines, or all of them."""
    lines = [f"new {name}: {count:,}" for name, count in sorted(outcome.made.items()) if count]
    lines += [
        f"changed {name}: {count:,}" for name, count in sorted(outcome.changed.items()) if count
    ]
    lines += [f"messages that say nothing new: {outcome.unchanged:,}"] * bool(outcome.unchanged)
    lines += [f"messages older than what is known: {outcome.older:,}"] * bool(outcome.older)
    lines += [f"left out: {what} ({count:,})" for what, count in sorted(outcome.left_out.items())]
    lines += few([str(each) for each in outcome.erased], "more of people who were erased", most)
    lines += few([f"difference: {each}" for each in outcome.differences], "more differences", most)
    return "\n".join(lines) or "there was nothing to take in"
