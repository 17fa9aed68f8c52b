# SPDX-License-Identifier: EUPL-1.2
"""Numbers are rounded as on paper and written as each language writes them."""

from __future__ import annotations

import pytest

from taalplan.tables import Unit
from taalplan.tables.numbers import format_number, format_percent, format_value, round_half_up


@pytest.mark.parametrize(
    ("value", "nl", "en", "fr"),
    [
        (0, "0", "0", "0"),
        (999, "999", "999", "999"),
        (1234, "1.234", "1,234", "1\u202f234"),
        (25326, "25.326", "25,326", "25\u202f326"),
        (-1234, "-1.234", "-1,234", "-1\u202f234"),
        (1234567, "1.234.567", "1,234,567", "1\u202f234\u202f567"),
    ],
)
def test_thousands_are_grouped_in_the_style_of_the_language(value, nl, en, fr):
    assert [format_number(value, language) for language in ("nl", "en", "fr")] == [nl, en, fr]


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        (1234.5, 1, "1.234,5"),
        (1234.55, 1, "1.234,6"),
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (-2.5, 0, "-3"),
        (-0.2, 0, "0"),
        (0.285, 2, "0,29"),
        (999.5, 0, "1.000"),
    ],
)
def test_a_half_goes_up_and_nothing_becomes_minus_zero(value, decimals, printed):
    assert format_number(value, "nl", decimals) == printed


def test_a_percentage_has_its_sign_as_the_language_wants_it():
    assert [format_percent(87.5, language) for language in ("nl", "en", "fr")] == [
        "88\u00a0%",
        "88%",
        "88\u00a0%",
    ]
    assert format_percent(87.5, "nl", decimals=1) == "87,5\u00a0%"


def test_only_percentages_carry_a_sign():
    assert format_value(12, Unit.PEOPLE) == "12"
    assert format_value(12, Unit.PERCENT) == "12\u00a0%"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_what_is_not_a_number_is_refused(value):
    with pytest.raises(ValueError, match="not a number that can be published"):
        round_half_up(value)


def test_an_unknown_language_is_refused():
    with pytest.raises(ValueError, match="de"):
        format_number(1, "de")
