# SPDX-License-Identifier: EUPL-1.2
"""Write the example: two snapshots, the corrections between them, and what was released when."""

from __future__ import annotations

import csv
import json
from datetime import date, timedelta
from importlib import import_module, util
from pathlib import Path
from typing import Any

import numpy as np

from taalplan.example.catchments import MUNICIPALITIES
from taalplan.example.components import LEVELS
from taalplan.example.contracts import CONTRACTS_FROM
from taalplan.example.figures import AREAS, DESKS, GROUPS, RESULTS, Ints
from taalplan.example.ledger import DOUBLE, LATE, MERGED, MOVED, WITHDRAWN, Ledger
from taalplan.example.people import EDUCATIONS, LITERACIES, NATIONALITIES, SEXES
from taalplan.example.register import EXTRACTS, Example, Progress, Register, build
from taalplan.vocabulary import places
from taalplan.vocabulary.codes import RegistrationKind

RELEASES = {
    "first-registrations": EXTRACTS[0].isoformat(),
    "outcomes-a1": EXTRACTS[0].isoformat(),
    "outcomes-a2": EXTRACTS[0].isoformat(),
    "registrations-by-year": EXTRACTS[1].isoformat(),
}
"""From which extract each official table was released."""

KINDS = tuple(kind.value for kind in RegistrationKind)

README = """\
# Synthetisch register / synthetic register

**Dit zijn verzonnen gegevens.** Geen enkele rij gaat over een bestaande persoon. Het register is
gemaakt uit openbare cijfers ({exact}).

**This is invented data.** No row is about a real person.

Seed {seed}. Extracts: {extracts}. `corrections.csv` says what was corrected in between;
`releases.json` says from which extract each official table was released.
"""


def write(
    out: Path, *, people: int | None = None, seed: int = 216, progress: Progress | None = None
) -> list[Path]:
    """Write the example into a new folder `out` and return the folders of its two snapshots.

    Without `people` it reproduces published tables 1 (without the printed grand total), 2, 3
    and 4 exactly, whatever the seed. With it, volumes are scaled and the README says that the
    tables are not the published ones. `progress` hears the step and the share done. Everything
    is written beside `out` and renamed: an existing example is replaced whole or not at all.
    """
    from taalplan.snapshot.writer import beside

    say = progress or (lambda step, done: None)
    example = build(people=people, seed=seed, progress=say)
    second = example.extract(1)
    say("supply", 0.35)
    supply = _supply(second, seed)
    with beside(out) as folder:
        for which in (0, 1):
            say(f"snapshot {EXTRACTS[which].isoformat()}", 0.6 + 0.2 * which)
            _write_extract(folder, example.extract(which), supply, seed, second)
        _write_corrections(folder / "corrections.csv", example)
        (folder / "releases.json").write_text(json.dumps(RELEASES, indent=2) + "\n", "utf-8")
        (folder / "README.md").write_text(_readme(people, seed), "utf-8")
    say("done", 1.0)
    return [out / day.isoformat() for day in EXTRACTS]


def _readme(people: int | None, seed: int) -> str:
    exact = (
        "het geeft de gepubliceerde tabellen 1 tot 4 van schriftelijke vraag 216 (2021-2022) exact"
        if people is None
        else f"op schaal gebracht naar ongeveer {people} personen: niet gelijk aan wat verscheen"
    )
    return README.format(exact=exact, seed=seed, extracts=", ".join(map(str, EXTRACTS)))


def _write_extract(
    folder: Path, register: Register, supply: dict[str, Any], seed: int, second: Register
) -> None:
    from taalplan.snapshot import write_snapshot

    tables = {**core_tables(register), **code_lists()}
    for name, table in supply.items():
        tables[name] = table if register is second else _known_in_first(table, second)
    write_snapshot(
        folder / register.as_of.isoformat(),
        tables,
        as_of=register.as_of,
        sources=(f"synthetic register of Taalplan, seed {seed}: invented people",),
        synthetic=True,
        coverage=_coverage(),
    )


def _coverage() -> dict[str, tuple[date, date]]:
    """What the extracts were asked for: registrations of five years, contracts of three."""
    first, last = date(2017, 1, 1), date(2021, 12, 31)
    contracts = date.fromisoformat(CONTRACTS_FROM)
    return {
        "registrations": (first, last),
        "contracts": (contracts, last),
        "components": (contracts, EXTRACTS[0]),
    }


