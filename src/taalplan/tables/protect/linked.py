# SPDX-License-Identifier: EUPL-1.2
"""Figures of different tables that come close to each other: the one contains the other.

First registrations are among all registrations. Whoever lays both tables side by side has the
difference, which is people as well: those who only came back. From two extracts the difference
is no group of people, but a reader knows that it is small: where two extracts agree he takes them
to be equal, and elsewhere he knows about how far they are apart.
"""

from __future__ import annotations

from collections.abc import Sequence

from taalplan.tables.protect.cells import Drafts
from taalplan.tables.protect.keys import Figure, Subject
from taalplan.tables.table import Table


def link(drafts: Drafts, tables: Sequence[Table]) -> None:
    """Add what follows from each pair of tables of which one contains the other."""
    subjects = list(dict.fromkeys(map(Subject.of_table, tables)))
    for narrow in subjects:
        for wide in subjects:
            if narrow.of == wide.of and set(wide.own) < set(narrow.own):
                _contain(drafts, narrow, wide)


def _contain(drafts: Drafts, narrow: Subject, wide: Subject) -> None:
    # The year is a condition of a table about one year, and a column of one about five.
    more = {code for code in set(narrow.own) - set(wide.own) if code[0] not in wide.dimensions}
    for figure in [f for f in drafts.figures if _belongs(f, narrow)]:
        codes = tuple(code for code in figure.codes if code not in more)
        container = Figure(wide.of, codes, wide.snapshot)
        if container in drafts.figures:
            _difference(drafts, figure, container)


def _belongs(figure: Figure, subject: Subject) -> bool:
    return (
        figure.subject == subject.of
        and figure.snapshot == subject.snapshot
        and not figure.extra
        and set(subject.own) <= set(figure.codes)
    )


def _difference(drafts: Drafts, part: Figure, whole: Figure) -> None:
    more = drafts.figures[whole].value - drafts.figures[part].value
    if more == 0:
        drafts.sum([part], [whole])
        return
    name = part._replace(extra=f"beside {whole}")
    if part.snapshot == whole.snapshot:
        drafts.sum([part, drafts.imply(name, more)], [whole])
    else:
        drafts.sum([part, drafts.guess(name, more)], [whole])
