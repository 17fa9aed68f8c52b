# SPDX-License-Identifier: EUPL-1.2
"""Reads who there is: a CSV file with a line for each person.

    naam;uren;talen;vaardigheden;vrij
    An;38;fr en;intake;
    Bert;19;;intake toets;wo vr

Comma or semicolon; Dutch or English headings; weekdays as ma di wo do vr or mon tue wed thu fri.
"""

from __future__ import annotations

import csv
from pathlib import Path

from taalplan.access.staffing.problem import Person

HEADINGS = {
    "naam": "name", "name": "name", "uren": "hours", "hours": "hours",
    "talen": "languages", "languages": "languages",
    "vaardigheden": "skills", "skills": "skills", "vrij": "off", "off": "off",
}  # fmt: skip
WEEKDAYS = {
    name: day
    for names in (("ma", "di", "wo", "do", "vr"), ("mon", "tue", "wed", "thu", "fri"))
    for day, name in enumerate(names)
}


class CrewError(ValueError):
    """The file of people has faults; the message has all of them, with their lines."""


def read_crew(path: Path) -> tuple[Person, ...]:
    """The people of a file. Raises CrewError with every fault."""
    text = path.read_text("utf-8-sig")
    lines = text.splitlines()
    delimiter = ";" if lines and ";" in lines[0] else ","
    rows = list(csv.reader(lines, delimiter=delimiter))
    faults: list[str] = []
    heading = [HEADINGS.get(cell.strip().lower(), "") for cell in rows[0]] if rows else []
    if "name" not in heading or "hours" not in heading:
        raise CrewError(
            f"{path}: the first line must name the columns, at least naam and uren "
            f"(known: {', '.join(HEADINGS)})"
        )
    people = [
        found
        for number, row in enumerate(rows[1:], 2)
        if any(cell.strip() for cell in row)
        if (found := _person(dict(zip(heading, row, strict=False)), number, faults)) is not None
    ]
    names = [person.name for person in people]
    faults += [
        f"'{name}' stands there twice" for name in sorted(set(names)) if names.count(name) > 1
    ]
    if not people and not faults:
        faults.append("there is nobody in it")
    if faults:
        raise CrewError(f"{path}:\n" + "\n".join(f"- {fault}" for fault in faults))
    return tuple(people)


def _person(row: dict[str, str], line: int, faults: list[str]) -> Person | None:
    cell = {key: value.strip() for key, value in row.items()}
    found = len(faults)
    try:
        hours = float(cell.get("hours", "").replace(",", "."))
    except ValueError:
        hours = 0.0
    if not 0 < hours <= 60:
        faults.append(f"line {line}: '{cell.get('hours', '')}' is not hours a week, from 1 to 60")
    off = cell.get("off", "").lower().split()
    faults += [f"line {line}: '{day}' is no weekday ({', '.join(WEEKDAYS)})"
               for day in off if day not in WEEKDAYS]  # fmt: skip
    if not cell.get("name"):
        faults.append(f"line {line}: the name is missing")
    if len(faults) > found:
        return None
    return Person(
        cell["name"],
        hours,
        frozenset(cell.get("languages", "").lower().split()),
        frozenset(cell.get("skills", "").lower().split()),
        frozenset(WEEKDAYS[day] for day in off),
    )
