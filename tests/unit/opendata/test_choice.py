# SPDX-License-Identifier: EUPL-1.2
"""An address is a figure: one way to write it, and the cells it names and no other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.published import OLDER, SNAPSHOT, published, tables
from taalplan.opendata import Choice, ChoiceError, canonical, cubes_of, read_choice, select
from taalplan.opendata.choice import dimensions
from taalplan.opendata.store import NotPublishedError, Store
from taalplan.opendata.stored import packed, unpacked
from taalplan.tables.table import Table

NAME = "first-registrations"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A small publication."""
    return published(tmp_path_factory.mktemp("figures"))


def read(store: Store, **words: str) -> Choice:
    return read_choice(store, NAME, {name: [word] for name, word in words.items()})


def test_words_in_any_order_give_the_same_address(store: Store) -> None:
    one = read_choice(store, NAME, {"year": ["2021", "2019"], "desk": ["vestiging-genk"]})
    other = read_choice(store, NAME, {"desk": ["vestiging-genk"], "year": ["2019,2021,2019"]})
    assert canonical(one) == canonical(other) == "by=desk&desk=vestiging-genk&year=2019,2021"


def test_all_codes_of_a_dimension_are_no_choice(store: Store) -> None:
    assert canonical(read(store, year="2019,2020,2021")) == "by=desk"


def test_a_cited_address_names_its_snapshot_and_comes_back(store: Store) -> None:
    choice = read(store, desk="vestiging-genk")
    assert canonical(choice.cited()).endswith(f"&snapshot={SNAPSHOT}")
    older = read(store, desk="vestiging-genk", snapshot=OLDER)
    assert select(older).provenance.snapshot == OLDER
    with pytest.raises(NotPublishedError):
        read(store, snapshot="cccccccccccc")
    with pytest.raises(NotPublishedError):
        read(store, snapshot="../../etc")


def test_every_fault_of_an_address_is_told_at_once(store: Store) -> None:
    with pytest.raises(ChoiceError) as found:
        read(store, desk="loket-nergens", year="1850", taart="appel")
    assert [fault.en for fault in found.value.faults] == [
        "desk: there is no 'loket-nergens'",
        "year: there is no '1850'",
        "'taart' is no division of this figure; choose from area, desk, year, target_group, "
        "by, axis, snapshot",
    ]


def test_an_axis_that_is_not_there_names_those_that_are(store: Store) -> None:
    with pytest.raises(ChoiceError, match="by=desk&axis=calendar-year"):
        read(store, axis="contract-year")


def test_choices_that_do_not_meet_are_refused(store: Store) -> None:
    with pytest.raises(ChoiceError, match="do not occur together"):
        select(read(store, area="atlas", desk="vestiging-genk"))


def test_the_title_says_which_years_are_shown(store: Store) -> None:
    assert select(read(store, year="2019,2021")).title.nl == "first-registrations 2019 en 2021"


@given(st.data())
def test_a_choice_shows_the_published_cells_it_names_and_nothing_else(data: st.DataObject) -> None:
    whole = tables()[f"{NAME}.desk.calendar-year"]
    chosen = {
        dimension.name: data.draw(st.sets(st.sampled_from(codes)))
        for dimension, codes in dimensions(whole)
    }
    choice = Choice(cubes_of(NAME)[0], whole).of(**{n: tuple(c) for n, c in chosen.items()})
    expected = {
        (row, column): cell
        for (row, column), cell in whole.cells.items()
        if all(
            not chosen[name] or code in chosen[name]
            for name, code in zip((d.name for d in whole.dimensions), (*row, *column), strict=True)
        )
    }
    try:
        assert select(choice).cells == expected
    except ChoiceError:
        assert expected == {}


@pytest.mark.parametrize("key", sorted(tables()))
def test_a_table_comes_out_of_the_store_as_it_went_in(key: str) -> None:
    import json

    table = tables()[key]
    back = unpacked(json.loads(json.dumps(packed(table))))
    assert back == table
    assert labels(back) == labels(table)


def labels(table: Table) -> list[object]:
    """What equality leaves out."""
    return [(d.labels, table.cells) for d in table.dimensions]
