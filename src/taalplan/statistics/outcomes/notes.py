# SPDX-License-Identifier: EUPL-1.2
"""The notes under a table of outcomes: who was followed, what is blank and why, what to compare."""

from __future__ import annotations

from collections.abc import Iterator

from taalplan.statistics.count import Counts
from taalplan.statistics.definition import Count
from taalplan.statistics.dimensions import RESIDENCE
from taalplan.statistics.outcomes import words
from taalplan.statistics.outcomes.assemble import Work
from taalplan.statistics.outcomes.cohort import Cohorts
from taalplan.statistics.outcomes.definition import Clock
from taalplan.statistics.outcomes.figures import Blank, Cohort
from taalplan.statistics.outcomes.followed import STATES, Outcome
from taalplan.statistics.titles import HOME
from taalplan.tables.numbers import format_number, format_percent
from taalplan.tables.render.layout import format_date
from taalplan.tables.table import TOTAL, Note
from taalplan.vocabulary.text import Text

WHO = {
    Clock.OPENED: Text(
        "Gevolgd zijn alle personen van wie het onderdeel geopend werd, vanaf de dag van opening, "
        "ook wie nog bezig is.",
        "Followed are all people whose component was opened, from the day of opening, also those "
        "who are still busy.",
        "Sont suivies toutes les personnes dont le volet a été ouvert, dès le jour d'ouverture, y "
        "compris celles encore en cours.",
    ),
    Clock.SIGNED: Text(
        "Gevolgd zijn alle personen die een contract ondertekenden, vanaf die dag, ook wie dit "
        "onderdeel niet nodig had of er nog niet mee begon. De aandelen zijn daardoor lager dan "
        "van wie het onderdeel volgt.",
        "Followed are all people who signed a contract, from that day, also those who did not need "
        "this component or have not begun it. The shares are therefore lower than of those who "
        "take the component.",
        "Sont suivies toutes les personnes ayant signé un contrat, dès ce jour, y compris celles "
        "qui n'avaient pas besoin de ce volet ou ne l'ont pas commencé. Les parts sont donc plus "
        "basses que parmi celles qui le suivent.",
    ),
}

HOW = Text(
    "Aandelen na een aantal maanden (van 365,25 / 12 dagen) volgens Aalen en Johansen, met "
    "concurrerende uitkomsten; 95 %-intervallen op log-log-schaal. 'Zonder aanname' geeft wat het "
    "aandeel minstens en hoogstens is, wat er ook wordt van wie nog niet zo lang gevolgd kon "
    "worden.",
    "Shares after a number of months (of 365.25 / 12 days) by Aalen and Johansen, with competing "
    "outcomes; 95% intervals on the log-log scale. 'Without assumption' gives the least and most "
    "that a share can be, whatever becomes of those who could not be followed that long yet.",
    "Parts après un nombre de mois (de 365,25 / 12 jours) selon Aalen et Johansen, avec issues "
    "concurrentes ; intervalles à 95 % sur l'échelle log-log. « Sans hypothèse » donne le minimum "
    "et le maximum d'une part, quoi qu'il advienne de qui n'a pu être suivi aussi longtemps.",
)

COMPARE = Text(
    "Vergelijk jaren enkel na hetzelfde aantal maanden. De stand op de laatste dag, met het "
    "officiële percentage (geslaagd van wie gesloten is), volgt elk jaar een andere tijd: wie "
    "snel slaagt, sluit het eerst af, waardoor recente jaren er gunstiger uitzien dan zij zijn.",
    "Compare years only after the same number of months. The state on the last day, with the "
    "official pass rate (passed of those closed), follows each year for another time: those who "
    "pass fast close first, which makes recent years look better than they are.",
    "Ne comparez les années qu'après le même nombre de mois. La situation au dernier jour, avec le "
    "taux officiel (réussites parmi les volets clôturés), suit chaque année pendant une autre "
    "durée : qui réussit vite clôture d'abord, ce qui embellit les années récentes.",
)


