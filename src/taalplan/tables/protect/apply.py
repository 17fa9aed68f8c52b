# SPDX-License-Identifier: EUPL-1.2
"""Protect the tables of one release together, and say what was done.

Tables of a release are never protected one by one: what one hides another may show.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from taalplan.tables.checks import NOISE
from taalplan.tables.protect import certificate, words
from taalplan.tables.protect.cells import Drafts, drafts_of, model_of
from taalplan.tables.protect.coarsen import readable
from taalplan.tables.protect.history import Ledger, Release, remember
from taalplan.tables.protect.keys import Figure
from taalplan.tables.protect.linked import link
from taalplan.tables.protect.noise import noisy
from taalplan.tables.protect.printed import Printed, known_before, tell, values_of
from taalplan.tables.protect.rounding import controlled
from taalplan.tables.protect.rules import Audience, DisclosureError, DisclosureRule, Method, Reading
from taalplan.tables.protect.solve import Solution, solve
from taalplan.tables.table import TOTAL, Cell, Key, Member, Note, Status, Table

Tables = Mapping[str, Table]


@dataclass(frozen=True)
class Protected:
    """Tables as they may be released, and the account of what was done to them.

    `figures` is how many figures the tables have, `hidden` how many of them are not shown, of
    which `small` on their own account; `groups` how many small groups stand nowhere and follow
    from others. How many these are is for who releases, not for readers.
    `certificate` may go with the release: it holds nothing that readers cannot compute. `derived`
    are tables made of released figures alone, which tell nothing more.
    """

    tables: dict[str, Table]
    rule: DisclosureRule
    ledger: Ledger
    figures: int = 0
    hidden: int = 0
    small: int = 0
    groups: int = 0
    changed: int = 0
    gap: float = 0.0
    certificate: dict[str, Any] = field(default_factory=dict)
    derived: dict[str, Table] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The number of the certificate; empty when nothing had to be proven."""
        return str(self.certificate.get("certificate", ""))

    def deriving(self, tables: Tables) -> Protected:
        """The same release with tables made of its figures alone, or of what is only expected."""
        return replace(self, derived={**self.derived, **tables})

    @property
    def file(self) -> str:
        """The certificate as it stands beside the release; empty when there is none."""
        return certificate.as_text(self.certificate) if self.certificate else ""

    @property
    def summary(self) -> str:
        """The same in a line, for the cover of a document. Dutch."""
        return words.summary(self.rule)

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
    out: Collection[str] | None = None,
    ledger: Ledger | None = None,
    key: bytes | None = None,
    contributions: Mapping[Figure, Sequence[float]] | None = None,
    printed: Sequence[Printed] = (),
    seconds: float = 60.0,
    progress: Callable[[float], None] | None = None,
) -> Protected:
    """Protect tables together, by the rule for their readers and what these already have.

    `out` names the tables that are released, by default all; the others will be, and what is
    hidden must not stand in them. `key` is the secret of the noise; `contributions` what each
    unit added to sums of hours; `printed` the percentages that readers have from elsewhere, which
    later releases remember; `seconds` how long the hardest part may take. Raises DisclosureError
    with what stands in the way.
    """
    names = frozenset(tables if out is None else out)
    work = _Work(dict(tables), rule, ledger or Ledger(), names, tuple(printed))
    if not rule.protects:
        return work.unprotected()
    said = work.known()
    if rule.method is Method.SUPPRESS:
        work = replace(
            work, tables={id: readable(t, rule, contributions) for id, t in work.tables.items()}
        )
    listed = list(work.tables.values())
    drafts = drafts_of(listed, rule, contributions)
    link(drafts, listed)
    remember(drafts, work.former)
    if said:
        tell(drafts, said, values_of(list(tables.values())))
    if rule.method is Method.SUPPRESS:
        return work.suppressed(drafts, _solved(drafts, said, seconds, progress))
    if rule.method is Method.ROUND:
        return work.changed(drafts, _rounded(drafts, rule, seconds))
    return work.changed(drafts, _with_noise(drafts, key, rule))


