# SPDX-License-Identifier: EUPL-1.2
"""What `table` and `answer` share when figures go to somebody: rule, history, key, account."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from taalplan.cli.console import say
from taalplan.cli.errors import UsageError, iso_date

if TYPE_CHECKING:
    from taalplan.answering.outlet import Outlet
    from taalplan.tables.protect.apply import Protected

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
    parser.add_argument("--printed", type=Path, metavar="FILE.csv",
                        help="percentages that readers have from elsewhere, to be protected "
                        "against: the dimensions of a table, of, percent")  # fmt: skip
    parser.add_argument("--noise-key", type=Path, metavar="FILE",
                        help="the secret of the method 'noise', kept outside the data")  # fmt: skip


def outlet_of(options: argparse.Namespace) -> Outlet:
    """To whom it goes. Raises UsageError when policy has no rule for them on that day."""
    from taalplan.answering.outlet import Outlet
    from taalplan.policy import Policy

    key = options.noise_key.read_bytes() if options.noise_key else None
    try:
        policy = Policy.read(options.policy) if options.policy else None
        day, ledger = options.policy_date or date.today(), ledger_path(options)
        outlet = Outlet.of(options.audience, day, ledger=ledger, policy=policy, key=key)
        return replace(outlet, printed=options.printed)
    except (KeyError, ValueError) as error:
        raise UsageError(str(error.args[0])) from None


def ledger_path(options: argparse.Namespace) -> Path | None:
    """Where the figures of earlier releases stand; none when nothing is written."""
    if options.released:
        return Path(options.released)
    return options.out.absolute().parent / LEDGER if options.out else None


def record(outlet: Outlet, release: Protected) -> None:
    """Add the release to the list of released figures, before anything else is written."""
    if not outlet.record(release):
        say("not recorded as released, as it is not written to a file; add --out to release it")


def tell(release: Protected) -> None:
    """Say on stderr what was done, in the words of who must answer for it."""
    from taalplan.tables.protect.words import account

    for line in account(release):
        say(line)
