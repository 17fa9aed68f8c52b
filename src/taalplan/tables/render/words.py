# SPDX-License-Identifier: EUPL-1.2
"""The few words that renderings add to a table of their own accord, in three languages."""

from __future__ import annotations

from taalplan.tables.table import Status, Unit
from taalplan.vocabulary.text import Text

UNITS: dict[Unit, Text] = {
    Unit.PEOPLE: Text("aantal personen", "number of people", "nombre de personnes"),
    Unit.ROWS: Text("aantal registraties", "number of records", "nombre d'enregistrements"),
    Unit.ENROLMENTS: Text("aantal inschrijvingen", "number of enrolments", "nombre d'inscriptions"),
    Unit.PERCENT: Text("percentage", "percentage", "pourcentage"),
    Unit.POINTS: Text("procentpunt", "percentage points", "points de pourcentage"),
    Unit.PER_THOUSAND: Text("per duizend", "per thousand", "pour mille"),
    Unit.HOURS: Text("aantal uren", "number of hours", "nombre d'heures"),
    Unit.KILOMETRES: Text("kilometer", "kilometres", "kilomètres"),
    Unit.MINUTES: Text("minuten", "minutes", "minutes"),
    Unit.PLACES: Text("aantal gemeenten", "number of municipalities", "nombre de communes"),
    Unit.GROUPS: Text("aantal groepen", "number of groups", "nombre de groupes"),
    Unit.TEACHERS: Text("voltijdse lesgevers", "full-time teachers", "enseignants à temps plein"),
    Unit.STAFF: Text("aantal medewerkers", "number of staff", "nombre de collaborateurs"),
    Unit.APPOINTMENTS: Text("aantal afspraken", "number of appointments", "nombre de rendez-vous"),
    Unit.EUROS: Text("euro", "euro", "euros"),
}

STATUSES: dict[Status, Text] = {
    Status.NOT_OPEN: Text("niet open", "not open", "pas ouvert"),
    Status.SUPPRESSED: Text(
        "niet getoond om personen te beschermen",
        "not shown, to protect people",
        "non communiqué, pour protéger les personnes",
    ),
    Status.PROVISIONAL: Text("voorlopig cijfer", "provisional figure", "chiffre provisoire"),
}

BELOW = Text(
    "minder dan {limit}, niet getoond om personen te beschermen",
    "fewer than {limit}, not shown, to protect people",
    "moins de {limit}, non communiqué, pour protéger les personnes",
)
"""What the sign `<5` means."""

NO_PERCENTAGE = Text("geen percentage", "no percentage", "pas de pourcentage")

SIGNS: dict[Status, str] = {
    Status.NOT_OPEN: "",
    Status.SUPPRESSED: ":",
    Status.PROVISIONAL: "*",
}
"""How a status shows in print. A provisional figure keeps its value and gets the sign behind it."""

TABLE = Text("Tabel", "Table", "Tableau")
NOTE = Text("noot", "note", "note")
NOTES = Text("Noten", "Notes", "Notes")
UNIT = Text("Eenheid", "Unit", "Unité")
SOURCE = Text("Bron", "Source", "Source")
SNAPSHOT = Text("momentopname", "snapshot", "instantané")
AS_OF = Text("stand op", "as of", "situation au")
BLANK = Text("leeg", "blank", "vide")
SYNTHETIC = Text(
    "synthetische gegevens, geen echte personen",
    "synthetic data, no real people",
    "données synthétiques, aucune personne réelle",
)

MONTHS: tuple[Text, ...] = tuple(
    Text(*names.split())
    for names in (
        "januari January janvier",
        "februari February février",
        "maart March mars",
        "april April avril",
        "mei May mai",
        "juni June juin",
        "juli July juillet",
        "augustus August août",
        "september September septembre",
        "oktober October octobre",
        "november November novembre",
        "december December décembre",
    )
)
