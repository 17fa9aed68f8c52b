# SPDX-License-Identifier: EUPL-1.2
"""`make run`: the whole chain on the example register, with the commands anybody could type."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TAALPLAN = Path(sys.executable).with_name("taalplan")

SUMMARY = """
Done in {seconds:.0f} seconds. Everything is in {out}/ and is synthetic: no real people.

  {out}/answer-216/answer.html   the answer to question 216; also .docx, .pdf, data.xlsx, data/*.csv
  {out}/tables/                  the four official tables
  {out}/needs-2022-2023/         the needs plan: behoefteplan.html, .docx, .pdf, .xlsx, data/*.csv
  {out}/waiting/                 who waited on 10 September and 10 February, and why
  {out}/repaired/                table 1 as printed in parliament, its seven slid rows put back
  {out}/example/                 two snapshots of the register, and the corrections between them

Next: .venv/bin/taalplan serve     the year at a glance, all figures, and the register, in a browser
      .venv/bin/taalplan --help"""


def main() -> None:
    """Make the example, check it, print its tables, check a printed table, answer a question."""
    out = Path(sys.argv[1] if len(sys.argv) > 1 else "out").absolute()
    if out.is_relative_to(ROOT):
        out = out.relative_to(ROOT)
    (ROOT / out / "tables").mkdir(parents=True, exist_ok=True)
    example, answer = out / "example", out / "answer-216"
    start = time.monotonic()
    run("example", "--out", example)
    run("check", example)
    for name in ("first-registrations", "registrations-by-year", "outcomes-a1", "outcomes-a2"):
        run("table", name, "--snapshot", example, "--out", out / "tables" / f"{name}.html")
    questions = Path("questions")
    printed = [questions / "printed" / f"table-{number}.csv" for number in (1, 2)]
    run("check", *printed, "--repaired", out / "repaired", expected=1)
    lists = ("--school-year", "2021-2022", "--out", out / "waiting")
    run("waiting", "--snapshot", example, *lists)
    needs = ("--school-year", "2022-2023", "--out", out / "needs-2022-2023")
    run("needs", "--snapshot", example, *needs)
    run("answer", questions / "216.yaml", "--snapshot", example, "--out", answer)
    print(SUMMARY.format(seconds=time.monotonic() - start, out=out))


def run(*arguments: object, expected: int = 0) -> None:
    """Run one command and show it; stop when it does not end as expected."""
    words = [str(argument) for argument in arguments]
    print(f"\n$ taalplan {' '.join(words)}", flush=True)
    found = subprocess.run([TAALPLAN, *words], check=False, cwd=ROOT).returncode
    if found != expected:
        sys.exit(f"this command ended with {found}, not {expected}")


if __name__ == "__main__":
    main()
