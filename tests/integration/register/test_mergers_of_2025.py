# SPDX-License-Identifier: EUPL-1.2
"""Names and borders of a day: the mergers of 1 January 2025, and a desk that is renamed.

until 31-12-2024   Zwijndrecht 11056, province of Antwerpen
from   1- 1-2025   Beveren-Kruibeke-Zwijndrecht 46030, province of Oost-Vlaanderen
"""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from lib import register as make
from taalplan.register import owndata
from taalplan.register.actions import places
from taalplan.register.actions.people import register_newcomer
from taalplan.register.actions.registrations import register_at_desk
from taalplan.register.extract import extract
from taalplan.register.models import Role
from taalplan.register.residence import living_on
from taalplan.snapshot.check import check_snapshot
from taalplan.vocabulary.codes import TargetGroup
from taalplan.vocabulary.places import municipalities

pytestmark = pytest.mark.django_db
BEFORE, AFTER = date(2024, 12, 31), date(2025, 1, 1)


@pytest.fixture(autouse=True)
def _key(settings):
    settings.PSEUDONYM_KEY = "k" * 40


@pytest.mark.parametrize(
    ("written", "before", "after"),
    [
        ("11056", "11056", "46030"),  # Zwijndrecht
        ("46003", "46003", "46030"),  # Beveren
        ("71022", "71022", "71072"),  # Hasselt
        ("71072", "71072", "71072"),
        ("62063", "62063", "62063"),  # Liège: no list of ours has it
        ("", "", ""),
    ],
)
def test_a_code_follows_the_merger(written, before, after):
    """On the last day of 2024 it is what was written; a day later what it became."""
    assert living_on(written, BEFORE) == before
    assert living_on(written, AFTER) == after


def test_who_comes_back_after_the_merger_is_counted_in_the_new_province(tmp_path):
    """The file still says the code of 2024; the registration of 2025 does not."""
    clerk, desk = make.user(), make.desk()
    first = register_newcomer(desk=desk, date=BEFORE, target_group=TargetGroup.OBLIGED, by=clerk,
                              family_name="Peeters", municipality="11056")  # fmt: skip
    register_at_desk(person=first.person, desk=desk, date=AFTER, by=clerk,
                     target_group=TargetGroup.OBLIGED)  # fmt: skip
    snapshot = extract(out=tmp_path / "snapshot", as_of=date(2026, 9, 30)).snapshot
    rows = snapshot.table("registrations").to_pylist()
    known = municipalities()
    provinces = Counter((row["date"], known[row["municipality"]].province) for row in rows)
    assert provinces == {(BEFORE, "antwerpen"): 1, (AFTER, "oost-vlaanderen"): 1}
    assert [str(fault) for fault in check_snapshot(snapshot)] == []
    told = owndata.as_json(owndata.gather(first.person))["data"]["registrations"]
    assert [row["municipality_words"] for row in told] == [
        "Beveren-Kruibeke-Zwijndrecht",
        "Zwijndrecht",
    ]


def test_a_desk_that_is_renamed_keeps_the_name_of_each_day(tmp_path):
    """Two periods of one code: what happened before keeps the old name, also in the snapshot."""
    coordinator, clerk = make.user(role=Role.COORDINATOR), make.user()
    old = make.desk(name="Loket Genk")
    person = make.person()
    register_at_desk(person=person, desk=old, date=BEFORE, target_group=TargetGroup.OBLIGED,
                     by=clerk)  # fmt: skip
    places.close_desk(desk=old, last_day=BEFORE, by=coordinator)
    new = places.open_desk(
        code="loket-genk", name="Huis van Taal Genk", kind="loket", area="limburg",
        municipality="71016", valid_from=AFTER, by=coordinator,
    )  # fmt: skip
    register_at_desk(person=person, desk=new, date=AFTER, target_group=TargetGroup.OBLIGED,
                     by=clerk)  # fmt: skip
    told = owndata.as_json(owndata.gather(person))["data"]["registrations"]
    assert [row["desk"] for row in told] == ["Huis van Taal Genk", "Loket Genk"]
    snapshot = extract(out=tmp_path / "snapshot", as_of=date(2026, 9, 30)).snapshot
    periods = {row["name"]: (row["valid_from"], row["valid_to"])
               for row in snapshot.table("desks").to_pylist()}  # fmt: skip
    assert periods["Loket Genk"][1] == BEFORE
    assert periods["Huis van Taal Genk"] == (AFTER, None)
    desks = {row["desk"] for row in snapshot.table("registrations").to_pylist()}
    assert desks == {"loket-genk"}


def test_every_municipality_that_ended_has_a_successor_that_exists():
    """Nobody's code ends in nothing on the day after."""
    for place in municipalities().values():
        if place.valid_to is not None and place.valid_to < date(2026, 1, 1):
            assert living_on(place.nis, date(2026, 1, 1)) in municipalities(date(2026, 1, 1))
