# SPDX-License-Identifier: EUPL-1.2
"""The example, written once for all tests of this folder."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from taalplan import example
from taalplan.snapshot import Snapshot


@dataclass(frozen=True)
class Written:
    """The folder of an example and the rows of its two snapshots as plain Python."""

    folder: Path
    first: Snapshot
    second: Snapshot
    _rows: dict[tuple[str, str], list[dict[str, Any]]] = field(default_factory=dict)

    def rows(self, which: str, table: str) -> list[dict[str, Any]]:
        """A table as a list of dicts; do not change it."""
        if (which, table) not in self._rows:
            snapshot: Snapshot = getattr(self, which)
            self._rows[which, table] = snapshot.table(table).to_pylist()
        return self._rows[which, table]


def write(folder: Path, **options: Any) -> Written:
    """Write an example and open both extracts."""
    first, second = example.write(folder, **options)
    return Written(folder, Snapshot.open(first), Snapshot.open(second))


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """The example as it comes without options."""
    return write(tmp_path_factory.mktemp("example") / "example")


@pytest.fixture(scope="session")
def other_seed(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """The same from another seed: other people, equal figures."""
    return write(tmp_path_factory.mktemp("other") / "example", seed=7)
