# SPDX-License-Identifier: EUPL-1.2
"""Take messages in, a few thousand at a time in the transaction of the caller."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from taalplan.register.intake import accounts, dossiers
from taalplan.register.intake.batch import Batch
from taalplan.register.intake.desks import Desks
from taalplan.register.intake.known import Known, known
from taalplan.register.intake.outcome import CannotTakeInError, Outcome
from taalplan.register.models import Message, Person, System
from taalplan.sources.messages.parts import Dossier, History

PART = 2000
"""People whose rows are in memory at once."""


def taken_in(
    messages: Iterable[Dossier | History], *, desks: Mapping[str, str], by: Any
) -> Outcome:
    """Take messages in and say what changed; the caller's transaction makes it all or nothing.

    Raises CannotTakeInError with every fault when one has no place in the register.
    """
    total = Outcome()
    places = Desks(desks)
    for part in _parts(messages):
        batch = Batch(total)
        about = known(_number(each) for each in part)
        people = [person for each in part if (person := _take(each, about, batch, places))]
        if not total.faults:
            batch.write(by)
            accounts.compare([each for each in people if each.pk], batch)
    if total.faults:
        raise CannotTakeInError(total.faults)
    total.differences += [
        f"the desk {code} is not named; give --desks FILE with its KBI number and name"
        for code in sorted(places.strange)
    ]
    return total


def _parts(messages: Iterable[Dossier | History]) -> Iterator[list[Dossier | History]]:
    left = iter(messages)
    while part := list(islice(left, PART)):
        yield part


def _number(message: Dossier | History) -> str:
    return message.subject.insz if isinstance(message, Dossier) else message.insz


def _take(message: Dossier | History, about: Known, batch: Batch, desks: Desks) -> Person | None:
    """Take one message in; None when it says nothing new or there is nobody to give it to."""
    system = System.KBI if isinstance(message, Dossier) else System.DAVINCI
    if isinstance(message, Dossier):
        person = dossiers.person_of(message.subject, about, batch)
    elif (found := about.people.get(message.insz)) is not None:
        person = found
    else:
        # Education's answer has no name, and nobody is made without one.
        batch.outcome.left_out["education enrolments of somebody the register does not know"] += 1
        return None
    if not _is_news(message, person, system, about, batch):
        return None
    if isinstance(message, Dossier):
        dossiers.take(message, person, about, batch, desks)
        accounts.keep(message.courses, person, about, batch)
    else:
        accounts.keep(message.enrolments, person, about, batch)
    return person


def _is_news(
    message: Dossier | History, person: Person, system: System, about: Known, batch: Batch
) -> bool:
    key = (person.pk or -id(person), str(system))
    last = about.messages.get(key)
    if last is not None and last.content == message.content:
        batch.outcome.unchanged += 1
        return False
    if last is not None and last.answered > message.answered:
        batch.outcome.older += 1
        return False
    if last is None:
        last = about.messages[key] = Message(person=person, system=system)
        batch.add(last)
    else:
        batch.change(last, "content", "answered")
    last.content, last.answered = message.content, message.answered[:40]
    batch.begin(last)
    return True
