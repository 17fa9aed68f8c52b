# SPDX-License-Identifier: EUPL-1.2
"""Percentages that readers have from elsewhere: what they give away, and what is hidden then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from taalplan.tables import Status, Table
from taalplan.tables.drawn import drawn
from taalplan.tables.protect.apply import protect
from taalplan.tables.protect.attack import attack
from taalplan.tables.protect.cells import drafts_of, model_of
from taalplan.tables.protect.coarsen import without
from taalplan.tables.protect.history import Ledger
from taalplan.tables.protect.keys import Subject
from taalplan.tables.protect.printed import Printed, read_printed, tell, values_of
from taalplan.tables.protect.rules import Audience, DisclosureError, DisclosureRule, Method

RULE = DisclosureRule(Audience.PUBLIC, date(2026, 1, 1))
HEAD = "area,result,of,percent"


@pytest.fixture
def table() -> Table:
    """Four people failed in Boom, of 34."""
    return drawn(
        """
        area / result | total
        --------------+------
        boom          |    34
          passed      |    18
          failed      |     4
          busy        |    12
        geel          |    80
          passed      |    40
          failed      |    20
          busy        |    20
        total         |   114
          passed      |    58
          failed      |    24
          busy        |    32
        """
    )


@pytest.fixture
def said(tmp_path: Path, table: Table):
    """Percentages as they stand in a file."""

    def read(*lines: str) -> tuple[Printed, ...]:
        file = tmp_path / "printed.csv"
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return read_printed(file, {"t": table})

    return read


def hidden(table: Table) -> set[tuple[str, ...]]:
    """The rows that are not shown."""
    return {row for (row, _), cell in table.cells.items() if cell.status is Status.SUPPRESSED}


def learned(
    table: Table, rows: set[tuple[str, ...]], printed: Sequence[Printed]
) -> tuple[int, int | None]:
    """What a reader can think of those who failed in Boom when these rows are hidden."""
    drafts = drafts_of([table], RULE)
    tell(drafts, printed, values_of([table]))
    model = model_of(drafts)
    figure = Subject.of_table(table).figure
    places = {row: model.figures.index(figure((*row, "total"))) for row in rows}
    ends = attack(model.problem, frozenset(places.values())).intervals[places["boom", "failed"]]
    return ends.lower, ends.upper


def test_a_percentage_of_a_known_total_gives_a_hidden_figure_away(table: Table, said):
    """The planted leak: what protects by itself does not beside "12 % failed"."""
    rows = hidden(protect({"t": table}, RULE).tables["t"])
    assert ("boom", "failed") in rows
    assert ("boom", "total") not in rows
    assert learned(table, rows, ()) == (1, 4)
    assert learned(table, rows, said(HEAD, "boom,failed,result,12")) == (4, 4)


def test_then_the_total_is_hidden_as_well(table: Table, said):
    """12 % of nobody knows how many is nobody knows how many."""
    printed = said(HEAD, "boom,failed,result,12")
    rows = hidden(protect({"t": table}, RULE, printed=printed).tables["t"])
    assert {("boom", "failed"), ("boom", "total")} <= rows
    low, high = learned(table, rows, printed)
    assert high is None or high - low >= RULE.width


def test_a_percentage_of_the_others_tells_as_much(table: Table, said):
    """53 % passed and 35 % are busy: so 12 % failed."""
    rows = hidden(protect({"t": table}, RULE).tables["t"])
    printed = said(HEAD, "boom,passed,result,52.9", "boom,busy,result,35.3")
    low, high = learned(table, rows | {("boom", "busy")}, printed)
    assert (low, high) == (4, 4)
    made = protect({"t": table}, RULE, printed=printed).tables["t"]
    low, high = learned(table, hidden(made), printed)
    assert high is None or high - low >= RULE.width


def test_a_rough_percentage_of_many_people_tells_nothing(table: Table, said):
    """51 % of 114 is 58 or 59: known already."""
    plain = protect({"t": table}, RULE).tables["t"]
    made = protect({"t": table}, RULE, printed=said(HEAD, "total,passed,result,51")).tables["t"]
    assert hidden(made) == hidden(plain)


def test_later_releases_remember_it(table: Table, said, tmp_path: Path):
    """Who gives the next release need not give the file again."""
    first = protect({"t": table}, RULE, printed=said(HEAD, "boom,failed,result,12"))
    first.ledger.write(tmp_path / "released.json")
    ledger = Ledger.read(tmp_path / "released.json")
    assert ledger == first.ledger
    again = protect({"t": table}, RULE, ledger=ledger)
    assert hidden(again.tables["t"]) == hidden(first.tables["t"])
    assert again.certificate["attack"]["percentages_from_elsewhere"] == 1


def test_a_percentage_of_detail_that_was_given_up_still_counts(table: Table, said):
    """The table goes out by area alone; 12 % of 34 is four people all the same."""
    printed = said(HEAD, "boom,failed,result,12")
    coarse = without(table, "result")
    drafts = drafts_of([coarse], RULE)
    tell(drafts, printed, values_of([table]))
    small = [d for d in drafts.figures.values() if d.why is not None]
    assert [(d.value, d.published) for d in small] == [(4, False)]


def test_what_cannot_be_protected_beside_a_percentage_says_so():
    """Everything was shown before, so nothing is left to hide."""
    small = drawn(
        """
        area  | passed | failed | total
        ------+--------+--------+------
        boom  |     30 |      4 |    34
        total |     30 |      4 |    34
        """
    )
    figure = Subject.of_table(small).figure
    whole, part = figure(("boom", "total")), figure(("boom", "failed"))
    shown = protect({"t": without(small, "target_group")}, RULE).ledger
    with pytest.raises(DisclosureError, match=r"Readers know these percentages: 11\.8 %"):
        protect({"t": small}, RULE, printed=[Printed(part, whole, Decimal("11.8"))], ledger=shown)


def test_rounding_does_not_protect_beside_a_percentage(table: Table, said):
    """It is of the true figures."""
    with pytest.raises(DisclosureError, match="the method 'round' does not protect"):
        protect(
            {"t": table},
            DisclosureRule(Audience.PUBLIC, date(2026, 1, 1), method=Method.ROUND),
            printed=said(HEAD, "boom,failed,result,12"),
        )


def test_a_row_of_percentages_says_itself_what_it_is_of(tmp_path: Path):
    """`pass_rate` in a table of results; no other column is needed, and commas are read."""
    rates = drawn(
        """
        area / result | total
        --------------+------
        boom          |    40
          passed      |    36
          failed      |     4
          % passed    |   90%
        """
    )
    code = next(m.path[1] for m in rates.rows.members if m.ratio)
    file = tmp_path / "printed.csv"
    file.write_text(f"area;result;percent\nboom;{code};90,0 %\n", encoding="utf-8")
    (one,) = read_printed(file, {"t": rates})
    assert (one.part.where("result"), one.whole.where("result")) == ("passed", "total")
    assert one.percent == Decimal("90.0")


def test_every_fault_in_the_file_is_named_by_its_line(said):
    with pytest.raises(DisclosureError) as caught:
        said(
            HEAD,
            "boom,failed,result,13",
            "boom,failed,result,many",
            "boom,failed,desk,12",
            "temse,failed,result,12",
            "boom,failed,result,12",
        )
    lines = str(caught.value).splitlines()
    assert [line.split("line ")[1][0] for line in lines] == ["2", "3", "4", "5"]
    assert "does not follow from the counts (4 of 34)" in lines[0]
    assert "'many' is not a percentage" in lines[1]
    assert "it is 'desk'" in lines[2]
    assert "not there of not there" in lines[3]


def test_a_column_that_is_no_dimension_and_a_table_that_is_not_there(said):
    with pytest.raises(DisclosureError, match="no dimension of drawn is called 'year'"):
        said("area,year,result,of,percent", "boom,2021,failed,result,12")
    with pytest.raises(DisclosureError, match="no table is called 'other'"):
        said("table,area,result,of,percent", "other,boom,failed,result,12")
