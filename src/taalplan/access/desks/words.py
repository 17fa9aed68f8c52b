# SPDX-License-Identifier: EUPL-1.2
"""Titles, headings and labels of a study of desks, in three languages."""

from __future__ import annotations

from taalplan.vocabulary.text import Text

OPTIONS: dict[str, Text] = {
    "today": Text("Vandaag", "Today", "Aujourd’hui"),
    "same-size": Text("Beste netwerk, evenveel gemeenten", "Best network, as many municipalities",
                      "Meilleur réseau, autant de communes"),
    "two-moved": Text("Twee verplaatst", "Two moved", "Deux déplacés"),
    "two-more": Text("Twee erbij", "Two more", "Deux de plus"),
    "two-more-in-flanders": Text("Twee erbij, buiten Brussel", "Two more, outside Brussels",
                                 "Deux de plus, hors de Bruxelles"),
    "two-fewer": Text("Twee minder", "Two fewer", "Deux de moins"),
}  # fmt: skip

OPTION = Text("Netwerk", "Network", "Réseau")
MEASURE = Text("Maat", "Measure", "Mesure")
PLACE = Text("Gemeente", "Municipality", "Commune")
DESK = Text("Contactpunt", "Desk", "Guichet")
AREA = Text("Werkingsgebied", "Working area", "Zone d’action")
CHANGE = Text("Wijziging", "Change", "Modification")
OPENED = Text("Komt erbij", "Is added", "Est ajouté")
CLOSED = Text("Valt weg", "Is dropped", "Disparaît")
NUMBER = Text("Aantal gemeenten met een contactpunt", "Municipalities with a desk",
              "Communes avec un guichet")  # fmt: skip
ALL = Text("Totaal", "Total", "Total")

SIZE = Text("Gemeenten met contactpunt", "Municipalities with a desk", "Communes avec guichet")
MEAN = Text("Gemiddeld (km)", "Mean (km)", "Moyenne (km)")
NINTH = Text("Negen op tien binnen (km)", "Nine in ten within (km)", "Neuf sur dix à moins de (km)")
WORST = Text("Verste gemeente (km)", "Farthest municipality (km)", "Commune la plus loin (km)")
GINI = Text("Ongelijkheid (Gini)", "Inequality (Gini)", "Inégalité (Gini)")
PEOPLE = Text("Personen", "People", "Personnes")
GAINING = Text("Wie dichter woont", "Who is nearer", "Plus proches")
LOSING = Text("Wie verder woont", "Who is farther", "Plus éloignés")
GAINED = Text("Km minder, samen", "Km less, together", "Km de moins, au total")
LOST = Text("Km meer, samen", "Km more, together", "Km de plus, au total")
KM_NOW = Text("Km vandaag", "Km today", "Km aujourd’hui")
KM_THEN = Text("Km dan", "Km then", "Km alors")
USED = Text("Km naar gebruikt contactpunt", "Km to the desk used", "Km vers le guichet utilisé")
NEAREST = Text("Km naar dichtste contactpunt", "Km to the nearest desk",
               "Km vers le guichet le plus proche")  # fmt: skip
OTHER = Text("Elders dan de dichtste gemeente", "Elsewhere than nearest",
             "Ailleurs qu’au plus proche")  # fmt: skip
OTHER_SHARE = Text("Aandeel elders", "Share elsewhere", "Part ailleurs")
BEST_MEAN = Text("Laagst mogelijk gemiddelde (km)", "Lowest possible mean (km)",
                 "Moyenne la plus basse possible (km)")  # fmt: skip
BEST_WORST = Text("Laagst mogelijke verste (km)", "Lowest possible farthest (km)",
                  "Éloignement maximal le plus bas (km)")  # fmt: skip
STATE = Text("Toestand", "State", "État")
SHUT = Text("Gesloten", "Closed", "Fermés")
QUIET = Text("Nog open, bijna niemand", "Still open, hardly anybody", "Ouverts, presque personne")
SHUT_IN = Text("dicht in", "closed in", "fermé en")
QUIET_IN = Text("open maar stil in", "open but quiet in", "ouvert mais à l’arrêt en")
HERE_BEFORE = Text("Personen per jaar, ervoor", "People a year, before", "Personnes/an, avant")
HERE_AFTER = Text("Personen per jaar, erna", "People a year, after", "Personnes/an, après")
LIVING_BEFORE = Text("Inwoners aangemeld per jaar, ervoor", "Residents registered a year, before",
                     "Habitants inscrits/an, avant")  # fmt: skip
LIVING_AFTER = Text("Inwoners aangemeld per jaar, erna", "Residents registered a year, after",
                    "Habitants inscrits/an, après")  # fmt: skip
