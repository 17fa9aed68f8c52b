# SPDX-License-Identifier: EUPL-1.2
"""Every figure that can be asked for has a page that leaves no question, and claims what is true."""

from __future__ import annotations

import re

import pytest

from taalplan import example, policy
from taalplan.snapshot import find_snapshot
from taalplan.statistics import Definition, DefinitionError
from taalplan.statistics.catalogue import indicators, page
from taalplan.statistics.kinds import make_tables, table_names
from taalplan.tables.table import TOTAL

NAMES = [one.name for one in indicators()]


def test_every_table_is_in_the_catalogue():
    assert tuple(NAMES) == table_names()


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_every_part_in_three_languages(name):
    pages = {language: page(name, language) for language in ("nl", "en", "fr")}
    assert len(set(pages.values())) == 3
    for text in pages.values():
        assert len(re.findall("^## ", text, re.MULTILINE)) >= 8
        assert "None" not in text
    assert "taalplan table " + name in pages["nl"]


@pytest.mark.parametrize("one", indicators(), ids=NAMES)
def test_a_page_points_to_what_exists(one):
    assert set(one.not_beside) <= set(NAMES)
    assert one.name not in one.not_beside
    assert set(one.policy) <= set(policy.keys())


@pytest.fixture(scope="module")
def snapshots(tmp_path_factory):
    folder = tmp_path_factory.mktemp("indicators") / "example"
    example.write(folder)
    return folder


@pytest.mark.parametrize("one", indicators(), ids=NAMES)
def test_what_is_said_to_add_up_does(one, snapshots):
    """On the example: the parts of every dimension that is said to add up are its total."""
    if not isinstance(one.asked, Definition):
        pytest.skip("estimates, of which no total is a sum")
    for name, rule in one.adds_up.items():
        if not rule.adds:
            continue
        asked = divided_by(one.asked, name)
        if asked is None:
            continue
        table = make_tables([asked], find_snapshot(snapshots, one.name))[0]
        parts, totals = sums(table, asked.dimensions.index(name))
        # Where a dimension lies within another, the total over both has no parts of its own.
        assert parts.keys() & totals.keys()
        assert {key: parts[key] for key in totals if key in parts} == {
            key: total for key, total in totals.items() if key in parts
        }, name


def divided_by(asked, name):
    """The definition divided by a dimension, if its table can be."""
    if name in asked.dimensions:
        return None if name == asked.time else asked
    try:
        return asked.by(name)
    except DefinitionError:
        return None


def sums(table, position):
    """For each path with a total over the dimension: the sum of its parts, and the total."""
    parts, totals = {}, {}
    for path, cell in table.tidy():
        key = path[:position] + path[position + 1 :]
        if path[position] == TOTAL:
            totals[key] = cell.value
        else:
            parts[key] = parts.get(key, 0) + cell.value
    return parts, {key: value for key, value in totals.items() if value}
