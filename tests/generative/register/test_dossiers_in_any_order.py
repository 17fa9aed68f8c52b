# SPDX-License-Identifier: EUPL-1.2
"""Generated dossiers: in whatever order and parts they come, the register ends the same."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import chain
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib import messages as told
from lib import register as make
from taalplan.audit.models import Event
from taalplan.register import seats
from taalplan.register.intake import catalogue, take
from taalplan.register.intake.take import taken_in
from taalplan.register.models import (
    Account,
    Component,
    Contract,
    Course,
    Demand,
    Person,
    Placement,
    PlacementChange,
    Preference,
    Registration,
    TargetGroupStatus,
    Trajectory,
)
from taalplan.sources.messages.codes import Report
from taalplan.sources.messages.davinci import enrolments
from taalplan.sources.messages.kbi import Reader
from taalplan.sources.messages.parts import Dossier, History
from taalplan.sources.messages.xml import parse_xml

pytestmark = pytest.mark.django_db
FEW = settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])

DAYS = st.integers(0, 500).map(lambda days: str(date(2021, 1, 1) + timedelta(days)))
MODULES = st.sampled_from(("842", "70000414", "60009061", "99999"))
STATES = st.sampled_from(("INGESCHREVEN", "UITGESCHREVEN", "GERESERVEERD", "VREEMD"))


@st.composite
def _inside(draw: st.DrawFn) -> str:
    """What a dossier can hold beside a person: any of it, and not always of use."""
    parts = draw(st.lists(st.builds(
        told.part, st.sampled_from(("TO_A1", "TO_A2", "TO_B1/1", "TO_B1/2", "TO_OB_MO", "TO_X")),
        begin=DAYS, end=st.one_of(st.just(""), DAYS),
        verdict=st.sampled_from(("", "VO", "NVO", "NVT")),
    ), max_size=3))  # fmt: skip
    kinds = st.sampled_from(("TT_IBVP", "TT_NT2", "TT_X"))
    pieces = [
        draw(st.sampled_from(("", told.contract(signed=draw(DAYS))))),
        told.way(*parts, type=draw(kinds), status=draw(st.sampled_from(("OP", "GS", "TS")))),
        draw(st.sampled_from(("", told.WAITING))),
        told.kbi_course(enrolled=draw(DAYS), status=draw(STATES), module=draw(MODULES)),
    ]
    return "".join(pieces)


def _dossier(number: int, inside: str, day: str) -> Dossier:
    text = told.kbi(insz=f"{number:011}", name=f"Naam{number}", inside=inside, registered=day)
    (answer,) = parse_xml(text.encode()).all("Repliek/Antwoorden/Antwoord")
    (found,) = Reader(f"{number}.xml", Report()).dossiers(answer, "2022-12-01 10:00")
    return found


@st.composite
def _history(draw: st.DrawFn, number: int) -> History:
    each = [
        told.enrolment(reference=f"d-{at}", enrolled=draw(DAYS), status=draw(STATES),
                       withdrawn=draw(st.one_of(st.just(""), DAYS)), module=draw(MODULES),
                       result=draw(st.sampled_from(("", "GESLAAGD", "NIET_GESLAAGD"))))
        for at in range(draw(st.integers(1, 3)))
    ]  # fmt: skip
    answer = parse_xml(told.education(*each).encode()).first("Antwoorden/Antwoord")
    top = parse_xml(told.education(*each).encode())
    answer = next(top.all("Repliek/Antwoorden/Antwoord"))
    found = tuple(enrolments(answer, f"{number:011}.xml", Report()))
    return History(f"{number:011}.xml", "2022-12-02 10:00", answer.digest(), f"{number:011}", found)


@st.composite
def _messages(draw: st.DrawFn) -> list[list[Dossier | History]]:
    """For each of some people a dossier, and for some of them what education says as well."""
    people = []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        mine: list[Dossier | History] = [_dossier(number, draw(_inside()), draw(DAYS))]
        if draw(st.booleans()):
            mine.append(draw(_history(number)))
        people.append(mine)
    return people


def _state() -> dict[str, Any]:
    """The register by what its rows say, whatever their numbers."""
    whose = "person__search_name"
    questions = {
        Person: ("search_name", "birth_year", "sex"),
        Registration: (whose, "desk__code", "date", "kind", "target_group"),
        Contract: (whose, "signed", "area"),
        Trajectory: (whose, "type", "opened", "status", "closed", "contract__signed"),
        Component: ("trajectory__person__search_name", "level", "opened", "closed", "result"),
        TargetGroupStatus: (whose, "group", "valid_from", "valid_to"),
        Preference: (whose, "valid_from", "dayparts"),
        Demand: (whose, "level", "profile", "since"),
        Account: (whose, "system", "reference", "status", "differences", "other__reference",
                  "placement__course__code"),
        Course: ("code", "level", "profile", "origin", "start", "end", "taken", "site__code"),
        Placement: (whose, "course__code", "status", "result"),
        PlacementChange: ("placement__person__search_name", "placement__course__code", "status", "date"),
    }  # fmt: skip
    return {
        kind.__name__: sorted(map(str, kind._default_manager.values_list(*names)))
        for kind, names in questions.items()
    }


def _take(*parts: list[Dossier | History]) -> int:
    changes = 0
    for part in parts:
        changes += taken_in(part, desks={told.BOOM: "loket-boom"}, by=None).changes
    return changes


class _UndoneError(Exception):
    """Ends a try: the next one begins with nothing."""


def _tried(*parts: list[Dossier | History]) -> dict[str, Any]:
    make.desk(code="loket-boom", area="antwerpen", municipality="11005")
    try:
        with transaction.atomic():
            _take(*parts)
            state = _state()
            assert seats.miscounted() == []
            raise _UndoneError
    except _UndoneError:
        return state


@FEW
@given(_messages(), st.integers(0, 1000))
def test_the_order_of_people_and_parts_makes_no_difference(
    people: list[list[Dossier | History]], seed: int
) -> None:
    """One import in order, one import in another order, an import for each person."""
    shuffled = random.Random(seed).sample(people, len(people))
    whole = _tried(list(chain(*people)))
    assert _tried(list(chain(*shuffled))) == whole
    assert _tried(*shuffled) == whole
    # Dossiers come first, so that education's answers find somebody.
    dossiers = [mine[0] for mine in shuffled]
    rest = [one for mine in shuffled for one in mine[1:]]
    assert _tried(dossiers, rest) == whole


@FEW
@given(_messages())
def test_a_message_taken_in_twice_changes_nothing_also_in_the_log(
    people: list[list[Dossier | History]],
) -> None:
    make.desk(code="loket-boom", area="antwerpen", municipality="11005")
    messages = list(chain(*people))
    try:
        with transaction.atomic():
            _take(messages)
            before, logged = _state(), Event.objects.count()
            assert _take(messages) == 0
            assert (_state(), Event.objects.count()) == (before, logged)
            raise _UndoneError
    except _UndoneError:
        pass


@FEW
@given(_messages())
def test_how_many_are_in_memory_at_once_makes_no_difference(
    people: list[list[Dossier | History]],
) -> None:
    messages = list(chain(*people))
    whole = _tried(messages)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(take, "PART", 1)
        patch.setattr(catalogue, "TOGETHER", 1)
        assert _tried(messages) == whole
