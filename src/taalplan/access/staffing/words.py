# SPDX-License-Identifier: EUPL-1.2
"""What advice about staff calls things, in three languages."""

from __future__ import annotations

from taalplan.access.staffing.calendar import Week
from taalplan.vocabulary.text import Text

WEEK = Text("week", "week", "semaine")
WEEKDAY = Text("weekdag", "weekday", "jour")
TIME = Text("vanaf", "from", "à partir de")
SHIFT = Text("dienst", "shift", "service")
MEASURE = Text("maat", "measure", "mesure")
TOTAL_ROW = Text("Totaal", "Total", "Total")

WEEKDAYS = (
    Text("maandag", "Monday", "lundi"),
    Text("dinsdag", "Tuesday", "mardi"),
    Text("woensdag", "Wednesday", "mercredi"),
    Text("donderdag", "Thursday", "jeudi"),
    Text("vrijdag", "Friday", "vendredi"),
)

DEMAND = Text(
    "Wie er naar verwachting komt, per week",
    "Who is expected to come, by week",
    "Qui devrait venir, par semaine",
)
SLOTS = Text(
    "Afspraken om te openen, per week",
    "Appointments to open, by week",
    "Rendez-vous à ouvrir, par semaine",
)
PEOPLE_WEEKS = Text(
    "Mensen aan het loket, per week",
    "People at the desk, by week",
    "Effectif au guichet, par semaine",
)
GRID = Text(
    "Hoeveel mensen per half uur",
    "How many people by half hour",
    "Combien de personnes par demi-heure",
)
STARTS = Text(
    "Hoeveel afspraken per half uur beginnen",
    "How many appointments begin by half hour",
    "Combien de rendez-vous commencent par demi-heure",
)
SHIFTS = Text("Welke diensten", "Which shifts", "Quels services")
HALF_HOURS = Text(
    "Alle weken per half uur", "All weeks by half hour", "Toutes les semaines par demi-heure"
)

ASKED = Text("gevraagde afspraken", "appointments asked for", "rendez-vous demandés")
LOW = Text("laagst", "lowest", "au moins")
HIGH = Text("hoogst", "highest", "au plus")
INTAKES_ASKED = Text("waarvan intakes", "of which intakes", "dont accueils")
WALK_INS = Text("zonder afspraak", "without appointment", "sans rendez-vous")

OPEN_INTAKES = Text("intakes", "intakes", "accueils")
OPEN_TESTS = Text("toetsen", "tests", "tests")
OPEN_TALKS = Text("gesprekken", "talks", "entretiens")
WAIT = Text("dagen wachten", "days of waiting", "jours d’attente")
PEOPLE = Text("mensen tegelijk", "people at once", "personnes à la fois")
HOURS = Text("uren aan het loket", "hours at the desk", "heures au guichet")
PAID = Text("uren betaald", "hours paid", "heures payées")
STAFF = Text("medewerkers in dienst", "staff on duty", "collaborateurs en service")
IN_TIME = Text("% op tijd zonder afspraak", "% in time without appointment",
               "% à temps sans rendez-vous")  # fmt: skip
BUSY = Text("afspraken bezig", "appointments going on", "rendez-vous en cours")
NEEDED = Text("mensen nodig", "people needed", "personnes requises")
PRESENT = Text("mensen in dienst", "people on duty", "personnes en service")
STARTING = {
    "intakes": Text("intakes beginnen", "intakes begin", "accueils débutent"),
    "tests": Text("toetsen beginnen", "tests begin", "tests débutent"),
    "talks": Text("gesprekken beginnen", "talks begin", "entretiens débutent"),
}


def week_label(week: Week) -> Text:
    """A week with its Monday, as people speak of it."""
    _, number, _ = week.monday.isocalendar()
    day, month = week.monday.day, week.monday.month - 1
    return Text(
        f"week {number} ({day} {_MONTHS['nl'][month]})",
        f"week {number} ({day} {_MONTHS['en'][month]})",
        f"semaine {number} ({day} {_MONTHS['fr'][month]})",
    )


def tick(week: Week) -> Text:
    """A week as it stands along an axis."""
    _, number, _ = week.monday.isocalendar()
    return Text(f"wk {number}", f"wk {number}", f"s. {number}")


_MONTHS = {
    "nl": ("jan.", "feb.", "maart", "april", "mei", "juni", "juli", "aug.", "sept.", "okt.",
           "nov.", "dec."),
    "en": ("Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov",
           "Dec"),
    "fr": ("janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.",
           "nov.", "déc."),
}  # fmt: skip


def of_desk(title: Text, desk: str, weeks: Text | None = None) -> Text:
    """A title with its desk, and the week it is about."""
    after = weeks or Text.same("")
    comma = ", " if weeks else ""
    return Text(
        f"{title.nl}: {desk}{comma}{after.nl}",
        f"{title.en}: {desk}{comma}{after.en}",
        f"{title.fr} : {desk}{comma}{after.fr}",
    )


TEMPORARY = Text(
    "Een tijdelijk loket naast meer mensen aan het loket",
    "A temporary desk beside more people at the desk",
    "Un guichet temporaire à côté de plus de personnes au guichet",
)
MUNICIPALITY = Text("gemeente", "municipality", "commune")
SERVED = Text("afspraken daar", "appointments there", "rendez-vous là-bas")
OPEN_DAYS = Text("dagen open", "days open", "jours ouverts")
COUNTERS = Text("balies", "counters", "postes")
HOURS_WITH = Text("uren, beide samen", "hours, both together", "heures, les deux")
HOURS_ALONE = Text("uren, zonder", "hours, without", "heures, sans")
DEARER = Text("euro duurder", "euros dearer", "euros de plus")
KILOMETRES_SAVED = Text("km minder voor klanten", "km less for clients", "km de moins, clients")
PER_KILOMETRE = Text("euro per km minder", "euros per km less", "euros par km de moins")

