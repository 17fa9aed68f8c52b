# SPDX-License-Identifier: EUPL-1.2
"""The sentences of a needs plan, with figures from its tables only."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from taalplan.needs import words
from taalplan.needs.horizon import Horizon
from taalplan.needs.plan import NeedsPlan
from taalplan.needs.progression import Lever, What
from taalplan.policy import PolicyValue, value
from taalplan.policy.model import Unit
from taalplan.tables.numbers import format_percent
from taalplan.tables.render.layout import format_date
from taalplan.vocabulary.periods import SchoolYear
from taalplan.vocabulary.text import Text

WARNINGS = Text("Waarop dit plan niet kon steunen", "What this plan could not rest on",
                "Ce sur quoi ce plan n’a pu s’appuyer")  # fmt: skip
ASSUMPTIONS = Text("Gebruikte waarden en hun bron", "Values used and their source",
                   "Valeurs utilisées et leur source")  # fmt: skip
ASSUMED = Text(
    "Een waarde die als aanname gemarkeerd is, komt uit geen openbare bron. Wie haar wijzigt, "
    "wijzigt het plan.",
    "A value marked as an assumption has no public source. Whoever changes it, changes the plan.",
    "Une valeur marquée comme hypothèse n’a pas de source publique. La modifier modifie le plan.",
)
SYNTHETIC = (
    Text("Synthetische gegevens", "Synthetic data", "Données synthétiques"),
    Text(
        "Dit plan is gemaakt uit een nagebootst register. Geen enkele rij gaat over een bestaande "
        "persoon.",
        "This plan is made from an invented register. No row is about a real person.",
        "Ce plan est fait d’un registre simulé. Aucune ligne ne concerne une personne réelle.",
    ),
)


def number(value: float, language: str) -> str:
    """A whole number as it is written in a sentence."""
    separator = {"nl": ".", "en": ",", "fr": "\u202f"}[language]
    return f"{round(value):,}".replace(",", separator)


def title(year: SchoolYear) -> Text:
    """The title of the document."""
    return Text(
        f"Behoefteplan NT2 {year}", f"Needs plan for Dutch {year}", f"Plan des besoins NT2 {year}"
    )


def subtitle(horizon: Horizon) -> Text:
    """When it is delivered, and up to when anything is known."""
    return Text(
        f"Gegevens tot en met {format_date(horizon.cut_off, 'nl')}, op te leveren op "
        f"{format_date(horizon.due, 'nl')}",
        f"Data up to {format_date(horizon.cut_off, 'en')}, to be delivered on "
        f"{format_date(horizon.due, 'en')}",
        f"Données jusqu’au {format_date(horizon.cut_off, 'fr')}, à remettre le "
        f"{format_date(horizon.due, 'fr')}",
    )


def facts(plan: NeedsPlan) -> Iterator[tuple[Text, Text]]:
    """The facts on the cover."""
    yield (
        Text("Schooljaar", "School year", "Année scolaire"),
        Text.same(str(plan.horizon.school_year)),
    )
    yield Text("Momentopname", "Snapshot", "Instantané"), Text.same(plan.history.snapshot)
    paths = len(plan.paths.draws)
    yield Text("Toekomstpaden", "Paths", "Trajectoires"), Text.same(str(paths))


def assumption(value: PolicyValue, year: int | None = None) -> Text:
    """A policy value with its source; a day of the year as it falls in `year`."""
    year = year or value.valid_from.year
    marks = {"nl": " (aanname)", "en": " (assumption)", "fr": " (hypothèse)"}
    return Text(*(
        f"{value.label[lang]}: {_shown(value, year, lang)}{marks[lang] * value.assumption}. "
        f"{value.source[lang][:1].upper()}{value.source[lang][1:]}."
        for lang in ("nl", "en", "fr")
    ))  # fmt: skip


def _shown(value: PolicyValue, year: int, language: str) -> str:
    """A value as it is read: a share in percent, a day by its name."""
    if value.unit is Unit.MONTH_DAY:
        days = (format_date(day, language) for day in value.days_in(year))
        return ", ".join(day.removesuffix(f" {year}") for day in days)
    if value.unit is Unit.SHARE:
        return format_percent(100 * value.number, language)
    found = value.value if isinstance(value.value, tuple) else (value.value,)
    return ", ".join(str(one) for one in found)


def said_of_all(plan: NeedsPlan) -> Text:
    """The whole plan in two sentences."""
    chance = value("needs.interval", plan.horizon.cut_off).number
    low, high = plan.interval(np.ones(plan.numbers.people.shape), chance)
    return _each(
        "Voor {year} worden {people} cursisten verwacht die aan een niveau beginnen; in {chance} "
        "van de 100 toekomstpaden zijn het er {low} tot {high}. Daarvoor zijn {groups} groepen "
        "nodig, goed voor {hours} lestijden en {teachers} voltijdse lesgevers.",
        "For {year} {people} learners are expected to begin a level; in {chance} of 100 paths they "
        "are {low} to {high}. They need {groups} groups, which is {hours} lesson hours and "
        "{teachers} full-time teachers.",
        "Pour {year}, {people} apprenants devraient commencer un niveau ; dans {chance} "
        "trajectoires sur 100 ils sont {low} à {high}. Il faut {groups} groupes, soit {hours} "
        "périodes de cours et {teachers} enseignants à temps plein.",
        year=plan.horizon.school_year, people=int(plan.numbers.people.sum()),
        chance=round(100 * chance), low=round(low), high=round(high),
        groups=int(plan.numbers.groups.sum()), hours=round(float(plan.numbers.hours.sum())),
        teachers=round(float(plan.numbers.teachers.sum())),
    )  # fmt: skip


def said_of_year(plan: NeedsPlan, place: int) -> Text:
    """What is expected in one area, and how sure that is."""
    chance = value("needs.interval", plan.horizon.cut_off).number
    weights = np.zeros(plan.numbers.people.shape)
    weights[place] = 1
    low, high = plan.interval(weights, chance)
    return _each(
        "{people} cursisten, in {chance} van de 100 paden {low} tot {high}; {groups} groepen.",
        "{people} learners, in {chance} of 100 paths {low} to {high}; {groups} groups.",
        "{people} apprenants, dans {chance} trajectoires sur 100 {low} à {high} ; {groups} "
        "groupes.",
        people=int(plan.numbers.people[place].sum()), chance=round(100 * chance),
        low=round(low), high=round(high), groups=int(plan.numbers.groups[place].sum()),
    )  # fmt: skip


def meanings(plan: NeedsPlan) -> tuple[Text, ...]:
    """What each part of the bridge means."""
    return tuple(
        Text(*(f"{words.PARTS[part][lang]}: {words.MEANINGS[part][lang]}"
               for lang in ("nl", "en", "fr")))
        for part in plan.parts
    )  # fmt: skip


def why_area(plan: NeedsPlan, place: int) -> Text:
    """From last year's plan to this one in one area: the two parts that weigh most."""
    assert plan.previous is not None
    parts = {name: int(part[place].sum()) for name, part in plan.parts.items()}
    first, second = sorted(parts, key=lambda name: -abs(parts[name]))[:2]
    return Text(*(
        _said(lang).format(
            after=number(int(plan.numbers.people[place].sum()), lang),
            before=number(int(plan.previous[place].sum()), lang),
            first=f"{words.PARTS[first][lang]} {_signed(parts[first], lang)}",
            second=f"{words.PARTS[second][lang]} {_signed(parts[second], lang)}",
        )
        for lang in ("nl", "en", "fr")
    ))  # fmt: skip


