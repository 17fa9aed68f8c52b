# SPDX-License-Identifier: EUPL-1.2
"""Which facts about somebody can be put right after they were written down, and what they are."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Model

from taalplan.register.models import Component, Contract, Placement, Suspension

CORRECTABLE: Mapping[type[Model], tuple[str, ...]] = {
    Contract: ("signed", "area", "target_group"),
    Suspension: ("first_day", "last_day"),
    Component: ("opened", "closed", "result"),
    Placement: ("result",),
}
"""Columns by model. A level or a course that is wrong is another component or placement."""


def facts(thing: Model) -> str:
    """What those columns hold, as one text to compare with later; empty when they are empty."""
    values = (getattr(thing, name) for name in CORRECTABLE[type(thing)])
    return " ".join(str(value) for value in values if value not in (None, ""))
