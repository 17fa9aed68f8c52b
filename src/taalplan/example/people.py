# SPDX-License-Identifier: EUPL-1.2
"""Who the people are: birth year, sex, schooling, literacy and a coarse group of nationality.

No published table crosses these with desks; the shares are assumptions of plausible size, which
differ by target group (a citizen of the European Union is never obliged).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from taalplan.example.figures import Floats, Ints
from taalplan.example.ledger import Ledger
from taalplan.vocabulary.codes import Education, Literacy, NationalityGroup, Sex

SEXES = tuple(sex.value for sex in Sex)
EDUCATIONS = tuple(level.value for level in Education)
LITERACIES = tuple(kind.value for kind in Literacy)
NATIONALITIES = tuple(group.value for group in NationalityGroup)

_SEX = (0.535, 0.464, 0.001)

_NATIONALITY = (
    # Columns: belgian, eu, europe_other, africa_north, africa_other, asia_west, asia_other,
    # americas_oceania, unknown. Rows: obliged, entitled, undetermined.
    (0.02, 0.00, 0.11, 0.13, 0.16, 0.33, 0.17, 0.05, 0.03),
    (0.06, 0.40, 0.09, 0.10, 0.10, 0.11, 0.08, 0.04, 0.02),
    (0.03, 0.15, 0.10, 0.10, 0.15, 0.17, 0.10, 0.05, 0.15),
)

_EDUCATION = (
    # Columns: low, medium, high. Rows: as the nationality groups above.
    (0.38, 0.42, 0.20),
    (0.27, 0.42, 0.31),
    (0.24, 0.40, 0.36),
    (0.38, 0.37, 0.25),
    (0.48, 0.33, 0.19),
    (0.45, 0.31, 0.24),
    (0.36, 0.31, 0.33),
    (0.20, 0.37, 0.43),
    (0.45, 0.35, 0.20),
)

_OTHER_SCRIPT = (0.02, 0.05, 0.35, 0.25, 0.06, 0.48, 0.42, 0.01, 0.20)
"""Share that reads and writes, but not in Latin script, by nationality group."""

_NOT_LITERATE = (0.13, 0.008, 0.0)
"""Share that cannot read or write, by schooling."""

_UNKNOWN = {"birth_year": 0.003, "sex": 0.001, "education": 0.08, "literacy": 0.10}


@dataclass(frozen=True)
class People:
    """One row per person, as indexes into the lists of this module; -1 is not known."""

    birth_year: Ints
    sex: Ints
    education: Ints
    literacy: Ints
    nationality_group: Ints
    municipality: Ints

    def __len__(self) -> int:
        """The number of people."""
        return len(self.birth_year)

    def take(self, rows: Ints) -> People:
        """Some of the people, in the order asked for."""
        return People(
            self.birth_year[rows],
            self.sex[rows],
            self.education[rows],
            self.literacy[rows],
            self.nationality_group[rows],
            self.municipality[rows],
        )


def people(rng: np.random.Generator, ledger: Ledger, homes: Ints) -> People:
    """The people of a ledger in the order of their numbers, as after its corrections.

    Numbers that only stand for somebody's former number get the same traits as that person.
    """
    first, last, owner = _rows_of(ledger)
    n = len(first)
    nationality = _choice(rng, np.array(_NATIONALITY)[ledger.group[last]])
    education = _choice(rng, np.array(_EDUCATION)[nationality])
    age = 18 + rng.gamma(2.3, 7.0, n).astype(np.int64)
    found = People(
        birth_year=_forget(rng, ledger.year[first] - np.minimum(age, 82), "birth_year"),
        sex=_forget(rng, _choice(rng, np.tile(_SEX, (n, 1))), "sex"),
        education=_forget(rng, education, "education"),
        literacy=_forget(rng, _literacy(rng, nationality, education), "literacy"),
        nationality_group=nationality,
        municipality=homes[last],
    )
    return found.take(owner)


def _rows_of(ledger: Ledger) -> tuple[Ints, Ints, Ints]:
    """By person number: first row, last row; and which person owns each number."""
    n = int(max(ledger.person.max(), ledger.person_before.max())) + 1
    rows = np.arange(len(ledger))
    first, last = np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.int64)
    first[ledger.person[::-1]] = rows[::-1]
    last[ledger.person] = rows
    owner = np.arange(n)
    owner[ledger.person_before] = ledger.person
    return first, last, owner


def _choice(rng: np.random.Generator, shares: Floats) -> Ints:
    """One column for each row, with the row's chances."""
    cumulative = np.cumsum(shares, axis=1)
    chance = rng.random(len(shares)) * cumulative[:, -1]
    columns: Ints = (chance[:, None] >= cumulative[:, :-1]).sum(axis=1)
    return columns


def _literacy(rng: np.random.Generator, nationality: Ints, education: Ints) -> Ints:
    latin, other, none = range(3)
    script = np.where(
        rng.random(len(nationality)) < np.array(_OTHER_SCRIPT)[nationality], other, latin
    )
    return np.where(rng.random(len(education)) < np.array(_NOT_LITERATE)[education], none, script)


def _forget(rng: np.random.Generator, values: Ints, trait: str) -> Ints:
    """Leave some unknown, as every register does."""
    return np.where(rng.random(len(values)) < _UNKNOWN[trait], -1, values)
