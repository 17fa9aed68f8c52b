# SPDX-License-Identifier: EUPL-1.2
"""YAML read field by field: every value keeps its line, every fault is collected.

`yaml.safe_load` forgets where a value stood, and a schema library stops at the first fault or
speaks of paths such as `parts.3.table`. Here a reader asks for the fields it knows; what it did
not ask for is a slip of the finger and becomes a fault too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import yaml

from taalplan.answers.faults import Fault, QuestionError


@dataclass
class Faults:
    """The faults of one file, in the making."""

    file: str
    found: list[Fault] = field(default_factory=list)

    def add(self, line: int, where: str, problem: str, advice: str = "") -> None:
        """Note one fault and go on reading."""
        self.found.append(Fault(self.file, line, where, problem, advice))

    def raise_any(self) -> None:
        """Raise QuestionError when anything was found."""
        if self.found:
            raise QuestionError(self.found)


@dataclass(frozen=True)
class Words:
    """A text and the line on which its first words stand."""

    words: str
    line: int


class Fields:
    """The fields of one mapping. Reading a field that is wrong gives an empty value and a fault."""

    def __init__(self, node: yaml.MappingNode, faults: Faults, where: str = "") -> None:
        """Look up the fields by name; a name that stands there twice is a fault."""
        self.faults, self.where, self.line = faults, where, node.start_mark.line + 1
        self._nodes: dict[str, yaml.Node] = {}
        self._asked: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            if name in self._nodes:
                self.fault(f"'{name}' stands here twice", "keep one", key.start_mark.line + 1)
            self._nodes[name] = value

    def fault(self, problem: str, advice: str = "", line: int | None = None) -> None:
        """Note a fault at a line of this mapping."""
        self.faults.add(self.line if line is None else line, self.where, problem, advice)

    def has(self, name: str) -> bool:
        """Whether the field is there."""
        return name in self._nodes

    def text(self, name: str, *, required: bool = False) -> str:
        """A text or a number as text, without white space around it."""
        return self.words(name, required=required).words.strip()

    def words(self, name: str, *, required: bool = False) -> Words:
        """A text with its line. Under `|` the words begin on the next line."""
        node = self._node(name, required=required)
        if node is None:
            return Words("", self.line)
        line = node.start_mark.line + 1
        if not isinstance(node, yaml.ScalarNode):
            self.fault(f"'{name}' is not a text", f"write {name}: ...", line)
            return Words("", line)
        if required and not node.value.strip():
            self.fault(f"'{name}' is empty", "fill it in", line)
        return Words(node.value, line + 1 if node.style in ("|", ">") else line)

    def day(self, name: str, *, required: bool = False) -> date | None:
        """A date, written as 2022-02-24."""
        words = self.words(name, required=required)
        if not words.words.strip():
            return None
        try:
            return date.fromisoformat(words.words.strip())
        except ValueError:
            self.fault(
                f"'{name}: {words.words}' is not a date", "write it as 2022-02-24", words.line
            )
            return None

    def mappings(self, name: str, *, required: bool = False) -> Iterator[Fields]:
        """Each mapping of a list; one mapping without a list counts as a list of one."""
        node = self._node(name, required=required)
        if node is None:
            return
        for item in node.value if isinstance(node, yaml.SequenceNode) else [node]:
            if isinstance(item, yaml.MappingNode):
                yield Fields(item, self.faults, self.where)
            else:
                advice = f"write '{name}:' with fields under it, each as 'name: value'"
                self.fault(f"'{name}' has no fields", advice, item.start_mark.line + 1)

    def values(self, name: str) -> tuple[str, ...]:
        """A list of plain values; one value without a list counts as a list of one."""
        node = self._node(name, required=False)
        if node is None:
            return ()
        items = node.value if isinstance(node, yaml.SequenceNode) else [node]
        if all(isinstance(item, yaml.ScalarNode) for item in items):
            return tuple(str(item.value) for item in items)
        self.fault(f"'{name}' is not a list of values", "write [a, b]", node.start_mark.line + 1)
        return ()

    def pairs(self, name: str) -> dict[str, str]:
        """A mapping of plain names to plain values: `{school_year: 2022-2023}`."""
        node = self._node(name, required=False)
        if node is None:
            return {}
        pairs = node.value if isinstance(node, yaml.MappingNode) else None
        if pairs is None or not all(isinstance(v, yaml.ScalarNode) for _, v in pairs):
            advice = f"write {name}: {{one: value, other: value}}"
            self.fault(f"'{name}' has no names with values", advice, node.start_mark.line + 1)
            return {}
        return {str(key.value): str(value.value) for key, value in pairs}

    def done(self) -> None:
        """Note every field that nobody asked for."""
        for name in self._nodes.keys() - self._asked:
            known = ", ".join(sorted(self._asked))
            line = self._nodes[name].start_mark.line + 1
            self.fault(f"'{name}' is not a field", f"known here: {known}", line)

    def _node(self, name: str, *, required: bool) -> yaml.Node | None:
        self._asked.add(name)
        node = self._nodes.get(name)
        if node is None and required:
            self.fault(f"'{name}' is missing", f"add '{name}: ...'")
        return node


def read_fields(path: Path, faults: Faults) -> Fields:
    """The outermost fields of a YAML file. Raises QuestionError when there are none."""
    try:
        node = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=yaml.SafeLoader)
    except OSError as error:
        faults.add(0, "", f"cannot be read ({error.strerror})", "check the name of the file")
    except UnicodeDecodeError as error:
        faults.add(0, "", f"is not UTF-8 (byte {error.start})", "save it as UTF-8")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        advice = "check the indents and put texts with ':' between quotes or under '|'"
        faults.add(line, "", f"is not YAML: {error.problem or error.context}", advice)
    except yaml.YAMLError as error:
        faults.add(0, "", f"is not YAML: {error}", "remove the character, or type it again")
    else:
        if isinstance(node, yaml.MappingNode):
            return Fields(node, faults)
        faults.add(1, "", "holds no fields", "begin with 'number: 216'")
    raise QuestionError(faults.found)
