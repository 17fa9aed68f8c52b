# SPDX-License-Identifier: EUPL-1.2
"""Titles, headings and labels of a study of desks, in three languages."""

from __future__ import annotations

from taalplan.tables.sentences import fill
from taalplan.tables.table import Unit
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
MEAN = Text("Gemiddeld ({unit})", "Mean ({unit})", "Moyenne ({unit})")
NINTH = Text("Negen op tien binnen ({unit})", "Nine in ten within ({unit})",
             "Neuf sur dix à moins de ({unit})")  # fmt: skip
WORST = Text("Verste woonplaats ({unit})", "Farthest residence ({unit})",
             "Résidence la plus loin ({unit})")  # fmt: skip
GINI = Text("Ongelijkheid (Gini)", "Inequality (Gini)", "Inégalité (Gini)")
PEOPLE = Text("Personen", "People", "Personnes")
GAINING = Text("Wie dichter woont", "Who is nearer", "Plus proches")
LOSING = Text("Wie verder woont", "Who is farther", "Plus éloignés")
GAINED = Text("Minder, samen ({unit})", "Less, together ({unit})", "Moins, au total ({unit})")
LOST = Text("Meer, samen ({unit})", "More, together ({unit})", "Plus, au total ({unit})")
WAY_NOW = Text("Vandaag ({unit})", "Today ({unit})", "Aujourd’hui ({unit})")
WAY_THEN = Text("Dan ({unit})", "Then ({unit})", "Alors ({unit})")
USED = Text("Naar gebruikt contactpunt ({unit})", "To the desk used ({unit})",
            "Vers le guichet utilisé ({unit})")  # fmt: skip
NEAREST = Text("Naar dichtste contactpunt ({unit})", "To the nearest desk ({unit})",
               "Vers le guichet le plus proche ({unit})")  # fmt: skip
OTHER = Text("Elders dan de dichtste gemeente", "Elsewhere than nearest",
             "Ailleurs qu’au plus proche")  # fmt: skip
OTHER_SHARE = Text("Aandeel elders", "Share elsewhere", "Part ailleurs")
BEST_MEAN = Text("Laagst mogelijk gemiddelde ({unit})", "Lowest possible mean ({unit})",
                 "Moyenne la plus basse possible ({unit})")  # fmt: skip
BEST_WORST = Text("Laagst mogelijke verste ({unit})", "Lowest possible farthest ({unit})",
                  "Éloignement maximal le plus bas ({unit})")  # fmt: skip
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
WAY_BEFORE = Text("Weg ervoor ({unit})", "Way before ({unit})", "Trajet avant ({unit})")
WAY_AFTER = Text("Weg erna ({unit})", "Way after ({unit})", "Trajet après ({unit})")
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
    """The heading of a share of people beyond a distance or a time."""
    return fill(_BEYOND, limit=limit, unit=Text.same("{unit}"))


_BEYOND = Text("Verder dan {limit} {unit}", "Beyond {limit} {unit}", "Au-delà de {limit} {unit}")


def headed(heading: Text, unit: Unit) -> Text:
    """A heading with its unit in short: km or min."""
    return fill(heading, unit=_SHORT[unit])


_SHORT = {Unit.KILOMETRES: Text.same("km"), Unit.MINUTES: Text.same("min")}
SAID = {
    Unit.KILOMETRES: Text.same("km"),
    Unit.MINUTES: Text("minuten", "minutes", "minutes"),
}
"""The unit of a way, in a sentence."""


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
        "Elke gemeente: hoeveel personen, en hoe ver",
        "Each municipality: how many people, and how far",
        "Chaque commune : combien de personnes, et à quelle distance"),
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
MAPS = Text("De kaarten als tabel", "The maps as tables", "Les cartes en tableaux")
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