@dataclass(frozen=True)
class _Work:
    """One release in the making: all its tables, which of them go out, and what readers have."""

    tables: dict[str, Table]
    rule: DisclosureRule
    former: Ledger
    out: frozenset[str]
    printed: tuple[Printed, ...] = ()

    def known(self) -> tuple[Printed, ...]:
        """The percentages that readers have. Raises DisclosureError where they are of no use.

        Of a rounded or noisy figure a percentage tells about the true one, which nothing hides.
        """
        before = self.former.percentages
        values = values_of(list(self.tables.values())) if before else {}
        said = (*self.printed, *known_before(before, values))
        if said and self.rule.method is not Method.SUPPRESS:
            raise DisclosureError(
                f"percentages are known from elsewhere ({said[0]}), and they are of the true "
                f"figures: the method '{self.rule.method}' does not protect against them"
            )
        return tuple(dict.fromkeys(said))

    def unprotected(self) -> Protected:
        """What is released as it is: for internal use, or by the policy of an earlier day."""
        tables = {id: table for id, table in self.tables.items() if id in self.out}
        if self.rule.audience is Audience.INTERNAL:
            return Protected(tables, self.rule, self.former)
        drafts = drafts_of(list(tables.values()), self.rule)
        shown = {figure: drafts.figures[figure].value for figure in drafts.places.values()}
        after = self.former.with_release(self._release(shown, frozenset()))
        return Protected(tables, self.rule, after, figures=len(drafts.places))

    def suppressed(self, drafts: Drafts, found: Solution) -> Protected:
        """Tables with signs in place of the figures that are not shown."""
        rule = self.rule
        below = {f for f in found.hidden - found.signs if _reads_below(f, drafts, rule)}
        places = self._places(drafts)
        made = {}
        for id, here in places.items():
            cells = dict(self.tables[id].cells)
            for place, figure in here.items():
                if figure in found.hidden:
                    sign = f"<{rule.threshold}" if figure in below else ""
                    cells[place] = Cell(None, Status.SUPPRESSED, sign)
            made[id] = self._finished(id, cells)
        hidden = [
            certificate.Hidden(id, *place, *found.intervals[figure])
            for id, here in places.items()
            for place, figure in here.items()
            if figure in found.hidden
        ]
        figures = [figure for here in places.values() for figure in here.values()]
        shown = {figure: drafts.figures[figure].value for figure in figures}
        return Protected(
            made,
            rule,
            self.former.with_release(self._release(shown, found.hidden)),
            figures=len(figures),
            hidden=len(hidden),
            small=sum(drafts.figures[figure].why is not None for figure in figures),
            groups=sum(not d.published and d.why is not None for d in drafts.figures.values()),
            gap=found.gap,
            certificate=certificate.of_suppression(
                made, rule, hidden, len(figures), len(self.known())
            ),
        )

    def changed(self, drafts: Drafts, values: Mapping[Figure, int]) -> Protected:
        """Tables with other values in place of the true ones."""
        places = self._places(drafts)
        made = {}
        for id, here in places.items():
            cells = dict(self.tables[id].cells)
            for place, figure in here.items():
                cells[place] = replace(cells[place], value=values[figure])
            made[id] = self._finished(id, cells)
        figures = [figure for here in places.values() for figure in here.values()]
        shown = {figure: values[figure] for figure in figures}
        return Protected(
            made,
            self.rule,
            self.former.with_release(self._release(shown, frozenset())),
            figures=len(figures),
            changed=sum(values[f] != drafts.figures[f].value for f in figures),
            certificate=certificate.of_change(made, self.rule, len(figures)),
        )

    def _places(self, drafts: Drafts) -> dict[str, dict[Key, Figure]]:
        """Where each figure stands in the tables that go out."""
        ids = list(self.tables)
        found: dict[str, dict[Key, Figure]] = {id: {} for id in ids if id in self.out}
        for (number, row, column), figure in drafts.places.items():
            if ids[number] in found:
                found[ids[number]][row, column] = figure
        return found

    def _finished(self, id: str, cells: dict[Key, Cell]) -> Table:
        return _noted(_with_percentages(replace(self.tables[id], cells=cells)), self.rule)

    def _release(self, shown: Mapping[Figure, int], hidden: frozenset[Figure]) -> Release:
        figures = {
            (figure.text, figure.snapshot): None if figure in hidden else value
            for figure, value in shown.items()
        }
        names = tuple(dict.fromkeys(t.name for id, t in self.tables.items() if id in self.out))
        rule = self.rule
        percentages = tuple((p.part.text, p.whole.text, str(p.percent)) for p in self.printed)
        return Release(rule.on, rule.audience.value, rule.method, names, figures, percentages)


def _solved(
    drafts: Drafts,
    said: Sequence[Printed],
    seconds: float,
    progress: Callable[[float], None] | None,
) -> Solution:
    try:
        return solve(drafts, seconds, progress)
    except DisclosureError as error:
        if not said:
            raise
        listed = "; ".join(map(str, said[:5])) + (" ..." if said[5:] else "")
        raise DisclosureError(f"{error}. Readers know these percentages: {listed}") from None


def _reads_below(figure: Figure, drafts: Drafts, rule: DisclosureRule) -> bool:
    return rule.reading is Reading.BELOW and rule.small(drafts.figures[figure].value)


def _rounded(drafts: Drafts, rule: DisclosureRule, seconds: float) -> dict[Figure, int]:
    model = model_of(drafts)
    rounded = controlled(model.problem, rule.base, seconds=seconds)
    return {figure: rounded.values[k] for k, figure in enumerate(model.figures)}


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
    kind = NOISE if rule.method is Method.NOISE else words.DISCLOSURE
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
