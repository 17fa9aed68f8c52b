# SPDX-License-Identifier: EUPL-1.2
"""Why each group opens, in a sentence that a coordinator can read aloud."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from taalplan.supply import words
from taalplan.supply.plan import SupplyPlan
from taalplan.supply.why import Because, because
from taalplan.vocabulary.terms import label
from taalplan.vocabulary.text import Text

LANGUAGES = ("nl", "en", "fr")


@dataclass(frozen=True)
class Offer:
    """Groups of one municipality, level, profile and day-part, with the rows of groups in it."""

    zone: str
    level: int
    kind: int
    daypart: int
    rows: tuple[Because, ...]

    @property
    def learners(self) -> float:
        """Expected in all its groups."""
        return sum(one.learners for one in self.rows)


def offers_of(plan: SupplyPlan) -> list[Offer]:
    """All groups of a plan by municipality, level, profile and day-part."""
    problem, groups = plan.problem, plan.groups
    found: defaultdict[tuple[str, int, int, int], list[Because]] = defaultdict(list)
    for one in because(plan):
        row = one.row
        zone = problem.sites[groups.site[row]].zone
        key = (zone, int(groups.level[row]), int(groups.kind[row]), int(groups.daypart[row]))
        found[key].append(one)
    return [Offer(*key, tuple(rows)) for key, rows in sorted(found.items())]


def row_sentence(plan: SupplyPlan, one: Because) -> Text:
    """Why one row of groups is there."""
    return _sentence(plan, [one])


def offer_sentence(plan: SupplyPlan, offer: Offer) -> Text:
    """Why the groups of one offer are there: how many, who for, how long they wait, what else."""
    problem, groups = plan.problem, plan.groups
    count = sum(int(groups.count[one.row]) for one in offer.rows)
    starts = sorted({int(groups.round[one.row]) for one in offer.rows})
    rest = _sentence(plan, offer.rows)
    profile = label("profile", problem.kinds[offer.kind].code)
    part = label("day_part", problem.dayparts[offer.daypart])
    noun = {"nl": ("groep", "groepen"), "en": ("group", "groups"), "fr": ("groupe", "groupes")}
    return Text(*(
        f"{problem.levels[offer.level]} {profile[lang]}, {part[lang]}: {count} "
        f"{noun[lang][count != 1]} "
        f"({', '.join(words.month(problem.rounds[n])[lang] for n in starts)}). {rest[lang]}"
        for lang in LANGUAGES
    ))  # fmt: skip


def _sentence(plan: SupplyPlan, rows: Sequence[Because]) -> Text:
    total = sum(one.learners for one in rows)
    homes: defaultdict[int, float] = defaultdict(float)
    for one in rows:
        for zone, people in one.homes:
            homes[zone] += people
    most = sorted(homes.items(), key=lambda item: -item[1])[:4]
    late = sum(one.learners * one.late for one in rows) / max(total, 1e-9)
    waited = sum(one.waited for one in rows)
    parts = [_who(plan, total, most), _wait(late, waited), _else(plan, rows)]
    return Text(*(" ".join(part[lang] for part in parts) for lang in LANGUAGES))


def _who(plan: SupplyPlan, total: float, most: Sequence[tuple[int, float]]) -> Text:
    names = ", ".join(
        f"{plan.problem.zones[zone].name} {people:.0f}" for zone, people in most if people >= 0.5
    )
    if not names:
        return Text(
            f"Verwacht: {total:.0f} cursisten uit vele gemeenten.",
            f"Expected: {total:.0f} learners from many municipalities.",
            f"Attendus : {total:.0f} apprenants de nombreuses communes.",
        )
    return Text(
        f"Verwacht: {total:.0f} cursisten, de meesten uit {names}.",
        f"Expected: {total:.0f} learners, most of them from {names}.",
        f"Attendus : {total:.0f} apprenants, surtout de {names}.",
    )


def _wait(late: float, waited: float) -> Text:
    if waited >= 0.5:
        return Text(
            f"{waited:.0f} van hen wachten al langer dan de officiële grens.",
            f"{waited:.0f} of them waited longer than the official limit.",
            f"{waited:.0f} d’entre eux attendent au-delà de la limite officielle.",
        )
    if late < 0.05:
        return Text("Zij beginnen zodra zij er zijn.", "They begin as soon as they are there.",
                    "Ils commencent dès qu’ils sont là.")  # fmt: skip
    nl, en, fr = _decimal(late)
    return Text(
        f"Zij wachten er gemiddeld {nl} maand op.",
        f"They wait {en} months for it on average.",
        f"Ils l’attendent {fr} mois en moyenne.",
    )


def _else(plan: SupplyPlan, rows: Sequence[Because]) -> Text:
    near = [one for one in rows if one.nearest is not None]
    if not near:
        return Text(
            "In geen andere gemeente binnen hun bereik is er zo’n groep.",
            "No other municipality within their reach has such a group.",
            "Aucune autre commune à leur portée n’a un tel groupe.",
        )
    best = min(near, key=lambda one: one.further)
    assert best.nearest is not None
    site = plan.problem.sites[plan.groups.site[best.nearest]]
    place = next(zone.name for zone in plan.problem.zones if zone.code == site.zone)
    nl, en, fr = _decimal(max(best.further, 0.0))
    return Text(
        f"De dichtstbijzijnde gemeente met zo’n groep is {place}, {nl} km verder.",
        f"The nearest municipality with such a group is {place}, {en} km further.",
        f"La commune la plus proche avec un tel groupe est {place}, {fr} km plus loin.",
    )


def _decimal(value: float) -> tuple[str, str, str]:
    text = f"{value:.1f}"
    return text.replace(".", ","), text, text.replace(".", ",")


COLUMNS = ("site", "site_name", "municipality", "area", "level", "profile", "daypart", "mode",
           "start", "groups", "learners", "kilometres", "months_waiting", "why")  # fmt: skip


def group_rows(plan: SupplyPlan, language: str = "nl") -> Iterator[tuple[str | int | float, ...]]:
    """Every group of a plan with its reason, for a list that can be sorted and searched."""
    problem, groups = plan.problem, plan.groups
    names = {zone.code: zone.name for zone in problem.zones}
    for one in because(plan):
        row = one.row
        site = problem.sites[groups.site[row]]
        yield (
            site.code, site.name, names[site.zone], site.area, problem.levels[groups.level[row]],
            problem.kinds[groups.kind[row]].code, problem.dayparts[groups.daypart[row]],
            problem.modes[groups.mode[row]].code,
            (problem.rounds[groups.round[row]] + 8) % 12 + 1, int(groups.count[row]),
            round(one.learners, 1), round(one.away, 1), round(one.late, 2),
            row_sentence(plan, one)[language],
        )  # fmt: skip
