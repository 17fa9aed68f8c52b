# SPDX-License-Identifier: EUPL-1.2
"""XML read safely into a small tree in which every element knows its line.

No document type, so no entity of any kind and nothing fetched from a network; no file above
`LARGEST` bytes, none deeper than `DEEPEST` elements. Prefixes of namespaces are dropped: within
these messages a name means one thing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.sax import make_parser  # type: ignore[import-untyped]

LARGEST = 20_000_000
DEEPEST = 60


class NotAMessageError(Exception):
    """The file cannot be read; `line` (0 when it is about the file), what is wrong, what to do."""

    def __init__(self, line: int, problem: str, advice: str) -> None:
        """Keep the three apart, for a fault."""
        super().__init__(problem)
        self.line, self.problem, self.advice = line, problem, advice


@dataclass(slots=True)
class Node:
    """An element: its name, its own text, attributes, children, and the line it begins on."""

    name: str
    line: int
    attributes: dict[str, str] = field(default_factory=dict)
    text: str = ""
    children: list[Node] = field(default_factory=list)

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
        return next(self.all(path), None)

    def value(self, path: str) -> str:
        """The text of the first element at a path; "" when there is none."""
        found = self.first(path)
        return found.text if found is not None else ""

    def digest(self) -> str:
        """A hash of all it says, whatever the layout and the namespaces."""
        said = hashlib.sha256()
        self._say(said)
        return said.hexdigest()

    def _say(self, said: Any) -> None:
        said.update(f"<{self.name}{sorted(self.attributes.items())}>{self.text}".encode())
        for child in self.children:
            child._say(said)
        said.update(b"/")


class _Tree(ContentHandler):
    """Builds the nodes while the parser goes."""

    def __init__(self) -> None:
        super().__init__()
        self.top = Node("", 0)
        self.open = [self.top]
        self.texts: list[list[str]] = [[]]
        self.where: Any = None

    def setDocumentLocator(self, locator: Any) -> None:  # noqa: N802
        self.where = locator

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802
        line = self.where.getLineNumber()
        if len(self.open) > DEEPEST:
            raise NotAMessageError(line, f"is nested deeper than {DEEPEST} elements",
                                   "these messages are not; look where it came from")  # fmt: skip
        given = {key: value for key, value in attrs.items() if not key.startswith("xmlns")}
        node = Node(name.rpartition(":")[2], line, given)
        self.open[-1].children.append(node)
        self.open.append(node)
        self.texts.append([])

    def characters(self, content: str) -> None:
        self.texts[-1].append(content)

    def endElement(self, name: str) -> None:  # noqa: N802
        self.open.pop().text = " ".join("".join(self.texts.pop()).split())


def read_xml(path: Path) -> Node:
    """The outermost element of a file. Raises NotAMessageError or OSError."""
    if path.stat().st_size > LARGEST:
        raise NotAMessageError(0, f"is larger than {LARGEST // 1_000_000} MB",
                               "a message is about one person; split it")  # fmt: skip
    return parse_xml(path.read_bytes())


def parse_xml(content: bytes) -> Node:
    """The outermost element of a message in memory. Raises NotAMessageError."""
    tree = _Tree()
    parser = make_parser()
    parser.forbid_dtd = True
    parser.setContentHandler(tree)
    try:
        parser.parse(BytesIO(content))
    except DefusedXmlException:
        line = tree.where.getLineNumber() if tree.where else 1
        raise NotAMessageError(line, "has a document type or entities, which are not read",
                               "messages have none; look where it came from") from None  # fmt: skip
    except (SAXException, ValueError) as error:
        line = tree.where.getLineNumber() if tree.where else 0
        told = error.getMessage() if isinstance(error, SAXException) else str(error)
        raise NotAMessageError(line or 0, f"is not well-formed XML ({told})",
                               "ask for the message again") from None  # fmt: skip
    return tree.top.children[0]
