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
STAFF = Text("medewerkers nodig", "staff needed", "collaborateurs requis")
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
