# SPDX-License-Identifier: EUPL-1.2
"""From a snapshot to advice for one desk: demand, appointments to open, people, shifts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

import numpy as np

from taalplan import policy
from taalplan.access.staffing.calendar import (
    STEP,
    STEPS,
    Floats,
    Hours,
    Week,
    open_evenings,
    opening_hours,
    step_of,
)
from taalplan.access.staffing.day import DayNeed, Promise, need_of_day
from taalplan.access.staffing.forecast import Forecast, forecast, working_days
from taalplan.access.staffing.plan import ShiftPlan
from taalplan.access.staffing.problem import Person, Rules, ShiftProblem
from taalplan.access.staffing.shrinking import shrunk_shares
from taalplan.access.staffing.simulate import Behaviour, Seen, act_out
from taalplan.access.staffing.slots import Slots, plan_slots
from taalplan.access.staffing.solve import fewest_people
from taalplan.access.staffing.visits import APPOINTED, USUAL_MINUTES, Stream, Visits, visits_of
from taalplan.policy import Treatment
from taalplan.snapshot import Snapshot
from taalplan.vocabulary.places import Desk, desks, find_desk
from taalplan.vocabulary.text import Text

AROUND = 4
"""Weeks before and after those asked for that the slots are planned with."""

RECENT = 104
"""Weeks of the past that hours, durations and turning up are taken from."""

PULL = 20.0
"""How many appointments' worth all desks weigh in the share of one that turns up."""

Heard = Callable[[str, float], None]


class StaffingError(ValueError):
    """What was asked cannot be answered from this snapshot; the message says why."""


@dataclass(frozen=True, eq=False)
class Habits:
    """How a desk works: when it is open, how long things take, how many turn up.

    `units` are half hours for each kind of appointment, `minutes` what somebody without one
    takes, `profile` (5 weekdays, 24) when people without one come on a day, `weights` likewise
    how much each half hour is wanted for appointments: 0 closed, 1 by day.
    """

    hours: Hours
    units: tuple[int, ...]
    minutes: float
    show: float
    profile: Floats
    weights: Floats


@dataclass(frozen=True, eq=False)
class Advice:
    """All that is advised for one desk and some weeks. `days` has the working days of `weeks`."""

    desk: Desk
    weeks: tuple[Week, ...]
    habits: Habits
    promise: Promise
    forecast: Forecast
    slots: Slots
    days: Mapping[date, DayNeed]
    seen: Seen
    shifts: Mapping[Week, ShiftPlan]
    warnings: tuple[Text, ...]
    snapshot: str
    as_of: date
    synthetic: bool

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
    heard("reading", 0.05)
    visits = visits_of(snapshot)
    return _advice(snapshot, place, tuple(weeks), visits, seed, heard)


def _advice(
    snapshot: Snapshot, desk: Desk, weeks: tuple[Week, ...], visits: Visits, seed: int, heard: Heard
) -> Advice:
    on = weeks[0].monday
    heard("forecasting", 0.2)
    ahead = working_days(weeks[0].shift(-AROUND), weeks[-1].shift(AROUND))
    try:
        expected = forecast(visits, desk.code, ahead, snapshot.as_of, seed)
    except ValueError as error:
        raise StaffingError(str(error)) from None
    habits = habits_of(visits, desk.code, snapshot.as_of, on)
    promise = Promise(_value("wait.minutes", on), _value("wait.share", on))
    heard("appointments", 0.4)
    slots = slots_of(expected, habits, on)
    days = needs_of(expected, slots, habits, promise, desk.counters, weeks, on)
    heard("acting out", 0.6)
    seen = acted_out(days, habits, promise, on, seed)
    heard("shifts", 0.8)
    shifts = {week: shifts_of(days, week, on) for week in weeks}
    return Advice(
        desk, weeks, habits, promise, expected, slots, days, seen,
        {week: plan for week, plan in shifts.items() if plan is not None},
        tuple(_warnings(snapshot, visits, desk, weeks)),
        snapshot.id, snapshot.as_of, snapshot.manifest.synthetic,
    )  # fmt: skip


def _value(name: str, on: date) -> float:
    return policy.value(f"staffing.{name}", on).number


def habits_of(visits: Visits, desk: str, as_of: date, on: date) -> Habits:
    """How a desk has worked in the last two years, with what it lacks from all desks."""
    since = np.datetime64(as_of - timedelta(weeks=RECENT), "D")
    recent = visits.take((visits.day >= since) & (visits.day <= np.datetime64(as_of, "D")))
    own = recent.of(desk)
    weekday = (own.day.astype(np.int64) + 3) % 7
    hours = opening_hours(on, open_evenings(weekday, own.step))
    known = not visits.from_registrations
    weights = _weights(own, hours) if known else hours.open.astype(float)
    profile = _profile(recent, desk, hours) if known else hours.open.astype(float)
    profile = profile / profile.sum(axis=1, keepdims=True)
    return Habits(
        hours,
        tuple(_units(own, recent, kind) for kind in APPOINTED),
        _mean_minutes(own, recent),
        _show(own, recent),
        profile,
        weights,
    )


