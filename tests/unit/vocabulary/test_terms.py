# SPDX-License-Identifier: EUPL-1.2
"""Every code has a label in three languages, and every word of the field one meaning."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import pytest

from taalplan.vocabulary import codes, terms
from taalplan.vocabulary.packaged import slug
from taalplan.vocabulary.places import AREAS, PROVINCES, desks, municipalities
from taalplan.vocabulary.terms import (
    code_lists,
    label,
    labels_of,
    list_name,
    read_terms,
    term,
    title,
)

GOOD: dict[str, Any] = {
    "label": {"nl": "loket", "en": "desk", "fr": "guichet"},
    "definition": {"nl": "Een plaats.", "en": "A place.", "fr": "Un lieu."},
    "legal": "loket",
    "source": "Taalplan",
}


@pytest.mark.parametrize(("name", "kind"), code_lists().items(), ids=list(code_lists()))
def test_every_member_of_a_code_list_has_a_label_and_no_other_code_has(
    name: str, kind: type[StrEnum]
) -> None:
    """In the order of the list, which is the order in which tables print it."""
    assert list(labels_of(name)) == [member.value for member in kind]


@pytest.mark.parametrize("name", code_lists())
def test_no_label_is_empty_or_said_twice_in_one_list(name: str) -> None:
    """Two codes with one label could not be told apart in a table."""
    for language in ("nl", "en", "fr"):
        words = [text[language] for text in labels_of(name).values()]
        assert all(words)
        assert title(name)[language]
        assert len(set(words)) == len(words)


def test_all_code_lists_are_found() -> None:
    """Those of `codes`, by their class name in snake case."""
    assert code_lists()["target_group"] is codes.TargetGroup
    assert list_name(codes.AppointmentPurpose) == "appointment_purpose"
    assert len(code_lists()) == len([k for k in vars(codes).values() if _enum(k)])


def _enum(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum


def test_labels_are_those_of_the_published_tables() -> None:
    """Tables 1, 3 and 4 as the answer of 2022 prints them."""
    assert [label("target_group", group).nl for group in codes.TargetGroup] == [
        "verplicht",
        "rechthebbend",
        "onbepaald",
    ]
    assert [str(label("result", result)) for result in codes.Result] == [
        "geslaagd",
        "niet geslaagd",
        "onbepaald",
    ]


def test_places_have_labels_too() -> None:
    """So that a table labels any of its codes in one way."""
    assert all(label("area", code) for code in AREAS)
    assert all(label("province", code) for code in PROVINCES)
    assert all(label("desk", desk.code).nl == desk.name for desk in desks())
    assert all(label("municipality", nis) == m.name for nis, m in municipalities().items())
    assert label("municipality", "21004").fr == "Bruxelles"


@pytest.mark.parametrize(
    ("code_list", "code"),
    [
        ("target_group", "oblige"),
        ("target_group", "_"),
        ("area", "Atlas"),
        ("desk", "Loket Boom"),
        ("municipality", "1"),
        ("province", "luik"),
    ],
)
def test_an_unknown_code_has_no_label(code_list: str, code: str) -> None:
    """A misspelt code is refused, never printed as it is."""
    with pytest.raises(KeyError, match=f"no label for '{code}'"):
        label(code_list, code)


def test_an_unknown_code_list_says_which_there_are() -> None:
    """The message helps who wrote the definition."""
    with pytest.raises(KeyError, match="no code list 'targetgroup'; known: target_group"):
        label("targetgroup", "obliged")


def test_the_glossary_is_large_enough_and_complete() -> None:
    """At least sixty terms, each with all its parts; reading refuses anything less."""
    assert len(terms.TERMS) >= 60
    assert all(code == found.code == slug(code) for code, found in terms.TERMS.items())
    labels = [found.label.nl for found in terms.TERMS.values()]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("code", ["gesloten", "onbepaald"])
def test_words_with_two_meanings_say_so(code: str) -> None:
    """These two have misled readers of the published tables."""
    assert "twee betekenissen" in term(code).definition.nl
    assert "two meanings" in term(code).definition.en
    assert "deux sens" in term(code).definition.fr


def test_an_unknown_term_is_refused() -> None:
    """With the file in which it should be."""
    with pytest.raises(KeyError, match=r"no term 'lokket' in the glossary .*terms\.yaml"):
        term("lokket")
    with pytest.raises(AttributeError, match="TREMS"):
        _ = terms.TREMS


def test_a_good_entry_is_read() -> None:
    """Definitions lose the line breaks of the file."""
    content = {"loket": GOOD | {"definition": {"nl": "Een\n  plaats.", "en": "A", "fr": "U"}}}

    assert read_terms(content)["loket"].definition.nl == "Een plaats."


def test_all_faults_of_a_glossary_are_reported_at_once() -> None:
    """A missing language, a missing source, a word nobody asked for, and no mapping at all."""
    content = {
        "loket": GOOD | {"label": {"nl": "loket", "en": ""}, "source": "", "colour": "red"},
        "balie": "een balie",
        "atlas": GOOD,
    }

    with pytest.raises(ValueError) as failure:
        read_terms(content)

    assert str(failure.value).splitlines()[1:] == [
        "- loket: 'label' has no en",
        "- loket: 'label' has no fr",
        "- loket: 'source' is missing",
        "- loket: 'colour' is not known here",
        "- balie: expected a mapping, got 'een balie'",
    ]
