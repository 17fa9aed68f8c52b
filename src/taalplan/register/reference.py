# SPDX-License-Identifier: EUPL-1.2
"""Pages of the reference made from the tables and rules themselves."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from taalplan.register.states import Transitions


def states_page(tables: Mapping[str, Transitions]) -> str:
    """docs/reference/states.md: one diagram (Mermaid) and one table for each thing with states."""
    parts = [
        "# States",
        "Made from the `states.py` of `register` and `questions`; a step that is not drawn is "
        "refused.",
    ]
    for thing, table in tables.items():
        arrows = [f"    {state} --> {after}" for state in table for after in sorted(table[state])]
        ends = [f"    {state} --> [*]" for state in table if not table[state]]
        diagram = "\n".join(["stateDiagram-v2", f"    [*] --> {next(iter(table))}", *arrows, *ends])
        rows = [f"| {state} | {', '.join(sorted(table[state])) or '–'} |" for state in table]
        parts += [
            f"## {thing.capitalize()}",
            f"```mermaid\n{diagram}\n```",
            "\n".join(["| from | to |", "|---|---|", *rows]),
        ]
    return "\n\n".join(parts) + "\n"


def permissions_page(rooms: Mapping[str, ModuleType]) -> str:
    """docs/reference/permissions.md: every rule of these modules, by a heading for each room."""
    parts = ["# Permissions"]
    for heading, permissions in rooms.items():
        rules = [
            f"| `{name}` | {(inspect.getdoc(rule) or '').splitlines()[0]} |"
            for name, rule in vars(permissions).items()
            if name.startswith("check_can_") and inspect.getmodule(rule) is permissions
        ]
        parts += [
            f"## {heading}",
            inspect.getdoc(permissions) or "",
            "\n".join(["| rule | what it allows |", "|---|---|", *rules]),
        ]
    return "\n\n".join(parts) + "\n"
