# SPDX-License-Identifier: EUPL-1.2
"""Who waited for lessons, since when, and how that ended: a row per person, level and list.

Made so that the waiting list of 10 September 2021 is what was said of it: nobody who was
available had waited six months, which is the official definition (written question 216, answer
4). By shorter thresholds it was never empty: more than half of the municipalities found in 2017
that lessons start too late.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from taalplan.example import days, lessons
from taalplan.example.attempts import Attempts
from taalplan.example.centres import Network
from taalplan.example.figures import Flags, Ints
from taalplan.example.groups import BY_DAY, DAYPARTS, EVENING, EVENINGS
from taalplan.example.known import LEVELS, NO_END, Known
from taalplan.example.steps import Steps
from taalplan.vocabulary.codes import EndReason

REASONS: tuple[str, ...] = tuple(reason.value for reason in EndReason)
PLACED, WITHDRAWN, MOVED, EXEMPT = range(4)

LISTED, LISTED_AGAIN = 0.93, 0.45
"""Share of first and of later attempts that began on a waiting list: who tries again mostly goes
on at the same centre. Assumption."""

LONGEST, LONGEST_TO_START = 160, 176
"""Days on the list, and days from the list to the first lesson, at most: under six months."""

LOCKDOWN_STARTS = ("2020-04-01", "2020-11-01")
LONGER = 0.12
"""Share of those starting in the months after the first lockdown who had waited 60 to 180 days
longer than that. Assumption."""

UNAVAILABLE = 0.012
"""Share that could not come for a long time (illness, care of children). Assumption."""

SECOND_LIST = 0.06
"""Share that stands on the list of another centre as well. Assumption."""

STALE = 0.3
"""Of those, the share whose second entry was taken off later, as withdrawn. Assumption."""

ANY_CENTRE = 0.35
"""Share without a wish for a centre. Assumption."""

WANTS_LATER = 0.15
"""Share that names a day on which to start, from now to three months ahead. Assumption."""

NEVER_STARTED = 0.6
"""Share of those who never start lessons who were on a list for a while. Assumption."""

STAYS_UNAVAILABLE = 0.012
"""Share of the others who are still on it, and unavailable for months to come. Assumption."""


@dataclass(frozen=True)
class Demands:
    """Entries as columns; -1 is empty."""

    person: Ints
    level: Ints
    form: Ints
    centre: Ints
    since: Ints
    desired: Ints
    part: Ints
    until: Ints
    ended: Ints
    reason: Ints

    def __len__(self) -> int:
        """The number of entries."""
        return len(self.person)

    def take(self, rows: Ints | Flags) -> Demands:
        """Some of the entries."""
        return Demands(*(getattr(self, field.name)[rows] for field in fields(self)))


def demands(
    rng: np.random.Generator,
    known: Known,
    steps: Steps,
    found: Attempts,
    placed: Ints,
    centre: Ints,
    without: Ints,
) -> Demands:
    """All entries, by person and day. `placed` and `centre` go with the attempts.

    `without` are the steps that were closed without an attempt.
    """
    entries = _of_attempts(rng, known, found, placed, centre)
    parts = [
        entries,
        _second(rng, entries),
        _without_course(rng, known, steps.take(without)),
        _never_started(rng, known, found, steps.take(without)),
    ]
    columns = [
        np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(Demands)
    ]
    all_ = _on_working_days(known, Demands(*columns))
    all_ = all_.take(all_.since <= known.as_of)
    all_ = all_.take(np.lexsort((all_.level, all_.since, all_.person)))
    later = all_.ended > known.as_of
    return replace(
        all_,
        ended=np.where(later, -1, all_.ended),
        reason=np.where(later, -1, all_.reason),
    )


def _on_working_days(known: Known, all_: Demands) -> Demands:
    """Nothing is written down in a weekend."""
    since = np.maximum(days.working(all_.since), known.first_registered[all_.person])
    since = np.minimum(since, all_.since)
    ended = np.where(all_.ended < NO_END, np.maximum(days.working(all_.ended), since), NO_END)
    # Who was placed left the list on that day, as the placement says.
    return replace(all_, since=since, ended=np.where(all_.reason == PLACED, all_.ended, ended))


def _of_attempts(
    rng: np.random.Generator, known: Known, found: Attempts, placed: Ints, centre: Ints
) -> Demands:
    listed = rng.random(len(found)) < np.where(found.again > 0, LISTED_AGAIN, LISTED)
    # Who starts after the day of the register and has no place yet is always on a list.
    listed |= placed > known.as_of
    found, ended, centre = found.take(listed), placed[listed], centre[listed]
    n = len(found)
    start = lessons.starts()[found.start]
    since = np.maximum(found.after + rng.integers(0, 9, n), ended - LONGEST)
    waited = ended - since
    # Later steps are asked for while the one before is still going on.
    since = np.where(waited > 110, ended - 20 - rng.integers(0, 100, n), since)
    since = np.maximum(since, start - LONGEST_TO_START + rng.integers(0, 20, n))
    since = np.minimum(np.maximum(since, found.after), ended)
    since, until = _longer(rng, found, since, ended, start)
    part = _part(rng, found.form)
    return Demands(
        person=found.person,
        level=found.level,
        form=found.form,
        centre=np.where(rng.random(n) < ANY_CENTRE, -1, centre),
        since=since,
        desired=_desired(rng, since),
        part=part,
        until=until,
        ended=ended,
        reason=np.full(n, PLACED),
    )


def _longer(
    rng: np.random.Generator, found: Attempts, since: Ints, ended: Ints, start: Ints
) -> tuple[Ints, Ints]:
    """Those who waited longer: after the lockdown, or because they could not come."""
    n = len(found)
    first, last = (days.number(day) for day in LOCKDOWN_STARTS)
    struck = (start >= first) & (start <= last) & (rng.random(n) < LONGER)
    away = (rng.random(n) < UNAVAILABLE) & (ended - since > 20)
    extra = np.select([struck, away], [rng.integers(60, 180, n), rng.integers(60, 300, n)], 0)
    earlier = np.maximum(since - extra, found.after)
    until = np.where(away, np.maximum(ended - rng.integers(1, 12, n), earlier + 1), -1)
    return np.minimum(earlier, since), until


def _part(rng: np.random.Generator, form: Ints) -> Ints:
    evening = rng.random(len(form)) < EVENINGS[lessons.SESSIONS[form]]
    return np.where(evening, EVENING, rng.choice(BY_DAY, len(form), p=(0.4, 0.1, 0.5)))


def _desired(rng: np.random.Generator, since: Ints) -> Ints:
    named = rng.random(len(since)) < WANTS_LATER
    return np.where(named, since + rng.integers(0, 90, len(since)), -1)


def _second(rng: np.random.Generator, entries: Demands) -> Demands:
    """The same people on the list of another centre: counted once as people, twice as entries."""
    few = (rng.random(len(entries)) < SECOND_LIST) & (entries.centre >= 0)
    some = entries.take(few)
    n = len(some)
    since = np.minimum(some.since + rng.integers(0, 20, n), some.ended)
    stale = (rng.random(n) < STALE) & (some.ended - since < 100)
    # The centre where somebody else goes who was listed next: near enough, as people go.
    other = np.roll(some.centre, 1)
    columns = {field.name: getattr(some, field.name) for field in fields(Demands)}
    columns |= {
        "since": since,
        "centre": other,
        "desired": np.where(some.desired >= since, some.desired, -1),
        "ended": some.ended + np.where(stale, rng.integers(1, 45, n), 0),
        "reason": np.where(stale, WITHDRAWN, PLACED),
    }
    return Demands(**columns).take(other != some.centre)


def _without_course(rng: np.random.Generator, known: Known, some: Steps) -> Demands:
    """Components that were closed without a course: exempt when passed, else given up."""
    n = len(some)
    since = np.maximum(some.after + rng.integers(0, 9, n), some.opened - 60)
    ended = np.minimum(np.minimum(some.closed, since + 20 + rng.integers(0, 120, n)), known.as_of)
    gave_up = np.where(rng.random(n) < 0.3, MOVED, WITHDRAWN)
    reason = np.where(some.result == 0, EXEMPT, gave_up)
    return _plain(rng, some.person, some.level, since, np.maximum(ended, since), reason)


def _never_started(
    rng: np.random.Generator, known: Known, found: Attempts, without: Steps
) -> Demands:
    """People who were on a list and went off it, or are on it and cannot come for months."""
    learns = np.zeros(len(known), dtype=np.bool_)
    learns[found.person] = learns[without.person] = True
    first = known.first_registered
    listed = (first < NO_END) & (rng.random(len(known)) < NEVER_STARTED)
    some = np.flatnonzero(~learns & listed)
    n = len(some)
    since = first[some] + rng.integers(0, 9, n)
    ended = since + 10 + rng.integers(0, 140, n)
    reason = rng.choice((WITHDRAWN, MOVED, EXEMPT), n, p=(0.60, 0.25, 0.15))
    entries = _plain(rng, some, np.zeros(n, dtype=np.int64), since, ended, reason)
    stays = rng.random(n) < STAYS_UNAVAILABLE
    entries.ended[stays] = NO_END
    entries.until[stays] = known.as_of + rng.integers(5, 250, int(stays.sum()))
    return entries


def _plain(
    rng: np.random.Generator, person: Ints, level: Ints, since: Ints, ended: Ints, reason: Ints
) -> Demands:
    """Entries without a centre, for lessons of the most usual form."""
    n = len(person)
    form = np.full(n, 7)
    none = np.full(n, -1)
    return Demands(
        person=person,
        level=level,
        form=form,
        centre=none,
        since=since,
        desired=_desired(rng, since),
        part=_part(rng, form),
        until=none.copy(),
        ended=ended,
        reason=reason,
    )


def demand_table(all_: Demands, known: Known, net: Network) -> Any:
    """The table `demands`."""
    import pyarrow as pa

    from taalplan.example.catchments import MUNICIPALITIES
    from taalplan.example.tables import coded, dates

    parts = pa.array([list(part) for part in DAYPARTS], pa.list_(pa.string()))
    return pa.table(
        {
            "demand": np.arange(len(all_)),
            "person": all_.person,
            "level": coded(all_.level, LEVELS),
            "profile": coded(lessons.PROFILE_OF[all_.form], lessons.PROFILES),
            "centre": coded(all_.centre, tuple(centre.code for centre in net.centres)),
            "since": dates(all_.since),
            "desired_start": dates(all_.desired),
            "municipality": coded(known.home[all_.person], MUNICIPALITIES),
            "dayparts": parts.take(pa.array(all_.part)),
            "intensity": lessons.SESSIONS[all_.form].astype(np.int32),
            "unavailable_until": dates(all_.until),
            "ended": dates(all_.ended),
            "end_reason": coded(all_.reason, REASONS),
        }
    )
