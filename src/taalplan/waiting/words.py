# SPDX-License-Identifier: EUPL-1.2
"""What photographs of waiting lists call things, in three languages."""

from __future__ import annotations

from datetime import date

from taalplan.vocabulary.text import Text
from taalplan.waiting.photograph import Reason

ALL = Text("Totaal", "Total", "Total")
UNKNOWN = Text("niet bekend", "not known", "inconnu")
ANY = Text("geen voorkeur", "no preference", "sans préférence")

AREA = Text("werkingsgebied", "working area", "zone d’action")
PROVINCE = Text("provincie", "province", "province")
PLACE = Text("woonplaats", "residence", "résidence")
LEVEL = Text("niveau", "level", "niveau")
PROFILE = Text("profiel", "profile", "profil")
DAYPART = Text("gevraagd dagdeel", "day-part asked for", "moment demandé")
CENTRE = Text("centrum", "centre", "centre")
REASON = Text("reden", "reason", "raison")
LISTS = Text("aantal lijsten", "number of lists", "nombre de listes")
DAY = Text("foto van", "photograph of", "photo du")
MEASURE = Text("maat", "measure", "mesure")
MONTHS = Text("maanden", "months", "mois")

WAITED = Text("wacht langer dan (maanden)", "waits longer than (months)", "attend plus de (mois)")
CANNOT = Text("geen start binnen (maanden)", "no start within (months)", "pas de début dans (mois)")
UNSAID = Text("niet te zeggen (maanden)", "cannot be said (months)", "indéterminé (mois)")
ENTRIES = Text("inschrijvingen, langer dan", "entries, longer than", "inscriptions, plus de")
ENTRIES_CANNOT = Text("inschrijvingen, geen start binnen", "entries, no start within",
                      "inscriptions, pas de début dans les")  # fmt: skip
LISTED = Text("op een lijst", "on a list", "sur une liste")
PERSONS_LISTED = Text("personen", "persons", "personnes")
ENTRIES_LISTED = Text("inschrijvingen", "entries", "inscriptions")

REASONS = {
    Reason.UNAVAILABLE: Text("tijdelijk niet beschikbaar", "cannot come for a time",
                             "temporairement indisponible"),
    Reason.LATER: Text("wil later beginnen", "wants to begin later", "veut commencer plus tard"),
    Reason.PLACED: Text("heeft een plaats in een groep die nog moet beginnen",
                        "has a place in a group that is yet to begin",
                        "a une place dans un groupe qui doit encore commencer"),
    Reason.BUSY: Text("volgt nu andere lessen Nederlands", "is in other lessons of Dutch now",
                      "suit actuellement d’autres cours de néerlandais"),
    Reason.NO_GROUP: Text("geen groep van dat niveau en profiel binnen bereik",
                          "no group of that level and profile within reach",
                          "aucun groupe de ce niveau et profil à portée"),
    Reason.CENTRE: Text("wel een groep, niet in het gevraagde centrum",
                        "a group, but not at the centre asked for",
                        "un groupe, mais pas dans le centre demandé"),
    Reason.DAYPART: Text("wel een groep, niet op het gevraagde dagdeel",
                         "a group, but not on the day-part asked for",
                         "un groupe, mais pas au moment demandé"),
    Reason.FULL: Text("alle passende groepen zijn vol", "all groups that fit are full",
                      "tous les groupes adéquats sont complets"),
    Reason.NEXT: Text("er is plaats in een passende groep die nog moet beginnen",
                      "there is a place in a group that fits and is yet to begin",
                      "il y a une place dans un groupe adéquat qui doit encore commencer"),
}  # fmt: skip

BY_DAY = Text("Wachtlijsten NT2 volgens vier drempels",
              "Waiting lists for Dutch by four thresholds",
              "Listes d’attente NT2 selon quatre seuils")  # fmt: skip
BY_AREA = Text("Wie wacht, naar werkingsgebied", "Who waits, by working area",
               "Qui attend, par zone d’action")  # fmt: skip
BY_PLACE = Text("Wie wacht, naar provincie en centrumstad van woonplaats",
                "Who waits, by province and centre city of residence",
                "Qui attend, par province et ville-centre de résidence")  # fmt: skip
BY_LEVEL = Text("Wie wacht, naar niveau en profiel", "Who waits, by level and profile",
                "Qui attend, par niveau et profil")  # fmt: skip
BY_DAYPART = Text("Wie wacht, naar gevraagd dagdeel", "Who waits, by day-part asked for",
                  "Qui attend, par moment demandé")  # fmt: skip
BY_REASON = Text("Waarom men nog niet in les is", "Why people are not in lessons yet",
                 "Pourquoi les cours n’ont pas encore commencé")  # fmt: skip
BY_REASON_AREA = Text("Waarom men nog niet in les is, naar werkingsgebied en niveau",
                      "Why people are not in lessons yet, by working area and level",
                      "Pourquoi les cours n’ont pas commencé, par zone et niveau")  # fmt: skip
BY_LISTS = Text("Eén persoon op meer dan één lijst", "One person on more than one list",
                "Une personne sur plusieurs listes")  # fmt: skip
BY_CENTRE = Text("Wie wacht, naar centrum en niveau", "Who waits, by centre and level",
                 "Qui attend, par centre et niveau")  # fmt: skip

MONTH_NAMES = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}


def day(when: date) -> Text:
    """A day as it is written in a sentence."""
    return Text(
        *(
            f"{when.day} {MONTH_NAMES[language].split()[when.month - 1]} {when.year}"
            for language in ("nl", "en", "fr")
        )
    )


def of_day(title: Text, when: date) -> Text:
    """A title with the day of its photograph."""
    said = day(when)
    return Text(f"{title.nl}, {said.nl}", f"{title.en}, {said.en}", f"{title.fr}, {said.fr}")


def months(number: int) -> Text:
    """A number of months, as a column is headed."""
    return Text.same(str(number)) if number else Text("0 (allen)", "0 (all)", "0 (tous)")


OVERLAP = Text(
    "Wie op meer dan één lijst staat, kan in meer dan één rij staan. In de totaalrij telt iedere "
    "persoon één keer.",
    "Who is on more than one list can stand in more than one row. The total counts each person "
    "once.",
    "Qui figure sur plusieurs listes peut se trouver dans plusieurs lignes. Le total compte chaque "
    "personne une fois.",
)
TWO_PARTS = Text(
    "Wie op twee dagdelen kan, staat in beide rijen.",
    "Who can come on two day-parts stands in both rows.",
    "Qui peut venir à deux moments figure dans les deux lignes.",
)
