# SPDX-License-Identifier: EUPL-1.2
"""Erlang A: people wait, and some give up after an exponential time (Palm 1946).

Formulas after Garnett, Mandelbaum and Reiman (Manufacturing & Service Operations Management 4,
2002) and Zeltyn and Mandelbaum (Queueing Systems 51, 2005), in logarithms, so that a hundred
thousand counters, and ten times too few of them, give a figure and not an overflow.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import exp, expm1, inf, log

from taalplan.access.staffing.erlang import erlang_b, log_patience_sum


@dataclass(frozen=True)
class ErlangA:
    """A desk where people have patience. Times are in mean service times.

    `counters` at least 1, `load` above 0, `patience` the mean time after which somebody who
    still waits gives up.

    >>> round(ErlangA(10, 10.0, 1.0).gives_up, 4)  # as many counters as work: the root of it
    0.1251
    """

    counters: float
    load: float
    patience: float

    def __post_init__(self) -> None:
        """Refuse what has no meaning."""
        if not (1 <= self.counters < inf and 0 < self.load < inf and 0 < self.patience < inf):
            raise ValueError(
                f"Erlang A needs at least one counter ({self.counters}), and a load ({self.load}) "
                f"and patience ({self.patience}) above zero"
            )

    @property
    def waits(self) -> float:
        """The chance to have to wait."""
        return self.would_wait_longer(0.0)

    @property
    def gives_up(self) -> float:
        """The chance to leave without being helped."""
        sum_ = self._log_sum(0.0)
        ratio = self.load / self.counters
        # What waits beyond everybody's patience: (ratio - 1) A + 1 over the whole.
        part = self._share(log(abs(ratio - 1)) + sum_) if ratio != 1 else 0.0
        return min(1.0, max(0.0, (part if ratio > 1 else -part) + self._share(0.0)))

    @property
    def mean_wait(self) -> float:
        """The mean wait of everybody, helped or not: the share that gives up x the patience."""
        return self.gives_up * self.patience

    def would_wait_longer(self, time: float) -> float:
        """The chance that somebody with endless patience would wait longer than a time."""
        ratio = log(self.load / self.counters)
        return self._share(ratio + self._log_sum(time) + self._log_decay(time))

    def helped_within(self, time: float) -> float:
        """The share of all people that is helped after a wait no longer than a time."""
        decay = self._log_decay(time)
        at_once = self._share(self._log_idle)
        after = self._share(self._log_sum(0.0)) - self._share(self._log_sum(time) + decay)
        return min(1.0, max(0.0, at_once + self._share(decay) - self._share(0.0) + after))

    def _log_decay(self, time: float) -> float:
        """The logarithm of how the density of a wait falls: load x H(t) - counters x t."""
        return -self.load * self.patience * expm1(-time / self.patience) - self.counters * time

    def _log_sum(self, time: float) -> float:
        """Log A(x, y) where those who gave up before `time` are gone."""
        left = self.load * self.patience * exp(-time / self.patience)
        return log_patience_sum(self.counters * self.patience, left)

    def _share(self, logarithm: float) -> float:
        """A part of the whole, both as logarithms."""
        return exp(logarithm - self._log_whole) if logarithm > -inf else 0.0

    @cached_property
    def _log_idle(self) -> float:
        """The weight of finding a counter free: 1 / B of one counter fewer."""
        blocked = erlang_b(self.counters - 1, self.load)
        return -log(blocked) if blocked else 700.0

    @cached_property
    def _log_whole(self) -> float:
        busy = log(self.load / self.counters) + self._log_sum(0.0)
        high, low = max(busy, self._log_idle), min(busy, self._log_idle)
        return high + log(1 + exp(low - high))
