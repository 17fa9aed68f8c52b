# SPDX-License-Identifier: EUPL-1.2
"""Chromium for the browser tests, from the system's own packages, when it is missing.

Only root on Debian or Ubuntu can install it here; elsewhere the tests say what to do and are
skipped (with CI=true they fail).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys


def main() -> int:
    """Install what is missing; never a reason not to run the other tests."""
    if shutil.which("chromium") or os.environ.get("CHROMIUM"):
        return 0
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        print("no chromium: the browser tests are skipped; install the package 'chromium'")
        return 0
    print("installing chromium for the browser tests ...", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update", "-q"], ["install", "-yq", "--no-install-recommends", "chromium"]):
        done = subprocess.run(["apt-get", *words], env=quiet, capture_output=True, text=True)
        if done.returncode:
            print(f"apt-get {words[0]} failed; no browser tests:\n{done.stderr[-500:]}")
            return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
