# SPDX-License-Identifier: EUPL-1.2
"""What somebody types finds the desks and places that are called so."""

from __future__ import annotations

from pathlib import Path

import pytest

from lib.published import published
from taalplan.opendata.places import find_places
from taalplan.opendata.store import Store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A small publication."""
    return published(tmp_path_factory.mktemp("figures"))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("genk", ["desk vestiging-genk", "municipality 71016"]),
        ("VESTIGING-GENK", ["desk vestiging-genk"]),
        ("Hássélt", ["desk contactpunt-hasselt", "municipality 71022"]),
        ("limburg", ["area limburg", "province limburg"]),
        ("atlas", ["area atlas"]),
        ("nergenshuizen", []),
    ],
)
def test_words_find_places(store: Store, words: str, found: list[str]) -> None:
    places = find_places(store, "first-registrations", words)
    assert [f"{place.dimension} {place.code}" for place in places] == found


def test_without_words_all_of_them(store: Store) -> None:
    assert len(find_places(store, "first-registrations", " ")) == 7


def test_a_store_that_is_empty_has_no_release(tmp_path: Path) -> None:
    assert Store(tmp_path).release is None
