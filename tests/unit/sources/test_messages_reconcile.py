# SPDX-License-Identifier: EUPL-1.2
"""Which accounts of two systems are of one place in a course, and what they say differently."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taalplan.sources.messages.parts import Attendance, Coded, Period
from taalplan.sources.messages.reconcile import reconcile


def _account(drawn: str) -> Attendance:
    """`kbi k1 m1 10-04 INGESCHREVEN`: system, reference, module, day of 2021, status."""
    system, reference, module, day, status = drawn.split()
    means = {"INGESCHREVEN": "enrolled", "UITGESCHREVEN": "withdrawn", "TOEGEWEZEN": "assigned"}
    return Attendance(
        system, reference, "040001" if system == "kbi" else "40001", "", "", "", Coded("830"),
        Coded(module), Coded(), Period(), date.fromisoformat(f"2021-{day}"), None,
        Coded(status, means[status]), Coded(), "", 0,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("drawn", "pairs"),
    [
        ("kbi k1 m1 10-04 INGESCHREVEN|davinci d1 m1 10-05 INGESCHREVEN", "k1=d1"),
        ("kbi k1 m1 10-04 INGESCHREVEN|davinci d1 m2 10-05 INGESCHREVEN", "k1 d1"),
        # two months later is another go at the same module
        ("kbi k1 m1 09-01 INGESCHREVEN|davinci d1 m1 11-01 INGESCHREVEN", "k1 d1"),
        # the nearest days first
        (
            "kbi k1 m1 09-01 INGESCHREVEN|kbi k2 m1 09-20 INGESCHREVEN|"
            "davinci d1 m1 09-21 INGESCHREVEN",
            "k1 k2=d1",
        ),
        ("kbi k1 0070 09-01 INGESCHREVEN|davinci d1 70 09-01 INGESCHREVEN", "k1=d1"),
        ("davinci d1 m1 09-01 INGESCHREVEN", "d1"),
    ],
)
def test_accounts_of_one_place_are_paired(drawn: str, pairs: str) -> None:
    accounts = [_account(each) for each in drawn.split("|")]
    told = reconcile(
        [each for each in accounts if each.system == "kbi"],
        [each for each in accounts if each.system == "davinci"],
    )
    found = [
        "=".join(one.reference for one in (each.kbi, each.davinci) if one is not None)
        for each in told
    ]
    assert sorted(found) == sorted(pairs.split())


def test_each_difference_says_which_system_says_what() -> None:
    kbi = _account("kbi k1 m1 10-04 TOEGEWEZEN")
    centre = _account("davinci d1 m1 10-05 UITGESCHREVEN")
    (told,) = reconcile([kbi], [replace(centre, result=Coded("GESLAAGD", "passed"))])
    assert [str(each) for each in told.differences] == [
        "status: KBI zegt TOEGEWEZEN, DAVINCI UITGESCHREVEN",
        "datum inschrijving: KBI zegt 2021-10-04, DAVINCI 2021-10-05",
    ]
    assert told.leading.system == "davinci"


def test_other_words_for_the_same_are_no_difference() -> None:
    kbi = replace(_account("kbi k1 m1 10-04 INGESCHREVEN"), result=Coded("NT_GESLAAGD", "failed"))
    centre = _account("davinci d1 m1 10-04 INGESCHREVEN")
    (told,) = reconcile([kbi], [replace(centre, result=Coded("NIET_GESLAAGD", "failed"))])
    assert told.differences == ()


_DAYS = st.dates(date(2021, 1, 1), date(2021, 12, 31))
_SOME = st.lists(st.tuples(st.sampled_from(("m1", "m2")), _DAYS), max_size=6)


@settings(max_examples=60, deadline=None)
@given(_SOME, _SOME)
def test_every_account_is_told_once(
    kbi: list[tuple[str, date]], davinci: list[tuple[str, date]]
) -> None:
    def made(system: str, some: list[tuple[str, date]]) -> list[Attendance]:
        return [
            _account(f"{system} {system}{at} {module} {day:%m-%d} INGESCHREVEN")
            for at, (module, day) in enumerate(some)
        ]

    ours, theirs = made("kbi", kbi), made("davinci", davinci)
    told = reconcile(ours, theirs)
    found = [one for each in told for one in (each.kbi, each.davinci) if one is not None]
    assert sorted(one.reference for one in found) == sorted(
        one.reference for one in (*ours, *theirs)
    )
    for each in told:
        if each.kbi and each.davinci:
            assert each.kbi.module == each.davinci.module
