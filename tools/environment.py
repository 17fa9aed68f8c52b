# SPDX-License-Identifier: EUPL-1.2
"""Make `.venv` from requirements.lock, with nothing but Python 3.11 and its pip.

uv installs some twenty times faster than pip, so it is fetched first; where it cannot
be had, pip itself installs the same lock. A stamp of the lock makes the second call free.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
PYTHON = VENV / "bin" / "python"


def main() -> None:
    """Build or refresh the environment; silent when there is nothing to do."""
    if sys.version_info < (3, 11):  # noqa: UP036 - it is what we are here to say
        sys.exit(f"Taalplan needs Python 3.11 or newer; this is {sys.version.split()[0]}")
    wanted = hashlib.sha256(LOCK.read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    stamp = VENV / "lock.sha256"
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    print("Setting up .venv (once, about a minute) ...", file=sys.stderr)
    if not PYTHON.exists():
        venv.create(VENV, with_pip=True, clear=VENV.exists())
    install_lock()
    # --no-build-isolation: the build tools are in the lock, so nothing unlocked is fetched.
    run(PYTHON, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation",
        "--disable-pip-version-check", "--editable", ROOT)  # fmt: skip
    stamp.write_text(wanted)


def install_lock() -> None:
    """Install every locked package by its hash: with uv, and with pip when uv fails."""
    pip = (PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    try:
        run(*pip, "uv")
        run(VENV / "bin" / "uv", "pip", "sync", "--quiet", "--python", PYTHON,
            "--require-hashes", LOCK)  # fmt: skip
        # sync removes what the lock does not name, pip included.
        run(PYTHON, "-m", "ensurepip", "--upgrade")
    except subprocess.CalledProcessError:
        print("uv did not do it; installing with pip, this takes longer", file=sys.stderr)
        run(PYTHON, "-m", "ensurepip", "--upgrade")
        run(*pip, "--no-deps", "--require-hashes", "-r", LOCK)


def run(*command: object) -> None:
    """Run a command quietly; its errors stay visible."""
    environment = {key: value for key, value in os.environ.items() if key != "VIRTUAL_ENV"}
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL,
                   env=environment)  # fmt: skip


if __name__ == "__main__":
    main()
