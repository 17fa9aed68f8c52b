# SPDX-License-Identifier: EUPL-1.2
"""What `table` and `answer` share when figures go to somebody: rule, history, key, account."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from taalplan.cli.console import say
from taalplan.cli.errors import UsageError, iso_date

if TYPE_CHECKING:
    from taalplan.tables.protect.apply import Protected
    from taalplan.tables.protect.rules import DisclosureRule
    from taalplan.tables.table import Table

AUDIENCES = ("parliament", "public", "internal")
LEDGER = "released.json"


def add_arguments(parser: argparse.ArgumentParser, default: str) -> None:
    """Who the figures are for, and what belongs to that."""
    parser.add_argument("--audience", choices=AUDIENCES, default=default,
                        help="who will read it; small counts are hidden as policy says for "
                        f"them (default: {default})")  # fmt: skip
    parser.add_argument("--policy", type=Path, metavar="DIR",
                        help="an organisation's own policy values")  # fmt: skip
    parser.add_argument("--policy-date", type=iso_date, metavar="DATE",
                        help="the rule as it was on a day; default: today's")  # fmt: skip
    parser.add_argument("--released", type=Path, metavar="FILE",
                        help="the list of figures released before; default: "
                        f"{LEDGER} beside --out")  # fmt: skip
    parser.add_argument("--noise-key", type=Path, metavar="FILE",
                        help="the secret of the method 'noise', kept outside the data")  # fmt: skip


def rule_of(options: argparse.Namespace) -> DisclosureRule:
    """The rule for the audience. Raises UsageError when policy has none on that day."""
    from taalplan.policy import Policy
    from taalplan.tables.protect.rules import DisclosureRule

    try:
        policy = Policy.read(options.policy) if options.policy else None
        return DisclosureRule.of(options.audience, options.policy_date or date.today(), policy)
    except (KeyError, ValueError) as error:
        raise UsageError(str(error.args[0])) from None


def protected(
    tables: Mapping[str, Table],
    options: argparse.Namespace,
    progress: Callable[[float], None] | None = None,
    out: Collection[str] | None = None,
) -> Protected:
    """The tables of `out` as their readers may have them, and what was done. Writes nothing.

    Tables of outcomes hold shares of curves, which are rounded; all others hold counts.
    """
    from taalplan.statistics.outcomes.release import is_of_outcomes, rounded
    from taalplan.tables.protect.apply import protect
    from taalplan.tables.protect.history import Ledger

    path, rule = ledger_path(options), rule_of(options)
    key = options.noise_key.read_bytes() if options.noise_key else None
    counts = {id: table for id, table in tables.items() if not is_of_outcomes(table)}
    shares = {
        id: rounded(table, rule.base) if rule.protects else table
        for id, table in tables.items()
        if id not in counts and (out is None or id in out)
    }
    release = protect(
        counts,
        rule,
        out=out if out is None else [id for id in out if id in counts],
        ledger=Ledger.read(path) if path else None,
        key=key,
        progress=progress,
    )
    together = release.tables | shares
    return replace(release, tables={id: together[id] for id in tables if id in together})


def ledger_path(options: argparse.Namespace) -> Path | None:
    """Where the figures of earlier releases stand; none when nothing is written."""
    if options.released:
        return Path(options.released)
    return options.out.absolute().parent / LEDGER if options.out else None


def record(release: Protected, options: argparse.Namespace) -> None:
    """Add the release to the list of released figures, before anything else is written.

    Were it written last, a crash could leave figures in the world that the next release does not
    know of; the other way round the next one is only more careful than it need be.
    """
    from taalplan.tables.protect.rules import Audience

    path = ledger_path(options)
    if release.rule.audience is Audience.INTERNAL:
        return
    if path is None:
        say("not recorded as released, as it is not written to a file; add --out to release it")
        return
    release.ledger.write(path)


def tell(release: Protected) -> None:
    """Say on stderr what was done, in the words of who must answer for it."""
    from taalplan.tables.protect.words import account

    for line in account(release):
        say(line)
