# SPDX-License-Identifier: EUPL-1.2
"""Invented people, and the ways in which a second desk writes the same person down.

The spellings are lists, not rules: were they made by the rules that find them again
(`register/names.py`), the measurement would only measure itself.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace

FAMILY = """
El Amrani|Elamrani|Al Amrani|Amrani;Bouazza|Buazza|Bou Azza;Benali|Ben Ali|Ben Aly;Haddad|Hadad
Al-Sayed|Alsayed|El Sayed|As-Sayyid;Al-Khatib|Alkhatib|El Khatib|Katib;Yılmaz|Yilmaz;Demir|Demirr
Öztürk|Ozturk|Oeztuerk;Şahin|Sahin|Shahin;Çelik|Celik;Kovalenko|Коваленко|Kowalenko
Shevchenko|Шевченко|Chevtchenko|Szewczenko|Sjevtsjenko;Tkachenko|Ткаченко|Tkatchenko
Bondarenko|Бондаренко;Popescu|Popesku;Ionescu|Jonescu;Petrov|Петров|Petroff;Dimitrova|Димитрова
Nowak|Novak;Kowalczyk|Kovaltchik|Kowalczik;Rahimi|Raheemi|Rahimy;Ahmadzai|Ahmadzay|Ahmedzai
Hosseini|Hussaini|Hoseini|Husseini;Karimi|Kareemi|Kerimi;Tesfaye|Tesfay|Tesfaje;Abebe|Abbebe
Mohamud|Mohamoud|Maxamuud|Mahmoud;Warsame|Warsama;Diallo|Jallow|Dialo;Traoré|Traore;Nguyen|Nguyễn
Silva|Da Silva|Sylva;Rodríguez|Rodriguez|Rodrigues;Berisha|Berischa;Hoxha|Hodja|Hodza
Gebremedhin|Gebre Medhin|Ghebremedhin;Okafor|Okaphor;Mbeki|M'Beki;Singh|Sing;Khan|Chan|Kahn
""".strip()
GIVEN = """
Mohamed|Mohammed|Muhammad|Mohammad|Mohamad;Ahmed|Ahmad|Achmed;Fatima|Fatma|Fatimah|Faatima
Youssef|Yusuf|Yousef|Joesoef;Khadija|Hadija|Khadidja|Chadija;Aïcha|Aisha|Aysha|Ayşe
Olena|Олена|Olena;Andriy|Андрій|Andrij|Andrii;Oleksandr|Олександр|Alexandr|Aleksandr
Yuliia|Юлія|Julia|Yulia;Svitlana|Світлана|Svetlana;Mykola|Микола|Mikola;Ivan|Иван|Iwan
Hussein|Husain|Hussain|Hossein;Hassan|Hasan|Hassane;Omar|Omer|Oumar|Umar;Ali|Aly;Zeynep|Zeinep
Mehmet|Mehmed;Emine|Amina|Aminah;Layla|Leila|Laila|Leyla;Nour|Noor|Nur;Rania|Raniya;Samira|Sameera
Dawit|David|Dawid;Selam|Salam;Ibrahim|Ebrahim|Ibraheem;Abdullah|Abdallah|Abdoulah;Musa|Moussa|Moesa
Ousmane|Usman|Osman|Othman;Maria|Mariya|Мария;Ioana|Joana;Elena|Helena|Елена;Thi|Ti;Minh|Min
Reza|Rezza;Zahra|Zahraa|Zohra;Nasrin|Nasreen|Nesrin;Jamal|Djamal|Gamal;Karim|Kareem|Kerim
""".strip()
_PARTS = ("ba", "ko", "ren", "ta", "li", "mu", "sha", "dor", "ni", "ga", "vel", "zo", "ka", "mir",
          "ber", "do", "sen", "ha", "ru", "lan", "tso", "fe", "gu", "ja", "wi", "per")  # fmt: skip


def _groups(text: str) -> list[list[str]]:
    return [group.split("|") for line in text.splitlines() for group in line.split(";")]


FAMILIES, GIVENS = _groups(FAMILY), _groups(GIVEN)
SPELLINGS = {name: group for group in FAMILIES + GIVENS for name in group}


@dataclass(frozen=True)
class Invented:
    """Somebody who does not exist."""

    family_name: str
    given_names: str
    year: int
    month: int | None
    day: int | None
    sex: str

    @property
    def birth(self) -> tuple[int, int | None, int | None]:
        """The birth date as far as it is known."""
        return self.year, self.month, self.day


def invent(chance: random.Random) -> Invented:
    """A person: a fifth has a widespread family name, and one in twenty no known birthday."""
    if chance.random() < 0.2:
        family = chance.choice(chance.choice(FAMILIES))
    else:
        family = "".join(chance.choices(_PARTS, k=chance.choice((2, 3, 3, 4)))).capitalize()
    given = chance.choice(chance.choice(GIVENS))
    if chance.random() < 0.3:
        given += " " + chance.choice(chance.choice(GIVENS))
    new_year = chance.random() < 0.05
    month, day = (1, 1) if new_year else (chance.randint(1, 12), chance.randint(1, 28))
    return Invented(family, given, chance.randint(1955, 2007), month, day, chance.choice("fm"))


def dirty(person: Invented, chance: random.Random, faults: int) -> tuple[Invented, list[str]]:
    """The same person as written at another desk, with so many different faults, and which."""
    names = chance.sample(sorted(FAULTS), faults)
    for name in names:
        person = FAULTS[name](person, chance)
    return person, names


def _spelling(person: Invented, chance: random.Random) -> Invented:
    words = [chance.choice(SPELLINGS.get(word, [word])) for word in person.given_names.split()]
    family = chance.choice(SPELLINGS.get(person.family_name, [person.family_name]))
    return replace(person, family_name=family, given_names=" ".join(words))


def _typo(person: Invented, chance: random.Random) -> Invented:
    field = chance.choice(("family_name", "given_names"))
    text = getattr(person, field)
    at = chance.randrange(1, len(text)) if len(text) > 1 else 0
    letter = chance.choice("aeionrstlk")
    changed = chance.choice(
        (
            text[:at] + letter + text[at:],
            text[:at] + text[at + 1 :],
            text[:at] + letter + text[at + 1 :],
            text[: at - 1] + text[at : at + 1] + text[at - 1 : at] + text[at + 1 :],
        )
    )
    return replace(person, **{field: changed})


def _order(person: Invented, chance: random.Random) -> Invented:
    return replace(person, family_name=person.given_names, given_names=person.family_name)


def _second_name(person: Invented, chance: random.Random) -> Invented:
    given = person.given_names.split()
    return replace(person, given_names=given[0] if len(given) > 1 else f"{given[0]} Sara")


def _day_month(person: Invented, chance: random.Random) -> Invented:
    if person.day is None or person.month is None or person.day > 12:
        return person
    return replace(person, month=person.day, day=person.month)


def _partial(person: Invented, chance: random.Random) -> Invented:
    return replace(person, day=None, month=chance.choice((None, person.month)))


def _new_year(person: Invented, chance: random.Random) -> Invented:
    return replace(person, day=1, month=1)


def _digit(person: Invented, chance: random.Random) -> Invented:
    if person.day is None or chance.random() < 0.4:
        return replace(person, year=person.year + chance.choice((-10, -1, 1, 10)))
    return replace(person, day=min(person.day + chance.choice((1, 10)), 28))


FAULTS: dict[str, Callable[[Invented, random.Random], Invented]] = {
    "another spelling": _spelling,
    "a slip in a name": _typo,
    "names swapped": _order,
    "a second name": _second_name,
    "day and month swapped": _day_month,
    "part of the date": _partial,
    "1 January": _new_year,
    "a digit of the date": _digit,
}
