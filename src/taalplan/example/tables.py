# SPDX-License-Identifier: EUPL-1.2
"""The columns of the example as Arrow tables of the snapshot's schema."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from taalplan.example.catchments import MUNICIPALITIES
from taalplan.example.components import LEVELS
from taalplan.example.figures import AREAS, DESKS, GROUPS, RESULTS, Ints
from taalplan.example.people import EDUCATIONS, LITERACIES, NATIONALITIES, SEXES
from taalplan.example.register import Register
from taalplan.vocabulary import places
from taalplan.vocabulary.codes import RegistrationKind

KINDS = tuple(kind.value for kind in RegistrationKind)


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
                "sex": coded(people.sex, SEXES),
                "education": coded(people.education, EDUCATIONS),
                "literacy": coded(people.literacy, LITERACIES),
                "nationality_group": coded(people.nationality_group, NATIONALITIES),
                "municipality": coded(people.municipality, MUNICIPALITIES),
            }
        ),
        "registrations": pa.table(
            {
                "person": rows.person,
                "date": dates(rows.day),
                "desk": coded(rows.desk, DESKS),
                "kind": coded(rows.kind, KINDS),
                "target_group": coded(rows.group, GROUPS),
                "municipality": coded(rows.municipality, MUNICIPALITIES),
            }
        ),
        "contracts": pa.table(
            {
                "contract": np.arange(len(contracts)),
                "person": contracts.person,
                "signed": dates(contracts.signed),
                "area": coded(contracts.area, AREAS),
                "target_group": coded(contracts.group, GROUPS),
            }
        ),
        "components": pa.table(
            {
                "person": contracts.person[parts.contract],
                "contract": parts.contract,
                "component": coded(parts.level, LEVELS),
                "opened": dates(parts.opened),
                "closed": dates(parts.closed),
                "result": coded(parts.result, RESULTS),
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


def coded(index: Ints, codes: tuple[str, ...]) -> Any:
    """Indexes into a list of codes as an Arrow dictionary; -1 is null."""
    import pyarrow as pa

    return pa.DictionaryArray.from_arrays(
        pa.array(index.astype(np.int32), mask=index < 0), pa.array(codes)
    )


def dates(day: Ints) -> Any:
    """Days since 1970-01-01 as Arrow dates; -1 is null."""
    import pyarrow as pa

    return pa.array(day.astype(np.int32), pa.int32(), mask=day < 0).cast(pa.date32())
