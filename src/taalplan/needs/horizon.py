# SPDX-License-Identifier: EUPL-1.2
"""When a plan is made and for when: the cut-off in February, the school year from September."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from taalplan import policy
from taalplan.vocabulary.periods import SchoolYear

Months = NDArray[np.datetime64]


def month(day: date) -> np.datetime64:
    """The month of a day, as numpy datetime64[M]."""
    return np.datetime64(day.strftime("%Y-%m"), "M")


def months_between(first: np.datetime64, last: np.datetime64) -> Months:
    """The months from one to another, both included."""
    return np.arange(first, last + 1, dtype="datetime64[M]")


def days_of(month_: np.datetime64) -> tuple[date, date]:
    """The first and the last day of a month."""
    first: date = month_.astype("datetime64[M]").astype("datetime64[D]").astype(object)
    after: date = (month_.astype("datetime64[M]") + 1).astype("datetime64[D]").astype(object)
    return first, date.fromordinal(after.toordinal() - 1)


@dataclass(frozen=True)
class Horizon:
    """The plan of one school year: what may be known, and which months are asked for."""

    school_year: SchoolYear

    @property
    def cut_off(self) -> date:
        """The last day of which anything may be known: the end of February before."""
        year = self.school_year.start
        return policy.value("calendar.needs_plan_cut_off", date(year, 2, 1)).days_in(year)[0]

    @property
    def due(self) -> date:
        """The day of delivery (oplevering): 15 March."""
        year = self.school_year.start
        return policy.value("calendar.needs_plan_due", date(year, 3, 1)).days_in(year)[0]

    @property
    def months(self) -> Months:
        """The months after that of the cut-off up to the end of the school year: 18."""
        return months_between(month(self.cut_off) + 1, month(self.school_year.last_day))

    @property
    def target(self) -> slice:
        """Where the school year stands among these months: leads 7 to 18."""
        return slice(len(self.months) - 12, len(self.months))

    @property
    def previous(self) -> Horizon:
        """The plan of the school year before."""
        return Horizon(self.school_year.shift(-1))
