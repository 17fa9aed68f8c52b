# SPDX-License-Identifier: EUPL-1.2
"""A large register made at random, of the shape of the real one, to measure with.

Per registration 0.72 people, half a contract and half a component; the desks and municipalities
of Flanders and Brussels. Three in ten repeat registrations are at another desk, one in twenty in
another target group, so that people do fall in several cells and only some margins forgive
counting them twice. Unlike `taalplan example` it reproduces no published figure.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from taalplan.snapshot import Snapshot, write_snapshot
from taalplan.vocabulary.codes import Component, RegistrationKind, Result, TargetGroup
from taalplan.vocabulary.places import AREAS, desks, municipalities

FIRST_DAY = date(2017, 1, 1)
DAYS = 5 * 365 + 1
PEOPLE_PER_REGISTRATION = 0.72
CONTRACTS_PER_REGISTRATION = 0.5

Numbers = NDArray[np.int64]


def generate(path: Path, rows: int, seed: int = 1) -> Snapshot:
    """Write a snapshot with so many registrations; the same seed gives the same rows."""
    random = np.random.default_rng(seed)
    people = int(rows * PEOPLE_PER_REGISTRATION)
    contracts, components = outcomes(random, people, int(rows * CONTRACTS_PER_REGISTRATION))
    tables = {
        "registrations": registrations(random, people, rows),
        "contracts": contracts,
        "components": components,
    }
    return write_snapshot(path, tables, as_of=date(2022, 1, 31), synthetic=True)


def registrations(random: np.random.Generator, people: int, rows: int) -> pa.Table:
    """Everybody registers once, and some of them again, up to five years later."""
    person = np.sort(np.append(np.arange(people), random.integers(0, people, rows - people)))
    repeat = np.append(False, person[1:] == person[:-1])
    first_desk = random.integers(0, len(desks()), people)[person]
    first_group = random.choice(3, people, p=(0.38, 0.6, 0.02))[person]
    moved = repeat & (random.random(rows) < 0.3)
    changed = repeat & (random.random(rows) < 0.05)
    desk = np.where(moved, random.integers(0, len(desks()), rows), first_desk)
    group = np.where(changed, random.integers(0, 3, rows), first_group)
    return pa.table(
        {
            "person": person,
            "date": days(random.integers(0, DAYS, rows)),
            "desk": coded(desk, [desk.code for desk in desks()]),
            "kind": coded(repeat.astype(np.int64), list(RegistrationKind)),
            "target_group": coded(group, list(TargetGroup)),
            "municipality": coded(
                random.integers(0, len(municipalities()), rows), list(municipalities())
            ),
        }
    )


def outcomes(random: np.random.Generator, people: int, rows: int) -> tuple[pa.Table, pa.Table]:
    """Contracts, some people with two, and components, most of them closed by now.

    Contracts are numbered by person and day, as `taalplan import` does.
    """
    person = np.sort(random.integers(0, people, rows))
    signed = random.integers(0, DAYS, rows)
    signed = signed[np.lexsort((signed, person))]
    contracts = pa.table(
        {
            "contract": np.arange(rows),
            "person": person,
            "signed": days(signed),
            "area": coded(random.integers(0, len(AREAS), rows), list(AREAS)),
            "target_group": coded(random.choice(3, rows, p=(0.4, 0.58, 0.02)), list(TargetGroup)),
        }
    )
    # Every contract has A1 for a start; a third have A2 as well, and some have neither.
    contract = np.append(
        np.flatnonzero(random.random(rows) < 0.67), np.flatnonzero(random.random(rows) < 0.33)
    )
    level = (np.diff(contract, prepend=0) < 0).cumsum()
    opened = signed[contract] + random.integers(0, 60, len(contract))
    closed = opened + random.integers(60, 700, len(contract))
    still_open = closed > DAYS
    result = coded(random.choice(3, len(contract), p=(0.82, 0.15, 0.03)), list(Result))
    components = pa.table(
        {
            "person": person[contract],
            "contract": contract,
            "component": coded(level, [Component.A1, Component.A2]),
            "opened": days(opened),
            "closed": pa.array(np.asarray(days(closed)), pa.date32(), mask=still_open),
            "result": pa.array(
                pa.DictionaryArray.from_arrays(
                    pa.array(np.asarray(result.indices), mask=still_open), result.dictionary
                )
            ),
        }
    )
    return contracts, components


def days(number: Numbers) -> pa.Array:
    """Dates so many days after the first one."""
    epoch = date(1970, 1, 1).toordinal()
    return pa.array((number + FIRST_DAY.toordinal() - epoch).astype(np.int32)).view(pa.date32())


def coded(number: Numbers, names: list[str]) -> pa.DictionaryArray:
    """Numbers of codes as a code column."""
    return pa.DictionaryArray.from_arrays(number.astype(np.int32), [str(name) for name in names])
