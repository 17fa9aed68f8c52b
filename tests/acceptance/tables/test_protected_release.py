# SPDX-License-Identifier: EUPL-1.2
"""What the command released of the official tables, attacked from the files alone."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from lib.attacker import Attacker, Place, read_workbook

TAALPLAN = Path(sys.executable).with_name("taalplan")
YEARS = ("2019", "2020", "2021")
GROUPS = ("obliged", "entitled", "total")
RESULTS = ("passed", "failed", "undetermined")
COLUMNS = [(year, group) for year in YEARS for group in GROUPS]


@pytest.fixture(scope="module")
def snapshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example register."""
    out = tmp_path_factory.mktemp("example")
    taalplan("example", "--out", out)
    return out


@pytest.fixture(scope="module")
def released(snapshots: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tables 3 and 4 for the public and for internal use, as workbooks."""
    out = tmp_path_factory.mktemp("released")
    for name in ("outcomes-a1", "outcomes-a2"):
        years = [word for year in YEARS for word in ("--year", year)]
        for audience in ("public", "internal"):
            taalplan("table", name, "--snapshot", snapshots, *years, "--audience", audience,
                     "--out", out / f"{name}-{audience}.xlsx")  # fmt: skip
    return out


def taalplan(*words: object, expected: int = 0) -> subprocess.CompletedProcess[str]:
    done = subprocess.run([TAALPLAN, *map(str, words)], capture_output=True, text=True, check=False)
    assert done.returncode == expected, done.stderr
    return done


def attacker_of(cells: dict[Place, str]) -> Attacker:
    """All that anybody knows of a table of results."""
    attacker = Attacker()
    attacker.learn({place: text for place, text in cells.items() if place[1] != "pass_rate"})
    areas = sorted({place[0] for place in cells} - {"total"})
    for year, group in COLUMNS:
        for area in (*areas, "total"):
            whole, parts = (area, "total", year, group), [(area, r, year, group) for r in RESULTS]
            # In print results have always added up within an area: a reader counts on it.
            attacker.total(whole, parts, exact=area != "total")
        for result in (*RESULTS, "total"):
            attacker.total(
                ("total", result, year, group), [(area, result, year, group) for area in areas]
            )
    for area in (*areas, "total"):
        for result in (*RESULTS, "total"):
            for year in YEARS:
                groups = [(area, result, year, group) for group in GROUPS[:2]]
                attacker.total((area, result, year, "total"), groups)
    return attacker


def both_groups(cells: dict[Place, str]) -> Iterator[dict[Place, float]]:
    """People who are obliged and entitled: in each row and year that was published in 2022."""
    for area, result in dict.fromkeys(place[:2] for place in cells):
        if result == "pass_rate" or (area == "total" and result != "total"):
            continue
        for year in YEARS:
            places = [(area, result, year, group) for group in GROUPS]
            if all(not cells[place].startswith("[x") for place in places):
                yield dict(zip(places, (1.0, 1.0, -1.0), strict=True))


@pytest.mark.parametrize(("name", "groups"), [("outcomes-a1", 18), ("outcomes-a2", 23)])
def test_as_published_the_table_gives_away_groups_of_one_to_four_people(released, name, groups):
    """Everybody can compute obliged + entitled - total."""
    cells = read_workbook(released / f"{name}-internal.xlsx", COLUMNS)
    found = [
        sum(sign * float(cells[place]) for place, sign in sum_.items())
        for sum_ in both_groups(cells)
    ]
    assert sum(1 <= people < 5 for people in found) == groups


@pytest.mark.parametrize("name", ["outcomes-a1", "outcomes-a2"])
def test_released_to_the_public_it_gives_away_none(released, name):
    """Every group of people in two target groups, and every figure that reads "<5"."""
    true = read_workbook(released / f"{name}-internal.xlsx", COLUMNS)
    shown = read_workbook(released / f"{name}-public.xlsx", COLUMNS)
    attacker = attacker_of(shown)
    groups = list(both_groups(shown))
    small = [
        sum_
        for sum_ in groups
        if 1 <= sum(sign * float(true[place]) for place, sign in sum_.items()) < 5
    ]
    figures = [{place: 1.0} for place, text in shown.items() if text.startswith("<")]
    assert len(figures) > 20
    for low, high in attacker.ranges([*small, *figures]):
        assert high - low >= 2 - 1e-6


@pytest.mark.parametrize("name", ["outcomes-a1", "outcomes-a2"])
def test_a_planted_leak_is_found(released, name):
    """Show one hidden figure beside a "<5" again: the same attack finds somebody."""
    true = read_workbook(released / f"{name}-internal.xlsx", COLUMNS)
    shown = read_workbook(released / f"{name}-public.xlsx", COLUMNS)
    hidden = [p for p, text in shown.items() if text == "[c]" and p[1] != "pass_rate"]
    found = 0
    for place in hidden:
        attacker = attacker_of({**shown, place: true[place]})
        near = [
            {p: 1.0}
            for p, text in shown.items()
            if text.startswith("<") and sum(a == b for a, b in zip(p, place, strict=True)) >= 3
        ]
        found += any(high - low < 2 - 1e-6 for low, high in attacker.ranges(near))
        if found:
            return
    pytest.fail("nothing was hidden that had to be")


@pytest.mark.parametrize("name", ["outcomes-a1", "outcomes-a2"])
def test_no_true_value_of_a_hidden_figure_is_shown_and_no_figure_is_changed(released, name):
    """What is shown is true; a percentage of a hidden count is hidden too."""
    true = read_workbook(released / f"{name}-internal.xlsx", COLUMNS)
    shown = read_workbook(released / f"{name}-public.xlsx", COLUMNS)
    assert true.keys() == shown.keys()
    hidden = {place for place, text in shown.items() if text.endswith("[c]")}
    assert all(shown[place] == true[place] for place in shown.keys() - hidden)
    for area, result, year, group in shown:
        ratio = {(area, "passed", year, group), (area, "total", year, group)}
        if result == "pass_rate" and ratio & hidden:
            assert (area, result, year, group) in hidden


def test_no_count_of_one_to_four_people_is_left_in_any_official_table(snapshots, tmp_path):
    """Table 1 has Loket Temse: 1. Tables 1 and 2 are released one after the other."""
    for name in ("first-registrations", "registrations-by-year"):
        out = tmp_path / f"{name}.csv"
        taalplan("table", name, "--snapshot", snapshots, "--audience", "public", "--out", out)
        with out.open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        assert all(row["value"] == "" for row in rows if row["status"] == "suppressed")
        assert not [row for row in rows if row["value"] in ("1", "2", "3", "4")]
        temse = [row for row in rows if row["desk"] == "loket-temse" and row["value"] == ""]
        assert temse


def test_where_tables_1_and_2_agree_they_hide_the_same_desks(snapshots, tmp_path):
    """Otherwise the one shows what the other hides."""
    hidden, true = [], []
    for name in ("first-registrations", "registrations-by-year"):
        for audience, found in (("parliament", hidden), ("internal", true)):
            out = tmp_path / f"{name}-{audience}.csv"
            taalplan("table", name, "--snapshot", snapshots, "--year", "2021", "--audience",
                     audience, "--out", out)  # fmt: skip
            with out.open(encoding="utf-8") as file:
                rows = [
                    r for r in csv.DictReader(file) if r.get("target_group", "total") == "total"
                ]
            found.append({(r["area"], r["desk"]): r["value"] for r in rows})
    agree = {desk for desk, value in true[0].items() if true[1].get(desk) == value}
    assert len(agree) > 40
    shown = [{desk for desk in agree if figures[desk]} for figures in hidden]
    assert shown[0] == shown[1] != agree


def test_the_certificate_says_what_a_reader_can_derive_and_nothing_more(released):
    """An interval for each hidden figure, none of them a point; no true value."""
    file = released / "outcomes-a1-public.certificate.json"
    certificate = json.loads(file.read_text(encoding="utf-8"))
    shown = read_workbook(released / "outcomes-a1-public.xlsx", COLUMNS)
    hidden = {p for p, text in shown.items() if text.endswith("[c]") and p[1] != "pass_rate"}
    assert {tuple(one["row"] + one["column"]) for one in certificate["hidden"]} == hidden
    assert certificate["attack"]["computed_exactly"] == 0
    for one in certificate["hidden"]:
        assert set(one) == {"table", "row", "column", "at_least", "at_most"}
        assert one["at_most"] is None or one["at_most"] > one["at_least"]
    assert "more than one" not in file.read_text(encoding="utf-8")


def test_the_same_release_again_is_the_same_and_a_withdrawn_protection_is_refused(
    snapshots, tmp_path
):
    """What readers have cannot be hidden any more: the command says so and writes nothing."""
    words = ("table", "registrations-by-year", "--snapshot", snapshots, "--year", "2021")
    first, again = tmp_path / "a.csv", tmp_path / "b.csv"
    for out in (first, again):
        taalplan(*words, "--audience", "public", "--out", out)
    assert first.read_bytes() == again.read_bytes()
    assert len(json.loads((tmp_path / "released.json").read_text())["releases"]) == 1

    former = tmp_path / "2022"
    former.mkdir()
    taalplan(*words, "--audience", "parliament", "--policy-date", "2022-03-24", "--out",
             former / "a.csv")  # fmt: skip
    refused = taalplan(*words, "--audience", "public", "--out", former / "b.csv", expected=1)
    assert "readers have them already" in refused.stderr
    assert not (former / "b.csv").exists()
