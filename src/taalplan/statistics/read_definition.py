# SPDX-License-Identifier: EUPL-1.2
"""Read definitions from YAML: the official ones by name, anybody's own from a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from taalplan.statistics.definition import NOBODY, Count, Definition, DefinitionError, Ratio, Remark
from taalplan.tables.table import Unit
from taalplan.vocabulary.text import Text

KEYS = (
    "name", "title", "count", "of", "where", "codes", "axis",
    "rows", "columns", "years", "ratios", "notes", "owner", "unit",
)  # fmt: skip


def find_definition(name_or_file: str) -> Definition:
    """A definition by its official name, or from a YAML file.

    Raises DefinitionError when there is no such name or file, or the file has faults.
    """
    if name_or_file in official_names():
        return _official(name_or_file)
    path = Path(name_or_file)
    if path.suffix in (".yaml", ".yml") and path.exists():
        return read_definition(text_of(path), path.stem, str(path))
    raise DefinitionError(
        f"'{name_or_file}' is neither an official table nor a YAML file; "
        f"the official tables are: {', '.join(official_names())}"
    )


def text_of(path: Path) -> str:
    """The text of a definition's file. Raises DefinitionError when it is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise DefinitionError(f"{path}: is not UTF-8; save it again as UTF-8") from None


@cache
def official_names() -> tuple[str, ...]:
    """The names of the official tables."""
    folder = resources.files("taalplan.statistics") / "official"
    return tuple(
        sorted(f.name.removesuffix(".yaml") for f in folder.iterdir() if f.name.endswith(".yaml"))
    )


@cache
def _official(name: str) -> Definition:
    file = resources.files("taalplan.statistics") / "official" / f"{name}.yaml"
    return read_definition(file.read_text(encoding="utf-8"), name, f"{name}.yaml")


def read_definition(text: str, name: str, where: str) -> Definition:
    """A definition from YAML text; `name` is used when it has none of its own.

    Raises DefinitionError with every fault; each line begins with `where`.
    """
    try:
        content = yaml.safe_load(text)
    except yaml.YAMLError as error:
        told = " ".join(str(error).split())
        raise DefinitionError(f"{where}: this is not YAML: {told}") from None
    if not isinstance(content, Mapping):
        raise DefinitionError(f"{where}: expected 'title:', 'of:', 'rows:' and so on")
    faults = list(_shape_faults(content))
    if faults:
        raise DefinitionError("\n".join(f"{where}: {fault}" for fault in faults))
    try:
        definition = _definition(content, name)
        years = {definition.parse_year(str(year)) for year in content.get("years", ())}
        return definition.of_years(*sorted(years))
    except DefinitionError as error:
        lines = str(error).splitlines()
        raise DefinitionError("\n".join(f"{where}: {line}" for line in lines)) from None


def _definition(content: Mapping[str, Any], name: str) -> Definition:
    return Definition(
        name=content.get("name", name),
        title=Text.read(content["title"]),
        of=content["of"],
        rows=tuple(content["rows"]),
        columns=tuple(content.get("columns", ())),
        count=Count(content.get("count", "people")),
        where={key: _codes(value) for key, value in content.get("where", {}).items()},
        codes={key: _codes(value) for key, value in content.get("codes", {}).items()},
        axis=content.get("axis", ""),
        ratios=tuple(
            Ratio(**{**ratio, "label": Text.read(ratio["label"])})
            for ratio in content.get("ratios", ())
        ),
        notes=tuple(_remark(note) for note in content.get("notes", ())),
        owner=Text.read(content["owner"]) if "owner" in content else NOBODY,
        unit=Unit(content["unit"]) if "unit" in content else None,
    )


def _remark(note: Any) -> Remark:
    where = note.get("where", "") if isinstance(note, Mapping) else ""
    return Remark(Text.read(note), where)


def _codes(value: object) -> tuple[str, ...]:
    return tuple(str(code) for code in value) if isinstance(value, list) else (str(value),)


def _shape_faults(content: Mapping[str, Any]) -> Iterator[str]:
    """Faults in the shape of a definition, before its meaning is looked at."""
    for key in content:
        if key not in KEYS:
            yield f"{key}: no such part; a definition has {', '.join(KEYS)}"
    for key in ("title", "of", "rows"):
        if not content.get(key):
            yield f"{key}: is missing"
    if content.get("count", "people") not in list(Count):
        yield f"count: '{content['count']}' is not 'people' or 'rows'"
    if content.get("unit", Unit.ROWS) not in list(Unit):
        yield f"unit: '{content['unit']}' is not one of {', '.join(Unit)}"
    for key in ("rows", "columns", "years", "ratios", "notes"):
        if not isinstance(content.get(key, []), list):
            yield f"{key}: write a list, as in [{content[key]}]"
    for key in ("where", "codes"):
        if not isinstance(content.get(key, {}), Mapping):
            yield f"{key}: write a mapping, as in {{kind: [first]}}"
    for key in ("name", "of", "axis"):
        if not isinstance(content.get(key, ""), str):
            yield f"{key}: write one word, not {content[key]!r}"
    for key in ("rows", "columns"):
        for name in _listed(content.get(key)):
            if not isinstance(name, str):
                yield f"{key}: write words, not {name!r}"
    yield from _ratio_faults(content)
    yield from _text_faults(content)


def _ratio_faults(content: Mapping[str, Any]) -> Iterator[str]:
    parts = ("dimension", "code", "part", "whole")
    for number, ratio in enumerate(_listed(content.get("ratios")), start=1):
        if not isinstance(ratio, Mapping) or set(ratio) != {*parts, "label"}:
            yield (
                f"ratios, number {number}: give {', '.join(sorted((*parts, 'label')))}, "
                "and nothing else"
            )
            continue
        for part in parts:
            if not isinstance(ratio[part], str):
                yield f"ratios, number {number}: {part}: write one word, not {ratio[part]!r}"


def _text_faults(content: Mapping[str, Any]) -> Iterator[str]:
    texts = [("title", content.get("title", "")), ("owner", content.get("owner", ""))]
    texts += [("notes", note) for note in _listed(content.get("notes"))]
    texts += [
        ("ratios: label", ratio["label"])
        for ratio in _listed(content.get("ratios"))
        if isinstance(ratio, Mapping) and "label" in ratio
    ]
    for key, text in texts:
        try:
            Text.read(text)
        except ValueError as error:
            yield f"{key}: {error}"


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def as_yaml(definition: Definition) -> str:
    """A definition as YAML, without its texts: what a reader needs to count again."""
    content: dict[str, Any] = {
        "name": definition.name,
        "count": definition.count.value,
        "of": definition.of,
        "where": {key: list(codes) for key, codes in definition.where.items()},
        "axis": definition.axis,
        "years": [str(year) for year in definition.years],
        "rows": list(definition.rows),
        "columns": list(definition.columns),
        "unit": definition.unit.value if definition.unit else None,
        "ratios": [
            {"dimension": r.dimension, "code": r.code, "part": r.part, "whole": r.whole}
            for r in definition.ratios
        ],
    }
    kept = {key: value for key, value in content.items() if value}
    return yaml.safe_dump(kept, sort_keys=False, allow_unicode=True, default_flow_style=None)
