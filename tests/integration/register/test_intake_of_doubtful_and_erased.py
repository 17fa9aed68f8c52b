# SPDX-License-Identifier: EUPL-1.2
"""What a number in a message can be: wrong, of somebody erased; and which registration is first."""

from __future__ import annotations

import stat
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from lib import messages as told
from lib import register as make
from taalplan.register import erased
from taalplan.register.actions.intake import take_in
from taalplan.register.actions.rights import erase_person
from taalplan.register.erased import NoErasedKeyError
from taalplan.register.intake import Outcome, describe
from taalplan.register.models import Demand, ErasedMark, Number, Person, Registration, Role
from taalplan.sources.messages import read_messages

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
DESKS = {told.BOOM: "loket-boom"}
LATER = date(2060, 1, 1)


@pytest.fixture(autouse=True)
def _home(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path / "home"
    make.desk(code="loket-boom", area="antwerpen", municipality="11005")


def _take(folder: Path, **files: str) -> Outcome:
    return take_in(messages=read_messages([told.write(folder, **files)]), desks=DESKS, by=None)


def test_a_wrong_number_is_told_with_its_line_and_kept_as_unverified(tmp_path: Path) -> None:
    wrong = told.INSZ[:-1] + "9"
    folder = told.write(tmp_path / "in", a=told.kbi(insz=wrong), b=told.kbi())
    messages = read_messages([folder])
    (line,) = [each for each in messages.report.told() if "check digits" in each]
    assert line.startswith("a.xml, line 5, INSZ: has check digits that are wrong")
    assert wrong not in line
    take_in(messages=messages, desks=DESKS, by=None)
    found = dict(Number.objects.values_list("value", "unverified"))
    assert found == {wrong: True, told.INSZ: False}
    # It is the number by which KBI knows them, so the next message finds them.
    assert take_in(messages=messages, desks=DESKS, by=None).changes == 0


def test_somebody_erased_is_not_made_anew(tmp_path: Path) -> None:
    _take(tmp_path / "in", n1=told.kbi())
    administrator = make.user(role=Role.ADMINISTRATOR)
    erase_person(person=Person.objects.get(), day=LATER, by=administrator)
    again = told.kbi(answered="2022-01-01", inside=told.contract())
    outcome = _take(tmp_path / "in", n1=again, n85073003328=told.education(told.enrolment()))
    assert (Person.objects.count(), outcome.changes, len(outcome.erased)) == (1, 0, 2)
    assert "1.xml, line 4: is about somebody who was erased on 2060-01-01; it is not taken in" in (
        describe(outcome))  # fmt: skip


def test_whoever_came_back_to_a_desk_is_known_again(tmp_path: Path) -> None:
    _take(tmp_path / "in", a=told.kbi())
    erase_person(person=Person.objects.get(), day=LATER, by=make.user(role=Role.ADMINISTRATOR))
    back = make.person()
    Number.objects.create(person=back, kind="insz", value=told.INSZ)
    _take(tmp_path / "in", a=told.kbi())
    assert Registration.objects.filter(person=back).count() == 1


def test_what_stays_of_a_number_leads_nowhere_without_the_key(
    tmp_path: Path, settings: Any
) -> None:
    _take(tmp_path / "in", a=told.kbi())
    erased.remember(Person.objects.get(), LATER)
    assert erased.remember(Person.objects.get(), LATER) == 1
    (mark,) = ErasedMark.objects.values_list("mark", flat=True)
    assert told.INSZ not in mark
    assert erased.erased_on([told.INSZ, "00000000097"]) == {told.INSZ: LATER}
    file = settings.HOME / erased.FILE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with connection.cursor() as cursor:
        cursor.execute("select * from register_erasedmark")
        assert file.read_text() not in str(cursor.fetchall())
    settings.ERASED_KEY = "another key, of more than thirty-two characters"
    assert erased.erased_on([told.INSZ]) == {}


def test_a_key_that_can_be_guessed_is_refused(settings: Any) -> None:
    settings.ERASED_KEY = "short"
    with pytest.raises(NoErasedKeyError, match="at least 32"):
        erased.mark("1")


def test_the_earliest_first_registration_is_the_first(tmp_path: Path) -> None:
    """KBI knows of a first in June, which a desk here took for a first in September."""
    person = make.person()
    Number.objects.create(person=person, kind="insz", value=told.INSZ)
    make.registration(person=person, desk=make.desk(), date=date(2021, 9, 20), kind="first")
    _take(tmp_path, a=told.kbi(registered="2021-06-01"))
    kinds = Registration.objects.order_by("date").values_list("date", "kind")
    assert list(kinds) == [(date(2021, 6, 1), "first"), (date(2021, 9, 20), "repeat")]


PROFILES = [
    ("", "70000417", "standard", True),
    ("", "60009061", "alfa", False),
    ("", "60009808", "basic", False),
    ("<Adviezen><HvN>CVO Standaard</HvN></Adviezen>", "60009808", "standard", False),
    ("<Adviezen><HvN>CVO Verkort</HvN></Adviezen>", "70000417", "short", False),
    ("<Adviezen><HvN>iets nieuws</HvN></Adviezen>", "60009061", "alfa", False),
    ("<Talenkennis><Alfabetiseringsgraad><LatijnsSchrift>ANALFABEET</LatijnsSchrift>"
     "</Alfabetiseringsgraad></Talenkennis>", "70000417", "alfa", False),
]  # fmt: skip


@pytest.mark.parametrize(("said", "module", "profile", "guessed"), PROFILES)
def test_the_profile_of_a_waiting_entry(
    tmp_path: Path, said: str, module: str, profile: str, guessed: bool
) -> None:
    waiting = told.WAITING.replace("70000417", module)
    outcome = _take(tmp_path, a=told.kbi(inside=said + waiting))
    demand = Demand.objects.get()
    assert (demand.profile, demand.intensity, demand.dayparts) == (profile, 3, ["evening"])
    assert guessed == ("nothing tells it, so standard is taken" in describe(outcome))