def lever(one: Lever) -> Text:
    """A lever that was turned, and from when."""
    about = ", ".join((*one.levels, *one.areas, *one.profiles))
    held = f"{one.value:+g}" if one.what is What.WAITING else f"× {one.value:g}"
    return Text(*(
        f"{words.LEVERS[one.what][lang]}: {held}, {words.FROM[lang]} {format_date(one.first, lang)}"
        + (f" {words.UNTIL[lang]} {format_date(one.last, lang)}" if one.last else "")
        + (f" ({about})" if about else "")
        + (f". {one.why[lang]}" if one.why else "")
        for lang in ("nl", "en", "fr")
    ))  # fmt: skip


def _said(language: str) -> str:
    return {
        "nl": "Dit plan {after}, vorig plan {before}. Het meest wegen {first} en {second}.",
        "en": "This plan {after}, last year’s plan {before}. Most weight have {first} and "
        "{second}.",
        "fr": "Ce plan {after}, plan précédent {before}. Pèsent le plus {first} et {second}.",
    }[language]


def _signed(value: int, language: str) -> str:
    return ("+" if value > 0 else "-" if value < 0 else "") + number(abs(value), language)


def _each(nl: str, en: str, fr: str, **values: object) -> Text:
    """A sentence in three languages; whole numbers are written as each of them does."""

    def filled(words: str, language: str) -> str:
        return words.format(
            **{
                key: number(value, language) if isinstance(value, int) else value
                for key, value in values.items()
            }
        )

    return Text(filled(nl, "nl"), filled(en, "en"), filled(fr, "fr"))
