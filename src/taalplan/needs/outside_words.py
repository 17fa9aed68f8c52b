# SPDX-License-Identifier: EUPL-1.2
"""What a plan says of what it was told from outside: each stream, and whether a driver is used."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite

from taalplan.needs.driving import Tried
from taalplan.needs.entrants import Entrance
from taalplan.needs.entry import FEWEST
from taalplan.needs.outside import Stream
from taalplan.tables.numbers import format_number, format_percent
from taalplan.vocabulary.text import Text

LANGUAGES = ("nl", "en", "fr")
OUTSIDE = Text(
    "Wat van buiten het register komt",
    "What comes from outside the register",
    "Ce qui vient de l’extérieur du registre",
)
STREAM = {
    "nl": "Stroom “{name}”, boven op wat het register doet verwachten, in het verschil met het "
    "vorige plan onder schokken: {futures}. Gemiddeld {mean} eerste aanmeldingen meer; elk pad "
    "volgt één scenario.",
    "en": "Stream “{name}”, on top of what the register makes expect, under shocks in the "
    "difference from last year’s plan: {futures}. On average {mean} more first registrations; "
    "each path follows one scenario.",
    "fr": "Flux « {name} », en plus de ce que le registre laisse attendre, sous les chocs dans la "
    "différence avec le plan précédent : {futures}. En moyenne {mean} premières inscriptions de "
    "plus ; chaque trajectoire suit un scénario.",
}
FUTURE = {
    "nl": "{code} (kans {chance}): {people} mensen",
    "en": "{code} (chance {chance}): {people} people",
    "fr": "{code} (probabilité {chance}) : {people} personnes",
}
DRIVER = {
    "nl": "Reeks “{name}”: {reason}",
    "en": "Series “{name}”: {reason}",
    "fr": "Série « {name} » : {reason}",
}
USED = {
    "nl": "gebruikt. {errors} De reeks groeide in een jaar met een factor {growth}; de verwachte "
    "instroom is daarom maal {factor} gedaan.",
    "en": "used. {errors} The series grew by a factor {growth} in a year; expected entry is "
    "therefore multiplied by {factor}.",
    "fr": "utilisée. {errors} La série a crû d’un facteur {growth} en un an ; les entrées "
    "attendues sont donc multipliées par {factor}.",
}
UNUSED = {
    "nl": "niet gebruikt, er verandert geen getal. {errors} Die winst is er niet, of kan toeval "
    "zijn.",
    "en": "not used, no number changes. {errors} There is no gain, or it may be chance.",
    "fr": "non utilisée, aucun nombre ne change. {errors} Le gain est nul, ou peut être dû au "
    "hasard.",
}
ERRORS = {
    "nl": "Over {cuts} vroegere plannen was de fout op alle eerste aanmeldingen van het "
    "schooljaar gemiddeld {driven} met de reeks en {plain} zonder.",
    "en": "Over {cuts} earlier plans the error on all first registrations of the school year "
    "was {driven} on average with the series and {plain} without.",
    "fr": "Sur {cuts} plans antérieurs, l’erreur sur toutes les premières inscriptions de "
    "l’année scolaire était en moyenne de {driven} avec la série et de {plain} sans elle.",
}
FEW = {
    "nl": "niet gebruikt, er verandert geen getal. Zij kon op {cuts} vroegere plannen beproefd "
    "worden, en er zijn er minstens {fewest} nodig.",
    "en": "not used, no number changes. It could be tried on {cuts} earlier plans, and at least "
    "{fewest} are needed.",
    "fr": "non utilisée, aucun nombre ne change. Elle a pu être essayée sur {cuts} plans "
    "antérieurs, et il en faut au moins {fewest}.",
}
OLD = {
    "nl": "niet gebruikt, er verandert geen getal. {errors} Van de laatste twee jaar vóór de "
    "peildag ontbreken maanden.",
    "en": "not used, no number changes. {errors} Of the last two years before the cut-off months "
    "are missing.",
    "fr": "non utilisée, aucun nombre ne change. {errors} Il manque des mois des deux dernières "
    "années avant la date d’arrêt.",
}


def told(entrance: Entrance) -> Iterator[Text]:
    """A sentence for each stream, and one for the driver."""
    for stream in entrance.streams:
        yield Text(*(_stream(stream, language) for language in LANGUAGES))
    if entrance.driver:
        yield Text(*(_driver(entrance.driver, language) for language in LANGUAGES))


def _stream(stream: Stream, language: str) -> str:
    futures = "; ".join(
        FUTURE[language].format(
            code=one.code,
            chance=format_percent(100 * one.chance, language),
            people=format_number(sum(one.people.values()), language),
        )
        for one in stream.futures
    )
    mean = sum(one.chance * sum(one.people.values()) for one in stream.futures)
    return STREAM[language].format(
        name=stream.name, futures=futures, mean=format_number(mean, language)
    )


def _driver(tried: Tried, language: str) -> str:
    verdict = tried.verdict
    errors = ERRORS[language].format(
        cuts=verdict.cut_offs,
        driven=format_number(verdict.driven, language) if verdict.cut_offs else "",
        plain=format_number(verdict.plain, language) if verdict.cut_offs else "",
    )
    if verdict.cut_offs < FEWEST:
        words = FEW
    elif not verdict.used:
        words = UNUSED
    else:
        words = USED if tried.used else OLD
    factors = {
        name: format_number(value, language, 2) if isfinite(value) else ""
        for name, value in (("growth", tried.growth), ("factor", tried.factor))
    }
    reason = words[language].format(errors=errors, cuts=verdict.cut_offs, fewest=FEWEST, **factors)
    return DRIVER[language].format(name=tried.name, reason=reason)
