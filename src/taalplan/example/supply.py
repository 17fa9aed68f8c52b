# SPDX-License-Identifier: EUPL-1.2
"""The tables of the example beside people and contracts: the supply of lessons, and the desks.

`fill` makes centres, sites, courses, placements, demands, appointments and feedback that agree
with the people, registrations, contracts and components it is given. No published table gives
these: docs/explanation/example-register-supply.md says which facts and assumptions they have.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np

from taalplan.example.appointments import appointment_table, appointments
from taalplan.example.attempts import Attempts, Offer, attempts
from taalplan.example.catchments import MUNICIPALITIES
from taalplan.example.centres import Network, centre_tables, network
from taalplan.example.choice import KIND_OF_FORM
from taalplan.example.courses import Courses, course_table, courses
from taalplan.example.demands import demand_table, demands
from taalplan.example.feedback import feedback_table
from taalplan.example.figures import Ints
from taalplan.example.groups import Groups, groups
from taalplan.example.known import Known, known
from taalplan.example.menu import menu
from taalplan.example.placements import Places, placed_on, placement_table
from taalplan.example.reach import usual_sites
from taalplan.example.register import Progress
from taalplan.example.steps import steps

SEED = 216
"""The seed of the example as it comes without options."""


def fill(
    tables: Mapping[str, Any],
    *,
    as_of: date,
    seed: int = SEED,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """The tables of the supply as Arrow tables, in the columns of the snapshot's schema.

    `tables` holds people (numbered 0, 1, 2, ...), registrations, contracts and components.
    Nothing has happened after `as_of`; courses and appointments may lie ahead of it. The same
    tables and seed give the same rows. `progress` hears each step and the share done. Raises
    ValueError when nobody is in the registrations.
    """
    return _fill(known(tables, as_of), seed, progress or (lambda step, done: None))


def _fill(register: Known, seed: int, say: Progress) -> dict[str, Any]:
    # Each part has its own stream, so that a change in one leaves the others as they were.
    streams = np.random.default_rng([seed, 2]).spawn(6)
    say("centres", 0.0)
    net = network(streams[0], np.bincount(register.home, minlength=len(MUNICIPALITIES)))
    usual = usual_sites(streams[0], net, register.home)
    say("attempts", 0.1)
    todo = steps(streams[1], register)
    found, without = attempts(streams[1], register, todo, _offer(streams[0], net, usual))
    say("courses", 0.3)
    placed = placed_on(streams[2], found)
    result = centre_tables(net) | _lessons(streams[2], register, net, found, placed, usual)
    say("demands", 0.6)
    centre = net.centre[usual[1, KIND_OF_FORM[found.form], found.person]]
    entries = demands(streams[3], register, todo, found, placed, centre, without)
    result["demands"] = demand_table(entries, register, net)
    say("appointments", 0.7)
    at_desks = appointments(streams[4], register)
    result["appointments"] = appointment_table(streams[4], at_desks)
    result["feedback"] = feedback_table(streams[5], register)
    say("done", 1.0)
    return result


def _offer(rng: np.random.Generator, net: Network, usual: Ints) -> Offer:
    """Where each person would go while the centre that merged was still there."""
    centre_of = net.centre[usual[1, :2]]
    return Offer(centre_of, menu(rng, np.bincount(centre_of.ravel(), minlength=len(net.centres))))


def _lessons(
    rng: np.random.Generator,
    register: Known,
    net: Network,
    found: Attempts,
    placed: Ints,
    usual: Ints,
) -> dict[str, Any]:
    """The tables `courses` and `placements`. Who is placed later is still waiting now."""
    sure = placed <= register.as_of
    found, placed = found.take(sure), placed[sure]
    made = groups(rng, register, net, found, usual)
    all_ = courses(rng, made, register.as_of)
    real = np.flatnonzero(~all_.copy)
    number = np.empty(len(made), dtype=np.int64)
    number[all_.origin[real]] = real
    places = Places(placed, number[made.of], _alike(all_, made))
    return {
        "courses": course_table(all_, net),
        "placements": placement_table(rng, found, places, all_, register.as_of),
    }


def _alike(all_: Courses, made: Groups) -> Ints:
    """A number that is equal for courses that could stand in for each other."""
    return np.where(all_.copy, -1 - np.arange(len(all_)), made.cell[all_.origin])
