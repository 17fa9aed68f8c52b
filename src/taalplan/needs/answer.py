# SPDX-License-Identifier: EUPL-1.2
"""What a plan says in answer to parliament: the need by province and centre city, as computed.

A computed plan is not a delivered one, and it says so: who delivers, when, and what comes after.
"""

from __future__ import annotations

from datetime import date

from taalplan.needs import charts, sentences
from taalplan.needs.horizon import Horizon
from taalplan.needs.plan import NeedsPlan
from taalplan.needs.table import tables
from taalplan.tables.explanation import Explanation
from taalplan.tables.render.layout import format_date
from taalplan.tables.table import Axis, Table
from taalplan.vocabulary.text import Text

TOLD = ("people", "low", "high", "places", "groups", "hours")
"""What parliament is told: the need, and what it asks; not how last year's plan fared."""

SUPPLY = Text(
    "De tabel geeft de behoefte, niet het aanbod: welke lessen er komen, volgt op het plan en "
    "wordt door AHOVOKS in kaart gebracht. Groepen en lestijden rekenen met streefgroottes en "
    "lestijden per niveau; waar daarvoor geen openbare bron is, zijn zij een aanname.",
    "The table gives the need, not the supply: which lessons there will be follows the plan and "
    "is mapped by AHOVOKS. Groups and lesson hours use target sizes and hours per level; where "
    "these have no public source, they are an assumption.",
    "Le tableau donne le besoin, non l’offre : les cours suivent le plan et sont recensés par "
    "AHOVOKS. Groupes et périodes reposent sur des tailles cibles et des heures par niveau ; sans "
    "source publique, ce sont des hypothèses.",
)


def answer(plan: NeedsPlan, asked: date) -> Explanation:
    """The plan as an answer to a question that was asked on a day."""
    table = _told(tables(plan)["needs-places"])
    parts = (
        status(plan.horizon, asked, plan.history.as_of),
        sentences.said_of_all(plan),
        table,
        charts.cities(table),
        SUPPLY,
    )
    title = sentences.title(plan.horizon.school_year)
    return Explanation(f"needs-{plan.horizon.school_year}", title, parts)


def not_yet(horizon: Horizon, asked: date, known: date) -> Explanation:
    """What is said when data end before those of the plan would."""
    said = Text(*(
        _NOT_YET[lang].format(
            year=horizon.school_year,
            cut_off=format_date(horizon.cut_off, lang),
            known=format_date(known, lang),
        )
        for lang in ("nl", "en", "fr")
    ))  # fmt: skip
    title = sentences.title(horizon.school_year)
    return Explanation(
        f"needs-{horizon.school_year}", title, (status(horizon, asked, None), said)
    )  # fmt: skip


def status(horizon: Horizon, asked: date, known: date | None) -> Text:
    """Where the delivered plan stands on the day of the question, and what this one is not."""
    before = _BEFORE if asked < horizon.due else _AFTER
    return Text(*(
        (before[lang] + (_COMPUTED[lang] if known else "")).format(
            year=horizon.school_year,
            asked=format_date(asked, lang),
            due=format_date(horizon.due, lang),
            known=format_date(known, lang) if known else "",
        )
        for lang in ("nl", "en", "fr")
    ))  # fmt: skip


def _told(table: Table) -> Table:
    """The table with only the columns that are told."""
    columns = tuple(c for c in table.columns.members if c.path[0] in TOLD)
    kept = {key: cell for key, cell in table.cells.items() if key[1][0] in TOLD}
    axis = Axis(table.columns.dimensions, columns)
    return Table(
        table.name, table.title, table.rows, axis, kept, table.unit,
        notes=table.notes, provenance=table.provenance,
    )  # fmt: skip


_BEFORE = {
    "nl": "Op {asked}, de dag van de vraag, moest het behoefteplan voor het schooljaar {year} nog "
    "worden opgeleverd (uiterlijk {due}). ",
    "en": "On {asked}, the day of the question, the needs plan for school year {year} was still "
    "to be delivered (by {due}). ",
    "fr": "Le {asked}, jour de la question, le plan des besoins pour l’année scolaire {year} "
    "restait à remettre (au plus tard le {due}). ",
}
_AFTER = {
    "nl": "De oplevering van het behoefteplan voor het schooljaar {year} was voorzien op {due}. "
    "Of en hoe het werd opgeleverd, staat niet in het register. ",
    "en": "The needs plan for school year {year} was due on {due}. Whether and how it was "
    "delivered is not in the register. ",
    "fr": "Le plan des besoins pour l’année scolaire {year} était attendu le {due}. Sa remise ne "
    "figure pas dans le registre. ",
}
_COMPUTED = {
    "nl": "Wat volgt is berekend uit de gegevens tot en met {known}. Het is geen opgeleverd plan: "
    "het is niet besproken op de regionale NT2-overleggen en door niemand vastgesteld.",
    "en": "What follows was computed from data up to {known}. It is not a delivered plan: it was "
    "not discussed in the regional consultations and nobody adopted it.",
    "fr": "Ce qui suit est calculé à partir des données jusqu’au {known}. Ce n’est pas un plan "
    "remis : il n’a pas été discuté en concertation régionale ni adopté.",
}
_NOT_YET = {
    "nl": "Een plan voor {year} rekent met gegevens tot en met {cut_off}. De gegevens gaan tot en "
    "met {known}; het kan dus nog niet worden berekend.",
    "en": "A plan for {year} uses data up to {cut_off}. The data end on {known}, so it cannot be "
    "computed yet.",
    "fr": "Un plan pour {year} utilise les données jusqu’au {cut_off}. Les données s’arrêtent au "
    "{known} ; il ne peut donc pas encore être calculé.",
}
