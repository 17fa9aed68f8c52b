# SPDX-License-Identifier: EUPL-1.2
"""Run the benchmarks of this folder; `make bench` does this. Prints, and keeps nothing.

python benchmarks/run.py                          those that take minutes, at their usual size
python benchmarks/run.py all                      also those that take longer, or install a peer
python benchmarks/run.py official_tables --rows 10000000
"""

from __future__ import annotations

import subprocess
import sys

from measure import HERE, OWN, machine

HELPERS = ("run", "measure", "generate")
LONG = (
    *("beside_lino", "dossier_import", "doubles", "doubles_elsewhere"),
    *("kill_drill", "person_search", "register_load"),
    *("staffing", "staffing_register", "access"),
    *("supply",),
)
"""Run when they are named, or with `all`."""


def benchmarks() -> list[str]:
    """The scripts that measure something: those with a `main`."""
    return [
        file.stem
        for file in sorted(HERE.glob("*.py"))
        if file.stem not in HELPERS and "\ndef main(" in file.read_text(encoding="utf-8")
    ]


def main() -> None:
    """Run the usual benchmarks, all of them, or the one that is named with its own options."""
    found = benchmarks()
    name, *options = sys.argv[1:] or [""]
    if name not in ("", "all", *found):
        sys.exit(f"no benchmark '{name}'; choose from all, {', '.join(found)}")
    chosen = {"": [one for one in found if one not in LONG], "all": found}.get(name, [name])
    print(machine())
    failed = []
    for script in chosen:
        print(f"\n== {script} ==", flush=True)
        if subprocess.run([OWN, HERE / f"{script}.py", *options], check=False).returncode:
            failed.append(script)
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
