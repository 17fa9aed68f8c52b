# SPDX-License-Identifier: EUPL-1.2
"""Take messages in, a few thousand at a time in the transaction of the caller."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from taalplan.audit.bulk import measure
from taalplan.register import erased, firsts
from taalplan.register.intake import accounts, dossiers, places
from taalplan.register.intake.batch import ORDER, Batch
from taalplan.register.intake.catalogue import some_of
from taalplan.register.intake.desks import Desks
from taalplan.register.intake.identity import person_of
from taalplan.register.intake.known import Known, known
from taalplan.register.intake.outcome import CannotTakeInError, Outcome
from taalplan.register.models import Message, System
from taalplan.snapshot.faults import Fault
from taalplan.sources.messages.parts import Dossier, History

PART = 2000
"""People whose rows are in memory at once."""

UNKNOWN = "education enrolments of somebody the register does not know"


def taken_in(
    messages: Iterable[Dossier | History], *, desks: Mapping[str, str], by: Any
) -> Outcome:
    """Take messages in and say what changed; the caller's transaction makes it all or nothing.

    Raises CannotTakeInError with every fault when one has no place in the register.
    """
    total = Outcome()
    towns = Desks(desks)
    # Numbers and not rows: there may be hundreds of thousands of them.
    people = array("q")
    for part in some_of(messages, PART):
        batch = Batch(total)
        found = _take_part(part, batch, towns)
        if not total.faults:
            batch.write(by)
            numbers = [person.pk for person in found]
            total.changed["registration"] += firsts.settle_many(numbers)
            people.extend(numbers)
    if total.faults:
        raise CannotTakeInError(total.faults)
    if len(people) > PART:
        measure(*ORDER)
    places.settle(dict.fromkeys(people), total, by)
    total.differences += [
        f"the desk {code} is not named; give --desks FILE with its KBI number and name"
        for code in sorted(towns.strange)
    ]
    return total


def _take_part(part: Sequence[Dossier | History], batch: Batch, desks: Desks) -> list[Any]:
    """Take some messages in; the people about whom there was something new."""
    numbers = [_number(each) for each in part]
    about = known(numbers)
    gone = erased.erased_on(number for number in numbers if number not in about.people)
    return [
        person
        for message, number in zip(part, numbers, strict=True)
        if (person := _take(message, gone.get(number), about, batch, desks)) is not None
    ]


def _number(message: Dossier | History) -> str:
    return message.subject.insz if isinstance(message, Dossier) else message.insz


def _take(
    message: Dossier | History, gone: date | None, about: Known, batch: Batch, desks: Desks
) -> Any:
    """Take one message in; None when it says nothing new or there is nobody to give it to."""
    if gone is not None:
        batch.outcome.erased.append(_not_taken(message, gone))
        return None
    system = System.KBI if isinstance(message, Dossier) else System.DAVINCI
    if isinstance(message, Dossier):
        person = person_of(message, about, batch)
    else:
        person = about.people.get(message.insz)
    if person is None:
        # Education's answer has no name, and nobody is made without one.
        batch.outcome.left_out[UNKNOWN] += 1
        return None
    if not _is_news(message, person, system, about, batch):
        return None
    if isinstance(message, Dossier):
        dossiers.take(message, person, about, batch, desks)
        accounts.keep(message.courses, person, about, batch)
    else:
        accounts.keep(message.enrolments, person, about, batch)
    return person


def _not_taken(message: Dossier | History, day: date) -> Fault:
    line = message.line if isinstance(message, Dossier) else 1
    return Fault(message.file, line, "", "", f"is about somebody who was erased on {day}",
                 "it is not taken in; register them again at a desk if they came back")  # fmt: skip


def _is_news(
    message: Dossier | History, person: Any, system: System, about: Known, batch: Batch
) -> bool:
    key = (dossiers.key_of(person), str(system))
    last = about.messages.get(key)
    if last is not None and last.content == message.content:
        batch.outcome.unchanged += 1
        return False
    if last is not None and last.answered > message.answered:
        batch.outcome.older += 1
        return False
    if last is None:
        last = about.messages[key] = batch.add(
            Message, person=person, system=system, content="", answered=""
        )
    else:
        batch.change(last, "content", "answered")
    last.content, last.answered = message.content, message.answered[:40]
    batch.begin(last)
    return True
