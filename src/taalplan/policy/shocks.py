# SPDX-License-Identifier: EUPL-1.2
"""The shock register: what happened outside the figures and bears on them, declared and dated.

A shock is never found in the figures. Who calls a dip an exception after having seen it can
explain away any figure; here the exception is declared first, by somebody, with its source.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from taalplan.policy.entries import Entry, Fault, read_entries
from taalplan.vocabulary.text import Language, Text


class Treatment(StrEnum):
    """What a shock does to an expectation.

    `MISSING`: periods in it are left out. `LEVEL_SHIFT`: older periods say less about later
    ones. `SEPARATE_STREAM`: people who are counted and planned for on their own.
    """

    MISSING = "missing"
    LEVEL_SHIFT = "level_shift"
    SEPARATE_STREAM = "separate_stream"


@dataclass(frozen=True)
class Shock:
    """One line of the register.

    `end` is its last day, none as long as it lasts. `tables` are the snapshot's tables that it
    bears on; no `areas` or `target_groups` means all of them. `assumption` says that a date was
    not taken from the source itself.
    """

    code: str
    label: Text
    start: date
    end: date | None
    treatment: Treatment
    tables: tuple[str, ...]
    source: Text
    declared_by: str
    assumption: bool
    areas: tuple[str, ...] = ()
    target_groups: tuple[str, ...] = ()

    def touches(self, first: date, last: date) -> bool:
        """Whether at least one day of a period, both ends included, lies in the shock."""
        return self.start <= last and (self.end is None or self.end >= first)

    def begins_in(self, first: date, last: date) -> bool:
        """Whether the shock begins in a period, both ends included."""
        return first <= self.start <= last


@dataclass(frozen=True)
class ShockRegister:
    """The declared shocks, in order of their first day."""

    shocks: tuple[Shock, ...]

    def __iter__(self) -> Iterator[Shock]:
        """The shocks, from the earliest."""
        return iter(self.shocks)

    def about(self, table: str, first: date, last: date) -> tuple[Shock, ...]:
        """The shocks that bear on a table of the snapshot during a period."""
        return tuple(s for s in self.shocks if table in s.tables and s.touches(first, last))

    def missing(self, table: str, first: date, last: date) -> bool:
        """Whether a period is no guide to ordinary times for a table as a whole.

        A shock of one area or target group does not make the whole year an exception.
        """
        return any(
            shock.treatment is Treatment.MISSING and not (shock.areas or shock.target_groups)
            for shock in self.about(table, first, last)
        )


@cache
def shocks() -> ShockRegister:
    """The register that comes with Taalplan (`policy/shocks.yaml`)."""
    return _read(
        "shocks.yaml", (resources.files("taalplan.policy") / "shocks.yaml").read_text("utf-8")
    )


def read_shocks(path: Path) -> ShockRegister:
    """An organisation's own register. Raises ValueError with every fault, each with its line."""
    return _read(path.name, path.read_text(encoding="utf-8"))


_FIELDS = ("label", "start", "end", "treatment", "scope", "source", "declared_by", "assumption")
_SCOPE = ("tables", "areas", "target_groups")


def _read(name: str, text: str) -> ShockRegister:
    import yaml

    faults: list[str] = []

    def fault(where: Mapping[str, Any], sentence: str) -> None:
        faults.append(f"{name}, line {getattr(where, 'line', 1)}: {sentence}")

    try:
        content = read_entries(text, fault)
    except yaml.YAMLError as error:
        raise ValueError(f"{name}: not readable as YAML: {' '.join(str(error).split())}") from None
    if not isinstance(content, Entry):
        raise ValueError(f"{name}: expected the codes of shocks, each with {', '.join(_FIELDS)}")
    found = [_shock(code, entry, content, fault) for code, entry in content.items()]
    if faults:
        raise ValueError("the shock register has faults:\n" + "\n".join(f"- {f}" for f in faults))
    ready = (shock for shock in found if shock)
    return ShockRegister(tuple(sorted(ready, key=lambda shock: (shock.start, shock.code))))


def _shock(code: str, entry: Any, parent: Entry, fault: Fault) -> Shock | None:
    if not isinstance(entry, Entry):
        fault(parent, f"{code}: expected {', '.join(_FIELDS)}")
        return None
    sentences = list(_faults(entry))
    for sentence in sentences:
        fault(entry, f"{code}: {sentence}")
    if sentences:
        return None
    scope = entry["scope"]
    return Shock(
        code,
        Text.read(entry["label"]),
        entry["start"],
        entry["end"],
        Treatment(entry["treatment"]),
        tuple(scope["tables"]),
        Text.read(entry["source"]),
        str(entry["declared_by"]),
        entry["assumption"],
        tuple(scope.get("areas", ())),
        tuple(scope.get("target_groups", ())),
    )


def _faults(entry: Entry) -> Iterator[str]:
    """All that is wrong with one line of the register, as sentences."""
    yield from (f"'{name}' is missing" for name in _FIELDS if name not in entry)
    yield from (f"'{name}' is not known here" for name in entry if name not in _FIELDS)
    for name in ("label", "source"):
        yield from _text_faults(name, entry.get(name))
    yield from _date_faults(entry)
    treatment = entry.get("treatment")
    if treatment not in list(Treatment):
        yield f"the treatment {treatment!r} is not one of {', '.join(Treatment)}"
    yield from _scope_faults(entry.get("scope"))
    if not (isinstance(entry.get("declared_by"), str) and entry["declared_by"].strip()):
        yield "'declared_by' must say who declared it"
    if not isinstance(entry.get("assumption"), bool):
        yield "'assumption' must be true or false"


def _text_faults(name: str, words: Any) -> Iterator[str]:
    held = words if isinstance(words, Mapping) else {}
    for language in Language:
        if not (isinstance(held.get(language), str) and held[language].strip()):
            yield f"'{name}' has no {language}"


def _date_faults(entry: Entry) -> Iterator[str]:
    start, end = entry.get("start"), entry.get("end")
    if type(start) is not date:
        yield "'start' must be a day such as 2020-03-13"
    if end is not None and type(end) is not date:
        yield "'end' must be a day such as 2020-12-31, or empty as long as it lasts"
    elif end is not None and type(start) is date and end < start:
        yield f"'end' {end} lies before 'start' {start}"


def _scope_faults(scope: Any) -> Iterator[str]:
    if not isinstance(scope, Mapping) or not scope.get("tables"):
        yield "'scope' must name the tables that it bears on, as in {tables: [registrations]}"
        return
    for name, codes in scope.items():
        if name not in _SCOPE:
            yield f"'scope' has '{name}'; it knows {', '.join(_SCOPE)}"
        elif not (isinstance(codes, list) and all(isinstance(code, str) for code in codes)):
            yield f"'scope': '{name}' must be a list of codes"
