# SPDX-License-Identifier: EUPL-1.2
"""What is said of a change, on snapshots of a few rows: shocks, desks, empty areas, follow-up."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date

import pytest

from taalplan.policy import Shock, ShockRegister, Treatment
from taalplan.snapshot import Snapshot
from taalplan.statistics import Definition, DefinitionError, find_definition
from taalplan.statistics.change import (
    EqualFollowUp,
    count_sentences,
    explain,
    explain_counts,
    explain_rates,
    phrases,
    rate_sentences,
)
from taalplan.statistics.change.expected import Deviation
from taalplan.statistics.change.words import subject
from taalplan.tables.checks import check
from taalplan.tables.explanation import Explanation
from taalplan.tables.table import TOTAL
from taalplan.vocabulary.text import Language, Text

YEARLY = find_definition("registrations-by-year")
A1 = find_definition("outcomes-a1")
NOBODY = ShockRegister(())


def people(*visits: tuple[str, int, int]) -> list[dict[str, object]]:
    """So many people at a desk in a year, each another person."""
    rows: list[dict[str, object]] = []
    for desk, year, many in visits:
        rows += [
            {"person": len(rows) + k, "date": date(year, 3, 1), "desk": desk, "kind": "first",
             "target_group": "obliged", "municipality": None}
            for k in range(1, many + 1)
        ]  # fmt: skip
    return rows


def said(made: Explanation, language: str = "nl") -> str:
    """All sentences on one line, with plain spaces."""
    words = " ".join(text[language] for text in made.paragraphs)
    return words.replace("\N{NO-BREAK SPACE}", " ")


def storm(**changes: object) -> ShockRegister:
    """A register of one shock in 2020."""
    held = {
        "code": "storm",
        "label": Text("storm", "storm", "tempête"),
        "start": date(2020, 2, 1),
        "end": date(2020, 2, 3),
        "treatment": Treatment.MISSING,
        "tables": ("registrations",),
        "source": Text.same("KMI"),
        "declared_by": "statisticus",
        "assumption": True,
    } | changes
    return ShockRegister((Shock(**held),))  # type: ignore[arg-type]


FIVE_YEARS = [
    *(("loket-lier", year, many) for year, many in zip(range(2017, 2022), (50, 54, 52, 20, 51), strict=True)),
    *(("vestiging-genk", year, many) for year, many in zip(range(2017, 2022), (40, 38, 42, 15, 40), strict=True)),
]  # fmt: skip


def test_a_declared_year_is_left_out_of_what_is_expected(
    snapshot_of: Callable[..., Snapshot],
) -> None:
    """2020 falls together with the shock; nothing says that it came from it."""
    snapshot = snapshot_of(registrations=people(*FIVE_YEARS))
    words = said(explain_counts(YEARLY, snapshot, "2019", "2021", storm()))
    assert "het gemiddelde van 2017, 2018 en 2019" in words
    assert "In 2020 werden er 35 geteld, tegen 92 verwacht." in words
    assert "2020 valt samen met een aangegeven schok: storm (vanaf 1 februari 2020)." in words
    assert "welk deel ervan het gevolg is, kan uit deze cijfers niet worden afgeleid" in words


def test_a_dip_is_never_called_a_shock_of_its_own_accord(
    snapshot_of: Callable[..., Snapshot],
) -> None:
    """Without a declaration 2020 deviates and stays unexplained."""
    snapshot = snapshot_of(registrations=people(*FIVE_YEARS))
    words = said(explain_counts(YEARLY, snapshot, "2019", "2021", NOBODY))
    assert (
        "Voor 2020 is geen schok aangegeven; waarom het aantal afwijkt, is niet gemeten." in words
    )
    assert "schokregister" in words


def test_assumed_days_of_a_shock_stand_under_the_table(
    snapshot_of: Callable[..., Snapshot],
) -> None:
    """The account of the table names what was assumed."""
    snapshot = snapshot_of(registrations=people(*FIVE_YEARS))
    made = explain_counts(YEARLY, snapshot, "2019", "2021", storm())
    assert "storm: 2020-02-01 tot 2020-02-03" in made.tables[0].provenance.assumptions


def test_a_rule_that_changed_in_between_is_named(snapshot_of: Callable[..., Snapshot]) -> None:
    """A level shift is no exception, and older years say less after it."""
    snapshot = snapshot_of(registrations=people(*FIVE_YEARS))
    shift = storm(treatment=Treatment.LEVEL_SHIFT, end=None)
    words = said(explain_counts(YEARLY, snapshot, "2019", "2021", shift))
    assert "In deze periode geldt bovendien: storm (vanaf 1 februari 2020)." in words


def test_everything_adds_up_and_stands_in_three_languages(
    snapshot_of: Callable[..., Snapshot],
) -> None:
    """Every table passes its checks; no sentence has an open gap."""
    made = explain_counts(YEARLY, snapshot_of(registrations=people(*FIVE_YEARS)), "2019", "2021")
    for table in (*made.tables, *made.data):
        assert check(table) == ()
    for language in Language:
        assert "{" not in said(made, language)
        assert said(made, language)
    names = [table.name for table in (*made.tables, *made.data)]
    assert len(names) == len(set(names))


def test_an_area_that_is_empty_in_one_period(snapshot_of: Callable[..., Snapshot]) -> None:
    """Genk has nobody in 2021: its whole number is its contribution."""
    visits = [visit for visit in FIVE_YEARS if visit[:2] != ("vestiging-genk", 2021)]
    made = explain_counts(
        YEARLY, snapshot_of(registrations=people(*visits)), "2019", "2021", NOBODY
    )
    by_area = next(t for t in made.tables if t.name == "change-registrations-by-year-by-area")
    assert by_area.cell(("limburg",), ("2019-2021", "change")).value == -42
    assert "Provincie Limburg (-100,0 %)" in said(made)


def test_nothing_changed(snapshot_of: Callable[..., Snapshot]) -> None:
    """The same desk, the same number: no change, no largest part, no fault."""
    same = [("loket-lier", year, 10) for year in (2019, 2020)]
    made = explain_counts(YEARLY, snapshot_of(registrations=people(*same)), "2019", "2020", NOBODY)
    assert "Tussen 2019 en 2020 bleef het totaal gelijk." in said(made)
    assert all(check(table) == () for table in made.tables)


def test_desks_that_opened_and_closed_are_named(snapshot_of: Callable[..., Snapshot]) -> None:
    """From their validity in the snapshot, with where else people could go; temporary ones not."""
    desks = [
        desk("loket-lier", "Loket Lier", "2015-01-01"),
        desk("oud", "Loket Oud", "2015-01-01", "2020-06-30"),
        desk("kermis", "Loket Kermis", "2020-05-01", "2020-05-31", temporary=True),
    ]
    snapshot = snapshot_of(registrations=people(*FIVE_YEARS[:5]), desks=desks)
    words = said(explain_counts(YEARLY, snapshot, "2019", "2021", NOBODY))
    assert "Loket Oud was tot en met 30 juni 2020 open en sloot daarna." in words
    assert "In dezelfde gemeente was dan open: Loket Lier." in words
    assert "Kermis" not in words


def desk(code: str, name: str, first: str, last: str = "", *, temporary: bool = False) -> dict:
    """A row of the table of desks."""
    return {
        "desk": code,
        "name": name,
        "kind": "loket",
        "area": "antwerpen",
        "municipality": "12021",
        "valid_from": date.fromisoformat(first),
        "valid_to": date.fromisoformat(last) if last else None,
        "temporary": temporary,
        "counters": 1,
    }


@pytest.mark.parametrize(
    ("definition", "last", "sentence"),
    [
        (replace(YEARLY, name="x", of="demands", rows=("level",)), "2021", "not divided by area"),
        (replace(YEARLY, name="x", axis="", columns=(), rows=("desk",)), "2021", "without years"),
        (YEARLY, "2019", "2019 does not come before 2019"),
        (YEARLY, "2022", "2022 was not over on 2022-06-30; compare whole years"),
    ],
)
def test_what_cannot_be_compared_is_refused(
    snapshot_of: Callable[..., Snapshot], definition: Definition, last: str, sentence: str
) -> None:
    """Facts without areas, a table without years, years that are the same or not over."""
    snapshot = snapshot_of(registrations=people(*FIVE_YEARS))
    with pytest.raises(DefinitionError, match=sentence):
        explain(definition, snapshot, "2019", last)


FINISHED = """
    person | contract | component | opened     | closed     | result
    -------+----------+-----------+------------+------------+--------
    1      | 1        | A1        | 2019-04-01 | 2019-08-01 | passed
    2      | 2        | A1        | 2019-04-01 | 2019-08-01 | failed
    3      | 3        | A1        | 2021-04-01 | 2021-08-01 | passed
    4      | 4        | A1        | 2021-04-01 |            |
    """
SIGNED = """
    person | contract | signed     | target_group
    -------+----------+------------+-------------
    1      | 1        | 2019-03-01 | obliged
    2      | 2        | 2019-03-01 | entitled
    3      | 3        | 2021-03-01 | obliged
    4      | 4        | 2021-03-01 | entitled
    """


@pytest.fixture
def finished(snapshot_of: Callable[..., Snapshot]) -> Snapshot:
    """Of 2019 both closed and one passed; of 2021 one passed and one is still busy."""
    return snapshot_of(components=FINISHED, contracts=SIGNED)


def test_the_rate_of_recent_contracts_is_no_improvement(finished: Snapshot) -> None:
    """50 % and 100 %, and half of 2021 has not closed: the sentences say all three."""
    words = said(explain_rates(A1, finished, "2019", "2021"))
    assert "slaagde 50,0 % bij contracten van 2019 en 100,0 % bij contracten van 2021" in words
    assert "mag niet als een verbetering worden gelezen" in words
    assert "was 50 % van wie onder een contract van 2021 begon, nog niet klaar" in words
    assert "alleen te meten bij gelijke opvolging" in words
    assert "verbeterd" not in words


def test_a_group_that_is_gone_is_mix_and_not_rates(finished: Snapshot) -> None:
    """The entitled of 2021 closed nothing, so no rate of theirs can have changed."""
    made = explain_rates(A1, finished, "2019", "2021")
    table = made.tables[0]
    values = {row.path[0]: table.cell(row.path, ("change",)).value for row in table.rows.members}
    assert values == {"area_mix": 0, "group_mix": 50, "rates": 0, "several": 0, TOTAL: 50}
    assert all(check(one) == () for one in made.tables)


@pytest.mark.parametrize(
    ("low", "high", "sentence"),
    [
        (1.0, 3.0, "Na die tijd waren er dus meer geslaagd."),
        (-3.0, -1.0, "Na die tijd waren er dus minder geslaagd"),
        (-1.0, 3.0, "Dat is geen aantoonbaar verschil."),
        (0.0, 3.0, "Dat is geen aantoonbaar verschil."),
    ],
)
def test_only_equal_follow_up_may_say_that_more_passed(
    finished: Snapshot, low: float, high: float, sentence: str
) -> None:
    """And only as far as its interval goes; why is never said."""
    middle = (low + high) / 2
    equal = EqualFollowUp(12, 50, 50 + middle, low, high)
    words = said(explain_rates(A1, finished, "2019", "2021", equal))
    assert "Bij gelijke opvolging, 12 maanden na de start van het onderdeel" in words
    assert sentence in words
    assert "alleen te meten bij gelijke opvolging" not in words


@pytest.mark.parametrize(
    ("name", "first", "last", "sentence"),
    [
        ("registrations-by-year", "2019", "2021", "no rate whose change could be split"),
        ("outcomes-a1", "2021", "2019", "does not come before"),
        ("outcomes-a1", "2020", "2021", "nobody was counted in 2020"),
    ],
)
def test_what_has_no_rate_is_refused(
    finished: Snapshot, name: str, first: str, last: str, sentence: str
) -> None:
    """A count, years the wrong way round, a year of nobody."""
    with pytest.raises(DefinitionError, match=sentence):
        explain_rates(find_definition(name), finished, first, last)


def test_what_a_table_is_about_without_how_it_is_divided() -> None:
    """The titles of tables of change begin with it, in each language."""
    assert subject(find_definition("first-registrations")).nl == (
        "Aantal personen met een eerste aanmelding"
    )
    assert (
        subject(YEARLY).fr == "Personnes différentes inscrites pour le néerlandais langue seconde"
    )


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (phrases.signed(389), "+389"),
        (phrases.signed(-1445), "-1.445"),
        (phrases.signed(0), "0"),
        (phrases.signed(0.04, 1), "0,0"),
        (phrases.signed_percent(4.56), "+4,6 %"),
        (phrases.points(-0.042), "-0,04 procentpunt"),
        (phrases.listed([]), ""),
        (phrases.listed([Text.same("a")]), "a"),
        (phrases.listed([Text.same(x) for x in "abc"]), "a, b en c"),
        (phrases.joined(Text.same("A."), phrases.EMPTY, Text.same("B.")), "A. B."),
    ],
)
def test_figures_in_sentences(made: Text, words: str) -> None:
    """A sign where there is a difference, none at zero, Dutch marks."""
    assert made.nl.replace("\N{NO-BREAK SPACE}", " ") == words


def test_one_place_needs_no_spread() -> None:
    """With a single area its deviation is that of the whole."""
    one = Deviation("a", "2020", 8, 10)
    assert count_sentences.places([(Text.same("A"), one)], "2020").nl == ""


@pytest.mark.parametrize("module", [count_sentences, rate_sentences])
def test_every_sentence_stands_in_three_languages_and_claims_no_cause(module: object) -> None:
    """All templates: filled in nl, en and fr, with the same gaps in each."""
    forbidden = re.compile(
        r"doordat|omdat|wegens|veroorzaakt|dankzij|because|caused by|due to|thanks to|parce que|grâce à"
    )
    texts = [value for value in vars(module).values() if isinstance(value, Text)]
    assert len(texts) > 5
    for text in texts:
        gaps = [set(re.findall(r"{(\w+)}", getattr(text, f.name))) for f in fields(text)]
        assert gaps[0] == gaps[1] == gaps[2], text.nl
        assert not any(forbidden.search(getattr(text, f.name)) for f in fields(text)), text.nl
