# SPDX-License-Identifier: EUPL-1.2
"""Packages of the system that some tests need, from Debian's own shelves, when they are missing."""

from __future__ import annotations

import os
import shutil
import subprocess


def install(package: str, *, command: str, without: str) -> bool:
    """Have `command`, installing `package` where root on Debian or Ubuntu can; whether it is there.

    Never a reason not to run the other tests: `without` says what they will miss.
    """
    if shutil.which(command):
        return True
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        print(f"no {command}: {without}; install the package '{package}'")
        return False
    print(f"installing {package} ...", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update", "-q"], ["install", "-yq", "--no-install-recommends", package]):
        done = subprocess.run(["apt-get", *words], env=quiet, capture_output=True, text=True)
        if done.returncode:
            print(f"apt-get {words[0]} failed; {without}:\n{done.stderr[-500:]}")
            return False
    return True
