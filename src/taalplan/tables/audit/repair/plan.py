# SPDX-License-Identifier: EUPL-1.2
"""A proposed repair: its changes, the rows it moves with the evidence, and what still remains."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from taalplan.tables.audit.figures import Figure
from taalplan.tables.audit.printed import PrintedTable
from taalplan.tables.audit.reading import Form
from taalplan.tables.audit.repair.apply import repaired
from taalplan.tables.audit.repair.edits import EMPTYING, Edit, edits
from taalplan.tables.audit.repair.problem import Problem, Reference
from taalplan.tables.audit.repair.relabelling import Relabelling
from taalplan.tables.audit.sums import Direction
from taalplan.tables.audit.verdicts import Outcome, Verdict, faults, outcomes
from taalplan.tables.audit.words import figures, listed, sentence
from taalplan.vocabulary.text import Text


@dataclass(frozen=True)
class Move:
    """A label whose figures stand elsewhere: where, what stood beside it, what belongs there.

    `came_from` is the label beside which its figures were printed, '' when nowhere.
    """

    label: str
    line: int
    came_from: str
    printed: tuple[Figure, ...]
    proposed: tuple[Figure, ...]
    evidence: tuple[Text, ...]


@dataclass(frozen=True)
class Repair:
    """One way to explain what is wrong. `cost` orders repairs by how little they change.

    `evidence` says which totals failed in print and hold after it; `after` are all sums of the
    repaired table, which can be written in the form in which it was read. Repairs of the same
    `shape` differ only in which label of a group they leave empty, so their sums are the same.
    """

    cost: float
    edits: tuple[Edit, ...]
    moves: tuple[Move, ...]
    table: PrintedTable
    after: tuple[Outcome, ...] = field(repr=False)
    form: Form = field(repr=False)
    shape: tuple[object, ...] = ()
    evidence: tuple[Text, ...] = ()
    proven: bool = True

    @property
    def empty_labels(self) -> tuple[str, ...]:
        """The labels that this repair leaves without figures of their own."""
        rows = [edit.label for edit in self.edits if edit.code in EMPTYING]
        return tuple(label for label in rows if label)

    @property
    def summary(self) -> Text:
        """The changes in one line, to tell repairs apart."""
        return listed([edit.short for edit in self.edits if edit.short])

    def write_csv(self, path: Path) -> None:
        """Write the repaired table in the form of its file; written beside and renamed."""
        beside = path.with_name(path.name + ".part")
        beside.write_text(self.form.write(self.table), encoding="utf-8")
        beside.replace(path)


def plan(problem: Problem, found: Relabelling, form: Form) -> Repair:
    """A solution as a repair that people can read."""
    table = repaired(problem.table, found)
    after = outcomes(table)
    changes = edits(problem, found)
    return Repair(
        cost=round(found.cost, 3),
        edits=changes,
        moves=_moves(problem, found),
        table=table,
        after=after,
        form=form,
        shape=_shape(problem, changes),
        evidence=_mended(problem, table, after),
        proven=found.proven,
    )


def _shape(problem: Problem, changes: Sequence[Edit]) -> tuple[object, ...]:
    rows = problem.table.rows
    return tuple(
        sorted(
            (edit.code, str(rows[edit.rows[0]].parent if edit.code in EMPTYING else edit.rows))
            for edit in changes
            if edit.code != "slid-rows"
        )
    )


def _moves(problem: Problem, found: Relabelling) -> tuple[Move, ...]:
    table, moves = problem.table, []
    derived = dict(found.derived)
    for label, source in enumerate(found.rows):
        if source == label or label in found.repeated:
            continue
        blank: tuple[Figure, ...] = (None,) * len(table.columns)
        proposed = derived.get(label, blank) if source is None else table.values[source]
        evidence = tuple(
            text for one in problem.references if (text := _other_table(one, label)) is not None
        )
        moves.append(
            Move(
                label=table.rows[label].label,
                line=table.rows[label].line,
                came_from="" if source is None else table.rows[source].label,
                printed=table.values[label],
                proposed=proposed,
                evidence=evidence,
            )
        )
    return tuple(moves)


def _other_table(one: Reference, label: int) -> Text | None:
    """What another table says of a row that was moved."""
    if label not in one.values:
        return None
    return sentence(
        "{file}, {heading}: {theirs}",
        "{file}, {heading}: {theirs}",
        "{file}, {heading} : {theirs}",
        file=one.file,
        heading=one.heading,
        theirs=_or_blank(one.values[label]),
    )


def _or_blank(value: Figure) -> Figure | Text:
    return Text("leeg", "blank", "vide") if value is None else value


def _mended(problem: Problem, table: PrintedTable, after: Sequence[Outcome]) -> tuple[Text, ...]:
    """For each total whose rows failed in print: how they come out now."""
    failed = [
        one
        for one in faults(problem.table, problem.natures)
        if one.sum.family.direction is Direction.ROWS
    ]
    before = _by_label(problem.table, failed)
    now = _by_label(table, after)
    found = [_now(label, now.get(label, ()), before[label]) for label in before]
    return tuple(text for text in found if text is not None)


def _by_label(table: PrintedTable, sums: Sequence[Outcome]) -> dict[str, list[Outcome]]:
    found: dict[str, list[Outcome]] = defaultdict(list)
    for one in sums:
        if one.sum.family.direction is Direction.ROWS:
            found[table.rows[one.sum.total[0]].label].append(one)
    return found


def _now(label: str, now: Sequence[Outcome], before: Sequence[Outcome]) -> Text | None:
    if not now or any(one.is_fault for one in now):
        return None
    if all(one.verdict is Verdict.HOLDS for one in now):
        return sentence(
            "{label} telt dan in alle kolommen exact op ({figures}).",
            "{label} then adds up exactly in all columns ({figures}).",
            "{label} s'additionne alors exactement dans toutes les colonnes ({figures}).",
            label=label,
            figures=figures([int(one.printed) for one in now]),
        )
    return sentence(
        "{label} verschilt dan nog hoogstens {gap} van de som van zijn delen, in plaats van "
        "{before}.",
        "{label} then differs by at most {gap} from the sum of its parts, instead of {before}.",
        "{label} ne diffère alors que de {gap} au plus de la somme de ses parties, au lieu de "
        "{before}.",
        label=label,
        gap=int(max(abs(one.gap) for one in now)),
        before=int(max(abs(one.gap) for one in before)),
    )