def core_tables(register: Register) -> dict[str, Any]:
    """People, registrations, contracts and components as Arrow tables."""
    import pyarrow as pa

    people, rows = register.people, register.registrations
    contracts, parts = register.contracts, register.components
    return {
        "people": pa.table(
            {
                "person": np.arange(len(people)),
                "birth_year": pa.array(people.birth_year, mask=people.birth_year < 0),
                "sex": _coded(people.sex, SEXES),
                "education": _coded(people.education, EDUCATIONS),
                "literacy": _coded(people.literacy, LITERACIES),
                "nationality_group": _coded(people.nationality_group, NATIONALITIES),
                "municipality": _coded(people.municipality, MUNICIPALITIES),
            }
        ),
        "registrations": pa.table(
            {
                "person": rows.person,
                "date": _dates(rows.day),
                "desk": _coded(rows.desk, DESKS),
                "kind": _coded(rows.kind, KINDS),
                "target_group": _coded(rows.group, GROUPS),
                "municipality": _coded(rows.municipality, MUNICIPALITIES),
            }
        ),
        "contracts": pa.table(
            {
                "contract": np.arange(len(contracts)),
                "person": contracts.person,
                "signed": _dates(contracts.signed),
                "area": _coded(contracts.area, AREAS),
                "target_group": _coded(contracts.group, GROUPS),
            }
        ),
        "components": pa.table(
            {
                "person": contracts.person[parts.contract],
                "contract": parts.contract,
                "component": _coded(parts.level, LEVELS),
                "opened": _dates(parts.opened),
                "closed": _dates(parts.closed),
                "result": _coded(parts.result, RESULTS),
            }
        ),
    }


def code_lists() -> dict[str, Any]:
    """The desks and the municipalities of 2019-2024, as Arrow tables."""
    import pyarrow as pa

    desks = places.desks()
    fields = ("name", "area", "municipality", "valid_from", "valid_to", "temporary", "counters")
    homes = places.municipalities(date(2021, 1, 1)).values()
    shared = ("province", "centre_city", "latitude", "longitude", "population")
    return {
        "desks": pa.table(
            {
                "desk": [desk.code for desk in desks],
                "kind": [desk.kind.value for desk in desks],
                **{field: [getattr(desk, field) for desk in desks] for field in fields},
            }
        ),
        "municipalities": pa.table(
            {
                "municipality": [home.nis for home in homes],
                "name": [home.name.nl for home in homes],
                **{
                    field: [getattr(home, field) for home in homes]
                    for field in (*shared, "valid_from", "valid_to")
                },
            }
        ),
    }


def _coded(index: Ints, codes: tuple[str, ...]) -> Any:
    import pyarrow as pa

    return pa.DictionaryArray.from_arrays(
        pa.array(index.astype(np.int32), mask=index < 0), pa.array(codes)
    )


def _dates(day: Ints) -> Any:
    """Days as Arrow dates; -1 is no date."""
    import pyarrow as pa

    return pa.array(day.astype(np.int32), pa.int32(), mask=day < 0).cast(pa.date32())


def _supply(register: Register, seed: int) -> dict[str, Any]:
    """What `supply.fill` makes of the register; nothing when that module is not there."""
    if util.find_spec("taalplan.example.supply") is None:
        return {}
    fill = import_module("taalplan.example.supply").fill
    tables: dict[str, Any] = fill(register, np.random.default_rng([seed, 1]))
    return tables


def _known_in_first(table: Any, second: Register) -> Any:
    """Give people their numbers of the first extract; rows of others are left out."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if "person" not in table.column_names:
        return table
    person = table["person"].combine_chunks()
    missing = np.asarray(pc.is_null(person))
    old = np.asarray(pc.fill_null(person, 0)).astype(np.int64)
    new = second.number_in_first[old]
    place = table.column_names.index("person")
    renumbered = table.set_column(place, "person", pa.array(new, mask=missing))
    return renumbered.filter(pa.array(missing | (new >= 0)))


REASONS = {
    MOVED: ("moved", "geregistreerd bij een ander loket dan dat van de aanmelding"),
    DOUBLE: ("withdrawn", "dubbel: dezelfde eerste aanmelding stond ook bij een ander loket"),
    WITHDRAWN: ("withdrawn", "bij vergissing geregistreerd"),
    MERGED: ("merged", "een persoon stond onder twee nummers"),
    LATE: ("late", "aanmelding van 2021, pas in februari 2022 geregistreerd"),
}


def _write_corrections(path: Path, example: Example) -> None:
    """One row per correction. Person numbers are those of the extract that the column names."""
    ledger = example.ledger
    columns = ("kind", "table", "person_2022_01_31", "person_2022_02_28", "date", "from", "to")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow((*columns, "reason"))
        for row in np.flatnonzero(ledger.special):
            writer.writerow(_correction(example, ledger, int(row)))


def _correction(example: Example, ledger: Ledger, row: int) -> tuple[Any, ...]:
    kind, reason = REASONS[int(ledger.reason[row])]
    before = example.numbers[0][ledger.person_before[row]] if ledger.in_first[row] else ""
    after = example.numbers[1][ledger.person[row]]
    return (
        kind,
        "people" if kind == "merged" else "registrations",
        before,
        after if after >= 0 else "",
        date(1970, 1, 1) + timedelta(days=int(ledger.day[row])),
        DESKS[ledger.desk_before[row]] if ledger.in_first[row] else "",
        DESKS[ledger.desk[row]] if ledger.in_second[row] else "",
        reason,
    )
