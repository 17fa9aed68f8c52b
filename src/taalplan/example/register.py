# SPDX-License-Identifier: EUPL-1.2
"""The synthetic register as a whole, and the two extracts that were read from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from taalplan.example import days
from taalplan.example.catchments import homes
from taalplan.example.components import Components, components
from taalplan.example.contracts import Contracts, contracts
from taalplan.example.figures import Ints, Targets, published_targets
from taalplan.example.ledger import Ledger
from taalplan.example.overlaps import slots
from taalplan.example.people import People
from taalplan.example.people import people as draw_people
from taalplan.example.registrations import registrations

EXTRACTS = (date(2022, 1, 31), date(2022, 2, 28))
"""The days on which tables 1, 3 and 4, and table 2, are read from the register."""

PEOPLE = 116_000
"""About how many people the published tables need; `--people` is compared with this."""

Progress = Callable[[str, float], None]
"""Called with the name of a step and the share of all work that is done."""


@dataclass(frozen=True)
class Registrations:
    """Registrations by person and day: indexes into `figures.DESKS`, `GROUPS` and so on.

    `kind` is 0 for first and 1 for repeat; `municipality` is an index into
    `catchments.MUNICIPALITIES` or -1; `day` counts from 1970-01-01.
    """

    person: Ints
    day: Ints
    desk: Ints
    kind: Ints
    group: Ints
    municipality: Ints

    def __len__(self) -> int:
        """The number of registrations."""
        return len(self.person)


@dataclass(frozen=True)
class Register:
    """What the register said on one day. People are numbered 0, 1, 2, ... within it.

    `number_in_first` gives each person's number in the first extract, -1 for those whom it did
    not know yet; in the first extract itself it is 0, 1, 2, ...
    """

    as_of: date
    people: People
    registrations: Registrations
    contracts: Contracts
    components: Components
    number_in_first: Ints


@dataclass(frozen=True)
class Example:
    """The register with its history; `numbers` are the people's numbers in both extracts."""

    ledger: Ledger
    homes: Ints
    people: People
    contracts: Contracts
    components: Components
    numbers: tuple[Ints, Ints]

    def extract(self, which: int) -> Register:
        """The register as read on `EXTRACTS[which]`."""
        rows = self.ledger.take(self.ledger.in_second if which else self.ledger.in_first)
        home = self.homes[self.ledger.in_second if which else self.ledger.in_first]
        number = self.numbers[which]
        person = number[rows.person if which else rows.person_before]
        order = np.lexsort((rows.day, person))
        desk = rows.desk if which else rows.desk_before
        known = np.argsort(number, kind="stable")[np.count_nonzero(number < 0) :]
        return Register(
            as_of=EXTRACTS[which],
            people=self.people.take(known),
            registrations=Registrations(
                person[order],
                rows.day[order],
                desk[order],
                rows.kind[order],
                rows.group[order],
                home[order],
            ),
            contracts=replace(self.contracts, person=number[self.contracts.person]),
            components=self.components,
            number_in_first=self.numbers[0][known],
        )


def build(
    *, people: int | None = None, seed: int = 216, progress: Progress | None = None
) -> Example:
    """Make the register. The same seed and number of people give the same register.

    Without `people` it reproduces the published tables exactly, whatever the seed. With it, all
    volumes are scaled and the tables are like the published ones, not equal to them.
    """
    rng = np.random.default_rng(seed)
    say = progress or (lambda step, done: None)
    say("registrations", 0.0)
    targets = targets_for(people)
    ledger = registrations(rng, targets)
    say("people", 0.1)
    residence = homes(rng, ledger)
    persons = draw_people(rng, ledger, residence)
    say("contracts", 0.2)
    as_of = days.number(EXTRACTS[0])
    signed = contracts(rng, ledger, slots(rng, targets), as_of)
    say("components", 0.3)
    parts = components(rng, signed, as_of)
    return Example(ledger, residence, persons, signed, parts, _numbers(rng, ledger))


def targets_for(people: int | None) -> Targets:
    """The published figures, or the same scaled to about so many people."""
    if people is None:
        return published_targets()
    if people < 500:
        raise ValueError(f"{people} people are too few to resemble the tables; give 500 or more")
    return published_targets().scaled(people / PEOPLE)


def _numbers(rng: np.random.Generator, ledger: Ledger) -> tuple[Ints, Ints]:
    """Each person's number in both extracts, -1 where unknown.

    Pseudonyms are in no order of time: a number says nothing about when somebody came.
    """
    n = int(max(ledger.person.max(), ledger.person_before.max())) + 1
    shuffled = rng.permutation(n)
    known = (ledger.person_before[ledger.in_first], ledger.person[ledger.in_second])
    first, second = (_dense(shuffled, person) for person in known)
    return first, second


def _dense(shuffled: Ints, person: Ints) -> Ints:
    present = np.zeros(len(shuffled), dtype=np.bool_)
    present[person] = True
    numbers = np.full(len(shuffled), -1)
    rows = np.flatnonzero(present)
    numbers[rows[np.argsort(shuffled[rows])]] = np.arange(len(rows))
    return numbers
