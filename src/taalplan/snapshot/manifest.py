# SPDX-License-Identifier: EUPL-1.2
"""`snapshot.json`: what a snapshot holds, from when it is, and how to tell it was not changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from taalplan.snapshot.schema import SCHEMA_VERSION

MANIFEST = "snapshot.json"


class SnapshotError(Exception):
    """A snapshot that cannot be used; the message says why and what to do."""


@dataclass(frozen=True)
class TableFile:
    """One Parquet file of the snapshot: rows, and the sha256 of its bytes."""

    rows: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """Everything about a snapshot but its rows.

    `as_of` is the day up to which the register was read. `coverage` says from which day to
    which day a table's events were asked for: outside it, nothing was asked, which is not the
    same as nothing happened.
    """

    as_of: date
    tables: Mapping[str, TableFile]
    sources: tuple[str, ...] = ()
    synthetic: bool = False
    coverage: Mapping[str, tuple[date, date]] = field(default_factory=dict)
    version: int = SCHEMA_VERSION

    @property
    def id(self) -> str:
        """Twelve hexadecimal digits that change when any row changes."""
        facts = [self.version, self.as_of.isoformat()]
        facts += [f"{name}:{self.tables[name].sha256}" for name in sorted(self.tables)]
        return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:12]

    def write(self, folder: Path) -> None:
        """Write `snapshot.json` in a folder."""
        content = {
            "version": self.version,
            "id": self.id,
            "as_of": self.as_of.isoformat(),
            "synthetic": self.synthetic,
            "sources": list(self.sources),
            "coverage": {
                table: [first.isoformat(), last.isoformat()]
                for table, (first, last) in sorted(self.coverage.items())
            },
            "tables": {
                name: {"rows": file.rows, "sha256": file.sha256}
                for name, file in sorted(self.tables.items())
            },
        }
        text = json.dumps(content, indent=2, ensure_ascii=False) + "\n"
        (folder / MANIFEST).write_text(text, encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """Read a folder's `snapshot.json`. Raises SnapshotError when it is not one of ours."""
        path = folder / MANIFEST
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            version = content["version"]
            if version != SCHEMA_VERSION:
                raise SnapshotError(
                    f"{path}: written as version {version}, this Taalplan reads version "
                    f"{SCHEMA_VERSION}; make the snapshot again from its source"
                )
            return cls(
                as_of=date.fromisoformat(content["as_of"]),
                tables={name: TableFile(**file) for name, file in content["tables"].items()},
                sources=tuple(content["sources"]),
                synthetic=content["synthetic"],
                coverage={
                    table: (date.fromisoformat(first), date.fromisoformat(last))
                    for table, (first, last) in content["coverage"].items()
                },
                version=version,
            )
        except FileNotFoundError:
            raise SnapshotError(
                f"{folder} is not a snapshot: it has no {MANIFEST}; "
                "make one with 'taalplan import' or 'taalplan example'"
            ) from None
        except (json.JSONDecodeError, KeyError, TypeError, ValueError) as error:
            raise SnapshotError(
                f"{path} cannot be read ({error}); make the snapshot again"
            ) from None


def sha256_of(path: Path) -> str:
    """The sha256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
