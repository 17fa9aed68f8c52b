# SPDX-License-Identifier: EUPL-1.2
"""What centres answered beside what the register holds: missing, another number, or equal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from taalplan.tables.sentences import fill
from taalplan.tables.table import MEASURE, TOTAL, Axis, Cell, Dimension, Key, Member, Note, Table
from taalplan.vocabulary.terms import label
from taalplan.vocabulary.text import Text
from taalplan.waiting import words
from taalplan.waiting.arrays import LEVELS, PROFILES, UNKNOWN, Flags
from taalplan.waiting.photograph import Photograph
from taalplan.waiting.survey import Answered, Survey
from taalplan.waiting.table import provenance


class Found(StrEnum):
    """What came out of laying one answer beside the register."""

    DIFFERENT = "different"
    ONLY_SURVEY = "only_survey"
    ONLY_REGISTER = "only_register"
    EQUAL = "equal"


FOUND = {
    Found.DIFFERENT: Text("een ander aantal", "another number", "un autre nombre"),
    Found.ONLY_SURVEY: Text("alleen in de bevraging", "in the survey only", "enquête seulement"),
    Found.ONLY_REGISTER: Text("alleen in het register", "in the register only",
                              "registre seulement"),
    Found.EQUAL: Text("gelijk", "equal", "égal"),
}  # fmt: skip


@dataclass(frozen=True)
class Compared:
    """One answer and the register's figure, by threshold; None where nobody said anything."""

    key: Answered
    survey: dict[int, int] | None
    register: dict[int, int] | None

    @property
    def found(self) -> Found:
        """What came out. Somebody who answers 0 where the register has nobody agrees with it."""
        if self.survey is None:
            return Found.ONLY_REGISTER
        if self.register is None:
            return Found.ONLY_SURVEY if any(self.survey.values()) else Found.EQUAL
        same = all(self.register[months] == count for months, count in self.survey.items())
        return Found.EQUAL if same else Found.DIFFERENT


def compare(photo: Photograph, survey: Survey) -> list[Compared]:
    """Every centre, level and profile that either of the two speaks of.

    Of the register those count who wait and named that centre; persons, each once. Where a
    centre answered for all profiles of a level together, so is the register counted.
    """
    entries = photo.entries
    thresholds = sorted({n for counts in survey.answers.values() for n in counts})

    def figures(which: Flags) -> dict[int, int] | None:
        if not (which & photo.waits).any():
            return None
        return {n: photo.persons(which & photo.waited(n)) for n in thresholds}

    def rows_of(key: Answered) -> Flags:
        if key.centre not in photo.centres:
            return np.zeros(len(entries), np.bool_)
        which = entries.centre == photo.centres.index(key.centre)
        which &= entries.level == LEVELS.index(key.level)
        if key.profile:
            which &= entries.profile == PROFILES.index(key.profile)
        return np.asarray(which)

    found = [
        Compared(key, dict(counts), figures(rows_of(key))) for key, counts in survey.answers.items()
    ]
    for key in _in_register(photo):
        whole = Answered(key.centre, key.level, "")
        if key not in survey.answers and whole not in survey.answers:
            found.append(Compared(key, None, figures(rows_of(key))))
    order = list(Found)
    return sorted(found, key=lambda one: (order.index(one.found), one.key))


def _in_register(photo: Photograph) -> Iterator[Answered]:
    entries = photo.entries
    use = photo.waits & (entries.centre != UNKNOWN)
    rows = np.stack([entries.centre[use], entries.level[use], entries.profile[use]], 1)
    for centre, level, profile in np.unique(rows, axis=0):
        yield Answered(photo.centres[centre], LEVELS[level], PROFILES[profile])


