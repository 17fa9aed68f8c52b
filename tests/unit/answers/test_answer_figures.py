# SPDX-License-Identifier: EUPL-1.2
"""Sentences are filled from tables by codes, in Dutch notation, and never from a blank."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from small_answer import DESKS, GROUPS, axis, table

from taalplan.answers.faults import FigureError
from taalplan.answers.templates import paragraphs, render
from taalplan.tables.table import TOTAL, Cell, Status, Table

NBSP = "\N{NO-BREAK SPACE}"
NAMES = ("area", "desk")


@pytest.fixture
def t1() -> Table:
    """Desks by target group; the first leaf is 100 and each next one is one more."""
    return table("eerste", axis(NAMES, DESKS), axis(("target_group",), GROUPS), 100,
                 date(2022, 1, 31))  # fmt: skip


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ('{{ getal(t1["antwerpen", "loket-boom", "obliged"]) }}', "103"),
        ('{{ getal(t1["total", "total", "total"]) }}', "1.266"),
        ('{{ t1["total", "total", "total"] }}', "1.266"),
        ('{{ t1["total", "total", "total"] / 100 }}', "12,7"),
        ('{{ t1["total", "total", "total"] | getal(decimalen=1) }}', "1.266,0"),
        ("{{ procent(1, 3) }}", f"33,3{NBSP}%"),
        ("{{ procent(1, 3, decimalen=0) }}", f"33{NBSP}%"),
        ("{{ verandering(200, 150) }}", f"25,0{NBSP}%"),
        ("{{ verschil(150, 1400) }}", "1.250"),
        ("{{ steeg_of_daalde(200, 150) }}", f"daalde met 25,0{NBSP}%"),
        ("{{ steeg_of_daalde(100, 150) }}", f"steeg met 50,0{NBSP}%"),
        ("{{ steeg_of_daalde(100, 100) }}", "bleef gelijk"),
        ("{{ hoger_of_lager(90, 100) }}", f"10,0{NBSP}% lager dan"),
        ("{{ hoger_of_lager(110, 100) }}", f"10,0{NBSP}% hoger dan"),
        ("{{ hoger_of_lager(100, 100) }}", "even hoog als"),
        ("{{ woord(13) }} en {{ woord(1) }} en {{ woord(21) }}", "dertien en één en 21"),
        ("{{ opsomming(['a', 'b', 'c']) }}", "a, b en c"),
        ("{{ opsomming(['a']) }} {{ opsomming([]) }}", "a geen"),
        ('{{ hoogste(t1, "*", "*", "total").naam }}', "Vestiging Lommel"),
        ('{{ laagste(t1, "*", "total", "total").naam }}', "Atlas"),
        ('{{ hoogste(t1, "atlas", "total", "*").naam }}', "onbepaald"),
        ('{{ laagste(t1, "*", "*", "obliged").waarde }}', "100"),
        ("zie [[artikel 5]]", "zie artikel 5"),
    ],
)
def test_a_sentence_gets_its_figure(t1: Table, template: str, words: str) -> None:
    assert render(template, {"t1": t1}) == words


@pytest.mark.parametrize(
    ("template", "problem"),
    [
        (
            '{{ t1["antwerpen", "loket-bom", "obliged"] }}',
            "has no .area, desk. = .antwerpen, loket-",
        ),
        ('{{ t1["antwerpen", "obliged"] }}', "wants 3 codes: area, desk, target_group"),
        ('{{ hoogste(t1, "*", "loket-bom", "total") }}', "no figure fits"),
        ("{{ procent(1, 0) }}", "a percentage of nothing"),
        ("{{ getal('veel') }}", "expected a figure"),
        ("{{ none }}", "cannot be printed"),
        ("{{ t2['a'] }}", "'t2' is undefined"),
        ("{{ t1.waarde }}", "wants 3 codes"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{{ ''.__class__ }}", "unsafe"),
    ],
)
def test_what_has_no_figure_is_refused(t1: Table, template: str, problem: str) -> None:
    with pytest.raises(FigureError, match=problem):
        render(template, {"t1": t1})


def test_the_line_of_a_faulty_figure_is_known(t1: Table) -> None:
    with pytest.raises(FigureError) as caught:
        render('eerst\ndan\n{{ t1["x", "y", "z"] }}\n', {"t1": t1})
    assert caught.value.line == 3


def test_a_suppressed_cell_cannot_be_said_in_a_sentence(t1: Table) -> None:
    key = (("antwerpen", "loket-boom"), ("obliged",))
    hidden = replace(t1, cells={**t1.cells, key: Cell(None, Status.SUPPRESSED)})
    codes = '"antwerpen", "loket-boom", "obliged"'
    with pytest.raises(FigureError, match="is not shown, to protect people; leave it out"):
        render(f"{{{{ t1[{codes}] }}}}", {"t1": hidden})
    around = f"{{{{ 'open' if t1.heeft({codes}) else 'niet getoond' }}}}"
    assert render(around, {"t1": hidden}) == "niet getoond"
    assert render(around, {"t1": t1}) == "open"


def test_there_is_no_way_to_add_people_up(t1: Table) -> None:
    for template in ("{{ som(t1) }}", "{{ t1 | sum }}"):
        with pytest.raises(FigureError):
            render(template, {"t1": t1})


def test_two_extracts_are_compared_by_their_codes(t1: Table) -> None:
    """Lier differs by 2, Boom by 9; the totals are not compared."""
    boom, lier = ("antwerpen", "loket-boom"), ("antwerpen", "loket-lier")
    cells = dict(t1.cells)
    cells[boom, (TOTAL,)] = Cell(t1["antwerpen", "loket-boom", TOTAL] + 9)
    cells[lier, (TOTAL,)] = Cell(t1["antwerpen", "loket-lier", TOTAL] - 2)
    template = (
        '{% set anders = verschillen(t1, ["*", "*", "total"], t2, ["*", "*", "total"]) %}'
        "{{ woord(anders | length) }}: {{ anders | map(attribute='naam') | list | opsomming }}, "
        "{{ anders | map(attribute='afstand') | min }} tot "
        "{{ anders | map(attribute='afstand') | max }}"
    )
    words = render(template, {"t1": t1, "t2": replace(t1, cells=cells)})
    assert words == "twee: Loket Boom en Loket Lier, 2 tot 9"
    assert render(template.split("}:")[0] + "}", {"t1": t1, "t2": t1}).startswith("geen")


def test_paragraphs_are_parted_by_blank_lines() -> None:
    assert paragraphs("een\n  twee\n\n\n drie \n") == ["een twee", "drie"]


def test_a_sentence_can_say_that_a_figure_is_small_or_not_shown(t1: Table) -> None:
    key = (("antwerpen", "loket-boom"), ("obliged",))
    codes = '"antwerpen", "loket-boom", "obliged"'
    for sign, said in (("<5", "minder dan 5"), ("", "een niet getoond aantal")):
        hidden = replace(t1, cells={**t1.cells, key: Cell(None, Status.SUPPRESSED, sign)})
        assert render(f"{{{{ t1.toon({codes}) }}}}", {"t1": hidden}) == said
    shown = replace(t1, cells={**t1.cells, key: Cell(1234)})
    assert render(f"{{{{ t1.toon({codes}) }}}}", {"t1": shown}) == "1.234"


def test_no_extreme_is_named_among_figures_of_which_some_are_not_shown(t1: Table) -> None:
    """The hidden one may be the highest; the text can ask first."""
    key = (("antwerpen", "loket-boom"), ("obliged",))
    hidden = replace(t1, cells={**t1.cells, key: Cell(None, Status.SUPPRESSED)})
    pattern = '"*", "*", "obliged"'
    for name in ("hoogste", "laagste"):
        with pytest.raises(FigureError, match="no highest or lowest can be named"):
            render(f"{{{{ {name}(t1, {pattern}).naam }}}}", {"t1": hidden})
        render(f"{{{{ {name}(t1, {pattern}).naam }}}}", {"t1": t1})
    asked = f"{{{{ 'deels' if t1.verborgen({pattern}) else 'alles' }}}}"
    assert render(asked, {"t1": hidden}) == "deels"
    assert render(asked, {"t1": t1}) == "alles"
