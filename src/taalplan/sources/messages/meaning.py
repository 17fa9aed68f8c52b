# SPDX-License-Identifier: EUPL-1.2
"""What a dossier comes down to, in our words: the same for the register and for a snapshot.

What cannot be used (no day, no meaning) is counted with the reason, never guessed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

from taalplan.sources.messages.codes import lists
from taalplan.sources.messages.parts import (
    Coded,
    DeskRegistration,
    Dossier,
    Part,
    Signed,
    Waiting,
    Way,
)
from taalplan.vocabulary.codes import Profile, RegistrationKind

WITHOUT_CONTRACT = "TT_NT2"
"""How the types of trajectories begin that are about Dutch alone: nothing was signed for them."""

LeftOut = Counter[str]


def group_of(dossier: Dossier) -> str:
    """The target group that the dossier tells last; undetermined when it tells none."""
    told = [each.group.means for each in dossier.target_groups if each.group.means]
    return told[-1] if told else "undetermined"


def registrations(dossier: Dossier, left_out: LeftOut) -> list[tuple[date, str, DeskRegistration]]:
    """Each registration with its day and kind, told once; the earliest of several firsts is one.

    The others are repeats: nobody registers for the first time twice.
    """
    found: dict[tuple[date, str], DeskRegistration] = {}
    for each in dossier.registrations:
        if each.date is None or not each.kind.means:
            left_out["registration without a day or kind"] += 1
        else:
            found.setdefault((each.date, each.office.kbi), each)
    result = []
    first_met = False
    for (day, _), each in sorted(found.items(), key=lambda one: one[0][0]):
        kind = each.kind.means
        if kind == RegistrationKind.FIRST and first_met:
            kind = str(RegistrationKind.REPEAT)
        first_met = first_met or kind == RegistrationKind.FIRST
        result.append((day, kind, each))
    return result


def contracts(dossier: Dossier, left_out: LeftOut) -> list[tuple[date, Signed]]:
    """Each contract with its day; two of one day are one that was told twice."""
    found: dict[date, Signed] = {}
    for each in dossier.contracts:
        if each.signed is None:
            left_out["contract without a day"] += 1
        else:
            found.setdefault(each.signed, each)
    return list(found.items())


def ways(dossier: Dossier, left_out: LeftOut) -> list[tuple[date, Way]]:
    """Each trajectory with the day on which it opened."""
    found = []
    for way in dossier.ways:
        if way.opened is None or not way.type:
            left_out["trajectory without a day or type"] += 1
        else:
            found.append((way.opened, way))
    return found


def contract_of(way: Way, opened: date, signed: Sequence[date]) -> date | None:
    """The day of the contract that a trajectory is under: the last before it, or else the first.

    Dutch alone has no contract; the other types have the one that was signed for them.
    """
    if way.type.code.startswith(WITHOUT_CONTRACT) or not signed:
        return None
    return max((day for day in signed if day <= opened), default=min(signed))


def components(way: Way, left_out: LeftOut) -> list[tuple[str, date, date | None, str, int]]:
    """Levels of Dutch of a trajectory: level, opened, closed, result, line. KBI cuts B1 in four."""
    found: dict[tuple[str, date], list[Part]] = defaultdict(list)
    for part in way.parts:
        opened = part.period.begin or way.opened
        if part.type.means and opened:
            found[part.type.means, opened].append(part)
    result = []
    for (level, opened), parts in found.items():
        closed, ended = outcome(parts)
        if closed is not None and closed < opened:
            left_out["component that ends before it begins"] += 1
        else:
            result.append((level, opened, closed, ended, parts[0].line))
    return result


def outcome(parts: Sequence[Part]) -> tuple[date | None, str]:
    """When all parts of a level were closed and how; nothing while one is open."""
    days = [part.closed for part in parts]
    closed = max((day for day in days if day), default=None)
    if closed is None or not all(days):
        return None, ""
    decided = {part.decision.means or "undetermined" for part in parts}
    worst = next(each for each in ("failed", "undetermined", "passed") if each in decided)
    return closed, worst


def waiting(dossier: Dossier, left_out: LeftOut) -> list[tuple[str, date, str, Waiting]]:
    """Each waiting entry (wachtlijst) with its level, day and profile; of one level and day one."""
    found: dict[tuple[str, date], tuple[str, date, str, Waiting]] = {}
    for each in dossier.waiting:
        level = each.module.means
        if each.since is None or not level:
            left_out["waiting entry without a day or level that is known"] += 1
        elif (level, each.since) not in found:
            profile = profile_of(dossier, each.module)
            if not profile:
                left_out["profile of a waiting entry: nothing tells it, so standard is taken"] += 1
            found[level, each.since] = (level, each.since, profile or Profile.STANDARD, each)
    return list(found.values())


def profile_of(dossier: Dossier, module: Coded) -> str:
    """For whom the course must be made: what the advice says, or the module, or the literacy.

    "" when nothing tells it. Whoever cannot read the Latin script needs alfa, whatever the
    module: its letters come first.
    """
    if dossier.advice.means:
        return dossier.advice.means
    if dossier.subject.literacy.means == "illiterate":
        return Profile.ALFA
    return lists()["module_profile"].get(module.code.lstrip("0"), "")


def dayparts(codes: Sequence[Coded]) -> list[str]:
    """The parts of the day that are meant, each once."""
    return sorted({each.means for each in codes if each.means})