def notes(work: Work, cohort: Cohorts, several: Counts) -> tuple[Note, ...]:
    """All notes of a table."""
    follow_up = work.follow_up
    shown = [n.text for n in follow_up.notes if not n.where or n.where in follow_up.base.dimensions]
    return (
        *(Note(text) for text in shown),
        Note(WHO[follow_up.clock], kind="followed"),
        *residence(work),
        *begun(work),
        *still_busy(work),
        *provisional(work),
        Note(COMPARE, kind="compare"),
        Note(HOW, kind="method"),
        *more_than_one(work, several),
        *late(work, cohort),
    )


def residence(work: Work) -> Iterator[Note]:
    """What a table by residence counts."""
    if set(RESIDENCE) & set(work.follow_up.base.dimensions):
        yield Note(HOME["components"], kind="residence")


def yearly(work: Work) -> Iterator[tuple[str, Cohort]]:
    """Each year's whole cohort; of a table about one year, that year's."""
    base = work.follow_up.base
    for year in work.assembly.years:
        path = tuple(str(year) if name == base.time else TOTAL for name in base.dimensions)
        if path in work.found:
            yield str(year), work.found[path]


def begun(work: Work) -> Iterator[Note]:
    """How many of those who signed have begun: of a recent year only those who began soon."""
    shares = [
        (year, cohort.started / work.signed[year])
        for year, cohort in yearly(work)
        if work.signed and work.signed.get(year)
    ]
    if not shares:
        return

    def said(language: str) -> str:
        each = ", ".join(f"{year} {format_percent(100 * s, language)}" for year, s in shares)
        return {
            "nl": "Aandeel van wie het onderdeel al geopend is, in alle personen met een contract: "
            f"{each}. Van recente jaren staan hier vooral wie vlug begon; tel vanaf de "
            "ondertekening om iedereen te volgen.",
            "en": "Share whose component has been opened, among all people with a contract: "
            f"{each}. Of recent years mostly those who began soon are here; count from signing to "
            "follow everybody.",
            "fr": f"Part des personnes dont le volet est ouvert parmi celles ayant un contrat : "
            f"{each}. Des années récentes figurent surtout celles qui ont vite commencé ; comptez "
            "dès la signature pour suivre tout le monde.",
        }[language]

    yield Note(words.per_language(said), kind="begun")


def still_busy(work: Work) -> Iterator[Note]:
    """The share of each year that is still open, and at which horizons it has no figure."""
    for year, cohort in yearly(work):
        yield Note(
            words.per_language(lambda g, y=year, c=cohort: _open(work, y, c, g)), kind="still-open"
        )


def _open(work: Work, year: str, cohort: Cohort, language: str) -> str:
    everybody = max(cohort.started, 1)
    busy = 100 * float(cohort.now[STATES.index(Outcome.BUSY)]) / everybody
    said = _busy(year, busy, format_date(work.last_day, language), language)
    blank = [h for h in cohort.horizons if h.blank and h.blank is not Blank.START_UNSEEN]
    if blank:
        reach = 100 * max(h.reached for h in blank) / everybody
        said += _blank([str(h.months) for h in blank], reach, language)
    return said + "."


def _busy(year: str, share: float, day: str, language: str) -> str:
    percent = format_percent(share, language)
    return {
        "nl": f"Van de contracten van {year} is {percent} nog bezig op {day}",
        "en": f"Of the contracts of {year}, {percent} are still busy on {day}",
        "fr": f"Des contrats de {year}, {percent} sont encore en cours au {day}",
    }[language]


def _blank(months: list[str], reach: float, language: str) -> str:
    after = words.listed(months, language)
    percent = format_percent(reach, language, 1)
    some = {
        "nl": f" (zo lang kon nog maar {percent} gevolgd worden)",
        "en": f" (only {percent} could be followed that long)",
        "fr": f" (seuls {percent} ont pu être suivis aussi longtemps)",
    }[language]
    said = {
        "nl": f"; daarom geen cijfer na {after} maanden",
        "en": f"; therefore no figure after {after} months",
        "fr": f" ; donc pas de chiffre après {after} mois",
    }[language]
    return said + (some if reach else "")


