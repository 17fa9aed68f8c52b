# SPDX-License-Identifier: EUPL-1.2
"""What a printed label means: a total, a result, a place; and when two labels mean the same."""

from __future__ import annotations

import re
from functools import lru_cache

from taalplan.vocabulary.places import (
    AREAS,
    Desk,
    desks,
    find_area,
    find_desk,
    municipalities,
    slug,
)

TOTALS = frozenset(
    {"totaal", "total", "algemeen-totaal", "eindtotaal", "grand-total", "total-general"}
    | {"alle", "all", "tous", "vlaanderen-en-brussel", "closed", "gesloten", "som", "sum"}
)
"""Words for all of a dimension; `closed` because all results of closed components are closed."""

RESULTS = frozenset(
    {"geslaagd", "niet-geslaagd", "onbepaald", "passed", "failed", "undetermined"}
    | {"reussi", "non-reussi", "indetermine", "echoue"}
)
NAMES = {
    "passed": "geslaagd",
    "failed": "niet geslaagd",
    "undetermined": "onbepaald",
    "closed": "gesloten",
    "pct-passed": "% geslaagd",
    "obliged": "verplicht",
    "entitled": "rechthebbend",
    "total": "totaal",
    "unknown": "onbekend",
}
PERCENT = re.compile(r"%|\bpct\b|_pct|pct_|percent|pourcent")


def is_total(label: str) -> bool:
    """Whether a label means everything together ('', 'Totaal', 'total', 'A1_closed')."""
    word = slug(label)
    return word in TOTALS or not word or re.sub(r"^[abc][12]-", "", word) in TOTALS


def is_result(label: str) -> bool:
    """Whether a label is a result of a component, so that its row is part of the row above."""
    return re.sub(r"^[abc][12]-", "", slug(label)) in RESULTS


@lru_cache(maxsize=4096)
def display(label: str) -> str:
    """A label or a code as people know it: 'vestiging-lommel' is 'Vestiging Lommel'.

    The codes of results and target groups become Dutch, as tables print them.
    """
    word = re.sub(r"^[abc][12]-|-printed$", "", slug(label))
    if word in NAMES:
        return NAMES[word]
    if re.fullmatch(r"\d{5}", label):
        place = municipalities().get(label)
        return place.name.nl if place else label
    if label != slug(label):
        return label
    area, desk = find_area(label), find_desk(label)
    return area.label.nl if area else desk.name if desk else label


def is_percent(label: str) -> bool:
    """Whether a label announces percentages, also one set in spaced letters."""
    return bool(PERCENT.search(label.lower()))


@lru_cache(maxsize=4096)
def meaning(label: str) -> str:
    """One code for all ways to write a label: 'HG Brussel' and 'Brussel HG' are `brussel`.

    Known areas and desks have their code; of other labels the words are compared without what
    stands in brackets, capitals, accents and the word 'provincie'.
    """
    if is_total(label):
        return "total"
    area = find_area(label)
    if area is not None:
        return area.code
    desk = find_desk(label)
    if desk is not None:
        return desk.code
    bare = re.sub(r"\([^)]*\)", "", label)
    return re.sub(r"^(provincie|prov|province)-", "", slug(bare)) or slug(label)


@lru_cache(maxsize=4096)
def periods_of(label: str) -> tuple[Desk, ...]:
    """All periods in which a known desk was open; empty for a label that is no known desk."""
    desk = find_desk(label)
    if desk is None or meaning(label) in AREAS:
        return ()
    return tuple(period for period in desks() if period.code == desk.code)


def ended(label: str) -> Desk | None:
    """The last period of a known desk that has closed for good; None for any other label."""
    known = periods_of(label)
    if not known or any(period.valid_to is None for period in known):
        return None
    return max(known, key=lambda period: period.valid_from)


def closed_throughout(label: str, year: int | None) -> bool:
    """Whether a known desk was open on no day of a year."""
    if year is None:
        return False
    known = periods_of(label)
    return bool(known) and not any(
        period.valid_from.year <= year and (period.valid_to is None or year <= period.valid_to.year)
        for period in known
    )
