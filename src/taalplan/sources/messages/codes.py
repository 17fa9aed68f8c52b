# SPDX-License-Identifier: EUPL-1.2
"""What codes mean, from `codes.yaml`; and the report of what could not be understood."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from importlib import resources

from taalplan.snapshot.faults import Fault
from taalplan.sources.messages.parts import NOTHING, Coded
from taalplan.sources.messages.xml import Node


@cache
def lists() -> dict[str, dict[str, str]]:
    """By list and code what it means; "" for codes that are known and mean nothing here."""
    import yaml

    text = resources.files(__package__).joinpath("codes.yaml").read_text(encoding="utf-8")
    read = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return {
        name: {
            str(code): "" if entry["means"] == "none" else str(entry["means"])
            for code, entry in codes.items()
        }
        for name, codes in read.items()
    }


@dataclass
class Report:
    """What a reader of messages has to tell.

    `faults` stop an import. `unknown` has the first place of each code that no list has, and
    `times` how often it stands: they are kept. `answers` are the errors that a system answered
    with instead of data. `doubtful` are national numbers that cannot be right. `left_out` counts
    what is not read.
    """

    faults: list[Fault] = field(default_factory=list)
    unknown: dict[tuple[str, str], Fault] = field(default_factory=dict)
    times: Counter[tuple[str, str]] = field(default_factory=Counter)
    answers: list[Fault] = field(default_factory=list)
    doubtful: list[Fault] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)

    def add(self, other: Report) -> None:
        """Take in what the reader of other files has to tell."""
        self.faults += other.faults
        for key, fault in other.unknown.items():
            self.unknown.setdefault(key, fault)
        self.times += other.times
        self.answers += other.answers
        self.doubtful += other.doubtful
        self.left_out += other.left_out

    def coded(self, file: str, node: Node | None, of: str) -> Coded:
        """A code with its meaning; one that the list does not have is reported."""
        if node is None or not node.text:
            return NOTHING
        code = node.text
        means = lists()[of].get(code.lstrip("0") if of == "module" else code)
        if means is None:
            fault = Fault(file, node.line, node.name, code, f"is no code of {of} that is known",
                          "it is kept as it is; add its meaning to codes.yaml")  # fmt: skip
            self.unknown.setdefault((of, code), fault)
            self.times[of, code] += 1
        return _coded(code, means or "")

    def day(self, file: str, node: Node | None) -> date | None:
        """A date; what is none is a fault."""
        if node is None or not node.text:
            return None
        try:
            return date.fromisoformat(node.text[:10])
        except ValueError:
            self.faults.append(Fault(file, node.line, node.name, node.text, "is not a date",
                                     "ask for the message again"))  # fmt: skip
            return None

    def told(self) -> list[str]:
        """Everything that is not a fault, in sentences: errors that were answered first."""
        lines = [f"answered with an error: {fault}" for fault in self.answers]
        lines += [str(fault) for fault in self.doubtful]
        lines += [
            str(fault) + (f" ({self.times[key]:,} times)" if self.times[key] > 1 else "")
            for key, fault in self.unknown.items()
        ]
        return lines + [f"not read: {what} ({count:,})" for what, count in self.left_out.items()]


@lru_cache(maxsize=10_000)
def _coded(code: str, means: str) -> Coded:
    """One object for what is said thousands of times."""
    return Coded(code, means)
