# SPDX-License-Identifier: EUPL-1.2
"""Somebody who is known already is recognised, and somebody else is not."""

from __future__ import annotations

import pytest

from lib.courses import clerk
from taalplan.register import doubles, finding, names
from taalplan.register.actions.people import register_person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mohammed", "Muhamad"),
        ("Мухаммед", "Mohammed"),
        ("Şahin", "Sahin"),
        ("Tchaikovsky", "Chaikovski"),
        ("Youssef", "Yusuf"),
        ("Khadija", "Hadiya"),
    ],
)
def test_spellings_of_one_name_have_one_key(one, other):
    """Also from another script."""
    assert names.key(names.fold(one)) == names.key(names.fold(other))


def known(**columns):
    """Somebody in the register."""
    return register_person(by=clerk(), **columns)


HADDAD = {"family_name": "El Haddad", "given_names": "Mohammed", "birth_year": 1985,
          "birth_month": 3, "birth_day": 9}  # fmt: skip


@pytest.mark.parametrize(
    ("described", "reason"),
    [
        ({"family_name": "El Haddad", "given_names": "Mohammed", "birth": (1985, 3, 9)}, "zelfde naam"),
        ({"family_name": "Haddad", "given_names": "Mohamed", "birth": (1985, 3, 9)}, "naam lijkt"),
        ({"family_name": "Mohammed", "given_names": "El Haddad", "birth": (1985, 3, 9)}, "verwisseld"),
        ({"family_name": "El Haddad", "given_names": "Mohammed", "birth": (1985, 9, 3)}, "dag en maand"),
        ({"family_name": "El Haddad", "given_names": "Mohammed", "birth": (1985, None, None)}, "geboortejaar"),
        ({"family_name": "Elhaddad", "given_names": "Mohamad", "birth": (1985, 3, 9)}, "naam lijkt"),
        ({"family_name": "الحداد", "given_names": "محمد", "birth": (1985, 3, 9)}, "geboortedatum"),
    ],
)  # fmt: skip
def test_the_same_person_described_otherwise_is_found_with_the_reason(described, reason):
    """Variants, swaps, scripts and dates that are not whole."""
    person = known(**HADDAD)
    found = doubles.look_alikes(**described, at_least=0.7)
    assert [match.person for match in found] == [person]
    assert reason in " ".join(found[0].reasons)
    assert not found[0].sure


@pytest.mark.parametrize(
    "described",
    [
        {"family_name": "Haddad", "given_names": "Fatima", "birth": (1991, 7, 2)},
        {"family_name": "Nguyen", "given_names": "Thi", "birth": (1985, 3, 9)},
        {"family_name": "El Haddad", "given_names": "Mohammed", "birth": (2001, 11, 30)},
    ],
)
def test_somebody_else_is_not_taken_for_them(described):
    """A common family name, the same birthday, the same name a generation later."""
    known(**HADDAD)
    assert doubles.look_alikes(**described) == []


def test_the_same_number_is_the_same_person_whatever_the_name():
    """The score is 1 and the reason is the number."""
    person = known(**HADDAD, insz="85073003328")
    found = doubles.look_alikes(family_name="Jansen", insz="85073003328")
    assert [(m.person, m.sure, m.reasons) for m in found] == [(person, True, ("zelfde INSZ",))]


@pytest.mark.parametrize(
    "text", ["el had", "85.07.30-033.28", "09/03/1985", "1985-03-09", "Hadad Mohamad", "mohammed"]
)
def test_one_box_finds_by_number_name_or_birth_date(text):
    """As a clerk types it."""
    person = known(**HADDAD, insz="85073003328")
    known(family_name="Peeters", given_names="An", birth_year=1990, birth_month=1, birth_day=1)
    assert finding.search(text) == [person]


def test_nothing_typed_finds_nobody():
    """And neither does a question mark."""
    known(**HADDAD)
    assert finding.search("") == finding.search(" ?! ") == []


@pytest.mark.parametrize(
    "text",
    ["El Haddad Mohammde", "El Haddat Mohammed", "Haddad Mohammed 1985", "Haddad Mohammed 1986",
     "Haddad Zorro Mohammed", "Mohammed Haddda"],
)  # fmt: skip
def test_a_slip_in_one_word_or_a_year_that_is_wrong_still_finds(text):
    """By the words that are right; a wrong year only puts somebody lower."""
    person = known(**HADDAD)
    known(family_name="Peeters", given_names="An", birth_year=1986, birth_month=1, birth_day=1)
    assert finding.search(text) == [person]


def test_merged_and_erased_files_and_words_that_are_no_names_find_nobody():
    """A file that was merged is found as the one that was kept; "xxx" is nobody's name."""
    kept, merged, erased = (known(**HADDAD) for _ in range(3))
    type(kept).objects.filter(pk=merged.pk).update(merged_into=kept)
    type(kept).objects.filter(pk=erased.pk).update(erased_on="2026-01-01")
    assert finding.search("El Haddad") == finding.search("Haddad Mohamad") == [kept]
    assert finding.search("xxx") == finding.search("xxx 1985") == []
