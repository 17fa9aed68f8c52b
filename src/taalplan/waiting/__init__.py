# SPDX-License-Identifier: EUPL-1.2
"""Who waits for lessons: photographs of the lists, and what a supply does to them.

`take(snapshot, Definition.of(day))` photographs; `explain` says what photographs show.
"""

from taalplan.waiting.definition import (
    Definition,
    latest_photograph_day,
    photograph_days,
)
from taalplan.waiting.explain import counted, explain, explained
from taalplan.waiting.keep import PhotographError
from taalplan.waiting.photograph import Photograph, Reason, take
from taalplan.waiting.survey import Survey, read_surveys
from taalplan.waiting.table import overview, tables
from taalplan.waiting.write import write_photographs

__all__ = [
    "Definition",
    "Photograph",
    "PhotographError",
    "Reason",
    "Survey",
    "counted",
    "explain",
    "explained",
    "latest_photograph_day",
    "overview",
    "photograph_days",
    "read_surveys",
    "tables",
    "take",
    "write_photographs",
]
