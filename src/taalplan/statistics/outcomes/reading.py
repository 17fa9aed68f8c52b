# SPDX-License-Identifier: EUPL-1.2
"""Read follow-ups from YAML: the official ones by name, anybody's own from a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml

from taalplan.statistics.definition import NOBODY, Count, DefinitionError, Remark
from taalplan.statistics.outcomes.definition import HORIZONS, Clock, FollowUp
from taalplan.vocabulary.text import Text

KIND = "follow-up"
KEYS = (
    "kind", "name", "title", "component", "clock", "months", "count", "where", "codes", "axis",
    "rows", "columns", "years", "notes", "owner",
)  # fmt: skip


@cache
def follow_up_names() -> tuple[str, ...]:
    """The names of the official tables of outcomes under equal follow-up."""
    folder = resources.files("taalplan.statistics.outcomes") / "official"
    return tuple(
        sorted(f.name.removesuffix(".yaml") for f in folder.iterdir() if f.name.endswith(".yaml"))
    )


@cache
def official_follow_up(name: str) -> FollowUp:
    """An official one by its name."""
    file = resources.files("taalplan.statistics.outcomes") / "official" / f"{name}.yaml"
    return read_follow_up(file.read_text(encoding="utf-8"), name, f"{name}.yaml")


def is_follow_up(text: str) -> bool:
    """Whether a YAML text says that it is of this kind."""
    try:
        content = yaml.safe_load(text)
    except yaml.YAMLError:
        return False  # whoever reads it as a count says what is wrong with it
    return isinstance(content, Mapping) and content.get("kind") == KIND


def read_follow_up(text: str, name: str, where: str) -> FollowUp:
    """A follow-up from YAML text; `name` is used when it has none of its own.

    Raises DefinitionError with every fault; each line begins with `where`.
    """
    content = yaml.safe_load(text)
    if faults := list(_shape_faults(content)):
        raise DefinitionError("\n".join(f"{where}: {fault}" for fault in faults))
    try:
        found = _follow_up(content, name)
        years = sorted({found.parse_year(str(year)) for year in content.get("years", ())})
        return found.of_years(*years)
    except (DefinitionError, ValueError) as error:
        lines = str(error).splitlines()
        raise DefinitionError("\n".join(f"{where}: {line}" for line in lines)) from None


def _follow_up(content: Mapping[str, Any], name: str) -> FollowUp:
    return FollowUp(
        name=str(content.get("name", name)),
        title=Text.read(content["title"]),
        component=_codes(content["component"]),
        rows=tuple(content["rows"]),
        columns=tuple(content.get("columns", ())),
        clock=Clock(content.get("clock", "opened")),
        months=tuple(content.get("months", HORIZONS)),
        count=Count(content.get("count", "people")),
        where={key: _codes(value) for key, value in content.get("where", {}).items()},
        codes={key: _codes(value) for key, value in content.get("codes", {}).items()},
        axis=str(content.get("axis", "contract-year")),
        notes=tuple(
            Remark(Text.read(note), note.get("where", "") if isinstance(note, Mapping) else "")
            for note in content.get("notes", ())
        ),
        owner=Text.read(content["owner"]) if "owner" in content else NOBODY,
    )


def _codes(value: object) -> tuple[str, ...]:
    return tuple(str(code) for code in value) if isinstance(value, list) else (str(value),)


def _shape_faults(content: Mapping[str, Any]) -> Iterator[str]:
    """Faults in the shape, before the meaning is looked at."""
    for key in content:
        if key not in KEYS:
            yield f"{key}: no such part; a follow-up has {', '.join(KEYS)}"
    for key in ("title", "component", "rows"):
        if not content.get(key):
            yield f"{key}: is missing"
    for key in ("rows", "columns", "months", "years", "notes"):
        if not isinstance(content.get(key, []), list):
            yield f"{key}: write a list, as in [{content[key]}]"
    for key in ("where", "codes"):
        if not isinstance(content.get(key, {}), Mapping):
            yield f"{key}: write a mapping, as in {{target_group: [obliged]}}"
    for key in ("rows", "columns"):
        if any(not isinstance(n, str) for n in content.get(key) or ()):
            yield f"{key}: write words"
    if any(isinstance(n, bool) or not isinstance(n, int) for n in content.get("months") or ()):
        yield "months: write whole numbers, as in [6, 12, 24]"
    for key, kind in (("clock", Clock), ("count", Count)):
        if content.get(key, next(iter(kind)).value) not in list(kind):
            yield f"{key}: '{content[key]}' is not one of {', '.join(kind)}"


def as_yaml(follow_up: FollowUp) -> str:
    """A follow-up as YAML, without its texts: what a reader needs to compute it again."""
    content: dict[str, Any] = {
        "kind": KIND,
        "name": follow_up.name,
        "component": list(follow_up.component),
        "clock": follow_up.clock.value,
        "months": list(follow_up.months),
        "count": follow_up.count.value,
        "where": {key: list(codes) for key, codes in follow_up.where.items()},
        "axis": follow_up.axis,
        "years": [str(year) for year in follow_up.years],
        "rows": list(follow_up.rows),
        "columns": list(follow_up.columns),
    }
    kept = {key: value for key, value in content.items() if value}
    return yaml.safe_dump(kept, sort_keys=False, allow_unicode=True, default_flow_style=None)
