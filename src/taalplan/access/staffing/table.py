# SPDX-License-Identifier: EUPL-1.2
"""Advice as tables: by week, by half hour of the busiest week, and all half hours as data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

import numpy as np

from taalplan import policy
from taalplan.access.staffing import costs, words
from taalplan.access.staffing.advise import Advice
from taalplan.access.staffing.calendar import STEPS, Ints, Week, clock
from taalplan.access.staffing.plan import ShiftPlan
from taalplan.access.staffing.visits import APPOINTED, Stream
from taalplan.tables.table import (
    MEASURE,
    Axis,
    Cell,
    Dimension,
    Key,
    Member,
    Note,
    Provenance,
    Table,
    Unit,
)
from taalplan.vocabulary.text import Text

KINDS = ("intakes", "tests", "talks")
INTERVAL = 0.8
"""The chance of a printed interval."""

USED = (
    "staffing.wait.minutes", "staffing.wait.share", "staffing.appointment.days",
    "staffing.appointment.chance", "staffing.appointment.punctual_minutes",
    "staffing.hours.morning", "staffing.hours.afternoon", "staffing.hours.evening",
    "staffing.least", "staffing.lateness.minutes", "staffing.lateness.early_minutes",
    "staffing.service.spread", "staffing.shift.week_hours", "staffing.shift.day_hours",
    "staffing.shift.rest_hours", "staffing.shift.break_after_hours",
    "staffing.shift.break_minutes", "staffing.shift.shortest_hours", "staffing.shift.evenings",
    "staffing.shift.start_hours",
    "staffing.patience.minutes", *costs.USED,
)  # fmt: skip
"""The policy values that every advice is made with."""

Column = tuple[Member, Mapping[str, float | int]]


def tables(advice: Advice) -> dict[str, Table]:
    """All tables by name, those that are printed first."""
    made = (
        slots_table(advice), people_table(advice), demand_table(advice), grid_table(advice),
        starts_table(advice), shift_table(advice), half_hour_table(advice),
    )  # fmt: skip
    return {table.name: table for table in made}


def demand_table(advice: Advice) -> Table:
    """How many are expected, by week, with an interval for appointments."""
    kinds = list(APPOINTED)
    found: dict[str, dict[str, float | int]] = {
        name: {} for name in ("asked", "low", "high", "intakes", "walk_ins")
    }
    for week in advice.weeks:
        days, code = advice.forecast.week(week), str(week)
        low, high = advice.forecast.interval(kinds, days, INTERVAL)
        mean = advice.forecast.mean[:, days].sum(axis=1)
        found["asked"][code] = float(mean[kinds].sum())
        found["low"][code], found["high"][code] = low, high
        found["intakes"][code] = float(mean[Stream.INTAKE])
        found["walk_ins"][code] = float(mean[Stream.WALK_IN])
    labels = (words.ASKED, words.LOW, words.HIGH, words.INTAKES_ASKED, words.WALK_INS)
    decimals = (1, 0, 0, 1, 1)
    columns = [
        (Member((name,), label, decimals=places, estimate=True), found[name])
        for name, label, places in zip(found, labels, decimals, strict=True)
    ]
    return _by_week(advice, "staff-demand", words.DEMAND, columns, Unit.APPOINTMENTS,
                    [_interval_note(), _asked_note()])  # fmt: skip


def slots_table(advice: Advice) -> Table:
    """Appointments to open, by week."""
    days = {str(week): advice.forecast.week(week) for week in advice.weeks}
    labels = (words.OPEN_INTAKES, words.OPEN_TESTS, words.OPEN_TALKS)
    columns: list[Column] = [
        (
            Member((name,), label),
            {week: int(advice.slots.opened[kind, inside].sum()) for week, inside in days.items()},
        )
        for kind, (name, label) in enumerate(zip(KINDS, labels, strict=True))
    ]
    waits = {w: float(advice.slots.waits[i].mean()) for w, i in days.items() if i.any()}
    columns.append((Member(("wait",), words.WAIT, decimals=0, estimate=True), waits))
    return _by_week(advice, "staff-slots", words.SLOTS, columns, Unit.APPOINTMENTS, [_slots_note()])


def people_table(advice: Advice) -> Table:
    """How many people, by week."""
    plans = {str(week): plan for week in advice.weeks if (plan := advice.plan(week)) is not None}
    weeks = {str(week): week for week in advice.weeks}
    columns: list[Column] = [
        (Member(("most",), words.PEOPLE, estimate=True), each(weeks, advice.most)),
        (Member(("hours",), words.HOURS, unit=Unit.HOURS, decimals=1), each(weeks, advice.hours)),
        (Member(("staff",), words.STAFF, estimate=True), each(plans, _on_duty)),
        (
            Member(("paid",), words.PAID, unit=Unit.HOURS, decimals=1),
            each(plans, lambda p: p.hours),
        ),
        (
            Member(("in_time",), words.IN_TIME, unit=Unit.PERCENT, decimals=0, estimate=True),
            each(weeks, lambda week: 100 * advice.kept(week)),
        ),
    ]
    return _by_week(
        advice,
        "staff-people",
        words.PEOPLE_WEEKS,
        columns,
        Unit.STAFF,
        [_paid_note(advice.crew is not None)],
    )


def _on_duty(plan: ShiftPlan) -> int:
    return len({duty.person for duty in plan.duties})


T = TypeVar("T")


def each(of: Mapping[str, T], measure: Callable[[T], float]) -> dict[str, float | int]:
    """A measure of each week."""
    return {code: measure(one) for code, one in of.items()}


def grid_table(advice: Advice) -> Table:
    """People needed in the busiest week: half hours by weekday."""
    people = {day.weekday(): need.people for day, need in advice.of_week(advice.busiest).items()}
    return _grid(advice, "staff-grid", words.GRID, people, Unit.STAFF)


def starts_table(advice: Advice) -> Table:
    """Appointments that begin in the busiest week: half hours by weekday."""
    starts = {
        day.weekday(): need.starts.sum(axis=0)
        for day, need in advice.of_week(advice.busiest).items()
    }
    return _grid(advice, "staff-appointments", words.STARTS, starts, Unit.APPOINTMENTS)


def shift_table(advice: Advice) -> Table:
    """The shifts of the busiest week: how many people work each on each weekday."""
    plan = advice.plan(advice.busiest)
    duties = plan.duties if plan else ()
    kinds = sorted({(duty.shift.begin, duty.shift.end, str(duty.shift)) for duty in duties})
    counted = {
        kind[2]: [sum(1 for d in duties if str(d.shift) == kind[2] and d.day == day)
                  for day in range(5)]
        for kind in kinds
    }  # fmt: skip
    rows = [Member((text,), Text.same(text)) for text in counted]
    cells: dict[Key, Cell] = {
        ((text,), (str(day),)): Cell(number)
        for text, numbers in counted.items()
        for day, number in enumerate(numbers)
    }
    title = words.of_desk(words.SHIFTS, advice.desk.name, words.week_label(advice.busiest))
    return Table(
        "staff-shifts", title, Axis((Dimension("shift", words.SHIFT),), tuple(rows)),
        _weekday_axis(), cells, Unit.STAFF, provenance=provenance(advice),
    )  # fmt: skip


def half_hour_table(advice: Advice) -> Table:
    """Every open half hour of every week, as data."""
    measures = {
        "walk_ins": words.WALK_INS, **{f"start_{k}": words.STARTING[k] for k in KINDS},
        "busy": words.BUSY, "needed": words.NEEDED, "present": words.PRESENT,
    }  # fmt: skip
    rows: list[Member] = []
    cells: dict[Key, Cell] = {}
    for day, need in advice.days.items():
        plan = advice.plan(Week.of(day))
        present = plan.present[day.weekday()] if plan else np.zeros(STEPS, dtype=np.int64)
        for step in np.flatnonzero(need.people):
            path = (day.isoformat(), clock(int(step)))
            rows.append(Member(path, Text.same(" ".join(path))))
            values = (
                round(float(need.arrivals[step]), 3), *(int(n) for n in need.starts[:, step]),
                int(need.busy[step]), int(need.people[step]), int(present[step]),
            )  # fmt: skip
            for name, value in zip(measures, values, strict=True):
                cells[path, (name,)] = Cell(value)
    columns = [
        Member((name,), label, decimals=2 if name == "walk_ins" else None, estimate=True)
        for name, label in measures.items()
    ]
    date = Text("dag", "day", "jour")
    return Table(
        "staff-half-hours", words.of_desk(words.HALF_HOURS, advice.desk.name),
        Axis((Dimension("date", date), Dimension("time", words.TIME)), tuple(rows)),
        Axis((Dimension(MEASURE, words.MEASURE, measures),), tuple(columns)), cells, Unit.STAFF,
        provenance=provenance(advice),
    )  # fmt: skip


def _grid(advice: Advice, name: str, title: Text, by_day: Mapping[int, Ints], unit: Unit) -> Table:
    """Half hours as rows, weekdays as columns; closed half hours are blank."""
    is_open = advice.habits.hours.open
    steps = [step for step in range(STEPS) if is_open[:, step].any()]
    cells: dict[Key, Cell] = {
        ((clock(step),), (str(day),)): Cell(int(values[step]))
        for day, values in by_day.items()
        for step in steps
        if is_open[day, step]
    }
    rows = tuple(Member((clock(step),), Text.same(clock(step))) for step in steps)
    return Table(
        name, words.of_desk(title, advice.desk.name, words.week_label(advice.busiest)),
        Axis((Dimension("time", words.TIME),), rows), _weekday_axis(), cells, unit,
        provenance=provenance(advice),
    )  # fmt: skip


def _weekday_axis() -> Axis:
    labels = {str(day): label for day, label in enumerate(words.WEEKDAYS)}
    dimension = Dimension("weekday", words.WEEKDAY, labels)
    return Axis((dimension,), tuple(Member((code,), text) for code, text in labels.items()))


def _by_week(
    advice: Advice, name: str, title: Text, columns: Sequence[Column], unit: Unit,
    notes: Iterable[Text],
) -> Table:  # fmt: skip
    labels = {str(week): words.week_label(week) for week in advice.weeks}
    cells: dict[Key, Cell] = {
        ((code,), member.path): Cell(value)
        for member, values in columns
        for code, value in values.items()
    }
    measures = {member.path[0]: member.label for member, _ in columns}
    return Table(
        name, words.of_desk(title, advice.desk.name),
        Axis((Dimension("week", words.WEEK, labels),),
             tuple(Member((code,), text) for code, text in labels.items())),
        Axis((Dimension(MEASURE, words.MEASURE, measures),), tuple(m for m, _ in columns)),
        cells, unit, notes=tuple(map(Note, notes)), provenance=provenance(advice),
    )  # fmt: skip


def _interval_note() -> Text:
    chance = f"{INTERVAL:.0%}".replace("%", "")
    return Text(
        f"Laagst en hoogst: in {chance} van de 100 toekomstpaden ligt het aantal gevraagde "
        "afspraken ertussen.",
        f"Lowest and highest: in {chance} of 100 paths the number asked for lies between them.",
        f"Au moins et au plus : dans {chance} trajectoires sur 100 le nombre se situe entre eux.",
    )


def _asked_note() -> Text:
    return Text(
        "Een afspraak telt in de week waarin erom gevraagd wordt. Wie niet opdaagt en opnieuw "
        "boekt, telt twee keer; wie afzegt, telt niet.",
        "An appointment counts in the week in which it is asked for. Who does not turn up and "
        "books again counts twice; who calls off does not count.",
        "Un rendez-vous compte dans la semaine où il est demandé. Qui ne vient pas et reprend "
        "rendez-vous compte deux fois ; qui annule ne compte pas.",
    )


def _slots_note() -> Text:
    return Text(
        "Dagen wachten: hoe lang wie in die week een afspraak vraagt gemiddeld wacht als de vraag "
        "zo hoog is als waarmee gepland is; gewoonlijk is het minder.",
        "Days of waiting: how long who asks in that week waits on average when demand is as high "
        "as planned for; usually less.",
        "Jours d’attente : combien attend en moyenne qui demande cette semaine si la demande est "
        "aussi élevée que prévu ; d’ordinaire moins.",
    )


def _paid_note(named: bool) -> Text:
    fewest = Text("", "", "") if named else Text(
        " Medewerkers: voltijds, het kleinste aantal waarmee de regels voor diensten kunnen.",
        " Staff: full-time, the fewest with whom the rules for shifts can hold.",
        " Collaborateurs : à temps plein, le plus petit nombre qui respecte les règles.",
    )  # fmt: skip
    return Text(
        "Uren aan het loket: wat de klanten vragen. Betaald: de diensten die dat dekken, met de "
        f"tijd tussen twee drukke uren; pauzes zijn niet betaald.{fewest.nl}",
        "Hours at the desk: what clients ask for. Paid: the shifts that cover it, with the time "
        f"between two busy hours; breaks are not paid.{fewest.en}",
        "Heures au guichet : ce que demandent les clients. Payées : les services qui les "
        f"couvrent, avec le temps entre deux heures chargées ; sans les pauses.{fewest.fr}",
    )


def provenance(advice: Advice) -> Provenance:
    """The snapshot, and what was assumed."""
    assumed = policy.assumptions(USED, advice.weeks[0].monday)
    return Provenance(
        snapshot=advice.snapshot,
        as_of=advice.as_of,
        assumptions=tuple(value.key for value in assumed),
        synthetic=advice.synthetic,
    )
