# SPDX-License-Identifier: EUPL-1.2
"""The shock register: declared, dated, in three languages; every fault with its line at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from taalplan.policy import Treatment, read_shocks, shocks
from taalplan.snapshot.schema import TABLES
from taalplan.vocabulary.codes import TargetGroup
from taalplan.vocabulary.places import AREAS


def write(path: Path, **changes: str) -> Path:
    """A register of one shock, with some of its fields as the test wants them."""
    fields = {
        "label": "{nl: storm, en: storm, fr: tempête}",
        "start": "2021-02-01",
        "end": "2021-02-03",
        "treatment": "missing",
        "scope": "{tables: [registrations]}",
        "source": "{nl: KMI, en: KMI, fr: IRM}",
        "declared_by": "statisticus",
        "assumption": "false",
    } | changes
    lines = [f"  {name}: {value}" for name, value in fields.items() if value != "-"]
    path.write_text("storm:\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_the_packaged_register_holds_together() -> None:
    """Tables, areas and target groups exist; every shock is declared by somebody."""
    found = list(shocks())
    assert [s.start for s in found] == sorted(s.start for s in found)
    for shock in found:
        assert set(shock.tables) <= set(TABLES), shock.code
        assert set(shock.areas) <= set(AREAS), shock.code
        assert set(shock.target_groups) <= set(TargetGroup), shock.code
        assert shock.declared_by
        assert shock.source.fr
        assert shock.label.en


@pytest.mark.parametrize(
    ("code", "start", "treatment"),
    [
        ("corona-measures-2020", date(2020, 3, 13), Treatment.MISSING),
        ("temporary-protection-2022", date(2022, 3, 4), Treatment.SEPARATE_STREAM),
        ("target-group-2022", date(2022, 3, 1), Treatment.LEVEL_SHIFT),
        ("fees-and-test-2023", date(2023, 9, 1), Treatment.LEVEL_SHIFT),
    ],
)
def test_what_is_declared(code: str, start: date, treatment: Treatment) -> None:
    """The days that the law and the measures give."""
    found = {shock.code: shock for shock in shocks()}[code]
    assert (found.start, found.treatment) == (start, treatment)


@pytest.mark.parametrize(
    ("year", "missing"), [(2017, False), (2019, False), (2020, True), (2021, False)]
)
def test_only_2020_is_no_guide_to_ordinary_years(year: int, missing: bool) -> None:
    """One day in the shock is enough to leave a year out."""
    found = shocks().missing("registrations", date(year, 1, 1), date(year, 12, 31))
    assert found is missing


@pytest.mark.parametrize(
    ("first", "last", "touched"),
    [
        (date(2021, 1, 1), date(2021, 1, 31), False),
        (date(2021, 1, 1), date(2021, 2, 1), True),
        (date(2021, 2, 3), date(2021, 3, 1), True),
        (date(2021, 2, 4), date(2021, 3, 1), False),
    ],
)
def test_both_ends_of_a_shock_belong_to_it(
    tmp_path: Path, first: date, last: date, touched: bool
) -> None:
    """Its first and its last day count; the days beside them do not."""
    register = read_shocks(write(tmp_path / "own.yaml"))
    assert register.missing("registrations", first, last) is touched
    assert not register.missing("contracts", first, last)


def test_a_shock_without_an_end_lasts(tmp_path: Path) -> None:
    """And one of a single area does not make the whole year an exception."""
    path = write(tmp_path / "own.yaml", end="", scope="{tables: [registrations], areas: [limburg]}")
    (shock,) = read_shocks(path)
    assert shock.touches(date(2040, 1, 1), date(2040, 12, 31))
    assert shock.begins_in(date(2021, 1, 1), date(2021, 12, 31))
    assert not shock.begins_in(date(2022, 1, 1), date(2022, 12, 31))
    register = read_shocks(path)
    assert not register.missing("registrations", date(2021, 1, 1), date(2021, 12, 31))
    assert register.about("registrations", date(2021, 1, 1), date(2021, 12, 31)) == (shock,)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"start": "-"}, "'start' is missing"),
        ({"start": "2021-02-30"}, "'start' must be a day"),
        ({"end": "soon"}, "'end' must be a day"),
        ({"end": "2021-01-01"}, "'end' 2021-01-01 lies before 'start' 2021-02-01"),
        ({"treatment": "ignore"}, "the treatment 'ignore' is not one of missing, level_shift"),
        ({"label": "{nl: storm, en: storm}"}, "'label' has no fr"),
        ({"scope": "{}"}, "'scope' must name the tables"),
        ({"scope": "{tables: [registrations], desks: [lier]}"}, "'scope' has 'desks'"),
        ({"scope": "{tables: registrations}"}, "'tables' must be a list"),
        ({"declared_by": "''"}, "'declared_by' must say who"),
        ({"assumption": "maybe"}, "'assumption' must be true or false"),
        ({"found_in": "the figures"}, "'found_in' is not known here"),
    ],
)
def test_faults_are_told_with_their_line(
    tmp_path: Path, changes: dict[str, str], sentence: str
) -> None:
    """What is wrong, in which line; a shock that is half declared is not taken."""
    with pytest.raises(ValueError, match=r"own.yaml, line 2: storm: ") as caught:
        read_shocks(write(tmp_path / "own.yaml", **changes))
    assert sentence in str(caught.value)


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    """Two shocks with two faults give two sentences."""
    path = tmp_path / "own.yaml"
    path.write_text(
        dedent("""
        a: {start: 2021-02-01}
        b: nothing
    """)
    )
    with pytest.raises(ValueError) as caught:
        read_shocks(path)
    assert "line 2: a: 'label' is missing" in str(caught.value)
    assert "b: expected label" in str(caught.value)


@pytest.mark.parametrize("text", ["- a\n", "a: [", ""])
def test_what_is_no_register(tmp_path: Path, text: str) -> None:
    """A list, broken YAML or nothing at all is refused with the file's name."""
    path = tmp_path / "own.yaml"
    path.write_text(text)
    with pytest.raises(ValueError, match=r"^own.yaml"):
        read_shocks(path)
