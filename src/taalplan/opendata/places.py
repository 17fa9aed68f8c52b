# SPDX-License-Identifier: EUPL-1.2
"""From what somebody types to a place of a published figure: a desk, an area, a municipality."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from taalplan.opendata.choice import labelled
from taalplan.opendata.cubes import Cube
from taalplan.opendata.store import Store
from taalplan.statistics.dimensions import RESIDENCE, WITHIN
from taalplan.tables.table import TOTAL, Table
from taalplan.vocabulary.text import Language, Text

KINDS = {
    "desk": Text("loket", "desk", "guichet"),
    "area": Text("regio", "area", "région"),
    "municipality": Text(
        "gemeente van woonplaats", "municipality of residence", "commune de résidence"
    ),
    "province": Text("provincie van woonplaats", "province of residence", "province de résidence"),
}


@dataclass(frozen=True)
class Found:
    """A place: what it is called, what kind of place it is, and how an address says it."""

    cube: Cube
    dimension: str
    code: str
    label: Text

    @property
    def kind(self) -> Text:
        """The kind of place, in words."""
        return KINDS[self.dimension]

    @property
    def codes(self) -> dict[str, tuple[str, ...]]:
        """The codes that choose it: an area is meant as a whole, not all its desks."""
        codes: dict[str, tuple[str, ...]] = {self.dimension: (self.code,)}
        inner = {outer: name for name, outer in WITHIN.items()}.get(self.dimension)
        return codes | ({inner: (TOTAL,)} if inner else {})


def find_places(store: Store, indicator: str, words: str) -> list[Found]:
    """The places that are called so, or else that have these words in their name.

    Without words all of them. Where people register comes before where they live.
    """
    known = list(_places(store, indicator))
    asked = _plain(words)
    if not asked:
        return list({each.label.nl: each for each in known}.values())
    found = [each for each in known if any(asked in _plain(each.label[g]) for g in Language)]
    return sorted(found, key=lambda each: each.dimension in RESIDENCE)


def _places(store: Store, indicator: str) -> Iterator[Found]:
    seen = set()
    for cube in store.cubes(indicator):
        if cube.by in seen:
            continue
        seen.add(cube.by)
        table = store.table(cube)
        names = [name for name in table.rows.names if name in KINDS]
        for name in reversed(names):
            for code, label in labelled(table, name):
                # A desk that is its whole area is found as the area.
                if code not in (TOTAL, "unknown") and not _is_whole(table, name, code):
                    yield Found(cube, name, code, label)


def _is_whole(table: Table, name: str, code: str) -> bool:
    return name in WITHIN and any(member.path[:2] == (code, code) for member in table.rows.members)


def _plain(words: str) -> str:
    """Without accents, capitals and hyphens."""
    bare = unicodedata.normalize("NFKD", words.casefold())
    return " ".join(
        "".join(c for c in bare if not unicodedata.combining(c)).replace("-", " ").split()
    )
