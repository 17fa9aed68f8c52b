# SPDX-License-Identifier: EUPL-1.2
"""A register of a few people around Lommel, where the desk closed at the end of 2020."""

from __future__ import annotations

from datetime import date

LOMMEL, PELT, GEEL, RONSE, ELSENE = "72020", "72043", "13008", "45041", "21009"

DESKS = [
    {"desk": desk, "name": name, "kind": kind, "area": area, "municipality": municipality,
     "valid_from": date(2015, 1, 1), "valid_to": until, "temporary": False, "counters": 1}
    for desk, name, kind, area, municipality, until in (
        ("atlas", "Atlas", "agency", "atlas", "11002", None),
        ("loket-geel", "Loket Geel", "loket", "antwerpen", GEEL, None),
        ("vestiging-lommel", "Vestiging Lommel", "vestiging", "limburg", LOMMEL,
         date(2020, 12, 31)),
        ("vestiging-pelt", "Vestiging Pelt", "vestiging", "limburg", PELT, None),
    )
]  # fmt: skip


def registrations() -> list[dict[str, object]]:
    """Lommel: 6 a year at its desk, and 2 in Pelt; then 4 in Pelt. Ronse: 3 a year in Antwerp."""
    rows: list[dict[str, object]] = []

    def add(year: int, desk: str, municipality: str | None, people: int, month: int = 9) -> None:
        for day in range(people):
            rows.append({
                "person": len(rows), "date": date(year, month, 1 + day), "desk": desk,
                "kind": "first", "target_group": "obliged", "municipality": municipality,
            })  # fmt: skip

    for year in (2019, 2020):
        add(year, "vestiging-lommel", LOMMEL, 6)
        add(year, "vestiging-pelt", LOMMEL, 2)
    add(2021, "vestiging-pelt", LOMMEL, 4)
    for year in (2019, 2020, 2021):
        add(year, "atlas", RONSE, 3, month=3)
        add(year, "atlas", "11002", 5)
        add(year, "loket-geel", GEEL, 1)
    add(2021, "atlas", None, 2)
    # Once more in the same year, elsewhere: still one person, where he came first.
    rows.append({**rows[-1], "person": rows[-4]["person"], "date": date(2021, 12, 1),
                 "desk": "vestiging-pelt", "municipality": LOMMEL})  # fmt: skip
    return sorted(rows, key=lambda row: (row["person"], row["date"]))  # type: ignore[arg-type,return-value]
