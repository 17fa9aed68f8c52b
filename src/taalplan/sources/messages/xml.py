# SPDX-License-Identifier: EUPL-1.2
"""XML read safely into a small tree in which every element knows its line.

No document type, so no entity of any kind and nothing fetched from a network; no file above
`LARGEST` bytes, none deeper than `DEEPEST` elements. Prefixes of namespaces are dropped: within
these messages a name means one thing.

Expat is driven directly: the layers of `xml.sax` over it cost four times what reading does, and
a hundred thousand dossiers are ten million elements.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn
from xml.parsers import expat

LARGEST = 20_000_000
DEEPEST = 60
BUFFER = 1 << 16
"""Characters of one text that come in one piece."""

_NONE: dict[str, str] = {}


class NotAMessageError(Exception):
    """The file cannot be read; `line` (0 when it is about the file), what is wrong, what to do."""

    def __init__(self, line: int, problem: str, advice: str) -> None:
        """Keep the three apart, for a fault."""
        super().__init__(problem)
        self.line, self.problem, self.advice = line, problem, advice


class Node:
    """An element: its name, its own text, attributes, children, and the line it begins on."""

    __slots__ = ("attributes", "children", "line", "name", "text")

    def __init__(self, name: str, line: int, attributes: dict[str, str] | None = None) -> None:
        """An element without text or children yet."""
        self.name, self.line, self.attributes = name, line, attributes or _NONE
        self.text = ""
        self.children: list[Node] = []

    def all(self, path: str) -> Iterator[Node]:
        """Every element at a path of names with slashes."""
        head, _, rest = path.partition("/")
        for child in self.children:
            if child.name == head:
                if rest:
                    yield from child.all(rest)
                else:
                    yield child

    def first(self, path: str) -> Node | None:
        """The first element at a path."""
        head, _, rest = path.partition("/")
        for child in self.children:
            if child.name == head:
                found = child.first(rest) if rest else child
                if found is not None:
                    return found
        return None

    def value(self, path: str) -> str:
        """The text of the first element at a path; "" when there is none."""
        found = self.first(path)
        return found.text if found is not None else ""

    def digest(self) -> str:
        """A hash of all it says, whatever the layout and the namespaces."""
        said: list[str] = []
        self._say(said)
        return hashlib.sha256("".join(said).encode()).hexdigest()

    def _say(self, said: list[str]) -> None:
        named = sorted(self.attributes.items()) if self.attributes else ""
        said.append(f"<{self.name}{named}>{self.text}")
        for child in self.children:
            child._say(said)
        said.append("/")


def read_xml(path: Path) -> Node:
    """The outermost element of a file. Raises NotAMessageError or OSError."""
    if path.stat().st_size > LARGEST:
        raise NotAMessageError(0, f"is larger than {LARGEST // 1_000_000} MB",
                               "a message is about one person; split it")  # fmt: skip
    return parse_xml(path.read_bytes())


def parse_xml(content: bytes) -> Node:
    """The outermost element of a message in memory. Raises NotAMessageError."""
    top = Node("", 0)
    parser = _parser(top)
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        told = expat.ErrorString(error.code) or "of no kind that is known"
        raise NotAMessageError(error.lineno, f"is not well-formed XML ({told})",
                               "ask for the message again") from None  # fmt: skip
    except (ValueError, LookupError) as error:
        raise NotAMessageError(parser.CurrentLineNumber, f"is not well-formed XML ({error})",
                               "ask for the message again") from None  # fmt: skip
    return top.children[0]


def _parser(top: Node) -> Any:
    """A parser that hangs what it reads under `top`, and stops at whatever could fetch or grow."""
    parser: Any = expat.ParserCreate()
    parser.buffer_text, parser.buffer_size = True, BUFFER
    opened = [top]

    def refuse(*_: object) -> NoReturn:
        raise NotAMessageError(parser.CurrentLineNumber,
                               "has a document type or entities, which are not read",
                               "messages have none; look where it came from")  # fmt: skip

    def start(name: str, given: dict[str, str]) -> None:
        if len(opened) > DEEPEST:
            raise NotAMessageError(parser.CurrentLineNumber,
                                   f"is nested deeper than {DEEPEST} elements",
                                   "these messages are not; look where it came from")  # fmt: skip
        if given:
            given = {key: value for key, value in given.items() if not key.startswith("xmlns")}
        if ":" in name:
            name = name.rpartition(":")[2]
        node = Node(name, parser.CurrentLineNumber, given)
        opened[-1].children.append(node)
        opened.append(node)

    def characters(content: str) -> None:
        node = opened[-1]
        # White space in front says nothing, and is half of what a message holds.
        if node.text or not content.isspace():
            node.text += content

    def end(_: str) -> None:
        node = opened.pop()
        if node.text:
            node.text = " ".join(node.text.split())

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    parser.UnparsedEntityDeclHandler = parser.ExternalEntityRefHandler = refuse
    return parser
