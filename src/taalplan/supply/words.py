# SPDX-License-Identifier: EUPL-1.2
"""What a supply calls things, in three languages."""

from __future__ import annotations

from taalplan.supply.options import BUDGET, ROOM, TEACHER
from taalplan.supply.why import CLOSED, MONEY, NOT_FOUND, PEOPLE
from taalplan.vocabulary.text import Text

AREA = Text("werkingsgebied", "working area", "zone d’action")
PLACE = Text("plaats", "place", "lieu")
LEVEL = Text("niveau", "level", "niveau")
PROFILE = Text("profiel", "profile", "profil")
DAYPART = Text("dagdeel", "day-part", "moment")
MODE = Text("lesvorm", "mode of teaching", "forme d’enseignement")
START = Text("start", "start", "début")
SITE = Text("lesplaats", "site", "lieu de cours")
MUNICIPALITY = Text("gemeente", "municipality", "commune")
MEASURE = Text("maat", "measure", "mesure")
INDICATOR = Text("indicator", "indicator", "indicateur")
ALL = Text("Totaal", "Total", "Total")

NEED = Text("behoefte (cursisten)", "need (learners)", "besoin (apprenants)")
COVERED = Text("geplaatst", "placed", "placés")
GAP = Text("tekort", "gap", "manque")
SHARE = Text("geplaatst, %", "placed, %", "placés, %")
GROUPS = Text("groepen", "groups", "groupes")
PLACES = Text("plaatsen", "places", "places")
SURPLUS = Text("vrije plaatsen", "free places", "places libres")
HOURS = Text("lestijden", "lesson hours", "périodes de cours")
CHANGE = Text("groepen tegenover vorig jaar", "groups beside last year",
              "groupes par rapport à l’an dernier")  # fmt: skip

MEASURES = {
    "need": NEED, "covered": COVERED, "gap": GAP, "share": SHARE,
    "groups": GROUPS, "places": PLACES, "surplus": SURPLUS, "hours": HOURS,
}  # fmt: skip

REASONS = {
    PEOPLE: Text("te weinig mensen binnen bereik", "too few people within reach",
                 "trop peu de personnes à portée"),
    ROOM: Text("geen lokaal", "no room", "pas de local"),
    TEACHER: Text("geen lesgever", "no teacher", "pas d’enseignant"),
    BUDGET: Text("geen geld", "no money", "pas d’argent"),
    MONEY: Text("kost meer dan het weegt", "costs more than it weighs", "coûte plus qu’il ne pèse"),
    CLOSED: Text("geen lessen op dat dagdeel", "no lessons in that day-part",
                 "pas de cours à ce moment"),
    NOT_FOUND: Text("niet gevonden; een beter plan zou hen kunnen plaatsen",
                    "not found; a better plan might place them",
                    "non trouvé ; un meilleur plan pourrait les placer"),
}  # fmt: skip

FULL = Text("de groepen binnen bereik zijn vol", "the groups within reach are full",
            "les groupes à portée sont complets")  # fmt: skip
NONE = Text("geen groep binnen bereik", "no group within reach", "aucun groupe à portée")

MONTHS = (
    Text("januari", "January", "janvier"), Text("februari", "February", "février"),
    Text("maart", "March", "mars"), Text("april", "April", "avril"),
    Text("mei", "May", "mai"), Text("juni", "June", "juin"),
    Text("juli", "July", "juillet"), Text("augustus", "August", "août"),
    Text("september", "September", "septembre"), Text("oktober", "October", "octobre"),
    Text("november", "November", "novembre"), Text("december", "December", "décembre"),
)  # fmt: skip


def month(after_september: int) -> Text:
    """The name of a month counted from September."""
    return MONTHS[(after_september + 8) % 12]


def by(what: Text, title: Text) -> Text:
    """A title with what it is divided by."""
    return Text(f"{title.nl} naar {what.nl}", f"{title.en} by {what.en}",
                f"{title.fr} par {what.fr}")  # fmt: skip


SUPPLY = Text("Aanbod en behoefte", "Supply and need", "Offre et besoin")

ESTIMATE = Text(
    "De cijfers zijn verwachtingen over de toekomstpaden van het behoefteplan, afgerond om te "
    "drukken; totalen zijn die van de niet-afgeronde cijfers.",
    "Figures are expectations over the paths of the needs plan, rounded in print; totals are of "
    "the figures before rounding.",
    "Les chiffres sont des espérances sur les trajectoires du plan des besoins, arrondies à "
    "l’impression ; les totaux viennent des chiffres non arrondis.",
)
WHERE = Text(
    "Behoefte, geplaatst en tekort staan waar mensen wonen; groepen en plaatsen waar les gegeven "
    "wordt.",
    "Need, placed and gap stand where people live; groups and places where lessons are given.",
    "Besoin, placés et manque figurent au domicile ; groupes et places au lieu des cours.",
)
WHEN = Text(
    "Wie geplaatst is, staat bij het dagdeel en de start van de groep; wie geen plaats vindt, bij "
    "het eerste dagdeel waarop hij kan en de eerste start waarop hij er is.",
    "Who is placed stands at the day-part and start of the group; who is not, at the first "
    "day-part they can come and the first start at which they are there.",
    "Les personnes placées figurent au moment et au début du groupe ; les autres au premier moment "
    "possible et au premier début où elles sont là.",
)
