# SPDX-License-Identifier: EUPL-1.2
"""Plans the supply: exactly where the problem is small, in parts where it is not.

A large problem is solved from two sides. From above, prices for people and resources bound what
any plan can be worth (`bound`). From below, groups are opened one by one and neighbourhoods
closed and opened anew (`search`), guided by those prices. Both stop at any time: by rounds, so
that a plan can be made again; by gap; by time; or by Ctrl-C, with the best plan so far.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

import numpy as np

from taalplan.supply.bound import Bound
from taalplan.supply.highs import maximise
from taalplan.supply.model import model_of
from taalplan.supply.options import Options, options_of
from taalplan.supply.plan import Seating, SupplyPlan
from taalplan.supply.problem import Floats, Groups, Ints, SupplyError, SupplyProblem
from taalplan.supply.search import Search

EXACT = 20_000
"""Seat variables up to which HiGHS solves the whole programme."""

EARLY, REPRICE, REBUILD = 10, (4, 12), (6, 10)
"""Rounds in which prices matter most; after which resources are priced; and groups opened anew."""

TRIES = 400
"""Neighbourhoods between two looks at the clock."""

Heard = Callable[[str, float, float], None]
"""Called with (step, value so far, bound so far)."""


@dataclass(frozen=True)
class Effort:
    """When to stop: after so many rounds or seconds, or at this gap, whichever is first."""

    rounds: int = 40
    seconds: float = float("inf")
    gap: float = 0.001
    seed: int = 216


def make_plan(
    problem: SupplyProblem,
    effort: Effort | None = None,
    *,
    exact: bool | None = None,
    start: Groups | None = None,
    heard: Heard = lambda step, value, bound: None,
) -> SupplyPlan:
    """The best plan found with an effort. Raises SupplyError with the rules that clash.

    `exact` says whether HiGHS solves the whole; without it the size of the problem decides. A
    large problem is improved from the groups in `start`, where they are given.
    """
    from taalplan.supply.clash import clashes

    effort = effort or Effort()
    began = time.monotonic()
    options = options_of(problem)
    if found := clashes(options):
        raise SupplyError(found)
    if not len(options):
        # Nobody could come to any group, so that opening none is the best there is.
        return plan_of(options, options.least, None, 0.0, began, "proven")
    small = options.arcs * problem.needs.people.shape[1] <= EXACT
    if small if exact is None else exact:
        return _exactly(options, effort, began, heard)
    return _in_parts(options, effort, began, heard, start)


def _exactly(options: Options, effort: Effort, began: float, heard: Heard) -> SupplyPlan:
    model = model_of(options)
    solved = maximise(
        model, seconds=effort.seconds, gap=effort.gap if effort.gap > 0.001 else 0.0,
        told=lambda seconds, value, bound: heard("", value, bound),
    )  # fmt: skip
    if solved.values is None:
        # Stopped before anything was found: what was promised is a plan.
        return plan_of(options, options.least, None, solved.bound, began, "time")
    count = np.round(solved.values[: len(options)]).astype(np.int64)
    seats = solved.values[model.seats_from :].reshape(options.arcs, -1)
    proven = solved.bound - solved.value <= 1e-6 * max(1.0, abs(solved.value))
    return plan_of(options, count, seats, solved.bound, began, "proven" if proven else "time")


def _in_parts(
    options: Options, effort: Effort, began: float, heard: Heard, start: Groups | None
) -> SupplyPlan:
    from taalplan.supply.kernels import blocks

    cells = len(options.problem.needs.zone)
    block, cell_block, number = blocks(len(options), cells, options.begin, options.cell)
    search = Search(options, block, number)
    bound = Bound(options, block, cell_block, number)
    with stoppable() as asked:
        _start(search, bound.price, None if start is None else options.counts(start))
        stopped = _rounds(search, bound, effort, began, heard, asked)
    return plan_of(options, search.count, search.sown(), bound.value, began, stopped)


def _rounds(
    search: Search, bound: Bound, effort: Effort, began: float, heard: Heard,
    asked: Callable[[], bool],
) -> str:  # fmt: skip
    """Improve from both sides until one of the limits is reached; says which."""
    best = _Best(search)
    for number in range(effort.rounds):
        early = number < EARLY
        for _ in range(3 if early else 1):
            bound.tighten(search.worth_of_blocks())
        if number in REPRICE:
            bound.reprice(_charged(search, bound))
        if number in REBUILD:
            best.keep()
            search.prefer(bound.shadow)
            search.build(bound.price, scarce=True)
            best.restore_if_worse()
        search.improve(TRIES * (1 if early else 3), effort.seed + number, bound.price)
        value = search.worth
        heard(f"round {number + 1}", value, bound.value)
        if bound.value - value <= effort.gap * abs(value):
            return "gap"
        if time.monotonic() - began > effort.seconds:
            return "time"
        if asked():
            return "interrupted"
    return "rounds"


@contextmanager
def stoppable() -> Iterator[Callable[[], bool]]:
    """Ctrl-C asks to stop at the next look, and no sooner: a plan is never left halfway.

    A second Ctrl-C is the usual one. Outside the main thread nothing is changed.
    """
    if threading.current_thread() is not threading.main_thread():
        yield lambda: False
        return
    asked: list[int] = []
    usual = signal.getsignal(signal.SIGINT)

    def note(number: int, frame: FrameType | None) -> None:
        asked.append(number)
        signal.signal(signal.SIGINT, usual)

    signal.signal(signal.SIGINT, note)
    try:
        yield lambda: bool(asked)
    finally:
        signal.signal(signal.SIGINT, usual)


def _start(search: Search, price: Floats, wanted: Ints | None) -> None:
    """Groups of another plan, or the best of plans with small, middling and full groups."""
    if wanted is not None:
        search.adopt(wanted)
        return
    found = []
    for aim in (0.0, 0.3, 1.0):
        search.build(price, aim=aim)
        found.append((search.worth, aim))
    search.build(price, aim=max(found)[1])


def _charged(search: Search, bound: Bound) -> Floats:
    """A price for each resource that is nearly used up, by what a group brings for it."""
    options = search.options
    capacity = options.resources.capacity
    wanted = bound.wanted()
    short = np.maximum(wanted - capacity, 0.0)
    worth = max(search.worth, 0.0)
    used = capacity - search.slack
    each = np.divide(worth, used, out=np.zeros_like(used), where=used > 0)
    over = np.divide(short, np.maximum(wanted, 1e-9))
    scarce = search.slack < 0.02 * capacity
    # Rooms are many and each is small; their limits are in the options already.
    shared = np.array([kind != "room" for kind in options.resources.kind])
    return np.asarray(bound.price + 0.5 * np.where(scarce & shared, over * each, 0.0))


@dataclass(eq=False)
class _Best:
    """The best state of a search, to go back to."""

    search: Search

    def keep(self) -> None:
        """Remember this state."""
        search = self.search
        sown = search.sown().reshape(-1)
        self.at = np.flatnonzero(sown)
        self.seats, self.count, self.worth = sown[self.at], search.count.copy(), search.worth
        self.left, self.slack = search.left.copy(), search.slack.copy()

    def restore_if_worse(self) -> None:
        """Go back when the search got worse since."""
        search = self.search
        if search.worth >= self.worth:
            return
        sown = np.zeros(search.seats.size)
        sown[self.at] = self.seats
        search.seats = np.ascontiguousarray(sown.reshape(search.seats.shape)[search.order])
        search.count, search.left, search.slack = self.count, self.left, self.slack


def plan_of(
    options: Options, count: Ints, seats: Floats | None, bound: float, began: float, stopped: str
) -> SupplyPlan:
    """A plan from groups per option and seats per arc and layer."""
    opened = np.flatnonzero(count)
    groups = Groups(*[*options.columns[:, opened], count[opened]])
    number = np.full(len(options), -1)
    number[opened] = np.arange(len(opened))
    if seats is None:
        seats = np.zeros((options.arcs, options.problem.needs.people.shape[1]))
    seats = np.where((count > 0)[options.option_of_arc][:, None], seats, 0.0)
    arc, layer = np.nonzero(seats > 1e-7)
    seating = Seating(
        number[options.option_of_arc[arc]], options.cell[arc].astype(np.int64), layer,
        seats[arc, layer],
    )  # fmt: skip
    chance = options.problem.needs.chance[options.cell[arc], layer]
    value = float((seating.people * chance * options.value[arc]).sum() - options.cost @ count)
    value += options.problem.weights.keep * float(np.minimum(count, options.known).sum())
    return SupplyPlan(
        options.problem, groups, seating, value, max(bound, value),
        time.monotonic() - began, stopped,
    )  # fmt: skip
