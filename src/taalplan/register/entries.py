# SPDX-License-Identifier: EUPL-1.2
"""Nobody waits twice for the same thing: one entry is kept, and it stands where the oldest stood.

The same thing is the same level and profile, at the same centre, in the same course.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from taalplan.register.models import Demand, Person

SAME = ("level", "profile", "centre_id", "course_id")
COLUMNS = tuple(column.attname for column in Demand._meta.concrete_fields)


class BothOfferedError(Exception):
    """Both entries keep a seat: somebody has to answer one of the offers first."""


@dataclass
class Joined:
    """What became of the entries of two files, as plain data that goes back with `apart`.

    `dropped` are rows as they were, of codes, numbers and days; `older` are number, day, and the
    older day of the entry that was dropped.
    """

    dropped: list[dict[str, Any]] = field(default_factory=list)
    older: list[tuple[int, str, str]] = field(default_factory=list)

    def plain(self) -> dict[str, Any]:
        """To keep as JSON."""
        return {"dropped": self.dropped, "older": [list(each) for each in self.older]}


def pairs(kept: Person, given_up: Person) -> list[tuple[Demand, Demand]]:
    """Open entries for the same thing in both files: the one that stays, the one that goes.

    An entry to which a seat is offered stays, else the one that came first. BothOfferedError when
    both have an offer.
    """
    mine = {_thing(each): each for each in _open(kept)}
    found = []
    for other in _open(given_up):
        one = mine.get(_thing(other))
        if one is None:
            continue
        if one.offered_id is not None and other.offered_id is not None:
            raise BothOfferedError
        first, second = sorted((one, other), key=_standing)
        found.append((first, second))
    return found


def join(kept: Person, given_up: Person) -> Joined:
    """Keep one of each pair, in the older place. Whoever calls has locked both files."""
    joined = Joined()
    for stays, goes in pairs(kept, given_up):
        joined.dropped.append({name: _plain(getattr(goes, name)) for name in COLUMNS})
        if goes.since < stays.since:
            joined.older.append((stays.pk, stays.since.isoformat(), goes.since.isoformat()))
            stays.since = goes.since
            stays.save(update_fields=["since"])
        goes.delete()
    return joined


def apart(joined: dict[str, Any]) -> int:
    """Put back what `join` dropped; how many entries were not, because they wait again already."""
    for number, was, became in joined.get("older", ()):
        entry = Demand.objects.filter(pk=number, since=became).first()
        if entry is not None and (entry.ended is None or entry.ended >= date.fromisoformat(was)):
            Demand.objects.filter(pk=number).update(since=was)
    passed_over = 0
    for row in joined.get("dropped", ()):
        same = entry_for(row)
        if same is None:
            Demand(**row).save(force_insert=True)
        else:
            passed_over += 1
            stand_since(same, date.fromisoformat(row["since"]))
    return passed_over


def entry_for(thing: dict[str, Any]) -> Demand | None:
    """The open entry of somebody for the same thing; `thing` has `SAME` and `person_id`."""
    wanted = {name: thing[name] for name in (*SAME, "person_id")}
    return Demand.objects.filter(**wanted, ended__isnull=True).order_by("since", "id").first()


def stand_since(entry: Demand, day: date) -> None:
    """Stand where somebody stood who waited longer; never further back."""
    if day < entry.since:
        entry.since = day
        entry.save(update_fields=["since"])


def reopen(entries: Iterable[Demand]) -> int:
    """Let ended entries count again, but for those that are doubled by one that is open; how many
    there were.
    """
    number = 0
    for entry in entries:
        number += 1
        same = entry_for({name: getattr(entry, name) for name in (*SAME, "person_id")})
        if same is not None and same.pk != entry.pk:
            stand_since(same, entry.since)
            continue
        entry.ended, entry.end_reason, entry.placement = None, "", None
        entry.save(update_fields=["ended", "end_reason", "placement"])
    return number


def _open(person: Person) -> QuerySet[Demand]:
    return Demand.objects.filter(person=person, ended__isnull=True)


def _thing(demand: Demand) -> tuple[Any, ...]:
    return tuple(getattr(demand, name) for name in SAME)


def _standing(demand: Demand) -> tuple[bool, date, int]:
    return demand.offered_id is None, demand.since, demand.pk


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