VOICES = Text("Wat klanten zeggen", "What clients say", "Ce que disent les clients")
DESKS_BESIDE = Text(
    "Afstand, wachttijd en tevredenheid per loket",
    "Distance, waiting and satisfaction by desk",
    "Distance, attente et satisfaction par guichet",
)
DESK = Text("loket", "desk", "guichet")
PLACE = Text("plaats", "place", "lieu")
TOUCHPOINT = Text("waarover", "about", "au sujet de")
ALL_DESKS = Text("alle loketten", "all desks", "tous les guichets")
WERE_ASKED = Text("bevraagd", "asked", "interrogés")
SATISFIED = Text("% tevreden", "% satisfied", "% satisfaits")
COMPLAINTS = Text("klachten", "complaints", "plaintes")
CONTACTS = Text("aanmeldingen", "registrations", "inscriptions")
KILOMETRES = Text("km (gemiddeld)", "km (mean)", "km (moyenne)")
WAITED = Text("dagen tot intake", "days to intake", "jours jusqu’à l’accueil")
INTAKE_IN_TIME = Text("% intakes op tijd", "% intakes in time", "% accueils à temps")


def temporary_note() -> Text:
    """What the table of temporary desks counts, and what it does not."""
    return Text(
        "Op afspraak, op zo weinig dagen als genoeg is, voor wie er dichter bij woont; wie zonder "
        "afspraak komt, komt naar het loket. Gemeenten met een loket zijn weggelaten. Kilometers: "
        "in vogelvlucht tussen de middens van gemeenten, heen en terug, voor alle klanten samen; "
        "zij zijn niet bij de kosten geteld.",
        "By appointment, on as few days as are enough, for those who live nearer to it; who comes "
        "without an appointment comes to the desk. Municipalities with a desk are left out. "
        "Kilometres: as the crow flies between the middles of municipalities, there and back, for "
        "all clients together; they are not part of the costs.",
        "Sur rendez-vous, aussi peu de jours qu’il suffit, pour qui habite plus près ; qui vient "
        "sans rendez-vous vient au guichet. Les communes avec guichet sont omises. Kilomètres : à "
        "vol d’oiseau entre les centres des communes, aller et retour, pour tous les clients ; "
        "ils ne sont pas comptés dans les coûts.",
    )


def voices_note() -> Text:
    """How to read small numbers."""
    return Text(
        "Tussen laagst en hoogst ligt het aandeel tevredenen met 95 % zekerheid; leeg waar niemand "
        "bevraagd is. Geen klachten is pas een antwoord waar mensen bevraagd zijn.",
        "The share of the satisfied lies between lowest and highest with 95% confidence; blank "
        "where nobody was asked. No complaints is an answer only where people were asked.",
        "La part des satisfaits se situe entre au moins et au plus avec 95 % de confiance ; vide "
        "où personne n’a été interrogé. L’absence de plaintes n’est une réponse que là où des "
        "personnes ont été interrogées.",
    )


def beside_note(within: int) -> Text:
    """Where distance and waiting come from."""
    return Text(
        "Kilometers: in vogelvlucht van gemeente van woonplaats tot gemeente van het loket. Dagen "
        f"tot intake: van vraag tot afspraak, laatste jaar, de helft korter; op tijd is binnen "
        f"{within} dagen. Bevraagd, tevreden en klachten gaan over het loket zelf, alle jaren.",
        "Kilometres: as the crow flies between the municipalities of home and desk. Days to "
        f"intake: from asking to appointment, last year, half shorter; in time is within {within} "
        "days. Asked, satisfied and complaints are about the desk itself, all years.",
        "Kilomètres : à vol d’oiseau entre les communes du domicile et du guichet. Jours "
        "jusqu’à l’accueil : de la demande au rendez-vous, dernière année, la moitié moins ; à "
        f"temps, c’est en {within} jours. Interrogés, satisfaits et plaintes portent sur le "
        "guichet même, toutes les années.",
    )


RULES = {
    "cover": Text("genoeg mensen in elk half uur", "enough people in every half hour",
                  "assez de personnes à chaque demi-heure"),
    "languages_and_skills": Text("altijd iemand met de gevraagde talen en vaardigheden",
                                 "always somebody with the languages and skills asked for",
                                 "toujours quelqu’un avec les langues et compétences demandées"),
    "one_shift_a_day": Text("één dienst per dag", "one shift a day", "un service par jour"),
    "week_hours": Text("niet meer uren dan iedereen per week heeft",
                       "no more hours than everybody has in a week",
                       "pas plus d’heures que chacun n’en a par semaine"),
    "days_off": Text("vrije dagen", "days off", "jours libres"),
    "evenings": Text("niet te veel avonden", "not too many evenings", "pas trop de soirées"),
    "rest": Text("genoeg rust tussen twee dagen", "enough rest between two days",
                 "assez de repos entre deux jours"),
}  # fmt: skip
"""The rules for shifts as they are said when they clash."""


def people_more(number: int) -> Text:
    """How many people more would be enough."""
    if number == 0:
        return Text(
            "Meer mensen zoals de laatste op de lijst helpen niet.",
            "More people like the last of the list do not help.",
            "Plus de personnes comme la dernière de la liste n’aide pas.",
        )
    return Text(
        f"Met {number} meer zoals de laatste op de lijst kan het wel.",
        f"With {number} more like the last of the list it can be done.",
        f"Avec {number} de plus comme la dernière de la liste c’est possible.",
    )
