# SPDX-License-Identifier: EUPL-1.2
"""What a needs plan calls things, in three languages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from taalplan import policy
from taalplan.vocabulary.periods import SchoolYear
from taalplan.vocabulary.text import Text

AREA = Text("werkingsgebied", "working area", "zone d’action")
PROVINCE = Text("provincie", "province", "province")
PLACE = Text("woonplaats", "residence", "résidence")
LEVEL = Text("niveau", "level", "niveau")
PROFILE = Text("profiel", "profile", "profil")
MEASURE = Text("maat", "measure", "mesure")

PEOPLE = Text("behoefte (cursisten)", "need (learners)", "besoin (apprenants)")
LOW = Text("laagst", "lowest", "au moins")
HIGH = Text("hoogst", "highest", "au plus")
PLACES = Text("plaatsen", "places", "places")
GROUPS = Text("groepen", "groups", "groupes")
HOURS = Text("lestijden", "lesson hours", "périodes de cours")
TEACHERS = Text("lesgevers (VTE)", "teachers (FTE)", "enseignants (ETP)")
TEACHERS_LOW = Text("lesgevers, laagst", "teachers, lowest", "enseignants, au moins")
TEACHERS_HIGH = Text("lesgevers, hoogst", "teachers, highest", "enseignants, au plus")

BY_AREA = Text(
    "Behoefte aan lessen NT2 naar werkingsgebied",
    "Need for Dutch lessons by working area",
    "Besoin de cours NT2 par zone d’action",
)
BY_PLACE = Text(
    "Behoefte aan lessen NT2 naar provincie en centrumstad van woonplaats",
    "Need for Dutch lessons by province and centre city of residence",
    "Besoin de cours NT2 par province et ville-centre de résidence",
)
BY_LEVEL = Text(
    "Behoefte aan lessen NT2 naar niveau en profiel",
    "Need for Dutch lessons by level and profile",
    "Besoin de cours NT2 par niveau et profil",
)
BY_AREA_LEVEL = Text(
    "Behoefte aan lessen NT2 naar werkingsgebied en niveau",
    "Need for Dutch lessons by working area and level",
    "Besoin de cours NT2 par zone d’action et niveau",
)
CELLS = Text(
    "Behoefte naar werkingsgebied, woonplaats, niveau en profiel",
    "Need by working area, residence, level and profile",
    "Besoin par zone d’action, résidence, niveau et profil",
)
BRIDGE_AREA = Text(
    "Van het vorige plan naar dit plan, naar werkingsgebied",
    "From last year’s plan to this one, by working area",
    "Du plan précédent à celui-ci, par zone d’action",
)
BRIDGE_PLACE = Text(
    "Van het vorige plan naar dit plan, naar provincie en centrumstad",
    "From last year’s plan to this one, by province and centre city",
    "Du plan précédent à celui-ci, par province et ville-centre",
)
BRIDGE_LEVEL = Text(
    "Van het vorige plan naar dit plan, naar niveau en profiel",
    "From last year’s plan to this one, by level and profile",
    "Du plan précédent à celui-ci, par niveau et profil",
)
BRIDGE_CELLS = Text(
    "Van het vorige plan naar dit plan, alle cellen",
    "From last year’s plan to this one, all cells",
    "Du plan précédent à celui-ci, toutes les cellules",
)
WAITING = Text(
    "Wie wachtte op de laatste dag van de gegevens",
    "Who waited on the last day of the data",
    "Qui attendait au dernier jour des données",
)

COMPUTED = Text("berekend", "computed", "calculé")
ADJUSTED = Text("aangepast", "adjusted", "ajusté")
DIFFERENCE = Text("verschil", "difference", "différence")
ADJUSTMENT = Text("aanpassing", "adjustment", "ajustement")
ADJUSTMENTS = Text("Aanpassingen van regio’s", "Adjustments by regions", "Ajustements des régions")
COMPARED = Text("Twee plannen naast elkaar, naar werkingsgebied", "Two plans, by working area",
                "Deux plans, par zone d’action")  # fmt: skip
EVALUATION = Text("Het plan en wat er kwam, naar werkingsgebied", "The plan and what came, by area",
                  "Le plan et la réalité, par zone d’action")  # fmt: skip
CONSULTATION = Text(
    "Behoefteplan NT2 {year}: stand en aanpassingen",
    "Needs plan for Dutch {year}: states and adjustments",
    "Plan des besoins NT2 {year} : état et ajustements",
)
STANDS = Text("Waar het plan staat", "Where the plan stands", "Où en est le plan")
STATES = {
    "draft": Text("ontwerp", "draft", "projet"),
    "delivered": Text("opgeleverd", "delivered", "remis"),
    "discussed": Text("besproken", "discussed", "discuté"),
    "adopted": Text("vastgesteld", "adopted", "adopté"),
    "supply_mapped": Text("aanbod in kaart gebracht", "supply mapped", "offre recensée"),
    "evaluated": Text("geëvalueerd", "evaluated", "évalué"),
}
"""The states of a plan."""

CITIES = Text("De centrumsteden in: {title}", "The centre cities in: {title}",
              "Les villes-centres dans : {title}")  # fmt: skip
BRIDGE = Text(
    "Van het vorige plan naar dit plan: {name}",
    "From last year’s plan to this one: {name}",
    "Du plan précédent à celui-ci : {name}",
)
TOGETHER = Text("samen", "together", "ensemble")

BY_DAYPART = Text(
    "Wanneer de lessen nodig zijn, naar dagdeel",
    "When the lessons are needed, by day-part",
    "Quand les cours sont nécessaires, par moment",
)
BY_MODE = Text(
    "Hoe de lessen nodig zijn: contactonderwijs of gecombineerd",
    "How the lessons are needed: in class or blended",
    "Sous quelle forme : en présence ou combinée",
)
BY_MONTH = Text(
    "In welke maand cursisten beginnen",
    "In which month learners begin",
    "En quel mois les apprenants commencent",
)
BY_MUNICIPALITY = Text(
    "Behoefte aan lessen NT2 naar gemeente van woonplaats",
    "Need for Dutch lessons by municipality of residence",
    "Besoin de cours NT2 par commune de résidence",
)
BY_ORIGIN = Text(
    "Waar wie aan een niveau begint, vandaan komt",
    "Where those who begin a level come from",
    "D’où viennent ceux qui commencent un niveau",
)
MUNICIPALITY = Text("gemeente", "municipality", "commune")
NOWHERE = Text("niet bekend", "not known", "inconnue")
DAYPART = Text("dagdeel", "day-part", "moment")
MODE = Text("lesvorm", "mode", "forme")
MONTH = Text("maand", "month", "mois")
MONTHS = (
    Text("sep", "Sep", "sept"),
    Text("okt", "Oct", "oct"),
    Text("nov", "Nov", "nov"),
    Text("dec", "Dec", "déc"),
    Text("jan", "Jan", "janv"),
    Text("feb", "Feb", "févr"),
    Text("mrt", "Mar", "mars"),
    Text("apr", "Apr", "avr"),
    Text("mei", "May", "mai"),
    Text("jun", "Jun", "juin"),
    Text("jul", "Jul", "juil"),
    Text("aug", "Aug", "août"),
)
"""From September to August."""

ORIGIN = Text("herkomst", "origin", "origine")
ORIGINS = {
    "new": Text("voor het eerst", "for the first time", "pour la première fois"),
    "up": Text("van een lager niveau", "from a lower level", "d’un niveau inférieur"),
    "again": Text("opnieuw dit niveau", "this level again", "à nouveau ce niveau"),
    "waits": Text("wacht al te lang", "waits too long already", "attend depuis trop longtemps"),
}
"""Where those who begin a level come from."""

FROM = Text("vanaf", "from", "à partir du")
UNTIL = Text("tot en met", "up to", "jusqu’au")
LEVERS = {
    "pass_rate": Text("slaagkans", "pass rate", "taux de réussite"),
    "drop_out": Text("uitval", "drop-out", "abandon"),
    "going_on": Text("kans om te beginnen of door te gaan", "chance to begin or go on",
                     "chance de commencer ou de continuer"),
    "waiting": Text("maanden langer wachten", "months of longer waiting",
                    "mois d’attente en plus"),
}  # fmt: skip
"""What was turned in a plan."""

LEVELS_OF = Text("Behoefte naar niveau: {area}", "Need by level: {area}",
                 "Besoin par niveau : {area}")  # fmt: skip
YEARS = Text(
    "Begonnen en verwacht per schooljaar: {area}",
    "Begun and expected by school year: {area}",
    "Commencés et attendus par année scolaire : {area}",
)
BEGUN = Text("begonnen", "begun", "commencés")
EXPECTED = Text("verwacht", "expected", "attendus")
WITHIN = {
    "80": Text("80 van de 100 paden", "80 of 100 paths", "80 trajectoires sur 100"),
    "95": Text("95 van de 100 paden", "95 of 100 paths", "95 trajectoires sur 100"),
}
SCHOOL_YEAR = Text("schooljaar", "school year", "année scolaire")
LEARNERS = Text("cursisten", "learners", "apprenants")


def bound(side: str, chance: str) -> Text:
    """The column of a bound: the lowest or the highest of so many paths."""
    low = side == "low"
    return Text(
        f"{'laagst' if low else 'hoogst'} ({chance} %)",
        f"{'lowest' if low else 'highest'} ({chance}%)",
        f"{'au moins' if low else 'au plus'} ({chance} %)",
    )


PARTS = {
    "entry": Text("instroom", "entry", "entrées"),
    "shock": Text("schokken", "shocks", "chocs"),
    "pipeline": Text("onderweg", "on the way", "en parcours"),
    "waiting": Text("wachtenden", "waiting", "en attente"),
    "progression": Text("doorstroom", "progression", "progression"),
    "mix": Text("samenstelling", "mix", "composition"),
    "rounding": Text("afronding", "rounding", "arrondi"),
}
"""The parts of the bridge."""

MEANINGS = {
    "entry": Text(
        "wie zich naar verwachting voor het eerst aanmeldt, zonder de gemelde schokken",
        "who is expected to register for the first time, without the declared shocks",
        "qui devrait s’inscrire pour la première fois, sans les chocs déclarés",
    ),
    "shock": Text(
        "wat de gemelde schokken (zoals de coronamaatregelen) aan die verwachting veranderen, en "
        "wie in een aparte stroom komt",
        "what the declared shocks (such as the coronavirus measures) change in that expectation, "
        "and who comes in a stream apart",
        "ce que les chocs déclarés (comme les mesures corona) changent à cette attente, et qui "
        "vient dans un flux à part",
    ),
    "pipeline": Text(
        "wie op de laatste dag van de gegevens al aangemeld of in een les was",
        "who was registered or in lessons already on the last day of the data",
        "qui était déjà inscrit ou en cours au dernier jour des données",
    ),
    "waiting": Text(
        "wie langer wacht dan de officiële drempel en zeker een plaats moet krijgen",
        "who waits longer than the official threshold and must have a place",
        "qui attend plus que le seuil officiel et doit recevoir une place",
    ),
    "progression": Text(
        "hoe vaak en hoe snel mensen beginnen, slagen, stoppen en doorgaan",
        "how often and how soon people begin, pass, stop and go on",
        "à quelle fréquence et vitesse on commence, réussit, arrête et continue",
    ),
    "mix": Text(
        "voor welk profiel en niveau mensen komen, en waar zij wonen",
        "for which profile and level people come, and where they live",
        "pour quel profil et niveau les gens viennent, et où ils habitent",
    ),
    "rounding": Text(
        "hele mensen: elk getal en elke som is een geheel getal",
        "whole people: each number and each sum is a whole number",
        "des personnes entières : chaque nombre et chaque somme est entier",
    ),
}
"""What each part of the bridge says, for whoever must defend it."""


def planned(year: SchoolYear) -> Text:
    """The column of a plan."""
    return Text(f"plan {year}", f"plan {year}", f"plan {year}")


def begun(year: SchoolYear) -> Text:
    """The column of what came out."""
    return Text(f"begonnen in {year}", f"begun in {year}", f"commencés en {year}")


def begun_so_far(year: SchoolYear) -> Text:
    """The column of a year that is not over."""
    return Text(
        f"begonnen in {year}, tot nu", f"begun in {year}, so far", f"commencés en {year}, à ce jour"
    )


def waits(kind: str, months: int) -> Text:
    """A column of the waiting list."""
    if kind == "persons":
        return Text(
            f"personen > {months} maanden",
            f"persons > {months} months",
            f"personnes > {months} mois",
        )
    return Text(
        f"inschrijvingen > {months} maanden",
        f"entries > {months} months",
        f"inscriptions > {months} mois",
    )


def of_year(title: Text, year: SchoolYear) -> Text:
    """A title with its school year."""
    return Text(
        f"{title.nl}, schooljaar {year}",
        f"{title.en}, school year {year}",
        f"{title.fr}, année scolaire {year}",
    )


MEASURED = ("needs-areas", "needs-places", "needs-levels", "needs-cells")
"""Tables with intervals and places."""


def notes(name: str, on: date) -> Iterator[Text]:
    """What must be said under a table."""
    if name.startswith("needs-years"):
        yield Text(
            "Van het lopende schooljaar is geteld wie begon tot de laatste dag van de gegevens; de "
            "rest is verwacht.",
            "Of the running school year, who began up to the last day of the data is counted; the "
            "rest is expected.",
            "De l’année en cours, les débuts jusqu’au dernier jour des données sont comptés ; le "
            "reste est attendu.",
        )
    elif name.startswith(MEASURED):
        chance = f"{policy.value('needs.interval', on).number:.0%}".replace("%", "")
        enough = f"{policy.value('needs.places_quantile', on).number:.0%}".replace("%", "")
        yield Text(
            "De eenheid is een cursist die aan een niveau begint: wie in één schooljaar twee "
            "niveaus begint, telt twee keer en heeft twee plaatsen nodig.",
            "The unit is a learner who begins a level: who begins two levels in a school year "
            "counts twice and needs two places.",
            "L’unité est un apprenant qui commence un niveau : qui en commence deux dans une année "
            "compte deux fois et a besoin de deux places.",
        )
        yield Text(
            f"Laagst en hoogst: in {chance} van de 100 toekomstpaden ligt de behoefte ertussen. "
            f"Plaatsen: zoveel dat zij per werkingsgebied en niveau in {enough} van de 100 paden "
            "volstaan.",
            f"Lowest and highest: in {chance} of 100 paths the need lies between them. Places: as "
            f"many as are enough, by working area and level, in {enough} of 100 paths.",
            f"Au moins et au plus : dans {chance} trajectoires sur 100 le besoin se situe entre "
            f"les deux. Places : assez, par zone et niveau, dans {enough} trajectoires sur 100.",
        )
    elif name.startswith("bridge"):
        yield Text(
            "Elk deel is het gemiddelde over alle volgordes waarin de delen kunnen veranderen; "
            "samen zijn zij precies het verschil. Het vorige plan is hier zoals dezelfde "
            "berekening het een jaar eerder zou hebben gemaakt.",
            "Each part is its mean over all orders in which the parts can change; together they "
            "are exactly the difference. Last year’s plan is as the same calculation would have "
            "made it a year earlier.",
            "Chaque partie est sa moyenne sur tous les ordres de changement ; ensemble elles font "
            "exactement la différence. Le plan précédent est celui que le même calcul aurait "
            "donné un an plus tôt.",
        )
    elif name == "waiting":
        yield Text(
            "De klok begint op de dag van inschrijving op de wachtlijst, of op de gewenste "
            "startdag wanneer die later valt. Wie niet beschikbaar is, wacht niet. Eén persoon kan "
            "op meer lijsten staan.",
            "The clock begins on the day of the entry, or on the desired start when that is "
            "later. Who is not available does not wait. One person may be on several lists.",
            "Le délai court dès l’inscription sur la liste, ou dès le début souhaité s’il est plus "
            "tardif. Qui n’est pas disponible n’attend pas. Une personne peut être sur plusieurs "
            "listes.",
        )
