# SPDX-License-Identifier: EUPL-1.2
"""Protect the tables of one release together, and say what was done.

Tables of a release are never protected one by one: what one hides another may show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from taalplan.tables.protect import certificate, words
from taalplan.tables.protect.cells import Drafts, drafts_of, model_of
from taalplan.tables.protect.history import Ledger, Release, remember
from taalplan.tables.protect.keys import Figure
from taalplan.tables.protect.linked import link
from taalplan.tables.protect.noise import noisy
from taalplan.tables.protect.rounding import controlled
from taalplan.tables.protect.rules import Audience, DisclosureError, DisclosureRule, Method, Reading
from taalplan.tables.protect.solve import Interval, solve
from taalplan.tables.table import TOTAL, Cell, Key, Member, Note, Status, Table

Tables = Mapping[str, Table]


@dataclass(frozen=True)
class Protected:
    """Tables as they may be released, and the account of what was done to them.

    `figures` is how many figures the tables have, `hidden` how many of them are not shown.
    `certificate` may go with the release: it holds nothing that readers cannot compute.
    """

    tables: dict[str, Table]
    rule: DisclosureRule
    ledger: Ledger
    figures: int = 0
    hidden: int = 0
    changed: int = 0
    gap: float = 0.0
    certificate: dict[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The number of the certificate; empty when nothing had to be proven."""
        return str(self.certificate.get("certificate", ""))

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """What a document says about it, in Dutch; nothing when nothing was asked."""
        if not self.rule.protects:
            return ()
        return words.paragraphs(self.rule, len(self.tables), self.figures, self.hidden, self.id)


def protect(
    tables: Tables,
    rule: DisclosureRule,
    *,
    ledger: Ledger | None = None,
    key: bytes | None = None,
    contributions: Mapping[Figure, Sequence[float]] | None = None,
    seconds: float = 60.0,
    progress: Callable[[float], None] | None = None,
) -> Protected:
    """Protect tables together, by the rule for their readers and what these already have.

    `key` is the secret of the noise; `contributions` what each unit added to sums of hours;
    `seconds` how long the hardest part may take. Raises DisclosureError with what stands in
    the way.
    """
    former = ledger or Ledger()
    if not rule.protects:
        return _unprotected(tables, rule, former)
    listed = list(tables.values())
    drafts = drafts_of(listed, rule, contributions)
    link(drafts, listed)
    remember(drafts, former)
    if rule.method is Method.SUPPRESS:
        return _suppressed(tables, rule, former, drafts, seconds, progress)
    if rule.method is Method.ROUND:
        values = _rounded(drafts, former, rule, seconds)
    else:
        values = _with_noise(drafts, key, rule)
    return _changed(tables, rule, former, drafts, values)


def _unprotected(tables: Tables, rule: DisclosureRule, ledger: Ledger) -> Protected:
    """What is released as it is: for internal use, or by the policy of an earlier day."""
    if rule.audience is Audience.INTERNAL:
        return Protected(dict(tables), rule, ledger)
    drafts = drafts_of(list(tables.values()), rule)
    shown = {figure: draft.value for figure, draft in drafts.figures.items() if draft.published}
    after = ledger.with_release(_release(rule, tables, shown, frozenset()))
    return Protected(dict(tables), rule, after, figures=len(shown))


def _suppressed(
    tables: Tables,
    rule: DisclosureRule,
    former: Ledger,
    drafts: Drafts,
    seconds: float,
    progress: Callable[[float], None] | None,
) -> Protected:
    found = solve(drafts, seconds, progress)
    places = found.model.places_of(found.hidden)
    below = {
        figure
        for figure in found.hidden - found.signs
        if rule.reading is Reading.BELOW and rule.small(drafts.figures[figure].value)
    }
    sign = f"<{rule.threshold}"
    signed = found.model.places_of(frozenset(below))
    made = {
        id: _noted(_with_hidden(table, places.get(n, set()), signed.get(n, set()), sign), rule)
        for n, (id, table) in enumerate(tables.items())
    }
    shown = {f: d.value for f, d in drafts.figures.items() if f in set(found.model.places.values())}
    intervals = _placed(tables, found.model.places, found.intervals)
    hidden = sum(map(len, places.values()))
    return Protected(
        made,
        rule,
        former.with_release(_release(rule, tables, shown, found.hidden)),
        figures=len(found.model.places),
        hidden=hidden,
        gap=found.gap,
        certificate=certificate.of_suppression(made, rule, intervals, len(found.model.places)),
    )


