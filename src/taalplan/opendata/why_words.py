# SPDX-License-Identifier: EUPL-1.2
"""The sentences and headings of `why`, in three languages."""

from __future__ import annotations

from taalplan.tables.table import Unit
from taalplan.vocabulary.text import Text

TITLE = Text(
    "{name}: waarom {last} anders is dan {first}",
    "{name}: why {last} differs from {first}",
    "{name} : pourquoi {last} diffère de {first}",
)
CHANGE = Text(
    "{name}: {after} {unit} in {last}. Dat zijn er {change} {direction} dan in {first} ({before}): "
    "{relative}.",
    "{name}: {after} {unit} in {last}. That is {change} {direction} than in {first} ({before}): "
    "{relative}.",
    "{name} : {after} {unit} en {last}. C’est {change} de {direction} qu’en {first} ({before}) : "
    "{relative}.",
)
ONE = Text(
    "{name}: {value} {unit} in {year}.",
    "{name}: {value} {unit} in {year}.",
    "{name} : {value} {unit} en {year}.",
)
NOT_SHOWN = Text(
    "{name}: het cijfer van {year} wordt niet getoond, om personen te beschermen, of er was niets "
    "te tellen.",
    "{name}: the figure of {year} is not shown, to protect people, or there was nothing to count.",
    "{name} : le chiffre de {year} n’est pas communiqué, pour protéger les personnes, ou il n’y "
    "avait rien à compter.",
)
SAME = Text(
    "{name}: {after} {unit} in {last}, evenveel als in {first}.",
    "{name}: {after} {unit} in {last}, as many as in {first}.",
    "{name} : {after} {unit} en {last}, autant qu’en {first}.",
)
DIRECTIONS = {
    True: Text("meer", "more", "plus"),
    False: Text("minder", "fewer", "moins"),
}
HIDDEN = Text(
    "{name}: het cijfer van {first} of {last} wordt niet getoond, om personen te beschermen, of er "
    "was niets te tellen. De verandering kan dus niet gezegd worden.",
    "{name}: the figure of {first} or {last} is not shown, to protect people, or there was nothing "
    "to count. So the change cannot be told.",
    "{name} : le chiffre de {first} ou de {last} n’est pas communiqué, pour protéger les "
    "personnes, ou il n’y avait rien à compter. Le changement ne peut donc être donné.",
)
NOUNS: dict[Unit, Text] = {
    Unit.PEOPLE: Text("personen", "people", "personnes"),
    Unit.ENROLMENTS: Text("inschrijvingen", "enrolments", "inscriptions"),
    Unit.PERCENT: Text("%", "%", "%"),
}
YEARS_BETWEEN = Text("Daartussen: {years}.", "In between: {years}.", "Entre les deux : {years}.")
SHOCKS = Text(
    "In deze periode is een schok aangegeven: {shocks}. Dat zij samenvallen is geen bewijs van een "
    "oorzaak.",
    "In this period a shock is declared: {shocks}. That they coincide is no proof of a cause.",
    "Un choc est déclaré pour cette période : {shocks}. Cette coïncidence n’est pas la preuve "
    "d’une cause.",
)
WIDER = Text(
    "Dezelfde groep, ruimer bekeken: {places}.",
    "The same group, seen more widely: {places}.",
    "Le même groupe, vu plus largement : {places}.",
)
SHIFT = Text(
    "Was {name} meegegaan met {place}, dan waren het er {along} geweest; het verschil daarmee is "
    "{difference}. Dat deel is eigen aan deze plaats en groep.",
    "Had {name} moved along with {place}, it would have been {along}; the difference from that is "
    "{difference}. That part belongs to this place and group.",
    "Si {name} avait suivi {place}, il y en aurait eu {along} ; l’écart est de {difference}. "
    "Cette part est propre à ce lieu et à ce groupe.",
)
ALONG = Text(
    "{name} ging precies mee met {place}: dat had {along} gegeven. De verandering is dus niet "
    "eigen aan deze plaats.",
    "{name} moved exactly along with {place}, which would have given {along}. So the change does "
    "not belong to this place.",
    "{name} a suivi exactement {place}, ce qui aurait donné {along}. Le changement n’est donc pas "
    "propre à ce lieu.",
)
BESIDE = Text("Naast ruimere cijfers", "Beside wider figures", "À côté de chiffres plus larges")
GROUPS = Text("Alle groepen: {place}", "All groups: {place}", "Tous les groupes : {place}")
NEIGHBOURS = Text("De plaatsen van {place}", "The places of {place}", "Les lieux de {place}")
OPENED = Text(
    "Kwam er tegen {year} bij: {desks}.",
    "Opened by {year}: {desks}.",
    "Ouvert pour {year} : {desks}.",
)
CLOSED = Text(
    "Was er in {year} niet meer: {desks}.",
    "No longer there in {year}: {desks}.",
    "N’existait plus en {year} : {desks}.",
)
CARE = Text(
    "Deze cijfers zeggen waaruit de verandering bestaat, niet waardoor zij kwam.",
    "These figures say what the change consists of, not what brought it about.",
    "Ces chiffres disent de quoi se compose le changement, non ce qui l’a causé.",
)
DIFFERENCE = Text("verschil", "difference", "différence")
RELATIVE = Text("in %", "in %", "en %")
MEASURE = Text("maat", "measure", "mesure")
WHERE = Text("waar en wie", "where and who", "où et qui")
