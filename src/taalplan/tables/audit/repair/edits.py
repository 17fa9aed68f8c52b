# SPDX-License-Identifier: EUPL-1.2
"""A repair in words: each change as a sentence with its evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from taalplan.tables.audit.figures import Figure, digits_apart
from taalplan.tables.audit.labels import ended, periods_of
from taalplan.tables.audit.repair.apply import absent_desks
from taalplan.tables.audit.repair.problem import Problem, copies
from taalplan.tables.audit.repair.relabelling import Relabelling
from taalplan.tables.audit.sums import Direction, Nature
from taalplan.tables.audit.words import Value, figures, joined, rows_word, sentence
from taalplan.vocabulary.text import Text

EMPTYING = frozenset({"label-without-figures", "lost-figures"})
"""The changes after which a label has no figures of its own in print."""


@dataclass(frozen=True)
class Edit:
    """One change: what it says, which labels and columns it touches, why it is believed.

    `code` is one of `label-without-figures`, `lost-figures`, `slid-rows`, `copied-row`,
    `surplus-row`, `repeated-row`, `missing-row`, `swapped-columns`, `wrong-figure`. `short`
    names the change in a list of repairs; a slide has none, as it follows from the others.
    `label` is the label that a change leaves empty.
    """

    code: str
    sentence: Text
    rows: tuple[int, ...]
    columns: tuple[int, ...] = ()
    evidence: tuple[Text, ...] = ()
    short: Text | None = None
    label: str = ""


def edits(problem: Problem, found: Relabelling) -> tuple[Edit, ...]:
    """The changes of a repair, those that explain others first."""
    return (
        *_empty_labels(problem, found),
        *_slides(problem, found),
        *_surplus(problem, found),
        *_repeated(problem, found),
        *_missing(problem, found),
        *_swaps(problem, found),
        *_wrong_figures(problem, found),
    )


def _empty_labels(problem: Problem, found: Relabelling) -> Iterator[Edit]:
    derived = dict(found.derived)
    for label in (*found.empty, *found.overwritten):
        row = problem.table.rows[label]
        if problem.is_blank(label) and label in found.surplus:
            continue
        if label in derived:
            text = sentence(
                "De eigen cijfers van {label} (regel {line}) staan niet in de tabel; volgens de "
                "sommen zijn ze {least}{figures}.",
                "The figures of {label} itself (line {line}) are not in the table; by the sums "
                "they are {least}{figures}.",
                "Les chiffres propres de {label} (ligne {line}) ne sont pas dans le tableau ; "
                "selon les sommes, ce sont {least}{figures}.",
                label=row.label,
                least=_at_least(problem),
                line=str(row.line),
                figures=figures(derived[label]),
            )
            short = _empty_short(row.label)
            yield Edit("lost-figures", text, (label,), short=short, label=row.label)
            continue
        text = sentence(
            "Het label {label} (regel {line}) heeft geen cijfers van zichzelf, maar bleef staan.",
            "The label {label} (line {line}) has no figures of its own, but stayed.",
            "Le libellé {label} (ligne {line}) n'a pas de chiffres propres, mais est resté.",
            label=row.label,
            line=str(row.line),
        )
        why, short = _why_empty(problem, label), _empty_short(row.label)
        yield Edit("label-without-figures", text, (label,), (), why, short, row.label)


def _empty_short(label: str) -> Text:
    return sentence(
        "{label} zonder cijfers",
        "{label} without figures",
        "{label} sans chiffres",
        label=label,
    )


def _why_empty(problem: Problem, label: int) -> tuple[Text, ...]:
    row, found = problem.table.rows[label], []
    if problem.is_closed(label):
        last = max(period.valid_to for period in periods_of(row.label) if period.valid_to)
        found.append(
            sentence(
                "Volgens de lijst van loketten was {label} in {year} gesloten (laatste dag {day}).",
                "By the list of desks {label} was closed in {year} (last day {day}).",
                "Selon la liste des guichets, {label} était fermé en {year} (dernier jour {day}).",
                label=row.label,
                year=str(problem.table.year),
                day=last.isoformat(),
            )
        )
    last_period = ended(row.label)
    if problem.table.year is None and last_period is not None:
        found.append(
            sentence(
                "Volgens de lijst van loketten is {label} gesloten (laatste dag {day}).",
                "By the list of desks {label} has closed (last day {day}).",
                "Selon la liste des guichets, {label} a fermé (dernier jour {day}).",
                label=row.label,
                day=str(last_period.valid_to),
            )
        )
    for one in problem.references:
        if one.values.get(label, 0) is None:
            found.append(
                sentence(
                    "{file} heeft bij {heading} niets voor {label}.",
                    "{file} has nothing under {heading} for {label}.",
                    "{file} n'a rien sous {heading} pour {label}.",
                    file=one.file,
                    heading=one.heading,
                    label=row.label,
                )
            )
    return tuple(found)


def slides(found: Relabelling) -> list[tuple[int, tuple[int, ...]]]:
    """Runs of labels whose figures stand equally far away: (rows too low, labels)."""
    shifted = [
        (row - label, label) for label, row in enumerate(found.rows) if row not in (None, label)
    ]
    # Labels without figures interrupt a slide only in print, so runs go by their offset alone.
    return [
        (offset, tuple(label for _, label in run))
        for offset, run in groupby(shifted, key=lambda item: item[0])
    ]


def _slides(problem: Problem, found: Relabelling) -> Iterator[Edit]:
    rows = problem.table.rows
    for offset, labels in slides(found):
        if len(labels) == 1:
            yield Edit("slid-rows", _one_slid(rows[labels[0]].label, offset), labels)
            continue
        values: dict[str, Value] = {
            "count": rows_word(len(labels)),
            "first": rows[labels[0]].label,
            "last": rows[labels[-1]].label,
            "steps": rows_word(abs(offset)),
        }
        if offset < 0:
            text = sentence(
                "Van {first} tot en met {last} ({count}) staan de cijfers {steps} te hoog: ze "
                "zijn naast een eerder label gedrukt dan dat waar ze bij horen.",
                "From {first} to {last} ({count}) the figures stand {steps} too high: they are "
                "printed beside an earlier label than the one they belong to.",
                "De {first} à {last} ({count}), les chiffres se trouvent {steps} trop haut : ils "
                "sont imprimés à côté d'un libellé antérieur au leur.",
                **values,
            )
        else:
            text = sentence(
                "Van {first} tot en met {last} ({count}) staan de cijfers {steps} te laag: ze "
                "zijn naast een later label gedrukt dan dat waar ze bij horen.",
                "From {first} to {last} ({count}) the figures stand {steps} too low: they are "
                "printed beside a later label than the one they belong to.",
                "De {first} à {last} ({count}), les chiffres se trouvent {steps} trop bas : ils "
                "sont imprimés à côté d'un libellé postérieur au leur.",
                **values,
            )
        yield Edit("slid-rows", text, labels)


def _one_slid(label: str, offset: int) -> Text:
    forms = (
        "De cijfers van {label} staan {steps} te {way}.",
        "The figures of {label} stand {steps} too {way}.",
        "Les chiffres de {label} se trouvent {steps} trop {way}.",
    )
    way = Text("hoog", "high", "haut") if offset < 0 else Text("laag", "low", "bas")
    return sentence(*forms, label=label, steps=rows_word(abs(offset)), way=way)


def _surplus(problem: Problem, found: Relabelling) -> Iterator[Edit]:
    rows, alike = problem.table.rows, copies(problem.table)
    for row in (*found.surplus, *found.overwritten):
        if problem.is_blank(row):
            continue
        name = rows[row].label
        values: dict[str, Value] = {
            "label": name,
            "line": str(rows[row].line),
            "figures": figures(problem.table.values[row]),
        }
        if row in alike:
            text = sentence(
                "De cijfers naast {label} (regel {line}: {figures}) zijn een kopie van de rij "
                "{original} en horen bij geen enkel ander label.",
                "The figures beside {label} (line {line}: {figures}) are a copy of the row "
                "{original} and belong to no other label.",
                "Les chiffres à côté de {label} (ligne {line} : {figures}) sont une copie de la "
                "ligne {original} et n'appartiennent à aucun autre libellé.",
                original=rows[alike[row]].label,
                **values,
            )
            short = sentence("kopie naast {l}", "copy beside {l}", "copie à côté de {l}", l=name)
            yield Edit("copied-row", text, (row, alike[row]), short=short)
        else:
            text = sentence(
                "De cijfers naast {label} (regel {line}: {figures}) horen bij geen enkel label.",
                "The figures beside {label} (line {line}: {figures}) belong to no label.",
                "Les chiffres à côté de {label} (ligne {line} : {figures}) n'appartiennent à "
                "aucun libellé.",
                **values,
            )
            short = sentence(
                "overtollige rij naast {l}",
                "row too many beside {l}",
                "ligne en trop : {l}",
                l=name,
            )
            yield Edit("surplus-row", text, (row,), short=short)


def _repeated(problem: Problem, found: Relabelling) -> Iterator[Edit]:
    for row in found.repeated:
        text = sentence(
            "De rij {label} staat er twee keer (ook op regel {line}) en telt dubbel.",
            "The row {label} stands there twice (also on line {line}) and counts double.",
            "La ligne {label} figure deux fois (aussi à la ligne {line}) et compte double.",
            label=problem.table.rows[row].label,
            line=str(problem.table.rows[row].line),
        )
        label = problem.table.rows[row].label
        short = sentence("{l} dubbel", "{l} twice", "{l} en double", l=label)
        yield Edit("repeated-row", text, (row,), short=short)


def _missing(problem: Problem, found: Relabelling) -> Iterator[Edit]:
    for parent, values in found.missing:
        text = sentence(
            "Onder {parent} ontbreekt een rij: volgens de sommen {least}{figures}.",
            "Under {parent} a row is missing: by the sums {least}{figures}.",
            "Sous {parent}, il manque une ligne : selon les sommes {least}{figures}.",
            least=_at_least(problem),
            parent=problem.table.rows[parent].label,
            figures=figures(values),
        )
        evidence = tuple(
            sentence(
                "Van de loketten die in {year} open waren ontbreekt alleen {name}.",
                "Of the desks that were open in {year} only {name} is missing.",
                "Parmi les guichets ouverts en {year}, seul {name} manque.",
                year=str(problem.table.year),
                name=name,
            )
            for name in absent_desks(problem.table, parent)
        )
        label = problem.table.rows[parent].label
        short = sentence(
            "rij ontbreekt onder {l}", "row missing under {l}", "ligne absente sous {l}", l=label
        )
        yield Edit("missing-row", text, (parent,), evidence=evidence, short=short)


def _at_least(problem: Problem) -> Text:
    """Where people may stand in two rows, what a sum lacks is a lower bound."""
    rows = [
        judged.nature
        for family, judged in problem.natures.items()
        if family.direction is Direction.ROWS
    ]
    if Nature.PEOPLE in rows:
        return Text("minstens ", "at least ", "au moins ")
    return Text.same("")


def _swaps(problem: Problem, found: Relabelling) -> Iterator[Edit]:
    swapped = [(one.swap, one.row) for one in found.readings if one.swap]
    for pair, group in groupby(sorted(swapped), key=lambda item: item[0]):
        rows = tuple(row for _, row in group)
        labels = [problem.table.rows[row].label for row in rows]
        between = labels[0] if len(rows) == 1 else f"{labels[0]} … {labels[-1]}"
        text = sentence(
            "In {rows} ({between}) zijn de kolommen {a} en {b} verwisseld.",
            "In {rows} ({between}) the columns {a} and {b} are exchanged.",
            "Dans {rows} ({between}), les colonnes {a} et {b} sont interverties.",
            rows=rows_word(len(rows)),
            between=between,
            a=problem.table.columns[pair[0]].label,
            b=problem.table.columns[pair[1]].label,
        )
        short = sentence(
            "kolommen verwisseld in {l}", "columns exchanged in {l}", "colonnes : {l}", l=between
        )
        yield Edit("swapped-columns", text, rows, pair, short=short)


def _wrong_figures(problem: Problem, found: Relabelling) -> Iterator[Edit]:
    for one in found.readings:
        if one.column is None:
            continue
        old, new = problem.table.values[one.row][one.column], one.figures[one.column]
        text = sentence(
            "{row}, {column} (regel {line}): gedrukt {old}, volgens de sommen {new}{slip}.",
            "{row}, {column} (line {line}): printed {old}, by the sums {new}{slip}.",
            "{row}, {column} (ligne {line}) : imprimé {old}, selon les sommes {new}{slip}.",
            row=problem.table.rows[one.row].label,
            column=problem.table.columns[one.column].label,
            line=str(problem.table.line(one.row, one.column)),
            old=old if old is not None else "–",
            new=new,
            slip=_slip(old, new),
        )
        short = joined(
            [problem.table.rows[one.row].label, problem.table.columns[one.column].label], ", "
        )
        short = sentence(*("{cell}: {old} → {new}",) * 3, cell=short, old=old, new=new)
        yield Edit("wrong-figure", text, (one.row,), (one.column,), short=short)


def _slip(old: Figure, new: Figure) -> Text:
    if old is not None and new is not None and digits_apart(old, new):
        return Text(
            " (één cijfer verkeerd getypt)",
            " (one digit typed wrong)",
            " (un chiffre mal tapé)",
        )
    return Text.same("")
