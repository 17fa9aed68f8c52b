# SPDX-License-Identifier: EUPL-1.2
"""The notes that follow from the figures, in words a minister could sign."""

from __future__ import annotations

from datetime import date

import pytest

from taalplan.snapshot import write_snapshot
from taalplan.statistics import DefinitionError, find_definition, tabulate
from taalplan.tables.table import Status
from taalplan.vocabulary.periods import CalendarYear, SchoolYear

FIRST = find_definition("first-registrations").of_years(CalendarYear(2021))


def note(table, kind: str) -> str:
    """The Dutch note of a kind; empty when there is none."""
    return next((n.text.nl for n in table.notes if n.kind == kind), "")


def test_an_overlap_is_named_with_its_place_and_size(snapshot_of):
    """One person at two desks of one province."""
    snapshot = snapshot_of(
        registrations="""
        person | desk
        1      | loket-lier
        1      | loket-mechelen
        """
    )
    assert "(Provincie Antwerpen: 1)" in note(tabulate(FIRST, snapshot), "overlap")


def test_without_an_overlap_nothing_is_said(snapshot_of):
    """A note that always stands there is not read."""
    assert note(tabulate(FIRST, snapshot_of(registrations="person\n1")), "overlap") == ""


def test_desks_that_were_closed_are_named_with_their_years(snapshot_of):
    """Lommel closed at the end of 2020, Menen was shut in 2020 only."""
    snapshot = snapshot_of(registrations="person | date\n1 | 2019-05-01\n1 | 2021-05-01")
    by_year = note(tabulate(find_definition("registrations-by-year"), snapshot), "not-open")
    assert "Vestiging Lommel (2021)" in by_year
    assert "Loket Menen (dienstencentrum) (2020)" in by_year
    of_2021 = note(tabulate(FIRST, snapshot), "not-open")
    assert "Vestiging Lommel (2021)" in of_2021
    assert "Menen" not in of_2021


def test_a_year_is_provisional_until_three_months_after_its_end(snapshot_of):
    """With a snapshot of 31 March 2022 it is, of 1 April no more."""
    rows = "person\n1"
    early = snapshot_of(registrations=rows, as_of=date(2022, 2, 28))
    late = snapshot_of(registrations=rows, as_of=date(2022, 4, 1))
    assert note(tabulate(FIRST, early), "provisional").startswith("Voorlopig: 2021.")
    assert note(tabulate(FIRST, late), "provisional") == ""
    assert tabulate(FIRST, early).provenance.assumptions
    assert not tabulate(FIRST, late).provenance.assumptions


def test_the_share_still_open_is_printed_under_outcomes(snapshot_of):
    """Four began, one has closed: 75 % is still busy."""
    snapshot = snapshot_of(
        contracts="contract | person\n0 | 1\n1 | 2\n2 | 3\n3 | 4",
        components="""
        person | contract | closed     | result
        1      | 0        | 2021-12-01 | passed
        2      | 1        |            |
        3      | 2        |            |
        4      | 3        |            |
        """,
    )
    said = note(tabulate(find_definition("outcomes-a1"), snapshot), "still-open")
    assert "2021: 75 %" in said
    assert "30-06-2022" in said


def test_a_snapshot_from_before_the_policies_still_gives_its_table(snapshot_of):
    """Policy values begin in 2015; an older register is counted, without that note."""
    snapshot = snapshot_of(registrations="person | date\n1 | 2009-05-01", as_of=date(2010, 1, 31))
    table = tabulate(find_definition("registrations-by-year"), snapshot)
    assert table["total", "total", "2009"] == 1


def test_an_overlap_of_thousands_is_written_as_a_dutch_figure(snapshot_of):
    """1.001 people, each in both target groups: the parts are 1.001 more than the total."""
    rows = [
        {"person": person, "target_group": group, "date": date(2021, 3, 1), "kind": "first"}
        | {"desk": "loket-lier"}
        for person in range(1001)
        for group in ("obliged", "entitled")
    ]
    found = tabulate(FIRST, snapshot_of(registrations=rows)).notes
    (overlap,) = [n.text for n in found if n.kind == "overlap"]
    assert "(totaal: 1.001)" in overlap.nl
    assert "(total: 1,001)" in overlap.en


