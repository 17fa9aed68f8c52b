# SPDX-License-Identifier: EUPL-1.2
"""YAML whose mappings know on which line they start, so that a fault can name it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Fault = Callable[[Mapping[str, Any], str], None]
"""Reports a fault: the mapping in which it stands, and a sentence."""


class Entry(dict[str, Any]):
    """A mapping of the file that remembers on which line it starts."""

    line = 1


def read_entries(text: str, fault: Fault) -> Any:
    """The content of a YAML file. Raises `yaml.YAMLError` when it is no YAML at all."""
    import yaml

    # The C loader is several times faster; it is not on every machine.
    base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loader: Any = type("EntryLoader", (base,), {})
    loader.add_constructor("tag:yaml.org,2002:map", lambda self, node: _entry(self, node, fault))
    loader.add_constructor("tag:yaml.org,2002:timestamp", _day)
    return yaml.load(text, Loader=loader)


def _entry(loader: Any, node: Any, fault: Fault) -> Entry:
    entry = Entry(loader.construct_mapping(node, deep=True))
    entry.line = node.start_mark.line + 1
    names = [key.value for key, _ in node.value]
    # YAML silently keeps the last of two equal names: an edited value would be ignored.
    for name in sorted({name for name in names if names.count(name) > 1}):
        fault(entry, f"'{name}' stands there twice; remove one")
    return entry


def _day(loader: Any, node: Any) -> Any:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        # 2021-02-30 stays text, so that the check of the dates can name its line.
        return node.value
