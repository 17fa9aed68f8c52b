# SPDX-License-Identifier: EUPL-1.2
"""The words in a title that follow from how a definition was asked for.

A title may say `{years}`, `{place}` and `{time}`; the same definition by province then does not
call itself a table by desk.
"""

from __future__ import annotations

from taalplan.statistics.definition import Definition
from taalplan.statistics.dimensions import RESIDENCE
from taalplan.vocabulary.periods import SchoolYear
from taalplan.vocabulary.text import Text

PLACES: dict[str, Text] = {
    "desk": Text(
        "regio en loket van aanmelding",
        "area and desk of registration",
        "région et guichet d'inscription",
    ),
    "area": Text("regio", "area", "région"),
    "province": Text("provincie van woonplaats", "province of residence", "province de résidence"),
    "centre_city": Text(
        "centrumstad van woonplaats", "centre city of residence", "ville-centre de résidence"
    ),
    "municipality": Text(
        "gemeente van woonplaats", "municipality of residence", "commune de résidence"
    ),
}

LESSONS: dict[str, Text] = {
    "province": Text("provincie van de cursus", "province of the course", "province du cours"),
    "centre_city": Text(
        "centrumstad van de cursus", "centre city of the course", "ville-centre du cours"
    ),
    "municipality": Text(
        "gemeente van de cursus", "municipality of the course", "commune du cours"
    ),
}
"""The same where the municipality is that of the lessons."""

LESSON_TABLES = ("courses", "placements", "enrolments")

TIMES: dict[tuple[str, str], Text] = {
    ("components", "contract-year"): Text(
        "jaar van contract", "year of contract", "année de contrat"
    ),
    ("components", "calendar-year"): Text(
        "jaar van afsluiting", "year of closing", "année de clôture"
    ),
    ("components", "school-year"): Text(
        "schooljaar van afsluiting", "school year of closing", "année scolaire de clôture"
    ),
}

HOME = {
    "registrations": Text(
        "Geteld is waar mensen woonden toen ze zich aanmeldden, niet bij welk loket dat was. "
        "'Onbekend' is wie zonder woonplaats in het register staat.",
        "Counted is where people lived when they registered, not at which desk. 'Unknown' are "
        "those without a residence in the register.",
        "Le tableau compte le domicile lors de l'inscription, non le guichet. 'Inconnu' désigne "
        "les personnes sans domicile dans le registre.",
    ),
    "components": Text(
        "Geteld is waar mensen wonen volgens de laatste stand van het register. 'Onbekend' is "
        "wie zonder woonplaats in het register staat.",
        "Counted is where people live according to the register's latest state. 'Unknown' are "
        "those without a residence in the register.",
        "Le tableau compte le domicile selon le dernier état du registre. 'Inconnu' désigne les "
        "personnes sans domicile dans le registre.",
    ),
}


def title(definition: Definition) -> Text:
    """The definition's title with its words filled in."""
    words = {"years": _years(definition), "place": _place(definition), "time": _time(definition)}
    return Text(*(_fill(definition.title[language], words, language) for language in _LANGUAGES))


def residence_note(definition: Definition) -> Text | None:
    """What a table by residence counts, for who compares it with one by desk."""
    by_home = set(RESIDENCE) & set(definition.dimensions)
    return HOME.get(definition.of) if by_home else None


_LANGUAGES = ("nl", "en", "fr")


def _fill(words: str, known: dict[str, Text], language: str) -> str:
    for name, text in known.items():
        words = words.replace(f"{{{name}}}", text[language])
    return words


def _years(definition: Definition) -> Text:
    years = definition.years
    if not years and definition.axis:
        return Text.same("…")  # not chosen yet, as in the list of official tables
    if len(years) < 2:
        return Text.same("".join(str(year) for year in years))
    dash = " - " if isinstance(years[0], SchoolYear) else "-"
    return Text.same(f"{years[0]}{dash}{years[-1]}")


def _place(definition: Definition) -> Text:
    order = ("municipality", *PLACES)
    places = PLACES | (LESSONS if definition.of in LESSON_TABLES else {})
    return places[next((name for name in order if name in definition.rows), "area")]


def _time(definition: Definition) -> Text:
    return TIMES.get((definition.of, definition.axis), Text("jaar", "year", "année"))
