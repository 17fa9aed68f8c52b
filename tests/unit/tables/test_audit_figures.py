# SPDX-License-Identifier: EUPL-1.2
"""Figures are read from the styles of printed tables, and refused where they are none."""

from __future__ import annotations

import pytest

from taalplan.tables.audit.figures import digits_apart, is_hidden, read_figure, write_figure
from taalplan.tables.audit.labels import closed_throughout, display, ended, is_percent, meaning


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2.498", 2498),
        ("2 498", 2498),
        ("2,498", 2498),
        ("1.234.567", 1234567),
        ("2498", 2498),
        ("0", 0),
        ("90%", 90),
        ("90 %", 90),
        ("12,5", 12.5),
        ("12.5", 12.5),
        ("12,0", 12),
        ("-3", -3),
        ("", None),
        ("  ", None),
        ("-", None),
        ("–", None),
        ("x", None),
        ("<5", None),
    ],
)
def test_a_cell_is_read_as_its_figure(text, value):
    assert read_figure(text) == value


@pytest.mark.parametrize("text", ["twaalf", "2.49.8", "12a", "1-2", "n.v.t."])
def test_what_is_no_figure_is_refused(text):
    with pytest.raises(ValueError):
        read_figure(text)


def test_a_blank_is_not_a_figure_kept_back():
    assert is_hidden("<5")
    assert is_hidden("X")
    assert not is_hidden("")
    assert not is_hidden("-")


@pytest.mark.parametrize(
    ("language", "text"),
    [("nl", "25.318"), ("en", "25,318"), ("fr", "25\N{NARROW NO-BREAK SPACE}318")],
)
def test_figures_are_written_in_the_style_of_the_language(language, text):
    assert write_figure(25318, language) == text


def test_only_a_slip_of_the_finger_is_a_slip():
    assert digits_apart(495, 485), "a digit replaced"
    assert digits_apart(495, 459), "neighbours exchanged"
    assert digits_apart(495, 4958), "a digit too many"
    assert digits_apart(495, 49), "a digit too few"
    assert not digits_apart(495, 495)
    assert not digits_apart(495, 594)
    assert not digits_apart(495, 384)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("HG Brussel", "Brussel HG"),
        ("Loket Waregem", "Loket Waregem (Stadhuis)"),
        ("infopunt Asse", "Infopunt Asse"),
        ("Provincie Limburg", "limburg"),
        ("Totaal", "total"),
        ("Loket Nergens (tijdelijk)", "loket nergens"),
    ],
)
def test_two_ways_to_write_a_label_mean_the_same(one, other):
    assert meaning(one) == meaning(other)


def test_two_desks_of_one_town_do_not_mean_the_same():
    assert meaning("Vestiging Asse") != meaning("Infopunt Asse")


def test_codes_are_shown_as_people_know_them():
    assert display("vestiging-lommel") == "Vestiging Lommel"
    assert display("A1_pct_passed_printed") == "% geslaagd"
    assert display("obliged") == "verplicht"
    assert display("Loket X") == "Loket X"


def test_a_percentage_row_is_known_also_when_its_letters_stand_apart():
    assert is_percent("% ge s l a a gd")
    assert not is_percent("geslaagd")


def test_lommel_was_closed_in_2021_and_open_in_2020():
    assert closed_throughout("Vestiging Lommel", 2021)
    assert not closed_throughout("Vestiging Lommel", 2020)
    assert not closed_throughout("Loket Nergens", 2021)
    assert not closed_throughout("Atlas", 2021)
    assert ended("Vestiging Lommel") is not None
    assert ended("Loket Boom") is None
