# SPDX-License-Identifier: EUPL-1.2
"""What is said about a change of pass rates.

A rate over what is closed flatters recent contracts: who passes fast, closes first. The part
that comes from rates is therefore never called an improvement here; only a comparison at equal
follow-up may say that more people passed, and then by how much and with which interval.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from taalplan.statistics.change.phrases import (
    EMPTY,
    fill,
    joined,
    number,
    percent,
    points,
    signed,
)
from taalplan.tables.render.layout import format_date
from taalplan.vocabulary.text import Language, Text


@dataclass(frozen=True)
class EqualFollowUp:
    """Who had passed so many months after the component began, in both cohorts, as percentages.

    From curves under competing risks (`statistics.outcomes`), so that those who are still busy
    count. `low` and `high` bound the difference in points (95 %).
    """

    months: int
    before: float
    after: float
    low: float
    high: float

    @property
    def difference(self) -> float:
        """After less before, in percentage points."""
        return self.after - self.before


@dataclass(frozen=True)
class StillOpen:
    """How much of each cohort has not closed yet, as percentages, and when that was seen."""

    before: float
    after: float
    as_of: date


def rates(what: Text, first: str, last: str, before: float, after: float) -> Text:
    """The published rates of both cohorts, in percent."""
    words = {"what": what, "first": Text.same(first), "last": Text.same(last)}
    return fill(
        _RATES,
        before=percent(before),
        after=percent(after),
        change=points(after - before, 1),
        **words,
    )


def parts(area_mix: float, group_mix: float | None, within: float, overlap: float) -> Text:
    """What the change is made of, in points; they add up to it. No `group_mix`: not divided so."""
    if group_mix is None:
        told = fill(_PARTS_BY_AREA, area=points(area_mix), within=points(within))
    else:
        told = fill(_PARTS, area=points(area_mix), group=points(group_mix), within=points(within))
    return joined(told, fill(_OVERLAP, overlap=points(overlap)) if round(overlap, 2) else EMPTY)


def caution(within: float, still: StillOpen | None, last: str, first: str) -> Text:
    """Why the part that comes from rates is not an improvement."""
    told = fill(_NOT_BETTER, within=points(within))
    if still is None:
        return joined(told, _WHY)
    day = Text(*(format_date(still.as_of, language) for language in Language))
    open_ = fill(
        _OPEN,
        day=day,
        first=first,
        last=last,
        before=percent(still.before, 0),
        after=percent(still.after, 0),
    )
    return joined(told, open_, _WHY)


def equal_follow_up(found: EqualFollowUp | None, first: str, last: str) -> Text:
    """The comparison that may be made, or that it was not made."""
    if found is None:
        return _NOT_FOLLOWED
    template = _SAME if found.low <= 0 <= found.high else _MORE if found.low > 0 else _FEWER
    told = fill(
        _FOLLOWED,
        months=number(found.months),
        first=first,
        last=last,
        before=percent(found.before),
        after=percent(found.after),
        difference=points(found.difference, 1),
        low=signed(found.low, 1),
        high=signed(found.high, 1),
    )
    return joined(told, template)


_RATES = Text(
    "{what}: van wie het onderdeel gesloten is, slaagde {before} bij contracten van {first} en "
    "{after} bij contracten van {last}, een verschil van {change}.",
    "{what}: of those whose component is closed, {before} passed for contracts of {first} and "
    "{after} for contracts of {last}, a difference of {change}.",
    "{what} : parmi les personnes dont le volet est clôturé, {before} ont réussi pour les contrats "
    "de {first} et {after} pour ceux de {last}, une différence de {change}.",
)
_PARTS = Text(
    "Dat verschil is exact te splitsen: {area} gaat samen met een andere verdeling van de mensen "
    "over de regio's, {group} met een andere verdeling over de doelgroepen en {within} met andere "
    "slaagpercentages binnen dezelfde regio en doelgroep.",
    "That difference can be split exactly: {area} goes with another mix of areas, {group} with "
    "another mix of target groups, and {within} with other pass rates within the same area and "
    "target group.",
    "Cette différence se décompose exactement : {area} va de pair avec une autre répartition entre "
    "régions, {group} avec une autre répartition entre groupes cibles et {within} avec d’autres "
    "taux de réussite au sein d’une même région et d’un même groupe cible.",
)
_PARTS_BY_AREA = Text(
    "Dat verschil is exact te splitsen: {area} gaat samen met een andere verdeling van de mensen "
    "over de regio's en {within} met andere slaagpercentages binnen dezelfde regio. Naar doelgroep "
    "is hier niet gesplitst, omwille van cijfers die niet getoond mogen worden.",
    "That difference can be split exactly: {area} goes with another mix of areas, and {within} "
    "with other pass rates within the same area. It is not split by target group here, as some "
    "figures may not be shown.",
    "Cette différence se décompose exactement : {area} va de pair avec une autre répartition entre "
    "régions et {within} avec d’autres taux de réussite au sein d’une même région. Elle n’est pas "
    "décomposée ici par groupe cible, certains chiffres ne pouvant être montrés.",
)
_OVERLAP = Text(
    "De rest ({overlap}) komt van personen die in meer dan één regio of doelgroep meetellen.",
    "The rest ({overlap}) comes from people who count in more than one area or target group.",
    "Le reste ({overlap}) vient de personnes comptées dans plus d’une région ou d’un groupe cible.",
)
_NOT_BETTER = Text(
    "Het deel van de slaagpercentages ({within}) mag niet als een verbetering worden gelezen.",
    "The part of the pass rates ({within}) may not be read as an improvement.",
    "La partie des taux de réussite ({within}) ne peut être lue comme une amélioration.",
)
_OPEN = Text(
    "Op {day} was {after} van wie onder een contract van {last} begon, nog niet klaar, tegen "
    "{before} bij contracten van {first}.",
    "On {day} {after} of those who began under a contract of {last} had not finished, against "
    "{before} for contracts of {first}.",
    "Au {day}, {after} des personnes ayant commencé sous un contrat de {last} n’avaient pas "
    "terminé, contre {before} pour les contrats de {first}.",
)
_WHY = Text(
    "Wie vlot slaagt, sluit eerst af; hoe meer mensen nog bezig zijn, hoe hoger het percentage van "
    "wie al klaar is.",
    "Those who pass fast close first; the more people are still busy, the higher the rate of those "
    "who are done.",
    "Ceux qui réussissent vite clôturent d’abord ; plus il reste de personnes en cours, plus le "
    "taux de celles qui ont terminé est élevé.",
)
_NOT_FOLLOWED = Text(
    "Hoeveel van het verschil daarvan komt, is alleen te meten bij gelijke opvolging: het aandeel "
    "geslaagden evenveel maanden na de start van het onderdeel.",
    "How much of the difference comes from that can only be measured at equal follow-up: the share "
    "who passed the same number of months after the component began.",
    "La part de la différence qui en découle ne se mesure qu’à suivi égal : la part de réussites "
    "après le même nombre de mois depuis le début du volet.",
)
_FOLLOWED = Text(
    "Bij gelijke opvolging, {months} maanden na de start van het onderdeel, was {before} geslaagd "
    "bij contracten van {first} en {after} bij contracten van {last}: {difference} "
    "(95%-interval: {low} tot {high}).",
    "At equal follow-up, {months} months after the component began, {before} had passed for "
    "contracts of {first} and {after} for contracts of {last}: {difference} (95% interval: {low} "
    "to {high}).",
    "À suivi égal, {months} mois après le début du volet, {before} avaient réussi pour les "
    "contrats de {first} et {after} pour ceux de {last} : {difference} (intervalle à 95 % : {low} "
    "à {high}).",
)
_SAME = Text(
    "Dat is geen aantoonbaar verschil.",
    "That is no demonstrable difference.",
    "Ce n’est pas une différence démontrable.",
)
_MORE = Text(
    "Na die tijd waren er dus meer geslaagd. Of er uiteindelijk ook meer slagen, zeggen deze "
    "cijfers nog niet, en waarom het sneller ging, is niet gemeten.",
    "So after that time more had passed. Whether more will pass in the end these figures do not "
    "say yet, and why it went faster was not measured.",
    "Après ce délai, les réussites étaient donc plus nombreuses. Ces chiffres ne disent pas encore "
    "si davantage de personnes réussiront au final, et la raison n’a pas été mesurée.",
)
_FEWER = Text(
    "Na die tijd waren er dus minder geslaagd, anders dan de percentages hierboven doen vermoeden. "
    "Of er uiteindelijk ook minder slagen, zeggen deze cijfers nog niet; waarom, is niet gemeten.",
    "So after that time fewer had passed, unlike what the rates above suggest. Whether fewer will "
    "pass in the end these figures do not say yet; why was not measured.",
    "Après ce délai, les réussites étaient donc moins nombreuses, contrairement à ce que suggèrent "
    "les taux ci-dessus. Ces chiffres ne disent pas encore ce qu’il en sera au final ; la raison "
    "n’a pas été mesurée.",
)
