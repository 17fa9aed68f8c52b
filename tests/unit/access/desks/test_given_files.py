# SPDX-License-Identifier: EUPL-1.2
"""Travel times and candidates that the user gives: minutes everywhere, and desks only there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from lib.small_desks import DESKS, GEEL, LOMMEL, RONSE, registrations
from taalplan.access import LocationError
from taalplan.access.desks import make_study, read_situation, with_files
from taalplan.access.desks.changes import option_sentence
from taalplan.access.desks.document import document
from taalplan.access.desks.explain import explanations
from taalplan.access.desks.study import ADD, FLEMISH, SAME, TODAY
from taalplan.access.desks.tables import tables
from taalplan.answers.document import TableBlock
from taalplan.answers.html import html
from taalplan.tables.chart import Map
from taalplan.tables.table import Unit


@pytest.fixture
def situation(snapshot_of):
    """The register around Lommel, read for 2021."""
    return read_situation(snapshot_of(registrations=registrations(), desks=DESKS))


@pytest.fixture
def times(situation, tmp_path: Path) -> Path:
    """Two minutes for each kilometre, and a slow road from Lommel to everywhere."""
    codes = [place.nis for place in situation.places]
    minutes = 2 * situation.cost
    minutes[codes.index(LOMMEL)] += 100
    file = tmp_path / "minutes.csv"
    rows = [
        f"{a},{b},{minutes[i, j]:.6f}" for i, a in enumerate(codes) for j, b in enumerate(codes)
        if i != j
    ]  # fmt: skip
    file.write_text("\n".join(["from,to,minutes", *rows]))
    return file


def said_in(study) -> list[object]:
    """The sentences of a document, without its tables and charts."""
    return [each for each in document(study).blocks if not isinstance(each, TableBlock)]


def test_whoever_cannot_see_a_map_reads_it_as_a_table(situation) -> None:
    """Every map of the document has its table in it, with each municipality that it draws."""
    study = make_study(situation)
    printed = {each.table.name for each in document(study).blocks if isinstance(each, TableBlock)}
    maps = [
        chart for part in explanations(study) for chart in part.charts if isinstance(chart, Map)
    ]
    assert maps
    assert {chart.table.name for chart in maps} <= printed
    assert "Lommel" in html(document(study)).partition("De kaarten als tabel")[2]


def test_the_study_is_in_minutes(situation, times: Path) -> None:
    """4 of 13 people live in Lommel: the mean is twice the kilometres and 100 minutes of theirs."""
    by_road = with_files(situation, times, None)
    study = make_study(by_road, frontier=False)
    before = make_study(situation, frontier=False).option(TODAY).reach.mean
    assert study.option(TODAY).reach.mean == pytest.approx(2 * before + 100 * 4 / 13)
    assert study.limits == (15, 30, 60)
    for table in tables(study).values():
        assert Unit.KILOMETRES not in {m.unit for m in table.columns.members}
        assert "access.far" not in table.provenance.assumptions


@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_no_kilometre_is_left_in_it(situation, times: Path, language: str) -> None:
    """Nor in a sentence, a heading or a chart."""
    study = make_study(with_files(situation, times, None))
    said = repr(document(study, language).blocks)
    words = {word.strip("().,;:'\"").lower() for word in said.replace("\\xa0", " ").split()}
    assert not words & {"km", "kilometer", "kilometres", "kilomètres"}
    assert words & {"minuten", "minutes"}


def test_a_desk_comes_only_where_it_may(situation, tmp_path: Path) -> None:
    """Lommel would be chosen; Ronse and Geel (which has one) may, and Oostende by its code."""
    file = tmp_path / "sites.csv"
    file.write_text("municipality,why\nRonse,empty school\ngeel,\n35013,\n")
    chosen = with_files(situation, None, file)
    assert {chosen.places[n].nis for n in chosen.candidates} == {RONSE, GEEL, "35013"}
    study = make_study(chosen)
    opened = study.effect(study.option(ADD)).opened
    assert {chosen.places[n].nis for n in opened} == {RONSE, "35013"}
    assert max(step.size for step in study.frontier) <= len(chosen.allowed) == 5
    best = min(
        float((chosen.people * chosen.cost[:, [*chosen.sites, a, b]].min(axis=1)).sum())
        for a in chosen.allowed for b in chosen.allowed
    )  # fmt: skip
    assert (chosen.people * study.option(ADD).cost).sum() == pytest.approx(best)


def test_one_candidate_is_no_room_for_two_more(situation, tmp_path: Path) -> None:
    """Then that is said instead of two more."""
    file = tmp_path / "sites.csv"
    file.write_text("municipality\nRonse\n")
    study = make_study(with_files(situation, None, file))
    assert not {option.code for option in study.options} & {ADD, FLEMISH}
    assert np.isfinite(study.option(TODAY).reach.mean)
    assert "Voor twee erbij is er geen plaats" in repr(document(study).blocks)
    assert "{" not in repr(said_in(study)[-4:])


def test_faults_of_both_files_at_once(situation, tmp_path: Path) -> None:
    """Each with its file, line and column."""
    minutes, sites = tmp_path / "minutes.csv", tmp_path / "sites.csv"
    minutes.write_text(f"from,to,minutes\n{LOMMEL},{RONSE},far\n")
    sites.write_text("municipality\nAtlantis\nRonse\n45041\n")
    with pytest.raises(LocationError) as told:
        with_files(situation, minutes, sites)
    said = str(told.value)
    assert "pairs are missing" in said
    assert "minutes.csv, line 2, column minutes: 'far' is not a number" in said
    assert "sites.csv, line 2, column municipality: 'Atlantis' is no municipality" in said
    assert "sites.csv, line 4, column municipality: '45041' stands on line 3 too" in said


def test_no_candidate(situation, tmp_path: Path) -> None:
    """An empty list is a fault rather than a network that cannot change."""
    file = tmp_path / "sites.csv"
    file.write_text("municipality\n")
    with pytest.raises(LocationError, match="no candidate stands in it"):
        with_files(situation, None, file)


PLACES = "place,municipality,latitude,longitude,people"


def test_finer_places_at_the_centre_change_nothing(situation, tmp_path: Path) -> None:
    """Two places at the centre of Lommel, and the others not told: every table is the same."""
    file = tmp_path / "places.csv"
    lommel = next(place for place in situation.places if place.nis == LOMMEL)
    at = f"Lommel,{lommel.latitude},{lommel.longitude}"
    file.write_text(f"{PLACES}\nx,{at},30\ny,{at},10\n")
    fine = with_files(situation, places=file)
    assert len(fine.homes.codes) == len(situation.places) + 1
    assert fine.demand.sum() == pytest.approx(13)
    assert sorted(fine.demand[[fine.homes.codes.index(c) for c in "xy"]]) == [1, 3]
    before, after = (tables(make_study(one)) for one in (situation, fine))
    for name, table in before.items():
        same = {key: cell.value for key, cell in after[name].cells.items()}
        assert same == pytest.approx({key: cell.value for key, cell in table.cells.items()}), name


def test_finer_places_counted_by_hand(situation, tmp_path: Path) -> None:
    """Half of Lommel lives at the centre of Pelt, which has a desk, and half in Ronse."""
    at = {place.nis: number for number, place in enumerate(situation.places)}
    pelt, ronse = (situation.places[at[nis]] for nis in ("72043", RONSE))
    file = tmp_path / "places.csv"
    file.write_text(
        f"{PLACES}\np,Lommel,{pelt.latitude},{pelt.longitude},5\n"
        f"r,72020,{ronse.latitude},{ronse.longitude},5\nnobody,Lommel,51,4,0\n"
    )
    fine = with_files(situation, places=file)
    study = make_study(fine)
    far = situation.cost[at[RONSE], list(situation.sites)].min()
    today = study.option(TODAY)
    assert today.reach.people == 13
    # Three of Ronse itself, and two of the four of Lommel.
    assert today.reach.mean == pytest.approx(far * (3 + 2) / 13)
    assert today.cost[at[LOMMEL]] == pytest.approx(far / 2)
    effect = study.effect(study.option(ADD))
    assert RONSE in {fine.places[site].nis for site in effect.opened}
    assert effect.gaining == 5
    assert effect.gained == pytest.approx(5 * far)
    (first,) = study.peak.desks[0]
    assert fine.places[first.place].nis == RONSE
    assert "p-mediaan" in repr(document(study).blocks)
    assert "{" not in repr(said_in(study)[-9:])


def test_travel_times_from_finer_places(situation, tmp_path: Path) -> None:
    """From each place by its code: Lommel has one place, half an hour from everywhere."""
    codes = [place.nis for place in situation.places]
    places, times = tmp_path / "places.csv", tmp_path / "minutes.csv"
    places.write_text(f"{PLACES}\nheath,Lommel,51.2,5.3,1\n")
    rows = [
        f"{a},{b},{30 if a == 'heath' else 10}"
        for a in ("heath", *(c for c in codes if c != LOMMEL)) for b in codes if a != b
    ]  # fmt: skip
    times.write_text("\n".join(["from,to,minutes", *rows]))
    fine = with_files(situation, times, places=places)
    assert fine.minutes
    assert set(fine.cost[codes.index(LOMMEL)]) == {30}
    # Lommel 4 at 30 minutes, Ronse 3 at 10, Antwerp and Geel at home.
    assert make_study(fine, frontier=False).option(TODAY).reach.mean == pytest.approx(150 / 13)


def test_faults_of_finer_places(situation, tmp_path: Path) -> None:
    """All at once, with line and column."""
    file = tmp_path / "places.csv"
    file.write_text(f"{PLACES}\nx,Atlantis,51,4,1\nx,Ronse,north,4,1\ny,Ronse,51,400,-1\n")
    with pytest.raises(LocationError) as told:
        with_files(situation, places=file)
    assert [line.split("places.csv, ")[1][:28] for line in str(told.value).splitlines()] == [
        "line 2, column municipality:", "line 3, column place: 'x' is", "line 3, column latitude: 'no",
        "line 4, column longitude: '4", "line 4, column people: '-1' ",
    ]  # fmt: skip


def test_what_is_not_proven_is_not_said_to_be(situation) -> None:
    """A small gap reads as at most 0.1 %, never as none."""
    study = make_study(situation, frontier=False)
    proven = option_sentence(study, SAME).en
    assert "cannot be below" in proven
    options = tuple(replace(o, gap=2e-5) if o.code == SAME else o for o in study.options)
    loose = option_sentence(replace(study, options=options), SAME).en
    assert "cannot be below" not in loose
    assert "at most 0.1 % better" in loose
