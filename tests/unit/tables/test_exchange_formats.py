# SPDX-License-Identifier: EUPL-1.2
"""What is published is read by libraries that others wrote: PX, SDMX-CSV and JSON-stat."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from taalplan.tables import Note, Status, Table
from taalplan.tables.drawn import drawn
from taalplan.tables.render import render
from taalplan.tables.render.door import render_all
from taalplan.vocabulary.text import Text

DESKS = drawn(
    """
    area / desk | 2020 obliged | 2020 total | 2021 obliged | 2021 total
    ------------+--------------+------------+--------------+-----------
    limburg     |           90 |        112 |          120 |       170*
      genk      |           80 |        100 |          120 |       168
      pelt      |           10 |         12 |              |        :
    total       |           90 |        112 |          120 |       170
    """,
    columns=("year", "target_group"),
    name="first-registrations",
    title='Aanmeldingen; "nieuw" = eerste',
).with_notes(Note(Text("Een noot; met = en ; erin. " * 12, "note", "note")))  # fmt: skip

SCHOOL = drawn(
    """
    level | 2020-2021 | 2021-2022
    ------+-----------+----------
    A1    |      1204 |       <5
    total |      1204 |      1300
    """,
    columns=("school_year",),
    name="enrolments",
)


def in_px(table: Table, folder, language: str = "nl") -> dict[tuple[str, ...], str]:
    """The figures as pyaxis reads them, by the labels of the variables."""
    from pyaxis import pyaxis

    file = folder / "table.px"
    file.write_text(str(render(table, "px", language)), encoding="utf-8")
    # By default both signs are read as nothing at all; here we look which stands where.
    signs = {"null_values": "^never$", "sd_values": "^never$"}
    data = pyaxis.parse(str(file), encoding="utf-8", **signs)["DATA"]
    names = [name for name in data.columns if name != "DATA"]
    return {
        tuple(row[name] for name in names): row["DATA"].strip('"') for _, row in data.iterrows()
    }


def test_px_is_read_by_pyaxis(tmp_path):
    read = in_px(DESKS, tmp_path)
    assert len(read) == 4 * 2 * 2
    assert read["limburg, genk", "2021", "obliged"] == "120"
    assert read["limburg, pelt", "2021", "obliged"] == "."
    assert read["limburg, pelt", "2021", "Totaal"] == ".."
    assert read["total", "2020", "Totaal"] == "112"
    assert in_px(SCHOOL, tmp_path)["A1", "2021-2022"] == ".."


def test_px_lines_are_short_and_texts_cannot_end_too_early():
    text = str(render(DESKS, "px"))
    assert max(map(len, text.splitlines())) <= 256
    assert "TITLE=\"Aanmeldingen; 'nieuw' = eerste\";" in text
    assert 'TIMEVAL("year")=TLIST(A1),\n"2020",\n"2021";' in text
    assert 'CODES("area / desk")="limburg",\n"limburg/genk",\n"limburg/pelt",\n"total";' in text


def test_a_px_file_holds_one_table():
    with pytest.raises(ValueError, match="one table"):
        render_all((DESKS, SCHOOL), "px")


def in_sdmx(table: Table) -> list[dict[str, str]]:
    """The observations as pysdmx reads them."""
    from pysdmx.io.csv.sdmx20.reader import read

    (found,) = read(str(render(table, "sdmx")))
    return found.data.fillna("").astype(str).to_dict("records")


def test_sdmx_is_read_by_pysdmx():
    read = {
        (one["AREA"], one["DESK"], one["TIME_PERIOD"], one["TARGET_GROUP"]): one
        for one in in_sdmx(DESKS)
    }
    assert len(read) == 15, "what was not open has no observation"
    assert read["limburg", "genk", "2021", "obliged"]["OBS_VALUE"] == "120"
    hidden = read["limburg", "pelt", "2021", "_T"]
    assert (hidden["OBS_VALUE"], hidden["OBS_STATUS"], hidden["CONF_STATUS"]) == ("", "Q", "C")
    assert read["limburg", "_T", "2021", "_T"]["OBS_STATUS"] == "P"
    assert read["_T", "_T", "2020", "_T"]["UNIT_MEASURE"] == "PS"


def test_a_school_year_is_a_range_of_a_year():
    assert {one["TIME_PERIOD"] for one in in_sdmx(SCHOOL)} == {"2020-09-01/P1Y", "2021-09-01/P1Y"}


def test_sdmx_of_other_dimensions_is_refused():
    with pytest.raises(ValueError, match="other dimensions"):
        render_all((DESKS, SCHOOL), "sdmx")


@pytest.mark.parametrize("table", [DESKS, SCHOOL], ids=lambda table: table.name)
def test_json_stat_passes_a_validator_that_others_wrote(table):
    from jsonstat_validator import validate_jsonstat

    assert validate_jsonstat(json.loads(render(table, "json")))


def test_no_hidden_figure_is_in_any_format():
    secret = replace(
        SCHOOL,
        cells={
            place: replace(cell, value=3) if cell.status is Status.SUPPRESSED else cell
            for place, cell in SCHOOL.cells.items()
        },
    )
    for name in ("px", "sdmx", "csv", "json"):
        assert render(secret, name) == render(SCHOOL, name)
