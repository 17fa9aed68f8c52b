# SPDX-License-Identifier: EUPL-1.2
"""Pages of the reference made from the tables: `python -m taalplan.register.reference`.

`states_page()` draws every table of states, `permissions_page()` lists every rule with its reason.
"""

from __future__ import annotations

import inspect


def states_page() -> str:
    """docs/reference/states.md: one diagram (Mermaid) and one table for each thing with states."""
    from taalplan.register.states import TABLES

    parts = ["# States", "Made from `register/states.py`; a step that is not drawn is refused."]
    for thing, table in TABLES.items():
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


def permissions_page() -> str:
    """docs/reference/permissions.md: the roles, and every rule in the order of the file."""
    from taalplan.register import permissions

    about = inspect.getdoc(permissions) or ""
    rules = [
        f"| `{name}` | {(inspect.getdoc(rule) or '').splitlines()[0]} |"
        for name, rule in vars(permissions).items()
        if name.startswith("check_can_")
    ]
    table = "\n".join(["| rule | what it allows |", "|---|---|", *rules])
    return f"# Permissions\n\n{about}\n\n## Rules\n\n{table}\n"


def main() -> None:
    """Print both pages."""
    import django

    django.setup()
    print(states_page())
    print(permissions_page())


if __name__ == "__main__":
    main()
