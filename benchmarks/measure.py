# SPDX-License-Identifier: EUPL-1.2
"""Run a program in a process of its own and say what it cost.

CPU seconds (user and system, all threads) are what can be compared on a machine that does
other work as well; time on the clock is not.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import venv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
OWN = Path(sys.executable)
"""The Python of Taalplan's own environment."""

VENV = HERE.parent / ".venv-bench"
LOCK = HERE / "requirements.lock"


@dataclass(frozen=True)
class Cost:
    """What one run cost, from the start of its Python to the end, and what it said."""

    cpu: float
    wall: float
    megabytes: float
    said: Mapping[str, Any]


def run(python: Path, script: Path, arguments: Sequence[str]) -> Cost:
    """Run a script that writes one JSON object. Raises RuntimeError when it fails."""
    environment = os.environ | {
        # Compiled code of Python and of numba is kept, as it is where somebody works.
        "PYTHONPYCACHEPREFIX": str(VENV / "compiled"),
        "NUMBA_CACHE_DIR": str(VENV / "compiled" / "numba"),
        "PYTHONDONTWRITEBYTECODE": "",
    }
    began = os.times().elapsed
    child = subprocess.Popen(
        [python, script, *arguments], stdout=subprocess.PIPE, env=environment, text=True
    )
    assert child.stdout is not None
    with child.stdout:
        output = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    wall = os.times().elapsed - began
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{script.name} {' '.join(arguments)} ended with {child.returncode}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(
        cpu=usage.ru_utime + usage.ru_stime,
        wall=wall,
        megabytes=usage.ru_maxrss * unit / 1e6,
        said=json.loads(output),
    )


def peers() -> Path:
    """The Python of an environment with the peers, made when it is not there yet."""
    python = VENV / "bin" / "python"
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    stamp = VENV / "lock.sha256"
    if stamp.exists() and stamp.read_text() == wanted:
        return python
    print("Setting up .venv-bench (once) ...", file=sys.stderr)
    venv.create(VENV, with_pip=True, clear=True)
    uv = shutil.which("uv", path=str(OWN.parent)) or shutil.which("uv")
    install = [uv, "pip", "install", "--python", python] if uv else [python, "-m", "pip", "install"]
    environment = {key: value for key, value in os.environ.items() if key != "VIRTUAL_ENV"}
    subprocess.run(
        [*install, "--quiet", "--require-hashes", "-r", LOCK], check=True, env=environment
    )
    stamp.write_text(wanted)
    return python


def machine() -> str:
    """The machine in one line."""
    return (
        f"{_processor()}, {os.cpu_count()} cores, "
        f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GB; "
        f"{platform.system()}, Python {platform.python_version()}"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