LIVING_CHANGE = Text("Verschil inwoners", "Difference residents", "Écart habitants")
REST_CHANGE = Text("Verschil elders", "Difference elsewhere", "Écart ailleurs")
WAY_BEFORE = Text("Km ervoor", "Km before", "Km avant")
WAY_AFTER = Text("Km erna", "Km after", "Km après")
TEMPORARY = Text("Tijdelijke loketten", "Temporary desks", "Guichets temporaires")
SERVED = Text("Aanmeldingen in de piek", "Registrations in the peak", "Inscriptions de la pointe")
BUSIEST = Text("In de drukste week", "In the busiest week", "La semaine la plus chargée")
WEEKS_OPEN = Text("Weken zinvol open", "Weeks worth opening", "Semaines utiles")


LONGEST = Text(
    "De weken van enkele loketten samen zijn die van het loket dat het langst zinvol open is.",
    "The weeks of several desks together are those of the desk that is worth opening longest.",
    "Les semaines de plusieurs guichets ensemble sont celles du guichet utile le plus longtemps.",
)


def together(desks: int) -> Text:
    """The heading of so many temporary desks."""
    if desks == 1:
        return Text("1 tijdelijk loket", "1 temporary desk", "1 guichet temporaire")
    return Text(f"{desks} tijdelijke loketten samen", f"{desks} temporary desks together",
                f"{desks} guichets temporaires ensemble")  # fmt: skip


def beyond(limit: float) -> Text:
    """The heading of a share of people beyond a distance."""
    return Text(f"Verder dan {limit:g} km", f"Beyond {limit:g} km", f"Au-delà de {limit:g} km")


TITLES: dict[str, Text] = {
    "access-networks": Text(
        "Hoe ver mensen van een contactpunt wonen, vandaag en in andere netwerken",
        "How far people live from a desk, today and in other networks",
        "Distance des personnes à un guichet, aujourd’hui et dans d’autres réseaux"),
    "access-effects": Text(
        "Wie er bij een ander netwerk op vooruit of achteruit gaat",
        "Who gains and who loses with another network",
        "Qui gagne et qui perd avec un autre réseau"),
    "access-moves": Text(
        "Welke gemeenten een contactpunt krijgen of verliezen",
        "Which municipalities get or lose a desk",
        "Quelles communes gagnent ou perdent un guichet"),
    "access-gains": Text(
        "De gemeenten waar het meest verandert",
        "The municipalities where most changes",
        "Les communes où le changement est le plus grand"),
    "access-areas": Text(
        "Wie zich elders aanmeldt dan in de dichtste gemeente met een contactpunt",
        "Who registers elsewhere than in the nearest municipality with a desk",
        "Qui s’inscrit ailleurs que dans la commune la plus proche avec un guichet"),
    "access-frontier": Text(
        "Wat het beste netwerk haalt, naar aantal gemeenten met een contactpunt",
        "What the best network reaches, by the number of municipalities with a desk",
        "Ce qu’atteint le meilleur réseau, selon le nombre de communes avec un guichet"),
    "access-closed": Text(
        "Contactpunten die sloten of stilvielen, en de inwoners van hun gemeente",
        "Desks that closed or fell silent, and the residents of their municipality",
        "Guichets fermés ou à l’arrêt, et les habitants de leur commune"),
    "access-temporary": Text(
        "Tijdelijke loketten in de drukste weken",
        "Temporary desks in the busiest weeks",
        "Guichets temporaires pendant les semaines chargées"),
    "access-places": Text(
        "Elke gemeente: personen en afstanden",
        "Each municipality: people and distances",
        "Chaque commune : personnes et distances"),
}  # fmt: skip

HEADINGS: dict[str, Text] = {
    "today": Text("Hoe bereikbaar de contactpunten vandaag zijn",
                  "How easy today’s desks are to reach",
                  "L’accessibilité des guichets aujourd’hui"),
    "better": Text("Wat een ander netwerk zou doen", "What another network would do",
                   "Ce que ferait un autre réseau"),
    "frontier": Text("Hoeveel contactpunten", "How many desks", "Combien de guichets"),
    "closed": Text("Contactpunten die sloten of stilvielen", "Desks that closed or fell silent",
                   "Guichets fermés ou à l’arrêt"),
    "peak": Text("Tijdelijke loketten in de piek", "Temporary desks at the peak",
                 "Guichets temporaires pendant la pointe"),
}  # fmt: skip

ASSUMPTIONS = Text("Gebruikte waarden en hun bron", "Values used and their source",
                   "Valeurs utilisées et leur source")  # fmt: skip
HOW = Text("Hoe dit berekend is", "How this was computed", "Comment ceci a été calculé")
SYNTHETIC = (
    Text("Synthetische gegevens", "Synthetic data", "Données synthétiques"),
    Text(
        "Deze studie is gemaakt uit een nagebootst register. Geen enkele rij gaat over een "
        "bestaande persoon.",
        "This study is made from an invented register. No row is about a real person.",
        "Cette étude est faite d’un registre simulé. Aucune ligne ne concerne une personne réelle.",
    ),
)