def test_noughts_for_years_without_data_are_said_to_be_no_figures(snapshot_of):
    """The register was asked for 2021 only, and read on 30 June 2022."""
    snapshot = snapshot_of(registrations="person | date\n1 | 2021-05-01")
    years = [CalendarYear(year) for year in (2010, 2021, 2022, 2025)]
    table = tabulate(find_definition("registrations-by-year").of_years(*years), snapshot)
    assert note(table, "no-data").startswith("Geen gegevens: 2010, 2022, 2025.")
    assert note(table, "running") == ""
    assert note(tabulate(FIRST, snapshot), "no-data") == ""


def test_a_year_that_was_not_over_is_counted_up_to_the_day_of_the_snapshot(snapshot_of):
    """2022 on 30 June 2022: half a year of figures, and not provisional ones."""
    snapshot = snapshot_of(registrations="person | date\n1 | 2021-05-01\n2 | 2022-05-01")
    table = tabulate(FIRST.of_years(CalendarYear(2022)), snapshot)
    assert note(table, "running") == "Nog niet voorbij: 2022. Geteld is tot en met 30 juni 2022."
    assert note(table, "provisional") == note(table, "no-data") == ""
    assert note(tabulate(FIRST, snapshot), "running") == ""


def test_without_any_date_there_is_no_year_to_show(snapshot_of):
    """An extract with headings only; with a year named, the table of noughts says so."""
    snapshot = snapshot_of(registrations="person | date\n1 | 2021-05-01")
    empty = snapshot.table("registrations").slice(0, 0)
    bare = write_snapshot(snapshot.path / "bare", {"registrations": empty}, as_of=date(2022, 6, 30))
    for name in ("first-registrations", "registrations-by-year"):
        with pytest.raises(DefinitionError, match="no row of registrations has a date"):
            tabulate(find_definition(name), bare)
    assert note(tabulate(FIRST, bare), "no-data").startswith("Geen gegevens: 2021.")


def test_a_running_year_is_counted_up_to_the_last_day_that_was_asked_for(snapshot_of):
    """Read on 30 June 2022, but asked for up to the end of 2021: half of the school year."""
    rows = snapshot_of(registrations="person | date\n1 | 2021-10-01").table("registrations")
    asked = {"registrations": (date(2021, 1, 1), date(2021, 12, 31))}
    folder = snapshot_of(registrations="person\n1").path / "asked"
    snapshot = write_snapshot(
        folder, {"registrations": rows}, as_of=date(2022, 6, 30), coverage=asked
    )
    definition = find_definition("first-registrations").along("school-year")
    table = tabulate(definition.of_years(SchoolYear(2021)), snapshot)
    assert note(table, "running").endswith("Geteld is tot en met 31 december 2021.")


def test_a_desk_that_was_shut_has_a_blank_and_an_open_one_a_nought(snapshot_of):
    """Lommel closed at the end of 2020; nobody came to Geel."""
    rows = "person | date | desk\n1 | 2020-05-01 | loket-boom\n1 | 2021-05-01 | vestiging-lommel"
    by_year = find_definition("registrations-by-year")
    table = tabulate(by_year, snapshot_of(registrations=rows.replace("lommel", "pelt")))
    lommel, geel = ("limburg", "vestiging-lommel"), ("antwerpen", "loket-geel")
    assert table.cell(lommel, ("2020",)).value == table.cell(geel, ("2021",)).value == 0
    assert table.cell(lommel, ("2021",)).status is Status.NOT_OPEN
    # Somebody who was registered there all the same is never hidden by the list of desks.
    assert tabulate(by_year, snapshot_of(registrations=rows)).cell(lommel, ("2021",)).value == 1
