# SPDX-License-Identifier: EUPL-1.2
"""What a percentage tells, against every table of people that a reader can think of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import product

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from taalplan.tables import Status, Table
from taalplan.tables.drawn import drawn
from taalplan.tables.numbers import round_half_up
from taalplan.tables.protect.apply import protect
from taalplan.tables.protect.attack import attack
from taalplan.tables.protect.cells import drafts_of, model_of
from taalplan.tables.protect.keys import Subject
from taalplan.tables.protect.printed import Printed, tell, values_of
from taalplan.tables.protect.rules import Audience, DisclosureError, DisclosureRule

RULE = DisclosureRule(Audience.PUBLIC, date(2026, 1, 1))
RESULTS = ("passed", "failed", "busy")


def table_of(counts: tuple[int, ...]) -> Table:
    """One area, three results."""
    return drawn(
        f"""
        area | {" | ".join(RESULTS)} | total
        -----+-----
        boom | {" | ".join(map(str, counts))} | {sum(counts)}
        """
    )


def said(table: Table, result: str, decimals: int) -> Printed:
    """The percentage as anybody would compute and print it."""
    figure = Subject.of_table(table).figure
    part, whole = table["boom", result], table["boom", "total"]
    percent = round_half_up(100 * (part or 0) / (whole or 1), decimals)
    return Printed(figure(("boom", result)), figure(("boom", "total")), Decimal(percent))


def fitting(counts: tuple[int, ...], shown: set[str], printed: Sequence[Printed]):
    """Every way to divide people over results that a reader cannot tell from the truth."""
    most = sum(counts) if "total" in shown else 30
    guesses = np.array(list(product(*(_thinkable(r, t, most, shown) for r, t in
                                      zip(RESULTS, counts, strict=True)))))  # fmt: skip
    if "total" in shown:
        guesses = guesses[guesses.sum(axis=1) == sum(counts)]
    for guess in guesses.tolist():
        named, whole = dict(zip(RESULTS, guess, strict=True)), sum(guess)
        if whole and all(_prints(one, named, whole) for one in printed):
            yield named


def _thinkable(result: str, true: int, most: int, shown: set[str]) -> range:
    """What a sign says by itself: "<5" is 1 to 4, the other sign 5 or more."""
    if result in shown or true == 0:
        return range(true, true + 1)
    return range(1, 5) if true < RULE.threshold else range(5, most + 1)


def _prints(one: Printed, named: dict[str, int], whole: int) -> bool:
    """Whether this is the percentage that would have been printed."""
    decimals = -int(one.percent.as_tuple().exponent)
    part = named[dict(one.part.codes)["target_group"]]
    return round_half_up(100 * part / whole, decimals) == one.percent


@given(
    st.tuples(*[st.integers(1, 9)] * 3),
    st.lists(st.sampled_from(RESULTS), unique=True, min_size=1),
    st.integers(0, 1),
)
@settings(max_examples=25)
def test_the_attack_learns_what_percentages_tell(counts, results, decimals):
    """Each hidden figure of a table whose total is shown, held against all ways to divide it."""
    table = table_of(counts)
    printed = [said(table, result, decimals) for result in results]
    drafts = drafts_of([table], RULE)
    tell(drafts, printed, values_of([table]))
    model = model_of(drafts)
    figure = Subject.of_table(table).figure
    hidden = {r: model.figures.index(figure(("boom", r))) for r in RESULTS}
    found = attack(model.problem, frozenset(hidden.values())).intervals
    ways = list(fitting(counts, {"total"}, printed))
    for result, place in hidden.items():
        seen = [named[result] for named in ways]
        assert (found[place].lower, found[place].upper) == (min(seen), max(seen)), result


@given(
    st.tuples(*[st.integers(0, 8)] * 3),
    st.lists(st.sampled_from(RESULTS), unique=True, min_size=1),
    st.integers(0, 1),
)
@settings(max_examples=25)
def test_what_is_released_stays_hidden_beside_percentages(counts, results, decimals):
    """The values that are possible behind a "<5" lie far enough apart, or the release is refused.

    Between them a percentage may rule values out: 2 of 7 and 4 of 14 are 29 %, 3 is of nothing.
    """
    assume(sum(counts) > 0)
    table = table_of(counts)
    printed = [said(table, result, decimals) for result in results]
    try:
        made = protect({"t": table}, RULE, printed=printed).tables["t"]
    except DisclosureError as error:
        assert "percentages" in str(error)
        return
    names = (*RESULTS, "total")
    cells = {name: made.cell(("boom",), (name,)) for name in names}
    shown = {name for name, cell in cells.items() if cell.status is not Status.SUPPRESSED}
    ways = list(fitting(counts, shown, printed))
    for result, true in zip(RESULTS, counts, strict=True):
        if 1 <= true < RULE.threshold:
            assert result not in shown
            if cells[result].sign:
                values = {named[result] for named in ways}
                assert max(values) - min(values) >= RULE.width
