# SPDX-License-Identifier: EUPL-1.2
"""A small publication: drawn tables in a store, with a hidden figure and a desk that closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from taalplan.opendata.cubes import cubes_of
from taalplan.opendata.headlines import Headline
from taalplan.opendata.store import Store
from taalplan.tables.drawn import drawn
from taalplan.tables.table import Dimension, Note, Provenance, Table
from taalplan.vocabulary.text import Text

SNAPSHOT, OLDER = "0123456789ab", "aaaaaaaaaaaa"

FIRST = """
area / desk              | 2019 obliged | 2019 entitled | 2019 total | 2020 obliged | 2020 entitled | 2020 total | 2021 obliged | 2021 entitled | 2021 total
-------------------------+--------------+---------------+------------+--------------+---------------+------------+--------------+---------------+-----------
atlas                    |         2000 |          1000 |       3000 |         1500 |           900 |       2400 |         1800 |          1000 |       2800
  atlas                  |         2000 |          1000 |       3000 |         1500 |           900 |       2400 |         1800 |          1000 |       2800
limburg                  |         1083 |           900 |       1983 |          700 |           800 |       1500 |          943 |          1100 |       2043
  contactpunt-hasselt    |            : |             : |        600 |          300 |             : |        500 |            : |             : |        900
  vestiging-genk         |          177 |           220 |        407 |          105 |           160 |        274 |          159 |           218 |        386
  vestiging-lommel       |           20 |            30 |         50 |           10 |            20 |         30 |              |               |
total                    |         3083 |          1900 |       4983 |         2200 |          1700 |       3900 |         2743 |          2100 |       4843
"""

BY_HOME = """
province / municipality | 2020 | 2021
------------------------+------+-----
limburg                 | 1400 | 1900
  71016                 |  500 |  600
  71022                 |  900 | 1300
total                   | 1400 | 1900
"""

ALL = """
area / desk         | 2020 | 2021
--------------------+------+-----
limburg             | 2500 | 2700
  vestiging-genk    |  500 |  600
  vestiging-lommel  |   60 |   <5
total               | 2500 | 2700
"""

ENROLMENTS = """
level | 2019-2020 | 2020-2021
------+-----------+----------
A1    |       120 |       160
A2    |        80 |        90
total |       200 |       250
"""


def tables(snapshot: str = SNAPSHOT) -> dict[str, Table]:
    """The published tables by the key of their cube."""
    return {
        "first-registrations.desk.calendar-year": _made(
            FIRST, ("year", "target_group"), "first-registrations", snapshot
        ),
        "first-registrations.municipality.calendar-year": _made(
            BY_HOME, ("year",), "first-registrations", snapshot
        ),
        "registrations-by-year.desk.calendar-year": _made(
            ALL, ("year",), "registrations-by-year", snapshot
        ),
        "enrolments.school-year": _made(ENROLMENTS, ("school_year",), "enrolments", snapshot),
    }


LABELS = {
    "vestiging-genk": "Vestiging Genk",
    "vestiging-lommel": "Vestiging Lommel",
    "contactpunt-hasselt": "Contactpunt Hasselt",
    "limburg": "Provincie Limburg",
    "atlas": "Atlas",
    "71016": "Genk",
    "71022": "Hasselt",
    "obliged": "verplicht",
    "entitled": "rechthebbend",
    "total": "Totaal",
}


def _made(drawing: str, columns: tuple[str, ...], name: str, snapshot: str) -> Table:
    table = drawn(drawing, columns, name=name, title=f"{name} 2019-2021")
    axes = {}
    for side in ("rows", "columns"):
        axis = getattr(table, side)
        members = tuple(
            replace(m, label=Text.same(LABELS.get(m.label.nl, m.label.nl))) for m in axis.members
        )
        dimensions = tuple(
            Dimension(d.name, d.label, {c: Text.same(w) for c, w in LABELS.items()})
            for d in axis.dimensions
        )
        axes[side] = replace(axis, members=members, dimensions=dimensions)
    origin = Provenance(snapshot, date(2022, 1, 31), f"name: {name}\n", ("proef",), (), True)
    note = Note(Text("Een noot.", "A note.", "Une note."))
    return replace(table, **axes, provenance=origin).with_notes(note)


HEADLINES = (
    Headline(
        "registered",
        Text("Aangemeld", "Registered", "Inscrits"),
        4843,
        Text.same("2021"),
        Text("personen", "people", "personnes"),
        SNAPSHOT,
        address="cijfers/first-registrations/",
        before=3900,
    ),
    Headline(
        "need",
        Text("Nood", "Need", "Besoin"),
        53433.0,
        Text.same("2022-2023"),
        Text("mensen", "people", "personnes"),
        SNAPSHOT,
        48279.0,
        56885.0,
    ),
)


def published(folder: Path) -> Store:
    """A store with an older and a current snapshot."""
    store = Store(folder)
    for snapshot in (OLDER, SNAPSHOT):
        made = tables(snapshot)
        cubes = {c.key: c for key in made for c in cubes_of(key.partition(".")[0])}
        store.write({cubes[key]: t for key, t in made.items()}, HEADLINES, date(2022, 2, 1))
    return store


@pytest.fixture(autouse=True)
def figures(tmp_path: Path, settings) -> None:  # type: ignore[no-untyped-def]
    """A small publication for the pages that everybody may see."""
    settings.FIGURES = tmp_path / "cijfers"
    published(settings.FIGURES)
