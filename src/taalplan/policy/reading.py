# SPDX-License-Identifier: EUPL-1.2
"""Reads policy files and refuses them with every fault at once, each with its line.

A file `waiting.yaml` with an entry `official` gives the value `waiting.official`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from math import inf
from pathlib import PurePath
from typing import Any, Protocol

from taalplan.policy.entries import Entry, Fault, read_entries
from taalplan.policy.model import Period, Rule, Scalar, Unit, Value, is_month_day
from taalplan.vocabulary.text import Text

_LANGUAGES = ("nl", "en", "fr")
_RULE = ("label", "unit", "periods")
_PERIOD = ("valid_from", "value", "source", "assumption")


class File(Protocol):
    """A path, or a file inside a package."""

    @property
    def name(self) -> str:
        """The file's name with its extension."""

    def read_text(self, encoding: str) -> str:
        """All of its text."""


def read_rules(files: list[Any]) -> dict[str, Rule]:
    """The rules of all files by key. Raises ValueError that lists every fault of every file."""
    faults: list[str] = []
    rules = [rule for file in files for rule in _rules(file, faults)]
    if faults:
        raise ValueError("the policy values have faults:\n" + "\n".join(f"- {f}" for f in faults))
    return {rule.key: rule for rule in rules}


def _rules(file: File, faults: list[str]) -> list[Rule]:
    import yaml

    def fault(where: Mapping[str, Any], sentence: str) -> None:
        faults.append(f"{file.name}, line {getattr(where, 'line', 1)}: {sentence}")

    try:
        content = read_entries(file.read_text(encoding="utf-8"), fault)
    except yaml.YAMLError as error:
        faults.append(f"{file.name}: not readable as YAML: {' '.join(str(error).split())}")
        return []
    if not isinstance(content, Entry):
        faults.append(f"{file.name}: expected names of policy values, each with its periods")
        return []
    group = PurePath(file.name).stem
    found = (_rule(f"{group}.{name}", entry, content, fault) for name, entry in content.items())
    return [rule for rule in found if rule]


def _rule(key: str, entry: Any, parent: Mapping[str, Any], fault: Fault) -> Rule | None:
    if not isinstance(entry, Entry):
        fault(parent, f"{key}: expected label, unit and periods, got {entry!r}")
        return None
    if _shape(key, entry, _RULE, (), fault):
        return None
    label = _text(key, "label", entry, fault)
    unit = Unit(entry["unit"]) if entry["unit"] in list(Unit) else None
    if unit is None:
        fault(entry, f"{key}: the unit {entry['unit']!r} is not one of {', '.join(Unit)}")
        return None
    periods = _periods(key, unit, entry, fault)
    return Rule(key, label, unit, periods) if label else None


def _periods(key: str, unit: Unit, entry: Entry, fault: Fault) -> tuple[Period, ...]:
    listed = entry["periods"]
    if not isinstance(listed, list) or not listed:
        fault(entry, f"{key}: 'periods' must be a list of at least one period")
        return ()
    read = (_period(key, unit, period, entry, fault) for period in listed)
    periods = tuple(period for period in read if period)
    _order(key, entry, periods, fault)
    return periods


def _period(
    key: str, unit: Unit, entry: Any, parent: Mapping[str, Any], fault: Fault
) -> Period | None:
    if not isinstance(entry, Entry):
        fault(parent, f"{key}: a period must have {', '.join(_PERIOD)}; got {entry!r}")
        return None
    if _shape(key, entry, _PERIOD, ("valid_to",), fault):
        return None
    sentences = [
        *_dates(entry),
        *([] if isinstance(entry["assumption"], bool) else ["'assumption' must be true or false"]),
        *(f"'value' {text}" for text in _values(unit, entry["value"])),
    ]
    for sentence in sentences:
        fault(entry, f"{key}: {sentence}")
    source = _text(key, "source", entry, fault)
    if sentences or source is None:
        return None
    held = entry["value"]
    value: Value = tuple(held) if isinstance(held, list) else held
    return Period(entry["valid_from"], entry.get("valid_to"), value, source, entry["assumption"])


def _shape(
    key: str, entry: Entry, needed: tuple[str, ...], allowed: tuple[str, ...], fault: Fault
) -> bool:
    """Say what is missing or unknown; True when something is missing."""
    missing = [name for name in needed if name not in entry]
    for name in missing:
        fault(entry, f"{key}: '{name}' is missing")
    for name in entry:
        if name not in needed + allowed:
            fault(entry, f"{key}: '{name}' is not known here; use {', '.join(needed + allowed)}")
    return bool(missing)


def _text(key: str, name: str, entry: Entry, fault: Fault) -> Text | None:
    words = entry[name]
    if not isinstance(words, Mapping):
        fault(entry, f"{key}: '{name}' must be given in nl, en and fr")
        return None
    missing = [one for one in _LANGUAGES if not (isinstance(words.get(one), str) and words[one])]
    unknown = [str(language) for language in words if language not in _LANGUAGES]
    for language in missing:
        fault(words, f"{key}: '{name}' has no {language}")
    for language in unknown:
        fault(words, f"{key}: '{name}' has '{language}', which is no language of ours")
    return None if missing or unknown else Text.read(words)


def _dates(entry: Entry) -> Iterator[str]:
    first, last = entry["valid_from"], entry.get("valid_to")
    wrong = [
        name
        for name, day in (("valid_from", first), ("valid_to", last))
        if type(day) is not date and not (name == "valid_to" and day is None)
    ]
    yield from (f"'{name}' must be a date such as 2021-01-01" for name in wrong)
    if not wrong and last is not None and last < first:
        yield f"'valid_to' {last} lies before 'valid_from' {first}"


def _values(unit: Unit, value: Any) -> Iterator[str]:
    values = value if isinstance(value, list) else [value]
    if not values:
        yield "is an empty list"
    for one in values:
        if not _fits(unit, one):
            yield f"{one!r} is not {_EXPECTED[unit]}"


_WHOLE = "a whole number from 0"
_EXPECTED = {
    Unit.PEOPLE: _WHOLE,
    Unit.HOURS: "a number from 0",
    Unit.MINUTES: _WHOLE,
    Unit.WEEKS: _WHOLE,
    Unit.MONTHS: _WHOLE,
    Unit.KILOMETRES: _WHOLE,
    Unit.DESKS: _WHOLE,
    Unit.SHARE: "a share between 0 and 1",
    Unit.MONTH_DAY: 'a day such as "03-15" or "02-end"',
    Unit.WORD: "a word in lower case",
}


def _fits(unit: Unit, value: Scalar) -> bool:
    if unit is Unit.MONTH_DAY:
        return isinstance(value, str) and is_month_day(value)
    if unit is Unit.WORD:
        return isinstance(value, str) and re.fullmatch("[a-z_]+", value) is not None
    if isinstance(value, (bool, str)) or not isinstance(value, (int, float)):
        return False
    if unit is Unit.SHARE:
        return 0 <= value <= 1
    return 0 <= value < inf and (unit is Unit.HOURS or isinstance(value, int))


def _order(key: str, entry: Entry, periods: tuple[Period, ...], fault: Fault) -> None:
    for before, after in pairwise(periods):
        if before.valid_to is None or before.valid_to >= after.valid_from:
            fault(
                entry,
                f"{key}: the period from {after.valid_from} begins before the one from "
                f"{before.valid_from} ends; give that one an earlier 'valid_to'",
            )
