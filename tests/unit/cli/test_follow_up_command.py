# SPDX-License-Identifier: EUPL-1.2
"""`taalplan table` on outcomes at equal follow-up: by name, by place, by clock, for outsiders."""

from __future__ import annotations

from datetime import date

import pytest

from taalplan.cli.main import main


@pytest.fixture
def snapshot(snapshot_of):
    """Sixty people in Antwerp who began in January 2020, of whom forty passed within two months."""
    contracts = [
        {"contract": k, "person": k, "signed": date(2020, 1, 6), "area": "antwerpen",
         "target_group": "obliged"} for k in range(60)
    ]  # fmt: skip
    components = [
        {"person": k, "contract": k, "component": "A1", "opened": date(2020, 1, 10),
         "closed": date(2020, 3, 1) if k < 40 else None, "result": "passed" if k < 40 else None}
        for k in range(60)
    ]  # fmt: skip
    return snapshot_of(as_of=date(2021, 12, 31), contracts=contracts, components=components)


def run(*arguments: str) -> int:
    """The exit code of a command."""
    with pytest.raises(SystemExit) as ended:
        main([*arguments])
    return int(ended.value.code or 0)


def table(snapshot, *options: str) -> int:
    """Run the command on a snapshot."""
    return run("table", "outcomes-a1-followup", "--snapshot", str(snapshot.path), *options)


def test_by_its_name_as_text(snapshot, capsys):
    """Two thirds passed, one third is still busy."""
    assert table(snapshot) == 0
    printed = capsys.readouterr().out
    assert "66,7 %" in printed
    words = " ".join(printed.split())
    assert "Van de contracten van 2020 is 33 % nog bezig op 31 december 2021" in words


def test_by_area_and_from_signing_as_data(snapshot, capsys):
    """Codes, limits and numbers at risk, for programs."""
    assert table(snapshot, "--by", "area", "--since", "signed", "--format", "csv") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "area,outcome,contract_year,measure,months,value,status"
    assert "antwerpen,people,2020,at_risk,12,20," in lines
    assert any(line.startswith("total,passed,2020,lower,12,5") for line in lines)


@pytest.mark.parametrize("form", ["json", "html", "xlsx", "docx"])
def test_in_every_form(snapshot, tmp_path, form):
    """Nothing but a file that is not empty, and no complaint."""
    file = tmp_path / f"table.{form}"
    assert table(snapshot, "--out", str(file)) == 0
    assert file.stat().st_size > 1000


def test_for_the_public_in_multiples_of_five_people(snapshot, capsys):
    """Without a certificate: no count had to be hidden."""
    assert table(snapshot, "--audience", "public") == 0
    assert "veelvoud van 5" in " ".join(capsys.readouterr().out.split())


def test_a_count_has_no_clock(snapshot, capsys):
    """A sentence, and the exit code of wrong use."""
    options = ["table", "outcomes-a1", "--snapshot", str(snapshot.path), "--since", "signed"]
    assert run(*options) == 2
    assert "follows nobody" in capsys.readouterr().err
