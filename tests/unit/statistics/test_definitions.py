# SPDX-License-Identifier: EUPL-1.2
"""Definitions: what is refused and in which words, and what an adapted one calls itself."""

from __future__ import annotations

import pytest

from taalplan.statistics import DefinitionError, find_definition, official_names, tabulate
from taalplan.statistics.read_definition import as_yaml, read_definition
from taalplan.statistics.titles import title
from taalplan.vocabulary.periods import CalendarYear, SchoolYear

GOOD = """
title: Aanmeldingen naar geslacht in {years}
of: registrations
axis: calendar-year
rows: [sex]
columns: [time]
years: [2020, 2021]
"""


def read(text: str):
    """A definition as if it stood in mine.yaml."""
    return read_definition(text, "mine", "mine.yaml")


@pytest.mark.parametrize("name", official_names())
def test_every_official_definition_speaks_three_languages(name):
    """Title, owner and notes, each in nl, en and fr."""
    definition = find_definition(name)
    for text in (definition.title, definition.owner, *(n.text for n in definition.notes)):
        assert len({text.nl, text.en, text.fr}) == 3


def test_a_definition_of_ones_own_is_read():
    """Without a name it is called after its file; years are those of its axis."""
    definition = read(GOOD)
    assert definition.name == "mine"
    assert definition.years == (CalendarYear(2020), CalendarYear(2021))
    assert title(definition).nl == "Aanmeldingen naar geslacht in 2020-2021"
    assert definition.margins() == [("sex", "year"), ("year",)]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("rows: [", ["mine.yaml: this is not YAML"]),
        ("- a list", ["mine.yaml: expected 'title:', 'of:', 'rows:'"]),
        (
            "color: red\nrows: area\ncount: heads",
            [
                "mine.yaml: color: no such part",
                "mine.yaml: title: is missing",
                "mine.yaml: of: is missing",
                "mine.yaml: count: 'heads' is not 'people' or 'rows'",
                "mine.yaml: rows: write a list, as in [area]",
            ],
        ),
        (
            "title: x\nof: weather\nrows: [area]",
            ["'weather' cannot be counted; choose from registrations"],
        ),
        (
            "title: x\nof: courses\nrows: [level, hair]",
            ["courses cannot be divided by 'hair'; choose from", "courses are not counted in peo"],
        ),
        (
            "title: x\nof: registrations\nrows: [time, kind, kind]",
            ["'time' needs an axis", "'kind' stands there twice"],
        ),
        (
            "title: x\nof: registrations\naxis: contract-year\nrows: [kind]",
            ["registrations have no 'contract-year'; their time axes are: calendar-year, school-y"],
        ),
        (
            "title: x\nof: registrations\naxis: school-year\nrows: [kind]\nyears: [2021]",
            ["'2021' is not a school year; write it as 2022-2023"],
        ),
        (
            "title: {en: no Dutch}\nof: registrations\nrows: [kind]\nratios: [{part: a}]",
            [
                "title: expected a text",
                "ratios, number 1: give code, dimension, label, part, whole",
            ],
        ),
        (
            "title: x\nof: [registrations]\nrows: [[desk]]\naxis: 3\ncolumns: [3]\n"
            "ratios: [{dimension: [a], code: p, label: 3, part: first, whole: total}]",
            [
                "of: write one word, not ['registrations']",
                "rows: write words, not ['desk']",
                "columns: write words, not 3",
                "axis: write one word, not 3",
                "ratios, number 1: dimension: write one word, not ['a']",
                "ratios: label: expected a text",
            ],
        ),
        (
            "title: '{year}'\nof: registrations\nrows: [area]\ncolumns: [kind]\n"
            "where: {target_group: forced, date: [known]}\ncodes: {kind: [frist], sex: [male]}\n"
            "ratios: [{dimension: kind, code: p, label: p, part: first, whole: all}]",
            [
                "where: 'forced' is not a code of 'target_group'; choose from obliged, entitled",
                "codes: 'frist' is not a code of 'kind'; choose from first, repeat",
                "codes: 'sex' is neither a row nor a column",
                "codes: 'male' is not a code of 'sex'",
                "ratios: 'all' is not a code of 'kind'",
                "title: nothing fills {year}; a title may have {years}, {place}, {time}",
            ],
        ),
    ],
)
def test_all_faults_of_a_definition_are_told_at_once(text, faults):
    """Each with the file and the part that must be mended."""
    with pytest.raises(DefinitionError) as caught:
        read(text)
    for fault in faults:
        assert fault in str(caught.value)
    assert len(str(caught.value).splitlines()) == len(faults)


