# SPDX-License-Identifier: EUPL-1.2
"""To whom figures go: the rule for them, what they were given before, and the key of noise."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from taalplan.policy import Policy
from taalplan.tables.protect.rules import Audience, DisclosureRule

if TYPE_CHECKING:
    from taalplan.tables.protect.apply import Protected
    from taalplan.tables.table import Table


@dataclass(frozen=True)
class Outlet:
    """Readers. `ledger` is the file that lists the figures they had before; None when unknown.

    `printed` is a file of percentages that they have from elsewhere.
    """

    rule: DisclosureRule
    ledger: Path | None = None
    key: bytes | None = None
    printed: Path | None = None

    @classmethod
    def of(
        cls,
        audience: str,
        on: date,
        *,
        ledger: Path | None = None,
        policy: Policy | None = None,
        key: bytes | None = None,
    ) -> Outlet:
        """By the policy of a day. Raises KeyError when it has no rule for them on that day."""
        return cls(DisclosureRule.of(audience, on, policy), ledger, key)

    def protected(
        self,
        tables: Mapping[str, Table],
        heard: Callable[[float], None] | None = None,
        out: Collection[str] | None = None,
    ) -> Protected:
        """The tables of `out` as these readers may have them, and what was done. Writes nothing.

        Tables of outcomes hold shares of curves, which are rounded; all others hold counts.
        """
        from taalplan.statistics.outcomes.release import is_of_outcomes, rounded
        from taalplan.tables.protect.apply import protect
        from taalplan.tables.protect.history import Ledger
        from taalplan.tables.protect.printed import read_printed

        counts = {id: table for id, table in tables.items() if not is_of_outcomes(table)}
        shares = {
            id: rounded(table, self.rule.base) if self.rule.protects else table
            for id, table in tables.items()
            if id not in counts and (out is None or id in out)
        }
        release = protect(
            counts,
            self.rule,
            out=out if out is None else [id for id in out if id in counts],
            ledger=Ledger.read(self.ledger) if self.ledger else None,
            key=self.key,
            printed=read_printed(self.printed, counts) if self.printed else (),
            progress=heard,
        )
        together = release.tables | shares
        return replace(release, tables={id: together[id] for id in tables if id in together})

    def record(self, release: Protected) -> bool:
        """Add a release to what these readers had; False where there is no list to add it to.

        Before anything else is written: were it written last, a crash could leave figures in the
        world that the next release does not know of; this way the next one is only more careful
        than it need be. Colleagues have the register itself, so nothing is kept of them.
        """
        if self.rule.audience is Audience.INTERNAL:
            return True
        if self.ledger is None:
            return False
        release.ledger.write(self.ledger)
        return True
