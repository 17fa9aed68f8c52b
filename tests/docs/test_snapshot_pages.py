# SPDX-License-Identifier: EUPL-1.2
"""The pages about snapshots and imports say what the schema and the importer do."""

import re
from datetime import date
from pathlib import Path

import pytest

from taalplan.snapshot.reference import main, meanings, page
from taalplan.snapshot.schema import TABLES
from taalplan.sources import read
from taalplan.sources.values import UnreadableError, read_date, read_number

DOCS = Path(__file__).parents[2] / "docs"
REFERENCE = DOCS / "reference" / "snapshot.md"
HOW_TO = DOCS / "how-to" / "import-an-extract.md"


def test_the_reference_is_not_behind_the_schema(capsys, tmp_path):
    assert main(["--check", str(REFERENCE)]) == 0
    stale = tmp_path / "docs" / "snapshot.md"
    assert main(["--check", str(stale)]) == 1
    assert "run 'make docs'" in capsys.readouterr().err
    assert main([str(stale)]) == 0
    assert stale.read_text(encoding="utf-8") == page()


def test_every_table_and_column_has_a_meaning_and_nothing_else_does():
    assert {name: set(words) for name, words in meanings().items()} == {
        name: {"_", *schema.names} for name, schema in TABLES.items()
    }


def test_every_code_of_the_schema_is_on_the_page():
    text = page()
    for schema in TABLES.values():
        for column in schema.columns:
            assert all(f"`{code}`" in text for code in column.codes)


def test_the_example_extract_of_the_page_is_imported_without_a_fault(tmp_path):
    [example] = re.findall(r"```csv\n(.*?)```", HOW_TO.read_text(encoding="utf-8"), re.S)
    (tmp_path / "registrations.csv").write_text(example, encoding="utf-8")
    found = read([tmp_path], as_of=date(2022, 2, 28))
    assert found.faults == ()
    assert found.tables["registrations"].num_rows == 3
    assert found.tables["registrations"]["desk"].to_pylist()[1] == "loket-geel"


def test_the_faults_on_the_page_are_those_that_are_given(tmp_path):
    (tmp_path / "aanmeldingen.csv").write_text(
        "person,date,desk,kind,target_group\n"
        "A,2021-01-05,loket-boom,first,obliged\n"
        "B,2021-01-05,loket-boom,first,obliged\n"
        "C,31/02/2021,Loket Bom,first,obliged\n",
        encoding="utf-8",
    )
    (tmp_path / "contracts.csv").write_text(
        "contract,person,signed,area,target_group\n", encoding="utf-8"
    )
    (tmp_path / "components.csv").write_text(
        "person,contract,component,opened" + "\n" * 8 + "A,K,A1,2021-02-01\n", encoding="utf-8"
    )
    text = HOW_TO.read_text(encoding="utf-8")
    faults = read([tmp_path], as_of=date(2022, 2, 28)).faults
    assert len(faults) == 3
    for fault in faults:
        assert f"    {fault}\n" in text


@pytest.mark.parametrize("form", re.findall(r"`([^`]+)`", re.search(
    r"\| dates \|(.*)\|", HOW_TO.read_text(encoding="utf-8"))[1]))  # fmt: skip
def test_every_form_of_a_date_on_the_page_is_read(form):
    assert read_date(form) == date(2021, 3, 31)


def test_the_numbers_on_the_page():
    assert (read_number("12,5"), read_number("1.234,5")) == (12.5, 1234.5)
    with pytest.raises(UnreadableError):
        read_number("1.234")


def test_the_words_on_the_page_are_headings_that_are_known(tmp_path):
    (tmp_path / "aanmeldingen.csv").write_text(
        "person;Datum aanmelding;loket;kind;Doelgroep\nA;05/01/2021;Loket Boom;first;Verplicht\n",
        encoding="utf-8",
    )
    assert read([tmp_path], as_of=date(2022, 2, 28)).faults == ()
