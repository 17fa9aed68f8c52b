# SPDX-License-Identifier: EUPL-1.2
"""How a study of desks was computed, in the words of its document."""

from __future__ import annotations

from collections.abc import Iterator

from taalplan.access.desks.situation import Situation
from taalplan.tables.sentences import fill
from taalplan.tables.table import Unit
from taalplan.vocabulary.text import Text


def method(situation: Situation) -> Iterator[Text]:
    """A paragraph for the demand and the way, for the networks, and for inequality."""
    yield _DEMAND
    if situation.homes is not None:
        yield fill(_HOMES, count=len(situation.homes.codes))
    yield _WAY[situation.unit, situation.homes is not None]
    if situation.minutes and situation.homes is None:
        yield _WITHIN
    yield _PROOF
    if situation.candidates is None:
        yield _ANYWHERE
    else:
        yield fill(_CANDIDATES, count=len(situation.candidates))
    yield _INEQUALITY


_DEMAND = Text(
    "De vraag is geteld naar de gemeente waar iemand bij de eerste aanmelding van het jaar woonde.",
    "Demand is counted by the municipality where somebody lived at the first registration of the "
    "year.",
    "La demande est comptée selon la commune où la personne habitait à sa première inscription de "
    "l’année.",
)
_HOMES = Text(
    "De personen van een gemeente zijn verdeeld over de plaatsen van het gegeven bestand, naar hun "
    "inwoners; wie in een gemeente zonder zulke plaatsen woont, telt op haar kern. Samen zijn het "
    "{count} plaatsen. Een figuur of tabel per gemeente geeft het gemiddelde van haar plaatsen; "
    "het dichtste contactpunt van wie zich elders aanmeldde, is dat met het laagste gemiddelde.",
    "The people of a municipality are divided over the places of the file that was given, by their "
    "inhabitants; who lives in a municipality without such places counts at its centre. Together "
    "they are {count} places. A figure or table by municipality gives the mean of its places; the "
    "nearest desk of who registered elsewhere is the one with the lowest mean.",
    "Les personnes d’une commune sont réparties sur les lieux du fichier donné, selon leurs "
    "habitants ; pour une commune sans lieu, elles comptent en son centre. Ensemble, il y a "
    "{count} lieux. Une figure ou un tableau par commune donne la moyenne de ses lieux ; le "
    "guichet le plus proche de qui s’est inscrit ailleurs est celui de la moyenne la plus basse.",
)
_WITHIN = Text(
    "Waar de tabel van reistijden niets zegt over de weg binnen een gemeente, is die 0 minuten.",
    "Where the table of travel times says nothing of the way within a municipality, that is 0 "
    "minutes.",
    "Là où la table de durées ne dit rien du trajet à l’intérieur d’une commune, il est de 0 "
    "minute.",
)
_MINUTES = Text(
    "De weg is in minuten, uit de tabel van reistijden die bij de berekening gegeven is.",
    "The way is in minutes, of the table of travel times that was given for the computation.",
    "Le trajet est en minutes, selon la table de durées donnée pour le calcul.",
)
_WAY = {
    (Unit.KILOMETRES, False): Text(
        "De afstand is die in vogelvlucht tussen de kernen van gemeenten; binnen een gemeente is "
        "ze 0 km. Zij is dus korter dan de weg, en voor alle netwerken op dezelfde manier.",
        "The distance is as the crow flies between the centres of municipalities; within one it "
        "is 0 km. It is therefore shorter than the way, and for all networks alike.",
        "La distance est à vol d’oiseau entre les centres des communes ; dans une commune, elle "
        "est de 0 km. Elle est donc plus courte que le trajet, de la même façon pour tous les "
        "réseaux.",
    ),
    (Unit.KILOMETRES, True): Text(
        "De afstand is die in vogelvlucht van zo een plaats naar de kern van de gemeente met een "
        "contactpunt. Zij is dus korter dan de weg, en voor alle netwerken op dezelfde manier.",
        "The distance is as the crow flies from such a place to the centre of the municipality "
        "with a desk. It is therefore shorter than the way, and for all networks alike.",
        "La distance est à vol d’oiseau d’un tel lieu au centre de la commune avec un guichet. "
        "Elle est donc plus courte que le trajet, de la même façon pour tous les réseaux.",
    ),
    (Unit.MINUTES, False): _MINUTES,
    (Unit.MINUTES, True): _MINUTES,
}
_PROOF = Text(
    "De beste netwerken zijn exact berekend (p-mediaan en p-center), met een bewezen grens. De "
    "stedelijke agentschappen Atlas en IN-Gent blijven altijd open.",
    "The best networks were computed exactly (p-median and p-center), with a proven bound. The "
    "city agencies Atlas and IN-Gent always stay open.",
    "Les meilleurs réseaux ont été calculés exactement (p-médiane et p-centre), avec une borne "
    "prouvée. Les agences urbaines Atlas et IN-Gent restent toujours ouvertes.",
)
_ANYWHERE = Text(
    "Een contactpunt kan in elke gemeente van Vlaanderen en Brussel liggen.",
    "A desk can lie in any municipality of Flanders and Brussels.",
    "Un guichet peut se trouver dans toute commune de Flandre et de Bruxelles.",
)
_CANDIDATES = Text(
    "Een nieuw contactpunt kan alleen liggen in een gemeente van de gegeven lijst, die er {count} "
    "telt.",
    "A new desk can only lie in a municipality of the list that was given, which has {count}.",
    "Un nouveau guichet ne peut se trouver que dans une commune de la liste donnée, qui en compte "
    "{count}.",
)
_INEQUALITY = Text(
    "De ongelijkheid (Gini) is 0 % wanneer iedereen even ver reist, en nadert 100 % wanneer "
    "enkelen de hele weg van allen afleggen. Wie in een gemeente met een contactpunt woont, reist "
    "hier weinig of niet; daardoor is zij altijd hoog.",
    "Inequality (Gini) is 0 % when everybody travels as far, and nears 100 % when a few travel "
    "the whole way of all. Who lives in a municipality with a desk travels little or nothing here; "
    "that is why it is always high.",
    "L’inégalité (Gini) est de 0 % quand tous parcourent la même distance et approche 100 % "
    "quand quelques-uns parcourent tout le chemin. Qui habite une commune avec guichet ne se "
    "déplace ici que peu ou pas ; elle est donc toujours élevée.",
)
