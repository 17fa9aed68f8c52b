# SPDX-License-Identifier: EUPL-1.2
"""What a plan says in which order: sentences, tables and charts under their headings.

First the whole, then each working area on its own, so that a coordinator finds her region in one
place; then when and how, who waits, and what everything rests on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from taalplan.needs import charts, outside_words, sentences
from taalplan.needs.history import AREA_CODES
from taalplan.needs.plan import NeedsPlan
from taalplan.needs.years import fan
from taalplan.tables.chart import Chart
from taalplan.tables.table import TOTAL, Table
from taalplan.vocabulary.places import AREAS
from taalplan.vocabulary.text import Text

NEED = Text("De behoefte", "The need", "Le besoin")
WHERE = Text("Waar", "Where", "Où")
LEVELS = Text("Welk niveau", "Which level", "Quel niveau")
WHY = Text("Waarom elk getal is wat het is", "Why each number is what it is",
           "Pourquoi chaque nombre est ce qu’il est")  # fmt: skip
AREA = Text("Per werkingsgebied", "By working area", "Par zone d’action")
WHEN = Text("Wanneer en hoe", "When and how", "Quand et comment")
WAITS = Text("Wie wacht", "Who waits", "Qui attend")
TESTED = Text("Hoe goed zulke plannen vroeger waren", "How good such plans were before",
              "La qualité de tels plans auparavant")  # fmt: skip
TURNED = Text("Wat in dit plan anders verondersteld is", "What is assumed to differ in this plan",
              "Ce qui est supposé différent dans ce plan")  # fmt: skip
SHARES = Text(
    "Dagdeel, lesvorm en maand volgen de aandelen van de voorbije jaren, per werkingsgebied en "
    "niveau, naar het gemiddelde getrokken waar weinig cursisten waren. Zij zeggen wanneer lessen "
    "gevolgd werden, niet wanneer mensen het liefst zouden komen.",
    "Day-part, mode and month follow the shares of the past years, by working area and level, "
    "drawn to the mean where learners were few. They say when lessons were followed, not when "
    "people would rather come.",
    "Le moment, la forme et le mois suivent les parts des années passées, par zone et niveau, "
    "ramenées à la moyenne là où les apprenants étaient peu nombreux. Elles disent quand les "
    "cours ont été suivis, non quand les gens préféreraient venir.",
)
FLOW = Text(
    "Een stroom is wie van het niveau eronder komt. Wat in een balk niet binnenstroomt, begint "
    "voor het eerst of begint dat niveau opnieuw.",
    "A stream is who comes from the level below. What does not stream into a bar begins for the "
    "first time, or begins that level again.",
    "Un flux est qui vient du niveau inférieur. Le reste d’une barre commence pour la première "
    "fois, ou recommence ce niveau.",
)
MAP = Text(
    "De behoefte naar gemeente staat voluit in het werkboek en in data/needs-municipalities.csv.",
    "The need by municipality stands in full in the workbook and in data/needs-municipalities.csv.",
    "Le besoin par commune figure en entier dans le classeur et dans "
    "data/needs-municipalities.csv.",
)


Said = Text | tuple[Text, ...] | Table | Chart
"""A paragraph, a list, a table or a chart."""


@dataclass(frozen=True)
class Chapter:
    """A heading and what stands under it; `level` 3 is a part of the chapter before."""

    heading: Text
    parts: tuple[Said, ...] = ()
    level: int = 2
    new_page: bool = False


def chapters(plan: NeedsPlan, tables: Mapping[str, Table]) -> Iterator[Chapter]:
    """The chapters of a plan; those of which there is nothing to say fall away."""
    total = tables["needs-years-total"]
    yield Chapter(NEED, (sentences.said_of_all(plan), fan(total), total, tables["needs-areas"]))
    yield Chapter(
        WHERE, (MAP, charts.where(tables["needs-municipalities"]), tables["needs-places"])
    )
    flow = charts.flow(tables["needs-origins"])
    streams = (FLOW, flow) if flow else ()
    levels = (tables["needs-origins"], tables["needs-levels"])
    yield Chapter(LEVELS, (*streams, *levels))
    if plan.parts:
        yield Chapter(WHY, _why(plan, tables))
    yield Chapter(AREA, new_page=True)
    for place, code in enumerate(AREA_CODES):
        if plan.numbers.people[place].any():
            yield Chapter(AREAS[code].label, _area(plan, tables, place), 3)
    when = ("needs-dayparts", "needs-starts", "needs-modes")
    yield Chapter(WHEN, (SHARES, *(tables[name] for name in when)))
    yield Chapter(WAITS, (tables["waiting"],))
    if "needs-backtest" in tables:
        yield Chapter(TESTED, (tables["needs-backtest"],))
    if plan.problem.levers.levers:
        yield Chapter(TURNED, (tuple(sentences.lever(one) for one in plan.problem.levers),))
    if told := tuple(outside_words.told(plan.problem.entrance)):
        yield Chapter(outside_words.OUTSIDE, (told,))


def _why(plan: NeedsPlan, tables: Mapping[str, Table]) -> tuple[Said, ...]:
    table = tables["bridge-areas"]
    whole = next(row for row in table.rows.members if row.path == (TOTAL,))
    more = (tables["bridge-places"], tables["bridge-levels"])
    return (sentences.meanings(plan), charts.why(table, whole), table, *more)


def _area(plan: NeedsPlan, tables: Mapping[str, Table], place: int) -> tuple[Said, ...]:
    code = AREA_CODES[place]
    said = [sentences.said_of_year(plan, place)]
    said += [sentences.why_area(plan, place)] if plan.parts else []
    years = tables[f"needs-years-{code}"]
    return (*said, fan(years), years, tables[f"needs-levels-{code}"])
