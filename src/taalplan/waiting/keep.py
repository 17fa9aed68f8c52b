# SPDX-License-Identifier: EUPL-1.2
"""A photograph as a file that is never changed: its definition, its snapshot, its figures.

Taken again it must come out the same, byte for byte. If it does not, because the register was
corrected or the definition changed, nothing is written and the differences are told; a new
version is a file of its own, beside the first.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from taalplan import policy
from taalplan.tables.render.write import write_beside
from taalplan.tables.table import Table
from taalplan.waiting.definition import USED
from taalplan.waiting.photograph import Photograph

FORMAT = "taalplan-photograph-1"
TOLD = 10
"""Differences that are told one by one; of the others the number."""


class PhotographError(Exception):
    """A photograph that is not what it was; the message says what differs and what to do."""


def content(photo: Photograph, made: Mapping[str, Table]) -> str:
    """The file of a photograph as text; its last line holds the sha256 of everything before."""
    day = photo.definition.day
    used = {key: policy.value(key, day) for key in USED}
    body = {
        "format": FORMAT,
        "day": day.isoformat(),
        "snapshot": photo.snapshot,
        "snapshot_as_of": photo.as_of.isoformat(),
        "synthetic": photo.synthetic,
        "definition": {
            key: {
                "value": list(one.value) if isinstance(one.value, tuple) else one.value,
                "unit": one.unit.value,
                "valid_from": one.valid_from.isoformat(),
                "assumption": one.assumption,
            }
            for key, one in used.items()
        },
        "groups_known_until": photo.definition.announced.isoformat(),
        "tables": {name: _rows(table) for name, table in made.items()},
    }
    body["sha256"] = _digest(body)
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


@dataclass(frozen=True)
class Taken:
    """A photograph that may be kept: its file, and what will stand in it."""

    path: Path
    text: str

    def keep(self) -> Path:
        """Write the file, unless it is there already."""
        if not self.path.exists():
            write_beside(self.path, self.text)
        return self.path


def taken(photo: Photograph, made: Mapping[str, Table], folder: Path, *, again: bool) -> Taken:
    """Where a photograph goes: to the file that holds the same, or to a new one.

    Raises PhotographError with what differs from the latest one of that day, unless `again` asks
    for a new version. Nothing is written yet.
    """
    text = content(photo, made)
    versions = list(kept(folder, photo.definition.day.isoformat()))
    if versions:
        last = versions[-1]
        read(last)
        if last.read_text("utf-8") == text:
            return Taken(last, text)
        if not again:
            raise PhotographError(_told(last, text))
    number = f".{len(versions) + 1}" if versions else ""
    return Taken(folder / f"{photo.definition.day}{number}.json", text)


def kept(folder: Path, day: str) -> Iterator[Path]:
    """The versions of one day that are there, the first first."""
    number = 1
    path = folder / f"{day}.json"
    while path.exists():
        yield path
        number += 1
        path = folder / f"{day}.{number}.json"


def read(path: Path) -> dict[str, Any]:
    """A photograph that was kept. Raises PhotographError when it is not as it was written."""
    try:
        body: dict[str, Any] = json.loads(path.read_text("utf-8"))
        said = body.pop("sha256")
        whole = body["format"] == FORMAT and said == _digest(body)
    except (ValueError, KeyError, TypeError, AttributeError):
        whole = False
    if not whole:
        raise PhotographError(
            f"{path} is not as it was written: it was changed by hand, cut short, or is no "
            "photograph; put the original back, or take a new one in another folder"
        )
    return {**body, "sha256": said}


def _rows(table: Table) -> list[str]:
    """A line for each figure: its codes and its value, as in the CSV of the table."""
    return [",".join([*codes, str(cell.value)]) for codes, cell in table.tidy()]


def _digest(body: Mapping[str, Any]) -> str:
    plain = json.dumps(body, ensure_ascii=False, sort_keys=True).encode("utf-8")
    return hashlib.sha256(plain).hexdigest()


def _told(last: Path, text: str) -> str:
    found = list(differences(read(last), json.loads(text)))
    lines = [f"- {sentence}" for sentence in found[:TOLD]]
    if len(found) > TOLD:
        lines.append(f"- and {len(found) - TOLD} more")
    return "\n".join(
        [
            f"the photograph {last} was taken before and comes out differently now:",
            *lines,
            "it stays as it was, and nothing was written; to keep both, take it with "
            "--new-version, or write to another folder",
        ]
    )


def differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """What is not the same in two photographs of one day, as sentences."""
    for name in ("snapshot", "snapshot_as_of", "groups_known_until"):
        if before[name] != now[name]:
            yield f"{name.replace('_', ' ')}: was {before[name]}, is {now[name]}"
    for key in dict.fromkeys([*before["definition"], *now["definition"]]):
        old, new = (side["definition"].get(key, {}).get("value") for side in (before, now))
        if old != new:
            yield f"{key}: was {old}, is {new}"
    for name in dict.fromkeys([*before["tables"], *now["tables"]]):
        old, new = (_cells(side["tables"].get(name, [])) for side in (before, now))
        for codes in dict.fromkeys([*old, *new]):
            if old.get(codes) != new.get(codes):
                where = codes.replace(",", " ")
                yield f"{name} {where}: was {old.get(codes)}, is {new.get(codes)}"


def _cells(rows: list[str]) -> dict[str, str]:
    return dict(row.rsplit(",", 1) for row in rows)
