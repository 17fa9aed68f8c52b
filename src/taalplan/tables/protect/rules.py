# SPDX-License-Identifier: EUPL-1.2
"""The rule for an audience as policy has it on a day, and what it makes sensitive by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import log

from taalplan.policy import Policy, PolicyValue, packaged


class DisclosureError(ValueError):
    """Tables that cannot be protected as asked; the message says why and what to do."""


class Audience(StrEnum):
    """Who will read the figures. What goes to parliament is public within days."""

    PARLIAMENT = "parliament"
    PUBLIC = "public"
    INTERNAL = "internal"


class Method(StrEnum):
    """How figures are protected."""

    NONE = "none"
    SUPPRESS = "suppress"
    ROUND = "round"
    NOISE = "noise"


class Zeros(StrEnum):
    """Whether a zero may be shown that says that all people of a group had the same result."""

    SHOWN = "shown"
    SENSITIVE_WHEN_ALL = "sensitive_when_all"


class Reading(StrEnum):
    """What a hidden figure reads: "<5" when it is small itself, or the same sign for all."""

    BELOW = "below"
    SIGN = "sign"


class Cost(StrEnum):
    """What is lost when a figure is hidden that is not small itself."""

    COUNT = "count"
    SUM = "sum"
    LOG = "log"


_OWN = ("threshold", "method", "zeros", "reading", "cost")
_SHARED = ("attributes", "width", "detail", "base", "noise.deviation", "noise.variance",
           "dominance.count", "dominance.share")  # fmt: skip


@dataclass(frozen=True)
class DisclosureRule:
    """All that policy says about one audience on one day.

    A count of 1 up to, not including, `threshold` is sensitive. `attributes` names the
    dimensions in which a zero can tell something about everybody. Behind a "<5" a reader must be
    left with at least `width` values beside the true one; behind the common sign, with the
    threshold itself. A table of which more than `detail` figures depend on each other gives up a
    dimension. A sum is dominated when its
    `dominance_count` largest contributions are at least `dominance_share` of it.
    """

    audience: Audience
    on: date
    threshold: int = 5
    method: Method = Method.SUPPRESS
    zeros: Zeros = Zeros.SHOWN
    reading: Reading = Reading.BELOW
    cost: Cost = Cost.SUM
    attributes: tuple[str, ...] = ()
    width: int = 2
    detail: int = 800
    base: int = 5
    deviation: int = 5
    variance: float = 3.0
    dominance_count: int = 1
    dominance_share: float = 0.75
    assumptions: tuple[PolicyValue, ...] = ()

    @classmethod
    def of(cls, audience: str, on: date, policy: Policy | None = None) -> DisclosureRule:
        """The rule for an audience on the day of a release.

        Raises KeyError when policy has no value on that day, DisclosureError when a value is
        none of the choices.
        """
        source, who = policy or packaged(), Audience(audience)
        keys = [f"small_cells.{who}.{name}" for name in _OWN]
        keys += [f"small_cells.{name}" for name in _SHARED]
        found = {key: source.value(key, on) for key in keys}

        def own(name: str) -> PolicyValue:
            return found[f"small_cells.{who}.{name}"]

        def shared(name: str) -> PolicyValue:
            return found[f"small_cells.{name}"]

        try:
            return cls(
                audience=who,
                on=on,
                threshold=own("threshold").whole,
                method=Method(own("method").words[0]),
                zeros=Zeros(own("zeros").words[0]),
                reading=Reading(own("reading").words[0]),
                cost=Cost(own("cost").words[0]),
                attributes=shared("attributes").words,
                width=shared("width").whole,
                detail=shared("detail").whole,
                base=shared("base").whole,
                deviation=shared("noise.deviation").whole,
                variance=shared("noise.variance").number,
                dominance_count=shared("dominance.count").whole,
                dominance_share=shared("dominance.share").number,
                assumptions=source.assumptions(keys, on),
            )
        except ValueError as error:
            raise DisclosureError(f"small_cells.yaml, {who}: {error}") from None

    @property
    def protects(self) -> bool:
        """Whether anything at all is asked."""
        return self.method is not Method.NONE and self.threshold > 1

    def small(self, value: float) -> bool:
        """Whether a count is so small that it is about somebody."""
        return 1 <= value < self.threshold

    def weight(self, value: int) -> int:
        """What hiding a figure costs, as a whole number from 1."""
        if self.cost is Cost.COUNT:
            return 1
        if self.cost is Cost.LOG:
            return max(1, round(10 * log(1 + abs(value))))
        return max(1, abs(value))

    def dominated(self, contributions: Sequence[float]) -> bool:
        """Whether the largest contributions are so much of a sum that it tells what they are."""
        whole = sum(contributions)
        largest = sum(sorted(contributions, reverse=True)[: self.dominance_count])
        return whole > 0 and largest >= self.dominance_share * whole

    def described(self) -> Iterator[tuple[str, str]]:
        """Each setting by name, for the certificate."""
        for name in ("audience", *_OWN, "attributes", "width", "detail", "base", "deviation",
                     "variance", "dominance_count", "dominance_share"):  # fmt: skip
            value = getattr(self, name)
            yield name, ", ".join(value) if isinstance(value, tuple) else str(value)
