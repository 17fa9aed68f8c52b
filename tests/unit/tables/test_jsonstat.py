# SPDX-License-Identifier: EUPL-1.2
"""The JSON is valid JSON-stat 2.0, by a strict reading of the format, and holds the figures."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from math import prod

import pytest

from taalplan.tables import Note, Provenance, Table
from taalplan.tables.drawn import drawn
from taalplan.tables.render import render
from taalplan.tables.render.door import render_all
from taalplan.vocabulary.text import Text

KEYS = {
    "version", "class", "label", "source", "updated", "note", "id", "size", "role",
    "dimension", "value", "status", "extension",
}  # fmt: skip
ROLES = {"time", "geo", "metric"}
DESKS = drawn(
    """
    area / desk | 2020 | 2021
    ------------+------+------
    antwerpen   |  112 |  170
      boom      |  112 | 170*
    limburg     |   17 |    :
      lommel    |   17 |
    """,
    columns=("year",),
)


def is_valid(dataset: dict) -> None:
    """Refuse what json-stat.org/full does not allow for a dataset of our kind."""
    assert set(dataset) <= KEYS
    assert (dataset["version"], dataset["class"]) == ("2.0", "dataset")
    assert len(dataset["id"]) == len(dataset["size"]) == len(set(dataset["id"]))
    assert set(dataset["dimension"]) == set(dataset["id"])
    for name, size in zip(dataset["id"], dataset["size"], strict=True):
        category = dataset["dimension"][name]["category"]
        assert len(category["index"]) == size == len(set(category["index"]))
        assert set(category["label"]) == set(category["index"])
        assert all(isinstance(label, str) for label in category["label"].values())
    assert set(dataset["role"]) <= ROLES
    named = [name for names in dataset["role"].values() for name in names]
    assert set(named) <= set(dataset["id"])
    for places in (dataset["value"], dataset["status"]):
        assert all(0 <= int(place) < prod(dataset["size"]) for place in places)
    assert all(isinstance(value, int | float) for value in dataset["value"].values())
    assert all(isinstance(value, str) for value in dataset["status"].values())


def read(table: Table, language: str = "nl") -> dict:
    """The dataset of a table, checked."""
    dataset = json.loads(render(table, "json", language))
    is_valid(dataset)
    return dataset


def value(dataset: dict, part: str, **codes: str) -> object:
    """A value or a status by its codes, with the arithmetic any reader of the format does."""
    place = 0
    for name, size in zip(dataset["id"], dataset["size"], strict=True):
        index = dataset["dimension"][name]["category"]["index"]
        place = place * size + index.index(codes[name])
    return dataset[part].get(str(place))


def test_each_figure_is_found_by_its_codes():
    dataset = read(DESKS)
    assert dataset["id"] == ["area", "desk", "year"]
    assert dataset["size"] == [2, 3, 2]
    assert value(dataset, "value", area="antwerpen", desk="boom", year="2021") == 170
    assert value(dataset, "value", area="limburg", desk="total", year="2020") == 17
    assert len(dataset["value"]) == 6


def test_the_status_says_why_there_is_no_ordinary_figure():
    dataset = read(DESKS)
    closed = {"area": "limburg", "desk": "lommel", "year": "2021"}
    assert value(dataset, "value", **closed) is None
    assert value(dataset, "status", **closed) == "not_open"
    hidden = {"area": "limburg", "desk": "total", "year": "2021"}
    assert value(dataset, "value", **hidden) is None
    assert value(dataset, "status", **hidden) == "suppressed"
    late = {"area": "antwerpen", "desk": "boom", "year": "2021"}
    assert value(dataset, "status", **late) == "provisional"
    nowhere = {"area": "limburg", "desk": "boom", "year": "2021"}
    assert value(dataset, "status", **nowhere) is None


def test_years_are_time_and_areas_are_geography():
    assert read(DESKS)["role"] == {"time": ["year"], "geo": ["area"]}
    by_contract = drawn("result | 2019\n-----+---\npassed | 5\n", columns=("contract_year",))
    assert read(by_contract)["role"] == {"time": ["contract_year"]}
    assert "role" in read(drawn("result | total\n------+---\npassed | 5\n"))


def test_codes_have_labels_of_the_rows_that_speak_for_them():
    labels = read(DESKS, "en")["dimension"]["desk"]["category"]["label"]
    assert labels == {"total": "Total", "boom": "boom", "lommel": "lommel"}


def test_percentages_are_left_out():
    table = drawn(
        """
        area / result | total
        --------------+------
        atlas         |    20
          passed      |    15
          % passed    |   75%
        """
    )
    dataset = read(table)
    assert dataset["dimension"]["result"]["category"]["index"] == ["total", "passed"]
    assert sorted(dataset["value"].values()) == [15, 20]


def test_provenance_and_notes_go_along():
    note = Note(Text("Eén keer.", "Once.", "Une fois."), (("antwerpen", "total"),), "overlap")
    origin = Provenance(
        "7f3a9c", date(2022, 2, 24), "count: people", ("Kruispuntbank",), ("klein: 5",), True
    )
    dataset = read(replace(DESKS.with_notes(note), provenance=origin), "en")
    assert dataset["updated"] == "2022-02-24"
    assert dataset["note"] == ["Once."]
    assert dataset["source"].startswith("Source: Kruispuntbank, snapshot 7f3a9c")
    assert dataset["extension"]["notes"] == [
        {"text": "Once.", "about": [["antwerpen", "total"]], "kind": "overlap"}
    ]
    assert dataset["extension"]["provenance"] == {
        "snapshot": "7f3a9c",
        "as_of": "2022-02-24",
        "definition": "count: people",
        "sources": ["Kruispuntbank"],
        "assumptions": ["klein: 5"],
        "synthetic": True,
    }


def test_several_tables_are_a_collection():
    whole = json.loads(render_all([DESKS, DESKS], "jsonstat"))
    assert (whole["version"], whole["class"]) == ("2.0", "collection")
    for dataset in whole["link"]["item"]:
        is_valid(dataset)


@pytest.mark.parametrize("broken", ["size", "id", "dimension"])
def test_the_validator_itself_refuses_a_dataset_that_lacks_something(broken):
    dataset = json.loads(render(DESKS, "json"))
    dataset[broken] = dataset[broken][:1] if broken != "dimension" else {}
    with pytest.raises(AssertionError):
        is_valid(dataset)