def test_an_unknown_name_is_answered_with_the_names_there_are():
    """So that a slip of the finger takes one second to mend."""
    with pytest.raises(DefinitionError, match=r"'tabel-1' is neither .* first-registrations"):
        find_definition("tabel-1")


def test_a_table_by_residence_calls_itself_so():
    """The words in the title follow the rows, and the note about desks goes away."""
    first = find_definition("first-registrations").of_years(CalendarYear(2021))
    assert "naar regio en loket van aanmelding" in title(first).nl
    by_home = first.by("municipality")
    assert "naar gemeente van woonplaats" in title(by_home).nl
    assert "2021" in title(by_home).fr
    assert not by_home.notes_shown
    assert first.notes_shown


def test_a_school_year_is_written_with_both_its_years():
    """2019-2020 to 2021-2022 is not 2019-2022."""
    definition = find_definition("registrations-by-year").along("school-year")
    years = definition.of_years(SchoolYear(2019), SchoolYear(2021))
    assert title(years).nl.endswith("2019-2020 - 2021-2022")


def test_another_place_or_axis_is_refused_with_what_can_be_had():
    """Outcomes know no desk; registrations no contract; rows without a place no other place."""
    with pytest.raises(DefinitionError, match="components cannot be divided by 'desk'"):
        find_definition("outcomes-a1").by("desk")
    with pytest.raises(DefinitionError, match="have no 'contract-year'"):
        find_definition("first-registrations").along("contract-year")
    with pytest.raises(DefinitionError, match="'moon' is not a place"):
        find_definition("outcomes-a1").by("moon")
    with pytest.raises(DefinitionError, match="the rows have no place"):
        read("title: x\nof: registrations\nrows: [sex]").by("province")


@pytest.mark.parametrize("name", ["first-registrations", "registrations-by-year"])
def test_the_definition_under_a_table_can_be_read_again(name):
    """What a document prints as its definition counts the same."""
    definition = find_definition(name)
    again = read(f"title: x\n{as_yaml(definition)}")
    assert again.margins() == definition.margins()
    assert (again.of, again.where, again.axis) == (
        definition.of,
        definition.where,
        definition.axis,
    )


def test_a_file_in_another_encoding_is_refused_and_a_byte_order_mark_is_not(tmp_path):
    """Notepad writes both."""
    path = tmp_path / "mine.yaml"
    path.write_text(GOOD.replace("geslacht", "catégorie"), encoding="cp1252")
    with pytest.raises(DefinitionError, match=r"mine\.yaml: is not UTF-8; save it again"):
        find_definition(str(path))
    path.write_text(GOOD, encoding="utf-8-sig")
    assert find_definition(str(path)).rows == ("sex",)


def test_a_year_asked_for_twice_is_shown_once_and_years_stand_in_order():
    """Otherwise two columns would have one name."""
    definition = read(GOOD.replace("[2020, 2021]", "[2021, 2020, 2021]"))
    assert definition.years == (CalendarYear(2020), CalendarYear(2021))


def test_a_desk_that_the_snapshot_does_not_know_is_not_counted_as_nobody(snapshot_of):
    """A slip of the finger in a condition would give a table of noughts."""
    snapshot = snapshot_of(registrations="person\n1")
    mine = "title: x\nof: registrations\nrows: [area]\nwhere: {desk: [loket-lier, loket-leir]}"
    with pytest.raises(DefinitionError, match="'loket-leir' is no desk that the snapshot knows"):
        tabulate(read(mine), snapshot)
    assert (
        tabulate(read(mine.replace(", loket-leir", "")), snapshot).cell(("total",), ()).value == 1
    )
