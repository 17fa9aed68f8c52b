# SPDX-License-Identifier: EUPL-1.2
"""A question as it was pasted from the document of parliament, taken apart into its parts.

Lines may be broken anywhere, as in a PDF. A number counts as one only where it is the next: `1.`
and then `2.`, `a)` and then `b)`, each at the beginning of a line, so that a year or a list inside
a sentence does not begin a part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

_MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni", "juli"),
    *("augustus", "september", "oktober", "november", "december"),
)
_NUMBER = re.compile(r"(?:schriftelijke\s+)?vraag\s+nr\.?\s*(\d+)|^nr\.?\s*(\d+)", re.I | re.M)
_DAY = re.compile(rf"\b(\d{{1,2}})\s+({'|'.join(_MONTHS)})\s+((?:19|20)\d\d)", re.I)
_ASKED_BY = re.compile(r"^\s*van\s+([^\d\n]{3,60}?)\s*$", re.I | re.M)
_ADDRESSED = re.compile(r"^\s*aan\s+([^\d\n]{3,60}?)\s*$", re.I | re.M)
_ANSWER = re.compile(r"^\s*antwoord\s*$", re.I | re.M)
_ITEM = re.compile(r"^\s*(\d{1,2})[.)](?=\s|[a-z]\))\s*(.*)$")
_SUB = re.compile(r"^\s*([a-z])\)\s*(.*)$")
_ASKS = re.compile(r"\?|\b(?:gelieve|graag)\b", re.I)


@dataclass(frozen=True)
class AskedPart:
    """One sub-question: its code (`1a`, `3`), what stands above it, and what is asked."""

    code: str
    lead: str
    asked: str


@dataclass(frozen=True)
class AskedQuestion:
    """What could be read from the text; empty or None where it does not say."""

    number: int | None
    asked_on: date | None
    asked_by: str
    answered_by: str
    title: str
    introduction: str
    parts: tuple[AskedPart, ...]


def split(text: str) -> AskedQuestion:
    """Take a pasted question apart; an answer that was pasted with it is left out."""
    text = text.replace("\r\n", "\n").replace("\u00a0", " ").replace("\f", "\n\n")
    asked, _, answered = _ANSWER.sub("\0", text, count=1).partition("\0")
    lines = asked.split("\n")
    first = next((at for at, line in enumerate(lines) if _begins(line, 1)), len(lines))
    title, introduction = _above(lines[:first])
    # Parliament prints number, day and name above the answer, some add them to the question.
    head = "\n".join([*lines[:first], *answered.strip().split("\n")[:4]])
    return AskedQuestion(
        number=_number(head),
        asked_on=_day(head),
        asked_by=_name(_ASKED_BY, head),
        answered_by=_name(_ADDRESSED, head),
        title=title,
        introduction=introduction,
        parts=tuple(_parts(lines[first:])),
    )


def _begins(line: str, number: int) -> bool:
    found = _ITEM.match(line)
    return found is not None and int(found[1]) == number


def _number(head: str) -> int | None:
    found = _NUMBER.search(head)
    return int(found[1] or found[2]) if found else None


def _day(head: str) -> date | None:
    found = _DAY.search(head)
    if found is None:
        return None
    try:
        return date(int(found[3]), _MONTHS.index(found[2].lower()) + 1, int(found[1]))
    except ValueError:
        return None


def _name(pattern: re.Pattern[str], head: str) -> str:
    found = pattern.search(head)
    return found[1].strip().title() if found and found[1].isupper() else found[1] if found else ""


def _above(lines: Sequence[str]) -> tuple[str, str]:
    """The title and the introduction: what stands above the first part, without the letterhead."""
    blocks = [block for block in _blocks(lines) if not _is_letterhead(block)]
    if not blocks:
        return "", ""
    if _is_sentence(blocks[0]):
        return "", "\n\n".join(blocks)
    return re.sub(r"\s+-\s+", " - ", blocks[0]), "\n\n".join(blocks[1:])


def _is_sentence(block: str) -> bool:
    return block.endswith((".", "?", "!", "”", ":"))


def _is_letterhead(block: str) -> bool:
    """Names and functions in capitals, `nr.`, `datum`, `van ...`, `aan ...`."""
    said = re.compile(r"schriftelijke vraag|vraag nr|nr\.|datum|van |aan |vlaams parlement", re.I)
    return block.isupper() or (said.match(block) is not None and not _is_sentence(block))


def _parts(lines: Sequence[str]) -> Iterator[AskedPart]:
    for number, body in enumerate(_cut(lines, _ITEM, map(str, range(1, 100))), 1):
        letters = map(chr, range(ord("a"), ord("z") + 1))
        above, *subs = _cut(["", *body], _SUB, letters, keep_above=True)
        lead = _blocks(above)
        if not subs:
            yield _part(str(number), lead)
        for at, sub in enumerate(subs):
            yield _part(f"{number}{chr(ord('a') + at)}", _blocks(sub), () if at else lead)


def _part(code: str, blocks: Sequence[str], above: Sequence[str] = ()) -> AskedPart:
    """What is asked begins with the first paragraph that asks; what stands above it leads to it."""
    blocks = [block for block in blocks if not block.isupper()]  # who signs the page
    asks = (at for at, block in enumerate(blocks) if _ASKS.search(block))
    first = next(asks, max(len(blocks) - 1, 0))
    lead = (*above, *blocks[:first])
    return AskedPart(code, "\n\n".join(lead), "\n\n".join(blocks[first:]))


def _cut(
    lines: Sequence[str],
    mark: re.Pattern[str],
    expected: Iterator[str],
    *,
    keep_above: bool = False,
) -> list[list[str]]:
    """The lines behind each mark, marks in order; with `keep_above` those before come first."""
    pieces: list[list[str]] = [[]] if keep_above else []
    wanted = next(expected)
    for line in lines:
        found = mark.match(line)
        if found and found[1] == wanted:
            pieces.append([found[2]])
            wanted = next(expected, "")
        elif pieces:
            pieces[-1].append(line)
    return pieces


def _blocks(lines: Sequence[str]) -> list[str]:
    """Paragraphs, each in one line."""
    text = "\n".join(line.strip() for line in lines)
    return [" ".join(block.split()) for block in re.split(r"\n{2,}", text) if block.strip()]
