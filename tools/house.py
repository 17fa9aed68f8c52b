# SPDX-License-Identifier: EUPL-1.2
"""The house rules that no ready-made tool checks; prints every breach and fails.

Sizes of modules and functions, licence headers, and addresses that may not be committed.
"""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST_MODULE = 400
MEDIAN_MODULE = 120
FUNCTION_P90 = 40
REGISTRY = re.compile(r"(pypi|pythonhosted|npmjs|debian)\.(org|com)")


def main() -> None:
    """Check the whole checkout."""
    files = [ROOT / name for name in _git("ls-files", "--cached", "--others", "--exclude-standard")]
    # Migrations are written by Django.
    sources = [f for f in files if f.suffix == ".py" and ROOT / "src" in f.parents and f.exists()
               and f.parent.name != "migrations"]  # fmt: skip
    breaches = [*_sizes(sources), *_headers(files), *_addresses(files)]
    for breach in breaches:
        print(breach)
    sys.exit(1 if breaches else 0)


def _git(*arguments: str) -> list[str]:
    return subprocess.run(
        ["git", *arguments], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split("\n")[:-1]


def _sizes(sources: list[Path]) -> Iterator[str]:
    lines = {source: len(source.read_text(encoding="utf-8").splitlines()) for source in sources}
    for source, length in lines.items():
        if length > LONGEST_MODULE:
            yield f"{source.relative_to(ROOT)}: {length} lines, at most {LONGEST_MODULE}"
    if (median := statistics.median(lines.values())) > MEDIAN_MODULE:
        yield f"the median module has {median:.0f} lines, at most {MEDIAN_MODULE}"
    functions = [length for source in sources for length in _function_lengths(source)]
    if (p90 := statistics.quantiles(functions, n=10)[-1]) > FUNCTION_P90:
        yield f"one function in ten is longer than {p90:.0f} lines, at most {FUNCTION_P90}"


def _function_lengths(source: Path) -> Iterator[int]:
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield (node.end_lineno or node.lineno) - node.lineno + 1


def _headers(files: list[Path]) -> Iterator[str]:
    for file in files:
        if file.suffix == ".py" and file.is_file() and "SPDX-License-Identifier" not in _head(file):
            yield f"{file.relative_to(ROOT)}: no SPDX licence header"


def _head(file: Path) -> str:
    return file.read_text(encoding="utf-8")[:200]


def _addresses(files: list[Path]) -> Iterator[str]:
    for file in files:
        if not file.is_file() or file == Path(__file__).resolve():
            continue
        text = file.read_bytes().decode("utf-8", errors="replace")
        for number, line in enumerate(text.splitlines(), start=1):
            if REGISTRY.search(line):
                yield f"{file.relative_to(ROOT)}:{number}: the address of a package registry"
        if file.name.endswith(".lock") and "://" in text:
            yield f"{file.relative_to(ROOT)}: an address in a lock file"


if __name__ == "__main__":
    main()
