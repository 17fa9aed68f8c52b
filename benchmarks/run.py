# SPDX-License-Identifier: EUPL-1.2
"""Run every benchmark of this folder; `make bench` does this. Prints, and keeps nothing.

python benchmarks/run.py                          all, each at its usual size
python benchmarks/run.py official_tables --rows 10000000
"""

from __future__ import annotations

import subprocess
import sys

from measure import HERE, OWN, machine

HELPERS = ("run", "measure", "generate")


def benchmarks() -> list[str]:
    """The scripts that measure something: those with a `main`."""
    return [
        file.stem
        for file in sorted(HERE.glob("*.py"))
        if file.stem not in HELPERS and "\ndef main(" in file.read_text(encoding="utf-8")
    ]


def main() -> None:
    """Run all benchmarks, or the one that is named with its own options."""
    found = benchmarks()
    name, *options = sys.argv[1:] or [""]
    if name and name not in found:
        sys.exit(f"no benchmark '{name}'; choose from {', '.join(found)}")
    print(machine())
    failed = []
    for script in [name] if name else found:
        print(f"\n== {script} ==", flush=True)
        if subprocess.run([OWN, HERE / f"{script}.py", *options], check=False).returncode:
            failed.append(script)
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
