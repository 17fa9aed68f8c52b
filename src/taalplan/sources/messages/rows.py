# SPDX-License-Identifier: EUPL-1.2
"""From messages to the rows of a snapshot, as text, each with the place it came from."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import pyarrow as pa

from taalplan.sources.messages import meaning
from taalplan.sources.messages.codes import lists
from taalplan.sources.messages.offer import KNOWN_FROM, Offer
from taalplan.sources.messages.parts import Dossier, Office
from taalplan.sources.messages.read import Messages
from taalplan.sources.messages.reconcile import Told, reconcile
from taalplan.vocabulary.places import desks as known_desks
from taalplan.vocabulary.places import find_desk

Place = tuple[str, int]

_CITY = {"atlas": "11002", "in-gent": "44021", "brussel": "21004"}
"""Where an organisation with one area has its seat, by that area."""


PART = 20_000
"""Rows of one table that are Python objects at the same time."""


class Sheet:
    """The rows of one table as columns of text, and the place where each came from."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.headings: tuple[str, ...] = ()
        self.rows = 0
        self._part: list[tuple[object, ...]] = []
        self._parts: list[list[pa.Array]] = []
        self._files: dict[str, int] = {}
        self._at, self._lines = array("i"), array("i")

    def add(self, place: Place, cells: Mapping[str, object]) -> None:
        """Add a row; every row of a table has the same cells."""
        self.headings = self.headings or tuple(cells)
        self._part.append(tuple(cells.values()))
        self._at.append(self._files.setdefault(place[0], len(self._files)))
        self._lines.append(place[1])
        self.rows += 1
        if len(self._part) == PART:
            self._pack()

    def columns(self) -> tuple[pa.ChunkedArray, ...]:
        """The text of each column."""
        self._pack()
        return tuple(pa.chunked_array(list(parts)) for parts in zip(*self._parts, strict=True))

    def place(self, row: int) -> Place:
        """The file and line that a row came from."""
        return list(self._files)[self._at[row]], self._lines[row]

    def _pack(self) -> None:
        if self._part:
            self._parts.append([
                pa.array(["" if cell is None else str(cell) for cell in column], pa.string())
                for column in zip(*self._part, strict=True)
            ])  # fmt: skip
            self._part = []


@dataclass
class Rows:
    """Rows by table, and what was left out of them or differs."""

    desks: Mapping[str, str]
    tables: dict[str, Sheet] = field(default_factory=lambda: defaultdict(Sheet))
    strange_desks: dict[str, set[str]] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)

    def add(self, table: str, place: Place, **cells: object) -> None:
        """Add a row; None is an empty cell."""
        self.tables[table].add(place, cells)

    def area_of(self, office: Office) -> str:
        """The working area of who did something; "" when it cannot be known."""
        named = find_desk(self.desks.get(office.kbi, ""))
        return named.area if named else lists()["office"].get(office.kbo, "")

    def desk_of(self, office: Office, areas: set[str]) -> str:
        """The desk of a KBI number; without a name, a code of its own that says which number."""
        named = find_desk(self.desks.get(office.kbi, ""))
        if named:
            return named.code
        code = f"kbi-{office.kbi.lower()}"[:40] if office.kbi else ""
        if code:
            self.strange_desks.setdefault(code, set()).update(areas)
        return code


def rows_of(messages: Messages, desks: Mapping[str, str]) -> Rows:
    """The rows of all messages; `desks` gives the name or code of a desk by its KBI number."""
    rows, offer = Rows(desks), Offer()
    enrolled = {each.insz: at for at, each in enumerate(messages.histories)}
    histories = messages.histories
    for dossier in messages.dossiers:
        _dossier(rows, dossier)
        at = enrolled.pop(dossier.subject.insz, None)
        told = reconcile(dossier.courses, () if at is None else histories[at].enrolments)
        _places(rows, dossier.subject.insz, told, offer)
    for at in enrolled.values():
        history = histories[at]
        rows.add("people", (history.file, 1), person=history.insz, birth_year=None, sex=None,
                 literacy=None)  # fmt: skip
        _places(rows, history.insz, reconcile((), history.enrolments), offer)
    _offered(rows, offer)
    _desks(rows)
    return rows


