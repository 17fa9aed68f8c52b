# SPDX-License-Identifier: EUPL-1.2
"""Whom a dossier is about: found by the national number, or made.

What a clerk wrote about somebody is never overwritten: where KBI says otherwise, that is told.
"""

from __future__ import annotations

from typing import Any

from taalplan.register import names
from taalplan.register.intake.batch import Batch
from taalplan.register.intake.known import Known
from taalplan.register.models import NameKey, Number, NumberKind, Person
from taalplan.sources.messages.parts import Dossier


def person_of(dossier: Dossier, known: Known, batch: Batch) -> Any:
    """The person of the dossier's number, made when there is none; told when the name differs."""
    subject = dossier.subject
    person = known.people.get(subject.insz)
    if person is not None:
        return person
    year, month, day = subject.birth
    person = known.people[subject.insz] = batch.add(
        Person, family_name=subject.family_name[:120], given_names=subject.given_names[:120],
        birth_year=year, birth_month=month, birth_day=day, sex=subject.sex.means,
        literacy=subject.literacy.means.replace("illiterate", "none"),
        search_name=names.search_name(subject.family_name, subject.given_names),
    )  # fmt: skip
    batch.add(Number, person=person, kind=NumberKind.INSZ, value=subject.insz,
              unverified=not subject.verified)  # fmt: skip
    for key in sorted(names.keys(subject.family_name[:120], subject.given_names[:120])):
        batch.add(NameKey, person=person, key=key, birth_year=year)
    return person


def tell_differences(dossier: Dossier, person: Any, batch: Batch) -> None:
    """Which parts of the identity differ; never what they say, for this is printed."""
    if person.pk is None:
        return
    subject = dossier.subject
    told = {
        "naam": names.search_name(subject.family_name, subject.given_names) == person.search_name,
        "geboortedatum": subject.birth == (person.birth_year, person.birth_month, person.birth_day),
        "geslacht": not subject.sex.means or subject.sex.means == person.sex,
    }
    batch.outcome.differences += [
        f"{dossier.file}, line {dossier.line}: {what} is in KBI anders dan in het register "
        f"(persoon {person.pk})"
        for what, same in told.items()
        if not same
    ]
