# SPDX-License-Identifier: EUPL-1.2
"""Questions 1c and 2c from the example's snapshots: what the changes consist of, without a cause."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from command_line import run

CAUSES = re.compile(
    r"\b(doordat|omdat|wegens|veroorzaak\w*|te wijten|dankzij|because|caused|due to|thanks to"
    r"|parce que|grâce à|à cause de)\b",
    re.IGNORECASE,
)


def change(example: Path, name: str, *more: object) -> str:
    """What `taalplan change` says of 2019 to 2021, with plain spaces and on one line."""
    words = run("change", name, "--snapshot", example, "--from", 2019, "--to", 2021, *more).stdout
    return " ".join(words.replace("\N{NO-BREAK SPACE}", " ").split())


def test_question_1c_registrations(example: Path):
    """The deviations that were found in the published table, and the contributions of areas."""
    words = change(example, "registrations-by-year")
    assert "In 2020 werden er 20.378 geteld, tegen 25.409 verwacht." in words
    assert "-19,8 % (95%-interval: -23,9 % tot -15,5 %)" in words
    assert "-0,3 % (95%-interval: -5,0 % tot +4,6 %). Dat ligt binnen" in words
    assert (
        "2020 valt samen met een aangegeven schok: coronamaatregelen (vanaf 13 maart 2020)" in words
    )
    assert "Atlas (-1.445), Provincie Antwerpen (-889) en Provincie Limburg (-816)" in words
    assert "Vestiging Lommel was tot en met 31 december 2020 open en sloot daarna." in words
    assert "Loket Waregem (Stadhuis) opende opnieuw op 1 januari 2021." in words


def test_question_2c_pass_rates(example: Path):
    """The published split, and that it is no improvement."""
    words = change(example, "outcomes-a1")
    assert "+0,44 procentpunt gaat samen met een andere verdeling" in words
    assert "-0,04 procentpunt met een andere verdeling over de doelgroepen" in words
    assert "+6,50 procentpunt met andere slaagpercentages" in words
    assert "mag niet als een verbetering worden gelezen" in words
    assert "Bij gelijke opvolging, 6 maanden na de start van het onderdeel" in words
    assert "Of er uiteindelijk ook meer slagen, zeggen deze cijfers nog niet" in words


@pytest.mark.parametrize("language", ["nl", "en", "fr"])
@pytest.mark.parametrize("name", ["registrations-by-year", "first-registrations", "outcomes-a2"])
def test_no_sentence_claims_a_cause(example: Path, name: str, language: str):
    """In none of the languages, for counts and for rates; and no gap was left open."""
    words = change(example, name, "--language", language)
    assert not CAUSES.search(words), CAUSES.search(words)
    assert "{" not in words


def test_first_registrations_have_people_in_two_areas(example: Path):
    """Table 1 as people: the areas of 2021 make more than the total, and the line says so."""
    words = change(example, "first-registrations", "--format", "csv",
                   "--table", "change-first-registrations-by-desk")  # fmt: skip
    assert "west-vlaanderen,several,2019-2020" in words.replace(" ", "\n")


def test_the_tidy_file_adds_up(example: Path):
    """Areas and the line of doubles make the total of every period, in the CSV itself."""
    out = run("change", "registrations-by-year", "--snapshot", example, "--from", 2019, "--to", 2021,
              "--format", "csv", "--table", "change-registrations-by-year-by-desk").stdout  # fmt: skip
    rows = list(csv.DictReader(out.splitlines()))
    periods = {row["period"] for row in rows}
    assert periods == {"2019-2020", "2020-2021", "2019-2021"}
    for period in periods:
        found = {
            (row["area"], row["desk"]): float(row["value"])
            for row in rows
            if (row["period"], row["measure"]) == (period, "change")
        }
        areas = sum(v for (a, d), v in found.items() if d == "total" and a != "total")
        assert areas == found["total", "total"]
        for area in {a for a, _ in found} - {"total", "several"}:
            desks = sum(v for (a, d), v in found.items() if a == area and d != "total")
            assert desks == found[area, "total"], area


def test_a_folder_gets_the_text_the_tables_and_the_charts(example: Path, tmp_path: Path):
    """Everything whole, each chart twice, each table as CSV and JSON-stat."""
    out = tmp_path / "change"
    run("change", "outcomes-a1", "--snapshot", example, "--from", 2019, "--to", 2021, "--out", out)
    names = {path.name for path in out.iterdir()}
    assert names == {
        "change-outcomes-a1.txt",
        "split-outcomes-a1.csv",
        "split-outcomes-a1.json",
        "split-by-area-outcomes-a1.csv",
        "split-by-area-outcomes-a1.json",
        "chart-split-outcomes-a1.svg",
        "chart-split-outcomes-a1.png",
    }
    assert json.loads((out / "split-outcomes-a1.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("registrations-by-year", "2021", "2019"), "2021 does not come before 2019"),
        (("registrations-by-year", "2019", "2022"), "2022 was not over on 2022-02-28"),
        (("registrations-by-year", "2012", "2021"), "the snapshot has no 2012"),
        (("outcomes-a1", "2016", "2021"), "nobody was counted in 2016"),
        (("registrations-by-year", "19", "2021"), "is not a calendar year"),
        (("no-such-table", "2019", "2021"), "no-such-table"),
    ],
)
def test_what_cannot_be_compared_is_refused(
    example: Path, arguments: tuple[str, str, str], sentence: str
):
    """With what is wrong, and exit code 2."""
    name, first, last = arguments
    done = run("change", name, "--snapshot", example, "--from", first, "--to", last, expected=2)
    assert sentence in done.stderr


def test_the_answer_to_216_explains_its_changes(answered: Path):
    """1c and 2c are answered, with charts that carry their words beside their tables."""
    answer_216 = (answered / "answer.html").read_text(encoding="utf-8")
    drawn = len(re.findall(r'<svg role="img" aria-label="', answer_216))
    numbers = [int(n) for n in re.findall(r"<figcaption>Figuur (\d+):", answer_216)]
    assert numbers == list(range(1, drawn + 1))
    assert drawn >= 4
    plain = answer_216.replace("\N{NO-BREAK SPACE}", " ")
    assert "-19,8 % (95%-interval: -23,9 % tot -15,5 %)" in plain
    assert "+6,50 procentpunt" in plain
    assert 'id="table-split-outcomes-a2"' in answer_216