def provisional(work: Work) -> Iterator[Note]:
    """Where a figure stands on those who began first, since the others were not followed yet."""
    found = [
        (year, h.months, h.reached / cohort.started)
        for year, cohort in yearly(work)
        for h in cohort.horizons
        if not h.blank and not h.certain and cohort.started
    ]
    if not found:
        return

    def said(language: str) -> str:
        after = {"nl": "na", "en": "after", "fr": "après"}[language]
        month = {"nl": "maanden", "en": "months", "fr": "mois"}[language]
        cells = "; ".join(
            f"{year} {after} {months} {month} {format_percent(100 * share, language, 1)}"
            for year, months, share in found
        )
        return {
            "nl": f"Voorlopig: nog niet iedereen kon zo lang gevolgd worden ({cells}). Het cijfer "
            "neemt aan dat wie later begon, het doet zoals wie eerder begon.",
            "en": f"Provisional: not everybody could be followed that long ({cells}). The figure "
            "assumes that those who began later do as those who began earlier.",
            "fr": f"Provisoire : tous n'ont pu être suivis aussi longtemps ({cells}). Le chiffre "
            "suppose que ceux qui ont commencé plus tard font comme les premiers.",
        }[language]

    yield Note(words.per_language(said), kind="provisional")


def more_than_one(work: Work, several: Counts) -> Iterator[Note]:
    """How many people have more than one case in a cohort, and which one counts."""
    base = work.follow_up.base
    number = sum(
        n for path, n in several.items()
        if all((code == TOTAL) == (name != base.time)
               for name, code in zip(base.dimensions, path, strict=True))
    )  # fmt: skip
    if not number:
        return
    if work.follow_up.count is Count.ROWS:
        text = Text(
            "{n} personen komen meer dan eens voor; elk onderdeel telt, en de intervallen "
            "houden er rekening mee dat het om dezelfde persoon gaat.",
            "{n} people occur more than once; each component counts, and the intervals allow for "
            "its being the same person.",
            "{n} personnes figurent plus d'une fois ; chaque volet compte, et les intervalles "
            "tiennent compte de ce qu'il s'agit de la même personne.",
        )
    elif number == 1:
        text = Text(
            "{n} persoon heeft in één jaar meer dan één zulk onderdeel; gevolgd is het eerste.",
            "{n} person has more than one such component in a year; the first is followed.",
            "{n} personne a plus d'un tel volet dans une année ; le premier est suivi.",
        )
    else:
        text = Text(
            "{n} personen hebben in één jaar meer dan één zulk onderdeel; gevolgd is het eerste.",
            "{n} people have more than one such component in a year; the first is followed.",
            "{n} personnes ont plus d'un tel volet dans une année ; le premier est suivi.",
        )
    yield Note(
        words.per_language(lambda g: text[g].replace("{n}", format_number(number, g))),
        kind="several",
    )


def late(work: Work, cohort: Cohorts) -> Iterator[Note]:
    """Cases that came under observation after their start, and those that were never seen."""
    entered = sum(one.late for _, one in yearly(work))
    first = cohort.window.first_day
    if first and (entered or cohort.unseen):
        yield Note(
            words.per_language(lambda g: _late(entered, cohort.unseen, format_date(first, g), g)),
            kind="left-truncation",
        )
    if cohort.impossible:
        n = cohort.impossible
        yield Note(
            words.per_language(
                lambda g: {
                    "nl": f"Niet gevolgd: {format_number(n, g)} zonder bruikbare begindag.",
                    "en": f"Not followed: {format_number(n, g)} without a usable first day.",
                    "fr": f"Non suivis : {format_number(n, g)} sans premier jour utilisable.",
                }[g]
            ),
            kind="left-out",
        )


def _late(entered: int, unseen: int, day: str, language: str) -> str:
    n, m = format_number(entered, language), format_number(unseen, language)
    return {
        "nl": f"Het register kent afsluitingen vanaf {day}. {n} personen begonnen vroeger en "
        f"tellen mee vanaf die dag; {m} met een vroegere afsluiting zijn weggelaten, want van die "
        "jaren kennen wij niet iedereen.",
        "en": f"The register knows of closings from {day}. {n} people began before and count from "
        f"that day; {m} with an earlier closing are left out, since not everybody of those years "
        "is known.",
        "fr": f"Le registre connaît les clôtures dès le {day}. {n} personnes ont commencé avant et "
        f"comptent dès ce jour ; {m} clôturées plus tôt sont omises, car ces années ne sont pas "
        "complètes.",
    }[language]
