# SPDX-License-Identifier: EUPL-1.2
"""Two plans side by side: what changes for whom, as tables and a map."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from taalplan.needs.plan import NeedsPlan
from taalplan.supply import words
from taalplan.supply.build import Situation
from taalplan.supply.document import Chapter, Report
from taalplan.supply.mapping import indicators
from taalplan.supply.plan import SupplyPlan
from taalplan.supply.report import DIVISIONS, cover_facts, say
from taalplan.supply.table import Divided, Division, assembled, indicators_table, measured
from taalplan.tables.chart import Map, Place
from taalplan.tables.table import TOTAL, Cell, Dimension, Key, Member, Table, Unit
from taalplan.vocabulary.text import Text

BEFORE = Text("zoals het is", "as it is", "tel quel")
AFTER = Text("met de wijziging", "with the change", "avec le changement")
DIFFERENCE = Text("verschil", "difference", "différence")


def comparison(situation: Situation, before: SupplyPlan, after: SupplyPlan, what: Text) -> Report:
    """A report of what a change does to a plan made with the same effort and seed."""
    needs = situation.needs
    tables = [compared(before, after, name, needs) for name in DIVISIONS]
    zones = compared_zones(before, after, needs)
    year = str(needs.horizon.school_year)
    placed = float(after.placed.sum() - before.placed.sum())
    columns = [("before", BEFORE, indicators(before)), ("after", AFTER, indicators(after))]
    title = Text("Wat verandert", "What changes", "Ce qui change")
    chapters = (
        Chapter(title, (
            say("De wijziging: {what}. Het plan plaatst dan {placed} cursisten, {number} {more} "
                "dan zonder.",
                "The change: {what}. The plan then places {placed} learners, {number} "
                "{more_en} than without.",
                "Le changement : {what}. Le plan place alors {placed} apprenants, {number} "
                "{more_fr} que sans.",
                what=what, placed=float(after.placed.sum()), number=abs(placed),
                more="meer" if placed >= 0 else "minder",
                more_en="more" if placed >= 0 else "fewer",
                more_fr="de plus" if placed >= 0 else "de moins"),
            say("Beide plannen zijn gezocht met evenveel moeite, vanuit hetzelfde begin. Elk "
                "kan nog beter: samen hoogstens {gap}. Een verschil van enkele personen in een "
                "kleine rij zegt niets.",
                "Both plans were looked for with the same effort, from the same start. Each can "
                "still be better: together by at most {gap}. A difference of a few people in a "
                "small row says nothing.",
                "Les deux plans ont été cherchés avec le même effort, du même départ. Chacun "
                "peut être amélioré : ensemble d’au plus {gap}. Une différence de quelques "
                "personnes dans une petite ligne ne dit rien.",
                gap=(before.bound - before.value) + (after.bound - after.value)),
            *tables[:2], change_map(zones, situation), *tables[2:],
            indicators_table(columns, needs),
        )),
    )  # fmt: skip
    return Report(
        "vergelijking",
        Text(f"Wat als: aanbod NT2 {year}", f"What if: supply of Dutch lessons {year}",
             f"Et si : offre NT2 {year}"),
        needs, cover_facts(situation), chapters, (zones,),
    )  # fmt: skip


COLUMNS = (
    ("covered-before", Text("geplaatst, zoals het is", "placed, as it is", "placés, tel quel")),
    ("covered-after", Text("geplaatst, met de wijziging", "placed, with the change",
                           "placés, avec le changement")),
    ("covered-difference", Text("verschil", "difference", "différence")),
    ("groups-before", Text("groepen, zoals het is", "groups, as it is", "groupes, tel quel")),
    ("groups-after", Text("groepen, met de wijziging", "groups, with the change",
                          "groupes, avec le changement")),
    ("groups-difference", Text("verschil in groepen", "difference in groups",
                               "différence de groupes")),
)  # fmt: skip


def compared(before: SupplyPlan, after: SupplyPlan, name: str, needs: NeedsPlan) -> Table:
    """Placed people and groups of both plans by one division, with the difference."""
    two = [Divided(plan) for plan in (before, after)]
    divisions: list[Division] = [getattr(one, name) for one in two]
    found = [measured(one, [division]) for one, division in zip(two, divisions, strict=True)]
    division = divisions[0]
    rows: list[Member] = []
    cells: dict[Key, Cell] = {}
    pairs = [(measure, [one[measure] for one in found]) for measure in ("covered", "groups")]
    for number, code in enumerate((*division.codes, TOTAL)):
        last = number == len(division.codes)
        values = {
            measure: [float(array.sum() if last else array[number]) for array in arrays]
            for measure, arrays in pairs
        }
        if any(any(pair) for pair in values.values()) or last:
            rows.append(Member((code,), words.ALL if last else division.labels[number]))
            _fill(cells, code, values)
    labels = dict(zip(division.codes, division.labels, strict=True))
    title = Text("Met en zonder de wijziging", "With and without the change",
                 "Avec et sans le changement")  # fmt: skip
    return assembled(
        f"compare-{name}", words.by(division.word, title),
        (Dimension(name, division.word, labels),), rows, _columns(COLUMNS), cells, needs,
        (words.ESTIMATE, division.about),
        Dimension("measure", words.MEASURE, dict(COLUMNS)),
    )  # fmt: skip


def _fill(cells: dict[Key, Cell], code: str, values: dict[str, list[float]]) -> None:
    for measure, (first, second) in values.items():
        cells[(code,), (f"{measure}-before",)] = Cell(round(first, 6))
        cells[(code,), (f"{measure}-after",)] = Cell(round(second, 6))
        cells[(code,), (f"{measure}-difference",)] = Cell(round(second - first, 6))


def _columns(columns: Sequence[tuple[str, Text]]) -> tuple[Member, ...]:
    return tuple(
        Member(
            (code,), name, estimate=True, decimals=0, signed=code.endswith("difference"),
            unit=Unit.GROUPS if code.startswith("groups") else None,
        )
        for code, name in columns
    )  # fmt: skip


def compared_zones(before: SupplyPlan, after: SupplyPlan, needs: NeedsPlan) -> Table:
    """Placed people of both plans by municipality."""
    problem = before.problem
    size = len(problem.zones)
    two = [np.bincount(plan.problem.needs.zone, plan.placed, size) for plan in (before, after)]
    cells: dict[Key, Cell] = {}
    for number, zone in enumerate(problem.zones):
        _fill(cells, zone.code, {"covered": [float(one[number]) for one in two]})
    rows = [Member((zone.code,), Text.same(zone.name)) for zone in problem.zones]
    labels = {zone.code: Text.same(zone.name) for zone in problem.zones}
    title = Text("Met en zonder de wijziging", "With and without the change",
                 "Avec et sans le changement")  # fmt: skip
    return assembled(
        "compare-municipalities", words.by(words.MUNICIPALITY, title),
        (Dimension("municipality", words.MUNICIPALITY, labels),), rows, _columns(COLUMNS[:3]),
        cells, needs, (words.ESTIMATE,),
        Dimension("measure", words.MEASURE, dict(COLUMNS[:3])),
    )  # fmt: skip


def change_map(table: Table, situation: Situation) -> Map:
    """Where more and where fewer people find a place."""
    zones = situation.problem.zones
    return Map(
        table, "kaart-verschil",
        Text("Waar meer en waar minder mensen een plaats vinden",
             "Where more and where fewer people find a place",
             "Où plus et où moins de personnes trouvent une place"),
        tuple(Text.same(zone.name) for zone in zones), DIFFERENCE,
        cells=tuple(((zone.code,), ("covered-difference",)) for zone in zones),
        places=tuple(Place(zone.latitude, zone.longitude, (zone.code,)) for zone in zones),
        on=situation.needs.horizon.school_year.first_day,
    )  # fmt: skip
