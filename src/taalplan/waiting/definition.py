# SPDX-License-Identifier: EUPL-1.2
"""When somebody waits: the clock, the thresholds, who is left out and which groups are known.

All of it is policy of the day of the photograph (`policy/values/waiting.yaml`). The official
wording, "who cannot start within six months", says neither from when the six months run nor
what counts as being able to start. Here they run from the clock of each entry, and somebody
can start when a place is held for them or when a known group that fits has one left in their
turn. Two things are counted, always side by side: who *has waited* longer than a threshold, and
who *cannot start* within it, which adds those who have not waited so long yet and will. Which
of the two is the official list is policy too (`waiting.horizon`).

What is known on a day are the groups of the running school year, and from the day of
`waiting.announced` those of the next one. On both official days that is more than six months
ahead, so that nothing has to be guessed; on other days what cannot be said yet is counted apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from taalplan import policy
from taalplan.vocabulary.periods import SchoolYear

CLOCKS = ("entry", "wish", "available")
HORIZONS = ("waited", "cannot")
EXCLUDED = ("unavailable", "later", "placed", "busy")
FITS = ("centre", "dayparts")

USED = (
    *("waiting.official", "waiting.thresholds", "waiting.horizon", "waiting.clock"),
    *("waiting.excluded", "waiting.fits", "waiting.reach", "waiting.announced"),
)
"""The policy values that a photograph rests on."""


@dataclass(frozen=True)
class Definition:
    """What was photographed: `day`, and the words and numbers that decide who waits.

    `thresholds` (months) hold `official`. `announced` is the last day on which a group that was
    known on `day` can start. Raises ValueError for words that mean nothing.
    """

    day: date
    horizon: str
    clock: str
    thresholds: tuple[int, ...]
    official: int
    excluded: tuple[str, ...]
    fits: tuple[str, ...]
    reach: float
    announced: date

    def __post_init__(self) -> None:
        """Refuse words that no code knows: they would change nothing and look as if they did."""
        faults = [
            f"waiting.{name} has '{word}', and only {', '.join(known)} mean anything"
            for name, words, known in (
                ("horizon", (self.horizon,), HORIZONS),
                ("clock", (self.clock,), CLOCKS),
                ("excluded", self.excluded, EXCLUDED),
                ("fits", self.fits, FITS),
            )
            for word in words
            if word not in known
        ]
        if faults:
            raise ValueError("; ".join(faults))

    @classmethod
    def of(cls, day: date) -> Definition:
        """The definition that policy sets for a day."""
        official = policy.value("waiting.official", day).whole
        thresholds = {int(n) for n in policy.value("waiting.thresholds", day).numbers}
        return cls(
            day,
            policy.value("waiting.horizon", day).words[0],
            policy.value("waiting.clock", day).words[0],
            tuple(sorted(thresholds | {official})),
            official,
            policy.value("waiting.excluded", day).words,
            policy.value("waiting.fits", day).words,
            policy.value("waiting.reach", day).number,
            announced_until(day),
        )


def announced_until(day: date) -> date:
    """The last day of the latest school year whose groups are known on a day."""
    year = SchoolYear.of(day)
    known_from = policy.value("waiting.announced", day).days_in(year.start + 1)[0]
    return (year.shift(1) if day >= known_from else year).last_day


def photograph_days(year: SchoolYear) -> tuple[date, ...]:
    """The official days of a school year: 10 September and 10 February after it."""
    found = [
        day
        for start in (year.start, year.start + 1)
        for day in policy.value("waiting.photo_dates", date(start, 7, 1)).days_in(start)
        if day in year
    ]
    return tuple(sorted(found))


def latest_photograph_day(known: date) -> date:
    """The last official day that is not after a day."""
    year = SchoolYear.of(known)
    both = (*photograph_days(year.shift(-1)), *photograph_days(year))
    return max(day for day in both if day <= known)
