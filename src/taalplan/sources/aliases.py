# SPDX-License-Identifier: EUPL-1.2
"""Which table, column or code an extract means by the words it uses (`aliases.yaml`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any

from taalplan.snapshot.schema import TABLES
from taalplan.vocabulary import terms
from taalplan.vocabulary.places import slug


def fold(words: str) -> str:
    """Words without what does not matter: capitals, accents, spaces, hyphens, underscores.

    >>> fold(" Datum-aanmelding"), fold("Target Group") == fold("target_group")
    ('datumaanmelding', True)
    """
    return slug(words).replace("-", "")


@cache
def _content() -> dict[str, Any]:
    import yaml

    text = (resources.files("taalplan.sources") / "aliases.yaml").read_text(encoding="utf-8")
    content: dict[str, Any] = yaml.safe_load(text)
    return content


@cache
def table_names() -> dict[str, str]:
    """Every folded name of a table, and which table it means."""
    return _index({name: [name, *_content()["tables"].get(name, ())] for name in TABLES})


@cache
def column_names(table: str) -> dict[str, str]:
    """Every folded name of a table's columns, and which column it means.

    A column's own name comes before another column's alias.
    """
    aliases = _content()["columns"]
    names = TABLES[table].names
    found = _index({name: aliases.get(name, ()) for name in names})
    return found | {fold(name): name for name in names}


@cache
def code_names(codes: tuple[str, ...]) -> dict[str, str]:
    """Every folded word for the codes of one closed list, and which code it means."""
    name = next(
        (name for name, kind in terms.code_lists().items() if tuple(kind) == codes), ""
    )  # a list without labels has only its own codes
    labels = terms.labels_of(name) if name else {}
    aliases: Mapping[str, Iterable[str]] = _content()["codes"].get(name, {})
    words = {
        code: [*aliases.get(code, ()), *(labels[code][language] for language in ("nl", "en", "fr"))]
        if code in labels
        else [*aliases.get(code, ())]
        for code in codes
    }
    return _index(words) | {fold(code): code for code in codes}


@cache
def flag_names() -> dict[str, bool]:
    """Every folded word for yes and no."""
    words = _index({name: [name, *also] for name, also in _content()["flags"].items()})
    return {word: name == "true" for word, name in words.items()}


def ambiguous(table: str) -> dict[str, list[str]]:
    """Folded names that two columns of a table share: there must be none."""
    aliases = _content()["columns"]
    meant: dict[str, set[str]] = {}
    for name in TABLES[table].names:
        for alias in (name, *aliases.get(name, ())):
            meant.setdefault(fold(alias), set()).add(name)
    own = {fold(name) for name in TABLES[table].names}
    return {
        word: sorted(names) for word, names in meant.items() if len(names) > 1 and word not in own
    }


def _index(words: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {fold(word): name for name, also in words.items() for word in also}
