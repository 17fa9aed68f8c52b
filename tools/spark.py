# SPDX-License-Identifier: EUPL-1.2
"""Java and pyspark for the tests that count on Spark, when they are missing.

pyspark is 450 MB, so it is not in the lock of everybody: it has its own, and is fetched for the
tests only. Where Java or pyspark cannot be had, those tests are skipped and say why.
"""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from system import install

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements-spark.lock"
WITHOUT = "the tests on Spark are skipped"


def main() -> None:
    """Install what is missing, with the Python of the environment that runs this."""
    if not install("default-jre-headless", command="java", without=WITHOUT) or find_spec("pyspark"):
        return
    print("installing pyspark for the tests (450 MB, once) ...", flush=True)
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    done = subprocess.run([*pip, "--no-deps", "--require-hashes", "-r", LOCK], check=False)
    if done.returncode:
        print(f"pyspark could not be installed; {WITHOUT}")


if __name__ == "__main__":
    main()
