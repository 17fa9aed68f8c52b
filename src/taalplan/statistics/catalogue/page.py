# SPDX-License-Identifier: EUPL-1.2
"""The page of an indicator, as a statistician would want to find it, in three languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from taalplan import policy
from taalplan.statistics.catalogue.indicator import Indicator, indicator, indicators
from taalplan.statistics.definition import Count, Definition
from taalplan.statistics.kinds import Asked
from taalplan.statistics.outcomes import FollowUp
from taalplan.statistics.outcomes.reading import as_yaml as follow_up_yaml
from taalplan.statistics.outcomes.words import HEADINGS as FOLLOW_UP_HEADINGS
from taalplan.statistics.read_definition import as_yaml
from taalplan.statistics.satisfaction import Satisfaction
from taalplan.statistics.views import VIEWS
from taalplan.statistics.views.make import NEEDS, query_of
from taalplan.vocabulary.terms import label, title
from taalplan.vocabulary.text import Text

Page = list[str]

HEADINGS = {
    "answers": Text("Waarop het antwoordt", "What it answers", "À quoi il répond"),
    "one": Text("Wat één is", "What one is", "Ce qui compte pour un"),
    "counted": Text("Hoe het geteld wordt", "How it is counted", "Comment il est compté"),
    "adds": Text("Optellen", "Adding up", "Additionner"),
    "beside": Text("Niet naast leggen", "Not to be held beside", "À ne pas rapprocher de"),
    "care": Text("Let op", "Mind", "Attention"),
    "policy": Text("Waarden van het beleid", "Values of policy", "Valeurs fixées par la politique"),
    "owner": Text("Wie antwoordt", "Who answers for it", "Qui en répond"),
    "get": Text("Opvragen", "How to get it", "Comment l'obtenir"),
}
WORDS = {
    "unit": Text("eenheid", "unit", "unité"),
    "from": Text("geteld uit", "counted from", "compté à partir de"),
    "axis": Text("tijdsas", "time axis", "axe temporel"),
    "divided": Text("ingedeeld naar", "divided by", "ventilé par"),
    "yes": Text("ja", "yes", "oui"),
    "no": Text("nee", "no", "non"),
    "dimension": Text("over", "over", "par"),
    "may": Text("optellen?", "add up?", "additionner ?"),
    "why": Text("waarom", "why", "pourquoi"),
    "assumption": Text("aanname", "assumption", "hypothèse"),
    "since": Text("sinds", "since", "depuis"),
    "small": Text(
        "Kleine aantallen worden voor het parlement en het publiek beschermd: `--audience "
        "parliament` of `--audience public`.",
        "Small numbers are protected for parliament and the public: `--audience parliament` or "
        "`--audience public`.",
        "Les petits nombres sont protégés pour le parlement et le public : `--audience parliament` "
        "ou `--audience public`.",
    ),
}
AXES = {
    "calendar-year": Text("kalenderjaar", "calendar year", "année civile"),
    "contract-year": Text("jaar van het contract", "year of the contract", "année du contrat"),
    "school-year": Text(
        "schooljaar (1 september tot 31 augustus)",
        "school year (1 September to 31 August)",
        "année scolaire (du 1er septembre au 31 août)",
    ),
}
UNITS = {
    "people": Text("verschillende personen", "different people", "personnes différentes"),
    "rows": Text("gebeurtenissen", "events", "événements"),
    "follow-up": Text(
        "aandeel van een cohorte, in procent",
        "share of a cohort, in per cent",
        "part d'une cohorte, en pour cent",
    ),
    "satisfaction": Text(
        "aandeel tevreden in procent, en klachten per duizend aanmeldingen",
        "share satisfied in per cent, and complaints per thousand registrations",
        "part de satisfaits en pour cent, et plaintes pour mille inscriptions",
    ),
}


def page(name: str, language: str = "nl") -> str:
    """The page of one indicator as Markdown."""
    about = indicator(name)
    parts: dict[str, Callable[[Indicator, str], Page]] = {
        "answers": lambda i, g: [i.answers[g]],
        "one": lambda i, g: [i.one[g]],
        "counted": _counted,
        "adds": _adds_up,
        "beside": _beside,
        "care": lambda i, g: [i.care[g], "", *_notes(i.asked, g), WORDS["small"][g]],
        "policy": _policy,
        "owner": lambda i, g: [_capital(i.asked.owner[g]) + "."],
        "get": _get,
    }
    lines = [f"# {name}", "", about.title[language], ""]
    for part, write in parts.items():
        if found := write(about, language):
            lines += [f"## {HEADINGS[part][language]}", "", *found, ""]
    return "\n".join(lines)


def index(language: str = "nl") -> str:
    """A list of all indicators as Markdown, each with what it answers."""
    lines = [
        f"- [{one.name}](indicators/{one.name}.md): {one.answers[language]}" for one in indicators()
    ]
    return "\n".join(lines) + "\n"


def _counted(about: Indicator, language: str) -> Page:
    asked = about.asked
    tables = list(NEEDS.get(asked.of, (asked.of,)))
    if isinstance(asked, Satisfaction):
        tables.append(asked.contacts.of)
    facts = {
        "unit": UNITS[_unit(asked)][language],
        "from": ", ".join(f"`{table}`" for table in tables),
        "axis": AXES[asked.axis][language],
        "divided": ", ".join(_dimension(name, language) for name in _dimensions(asked)),
    }
    lines = [f"- {WORDS[key][language]}: {fact}" for key, fact in facts.items()]
    lines += ["", "```yaml", *_yaml(asked).strip().splitlines(), "```"]
    if asked.of in VIEWS:
        lines += ["", "```sql", *query_of(asked.of).strip().splitlines()[1:], "```"]
    return lines


def _unit(asked: Asked) -> str:
    if isinstance(asked, FollowUp):
        return "follow-up"
    if isinstance(asked, Satisfaction):
        return "satisfaction"
    return "people" if asked.count is Count.PEOPLE else "rows"


def _dimensions(asked: Asked) -> tuple[str, ...]:
    if isinstance(asked, Satisfaction):
        return asked.rows
    return asked.dimensions if isinstance(asked, Definition) else asked.base.dimensions


def _dimension(name: str, language: str) -> str:
    """The heading of a dimension in a table."""
    for known in (title, lambda one: label("word", one)):
        try:
            return known(_LISTS.get(name, name))[language]
        except KeyError:
            continue
    return name


_LISTS = {
    "year": "calendar_year",
    "mode": "teaching_mode",
    "outcome": "enrolment_outcome",
    "next": "next_level",
    "waited": "first_lesson",
}


def _yaml(asked: Asked) -> str:
    if isinstance(asked, FollowUp):
        return follow_up_yaml(asked)
    return as_yaml(asked.answers if isinstance(asked, Satisfaction) else asked)


def _adds_up(about: Indicator, language: str) -> Page:
    lines = [
        f"| {WORDS['dimension'][language]} | {WORDS['may'][language]} | {WORDS['why'][language]} |",
        "|---|---|---|",
    ]
    for name, rule in about.adds_up.items():
        word = WORDS["yes" if rule.adds else "no"][language]
        lines.append(f"| {_ratio(about.asked, name, language)} | {word} | {rule.why[language]} |")
    return lines


def _ratio(asked: Asked, name: str, language: str) -> str:
    """The label of a percentage of the definition, or of a dimension."""
    if isinstance(asked, FollowUp) and name in FOLLOW_UP_HEADINGS:
        return FOLLOW_UP_HEADINGS[name][language]
    ratios = asked.ratios if isinstance(asked, Definition) else ()
    found = next((ratio.label[language] for ratio in ratios if ratio.code == name), "")
    return found or _dimension(name, language)


def _beside(about: Indicator, language: str) -> Page:
    return [f"- [{other}]({other}.md): {why[language]}" for other, why in about.not_beside.items()]


def _notes(asked: Asked, language: str) -> Iterator[str]:
    for remark in asked.notes:
        yield from (remark.text[language], "")


def _policy(about: Indicator, language: str) -> Page:
    lines = []
    for key in about.policy:
        for period in policy.packaged().rules[key].periods:
            assumed = f", {WORDS['assumption'][language]}" if period.assumption else ""
            since = f"{WORDS['since'][language]} {period.valid_from}"
            lines.append(
                f"- {policy.packaged().rules[key].label[language]} (`{key}`): {period.value}, "
                f"{since}{assumed}. {_capital(period.source[language])}."
            )
    return lines


def _get(about: Indicator, language: str) -> Page:
    year = {"school-year": "2020-2021"}.get(about.asked.axis, "2021")
    return [
        "```console",
        f"$ taalplan table {about.name} --snapshot DIR --year {year} --format csv",
        "```",
    ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
