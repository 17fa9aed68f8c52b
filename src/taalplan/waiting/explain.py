# SPDX-License-Identifier: EUPL-1.2
"""What photographs say, in sentences: is there a list, by which measure, and for which reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from taalplan.tables.chart import Bars, Chart, Lines, Series
from taalplan.tables.explanation import Explanation
from taalplan.tables.sentences import fill
from taalplan.tables.table import Table
from taalplan.vocabulary.text import Text
from taalplan.waiting import words
from taalplan.waiting.photograph import Photograph, Reason
from taalplan.waiting.table import overview, tables

TITLE = Text("Wachtlijsten NT2", "Waiting lists for Dutch", "Listes d’attente NT2")


def explain(photos: Sequence[Photograph]) -> Explanation:
    """An answer to "are there waiting lists, and why": of the last photograph, beside the others.

    Raises ValueError without photographs.
    """
    if not photos:
        raise ValueError("there is no photograph to explain")
    last, days = photos[-1], overview(photos)
    made = tables(last)
    return Explanation(
        "waiting",
        TITLE,
        (
            *(text for photo in photos for text in officially(photo)),
            days,
            threshold_chart(days, photos),
            *why(last),
            made["waiting-reasons"],
            made["waiting-places"],
        ),
        tuple(made[name] for name in ("waiting-areas", "waiting-levels", "waiting-dayparts")),
    )


def officially(photo: Photograph) -> Iterator[Text]:
    """Whether there is a list by the official definition, and what shorter ones make of it."""
    definition = photo.definition
    official = photo.persons(photo.official)
    values: dict[str, Text | float] = {
        "day": words.day(definition.day),
        "months": definition.official,
        "official": official,
        "all": photo.persons(photo.waits),
    }
    yield fill(_NOBODY if official == 0 else _SOMEBODY, **values)
    shorter = [n for n in definition.thresholds if 0 < n < definition.official]
    if photo.waits.any() and shorter:
        yield fill(
            _SHORTER,
            first=photo.persons(photo.waited(shorter[0])),
            two=shorter[0],
            second=photo.persons(photo.waited(shorter[-1])),
            three=shorter[-1],
        )
    cannot = photo.persons(photo.cannot(definition.official))
    if definition.horizon == "waited" and cannot > official:
        yield fill(_LITERALLY, cannot=cannot, months=definition.official)
    unsaid = photo.persons(photo.unsaid(definition.official))
    if unsaid:
        yield fill(_UNSAID, unsaid=unsaid, months=definition.official)


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


def why(photo: Photograph) -> Iterator[Text]:
    """The reasons, the ones that weigh most first, and how many lists one person is on."""
    waits = photo.waits
    counts = {reason: photo.persons(waits & (photo.reason == reason)) for reason in Reason}
    real = {r: n for r, n in counts.items() if n and r is not Reason.NEXT}
    if not waits.any():
        return
    yield fill(
        _WHY, day=words.day(photo.definition.day), next=counts[Reason.NEXT],
        all=photo.persons(waits),
    )  # fmt: skip
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
    entries, persons = int(waits.sum()), photo.persons(waits)
    if entries > persons:
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


def threshold_chart(days: Table, photos: Sequence[Photograph]) -> Chart:
    """How a list shrinks as its threshold rises: bars for one day, lines for several."""
    thresholds = photos[-1].definition.thresholds
    columns = [("waited", str(n)) for n in thresholds]
    ticks = tuple(_tick(n) for n in thresholds)
    rows = [(photo.definition.day.isoformat(),) for photo in photos]
    if len(rows) == 1:
        cells = tuple((rows[0], column) for column in columns)
        return Bars(days, "waiting-thresholds", _CHART, ticks, _PERSONS, cells)
    series = tuple(
        Series(words.day(photo.definition.day), tuple((row, column) for column in columns))
        for row, photo in zip(rows, photos, strict=True)
    )
    return Lines(days, "waiting-thresholds", _CHART, ticks, _PERSONS, series)


def _tick(months: int) -> Text:
    if not months:
        return Text("allen", "all", "tous")
    return Text(f"> {months} maanden", f"> {months} months", f"> {months} mois")
