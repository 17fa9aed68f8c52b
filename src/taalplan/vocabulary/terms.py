# SPDX-License-Identifier: EUPL-1.2
"""What the words of the field mean, and what a table prints for a code.

Two files: `labels.yaml` has the label of every code, `terms.yaml` the glossary. They are read
when they are first asked for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from taalplan.vocabulary import codes
from taalplan.vocabulary.text import Text


@dataclass(frozen=True)
class Term:
    """One word of the field. `legal` is the Dutch term of law or practice, whatever the code
    calls it; `source` says who uses it so.
    """

    code: str
    label: Text
    definition: Text
    legal: str
    source: str


def list_name(enum: type[StrEnum]) -> str:
    """The name of a code list: its class in snake case.

    >>> list_name(codes.TargetGroup)
    'target_group'
    """
    return re.sub(r"(?<!^)(?=[A-Z])", "_", enum.__name__).lower()


@cache
def code_lists() -> dict[str, type[StrEnum]]:
    """The closed lists of `codes`, by name, in the order in which they are written there."""
    lists = [kind for kind in vars(codes).values() if _is_list(kind)]
    return {list_name(kind): kind for kind in lists}


def label(code_list: str, code: str) -> Text:
    """What is printed for a code: `label("target_group", "obliged")` is "verplicht".

    Also for areas, provinces, desks and municipalities (in their latest form). Raises KeyError
    with what there is to choose from.
    """
    if code_list in _PLACES:
        found = _place(code_list, code)
    else:
        found = _labels(code_list).get(code) if code != "_" else None
    if found is None:
        known = ", ".join(name for name in _labels(code_list) if name != "_") or "see its code list"
        raise KeyError(f"no label for '{code}' in the code list '{code_list}'; known: {known}")
    return found


def title(code_list: str) -> Text:
    """The name of a code list or dimension itself: `title("target_group")` is "doelgroep"."""
    return _labels(code_list)["_"]


def labels_of(code_list: str) -> dict[str, Text]:
    """The labels of a code list by code, in printed order."""
    return {code: text for code, text in _labels(code_list).items() if code != "_"}


def term(code: str) -> Term:
    """A word of the glossary. Raises KeyError when it is not in it."""
    try:
        return terms()[code]
    except KeyError:
        raise KeyError(f"no term '{code}' in the glossary (vocabulary/terms.yaml)") from None


@cache
def terms() -> dict[str, Term]:
    """The whole glossary by code. Raises ValueError with every fault of the file at once."""
    return read_terms(_load("terms.yaml"))


def read_terms(content: Mapping[str, Any]) -> dict[str, Term]:
    """The terms of a glossary file's content; all that is missing is reported together."""
    faults = [fault for code, entry in content.items() for fault in _faults(code, entry)]
    if faults:
        raise ValueError("the glossary has faults:\n" + "\n".join(f"- {fault}" for fault in faults))
    return {code: _term(code, entry) for code, entry in content.items()}


_LANGUAGES = ("nl", "en", "fr")
_PLACES = ("area", "province", "desk", "municipality")


def _is_list(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum


def _load(name: str) -> dict[str, Any]:
    import yaml

    text = (resources.files("taalplan.vocabulary") / name).read_text(encoding="utf-8")
    # The C loader reads the glossary eight times faster; it is not on every machine.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    content: dict[str, Any] = yaml.load(text, Loader=loader)
    return content


@cache
def _all_labels() -> dict[str, dict[str, Text]]:
    return {
        name: {code: Text(*words) for code, words in members.items()}
        for name, members in _load("labels.yaml").items()
    }


def _labels(code_list: str) -> dict[str, Text]:
    try:
        return _all_labels()[code_list]
    except KeyError:
        known = ", ".join(_all_labels())
        raise KeyError(f"no code list '{code_list}'; known: {known}") from None


def _place(kind: str, code: str) -> Text | None:
    # Imported here because places are tables of their own, which most labels never need.
    from taalplan.vocabulary import places

    if kind == "area":
        return places.AREAS[code].label if code in places.AREAS else None
    if kind == "province":
        known_provinces = {**places.PROVINCES, places.WALLONIA.code: places.WALLONIA}
        return known_provinces[code].label if code in known_provinces else None
    if kind == "municipality":
        known = places.municipalities()
        return known[code].name if code in known else None
    desk = places.find_desk(code)
    return Text.same(desk.name) if desk and desk.code == code else None


def _faults(code: str, entry: Any) -> list[str]:
    if not isinstance(entry, Mapping):
        return [f"{code}: expected a mapping, got {entry!r}"]
    missing = [
        f"{code}: '{part}' has no {language}"
        for part in ("label", "definition")
        for language in _LANGUAGES
        if not _words(entry, part, language)
    ]
    missing += [
        f"{code}: '{part}' is missing" for part in ("legal", "source") if not entry.get(part)
    ]
    unknown = sorted(set(entry) - {"label", "definition", "legal", "source"})
    return missing + [f"{code}: '{part}' is not known here" for part in unknown]


def _words(entry: Mapping[str, Any], part: str, language: str) -> str:
    texts = entry.get(part)
    return str(texts.get(language) or "") if isinstance(texts, Mapping) else ""


def _term(code: str, entry: Mapping[str, Any]) -> Term:
    return Term(
        code,
        Text.read(entry["label"]),
        Text.read({part: " ".join(words.split()) for part, words in entry["definition"].items()}),
        entry["legal"],
        entry["source"],
    )


def __getattr__(name: str) -> Any:
    # TERMS reads like the constant that it is, without reading the glossary at import.
    if name == "TERMS":
        return terms()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