def survey_table(photo: Photograph, compared: Sequence[Compared]) -> Table:
    """The differences, those that are largest in kind first; what is equal stands in data only."""
    thresholds = sorted({n for one in compared for n in one.survey or {}})
    cells: dict[Key, Cell] = {}
    members = []
    for one in compared:
        key = one.key
        path = (one.found.value, key.centre, key.level, key.profile or TOTAL)
        profile = label("profile", key.profile) if key.profile else words.ALL
        name = Text(
            *(
                f"{FOUND[one.found][lang]}: {key.centre} {key.level} {profile[lang]}"
                for lang in ("nl", "en", "fr")
            )
        )
        members.append(Member(path, name, in_print=one.found is not Found.EQUAL))
        for side, counts in (("survey", one.survey), ("register", one.register)):
            for months, count in (counts or {}).items():
                cells[path, (side, str(months))] = Cell(count)
    columns = tuple(
        Member((side, str(months)), words.months(months))
        for side in ("survey", "register")
        for months in thresholds
    )
    return Table(
        "waiting-survey",
        words.of_day(_TITLE, photo.definition.day),
        Axis(
            (
                Dimension("found", _FOUND, {one.value: FOUND[one] for one in Found}),
                Dimension("centre", words.CENTRE),
                Dimension("level", words.LEVEL),
                Dimension("profile", words.PROFILE),
            ),
            tuple(members),
        ),
        Axis(
            (Dimension(MEASURE, words.MEASURE, _SIDES), Dimension("months", words.MONTHS)), columns
        ),
        cells,
        notes=(Note(_NOTE),),
        provenance=provenance(photo),
    )


def reconciled(compared: Sequence[Compared], photo: Photograph) -> Iterator[Text]:
    """In words: how many answers agree, how many do not, and what no answer can speak of."""
    counts = {found: sum(one.found is found for one in compared) for found in Found}
    yield fill(
        _SAID,
        answers=sum(one.survey is not None for one in compared),
        equal=counts[Found.EQUAL],
        different=counts[Found.DIFFERENT],
        survey=counts[Found.ONLY_SURVEY],
        register=counts[Found.ONLY_REGISTER],
    )
    answered = {one.key.centre for one in compared if one.survey is not None}
    silent = sorted({one.key.centre for one in compared} - answered)
    if silent:
        names = ", ".join(silent)
        yield Text(
            f"Centra in het register die niet antwoordden: {names}.",
            f"Centres in the register that did not answer: {names}.",
            f"Centres du registre qui n’ont pas répondu : {names}.",
        )
    nowhere = photo.persons(photo.waits & (photo.entries.centre == UNKNOWN))
    if nowhere:
        yield fill(_NOWHERE, nowhere=nowhere)


_TITLE = Text("Bevraging en register naast elkaar", "Survey and register side by side",
              "Enquête et registre côte à côte")  # fmt: skip
_FOUND = Text("bevinding", "finding", "constat")
_SIDES = {
    "survey": Text("bevraging, langer dan (maanden)", "survey, longer than (months)",
                   "enquête, plus de (mois)"),
    "register": Text("register, langer dan (maanden)", "register, longer than (months)",
                     "registre, plus de (mois)"),
}  # fmt: skip
_NOTE = Text(
    "Blanco: daarover zei het centrum of het register niets. Gelijke aantallen staan alleen in het "
    "gegevensbestand.",
    "Blank: the centre or the register said nothing of it. Equal numbers stand in the data file "
    "only.",
    "Blanc : le centre ou le registre n’en dit rien. Les nombres égaux ne figurent que dans le "
    "fichier de données.",
)
_SAID = Text(
    "Antwoorden in de bevraging: {answers}. Gelijk aan het register: {equal}; een ander aantal: "
    "{different}; alleen in de bevraging: {survey}. Combinaties van centrum, niveau en profiel die "
    "alleen in het register staan: {register}.",
    "Answers in the survey: {answers}. Equal to the register: {equal}; another number: "
    "{different}; in the survey only: {survey}. Combinations of centre, level and profile that are "
    "in the register only: {register}.",
    "Réponses à l’enquête : {answers}. Égales au registre : {equal} ; un autre nombre : "
    "{different} ; dans l’enquête seulement : {survey}. Combinaisons de centre, niveau et profil "
    "qui ne figurent que dans le registre : {register}.",
)
_NOWHERE = Text(
    "{nowhere} personen in het register vroegen geen bepaald centrum; geen enkel centrum kan van "
    "hen weten.",
    "{nowhere} persons in the register asked for no centre in particular; no centre can know of "
    "them.",
    "{nowhere} personnes du registre n’ont demandé aucun centre ; aucun centre ne peut les "
    "connaître.",
)
