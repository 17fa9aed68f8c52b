# SPDX-License-Identifier: EUPL-1.2
"""People who live in Wallonia are read and counted as such; nobody's import fails on them."""

from datetime import date

import pytest

from taalplan.snapshot import Snapshot
from taalplan.snapshot.check import check_snapshot
from taalplan.sources import import_files, read
from taalplan.statistics import find_definition, tabulate
from taalplan.vocabulary.places import in_wallonia, municipalities

DAY = date(2021, 12, 31)
HEADING = "person,date,desk,kind,target_group,municipality"


def extract(tmp_path, *homes):
    """Somebody else for every home, at Loket Boom."""
    rows = [
        f"P-{at},2021-02-0{at},loket-boom,first,obliged,{home}" for at, home in enumerate(homes, 1)
    ]
    path = tmp_path / "registrations.csv"
    path.write_text("\n".join([HEADING, *rows]), encoding="utf-8")
    return path


def test_codes_of_any_year_become_one_and_one_sentence_says_so(tmp_path):
    # Charleroi; Nivelles; Mouscron until 2018 and since; Bastogne since 2025.
    homes = ["62063", "25072", "54007", "57096", "82039", "Waals Gewest", "11005"]
    found = read([extract(tmp_path, *homes)], as_of=DAY)
    assert found.faults == ()
    assert found.tables["registrations"]["municipality"].to_pylist() == [*["wallonie"] * 6, "11005"]
    assert [note for note in found.notices if "Wallonia" in note] == [
        "rows with a municipality in Wallonia (6 of registrations) have the code 'wallonie' "
        "in the snapshot, whichever municipality it was"
    ]


def test_no_code_of_flanders_or_brussels_is_taken_for_walloon():
    assert [nis for nis in municipalities() if in_wallonia(nis)] == []


@pytest.mark.parametrize("home", ["6206", "620633", "26001", "59001", "00000", "Luik"])
def test_what_is_no_code_is_still_refused(tmp_path, home):
    (fault,) = read([extract(tmp_path, home)], as_of=DAY).faults
    assert "is not a municipality that is known here" in str(fault)


def test_the_own_list_of_an_extract_keeps_its_walloon_municipalities(tmp_path):
    path = extract(tmp_path, "62063", "62063")
    (tmp_path / "municipalities.csv").write_text(
        "municipality,name,province,centre_city,valid_from\n62063,Luik,Waals Gewest,no,1977-01-01\n"
    )
    found = read([path.parent], as_of=DAY)
    assert found.faults == ()
    assert found.tables["registrations"]["municipality"].to_pylist() == ["62063"] * 2


@pytest.mark.parametrize("engine", ["stamp", "duckdb"])
@pytest.mark.parametrize("place", ["province", "municipality"])
def test_they_are_a_row_of_their_own_beside_the_unknown(tmp_path, place, engine):
    path = extract(tmp_path, "62063", "57096", "11005", "")
    snapshot = import_files([path], tmp_path / "out", as_of=DAY)
    assert check_snapshot(snapshot) == []
    table = tabulate(find_definition("first-registrations").by(place), snapshot, engine)
    counts = {
        (member.path[0], member.label.nl): table.cells[member.path, ("total",)].value
        for member in table.rows.members
        if member.depth == 0
    }
    assert {where: count for where, count in counts.items() if count} == {
        ("antwerpen", "Antwerpen"): 1,
        ("wallonie", "Waals Gewest"): 2,
        ("unknown", "onbekend"): 1,
        ("total", "Totaal"): 4,
    }


def test_where_nobody_lives_there_no_table_has_such_a_row(tmp_path):
    import_files([extract(tmp_path, "11005")], tmp_path / "out", as_of=DAY)
    snapshot = Snapshot.open(tmp_path / "out")
    table = tabulate(find_definition("first-registrations").by("province"), snapshot)
    assert "wallonie" not in {member.path[0] for member in table.rows.members}
