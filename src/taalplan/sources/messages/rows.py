# SPDX-License-Identifier: EUPL-1.2
"""From messages to the rows of a snapshot, as text, each with the place it came from."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from taalplan.sources.messages.codes import lists
from taalplan.sources.messages.parts import Attendance, Dossier, Office, Part, Way
from taalplan.sources.messages.read import Messages
from taalplan.sources.messages.reconcile import Told, reconcile
from taalplan.vocabulary.places import desks as known_desks
from taalplan.vocabulary.places import find_desk

Place = tuple[str, int]

_CITY = {"atlas": "11002", "in-gent": "44021", "brussel": "21004"}
"""Where an organisation with one area has its seat, by that area."""


@dataclass
class Rows:
    """Rows by table, the places they came from, and what was left out of them."""

    desks: Mapping[str, str]
    tables: dict[str, list[dict[str, str]]] = field(default_factory=lambda: defaultdict(list))
    places: dict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))
    strange_desks: dict[str, set[str]] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)
    told: list[Told] = field(default_factory=list)

    def add(self, table: str, place: Place, **cells: object) -> None:
        """Add a row; None is an empty cell."""
        self.tables[table].append(
            {name: "" if cell is None else str(cell) for name, cell in cells.items()}
        )
        self.places[table].append(place)

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
    rows = Rows(desks)
    enrolled = {each.insz: each for each in messages.histories}
    for dossier in messages.dossiers:
        _dossier(rows, dossier)
        history = enrolled.pop(dossier.subject.insz, None)
        _courses(rows, dossier.subject.insz, reconcile(
            dossier.courses, history.enrolments if history else ()))  # fmt: skip
    for history in enrolled.values():
        rows.add("people", (history.file, 1), person=history.insz, birth_year=None, sex=None,
                 literacy=None)  # fmt: skip
        _courses(rows, history.insz, reconcile((), history.enrolments))
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
    for each in dossier.registrations:
        rows.add("registrations", (dossier.file, each.line), person=person, date=each.date,
                 desk=rows.desk_of(each.office, areas), kind=each.kind.means,
                 target_group=group_of(dossier))  # fmt: skip
    _contracts(rows, dossier, areas)
    _waiting(rows, dossier)


def group_of(dossier: Dossier) -> str:
    """The target group that the dossier tells last; undetermined when it tells none."""
    told = [each.group.means for each in dossier.target_groups if each.group.means]
    return told[-1] if told else "undetermined"


def _contracts(rows: Rows, dossier: Dossier, areas: set[str]) -> None:
    person = dossier.subject.insz
    keys: list[tuple[date, str]] = []
    for at, each in enumerate(dossier.contracts):
        key = f"{person}/{each.signed}/{at}"
        rows.add("contracts", (dossier.file, each.line), contract=key, person=person,
                 signed=each.signed, area=rows.area_of(each.office) or min(areas, default=""),
                 target_group=group_of(dossier))  # fmt: skip
        if each.signed:
            keys.append((each.signed, key))
    for (level, opened), parts in levels(dossier.ways).items():
        contract = contract_on(keys, opened)
        if contract is None:
            rows.left_out["component of a person without a contract"] += 1
            continue
        closed, result = outcome(parts)
        rows.add("components", (dossier.file, parts[0].line), person=person, contract=contract,
                 component=level, opened=opened, closed=closed, result=result)  # fmt: skip


def levels(ways: tuple[Way, ...]) -> dict[tuple[str, date], list[Part]]:
    """Parts that are a level of Dutch, by level and first day. KBI cuts B1 in four."""
    found: dict[tuple[str, date], list[Part]] = defaultdict(list)
    for way in ways:
        for part in way.parts:
            opened = part.period.begin or way.opened
            if part.type.means and opened:
                found[part.type.means, opened].append(part)
    return found


def outcome(parts: list[Part]) -> tuple[date | None, str]:
    """When all parts of a level were closed and how; nothing while one is open."""
    days = [part.closed for part in parts]
    closed = max((day for day in days if day), default=None)
    if closed is None or not all(days):
        return None, ""
    decided = {part.decision.means or "undetermined" for part in parts}
    worst = next(each for each in ("failed", "undetermined", "passed") if each in decided)
    return closed, worst


def contract_on(keys: list[tuple[date, str]], day: date) -> str | None:
    """The contract under which something began: the last before it, or else the first."""
    before = [key for signed, key in sorted(keys) if signed <= day]
    return before[-1] if before else min(keys, default=(day, None))[1]


def _waiting(rows: Rows, dossier: Dossier) -> None:
    wish = dossier.wishes[-1] if dossier.wishes else None
    parts = sorted({each.means for each in wish.dayparts if each.means}) if wish else []
    for at, each in enumerate(dossier.waiting):
        if not each.module.means or each.since is None:
            rows.left_out["waiting entry without a level that is known"] += 1
            continue
        rows.add("demands", (dossier.file, each.line),
                 demand=f"{dossier.subject.insz}/{each.since}/{at}", person=dossier.subject.insz,
                 level=each.module.means, profile="standard", since=each.since,
                 desired_start=wish.desired_start if wish else None, dayparts=" ".join(parts),
                 intensity=wish.intensity if wish else None)  # fmt: skip


def _courses(rows: Rows, person: str, told: list[Told]) -> None:
    rows.told += told
    seen: set[tuple[str, date, str]] = set()
    for each in told:
        account = each.leading
        steps = steps_of(account)
        if not steps:
            rows.left_out["place in a course without a status or day that is known"] += 1
        for at, (day, status) in enumerate(steps):
            step = (course_key(account), day, status)
            if step not in seen:
                seen.add(step)
                rows.add("placements", (account.file, account.line), person=person, course=step[0],
                         date=day, status=status,
                         result=account.result.means if at == len(steps) - 1 else "")  # fmt: skip


def steps_of(account: Attendance) -> list[tuple[date, str]]:
    """What happened with a place, in order: enrolled on a day, withdrawn on another."""
    begin = account.enrolled or account.period.begin
    status = account.status.means
    if begin is None or not status:
        return []
    if status == "withdrawn":
        end = account.withdrawn
        return [(begin, "enrolled"), *([(max(begin, end), "withdrawn")] if end else [])]
    return [(begin, status)]


def course_key(account: Attendance) -> str:
    """Which course it was. Education does not say when it began: the school year stands for it."""
    begin = account.period.begin or account.enrolled or date.min
    year = begin.year if begin.month >= 8 else begin.year - 1
    parts = (account.centre, account.site, account.module.code, account.variant.code, str(year))
    return "/".join(parts)


def _desks(rows: Rows) -> None:
    """A row for each desk that no list has, where its area follows from who works there."""
    for code, areas in sorted(rows.strange_desks.items()):
        if len(areas) == 1 and (city := _CITY.get(min(areas))):
            rows.add("desks", ("", 0), desk=code, name=f"KBI-vestiging {code[4:12].upper()}",
                     kind="loket", area=min(areas), municipality=city, valid_from="2015-01-01",
                     valid_to=None, temporary="no", counters=None)  # fmt: skip
    if rows.tables.get("desks"):
        for desk in known_desks():
            rows.add("desks", ("", 0), desk=desk.code, name=desk.name, kind=desk.kind,
                     area=desk.area, municipality=desk.municipality, valid_from=desk.valid_from,
                     valid_to=desk.valid_to, temporary="yes" if desk.temporary else "no",
                     counters=desk.counters)  # fmt: skip
