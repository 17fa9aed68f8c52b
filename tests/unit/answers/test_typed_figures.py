# SPDX-License-Identifier: EUPL-1.2
"""A figure in a text is computed from a table; one that was typed is found, with its line."""

from __future__ import annotations

import pytest

from taalplan.answers import typed_figures

TYPED = {
    "Er waren 25.322 personen.": ["25.322"],
    "Een daling van 22,3 % in 2020.": ["22,3 %"],
    "In 2021 meldden 12 mensen zich aan.": ["12"],
    "Ongeveer 5% van 400 mensen.": ["5%", "400"],
    "Er kwamen 2021 personen.": ["2021"],
    "{{ 25322 }}": ["25322"],
    "{{ getal(25322) }}": ["25322"],
    '{{ "25.322" }}': ["25.322"],
    "{{ t1['a', '2021'] - 12 }}": ["12"],
    "{% if x %}Er waren 7 loketten.{% endif %}": ["7"],
    "{{ x }}5": ["5"],
}

NOT_TYPED = [
    "In 2021, in 2017-2021 en in het schooljaar 2022-2023.",
    "De foto van 10 september 2021 en die van 10 februari.",
    "Voorzien op 15 maart 2022, of 2022-03-15, of 15/3/2022.",
    "Het antwoord op vraag 2c, zie tabel 4 en onderdeel 1a.",
    "NT2, trajectonderdeel A1 en niveau B1.2.",
    "Zie [[artikel 5, § 2, van het decreet van 7 juni 2013]].",
    "{# in de eerste versie stond hier 25.322 #}",
    '{{ getal(t1["total", "2021"], decimalen=2) }}',
    '{{ hoogste(t1, "*", "2021").naam }}',
    '{{ verschillen(t1, ["*", "total"], t2, ["*", "2021"]) | length }}',
    "{% if a / b > 0.5 %}meer dan de helft{% endif %}",
    "{{ t1['a', 'b'] * 100 }}",
    "Geen enkel cijfer.",
    "",
]


@pytest.mark.parametrize(("template", "figures"), TYPED.items())
def test_a_typed_figure_is_found(template: str, figures: list[str]) -> None:
    assert [typed.figure for typed in typed_figures(template)] == figures


@pytest.mark.parametrize("template", NOT_TYPED)
def test_years_dates_levels_and_references_are_not_figures(template: str) -> None:
    assert typed_figures(template) == []


def test_the_line_is_that_of_the_template() -> None:
    template = "Eerst\n{{ tabel(\n'a') }}\nen dan 7 loketten\n{{ getal(88) }}\n"
    assert [(typed.line, typed.figure) for typed in typed_figures(template)] == [
        (4, "7"),
        (5, "88"),
    ]
