# SPDX-License-Identifier: EUPL-1.2
"""The short form of a study, for an answer: changes that are known, and what distance suggests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from taalplan.access.desks.changes import option_sentence
from taalplan.access.desks.explain import (
    closed_chapter,
    measured_sentence,
    no_decision,
    said_day,
)
from taalplan.access.desks.maps import charts
from taalplan.access.desks.situation import Situation
from taalplan.access.desks.study import ADD, DROP, FLEMISH, Study
from taalplan.access.desks.tables import tables
from taalplan.tables.explanation import Explanation, Part
from taalplan.tables.sentences import fill
from taalplan.vocabulary.text import Text

TITLE = Text("Contactpunten die openen of sluiten", "Desks that open or close",
             "Guichets qui ouvrent ou ferment")  # fmt: skip


def brief(study: Study) -> Explanation:
    """What may stand in an answer about where desks are, open and close."""
    return Explanation("access", TITLE, tuple(_parts(study)), (tables(study)["access-places"],))


def _parts(study: Study) -> Iterator[Part]:
    made = tables(study)
    yield from known_changes(study.situation)
    if study.situation.hidden is not None:
        yield _SHOWN_ONLY
    else:
        yield from closed_chapter(study, made)
        yield measured_sentence(study)
    yield no_decision(study)
    for code in (ADD, FLEMISH, DROP):
        if any(option.code == code for option in study.options):
            yield option_sentence(study, code)
    yield made["access-networks"]
    yield charts(study, made)["access-change-map"]


_SHOWN_ONLY = Text(
    "De berekening hierna steunt op de aantallen per gemeente die getoond mogen worden; een "
    "gemeente waarvan het aantal verborgen is, telt erin voor niemand.",
    "The computation below rests on the numbers by municipality that may be shown; a municipality "
    "whose number is hidden counts for nobody in it.",
    "Le calcul ci-dessous s’appuie sur les nombres par commune qui peuvent être montrés ; une "
    "commune dont le nombre est masqué n’y compte pour personne.",
)


def known_changes(situation: Situation) -> Iterator[Text]:
    """Desks that the register has as opening or closing, after its day and before it."""
    coming = sorted(_changes(situation, after=True))
    if not coming:
        yield fill(
            Text(
                "In het register staat op {day} geen contactpunt dat nog opent of sluit.",
                "On {day} the register has no desk that is still to open or close.",
                "Au {day}, le registre ne contient aucun guichet qui doit encore ouvrir ou fermer.",
            ),
            day=said_day(situation.as_of),
        )
    for day, opens, name in (*coming, *sorted(_changes(situation, after=False))):
        yield fill(_OPENS if opens else _CLOSES, name=Text.same(name), day=said_day(day))


_OPENS = Text("{name}: open vanaf {day}.", "{name}: open from {day}.",
              "{name} : ouvert à partir du {day}.")  # fmt: skip
_CLOSES = Text("{name}: laatste dag {day}.", "{name}: last day {day}.",
               "{name} : dernier jour {day}.")  # fmt: skip


def _changes(situation: Situation, *, after: bool) -> Iterator[tuple[date, bool, str]]:
    """Days on which a desk opens or closes, of the years in which people registered."""
    first = date(min(situation.visits.years()), 1, 1)
    for desk in situation.desks:
        for begin, end in desk.periods:
            for day, opens in ((begin, True), (end, False)):
                if day is not None and (day > situation.as_of) == after and day > first:
                    yield day, opens, desk.name