def _units(own: Visits, recent: Visits, kind: Stream) -> int:
    """Half hours of an appointment: the middle one of the desk's own, or else of all desks."""
    for some in (own, recent):
        minutes = some.minutes[some.stream == kind]
        if len(minutes) >= 10:
            return max(1, ceil(float(np.median(minutes)) / STEP))
    return USUAL_MINUTES // STEP


def _mean_minutes(own: Visits, recent: Visits) -> float:
    for some in (own, recent):
        minutes = some.minutes[some.stream == Stream.WALK_IN]
        if len(minutes) >= 10:
            return float(minutes.mean())
    return float(USUAL_MINUTES)


def _show(own: Visits, recent: Visits) -> float:
    """The share of appointments that turns up, drawn to that of all desks."""
    own_came, came = (some.came[some.stream != Stream.WALK_IN] for some in (own, recent))
    everybody = float(came.mean()) if len(came) else 1.0
    return (float(own_came.sum()) + PULL * everybody) / (len(own_came) + PULL)


def _profile(recent: Visits, desk: str, hours: Hours) -> Floats:
    """When people without appointment come: (5, 24), nothing in closed half hours."""
    loose = recent.take(recent.stream == Stream.WALK_IN)
    observed = np.zeros((len(recent.desks), STEPS))
    np.add.at(observed, (loose.desk, loose.step), 1.0)
    share = shrunk_shares(observed)[recent.desks.index(desk)]
    # A half hour in which nobody was ever seen may still see somebody.
    found: Floats = np.where(hours.open, share + 0.2 / STEPS, 0.0)
    return found


def _weights(own: Visits, hours: Hours) -> Floats:
    """Evenings hold as many appointments, to a day's half hour, as they have held."""
    weekday = (own.day.astype(np.int64) + 3) % 7
    late = own.step >= step_of(17)
    found = hours.open.astype(float)
    evening = hours.open & hours.evenings
    if evening.any():
        in_evening = late & np.isin(weekday, np.flatnonzero(evening.any(axis=1)))
        by_evening = in_evening.sum() / evening.sum()
        by_day = (~late).sum() / (hours.open & ~hours.evenings).sum()
        found[evening] = min(1.0, max(0.2, by_evening / by_day)) if by_day else 1.0
    return found


def slots_of(expected: Forecast, habits: Habits, on: date) -> Slots:
    """The appointments to open on each day of a forecast."""
    room = np.array([habits.weights[day.weekday()].sum() for day in expected.days])
    return plan_slots(
        expected,
        room,
        habits.units,
        round(_value("appointment.days", on)),
        _value("appointment.chance", on),
    )


def needs_of(
    expected: Forecast, slots: Slots, habits: Habits, promise: Promise, counters: int,
    weeks: Sequence[Week], on: date,
) -> dict[date, DayNeed]:  # fmt: skip
    """How many people are needed on each working day of the weeks."""
    asked = set(weeks)
    least = round(_value("least", on))
    return {
        day: need_of_day(
            [int(n) for n in slots.opened[:, place]],
            habits.units,
            expected.mean[Stream.WALK_IN, place] * habits.profile[day.weekday()],
            habits.minutes,
            habits.weights[day.weekday()],
            counters=counters,
            least=least,
            show=habits.show,
            promise=promise,
        )
        for place, day in enumerate(expected.days)
        if Week.of(day) in asked
    }


def acted_out(
    days: Mapping[date, DayNeed], habits: Habits, promise: Promise, on: date, seed: int
) -> Seen:
    """All days acted out: what the advice is worth when people are late and talks run over."""
    behaviour = Behaviour(
        habits.show, _value("lateness.early_minutes", on), _value("lateness.minutes", on),
        _value("service.spread", on),
    )  # fmt: skip
    punctual = _value("appointment.punctual_minutes", on)
    total = Seen(0, 0, 0, 0, 0, 0.0)
    for number, need in enumerate(days.values()):
        total += act_out(need, habits.units, habits.minutes, behaviour, promise.minutes, punctual,
                         days=400, seed=seed + number)  # fmt: skip
    return total


def shifts_of(days: Mapping[date, DayNeed], week: Week, on: date) -> ShiftPlan | None:
    """The week's shifts with as few full-time people as can be; None when it is closed."""
    need = np.zeros((5, STEPS), dtype=np.int64)
    for day, one in days.items():
        if Week.of(day) == week:
            need[day.weekday()] = one.people
    if not need.any():
        return None
    like = Person("medewerker", _value("shift.week_hours", on))
    plan, _ = fewest_people(ShiftProblem(need, (), Rules.of_policy(on)), like)
    return plan


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
