# SPDX-License-Identifier: EUPL-1.2
"""From what people said to a table with intervals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from taalplan import policy
from taalplan.snapshot import Snapshot
from taalplan.statistics.assemble import Assembly, assemble
from taalplan.statistics.categories import CodeLists, years_of
from taalplan.statistics.count import Counts, count_all
from taalplan.statistics.satisfaction.asked import Satisfaction
from taalplan.statistics.satisfaction.intervals import count_interval, share_interval
from taalplan.statistics.titles import title
from taalplan.statistics.views import viewed
from taalplan.tables.table import (
    MEASURE,
    NOT_OPEN,
    TOTAL,
    Axis,
    Cell,
    Dimension,
    Key,
    Member,
    Note,
    Path,
    Provenance,
    Table,
    Unit,
)
from taalplan.vocabulary.terms import label
from taalplan.vocabulary.text import Text

SATISFIED_FROM = "indicators.satisfied_from"
PER = 1000

LOW = Text("laagst", "lowest", "au moins")
HIGH = Text("hoogst", "highest", "au plus")
MEASURES: Mapping[str, tuple[Text, Unit, int]] = {
    "asked": (Text("bevraagd", "asked", "interrogés"), Unit.PEOPLE, 0),
    "satisfied": (label("heard", "satisfied"), Unit.PEOPLE, 0),
    "share": (Text("% tevreden", "% satisfied", "% satisfaits"), Unit.PERCENT, 0),
    "share_low": (LOW, Unit.PERCENT, 0),
    "share_high": (HIGH, Unit.PERCENT, 0),
    "complaints": (Text("klachten", "complaints", "plaintes"), Unit.ROWS, 0),
    "contacts": (Text("aanmeldingen", "registrations", "inscriptions"), Unit.ROWS, 0),
    "rate": (
        Text("klachten per 1.000", "complaints per 1,000", "plaintes pour 1 000"),
        Unit.PER_THOUSAND,
        1,
    ),
    "rate_low": (LOW, Unit.PER_THOUSAND, 1),
    "rate_high": (HIGH, Unit.PER_THOUSAND, 1),
}
"""The columns: what they are called, their unit, and how many decimals are printed."""

COUNTS = ("asked", "satisfied", "complaints", "contacts")


@dataclass(frozen=True)
class Heard:
    """What was heard of one desk or area."""

    satisfied: int
    not_satisfied: int
    complaints: int
    contacts: int

    @property
    def asked(self) -> int:
        """How many answered with a score."""
        return self.satisfied + self.not_satisfied

    def measures(self) -> Iterator[tuple[str, float]]:
        """The figures that there are; no share where nobody was asked."""
        counts = (self.asked, self.satisfied, self.complaints, self.contacts)
        yield from zip(COUNTS, counts, strict=True)
        if self.asked:
            yield "share", 100 * self.satisfied / self.asked
            low, high = share_interval(self.satisfied, self.asked)
            yield from (("share_low", 100 * low), ("share_high", 100 * high))
        if self.contacts:
            yield "rate", PER * self.complaints / self.contacts
            low, high = (PER * limit / self.contacts for limit in count_interval(self.complaints))
            yield from (("rate_low", low), ("rate_high", high))


def satisfaction(asked: Satisfaction, snapshot: Snapshot) -> Table:
    """Satisfaction and complaints of one year; without a year, the last that was complete.

    Raises SnapshotError when the snapshot has no feedback or no registrations.
    """
    asked = _with_year(asked, snapshot)
    lists = CodeLists(snapshot)
    with viewed(["heard"], snapshot) as seen:
        answers, contacts = count_all([asked.answers, asked.contacts], seen, lists=lists)
    rows = assemble(Assembly(asked.contacts, contacts, lists, asked.years), Text.same("")).rows
    heard = {member.path: _heard(member.path, answers, contacts) for member in rows.members}
    return Table(
        name=asked.name,
        title=title(asked.contacts),
        rows=rows,
        columns=_columns(),
        cells=dict(_cells(heard)),
        unit=Unit.PERCENT,
        notes=(*(Note(text) for text in asked.contacts.notes_shown), *_silence(asked, heard)),
        provenance=_provenance(asked, snapshot),
    )


def _with_year(asked: Satisfaction, snapshot: Snapshot) -> Satisfaction:
    if asked.years:
        return asked
    source = asked.contacts.fact.axes[asked.axis]
    years = years_of(snapshot, asked.contacts.of, source)
    complete = [year for year in years if year.last_day <= snapshot.as_of]
    return replace(asked, years=tuple((complete or years)[-1:]))


def _heard(path: Path, answers: Counts, contacts: Counts) -> Heard:
    return Heard(
        satisfied=answers.get((*path, "satisfied"), 0),
        not_satisfied=answers.get((*path, "not_satisfied"), 0),
        complaints=answers.get((*path, "complaint"), 0),
        contacts=contacts.get(path, 0),
    )


def _columns() -> Axis:
    dimension = Dimension(
        MEASURE,
        Text("maat", "measure", "mesure"),
        {code: text for code, (text, _, _) in MEASURES.items()},
    )
    members = [
        Member((code,), text, unit=unit, decimals=decimals, estimate=True)
        for code, (text, unit, decimals) in MEASURES.items()
    ]
    return Axis((dimension,), tuple(members))


def _cells(heard: Mapping[Path, Heard]) -> Iterator[tuple[Key, Cell]]:
    for path, one in heard.items():
        found = dict(one.measures())
        for code in MEASURES:
            yield (path, (code,)), Cell(found[code]) if code in found else NOT_OPEN


def _silence(asked: Satisfaction, heard: Mapping[Path, Heard]) -> Iterator[Note]:
    """That nobody was asked must be said: no complaints is then no answer."""
    everybody = heard[(TOTAL,) * len(asked.rows)]
    if everybody.asked:
        return
    year = ", ".join(map(str, asked.years))
    yield Note(
        Text(
            f"In {year} werd niemand over de loketten bevraagd. Dat er dan geen of weinig klachten "
            "zijn, zegt niet dat mensen tevreden waren.",
            f"In {year} nobody was asked about the desks. No complaints, or few, do not mean that "
            "people were satisfied.",
            f"En {year}, personne n'a été interrogé au sujet des guichets. L'absence de plaintes "
            "ne signifie pas que les gens étaient satisfaits.",
        ),
        kind="not-asked",
    )


def _provenance(asked: Satisfaction, snapshot: Snapshot) -> Provenance:
    years = ", ".join(map(str, asked.years))
    return Provenance(
        snapshot=snapshot.id,
        as_of=snapshot.as_of,
        definition=f"name: {asked.name}\ntouchpoint: {asked.touchpoint}\nyears: [{years}]\n"
        f"rows: [{', '.join(asked.rows)}]\n",
        sources=snapshot.manifest.sources,
        assumptions=tuple(
            f"{value.label.nl}: {value.value}"
            for value in policy.assumptions([SATISFIED_FROM], snapshot.as_of)
        ),
        synthetic=snapshot.manifest.synthetic,
    )
