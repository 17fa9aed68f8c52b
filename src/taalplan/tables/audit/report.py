# SPDX-License-Identifier: EUPL-1.2
"""Checks one or more published tables and puts together what was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

from taalplan.tables.audit.agreement import matches, references
from taalplan.tables.audit.checks.agreement import check_agreement
from taalplan.tables.audit.checks.headings import check_headings
from taalplan.tables.audit.checks.percentages import check_percentages
from taalplan.tables.audit.checks.rows import check_blanks, check_closed, check_copies
from taalplan.tables.audit.checks.sums import check_sums
from taalplan.tables.audit.found import Found, Severity
from taalplan.tables.audit.printed import PrintedTable
from taalplan.tables.audit.reading import Read, read_table
from taalplan.tables.audit.repair.plan import Repair, plan
from taalplan.tables.audit.repair.problem import Problem, Reference, repeated_rows
from taalplan.tables.audit.sums import natures, sums_of
from taalplan.tables.audit.unreadable import UnreadableTableError
from taalplan.tables.audit.verdicts import outcomes
from taalplan.vocabulary.text import Text

_AS_GOOD = 0.2
"""Repairs closer in cost than this are not told apart by the sums."""


@dataclass(frozen=True)
class FileReport:
    """What was found in one file.

    `causes` are the faults that the best repair names, `symptoms` the sums that fail because
    of them, `rest` everything else: what remains after the repair, warnings and notes.
    `repairs` come in order of how little they change.
    """

    path: Path
    table: PrintedTable | None
    causes: tuple[Found, ...] = ()
    symptoms: tuple[Found, ...] = ()
    rest: tuple[Found, ...] = ()
    repairs: tuple[Repair, ...] = ()

    @property
    def findings(self) -> tuple[Found, ...]:
        """Everything that was found, the causes first."""
        return self.causes + self.symptoms + self.rest

    @property
    def best(self) -> Repair | None:
        """The repair that changes least."""
        return self.repairs[0] if self.repairs else None

    @property
    def rivals(self) -> tuple[Repair, ...]:
        """Repairs that explain the table as well as the best one, so that nobody can choose."""
        if not self.repairs:
            return ()
        return tuple(one for one in self.repairs[1:] if one.cost < self.repairs[0].cost + _AS_GOOD)


@dataclass(frozen=True)
class Report:
    """What was found in all files, and between them."""

    files: tuple[FileReport, ...]
    between: tuple[Found, ...] = ()

    @property
    def findings(self) -> tuple[Found, ...]:
        """All findings, file by file, then those about two files."""
        return tuple(one for file in self.files for one in file.findings) + self.between

    @property
    def repairs(self) -> tuple[Repair, ...]:
        """All proposed repairs, file by file, those that change least first."""
        return tuple(one for file in self.files for one in file.repairs)

    @property
    def exit_code(self) -> int:
        """0 when nothing is wrong, 1 when at least one finding cannot be right."""
        return int(any(one.severity is Severity.FAULT for one in self.findings))


def check_files(paths: Sequence[Path]) -> Report:
    """Check published tables; tables of the same thing are held against each other.

    A file that cannot be read is a finding, not an exception: the others are still checked.
    """
    read: list[Read] = []
    unread: dict[Path, FileReport] = {}
    for path in paths:
        try:
            read.append(read_table(path))
        except UnreadableTableError as error:
            unread[path] = FileReport(path, None, causes=_unreadable(path, error.sentences))
    tables = [one.table for one in read]
    reports = {one.path: check_table(one, tables) for one in read}
    files = tuple(unread.get(path) or reports[path] for path in paths)
    return Report(files, tuple(_between([reports[one.path] for one in read])))


def check_table(read: Read, tables: Sequence[PrintedTable] = ()) -> FileReport:
    """Check one table, with others as evidence for repairs."""
    table = read.table
    if headings := check_headings(table):
        # Every row would fail its sum; nothing else can be said before the headings are right.
        return FileReport(read.path, table, rest=tuple(headings))
    if not table.counts:
        return FileReport(read.path, table, rest=(_no_counts(table),))
    found = outcomes(table)
    sums = check_sums(table, found)
    if not any(one.is_fault for one in found) and not repeated_rows(table):
        return FileReport(read.path, table, rest=(*sums, *_row_checks(table)))
    repairs = _repairs(read, tables)
    if not repairs:
        return FileReport(read.path, table, rest=(*sums, *_row_checks(table)))
    best = repairs[0]
    symptoms = tuple(one for one in sums if one.severity is Severity.FAULT)
    rest = (*check_sums(best.table, best.after), *_row_checks(best.table))
    report = FileReport(read.path, table, (), symptoms, rest, repairs)
    return FileReport(read.path, table, _causes(report), symptoms, rest, repairs)


def _no_counts(table: PrintedTable) -> Found:
    return Found(
        "no-counts",
        Severity.NOTE,
        Text(
            "Deze tabel bevat verschillen, aandelen of schattingen; die tellen niet op, dus de "
            "sommen zijn niet nagerekend.",
            "This table holds differences, shares or estimates; these do not add up, so its sums "
            "were not checked.",
            "Ce tableau contient des différences, des parts ou des estimations ; elles ne "
            "s’additionnent pas, et les sommes n’ont pas été vérifiées.",
        ),
        where=table.name,
        file=table.name,
    )


def _row_checks(table: PrintedTable) -> list[Found]:
    return [
        *check_copies(table),
        *check_closed(table),
        *check_percentages(table),
        *check_blanks(table),
    ]


def _repairs(read: Read, tables: Sequence[PrintedTable]) -> tuple[Repair, ...]:
    # The solver is loaded only for a table that needs it: most tables are right.
    from taalplan.tables.audit.repair.solve import relabellings

    known = references(read.table, tables)
    table = replace(read.table, year=read.table.year or _agreed_year(known))
    problem = Problem(table, natures(table, sums_of(table)), known)
    return tuple(plan(problem, found, read.form) for found in relabellings(problem))


def _agreed_year(known: Sequence[Reference]) -> int | None:
    """The year of the columns that other tables have in common with this one, if it is one."""
    years = {one.year for one in known}
    return years.pop() if len(years) == 1 else None


def _causes(report: FileReport) -> tuple[Found, ...]:
    best, table = report.best, report.table
    if best is None or table is None:
        return ()
    return tuple(
        Found(
            edit.code,
            Severity.FAULT,
            edit.sentence,
            where=table.rows[edit.rows[0]].label,
            file=table.name,
            line=table.rows[edit.rows[0]].line,
            rows=tuple(table.rows[row].label for row in edit.rows),
            columns=tuple(table.columns[column].label for column in edit.columns),
            evidence=edit.evidence,
        )
        for edit in best.edits
    )


def _between(reports: Sequence[FileReport]) -> list[Found]:
    """Differences between tables, after their repairs: a slide is not reported twice."""
    tables = [
        report.best.table if report.best else report.table
        for report in reports
        if report.table is not None
    ]
    return [
        found
        for one, other in combinations([table for table in tables if table is not None], 2)
        for match in matches(one, other)
        for found in check_agreement(match)
    ]


def _unreadable(path: Path, sentences: Sequence[Text]) -> tuple[Found, ...]:
    return tuple(
        Found("unreadable", Severity.FAULT, sentence, where=path.name, file=path.name)
        for sentence in sentences
    )
