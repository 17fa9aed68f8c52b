# SPDX-License-Identifier: EUPL-1.2
"""Put renderings in files: written beside and renamed, so that no half file is ever seen."""

from __future__ import annotations

import os
from pathlib import Path


def write_beside(path: Path, content: str | bytes) -> None:
    """Write a file whole or not at all; folders are made. Text is UTF-8 with LF."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        beside.write_bytes(data)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
