# SPDX-License-Identifier: EUPL-1.2
"""The sentences of a needs plan, with figures from its tables only."""

from __future__ import annotations

from collections.abc import Iterator

from taalplan.needs import words
from taalplan.needs.history import AREA_CODES
from taalplan.needs.horizon import Horizon
from taalplan.needs.plan import NeedsPlan
from taalplan.policy import PolicyValue
from taalplan.vocabulary.periods import SchoolYear
from taalplan.vocabulary.places import AREAS
from taalplan.vocabulary.text import Text

Chapter = tuple[Text, tuple[Text, ...], tuple[str, ...]]

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
        f"Gegevens tot en met {horizon.cut_off}, op te leveren op {horizon.due}",
        f"Data up to {horizon.cut_off}, to be delivered on {horizon.due}",
        f"Données jusqu’au {horizon.cut_off}, à remettre le {horizon.due}",
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


def assumption(value: PolicyValue) -> Text:
    """A policy value with its source."""
    shown = ", ".join(
        str(v) for v in (value.value if isinstance(value.value, tuple) else (value.value,))
    )
    marks = {"nl": " (aanname)", "en": " (assumption)", "fr": " (hypothèse)"}
    return Text(*(
        f"{value.label[lang]}: {shown}{marks[lang] * value.assumption}. {value.source[lang]}"
        for lang in ("nl", "en", "fr")
    ))  # fmt: skip


def chapters(plan: NeedsPlan) -> Iterator[Chapter]:
    """Heading, sentences and tables of each part of the document."""
    people, groups = int(plan.numbers.people.sum()), int(plan.numbers.groups.sum())
    yield (
        Text("De behoefte", "The need", "Le besoin"),
        (
            _each(
                "Voor {year} worden {people} cursisten verwacht die aan een niveau beginnen. "
                "Daarvoor zijn {groups} groepen nodig.",
                "For {year} {people} learners are expected to begin a level. They need {groups} "
                "groups.",
                "Pour {year}, {people} apprenants devraient commencer un niveau. Il faut {groups} "
                "groupes.",
                year=plan.horizon.school_year, people=people, groups=groups,
            ),
        ),
        ("needs-areas", "needs-places", "needs-levels", "needs-areas-levels"),
    )  # fmt: skip
    if plan.parts:
        yield (
            Text("Waarom elk getal is wat het is", "Why each number is what it is",
                 "Pourquoi chaque nombre est ce qu’il est"),
            tuple(_bridge_sentences(plan)),
            ("bridge-areas", "bridge-places", "bridge-levels"),
        )  # fmt: skip
    yield (
        Text("Wie wacht", "Who waits", "Qui attend"),
        (),
        ("waiting",),
    )


def _bridge_sentences(plan: NeedsPlan) -> Iterator[Text]:
    """What the parts mean, and per area the two that weigh most."""
    assert plan.previous is not None
    yield Text(*(
        "; ".join(f"{words.PARTS[p][lang]}: {words.MEANINGS[p][lang]}" for p in plan.parts) + "."
        for lang in ("nl", "en", "fr")
    ))  # fmt: skip
    for place, code in enumerate(AREA_CODES):
        parts = {name: int(part[place].sum()) for name, part in plan.parts.items()}
        first, second = sorted(parts, key=lambda name: -abs(parts[name]))[:2]
        yield Text(*(
            _said(lang).format(
                area=AREAS[code].label[lang],
                after=number(int(plan.numbers.people[place].sum()), lang),
                before=number(int(plan.previous[place].sum()), lang),
                first=f"{words.PARTS[first][lang]} {_signed(parts[first], lang)}",
                second=f"{words.PARTS[second][lang]} {_signed(parts[second], lang)}",
            )
            for lang in ("nl", "en", "fr")
        ))  # fmt: skip


def _said(language: str) -> str:
    return {
        "nl": "{area}: {after}, vorig plan {before}. Het meest wegen {first} en {second}.",
        "en": "{area}: {after}, last year’s plan {before}. Most weight have {first} and {second}.",
        "fr": "{area} : {after}, plan précédent {before}. Pèsent le plus {first} et {second}.",
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
