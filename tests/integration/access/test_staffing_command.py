# SPDX-License-Identifier: EUPL-1.2
"""Advice for a desk from a small invented register, through the command."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from taalplan import example
from taalplan.access.staffing import StaffingError, advise, parse_weeks
from taalplan.access.staffing.calendar import Week
from taalplan.cli.main import main
from taalplan.snapshot import Snapshot, find_snapshot

WEEKS = parse_weeks("2022-W35..W36")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An example register with a tenth of the people."""
    found = tmp_path_factory.mktemp("staff") / "example"
    example.write(found, people=12000)
    return found


@pytest.fixture(scope="module")
def snapshot(folder: Path) -> Snapshot:
    """Its last snapshot."""
    return find_snapshot(folder)


def read(folder: Path, name: str) -> list[dict[str, str]]:
    text = (folder / "data" / f"{name}.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def ask(*words: object) -> int:
    with pytest.raises(SystemExit) as left:
        main([str(word) for word in ("access", "--staff", *words)])
    return int(left.value.code or 0)


def test_advice_is_written_and_its_tables_agree(folder, tmp_path, capsys):
    code = ask("--snapshot", folder, "--desk", "vestiging-genk", "--weeks", "2022-W35..W36",
               "--out", tmp_path)  # fmt: skip
    assert code == 0
    names = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    assert {f"mensen-aan-het-loket.{kind}" for kind in ("docx", "html", "xlsx")} <= names
    assert len(capsys.readouterr().out.splitlines()) == len(names)
    rows = read(tmp_path, "staff-half-hours")
    by_key = {(r["date"], r["time"], r["measure"]): float(r["value"]) for r in rows}
    # People on duty cover those needed, in every half hour of every week.
    for (day, time, measure), value in by_key.items():
        if measure == "needed":
            assert by_key[day, time, "present"] >= value >= by_key[day, time, "busy"]
    weeks = read(tmp_path, "staff-people")
    hours = {r["week"]: float(r["value"]) for r in weeks if r["measure"] == "hours"}
    for week, told in hours.items():
        summed = sum(
            value / 2
            for (day, _, measure), value in by_key.items()
            if measure == "needed" and str(Week.of(date.fromisoformat(day))) == week
        )
        assert told == summed
    slots = read(tmp_path, "staff-slots")
    opened = sum(float(r["value"]) for r in slots if r["measure"] in ("intakes", "tests", "talks"))
    begun = sum(v for (*_, measure), v in by_key.items() if measure.startswith("start_"))
    assert opened == begun


def test_the_same_question_has_the_same_answer(snapshot):
    first, second = (advise(snapshot, "vestiging-genk", WEEKS) for _ in range(2))
    assert first.seen == second.seen
    assert (first.slots.opened == second.slots.opened).all()
    assert [d.shift for p in first.shifts.values() for d in p.duties] == [
        d.shift for p in second.shifts.values() for d in p.duties
    ]


def test_a_desk_acted_out_keeps_its_promise(snapshot):
    advice = advise(snapshot, "vestiging-genk", WEEKS)
    if all(need.kept >= advice.promise.share for need in advice.days.values()):
        assert advice.seen.share_in_time >= advice.promise.share - advice.seen.doubt
    assert advice.seen.share_punctual > 0.9


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--weeks", "2022-W35"), "which desk"),
        (("--desk", "vestiging-genk", "--weeks", "vijf"), "2022-W35"),
        (("--desk", "vestiging-gent", "--weeks", "2022-W35"), "did you mean"),
        (("--desk", "vestiging-genk", "--weeks", "2021-W35"), "ask for weeks ahead"),
    ],
)
def test_what_cannot_be_answered_says_what_to_do(folder, tmp_path, capsys, words, said):
    assert ask("--snapshot", folder, "--out", tmp_path, *words) == 2
    assert said in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_closed_desk_is_told(snapshot):
    with pytest.raises(StaffingError, match="not open"):
        advise(snapshot, "vestiging-lommel", WEEKS)


def test_without_appointments_registrations_are_used_and_it_says_so(snapshot, tmp_path):
    from taalplan.snapshot import write_snapshot

    tables = {name: snapshot.table(name) for name in ("registrations", "desks", "municipalities")}
    write_snapshot(tmp_path / "less", tables, as_of=snapshot.as_of)
    advice = advise(Snapshot.open(tmp_path / "less"), "vestiging-genk", WEEKS)
    assert "geen afspraken" in advice.warnings[0].nl
    assert sum(need.people.sum() for need in advice.days.values()) > 0
