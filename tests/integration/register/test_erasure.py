# SPDX-License-Identifier: EUPL-1.2
"""After erasure no byte of the database's files says who somebody was; the figures stay."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from lib.databases import register_on
from lib.register import DAY, desk, person, registration, user
from taalplan.register import erasing
from taalplan.register.actions import merging, people, registrations, rights
from taalplan.register.models import (
    NumberKind,
    Person,
    Preference,
    Registration,
    Role,
    TargetGroupStatus,
)
from taalplan.vocabulary.codes import TargetGroup

SECRETS = ("Zwartepoorte", "Zwartpoort", "Wilhelmijntje", "85073003328", "98472899765",
           "0471998877", "wilhelmijn@example.org", "B-kwetsbaar", "zwart", "wlmnt")  # fmt: skip


@pytest.fixture
def file_of_its_own(migrated_file, tmp_path, django_db_blocker):
    """A register in a real file, as it is used."""
    file = tmp_path / "register.sqlite3"
    shutil.copyfile(migrated_file, file)
    with django_db_blocker.unblock(), register_on(f"sqlite:///{file}"):
        yield file


def bytes_of(file) -> bytes:
    """The database with its log."""
    return b"".join(each.read_bytes() for each in file.parent.glob(file.name + "*"))


def a_life(by) -> Person:
    """Registered, changed, given numbers and preferences, and merged with a second file."""
    genk = desk()
    kept = people.register_person(
        family_name="Zwartepoorte", given_names="Wilhelmijntje", birth_year=1985, birth_month=7,
        birth_day=30, phone="0471998877", email="wilhelmijn@example.org", municipality="71016",
        insz="98472899765", by=by,
    )  # fmt: skip
    registrations.register_at_desk(
        person=kept, desk=genk, date=DAY, target_group=TargetGroup.OBLIGED, reason="B-kwetsbaar",
        by=by,
    )  # fmt: skip
    people.add_number(person=kept, kind=NumberKind.INSZ, value="85073003328", by=by)
    Preference.objects.create(person=kept, valid_from=DAY, reason="B-kwetsbaar")
    other = person(family_name="Zwartpoort", given_names="Wilhelmijntje")
    registration(person=other, desk=genk, date=date(2026, 6, 1))
    merging.merge(kept=kept, given_up=other, by=by)
    rights.own_data(person=kept, by=by)
    return kept


def test_nothing_is_left_in_the_files_and_the_figures_stay(file_of_its_own):
    """Names, numbers, contact data, typed reasons and name keys; also of the merged file."""
    kept = a_life(user())
    before = bytes_of(file_of_its_own)
    assert all(secret.encode() in before for secret in SECRETS[:8])
    figures = list(Registration.objects.order_by("pk").values_list("desk", "date", "kind",
                                                                   "target_group"))  # fmt: skip
    rights.erase_person(person=kept, day=date(2040, 1, 1), by=user(role=Role.ADMINISTRATOR))
    erasing.clear_free_space()
    after = bytes_of(file_of_its_own)
    assert [secret for secret in SECRETS if secret.encode() in after] == []
    assert figures == list(Registration.objects.order_by("pk").values_list(
        "desk", "date", "kind", "target_group"))  # fmt: skip
    assert TargetGroupStatus.objects.count() == 1
    assert Person.objects.filter(erased_on__isnull=False, family_name="gewist").count() == 2


@pytest.mark.django_db
def test_before_its_term_a_file_is_kept():
    """And an administrator alone erases."""
    somebody = person(at=desk())
    with pytest.raises(rights.TooEarlyError):
        rights.erase_person(person=somebody, day=date(2030, 1, 1), by=user(role=Role.ADMINISTRATOR))
