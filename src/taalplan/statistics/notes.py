# SPDX-License-Identifier: EUPL-1.2
"""The notes under a table that follow from its own figures.

Each function looks for one thing a reader could stumble over, and says it with the figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from taalplan import policy
from taalplan.snapshot import Snapshot
from taalplan.statistics.assemble import Assembly
from taalplan.statistics.categories import years_of
from taalplan.statistics.count import Counts
from taalplan.statistics.titles import residence_note
from taalplan.tables.numbers import format_number
from taalplan.tables.render.layout import format_date
from taalplan.tables.table import TOTAL, Note, Path, Table
from taalplan.vocabulary.periods import Year
from taalplan.vocabulary.text import Text

PROVISIONAL = "provisional.months_after_year"


def notes(
    work: Assembly, table: Table, snapshot: Snapshot, opened: Counts | None
) -> tuple[Note, ...]:
    """All notes of a table. `opened` counts the same people, those not closed yet included."""
    as_of = snapshot.as_of
    return (
        *(Note(text) for text in work.definition.notes_shown),
        *residence(work),
        *overlaps(work, table),
        *not_open(work),
        *no_data(work, snapshot),
        *running(work, snapshot),
        *provisional(work, as_of),
        *(still_open(work, opened, as_of) if opened is not None else ()),
    )


def residence(work: Assembly) -> Iterator[Note]:
    """What a table by residence counts."""
    text = residence_note(work.definition)
    if text is not None:
        yield Note(text, kind="residence")


def overlaps(work: Assembly, table: Table) -> Iterator[Note]:
    """Where the parts exceed their total because somebody is in two of them."""
    names = work.definition.dimensions
    for name in names:
        if name not in table.counted or name == work.definition.time:
            continue
        found = dict(_excess(work, names.index(name)))
        if found:
            yield _overlap_note(work, name, found)


def _excess(work: Assembly, position: int) -> Iterator[tuple[Path, int]]:
    """For each total over one dimension: by how much its parts exceed it, if they do."""
    sums: dict[Path, int] = {}
    for path, value in work.counts.items():
        if path[position] != TOTAL:
            whole = (*path[:position], TOTAL, *path[position + 1 :])
            sums[whole] = sums.get(whole, 0) + value
    for whole, parts in sums.items():
        total = work.counts.get(whole)
        if total is not None and parts > total:
            yield whole, parts - total


def _overlap_note(work: Assembly, name: str, found: dict[Path, int]) -> Note:
    """Name the places with the least detail: the reader of the totals is who adds up."""
    names = work.definition.dimensions
    fewest = max(path.count(TOTAL) for path in found)
    shown = {path: excess for path, excess in found.items() if path.count(TOTAL) == fewest}
    heading = work.lists.dimension(work.definition, name, ()).label
    at = "bij" if name == "desk" else "in"
    rows = {
        language: ", ".join(
            f"{_where(work, names, path, language)} {format_number(excess, language)}"
            for path, excess in shown.items()
        )
        for language in ("nl", "en", "fr")
    }
    return Note(
        Text(
            f"Personen die {at} meer dan één {heading.nl} voorkomen, tellen bij elk ervan mee en "
            f"één keer in het totaal; de delen samen zijn daardoor hoger dan het totaal "
            f"({rows['nl']}).",
            f"People who occur under more than one {heading.en} count in each of them and once in "
            f"the total; the parts together therefore exceed the total ({rows['en']}).",
            f"Les personnes qui figurent sous plus d'un(e) {heading.fr} comptent dans chacun(e) et "
            f"une fois dans le total; les parties ensemble dépassent donc le total ({rows['fr']}).",
        ),
        kind="overlap",
    )


def _where(work: Assembly, names: Sequence[str], path: Path, language: str) -> str:
    kept = [
        work.lists.label(work.definition.of, name, code)[language]
        for name, code in zip(names, path, strict=True)
        if code != TOTAL
    ]
    return (", ".join(kept) or {"nl": "totaal", "en": "total", "fr": "total"}[language]) + ":"


def not_open(work: Assembly) -> Iterator[Note]:
    """Desks closed in a year shown; in a table of one year, those that had just closed."""
    if "desk" not in work.definition.dimensions or not work.years:
        return
    watched = list(work.years)
    if not work.definition.is_yearly:
        watched.insert(0, work.years[0].shift(-1))
    closed = {
        place.name.nl: [str(year) for year in work.years if not place.exists_in(year)]
        for place in work.lists.places["desk"].values()
        if any(place.exists_in(year) for year in watched)
    }
    listed = "; ".join(f"{name} ({', '.join(years)})" for name, years in closed.items() if years)
    if listed:
        yield Note(
            Text(
                f"Niet open, en daarom leeg of niet vermeld: {listed}.",
                f"Not open, and therefore blank or not listed: {listed}.",
                f"Pas ouvert, et donc vide ou non mentionné: {listed}.",
            ),
            kind="not-open",
        )


def no_data(work: Assembly, snapshot: Snapshot) -> Iterator[Note]:
    """Years of which the snapshot holds nothing: their noughts are not figures."""
    held = _held(work, snapshot)
    empty = ", ".join(str(year) for year in work.years if year not in held)
    if empty:
        yield Note(
            Text(
                f"Geen gegevens: {empty}. De momentopname bevat daarover niets; een nul betekent "
                "hier niet dat er niemand was.",
                f"No data: {empty}. The snapshot holds nothing about it; a zero does not mean that "
                "there was nobody.",
                f"Pas de données: {empty}. L'instantané n'en contient rien; un zéro ne signifie "
                "pas qu'il n'y avait personne.",
            ),
            kind="no-data",
        )


def _held(work: Assembly, snapshot: Snapshot) -> list[Year]:
    """The years of which the snapshot has anything, from its first to its last."""
    definition = work.definition
    if not definition.axis:
        return []
    return years_of(snapshot, definition.of, definition.fact.axes[definition.axis])


def _asked_until(work: Assembly, snapshot: Snapshot) -> date:
    """The last day that was asked of the register: that of the snapshot, or earlier."""
    definition = work.definition
    table = definition.fact.axes[definition.axis].table or definition.of
    _, last = snapshot.manifest.coverage.get(table, (snapshot.as_of, snapshot.as_of))
    return min(last, snapshot.as_of)


def running(work: Assembly, snapshot: Snapshot) -> Iterator[Note]:
    """Years that had not ended on the day of the snapshot, and of which it has some part."""
    as_of, held = snapshot.as_of, _held(work, snapshot)
    now = [year for year in work.years if year.first_day <= as_of < year.last_day]
    listed = ", ".join(str(year) for year in now if year in held)
    if listed:
        until = _asked_until(work, snapshot)
        day = Text(*(format_date(until, language) for language in ("nl", "en", "fr")))
        yield Note(
            Text(
                f"Nog niet voorbij: {listed}. Geteld is tot en met {day.nl}.",
                f"Not over yet: {listed}. Counted is up to and including {day.en}.",
                f"Pas encore terminé: {listed}. Le comptage va jusqu'au {day.fr} inclus.",
            ),
            kind="running",
        )


def provisional(work: Assembly, as_of: date) -> Iterator[Note]:
    """Years that may still change, because they ended shortly before the snapshot."""
    if work.definition.time == "contract_year" or not work.years:
        return
    try:
        months = policy.value(PROVISIONAL, as_of).whole
    except KeyError:  # a snapshot from before the policy says nothing about it
        return
    recent = [
        str(year)
        for year in work.years
        if year.last_day <= as_of <= _months_after(year.last_day, months)
    ]
    if recent:
        listed = ", ".join(recent)
        yield Note(
            Text(
                f"Voorlopig: {listed}. Het register kan tot {months} maanden na het einde van het "
                "jaar nog worden aangevuld of verbeterd.",
                f"Provisional: {listed}. The register may be completed or corrected until {months} "
                "months after the end of the year.",
                f"Provisoire: {listed}. Le registre peut être complété ou corrigé jusqu'à {months} "
                "mois après la fin de l'année.",
            ),
            kind="provisional",
        )


def _months_after(day: date, months: int) -> date:
    month = day.month - 1 + months
    return date(day.year + month // 12, month % 12 + 1, min(day.day, 28))


def still_open(work: Assembly, opened: Counts, as_of: date) -> Iterator[Note]:
    """The share of a cohort that is still busy: recent cohorts show fast finishers only."""
    shares = []
    for year in work.years:
        path = tuple(
            str(year) if name == work.definition.time else TOTAL
            for name in work.definition.dimensions
        )
        everybody, closed = opened.get(path, 0), work.counts.get(path, 0)
        if everybody:
            shares.append(f"{year}: {100 * (everybody - closed) / everybody:.0f} %")
    if shares:
        listed = ", ".join(shares)
        yield Note(
            Text(
                f"Nog niet gesloten op {as_of:%d-%m-%Y}, van wie met dit trajectonderdeel begon: "
                f"{listed}. Wie snel slaagt, sluit het eerst af; de percentages van recente "
                "contractjaren liggen daardoor te hoog en zijn niet te vergelijken met oudere.",
                f"Not closed yet on {as_of:%d-%m-%Y}, of those who began this component: {listed}. "
                "Those who pass fast close first, so the percentages of recent contract years are "
                "too high and cannot be compared with older ones.",
                f"Pas encore clôturé au {as_of:%d-%m-%Y}, parmi les personnes ayant commencé ce "
                f"volet: {listed}. Ceux qui réussissent vite clôturent d'abord; les pourcentages "
                "des années récentes sont donc trop élevés et non comparables aux précédentes.",
            ),
            kind="still-open",
        )
