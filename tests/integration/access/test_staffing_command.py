# SPDX-License-Identifier: EUPL-1.2
"""Advice for a desk from a small invented register, through the command."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from taalplan import example
from taalplan.access.staffing import Advice, StaffingError, advise, parse_weeks
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


@pytest.fixture(scope="module")
def advice(snapshot: Snapshot) -> Advice:
    """Advice for one desk, made once."""
    return advise(snapshot, "vestiging-genk", WEEKS)


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


def test_the_same_question_has_the_same_answer(snapshot, advice):
    first, second = advice, advise(snapshot, "vestiging-genk", WEEKS)
    assert first.seen == second.seen
    assert (first.slots.opened == second.slots.opened).all()
    assert [d.shift for p in first.shifts.values() for d in p.duties] == [
        d.shift for p in second.shifts.values() for d in p.duties
    ]


def test_a_desk_acted_out_keeps_its_promise(advice):
    if all(need.kept >= advice.terms.promise.share for need in advice.days.values()):
        assert advice.seen.share_in_time >= advice.terms.promise.share - advice.seen.doubt
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


def test_people_who_are_named_get_shifts_and_rules_that_clash_are_told(folder, tmp_path, capsys):
    crew = tmp_path / "mensen.csv"
    crew.write_text("naam;uren;vaardigheden\nAn;38;intake\nBert;38;\nCo;30;intake\n", "utf-8")
    asked = ("--snapshot", folder, "--desk", "vestiging-genk", "--weeks", "2022-W35")
    assert ask(*asked, "--out", tmp_path / "a", "--crew", crew, "--always", "intake") == 0
    told = (tmp_path / "a" / "mensen-aan-het-loket.html").read_text("utf-8")
    assert "Co: " in told or "An: " in told
    crew.write_text("naam;uren;vrij\nAn;38;ma\n", "utf-8")
    assert ask(*asked, "--out", tmp_path / "b", "--crew", crew) == 0
    told = (tmp_path / "b" / "mensen-aan-het-loket.html").read_text("utf-8")
    assert "kunnen deze regels niet samen" in told
    assert "vrije dagen" in told
    crew.write_text("naam;uren\nAn;veel\n", "utf-8")
    capsys.readouterr()
    assert ask(*asked, "--out", tmp_path / "c", "--crew", crew) == 1
    assert "line 2: 'veel'" in capsys.readouterr().err
    assert ask(*asked, "--out", tmp_path / "c", "--always", "fr") == 2
    assert not (tmp_path / "c").exists()


def test_what_people_say_stands_beside_how_many_were_asked(snapshot, advice):
    """Counted again from the rows: asked, satisfied and complaints about each touchpoint."""
    assert advice.voices is not None
    rows = snapshot.table("feedback").to_pylist()
    years = range(advice.voices.years[0], advice.voices.years[-1] + 1)
    rows = [row for row in rows if row["date"].year in years]
    for opinion in advice.voices.opinions:
        about = [r for r in rows if r["touchpoint"] == opinion.touchpoint.value]
        if opinion.place == "desk":
            about = [r for r in about if r["desk"] == "vestiging-genk"]
        if opinion.place != "area":
            scores = [r["score"] for r in about if r["kind"] == "survey"]
            assert opinion.asked == len(scores)
            assert opinion.satisfied == sum(score >= 7 for score in scores)
            assert opinion.complaints == sum(r["kind"] == "complaint" for r in about)
            assert (opinion.low is None) == (opinion.asked == 0)
    asked = {r["date"].year for r in rows if (r["touchpoint"], r["kind"]) == ("desk", "survey")}
    assert advice.voices.silent == tuple(year for year in years if year not in asked)
    assert {2020, 2021} <= set(advice.voices.silent)


def test_the_wait_for_an_intake_is_counted_again(snapshot, advice):
    from statistics import median

    rows = [
        row for row in snapshot.table("appointments").to_pylist()
        if row["desk"] == "vestiging-genk" and row["purpose"] == "intake"
        and row["status"] != "cancelled" and row["booked"] < row["starts"].date()
        and date(2021, 2, 28) <= row["starts"].date() <= date(2022, 2, 28)
    ]  # fmt: skip
    days = [(row["starts"].date() - row["booked"]).days for row in rows]
    mine = next(d for d in advice.voices.desks if d.desk.code == "vestiging-genk")
    assert mine.wait == median(days)
    assert mine.in_time == sum(d <= 14 for d in days) / len(days)
