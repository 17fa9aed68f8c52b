# SPDX-License-Identifier: EUPL-1.2
"""What is said about the existing supply, and about a plan: chapters of sentences and tables."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from taalplan.needs.sentences import number
from taalplan.supply import words
from taalplan.supply.build import Situation
from taalplan.supply.document import Chapter, Listed, Report
from taalplan.supply.mapping import desk_places, indicators, within_reach
from taalplan.supply.plan import SupplyPlan
from taalplan.supply.reasons import offer_sentence, offers_of
from taalplan.supply.table import (
    Divided,
    cells_table,
    coverage,
    indicators_table,
    reasons_table,
    zones_table,
)
from taalplan.supply.why import Gap
from taalplan.tables.chart import Map, Place
from taalplan.tables.table import Table
from taalplan.vocabulary.places import CENTRE_CITIES, municipalities
from taalplan.vocabulary.text import Text

DIVISIONS = ("area", "place", "level", "profile", "daypart", "start")
OFFERS = 6
"""How many offers of each centre city are explained in print; the list of groups has them all."""

LANGUAGES = ("nl", "en", "fr")


def say(nl: str, en: str, fr: str, **figures: float | str | Text) -> Text:
    """A sentence with whole numbers filled in as each language writes them."""
    return Text(*(
        words_.format(**{
            key: filled(value, lang)
            for key, value in figures.items()
        })
        for words_, lang in zip((nl, en, fr), LANGUAGES, strict=True)
    ))  # fmt: skip


def filled(value: float | str | Text, language: str) -> str:
    """A figure or words of a sentence."""
    if isinstance(value, Text):
        return value[language]
    return value if isinstance(value, str) else number(value, language)


def zone_map(table: Table, situation: Situation, *, name: str, title: Text) -> Map:
    """People without a place, as a circle in the municipality where they live."""
    problem = situation.problem
    places = tuple(Place(zone.latitude, zone.longitude, (zone.code,)) for zone in problem.zones)
    return Map(
        table, name, title, tuple(Text.same(zone.name) for zone in problem.zones), words.GAP,
        cells=tuple(((zone.code,), ("gap",)) for zone in problem.zones), places=places,
        on=situation.needs.horizon.school_year.first_day,
    )  # fmt: skip


def mapping_report(situation: Situation, plan: SupplyPlan) -> Report:
    """The existing supply beside the needs."""
    needs, divided = situation.needs, Divided(plan)
    tables = [coverage(divided, name, needs) for name in DIVISIONS]
    zones = zones_table(plan, needs)
    reached = within_reach(plan) > 0
    year = str(situation.courses.school_year)
    found = indicators(plan)
    desks, unknown = desk_places(situation.courses)
    full = float(plan.unplaced[reached].sum())
    title = Text("Het aanbod naast de behoefte", "The supply beside the need",
                 "L’offre face au besoin")  # fmt: skip
    chapters = (
        Chapter(title, (
            say("De {groups} groepen van {year} zouden {placed} van de {need} verwachte cursisten "
                "van {target} plaatsen; {gap} vinden geen plaats. {free} plaatsen blijven vrij.",
                "The {groups} groups of {year} would place {placed} of the {need} learners "
                "expected in {target}; {gap} find no place. {free} places stay free.",
                "Les {groups} groupes de {year} placeraient {placed} des {need} apprenants prévus "
                "en {target} ; {gap} restent sans place. {free} places restent libres.",
                groups=found.groups, year=year, target=str(needs.horizon.school_year),
                placed=float(plan.placed.sum()), need=float(plan.problem.needs.expected.sum()),
                gap=float(plan.unplaced.sum()), free=found.places - found.taken),
            say("Van wie geen plaats vindt, zijn er {full} voor wie de groepen binnen bereik vol "
                "zijn, en {none} voor wie er binnen bereik geen groep is van hun niveau en profiel "
                "op een dagdeel dat past.",
                "Of those without a place, {full} find the groups within reach full, and {none} "
                "have no group of their level and profile within reach at a day-part that fits.",
                "Parmi eux, {full} trouvent complets les groupes à portée, et {none} n’ont "
                "à portée aucun groupe de leur niveau et profil à un moment qui convient.",
                full=full, none=float(plan.unplaced.sum()) - full),
            *tables[:2],
            zone_map(zones, situation, name="kaart-tekort", title=Text(
                "Wie geen plaats vindt, waar hij woont", "Who finds no place, where they live",
                "Qui reste sans place, à son domicile")),
            *tables[2:],
        )),
        Chapter(Text("Kenmerken", "Indicators", "Indicateurs"), (
            indicators_table([("existing", Text.same(year), found)], needs),
            say("In de cursussen staan {desks} plaatsen voor loketten; van {unknown} cursussen is "
                "dat niet bekend.",
                "The courses have {desks} places for desks; of {unknown} courses that is unknown.",
                "Les cours ont {desks} places pour les guichets ; pour {unknown} c’est inconnu.",
                desks=desks, unknown=unknown),
        )),
        _assumed(situation),
    )  # fmt: skip
    return Report(
        "aanbod-in-kaart",
        Text(f"Aanbod NT2 in kaart {needs.horizon.school_year}",
             f"Supply of Dutch lessons mapped {needs.horizon.school_year}",
             f"Cartographie de l’offre NT2 {needs.horizon.school_year}"),
        needs, cover_facts(situation), chapters, (zones, cells_table(divided, needs)),
    )  # fmt: skip


def plan_report(
    situation: Situation, plan: SupplyPlan, gap: Gap, more: tuple[Chapter, ...] = ()
) -> Report:
    """A plan: what opens, who is placed, who is not and why."""
    needs, divided = situation.needs, Divided(plan)
    zones = zones_table(plan, needs)
    year = str(needs.horizon.school_year)
    chapters = (
        Chapter(Text("Het plan", "The plan", "Le plan"), (
            say("Het plan opent {groups} groepen, samen {hours} lestijden. Zij plaatsen {placed} "
                "van de {need} verwachte cursisten.",
                "The plan opens {groups} groups of {hours} lesson hours together. They place "
                "{placed} of the {need} learners expected.",
                "Le plan ouvre {groups} groupes, soit {hours} périodes. Ils placent {placed} des "
                "{need} apprenants attendus.",
                groups=float(plan.groups.count.sum()), hours=float(plan.hours.sum()),
                placed=float(plan.placed.sum()), need=float(plan.problem.needs.expected.sum())),
            _how_good(plan),
            *(coverage(divided, name, needs) for name in DIVISIONS),
        )),
        Chapter(Text("Wie geen plaats heeft, en waarom", "Who has no place, and why",
                     "Qui reste sans place, et pourquoi"), (
            reasons_table(divided, gap, needs),
            zone_map(zones, situation, name="kaart-tekort", title=Text(
                "Wie geen plaats heeft, waar hij woont", "Who has no place, where they live",
                "Qui reste sans place, à son domicile")),
        )),
        *more,
        *_offers(plan),
        _assumed(situation),
    )  # fmt: skip
    return Report(
        "aanbod",
        Text(f"Aanbodplan NT2 {year}", f"Supply plan for Dutch {year}",
             f"Plan de l’offre NT2 {year}"),
        needs, cover_facts(situation), chapters, (zones, cells_table(divided, needs)),
    )  # fmt: skip


def _how_good(plan: SupplyPlan) -> Text:
    """The value and the bound, in words."""
    if not np.isfinite(plan.bound):
        return Text(
            "Hoe goed het best mogelijke plan is, is niet bekend.",
            "How good the best possible plan is, is not known.",
            "La valeur du meilleur plan possible n’est pas connue.",
        )
    gap = f"{100 * plan.gap:.1f}"
    return say(
        "In geplaatste personen, met reizen, wachten en kosten gewogen, is het plan {value} waard. "
        "Geen enkel plan kan meer waard zijn dan {bound}: dit plan ligt daar hoogstens {comma} % "
        "onder.",
        "In people placed, with travel, waiting and cost weighed, the plan is worth {value}. No "
        "plan can be worth more than {bound}: this one is at most {point} % below it.",
        "En personnes placées, trajets, attente et coût pondérés, le plan vaut {value}. Aucun plan "
        "ne peut valoir plus de {bound} : celui-ci est au plus {comma} % en dessous.",
        value=plan.value, bound=plan.bound, point=gap, comma=gap.replace(".", ","),
    )  # fmt: skip


def _offers(plan: SupplyPlan) -> Iterator[Chapter]:
    """Why the largest offers of each centre city are there."""
    yield Chapter(Text("Waarom deze groepen", "Why these groups", "Pourquoi ces groupes"), (
        Text(
            "Per centrumstad het grootste aanbod, telkens met wie er verwacht wordt, hoe lang zij "
            "wachten en wat er anders het dichtst bij is. Alle groepen met hun reden staan in "
            "groepen.csv.",
            "For each centre city its largest offers, with who is expected, how long they wait and "
            "what else is nearest. All groups with their reason stand in groepen.csv.",
            "Par ville-centre les offres principales, avec les personnes attendues, leur attente "
            "et l’alternative la plus proche. Tous les groupes et leur raison sont dans "
            "groepen.csv.",
        ),
    ))  # fmt: skip
    offers = offers_of(plan)
    for city in CENTRE_CITIES:
        mine = sorted((o for o in offers if o.zone == city), key=lambda o: -o.learners)
        if not mine:
            continue
        # Of every day-part at least the largest offer: an evening group is what people ask after.
        first = {offer.daypart: offer for offer in reversed(mine)}
        chosen = list(dict.fromkeys([*mine[:OFFERS], *first.values()]))
        chosen.sort(key=lambda offer: -offer.learners)
        sentences = tuple(offer_sentence(plan, offer) for offer in chosen)
        yield Chapter(municipalities()[city].name, (Listed(sentences),), level=3)


def cover_facts(situation: Situation) -> tuple[tuple[Text, Text], ...]:
    """What stands on the cover."""
    needs = situation.needs
    return (
        (Text("Schooljaar", "School year", "Année scolaire"),
         Text.same(str(needs.horizon.school_year))),
        (Text("Momentopname", "Snapshot", "Instantané"), Text.same(needs.history.snapshot)),
        (Text("Bestaand aanbod", "Existing supply", "Offre existante"),
         Text.same(str(situation.courses.school_year))),
    )  # fmt: skip


def _assumed(situation: Situation) -> Chapter:
    """Where rooms, teachers and money come from when nobody gave them."""
    problem, limits, year = situation.problem, situation.limits, situation.courses.school_year
    items = [
        say("Geld: {budget} euro{how}, aan {cost} euro per lestijd.",
            "Money: {budget} euro{how_en}, at {cost} euro a lesson hour.",
            "Budget : {budget} euros{how_fr}, à {cost} euros la période.",
            budget=problem.budget or 0.0, cost=problem.hour_cost,
            how="" if limits.budget is not None else f" (de lestijden van {year})",
            how_en="" if limits.budget is not None else f" (the lesson hours of {year})",
            how_fr="" if limits.budget is not None else f" (les périodes de {year})"),
        say("Lokalen: {rooms}, in elke lesplaats zoveel als er in {year} in een dagdeel tegelijk "
            "groepen waren, of zoals gegeven.",
            "Rooms: {rooms}, in each site as many as there were groups at the same time in a "
            "day-part in {year}, or as given.",
            "Locaux : {rooms}, dans chaque lieu autant que de groupes simultanés par moment en "
            "{year}, ou selon les données fournies.",
            rooms=float(problem.rooms.sum()), year=str(year)),
        say("Lesgevers: {hours} lestijden, per werkingsgebied en per soort centrum zoveel als in "
            "{year}, of zoals gegeven.",
            "Teachers: {hours} lesson hours, by working area and kind of centre as many as in "
            "{year}, or as given.",
            "Enseignants : {hours} périodes, par zone et type de centre autant qu’en {year}, ou "
            "selon les données fournies.",
            hours=float(problem.teachers.sum()), year=str(year)),
        Text("Bereik is in vogelvlucht van waar de inwoners van een gemeente wonen tot de "
             "lesplaats. Een cursus op twee dagdelen staat onder het eerste.",
             "Reach is as the crow flies from where the inhabitants of a municipality live to the "
             "site. A course on two day-parts stands under the first.",
             "La portée est à vol d’oiseau, du lieu d’habitat de la commune au lieu de cours. Un "
             "cours sur deux moments figure au premier."),
    ]  # fmt: skip
    if problem.weights.fairness:
        items.append(Text(
            "Billijkheid tussen werkingsgebieden weegt mee (alfa "
            f"{problem.weights.fairness:g}).",
            f"Fairness between working areas is weighed (alpha {problem.weights.fairness:g}).",
            f"L’équité entre zones est pondérée (alpha {problem.weights.fairness:g}).",
        ))  # fmt: skip
    else:
        items.append(Text(
            "Iedereen weegt even zwaar, waar hij ook woont; wie langer wacht, weegt meer.",
            "Everybody weighs the same wherever they live; who waits longer weighs more.",
            "Chacun pèse autant, où qu’il habite ; qui attend plus longtemps pèse davantage.",
        ))  # fmt: skip
    return Chapter(Text("Waarvan het plan uitgaat", "What the plan assumes",
                        "Ce que le plan suppose"), (Listed(tuple(items)),))  # fmt: skip
