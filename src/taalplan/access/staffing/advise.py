# SPDX-License-Identifier: EUPL-1.2
"""From a snapshot to advice for one desk: demand, appointments to open, people, shifts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from taalplan import policy
from taalplan.access.staffing.calendar import STEP, STEPS, Week
from taalplan.access.staffing.day import DayNeed
from taalplan.access.staffing.forecast import YEAR, Forecast, forecast, working_days
from taalplan.access.staffing.habits import Habits, habits_of
from taalplan.access.staffing.needs import Terms, acted_out, needs_of, slots_of
from taalplan.access.staffing.plan import ShiftPlan
from taalplan.access.staffing.problem import Person, Rules, ShiftProblem, Wanted
from taalplan.access.staffing.residence import homes
from taalplan.access.staffing.simulate import Seen
from taalplan.access.staffing.slots import Slots
from taalplan.access.staffing.solve import Clash, fewest_people, plan_shifts
from taalplan.access.staffing.temporary import Temporary, room_left, temporary_desks
from taalplan.access.staffing.visits import Visits, visits_of
from taalplan.access.staffing.voices import Voices, voices
from taalplan.policy import Treatment
from taalplan.snapshot import Snapshot
from taalplan.vocabulary.places import Desk, desks, find_desk
from taalplan.vocabulary.text import Text

AROUND = 4
"""Weeks before and after those asked for that the slots are planned with."""

Heard = Callable[[str, float], None]


class StaffingError(ValueError):
    """What was asked cannot be answered from this snapshot; the message says why."""


@dataclass(frozen=True)
class Crew:
    """Who there is, and the languages and skills that must always be there."""

    people: tuple[Person, ...]
    wanted: tuple[Wanted, ...] = ()


@dataclass(frozen=True, eq=False)
class Advice:
    """All that is advised for one desk and some weeks. `days` has the working days of `weeks`.

    `shifts` has a plan for each week that the desk is open, or says which rules clash; `crew` is
    None where nobody is named and the fewest full-time people are sought.
    """

    desk: Desk
    weeks: tuple[Week, ...]
    habits: Habits
    terms: Terms
    forecast: Forecast
    slots: Slots
    days: Mapping[date, DayNeed]
    seen: Seen
    shifts: Mapping[Week, ShiftPlan | Clash]
    crew: Crew | None
    temporary: tuple[Temporary, ...]
    room_left: float | None
    voices: Voices | None
    warnings: tuple[Text, ...]
    snapshot: str
    as_of: date
    synthetic: bool

    def plan(self, week: Week) -> ShiftPlan | None:
        """The shifts of a week, where there are."""
        found = self.shifts.get(week)
        return found if isinstance(found, ShiftPlan) else None

    def of_week(self, week: Week) -> dict[date, DayNeed]:
        """The days of one week."""
        return {day: need for day, need in self.days.items() if Week.of(day) == week}

    def hours(self, week: Week) -> float:
        """Hours of work at the counters in a week."""
        return sum(need.hours for need in self.of_week(week).values())

    def most(self, week: Week) -> int:
        """The most people that are needed at once in a week."""
        return max((int(need.people.max()) for need in self.of_week(week).values()), default=0)

    def kept(self, week: Week) -> float:
        """The share of people without appointment that is helped in time in a week."""
        needs = self.of_week(week).values()
        people = sum(float(need.arrivals.sum()) for need in needs)
        helped = sum(float(need.arrivals.sum()) * need.kept for need in needs)
        return helped / people if people else 1.0

    @property
    def busiest(self) -> Week:
        """The week that takes most hours."""
        return max(self.weeks, key=lambda week: (self.hours(week), -week.monday.toordinal()))


def desk_of(snapshot: Snapshot, code: str, on: date) -> Desk:
    """A desk that is open on a day. Raises StaffingError with advice."""
    for desk in desks(on):
        if desk.code == code:
            return desk
    known = find_desk(code)
    if known is None:
        from difflib import get_close_matches

        near = get_close_matches(code, [desk.code for desk in desks(on)], n=3, cutoff=0.5)
        advice = f"; did you mean {' or '.join(near)}?" if near else ""
        raise StaffingError(f"there is no desk '{code}'{advice}")
    if known.code != code:
        return desk_of(snapshot, known.code, on)
    raise StaffingError(f"the desk '{code}' is not open on {on}")


def advise(
    snapshot: Snapshot,
    desk: str,
    weeks: Sequence[Week],
    *,
    crew: Crew | None = None,
    seed: int = 216,
    heard: Heard = lambda step, share: None,
) -> Advice:
    """Advice for a desk in some weeks. Raises StaffingError when there is nothing to go by."""
    on = weeks[0].monday
    if on <= snapshot.as_of:
        raise StaffingError(
            f"the week {weeks[0]} begins before the snapshot ends ({snapshot.as_of}); ask for "
            "weeks ahead"
        )
    place = desk_of(snapshot, desk, on)
    terms = Terms.of_policy(on, place.counters)
    heard("reading", 0.05)
    visits = visits_of(snapshot)
    heard("forecasting", 0.2)
    ahead = working_days(weeks[0].shift(-AROUND), weeks[-1].shift(AROUND))
    try:
        expected = forecast(visits, place.code, ahead, snapshot.as_of, seed)
    except ValueError as error:
        raise StaffingError(str(error)) from None
    habits = habits_of(visits, place.code, snapshot.as_of, on)
    heard("appointments", 0.4)
    slots = slots_of(expected, habits, terms)
    days = needs_of(expected, slots, habits, terms, weeks)
    heard("acting out", 0.5)
    seen = acted_out(days, habits, terms, seed)
    heard("shifts", 0.6)
    shifts = {week: found for week in weeks if (found := _shifts(days, week, on, crew)) is not None}
    heard("temporary desks", 0.7)
    temporary = _temporary(snapshot, place, visits, expected, habits, terms, weeks, seed)
    heard("what people say", 0.85)
    return Advice(
        place, tuple(weeks), habits, terms, expected, slots, days, seen, shifts, crew, temporary,
        room_left(expected, habits, terms, weeks),
        voices(snapshot, visits, place, terms.within, on),
        tuple(_warnings(snapshot, visits, place, weeks)),
        snapshot.id, snapshot.as_of, snapshot.manifest.synthetic,
    )  # fmt: skip


def _shifts(
    days: Mapping[date, DayNeed], week: Week, on: date, crew: Crew | None
) -> ShiftPlan | Clash | None:
    """The shifts of a week; None when the desk is closed."""
    need = np.zeros((5, STEPS), dtype=np.int64)
    for day, one in days.items():
        if Week.of(day) == week:
            need[day.weekday()] = one.people
    if not need.any():
        return None
    rules = Rules.of_policy(on)
    if crew is not None:
        return plan_shifts(ShiftProblem(need, crew.people, rules, crew.wanted))
    hours = policy.value("staffing.shift.week_hours", on).number
    return fewest_people(ShiftProblem(need, (), rules), Person("medewerker", hours))[0]


def _temporary(
    snapshot: Snapshot, desk: Desk, visits: Visits, expected: Forecast, habits: Habits,
    terms: Terms, weeks: Sequence[Week], seed: int,
) -> tuple[Temporary, ...]:  # fmt: skip
    living = homes(snapshot, desk.code, desk.municipality)
    if living is None:
        return ()
    taken = frozenset(other.municipality for other in desks(terms.on))
    ordinary = _ordinary(visits, desk, expected, habits, terms, snapshot.as_of)
    return temporary_desks(living, expected, habits, terms, weeks, ordinary, taken, seed)


def _ordinary(
    visits: Visits, desk: Desk, expected: Forecast, habits: Habits, terms: Terms, as_of: date
) -> float:
    """Hours of a week at the desk over a whole year: those of the weeks ahead, by their work."""
    first = Week.of(as_of).shift(1)
    year = working_days(first, first.shift(YEAR - 1))
    whole = forecast(visits, desk.code, year, as_of)
    units = np.array([*habits.units, habits.minutes / STEP])
    per_week = float((units @ whole.mean).sum()) / YEAR
    weeks = sorted({Week.of(day) for day in expected.days})
    needs = needs_of(expected, slots_of(expected, habits, terms), habits, terms, weeks)
    hours = sum(need.hours for need in needs.values())
    return hours * per_week / float((units @ expected.mean).sum())


def _warnings(snapshot: Snapshot, visits: Visits, desk: Desk, weeks: Sequence[Week]) -> list[Text]:
    """What the advice could not rest on."""
    found = []
    if visits.from_registrations:
        found.append(
            Text(
                "De momentopname heeft geen afspraken. Elke aanmelding telt als een intake van een "
                "uur; toetsen, gesprekken en bezoeken zonder afspraak ontbreken.",
                "The snapshot has no appointments. Each registration counts as an intake of one "
                "hour; tests, talks and visits without appointment are missing.",
                "L’instantané n’a pas de rendez-vous. Chaque inscription compte comme un accueil "
                "d’une heure ; tests, entretiens et visites sans rendez-vous manquent.",
            )
        )
    for shock in policy.shocks().about("registrations", weeks[0].monday, weeks[-1].days[-1]):
        here = not shock.areas or desk.area in shock.areas
        recent = shock.start > snapshot.as_of - timedelta(days=365)
        if here and recent and shock.treatment is not Treatment.MISSING:
            found.append(
                Text(
                    f"Niet in de raming, wel in deze weken: {shock.label.nl} (sinds "
                    f"{shock.start}).",
                    f"Not in the forecast, but in these weeks: {shock.label.en} (since "
                    f"{shock.start}).",
                    f"Pas dans la prévision, mais dans ces semaines : {shock.label.fr} (depuis "
                    f"{shock.start}).",
                )
            )
    return found
