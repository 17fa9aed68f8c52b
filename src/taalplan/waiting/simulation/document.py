# SPDX-License-Identifier: EUPL-1.2
"""An outlook in words, as a document, and in files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from taalplan import policy
from taalplan.answers.document import (
    Block,
    Bullets,
    Document,
    Facts,
    Heading,
    Notice,
    Paragraph,
    TableBlock,
)
from taalplan.answers.report import write_report
from taalplan.needs.sentences import ASSUMED, ASSUMPTIONS, SYNTHETIC, assumption
from taalplan.tables.numbers import round_half_up
from taalplan.tables.sentences import fill
from taalplan.tables.table import TOTAL, Table
from taalplan.vocabulary.text import Text
from taalplan.waiting import words
from taalplan.waiting.simulation.plan import Outlook
from taalplan.waiting.simulation.table import USES, outlook_tables

NAME = "vooruitzicht"


def said(outlook: Outlook, made: Mapping[str, Table]) -> Iterator[Text]:
    """The lists to come, and what each other supply changes, in sentences."""
    several = len(outlook.supplies) > 1
    for place, supply in enumerate(outlook.supplies):
        table = made[f"outlook-{place + 1}" if several else "outlook"]
        for day in outlook.days:
            row, official = (TOTAL, TOTAL), outlook.base.definition.official
            figures = {
                what: _whole(table[*row, day.isoformat(), "0", what])
                for what in ("expected", "low", "high")
            }
            yield fill(
                _EXPECTED, supply=supply.name, day=words.day(day), **figures, months=official,
                longer=_whole(table[*row, day.isoformat(), str(official), "expected"]),
            )  # fmt: skip
        if place:
            yield from _difference(outlook, made[f"outlook-compared-{place + 1}"], supply.name)


def _whole(value: float | None) -> int:
    """A figure as the table prints it."""
    return int(round_half_up(value or 0))


def _difference(outlook: Outlook, table: Table, name: Text) -> Iterator[Text]:
    for day in outlook.days:
        low, middle, high = (
            _whole(table[TOTAL, TOTAL, day.isoformat(), "0", what])
            for what in ("low", "expected", "high")
        )
        words_ = _FEWER if high < 0 else _MORE if low > 0 else _EITHER
        low, high = sorted((abs(low), abs(high))) if words_ is not _EITHER else (low, high)
        yield fill(
            words_, supply=name, first=outlook.supplies[0].name, day=words.day(day),
            middle=abs(middle), low=low, high=high,
        )  # fmt: skip


_EXPECTED = Text(
    "Met “{supply}” wachten er op {day} naar verwachting {expected} personen ({low} tot {high}); "
    "van hen wachten er {longer} langer dan {months} maanden.",
    "With “{supply}” {expected} persons are expected to wait on {day} ({low} to {high}); of them "
    "{longer} longer than {months} months.",
    "Avec « {supply} », {expected} personnes devraient attendre le {day} ({low} à {high}), dont "
    "{longer} depuis plus de {months} mois.",
)
_FEWER = Text(
    "Tegenover “{first}” wachten er met “{supply}” op {day} {middle} personen minder ({low} tot "
    "{high} minder).",
    "Beside “{first}”, {middle} persons fewer wait with “{supply}” on {day} ({low} to {high} "
    "fewer).",
    "Par rapport à « {first} », {middle} personnes de moins attendent avec « {supply} » le {day} "
    "({low} à {high} de moins).",
)
_MORE = Text(
    "Tegenover “{first}” wachten er met “{supply}” op {day} {middle} personen meer ({low} tot "
    "{high} meer).",
    "Beside “{first}”, {middle} persons more wait with “{supply}” on {day} ({low} to {high} more).",
    "Par rapport à « {first} », {middle} personnes de plus attendent avec « {supply} » le {day} "
    "({low} à {high} de plus).",
)
_EITHER = Text(
    "Op {day} is er geen duidelijk verschil tussen “{supply}” en “{first}”: van {low} tot {high} "
    "personen.",
    "On {day} there is no clear difference between “{supply}” and “{first}”: from {low} to {high} "
    "persons.",
    "Le {day}, il n’y a pas de différence claire entre « {supply} » et « {first} » : de {low} à "
    "{high} personnes.",
)


def document(outlook: Outlook, made: Mapping[str, Table], language: str = "nl") -> Document:
    """The document of an outlook in one language."""
    title = _TITLE[language]
    base = outlook.base
    name = Text("Momentopname", "Snapshot", "Extrait")[language]
    return Document(
        title=f"{title} {outlook.school_year}",
        subtitle=", ".join(words.day(day)[language] for day in outlook.days),
        letterhead=("Taalplan",),
        header=f"{title} {outlook.school_year}",
        author="Taalplan",
        day=base.day,
        facts=Facts(((name, f"{base.snapshot}, {words.day(base.day)[language]}"),)),
        blocks=tuple(_blocks(outlook, made, language)),
        synthetic=base.synthetic,
        language=language,
    )


_SYNTHETIC = Text(
    "Deze vooruitblik begint bij een nagebootst register. Geen enkele rij gaat over een bestaande "
    "persoon.",
    "This outlook begins with an invented register. No row is about a real person.",
    "Cet aperçu part d’un registre simulé. Aucune ligne ne concerne une personne réelle.",
)
_TITLE = Text("Wachtlijsten vooruit", "Waiting lists ahead", "Listes d’attente à venir")
_HOW = Text("Hoe dit berekend is", "How this was computed", "Comment cela a été calculé")
_STEPS = (
    Text("Wie op de laatste dag van de gegevens wacht, les volgt of een plaats heeft, begint daar.",
         "Who waits, is in lessons or has a place on the last day of the data, begins there.",
         "Qui attend, suit un cours ou a une place au dernier jour des données, commence là."),
    Text("Daarna komen mensen zoals de paden van het behoefteplan zeggen, met de wensen van wie de "
         "voorbije twee jaar in hetzelfde werkingsgebied hetzelfde profiel vroeg.",
         "Then people come as the paths of the needs plan say, with the wishes of those who asked "
         "for the same profile in the same area in the past two years.",
         "Ensuite viennent des personnes selon les trajectoires du plan des besoins, avec les "
         "souhaits de qui a demandé le même profil dans la même zone ces deux dernières années."),
    Text("Een groep neemt bij de start wie het langst wacht van wie zij past, zolang er plaats is. "
         "Wie lang wacht, neemt ook een ander centrum of dagdeel. Sommigen geven het op.",
         "A group takes at its start who waits longest of those whom it fits, while it has places. "
         "Who waits long takes another centre or day-part too. Some give up.",
         "Au début, un groupe prend ceux qui attendent le plus parmi ceux à qui il convient, tant "
         "qu’il a des places. Qui attend longtemps accepte aussi un autre centre ou moment. "
         "Certains abandonnent."),
    Text("Slagen, niet slagen, stoppen en later opnieuw vragen gaan zoals de doorstroom van het "
         "behoefteplan, met haar onzekerheid.",
         "Passing, failing, leaving and asking again later go as the progression of the needs "
         "plan, with its uncertainty.",
         "Réussir, échouer, arrêter et redemander plus tard suivent la progression du plan des "
         "besoins, avec son incertitude."),
    Text("Niet meegerekend: groepen die met te weinig cursisten niet doorgaan, en wie tussen twee "
         "niveaus in pauze was op de laatste dag van de gegevens.",
         "Not counted: groups that do not go on for lack of learners, and who was in between two "
         "levels on the last day of the data.",
         "Non compté : les groupes annulés faute d’apprenants, et qui était entre deux niveaux au "
         "dernier jour des données."),
)  # fmt: skip


def _blocks(outlook: Outlook, made: Mapping[str, Table], language: str) -> Iterator[Block]:
    if outlook.base.synthetic:
        yield Notice(SYNTHETIC[0][language], _SYNTHETIC[language])
    for text in said(outlook, made):
        yield Paragraph(text[language])
    shown = [name for name in made if "levels" not in name]
    for number, name in enumerate(shown, 1):
        yield TableBlock(made[name], name, number)
    yield Heading(_HOW[language])
    yield Bullets(tuple(text[language] for text in _STEPS))
    yield Heading(ASSUMPTIONS[language])
    yield Paragraph(ASSUMED[language])
    on = outlook.base.day
    yield Bullets(tuple(assumption(policy.value(key, on))[language] for key in USES))


def write_outlook(outlook: Outlook, out: Path, language: str = "nl") -> list[Path]:
    """Write all forms of an outlook, each file whole or not at all; return the paths."""
    made = outlook_tables(outlook)
    return write_report(document(outlook, made, language), made, out, NAME)