def _dossier(rows: Rows, dossier: Dossier) -> None:
    subject, person = dossier.subject, dossier.subject.insz
    # Somebody who cannot read the Latin script may read another; that is not in this code.
    rows.add("people", (dossier.file, dossier.line), person=person, birth_year=subject.birth[0],
             sex=subject.sex.means,
             literacy=subject.literacy.means.replace("illiterate", "none"))  # fmt: skip
    offices = [way.office for way in dossier.ways] + [each.office for each in dossier.contracts]
    areas = {area for area in map(rows.area_of, offices) if area}
    group = meaning.group_of(dossier)
    for day, kind, each in meaning.registrations(dossier, rows.left_out):
        rows.add("registrations", (dossier.file, each.line), person=person, date=day,
                 desk=rows.desk_of(each.office, areas), kind=kind, target_group=group)  # fmt: skip
    _contracts(rows, dossier, areas, group)
    _waiting(rows, dossier)


def _contracts(rows: Rows, dossier: Dossier, areas: set[str], group: str) -> None:
    person = dossier.subject.insz
    signed = meaning.contracts(dossier, rows.left_out)
    for day, each in signed:
        rows.add("contracts", (dossier.file, each.line), contract=f"{person}/{day}", person=person,
                 signed=day, area=rows.area_of(each.office) or min(areas, default=""),
                 target_group=group)  # fmt: skip
    told: set[tuple[date, str, date]] = set()
    for opened, way in meaning.ways(dossier, rows.left_out):
        contract = meaning.contract_of(way, opened, [day for day, _ in signed])
        for level, begun, closed, result, line in meaning.components(way, rows.left_out):
            if contract is None:
                rows.left_out["component of a trajectory without a contract"] += 1
            elif (contract, level, begun) not in told:
                told.add((contract, level, begun))
                rows.add("components", (dossier.file, line), person=person,
                         contract=f"{person}/{contract}", component=level, opened=begun,
                         closed=closed, result=result)  # fmt: skip


def _waiting(rows: Rows, dossier: Dossier) -> None:
    wish = dossier.wishes[-1] if dossier.wishes else None
    for level, since, profile, each in meaning.waiting(dossier, rows.left_out):
        rows.add("demands", (dossier.file, each.line),
                 demand=f"{dossier.subject.insz}/{level}/{since}", person=dossier.subject.insz,
                 level=level, profile=profile, since=since,
                 desired_start=wish.desired_start if wish else None,
                 dayparts=" ".join(meaning.dayparts(wish.dayparts)) if wish else "",
                 intensity=wish.intensity if wish else None)  # fmt: skip


def _places(rows: Rows, person: str, told: list[Told], offer: Offer) -> None:
    rows.differences += [
        f"{each.leading.file}, line {each.leading.line}: {difference}"
        for each in told
        for difference in each.differences
    ]
    for place in offer.places(told, rows.left_out):
        account = place.leading
        for at, (day, status) in enumerate(place.steps, start=1):
            rows.add("placements", (account.file, account.line), person=person,
                     course=place.course.key, date=day, status=status,
                     result=place.result if at == len(place.steps) else "")  # fmt: skip


def _offered(rows: Rows, offer: Offer) -> None:
    """What was told of courses, and of where they are; what nobody told is empty."""
    for course in sorted(offer.courses.values(), key=lambda each: each.key):
        site = course.site
        rows.add("courses", ("", 0), course=course.key, centre=site.centre.code, site=site.code,
                 municipality=site.municipality, level=course.level, profile=course.profile,
                 start=course.start, end=course.end, hours=None, distance_hours=None,
                 dayparts="", capacity=None, status="")  # fmt: skip
    for centre in offer.centres.values():
        rows.add("centres", ("", 0), centre=centre.code, name=centre.called, kind=centre.kind,
                 valid_from=KNOWN_FROM, valid_to=None)  # fmt: skip
    for site in offer.sites.values():
        rows.add("sites", ("", 0), site=site.code, centre=site.centre.code, name=site.called,
                 municipality=site.municipality, latitude=None, longitude=None,
                 valid_from=KNOWN_FROM, valid_to=None)  # fmt: skip


def _desks(rows: Rows) -> None:
    """A row for each desk that no list has, where its area follows from who works there."""
    for code, areas in sorted(rows.strange_desks.items()):
        if len(areas) == 1 and (city := _CITY.get(min(areas))):
            rows.add("desks", ("", 0), desk=code, name=f"KBI-vestiging {code[4:12].upper()}",
                     kind="loket", area=min(areas), municipality=city, valid_from="2015-01-01",
                     valid_to=None, temporary="no", counters=None)  # fmt: skip
    if "desks" in rows.tables:
        for desk in known_desks():
            rows.add("desks", ("", 0), desk=desk.code, name=desk.name, kind=desk.kind,
                     area=desk.area, municipality=desk.municipality, valid_from=desk.valid_from,
                     valid_to=desk.valid_to, temporary="yes" if desk.temporary else "no",
                     counters=desk.counters)  # fmt: skip
