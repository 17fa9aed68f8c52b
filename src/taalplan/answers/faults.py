# SPDX-License-Identifier: EUPL-1.2
"""Faults in a question file, told to the policy officer who must mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """What is wrong in which line of a question file, and what to do about it.

    `line` is 0 when the fault is about the whole file; `where` is a part (`1a`) or a field.
    """

    file: str
    line: int
    where: str
    problem: str
    advice: str = ""

    def __str__(self) -> str:
        """One line: place, what is wrong; what to do."""
        place = self.file + (f", line {self.line}" if self.line else "")
        where = f", {self.where}" if self.where else ""
        advice = f"; {self.advice}" if self.advice else ""
        return f"{place}{where}: {self.problem}{advice}"


class QuestionError(Exception):
    """Raised once everything was read or computed, with all faults that were found."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Keep the faults in the order of the file, each one once."""
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(str(fault) for fault in self.faults))


class FigureError(Exception):
    """A template asks for a figure that does not exist or may not be shown.

    `line` is the line of the template, from 1; 0 as long as nobody knows it.
    """

    def __init__(self, problem: str, line: int = 0) -> None:
        """Keep the line beside the sentence."""
        super().__init__(problem)
        self.line = line
