# SPDX-License-Identifier: EUPL-1.2
"""What must be said under a table of a photograph, in the words of its definition."""

from __future__ import annotations

from collections.abc import Iterator

from taalplan.vocabulary.text import Text
from taalplan.waiting import words
from taalplan.waiting.definition import Definition

CLOCKS = {
    "entry": Text("de dag van inschrijving op de lijst", "the day of being listed",
                  "le jour de l’inscription sur la liste"),
    "wish": Text("de dag van inschrijving op de lijst, of de gewenste startdag als die later valt",
                 "the day of being listed, or the wanted start where that is later",
                 "le jour de l’inscription, ou le début souhaité s’il est plus tardif"),
    "available": Text(
        "de dag van inschrijving op de lijst, de gewenste startdag of het einde van een periode "
        "zonder beschikbaarheid, wat het laatst valt",
        "the day of being listed, the wanted start or the end of a time of not being available, "
        "whichever is last",
        "le jour de l’inscription, le début souhaité ou la fin d’une indisponibilité, le plus "
        "tardif des trois"),
}  # fmt: skip


def notes(name: str, definition: Definition) -> Iterator[Text]:
    """The notes of a table by its name."""
    if name == "waiting-lists":
        yield Text(
            "Geteld is wie wacht; elke inschrijving is één lijst.",
            "Counted are those who wait; each entry is one list.",
            "Sont comptés ceux qui attendent ; chaque inscription est une liste.",
        )
        return
    if name == "waiting-dayparts":
        yield words.TWO_PARTS
    yield clock(definition)
    if name in ("waiting-days", "waiting-areas", "waiting-reasons"):
        yield cannot(definition)


def clock(definition: Definition) -> Text:
    """From when somebody waits, and who does not."""
    begins = CLOCKS[definition.clock]
    out = [_OUT[word] for word in definition.excluded]
    who = Text(*(" ".join(text[lang] for text in out) for lang in ("nl", "en", "fr")))
    return Text(
        f"De wachttijd begint op {begins.nl}. {who.nl}".strip(),
        f"The wait begins on {begins.en}. {who.en}".strip(),
        f"L’attente commence {begins.fr}. {who.fr}".strip(),
    )


_OUT = {
    "unavailable": Text("Wie tijdelijk niet beschikbaar is, wacht niet.",
                        "Who cannot come for a time does not wait.",
                        "Qui est temporairement indisponible n’attend pas."),
    "later": Text("Wie pas later wil beginnen evenmin.", "Nor does who wants to begin later.",
                  "Qui veut commencer plus tard non plus."),
    "placed": Text("Wie al een plaats heeft evenmin.", "Nor does who has a place.",
                   "Qui a déjà une place non plus."),
    "busy": Text("Wie nog andere lessen volgt evenmin.", "Nor does who is in other lessons.",
                 "Qui suit encore un autre cours non plus."),
}  # fmt: skip


def cannot(definition: Definition) -> Text:
    """What it means that somebody cannot start in time."""
    until = words.day(definition.announced)
    wishes = [_FITS[word] for word in definition.fits]
    also = Text(*("".join(text[lang] for text in wishes) for lang in ("nl", "en", "fr")))
    reach = f"{definition.reach:g}"
    return Text(
        "Niet kunnen beginnen binnen een aantal maanden: wie al langer wacht, en wie niet op tijd "
        "kan beginnen in de groepen die op die dag bekend waren (met een start tot en met "
        f"{until.nl}), in de volgorde van wachttijd, op plaatsen die niemand had, met hetzelfde "
        f"niveau en profiel binnen {reach} km{also.nl}.",
        "Cannot start within some months: who has waited longer already, and who cannot start in "
        f"time in the groups that were known on that day (starting by {until.en}), in order of "
        f"waiting, in places that nobody held, of the same level and profile within {reach} km"
        f"{also.en}.",
        "Ne pas pouvoir commencer dans les mois : qui attend déjà plus longtemps, et qui ne peut "
        f"commencer à temps dans les groupes connus ce jour-là (débutant au plus tard le "
        f"{until.fr}), par ordre d’attente, aux places libres, du même niveau et profil dans un "
        f"rayon de {reach} km{also.fr}.",
    )


_FITS = {
    "centre": Text(", in het gevraagde centrum", ", at the centre asked for",
                   ", dans le centre demandé"),
    "dayparts": Text(", op de gevraagde dagdelen", ", on the day-parts asked for",
                     ", aux moments demandés"),
}  # fmt: skip
