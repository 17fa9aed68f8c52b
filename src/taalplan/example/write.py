# SPDX-License-Identifier: EUPL-1.2
"""Write the example: two snapshots, the corrections between them, and what was released when."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from taalplan.example.contracts import CONTRACTS_FROM
from taalplan.example.correction_log import write_corrections
from taalplan.example.history import turned_back
from taalplan.example.register import EXTRACTS, Progress, Register, build
from taalplan.example.supply import fill
from taalplan.example.tables import code_lists, core_tables

RELEASES = {
    "first-registrations": EXTRACTS[0].isoformat(),
    "outcomes-a1": EXTRACTS[0].isoformat(),
    "outcomes-a2": EXTRACTS[0].isoformat(),
    "registrations-by-year": EXTRACTS[1].isoformat(),
}
"""From which extract each official table was released."""

README = """\
# Synthetisch register

**Dit zijn verzonnen gegevens.** Geen enkele rij gaat over een bestaande persoon. {0}

# Synthetic register

**This is invented data.** No row is about a real person. {1}

Seed {seed}. Extracts: {extracts}. `corrections.csv` says what was corrected in
between, and `releases.json` from which extract each official table was released.
"""

EXACT = (
    "De tabellen\n1 tot 4 van het antwoord op schriftelijke vraag 216 (2022) komen er exact uit.",
    "It gives tables 1 to 4 of\nthe answer to written question 216 (2022) exactly.",
)
SCALED = (
    "Het is op schaal\ngebracht naar ongeveer {people} personen: niet gelijk aan wat verscheen.",
    "It is scaled to about\n{people} people: its tables are not those that were published.",
)


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
    first, second = example.extract(0), example.extract(1)
    say("supply", 0.35)
    supply = _supply(second, seed)
    supplies = (turned_back(supply, first.as_of, second.number_in_first), supply)
    with beside(out) as folder:
        for done, register, supplied in zip((0.6, 0.8), (first, second), supplies, strict=True):
            say(f"snapshot {register.as_of}", done)
            _write_extract(folder, register, supplied, seed)
        write_corrections(folder / "corrections.csv", example)
        (folder / "releases.json").write_text(json.dumps(RELEASES, indent=2) + "\n", "utf-8")
        (folder / "README.md").write_text(_readme(people, seed), "utf-8")
    say("done", 1.0)
    return [out / day.isoformat() for day in EXTRACTS]


def _readme(people: int | None, seed: int) -> str:
    exact = EXACT if people is None else tuple(text.format(people=people) for text in SCALED)
    return README.format(*exact, seed=seed, extracts=", ".join(map(str, EXTRACTS)))


def _supply(register: Register, seed: int) -> dict[str, Any]:
    """Courses, places, waiting lists, appointments and feedback of the second extract.

    It may use all that happened until that day; `history` makes of it what the first knew.
    """
    # A stream of its own: another seed for people would otherwise be the same for lessons.
    own = int(np.random.default_rng([seed, 1]).integers(1 << 31))
    return fill(core_tables(register), as_of=register.as_of, seed=own)


def _write_extract(folder: Path, register: Register, supply: Mapping[str, Any], seed: int) -> None:
    from taalplan.snapshot import write_snapshot

    write_snapshot(
        folder / register.as_of.isoformat(),
        {**core_tables(register), **code_lists(), **supply},
        as_of=register.as_of,
        sources=(f"synthetisch register van Taalplan (seed {seed})",),
        synthetic=True,
        coverage=_coverage(),
    )


def _coverage() -> dict[str, tuple[date, date]]:
    """What the extracts were asked for: registrations of five years, contracts of three.

    The published outcomes go back to contracts of 2019 and no further, and neither extract was
    asked for what was closed after the first.
    """
    first, last = date(2017, 1, 1), date(2021, 12, 31)
    contracts = date.fromisoformat(CONTRACTS_FROM)
    return {
        "registrations": (first, last),
        "contracts": (contracts, last),
        "components": (contracts, EXTRACTS[0]),
    }
