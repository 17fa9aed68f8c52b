# SPDX-License-Identifier: EUPL-1.2
"""The words of tables of outcomes: codes, labels, and what a title leaves open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from taalplan.statistics.outcomes.definition import GAPS, MONTHS, OUTCOME, Clock, FollowUp
from taalplan.statistics.titles import PLACES
from taalplan.tables.table import MEASURE
from taalplan.vocabulary.text import Text

LANGUAGES = ("nl", "en", "fr")
NOW = "now"
RATIO, PEOPLE = "ratio", "people"
SHARE, LOWER, UPPER, LEAST, MOST = "share", "lower", "upper", "least", "most"
STARTED, AT_RISK, REACHED = "started", "at_risk", "reached"

HEADINGS = {
    OUTCOME: Text("resultaat", "outcome", "résultat"),
    MEASURE: Text("maat", "measure", "mesure"),
    MONTHS: Text("maanden", "months", "mois"),
}

OUTCOMES = {
    PEOPLE: Text("Aantal personen", "Number of people", "Nombre de personnes"),
    RATIO: Text("Officieel slaagpercentage", "Official pass rate", "Taux de réussite officiel"),
    "passed": Text("Geslaagd", "Passed", "Réussi"),
    "failed": Text("Niet geslaagd", "Failed", "Échoué"),
    "left": Text("Gestopt zonder beslissing", "Left without a decision", "Arrêté sans décision"),
    "busy": Text("Nog bezig", "Still busy", "Encore en cours"),
}

NOT_BEGUN = Text(
    "Nog bezig of nog niet begonnen",
    "Still busy or not begun yet",
    "Encore en cours ou pas encore commencé",
)

MEASURES = {
    STARTED: Text("Personen", "People", "Personnes"),
    SHARE: Text("aandeel", "share", "part"),
    LOWER: Text("95 %-interval, van", "95% interval, from", "intervalle à 95 %, de"),
    UPPER: Text("95 %-interval, tot", "95% interval, to", "intervalle à 95 %, à"),
    LEAST: Text("zonder aanname, minstens", "without assumption, at least", "sans hypothèse, min."),
    MOST: Text("zonder aanname, hoogstens", "without assumption, at most", "sans hypothèse, max."),
    AT_RISK: Text("nog bezig en gevolgd", "still busy and followed", "en cours et suivies"),
    REACHED: Text("zo lang te volgen", "could be followed so long", "pouvaient être suivies"),
}

PEOPLE_MEASURES = (STARTED, AT_RISK, REACHED)

COHORTS = {
    Clock.OPENED: Text(
        "personen van wie het trajectonderdeel NT2 {component} geopend werd",
        "people whose component Dutch {component} was opened",
        "personnes dont le volet néerlandais {component} a été ouvert",
    ),
    Clock.SIGNED: Text(
        "personen die een contract ondertekenden, voor het trajectonderdeel NT2 {component}",
        "people who signed a contract, for the component Dutch {component}",
        "personnes ayant signé un contrat, pour le volet néerlandais {component}",
    ),
}

CLOCKS = {
    Clock.OPENED: Text(
        "de opening van het onderdeel", "the component was opened", "l'ouverture du volet"
    ),
    Clock.SIGNED: Text(
        "de ondertekening van het contract", "the contract was signed", "la signature du contrat"
    ),
}

TIMES = {
    "contract-year": Text("jaar van contract", "year of contract", "année de contrat"),
    "calendar-year": Text("jaar van ondertekening", "year of signing", "année de signature"),
    "school-year": Text(
        "schooljaar van ondertekening", "school year of signing", "année scolaire de signature"
    ),
}

BY = {
    **PLACES,
    "target_group": Text("doelgroep", "target group", "groupe cible"),
    "component": Text("onderdeel", "component", "volet"),
    "sex": Text("geslacht", "sex", "sexe"),
    "education": Text("opleiding", "education", "formation"),
    "nationality_group": Text("nationaliteit", "nationality", "nationalité"),
}


def per_language(make) -> Text:  # type: ignore[no-untyped-def]
    """A text from a function of a language."""
    return Text(*(make(language) for language in LANGUAGES))


def title(follow_up: FollowUp) -> Text:
    """The definition's title with its words filled in."""
    by = [BY[n] for n in follow_up.base.dimensions if n in BY]
    time = TIMES[follow_up.axis]
    words = {
        "cohort": COHORTS[follow_up.clock],
        "clock": CLOCKS[follow_up.clock],
        "time": time,
        "place": next(iter(by), PLACES["area"]),
        "by": per_language(lambda g: "".join(f", {one[g]}" for one in by)),
        "component": Text.same(" en ".join(follow_up.component)),
        "years": Text.same(" - ".join(dict.fromkeys(
            str(y) for y in (*follow_up.years[:1], *follow_up.years[-1:]))) or "…"),
    }  # fmt: skip

    def filled(language: str) -> str:
        text = follow_up.title[language]
        for gap in GAPS:
            text = text.replace(f"{{{gap}}}", words[gap][language])
        return text.replace("{component}", words["component"][language])

    return per_language(filled)


def months_label(code: str, last_day: date) -> Text:
    """The heading of a horizon: after how many months, or until which day."""
    if code == NOW:
        # Short, since six such columns stand beside each other.
        return Text(*(last_day.strftime(form) for form in ("%d-%m-%Y", "%d/%m/%Y", "%d/%m/%Y")))
    return Text(f"{code} mnd.", f"{code} mo.", f"{code} mois")


def listed(words: Sequence[str], language: str) -> str:
    """Words with commas, and `and` before the last."""
    and_ = {"nl": "en", "en": "and", "fr": "et"}[language]
    *first, last = words
    return f"{', '.join(first)} {and_} {last}" if first else last
