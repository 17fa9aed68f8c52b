# SPDX-License-Identifier: EUPL-1.2
"""What if: the same problem with less money, a site closed, more blended, no evenings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from taalplan.supply.problem import Needs, SupplyError, SupplyProblem, Wish
from taalplan.vocabulary.terms import label
from taalplan.vocabulary.text import Text

AMOUNTS = ("budget", "teachers", "rooms")


@dataclass(frozen=True)
class Change:
    """What differs from the situation as it is.

    `amounts` are factors by what they change: {"budget": 0.9} is ten per cent less. `close` are
    codes of sites, `forbid` day-parts; `blended` is the share of those in class who move to
    blended lessons.
    """

    amounts: tuple[tuple[str, float], ...] = ()
    close: tuple[str, ...] = ()
    forbid: tuple[str, ...] = ()
    blended: float = 0.0

    @classmethod
    def read(
        cls, changes: list[str], close: list[str], forbid: list[str], blended: str | None
    ) -> Change:
        """From the words of the command line. Raises SupplyError with every fault."""
        found: list[str] = []
        amounts = tuple(one for text in changes if (one := _amount(text, found)))
        share = _percent(blended or "0%", found)
        if not 0 <= share <= 1:
            found.append(f"--blended {blended}: between 0% and 100%")
        if found:
            raise SupplyError(found)
        return cls(amounts, tuple(close), tuple(forbid), share)

    def __bool__(self) -> bool:
        return bool(self.amounts or self.close or self.forbid or self.blended)

    def words(self) -> Text:
        """What differs, in words."""
        parts = list(self._parts())
        return Text(*("; ".join(part[lang] for part in parts) for lang in ("nl", "en", "fr")))

    def _parts(self) -> Iterator[Text]:
        names = {
            "budget": Text("budget", "budget", "budget"),
            "teachers": Text("lesgevers", "teachers", "enseignants"),
            "rooms": Text("lokalen", "rooms", "locaux"),
        }
        for name, factor in self.amounts:
            by = f"{100 * (factor - 1):+.0f} %"
            yield Text(*(f"{names[name][lang]} {by}" for lang in ("nl", "en", "fr")))
        for site in self.close:
            yield Text(f"{site} gesloten", f"{site} closed", f"{site} fermé")
        for part in self.forbid:
            when = label("day_part", part)
            yield Text(f"geen lessen: {when.nl}", f"no lessons: {when.en}",
                       f"pas de cours : {when.fr}")  # fmt: skip
        if self.blended:
            share = f"{100 * self.blended:.0f} %"
            yield Text(
                f"{share} van wie contactonderwijs volgt naar gecombineerd onderwijs",
                f"{share} of those in class to blended lessons",
                f"{share} du présentiel vers l’enseignement combiné",
            )


def _amount(text: str, found: list[str]) -> tuple[str, float] | None:
    name, _, by = text.partition("=")
    if name not in AMOUNTS or not by:
        found.append(f"--change {text}: write one of {', '.join(AMOUNTS)} as in budget=-10%")
        return None
    return name, 1 + _percent(by, found)


def _percent(text: str, found: list[str]) -> float:
    if re.fullmatch(r"[+-]?\d+([.,]\d+)?\s?%", text) is None:
        found.append(f"'{text}' is not a percentage; write it as -10%")
        return 0.0
    return float(text.rstrip("% ").replace(",", ".")) / 100


def changed(problem: SupplyProblem, change: Change) -> SupplyProblem:
    """The problem with a change. Raises SupplyError for a site or day-part that is not there."""
    codes = [site.code for site in problem.sites]
    found = [f"--close {code}: there is no such site" for code in change.close if code not in codes]
    found += [
        f"--forbid {part}: choose from {', '.join(problem.dayparts)}"
        for part in change.forbid if part not in problem.dayparts
    ]  # fmt: skip
    if found:
        raise SupplyError(found)
    factors = dict(change.amounts)
    shut = np.isin(codes, change.close)
    dark = np.isin(problem.dayparts, change.forbid)
    made = replace(
        problem,
        budget=None if problem.budget is None else problem.budget * factors.get("budget", 1.0),
        teachers=problem.teachers * factors.get("teachers", 1.0),
        rooms=np.floor(problem.rooms * factors.get("rooms", 1.0) + 1e-9).astype(np.int64),
        open_sites=problem.open_sites & ~shut,
        open_dayparts=problem.open_dayparts & ~dark,
    )
    return _blended(made, change.blended) if change.blended else made


def _blended(problem: SupplyProblem, share: float) -> SupplyProblem:
    """Move a share of everybody in class to blended lessons, at the same day-parts."""
    wishes = list(problem.wishes)
    other = np.full(len(wishes), -1)
    for number, wish in enumerate(problem.wishes):
        if wish.mode == "contact":
            moved = Wish(wish.dayparts, "blended")
            if moved not in wishes:
                wishes.append(moved)
            other[number] = wishes.index(moved)
    needs = problem.needs
    moves = other[needs.wish] >= 0
    stay = np.where(moves, 1 - share, 1.0)
    rows = np.flatnonzero(moves)
    wishing = np.concatenate([needs.wish, other[needs.wish[rows]]])
    everything = np.concatenate([np.arange(len(needs.zone)), rows])
    people = np.concatenate([needs.people * stay[:, None], needs.people[rows] * share])
    more = Needs(
        needs.zone[everything], needs.level[everything], needs.kind[everything], wishing,
        needs.round[everything], needs.waited[everything], people, needs.chance[everything],
    )  # fmt: skip
    return replace(problem, wishes=tuple(wishes), needs=_merged(more))


def _merged(needs: Needs) -> Needs:
    """Rows about the same people as one row."""
    key = np.stack([*(getattr(needs, name) for name in needs.COLUMNS), needs.waited])
    unique, first, inverse = np.unique(key, axis=1, return_index=True, return_inverse=True)
    people = np.zeros((unique.shape[1], needs.people.shape[1]))
    np.add.at(people, inverse.reshape(-1), needs.people)
    columns = [getattr(needs, name)[first] for name in needs.COLUMNS]
    return Needs(*[*columns, needs.waited[first], people, needs.chance[first]])
