# SPDX-License-Identifier: EUPL-1.2
"""Read somebody's data, part by part, with the words that go with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from taalplan.register.models import Desk, Person, Registration
from taalplan.register.owndata import rights, words
from taalplan.register.owndata.parts import PARTS, PERSON, Field, Part
from taalplan.register.retention import files_of
from taalplan.vocabulary.places import AREAS

FORMAT = "taalplan-own-data/1"


@dataclass(frozen=True)
class Cell:
    """One value: its key and label, as a machine and as a person reads it."""

    key: str
    label: str
    value: Any
    text: str
    coded: bool = False


@dataclass(frozen=True)
class Row:
    """The values of one thing, and the rows that belong to it."""

    cells: tuple[Cell, ...]
    inside: tuple[Section, ...] = ()


@dataclass(frozen=True)
class Section:
    """Rows of one kind under one title."""

    key: str
    title: str
    rows: tuple[Row, ...]

    @property
    def columns(self) -> tuple[Cell, ...]:
        """The first cell of each column that says something in at least one row."""
        filled = {cell.key for row in self.rows for cell in row.cells if cell.text}
        return tuple(cell for cell in (self.rows[0].cells if self.rows else ())
                     if cell.key in filled)  # fmt: skip


@dataclass(frozen=True)
class OwnData:
    """The whole copy. `agency` and `contact` say whom to turn to; `rights` what can be asked."""

    title: str
    day: date
    language: str
    agency: str
    contact: str
    sections: tuple[Section, ...]
    rights: tuple[tuple[str, str], ...]


def gather(person: Person) -> OwnData:
    """Everything about somebody, in this file and in those that were merged into it."""
    files = list(files_of([person.pk]))
    desk = _last_desk(files)
    own = Row(tuple(_cells(person, PERSON)))
    return OwnData(
        title=_("Uw gegevens in het register van de loketten"),
        day=timezone.localdate(),
        language=words.language().value,
        agency=AREAS[desk.area].label[words.language()] if desk and desk.area in AREAS else "",
        contact=settings.CONTACT or (desk.name if desk else ""),
        sections=(
            Section("person", _("Wie u bent"), (own,)),
            *(_section(part, files) for part in PARTS),
        ),
        rights=rights.paragraphs(),
    )


def _section(part: Part, above: Any) -> Section:
    rows = list(part.rows(above))
    made = tuple(
        Row(tuple(_cells(row, part.fields)),
            tuple(_section(inner, row) for inner in part.inside))
        for row in rows
    )  # fmt: skip
    if part.key == "looks":
        made = _with_roles(made)
    return Section(part.key, str(part.title), made)


def _cells(row: Any, fields: Sequence[Field]) -> Iterator[Cell]:
    for each in fields:
        value = _at(row, each.path or each.key)
        text = words.in_words(value, each.words)
        yield Cell(each.key, str(each.label), words.plain(value), text, bool(each.words))


def _at(row: Any, path: str) -> Any:
    """What stands at the end of a path; nothing where the path breaks off."""
    for step in path.split("."):
        if row is None:
            return None
        row = getattr(row, step)
    return row


def _with_roles(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Users become what they work as: a clerk's own name is not the person's data."""
    numbers = {cell.value for row in rows for cell in row.cells if cell.key == "by"} - {None}
    known, itself = words.who(numbers), _("het systeem zelf")
    return tuple(
        Row(tuple(
            Cell("by", cell.label, text := known.get(cell.value, _("een medewerker"))
                 if cell.value else itself, text)
            if cell.key == "by" else cell
            for cell in row.cells
        ))
        for row in rows
    )  # fmt: skip


def _last_desk(files: Sequence[int]) -> Desk | None:
    last = Registration.objects.filter(person__in=files, withdrawn=False)
    found = last.select_related("desk").order_by("-date", "-id").first()
    return found.desk if found else None


def as_json(copy: OwnData) -> dict[str, Any]:
    """The copy for a machine: data under keys that never change, and labels and words beside."""
    return {
        "format": FORMAT,
        "made": copy.day.isoformat(),
        "language": copy.language,
        "title": copy.title,
        "agency": copy.agency,
        "contact": copy.contact,
        "data": {section.key: _plain(section) for section in copy.sections},
        "labels": {key: labels for section in copy.sections for key, labels in _labels(section)},
        "rights": [{"title": title, "text": text} for title, text in copy.rights],
    }


def _plain(section: Section) -> list[dict[str, Any]]:
    """Rows as plain data; a code has its words beside it, under `..._words`."""
    found = []
    for row in section.rows:
        plain: dict[str, Any] = {}
        for cell in row.cells:
            plain[cell.key] = cell.value
            if cell.coded and cell.text:
                plain[f"{cell.key}_words"] = cell.text
        found.append(plain | {inner.key: _plain(inner) for inner in row.inside})
    return found


def _labels(section: Section, above: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    key = f"{above}{section.key}"
    cells = {cell.key: cell.label for row in section.rows[:1] for cell in row.cells}
    yield key, {"_": section.title, **cells}
    for row in section.rows[:1]:
        for inner in row.inside:
            yield from _labels(inner, f"{key}.")