def _placed(
    tables: Tables, places: Mapping[Any, Figure], intervals: Mapping[Figure, Interval]
) -> list[certificate.Hidden]:
    """The interval of each hidden figure at each place where it stands."""
    ids = list(tables)
    return [
        certificate.Hidden(ids[number], row, column, *intervals[figure])
        for (number, row, column), figure in places.items()
        if figure in intervals
    ]


def _rounded(
    drafts: Drafts, former: Ledger, rule: DisclosureRule, seconds: float
) -> dict[Figure, int]:
    model = model_of(drafts)
    rounded = controlled(model.problem, rule.base, seconds=seconds)
    return {cell.key: rounded.values[k] for k, cell in enumerate(model.problem.cells)}  # type: ignore[misc]


def _with_noise(drafts: Drafts, key: bytes | None, rule: DisclosureRule) -> dict[Figure, int]:
    if key is None:
        raise DisclosureError(
            "the method 'noise' needs a secret key; keep it outside the data and give it as a file"
        )
    return {
        figure: noisy(draft.value, figure.text, key, rule.deviation, rule.variance)
        for figure, draft in drafts.figures.items()
        if draft.published
    }


def _changed(
    tables: Tables,
    rule: DisclosureRule,
    former: Ledger,
    drafts: Drafts,
    values: Mapping[Figure, int],
) -> Protected:
    """Tables with other values in place of the true ones."""
    made = {}
    for number, (id, table) in enumerate(tables.items()):
        cells = dict(table.cells)
        for place, figure in drafts.places.items():
            if place[0] == number:
                cells[place[1:]] = replace(cells[place[1:]], value=values[figure])
        made[id] = _noted(_with_percentages(replace(table, cells=cells)), rule)
    shown = {figure: values[figure] for figure in set(drafts.places.values())}
    return Protected(
        made,
        rule,
        former.with_release(_release(rule, tables, shown, frozenset())),
        figures=len(drafts.places),
        changed=sum(values[f] != drafts.figures[f].value for f in drafts.places.values()),
        certificate=certificate.of_change(made, rule, len(drafts.places)),
    )


def _release(
    rule: DisclosureRule, tables: Tables, shown: Mapping[Figure, int], hidden: frozenset[Figure]
) -> Release:
    figures = {
        (figure.text, figure.snapshot): None if figure in hidden else value
        for figure, value in shown.items()
    }
    names = tuple(dict.fromkeys(table.name for table in tables.values()))
    return Release(rule.on, rule.audience.value, rule.method, names, figures)


def _with_hidden(table: Table, hidden: set[Key], below: set[Key], sign: str) -> Table:
    cells = dict(table.cells)
    for place in hidden:
        cells[place] = Cell(None, Status.SUPPRESSED, sign if place in below else "")
    return _with_percentages(replace(table, cells=cells))


def _with_percentages(table: Table) -> Table:
    """Percentages from what is shown; none where the part or the whole is not."""
    cells = dict(table.cells)
    for place, part, whole in _percentages(table):
        if Status.SUPPRESSED in (part.status, whole.status):
            cells[place] = Cell(None, Status.SUPPRESSED)
        elif whole.value:
            cells[place] = replace(cells[place], value=100 * (part.value or 0) / whole.value)
        else:
            cells[place] = Cell(None, Status.NOT_OPEN)
    return replace(table, cells=cells)


def _percentages(table: Table) -> Iterator[tuple[Key, Cell, Cell]]:
    for row in table.rows.members:
        for column in table.columns.members:
            if (row.path, column.path) not in table.cells:
                continue
            if row.ratio:
                part, whole = (table.cell(path, column.path) for path in row.ratio)
                yield (row.path, column.path), part, whole
            elif column.ratio:
                part, whole = (table.cell(row.path, path) for path in column.ratio)
                yield (row.path, column.path), part, whole


def _noted(table: Table, rule: DisclosureRule) -> Table:
    """Notes that tell nothing which the table no longer shows, and one about the protection."""
    kept = []
    for one in table.notes:
        if one.kind == "overlap":
            # It names how many people are in two groups, which may be one.
            one = replace(one, text=words.OVERLAP_WITHOUT_FIGURES)
        if one.kind == "still-open" and _totals_hidden(table):
            continue
        if one not in kept:
            kept.append(one)
    kind = words.NOISE if rule.method is Method.NOISE else words.DISCLOSURE
    return replace(table, notes=(*kept, Note(words.note(rule), kind=kind)))


def _totals_hidden(table: Table) -> bool:
    def whole(member: Member) -> bool:
        return set(member.path) <= {TOTAL}

    return any(
        table.cell(row.path, column.path).status is Status.SUPPRESSED
        for row in filter(whole, table.rows.members)
        for column in table.columns.members
        if row.unit is None
    )
