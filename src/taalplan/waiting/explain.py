# SPDX-License-Identifier: EUPL-1.2
"""What photographs say, in sentences: is there a list, by which measure, and for which reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from taalplan.tables.chart import Bars, Chart, Lines, Series
from taalplan.tables.explanation import Explanation
from taalplan.tables.sentences import fill
from taalplan.tables.table import TOTAL, Path, Table
from taalplan.vocabulary.text import Text
from taalplan.waiting import words
from taalplan.waiting.definition import Definition
from taalplan.waiting.photograph import Photograph, Reason
from taalplan.waiting.table import overview, tables

TITLE = Text("Wachtlijsten NT2", "Waiting lists for Dutch", "Listes d’attente NT2")


def explain(photos: Sequence[Photograph]) -> Explanation:
    """An answer to "are there waiting lists, and why": the last photograph beside the others.

    Raises ValueError without photographs.
    """
    return explained(counted(photos), [photo.definition for photo in photos])


def counted(photos: Sequence[Photograph]) -> dict[str, Table]:
    """The tables that the answer is made of, by name. Raises ValueError without photographs."""
    if not photos:
        raise ValueError("there is no photograph to explain")
    last = tables(photos[-1])
    return {table.name: table for table in (overview(photos), *(last[name] for name in EXPLAINED))}


EXPLAINED = ("waiting-reasons", "waiting-areas", "waiting-places", "waiting-levels")
"""The tables of the last photograph that an answer shows, or that are among its data."""


def explained(made: Mapping[str, Table], definitions: Sequence[Definition]) -> Explanation:
    """The same from tables as their readers may have them; a hidden figure is never in a word."""
    days, reasons = made["waiting-days"], made["waiting-reasons"]
    return Explanation(
        "waiting",
        TITLE,
        (
            *(text for one in definitions for text in officially(days, one)),
            days,
            threshold_chart(days, definitions),
            *why(reasons, days, definitions[-1]),
            reasons,
        ),
        tuple(made[name] for name in EXPLAINED[1:]),
    )


def officially(days: Table, definition: Definition) -> Iterator[Text]:
    """Whether there is a list by the official definition, and what shorter ones make of it."""

    def count(what: str, months: int) -> float | None:
        return _shown(days, (definition.day.isoformat(),), (what, str(months)))

    official, everybody = count(definition.horizon, definition.official), count("waited", 0)
    months = definition.official
    if official is not None and everybody is not None:
        said = _NOBODY if official == 0 else _SOMEBODY
        when = words.day(definition.day)
        yield fill(said, day=when, months=months, official=official, all=everybody)
    shorter = [n for n in definition.thresholds if 0 < n < months]
    if everybody and shorter:
        two, three = shorter[0], shorter[-1]
        first, second = count("waited", two), count("waited", three)
        if first is not None and second is not None:
            yield fill(_SHORTER, first=first, two=two, second=second, three=three)
    cannot = count("cannot", months)
    if definition.horizon == "waited" and cannot is not None and cannot > (official or 0):
        yield fill(_LITERALLY, cannot=cannot, months=months)
    if unsaid := count("unsaid", months):
        yield fill(_UNSAID, unsaid=unsaid, months=months)


def _shown(table: Table, row: Path, column: Path) -> float | None:
    """A figure as its readers may have it; None when it is hidden, or nobody counted it."""
    return table.cells[row, column].value if (row, column) in table.cells else None


_NOBODY = Text(
    "Op {day} was er volgens de officiële omschrijving geen wachtlijst: niemand wachtte langer dan "
    "{months} maanden. Toch wachtten die dag {all} personen op een les.",
    "On {day} there was no waiting list by the official definition: nobody had waited longer than "
    "{months} months. Yet {all} persons waited for lessons that day.",
    "Le {day}, il n’y avait pas de liste d’attente selon la définition officielle : personne "
    "n’attendait depuis plus de {months} mois. {all} personnes attendaient pourtant ce jour-là.",
)
_SOMEBODY = Text(
    "Op {day} stonden {official} personen op de wachtlijst volgens de officiële omschrijving van "
    "{months} maanden. In totaal wachtten die dag {all} personen op een les.",
    "On {day} {official} persons were on the waiting list by the official definition of {months} "
    "months. In all {all} persons waited for lessons that day.",
    "Le {day}, {official} personnes figuraient sur la liste d’attente selon la définition "
    "officielle de {months} mois. Au total, {all} personnes attendaient ce jour-là.",
)
_SHORTER = Text(
    "Van hen wachtten er {first} langer dan {two} maanden en {second} langer dan {three} maanden. "
    "Of er een wachtlijst is, hangt dus af van de drempel.",
    "Of them {first} had waited longer than {two} months and {second} longer than {three} months. "
    "Whether there is a list thus depends on the threshold.",
    "Parmi elles, {first} attendaient depuis plus de {two} mois et {second} depuis plus de {three} "
    "mois. L’existence d’une liste dépend donc du seuil.",
)
_LITERALLY = Text(
    "Letterlijk genomen gaat de omschrijving over wie niet binnen {months} maanden kán beginnen. "
    "Met de groepen die die dag bekend waren en met de wensen die genoteerd zijn, geldt dat voor "
    "{cannot} personen.",
    "Taken literally the definition is about who cannot start within {months} months. With the "
    "groups known on that day and the wishes written down, that holds for {cannot} persons.",
    "Prise à la lettre, la définition vise qui ne peut commencer dans les {months} mois. Avec les "
    "groupes connus ce jour-là et les souhaits notés, cela vaut pour {cannot} personnes.",
)
_UNSAID = Text(
    "Van {unsaid} personen is dat nog niet te zeggen: de groepen van het volgende schooljaar waren "
    "die dag niet bekend, en hun {months} maanden lopen tot daarna.",
    "Of {unsaid} persons it cannot be said yet: the groups of the next school year were not known "
    "that day, and their {months} months run until after that.",
    "Pour {unsaid} personnes on ne peut encore le dire : les groupes de l’année suivante n’étaient "
    "pas connus ce jour-là, et leurs {months} mois s’étendent au-delà.",
)


def why(reasons: Table, days: Table, definition: Definition) -> Iterator[Text]:
    """The reasons, the ones that weigh most first, and how many lists one person is on."""
    found = {r: _shown(reasons, (r.name.lower(),), ("waited", "0")) for r in Reason}
    everybody = _shown(reasons, (TOTAL,), ("waited", "0"))
    soon = found.pop(Reason.NEXT)
    if everybody and soon is not None:
        yield fill(_WHY, day=words.day(definition.day), next=soon, all=everybody)
    real = {reason: count for reason, count in found.items() if count}
    if real:
        order = sorted(real, key=lambda reason: -real[reason])
        yield Text(
            *(
                _OTHERS[lang]
                + "; ".join(
                    f"{words.REASONS[r][lang]} ({fill(_NUMBER, n=real[r])[lang]})" for r in order
                )
                + "."
                for lang in ("nl", "en", "fr")
            )
        )
    row = (definition.day.isoformat(),)
    persons, entries = _shown(days, row, ("waited", "0")), _shown(days, row, ("entries", "0"))
    if persons and entries and entries > persons:
        yield fill(_LISTS, entries=entries, persons=persons)


_NUMBER = Text("{n}", "{n}", "{n}")
_WHY = Text(
    "Van de {all} personen die op {day} wachtten, was er voor {next} plaats in een passende groep "
    "die nog moest beginnen: zij wachtten op de start.",
    "Of the {all} persons who waited on {day}, {next} could have a place in a group that fits and "
    "was yet to begin: they waited for its start.",
    "Sur les {all} personnes qui attendaient le {day}, {next} pouvaient avoir une place dans un "
    "groupe adéquat qui devait encore commencer : elles attendaient ce début.",
)
_OTHERS = {
    "nl": "De andere redenen, met het aantal personen: ",
    "en": "The other reasons, with the number of persons: ",
    "fr": "Les autres raisons, avec le nombre de personnes : ",
}
_LISTS = Text(
    "Wie wacht, kan op meer dan één lijst staan: het gaat om {persons} personen met {entries} "
    "inschrijvingen.",
    "Who waits may be on more than one list: these are {persons} persons with {entries} entries.",
    "Qui attend peut figurer sur plusieurs listes : il s’agit de {persons} personnes pour "
    "{entries} inscriptions.",
)

_CHART = Text(
    "Hoeveel personen langer wachten dan een drempel",
    "How many persons wait longer than a threshold",
    "Combien de personnes attendent plus qu’un seuil",
)
_PERSONS = Text("personen", "persons", "personnes")


def threshold_chart(days: Table, definitions: Sequence[Definition]) -> Chart:
    """How a list shrinks as its threshold rises: bars for one day, lines for several."""
    thresholds = definitions[-1].thresholds
    columns = [("waited", str(n)) for n in thresholds]
    ticks = tuple(_tick(n) for n in thresholds)
    rows = [(one.day.isoformat(),) for one in definitions]
    if len(rows) == 1:
        cells = tuple((rows[0], column) for column in columns)
        return Bars(days, "waiting-thresholds", _CHART, ticks, _PERSONS, cells)
    series = tuple(
        Series(words.day(one.day), tuple((row, column) for column in columns))
        for row, one in zip(rows, definitions, strict=True)
    )
    return Lines(days, "waiting-thresholds", _CHART, ticks, _PERSONS, series)


def _tick(months: int) -> Text:
    if not months:
        return Text("allen", "all", "tous")
    return Text(f"> {months} maanden", f"> {months} months", f"> {months} mois")
