# SPDX-License-Identifier: EUPL-1.2
"""Why a figure changed: from published figures alone, added up by hand here."""

from __future__ import annotations

from lib.published import tables
from taalplan.opendata.choice import Choice
from taalplan.opendata.cubes import cubes_of
from taalplan.opendata.focus import Focus, focus_of
from taalplan.opendata.why import sentence, single, why
from taalplan.tables.table import Table
from taalplan.vocabulary.text import Text

WHOLE = tables()["first-registrations.desk.calendar-year"]


def focus(**codes: str) -> Focus:
    found = focus_of(
        Choice(cubes_of("first-registrations")[0], WHOLE).of(**{n: (c,) for n, c in codes.items()})
    )
    assert found is not None
    return found


GENK = focus(desk="vestiging-genk", target_group="obliged")


def words(made: object) -> str:
    return " ".join(part.nl for part in made.parts if isinstance(part, Text))


def test_the_answer_in_a_sentence_in_three_languages() -> None:
    told = sentence(GENK, "2019", "2021")
    assert told.nl == (
        "Vestiging Genk, verplicht: 159 personen in 2021. Dat zijn er 18 minder dan in 2019 "
        "(177): -10,2\N{NO-BREAK SPACE}%."
    )
    assert "159 people in 2021. That is 18 fewer than in 2019 (177): -10.2%." in told.en
    assert "159 personnes en 2021. C’est 18 de moins qu’en 2019 (177)" in told.fr


def test_more_is_called_more_and_one_year_stands_alone() -> None:
    assert "12 meer dan" not in sentence(GENK, "2020", "2021").nl
    assert "54 meer dan in 2020 (105)" in sentence(GENK, "2020", "2021").nl
    assert single(GENK, "2020").nl == "Vestiging Genk, verplicht: 105 personen in 2020."


def test_a_hidden_year_is_not_compared() -> None:
    hasselt = focus(desk="contactpunt-hasselt", target_group="obliged")
    assert "wordt niet getoond" in sentence(hasselt, "2019", "2020").nl


def test_it_is_held_beside_the_area_and_everywhere() -> None:
    made = words(why(GENK, "2019", "2021", "registrations"))
    # 943 / 1083 and 2743 / 3083; along with everywhere: 177 x 2743 / 3083 = 157.48
    assert "Provincie Limburg, verplicht (-12,9" in made
    assert "Vlaanderen en Brussel, verplicht (-11,0" in made
    assert "dan waren het er 157 geweest; het verschil daarmee is +2" in made
    assert "Was er in 2021 niet meer: Vestiging Lommel." in made
    assert "coronamaatregelen" in made


def test_groups_and_neighbours_show_no_figure_that_is_hidden() -> None:
    found = [p for p in why(GENK, "2019", "2021", "registrations").parts if isinstance(p, Table)]
    neighbours = next(table for table in found if table.name.startswith("neighbours"))
    rows = {m.label.nl: [neighbours.cell(m.path, c.path).value for c in neighbours.columns.members]
            for m in neighbours.rows.members}  # fmt: skip
    assert rows["Contactpunt Hasselt"] == [None] * 4
    assert rows["Vestiging Genk"][:3] == [177, 159, -18]
    assert rows["Samen"][:3] == [1083, 943, -140]


def test_several_figures_are_no_focus() -> None:
    cube = cubes_of("first-registrations")[0]
    choice = Choice(cube, WHOLE).of(desk=("vestiging-genk", "vestiging-lommel"))
    assert focus_of(choice) is None


def test_nothing_chosen_means_the_total() -> None:
    assert focus().name.nl == "Vlaanderen en Brussel"
    assert focus().value("2021") == 4843


def test_no_sentence_claims_a_cause() -> None:
    made = words(why(GENK, "2019", "2021", "registrations"))
    assert not any(word in made for word in ("omdat", "doordat", "door de", "als gevolg"))
