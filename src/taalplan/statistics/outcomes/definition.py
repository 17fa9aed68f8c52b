# SPDX-License-Identifier: EUPL-1.2
"""What a table of outcomes under equal follow-up shows.

    kind: follow-up
    title: {nl: Resultaat van {cohort} ..., ...}
    component: A1                    # one level, or several
    clock: opened                    # days run from opening; or from `signed`, the contract
    months: [6, 12, 18, 24, 36]      # after how long
    rows: [outcome, time, measure]   # `outcome`, `measure` and `months` must be there; the others
    columns: [months]                # divide components (clock opened) or contracts (signed)

Who is followed differs with the clock. From opening: everybody whose component was opened.
From signing: everybody who signed a contract, also who never began this component; to leave
those out would choose people by what happened to them later.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from taalplan.snapshot.schema import TABLES
from taalplan.statistics.definition import (
    NOBODY,
    Count,
    Definition,
    DefinitionError,
    Remark,
)
from taalplan.statistics.dimensions import FACTS, RESIDENCE
from taalplan.tables.table import MEASURE
from taalplan.vocabulary.periods import Year
from taalplan.vocabulary.text import Text

OUTCOME, MONTHS = "outcome", "months"
OWN = (OUTCOME, MEASURE, MONTHS)
"""The dimensions that every follow-up has, and no count."""

HORIZONS = (6, 12, 18, 24, 36)
LONGEST = 120
"""Months; the register of civic integration is younger than that."""

GAPS = ("cohort", "clock", "by", "component", "years", "time", "place")
"""What a title may leave open, for `words` to fill."""


class Clock(StrEnum):
    """From which day the months are counted."""

    OPENED = "opened"
    SIGNED = "signed"


@dataclass(frozen=True)
class FollowUp:
    """A table of what became of cohorts after equal times; see the module.

    `count: rows` follows every component, and adds up what one person's have to do with each
    other in the variance; `people` follows of each person the one whose clock began first.
    """

    name: str
    title: Text
    component: tuple[str, ...]
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    clock: Clock = Clock.OPENED
    months: tuple[int, ...] = HORIZONS
    count: Count = Count.PEOPLE
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    axis: str = "contract-year"
    years: tuple[Year, ...] = ()
    notes: tuple[Remark, ...] = ()
    owner: Text = NOBODY

    def __post_init__(self) -> None:
        """Refuse what cannot be followed, with every fault at once."""
        if faults := list(_faults(self)):
            raise DefinitionError("\n".join(f"{self.name}: {fault}" for fault in faults))
        _ = self.base  # refuses what its dimensions cannot be

    @property
    def of(self) -> str:
        """The table of the snapshot that has a row for each case."""
        return "components" if self.clock is Clock.OPENED else "contracts"

    @cached_property
    def base(self) -> Definition:
        """The cohorts alone, as a count: who is followed, by which dimensions."""
        from_opening = self.clock is Clock.OPENED
        return Definition(
            name=self.name,
            title=Text.same(""),
            of=self.of,
            rows=tuple(name for name in self.rows if name not in OWN),
            columns=tuple(name for name in self.columns if name not in OWN),
            count=self.count,
            where=dict(self.where) | ({"component": self.component} if from_opening else {}),
            codes={name: codes for name, codes in self.codes.items() if name not in OWN},
            axis=self.axis,
            years=self.years,
            owner=self.owner,
        )

    @property
    def is_yearly(self) -> bool:
        """Whether years stand side by side; otherwise the table is about one year."""
        return self.base.is_yearly

    def by(self, place: str) -> FollowUp:
        """The same by area or residence, or by another dimension of the cohort.

        Raises DefinitionError when the cohort cannot be divided so.
        """
        place = place.replace("-", "_")
        rows = ("province", "municipality") if place == "municipality" else (place,)
        places = {"area", *RESIDENCE}
        return replace(
            self,
            rows=rows + tuple(name for name in self.rows if name not in places | {place}),
            columns=tuple(name for name in self.columns if name != place),
        )

    def along(self, axis: str) -> FollowUp:
        """The same by another kind of year. Raises DefinitionError."""
        return replace(self, axis=axis, years=())

    def since(self, clock: str) -> FollowUp:
        """The same with the months counted from another day."""
        return replace(self, clock=Clock(clock))

    def of_years(self, *years: Year) -> FollowUp:
        """The same for some years only."""
        return replace(self, years=years)

    def parse_year(self, text: str) -> Year:
        """Read a year as the axis writes it. Raises DefinitionError."""
        return self.base.parse_year(text)


def _faults(follow_up: FollowUp) -> Iterator[str]:
    levels = TABLES["components"].column("component").codes
    for level in follow_up.component:
        if level not in levels:
            yield f"component: '{level}' is not one; choose from {', '.join(levels)}"
    if not follow_up.component:
        yield f"component: is missing; choose from {', '.join(levels)}"
    if follow_up.clock is Clock.SIGNED and len(follow_up.component) > 1:
        yield "component: with the clock from signing, give one"
    if not follow_up.months or sorted(set(follow_up.months)) != list(follow_up.months):
        yield "months: give them once each, in rising order, as in [6, 12, 24]"
    elif not 1 <= follow_up.months[0] <= follow_up.months[-1] <= LONGEST:
        yield f"months: give whole months from 1 to {LONGEST}"
    for name in OWN:
        if (follow_up.rows + follow_up.columns).count(name) != 1:
            yield f"rows, columns: '{name}' must stand in one of them, once"
    if follow_up.axis not in FACTS[follow_up.of].axes:
        yield f"axis: '{follow_up.axis}' is no kind of year of {follow_up.of}"
    elif FACTS[follow_up.of].axes[follow_up.axis].column == "closed":
        yield "axis: a year of closing chooses people by what became of them; use contract-year"
    if {"closed", "result"} & {*follow_up.where, *follow_up.rows, *follow_up.columns}:
        yield "where, rows, columns: 'closed' and 'result' choose people by what became of them"
