# SPDX-License-Identifier: EUPL-1.2
"""What parliament is told of a plan: computed is not delivered, and every day has its words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lib.needs_register import AS_OF, register, written
from taalplan.answering.analyses import Given, needs
from taalplan.answers import AnalysisRequest, Question
from taalplan.needs.answer import TOLD, not_yet, status
from taalplan.needs.horizon import Horizon
from taalplan.statistics import DefinitionError
from taalplan.tables.chart import Map
from taalplan.vocabulary.periods import SchoolYear

PLAN = Horizon(SchoolYear(2022))
ASKED = date(2022, 2, 24)


def given(folder: Path, asked: date = ASKED) -> Given:
    """A question of a day, with a folder of snapshots."""
    question = Question("q", 216, "t", "p", "2021-2022", asked, "a", "b", "c", "", ())
    return Given(question, folder, {})


def request(**settings: str) -> AnalysisRequest:
    """An analysis of the kind."""
    return AnalysisRequest("needs", "r", kind="needs", settings=settings)


def test_before_the_day_of_delivery_the_plan_was_still_to_come() -> None:
    """Question 216: 24 February, three weeks before 15 March."""
    said = status(PLAN, ASKED, date(2022, 2, 28)).nl
    assert said.startswith(
        "Op 24 februari 2022, de dag van de vraag, moest het behoefteplan voor het schooljaar "
        "2022-2023 nog worden opgeleverd (uiterlijk 15 maart 2022)."
    )
    assert "Het is geen opgeleverd plan" in said


@pytest.mark.parametrize("asked", [date(2022, 3, 15), date(2022, 9, 1)])
def test_from_the_day_of_delivery_the_register_does_not_know(asked: date) -> None:
    """Nobody says that a plan was delivered because a date has passed."""
    said = status(PLAN, asked, date(2022, 2, 28))
    assert "was voorzien op 15 maart 2022. Of en hoe het werd opgeleverd" in said.nl
    assert "Whether and how it was delivered is not in the register" in said.en


def test_data_that_end_too_early_give_a_sentence() -> None:
    """And no figure at all."""
    made = not_yet(PLAN, ASKED, date(2022, 1, 31))
    assert not made.tables
    assert "De gegevens gaan tot en met 31 januari 2022" in made.paragraphs[-1].nl


def test_the_need_is_told_by_province_and_centre_city(tmp_path: Path) -> None:
    """One table, its map of thirteen cities, and what the table is not."""
    written(register(120), tmp_path / "snapshot")
    (made,) = needs.explain(request(school_year="2022-2023"), given(tmp_path / "snapshot"))
    assert made is not None
    (table,) = made.tables
    assert tuple(column.path[0] for column in table.columns.members) == TOLD
    (chart,) = made.charts
    assert isinstance(chart, Map)
    assert len(chart.ticks) == 13
    assert "niet het aanbod" in made.paragraphs[-1].nl
    later = needs.explain(request(school_year="2023-2024"), given(tmp_path / "snapshot"))
    assert later[0] is not None
    assert AS_OF.year == 2022
    assert not later[0].tables


@pytest.mark.parametrize("settings", [{}, {"school_year": "2022"}, {"year": "2022-2023"}])
def test_settings_that_are_wrong_are_said(tmp_path: Path, settings: dict[str, str]) -> None:
    """As a fault of the question file."""
    with pytest.raises(DefinitionError, match="school_year"):
        needs.explain(request(**settings), given(tmp_path))
