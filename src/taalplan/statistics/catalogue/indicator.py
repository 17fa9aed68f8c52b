# SPDX-License-Identifier: EUPL-1.2
"""Read the catalogue: one file for each table that can be asked for by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

import yaml

from taalplan import policy
from taalplan.statistics.kinds import Asked, find_table, table_names, title_of
from taalplan.vocabulary.text import Text

PARTS = {"answers", "one", "adds_up", "care", "not_beside", "policy"}


@dataclass(frozen=True)
class Additivity:
    """Whether figures may be added up over a dimension, and why."""

    adds: bool
    why: Text


@dataclass(frozen=True)
class Indicator:
    """An official figure and what a reader must know of it.

    `one` says what is counted once; `adds_up` is by dimension; `not_beside` has the indicators
    that look alike and are not; `policy` the keys of the values it is made with.
    """

    name: str
    asked: Asked = field(hash=False, compare=False)
    answers: Text
    one: Text
    care: Text
    adds_up: Mapping[str, Additivity] = field(hash=False)
    not_beside: Mapping[str, Text] = field(hash=False)
    policy: tuple[str, ...]

    @property
    def title(self) -> Text:
        """The title of its table."""
        return title_of(self.asked)


@cache
def indicators() -> tuple[Indicator, ...]:
    """Every indicator, by name. Raises ValueError with every fault of the catalogue."""
    found, faults = [], []
    for name in table_names():
        try:
            found.append(indicator(name))
        except (OSError, KeyError, ValueError) as error:
            faults.append(f"{name}.yaml: {error}")
    if faults:
        raise ValueError("the catalogue of indicators has faults:\n" + "\n".join(faults))
    return tuple(found)


@cache
def indicator(name: str) -> Indicator:
    """One indicator. Raises FileNotFoundError, KeyError or ValueError."""
    content = _read(f"indicators/{name}.yaml")
    if unknown := set(content) - PARTS:
        raise ValueError(f"no such part: {', '.join(sorted(unknown))}")
    rules = _rules()
    if unknown := set(content.get("policy", ())) - set(policy.keys()):
        raise ValueError(f"there is no policy value {', '.join(sorted(unknown))}")
    return Indicator(
        name,
        find_table(name),
        Text.read(content["answers"]),
        Text.read(content["one"]),
        Text.read(content["care"]),
        {dimension: rules[rule] for dimension, rule in content["adds_up"].items()},
        {other["indicator"]: Text.read(other["why"]) for other in content["not_beside"]},
        tuple(content.get("policy", ())),
    )


@cache
def _rules() -> Mapping[str, Additivity]:
    return {
        name: Additivity(rule["adds"], Text(rule["nl"], rule["en"], rule["fr"]))
        for name, rule in _read("additivity.yaml").items()
    }


def _read(name: str) -> Mapping[str, Any]:
    file = resources.files("taalplan.statistics.catalogue") / name
    content: Mapping[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return content
