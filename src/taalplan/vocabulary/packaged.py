# SPDX-License-Identifier: EUPL-1.2
"""Reads the tables that are delivered inside the package (`data/SOURCES.md` says from whom)."""

from __future__ import annotations

import csv
import re
import unicodedata
from datetime import date
from importlib import resources


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one packaged CSV file, as text."""
    file = resources.files("taalplan.vocabulary") / "data" / name
    with file.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def optional_date(text: str) -> date | None:
    """A date, or None for an empty cell: open-ended."""
    return date.fromisoformat(text) if text else None


def valid(first: date, last: date | None, on: date) -> bool:
    """Whether a day lies between two days, both included; no last day means open-ended."""
    return first <= on and (last is None or on <= last)


def slug(text: str) -> str:
    """Lower-case ASCII words joined by hyphens: the form of every code.

    >>> slug("Loket Menen (dienstencentrum)")
    'loket-menen-dienstencentrum'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
