# SPDX-License-Identifier: EUPL-1.2
"""Headings, notes and titles of tables and charts of change, in three languages."""

from __future__ import annotations

import re

from taalplan.statistics.definition import Definition
from taalplan.tables.table import Dimension
from taalplan.vocabulary.text import Text

CHANGE = Text("verschil", "change", "écart")
POINTS = Text("%-punt", "points", "points")
OBSERVED = Text("geteld", "counted", "compté")
EXPECTED = Text("verwacht", "expected", "attendu")
FROM = Text("van", "from", "de")
TO = Text("tot", "to", "à")
DEVIATION = Text("afwijking", "deviation", "écart")
INTERVAL = Text(
    "wat een gewoon jaar zou geven (95 %)",
    "what an ordinary year would give (95%)",
    "ce que donnerait une année ordinaire (95 %)",
)
BASE = Text("{year} (basis)", "{year} (base)", "{year} (base)")

PERIOD = Dimension("period", Text("periode", "period", "période"))
MEASURE = Dimension("measure", Text("maat", "measure", "mesure"))
EFFECT = Text("deel van de verandering", "part of the change", "partie de l’évolution")
PEOPLE_CHANGE = Text(
    "verandering in aantal personen", "change in number of people", "évolution du nombre"
)
PEOPLE = Text("aantal personen", "number of people", "nombre de personnes")

ADDS_UP = Text(
    "De procentpunten (%-punt) zijn bijdragen aan de relatieve verandering van het totaal. Alle "
    "regels samen geven exact de verandering van het totaal; afgeronde procentpunten kunnen een "
    "tiende afwijken.",
    "The points are contributions to the relative change of the total. All lines together give "
    "exactly the change of the total; rounded points may differ by a tenth.",
    "Les points sont des contributions à l’évolution relative du total. Toutes les lignes "
    "donnent ensemble exactement l’évolution du total ; les points arrondis peuvent différer "
    "d’un dixième.",
)
EXPECTED_NOTE = Text(
    "Verwacht is, per regio, het gemiddelde van de basisjaren. Het interval (95 %) volgt uit een "
    "quasi-Poissonregressie met een effect per regio en per jaar buiten de basis; de spreiding "
    "({phi}) is geschat op {freedom} vrijheidsgraden en geldt voor alle rijen.",
    "Expected is, for each area, the mean of the base years. The interval (95%) follows from a "
    "quasi-Poisson regression with an effect for each area and each year outside the base; the "
    "dispersion ({phi}) is estimated on {freedom} degrees of freedom and holds for all rows.",
    "L’attendu est, par région, la moyenne des années de base. L’intervalle (95 %) résulte d’une "
    "régression quasi-Poisson avec un effet par région et par année hors base ; la dispersion "
    "({phi}) est estimée sur {freedom} degrés de liberté et vaut pour toutes les lignes.",
)
SPLIT_NOTE = Text(
    "Exacte splitsing volgens Shapley (bij drie factoren gelijk aan Das Gupta): het gemiddelde "
    "over alle volgordes waarin regio, doelgroep en slaagpercentages kunnen veranderen. Er is "
    "geen rest. 'Slaagpercentages' bevat ook het effect van trajecten die nog niet gesloten zijn "
    "en is dus geen maat voor verbetering.",
    "Exact split after Shapley (with three factors equal to Das Gupta): the average over all "
    "orders in which area, target group and pass rates can change. Nothing is left over. 'Pass "
    "rates' also holds the effect of components not closed yet, and measures no improvement.",
    "Décomposition exacte selon Shapley (avec trois facteurs, celle de Das Gupta) : la moyenne "
    "de tous les ordres dans lesquels région, groupe cible et taux de réussite peuvent changer. "
    "Il n’y a pas de reste. « Taux de réussite » comprend aussi l’effet des volets non encore "
    "clôturés et ne mesure donc pas une amélioration.",
)

AREA_MIX = Text("verdeling over de regio's", "mix of areas", "répartition entre régions")
GROUP_MIX = Text(
    "verdeling over de doelgroepen", "mix of target groups", "répartition entre groupes cibles"
)
RATES = Text(
    "slaagpercentages binnen regio en doelgroep",
    "pass rates within area and target group",
    "taux de réussite au sein des régions et groupes cibles",
)
OVERLAP = Text(
    "personen die meer dan één keer meetellen",
    "people who count more than once",
    "personnes comptées plus d’une fois",
)
OTHERS = Text("andere loketten", "other desks", "autres guichets")


def several(heading: Text) -> Text:
    """The line of those who stand in more than one part: counted twice, so taken off."""
    return Text(
        f"af: personen in meer dan één {heading.nl}",
        f"less: people in more than one {heading.en}",
        f"moins : personnes dans plus d’un(e) {heading.fr}",
    )


IN_POINTS = Text("procentpunt", "percentage points", "points de pourcentage")


def component(definition: Definition) -> Text:
    """What a rate is about, in a word or two: the component that is asked for, or the subject."""
    wanted = definition.where.get("component", ())
    return Text.same(f"NT2 {wanted[0]}") if len(wanted) == 1 else subject(definition)


def subject(definition: Definition) -> Text:
    """What a definition counts, without the words for how its own table divides it."""
    title = definition.title
    return Text(*(_subject(title[language], cut) for language, cut in _CUTS.items()))


_CUTS = {"nl": ", naar ", "en": ", by ", "fr": ", par "}


def _subject(title: str, cut: str) -> str:
    bare = title.partition(cut)[0]
    return re.sub(r"( (in|en)|,) \{\w+\}", "", bare).strip()
