# SPDX-License-Identifier: EUPL-1.2
"""What another network would change, in one sentence, with figures rounded as they are said."""

from __future__ import annotations

import math

from taalplan.access.desks import words
from taalplan.access.desks.study import ADD, DROP, FLEMISH, SAME, SWAP, TODAY, Study
from taalplan.access.location.plan import PROVEN
from taalplan.tables.sentences import fill
from taalplan.vocabulary.text import Text

LANGUAGES = ("nl", "en", "fr")
AND = {"nl": " en ", "en": " and ", "fr": " et "}


def option_sentence(study: Study, code: str) -> Text:
    """What one other network would change, in one sentence."""
    option, before = study.option(code), study.option(TODAY)
    effect = study.effect(option)
    values: dict[str, Text | float] = {
        "label": words.OPTIONS[code],
        "opened": names(study, effect.opened),
        "closed": names(study, effect.closed),
        "before": tenth(before.reach.mean, 2),
        "after": tenth(option.reach.mean, 2),
        "gaining": round(effect.gaining),
        "losing": round(effect.losing),
        "count": len(effect.opened),
        "unit": words.SAID[study.situation.unit],
    }
    if code == SAME and option.gap > PROVEN:
        return fill(_SAME_LOOSE, **values, gap=at_most(option.gap))
    if code == SAME:
        return fill(_SAME, **values)
    return fill({ADD: _ADD, FLEMISH: _ADD, DROP: _DROP, SWAP: _SWAP}[code], **values)


_ADD = Text(
    "{label}: {opened}. Het gemiddelde gaat van {before} naar {after} {unit}; {gaining} personen "
    "wonen dan dichter bij een contactpunt en niemand verder.",
    "{label}: {opened}. The mean goes from {before} to {after} {unit}; {gaining} people then live "
    "nearer to a desk and nobody farther.",
    "{label} : {opened}. La moyenne passe de {before} à {after} {unit} ; {gaining} personnes "
    "habitent alors plus près d’un guichet et personne plus loin.",
)
_DROP = Text(
    "{label}, die het minst gemist worden: {closed}. Het gemiddelde gaat van {before} naar {after} "
    "{unit}; {losing} personen wonen dan verder van een contactpunt.",
    "{label}, those missed least: {closed}. The mean goes from {before} to {after} {unit}; "
    "{losing} people then live farther from a desk.",
    "{label}, dont l’absence pèse le moins : {closed}. La moyenne passe de {before} à {after} "
    "{unit} ; {losing} personnes habitent alors plus loin d’un guichet.",
)
_SWAP = Text(
    "{label}: van {closed} naar {opened}. Het gemiddelde gaat van {before} naar {after} {unit}; "
    "{gaining} personen wonen dichter en {losing} verder.",
    "{label}: from {closed} to {opened}. The mean goes from {before} to {after} {unit}; {gaining} "
    "people live nearer and {losing} farther.",
    "{label} : de {closed} à {opened}. La moyenne passe de {before} à {after} {unit} ; {gaining} "
    "personnes habitent plus près et {losing} plus loin.",
)
_SAME = Text(
    "{label}: {count} gemeenten zouden wisselen. Het gemiddelde kan niet lager zijn dan {after} "
    "{unit}; vandaag is het {before} {unit}. {gaining} personen zouden dichter wonen en {losing} "
    "verder.",
    "{label}: {count} municipalities would change places. The mean cannot be below {after} {unit}; "
    "today it is {before} {unit}. {gaining} people would live nearer and {losing} farther.",
    "{label} : {count} communes changeraient. La moyenne ne peut descendre sous {after} {unit} ; "
    "elle est aujourd’hui de {before} {unit}. {gaining} personnes habiteraient plus près et "
    "{losing} plus loin.",
)


_SAME_LOOSE = Text(
    "{label}: {count} gemeenten zouden wisselen. Het gemiddelde gaat van {before} naar {after} "
    "{unit}; een ander netwerk kan nog hoogstens {gap} % beter zijn. {gaining} personen zouden "
    "dichter wonen en {losing} verder.",
    "{label}: {count} municipalities would change places. The mean goes from {before} to {after} "
    "{unit}; another network can be at most {gap} % better. {gaining} people would live nearer and "
    "{losing} farther.",
    "{label} : {count} communes changeraient. La moyenne passe de {before} à {after} {unit} ; un "
    "autre réseau peut être au plus {gap} % meilleur. {gaining} personnes habiteraient plus près "
    "et {losing} plus loin.",
)


def names(study: Study, sites: tuple[int, ...]) -> Text:
    """Places in alphabetical order, as in 'Ronse, Temse en Zele'."""

    def listed(language: str) -> str:
        found = sorted(study.situation.places[site].name[language] for site in sites)
        return AND[language].join([", ".join(found[:-1]), found[-1]] if found[1:] else found)

    return Text(*(listed(language) for language in LANGUAGES))


def at_most(gap: float) -> Text:
    """A gap in percent, rounded up: no gap that is left reads as none."""
    return tenth(math.ceil(1000 * gap - 1e-9) / 10)


def tenth(value: float, decimals: int = 1) -> Text:
    """A figure with decimals, in the style of each language."""
    from taalplan.tables.numbers import format_number

    return Text(*(format_number(value, lang, decimals) for lang in LANGUAGES))
