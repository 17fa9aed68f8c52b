# SPDX-License-Identifier: EUPL-1.2
"""The certificate that goes with a release: what was proven, and what a reader can derive.

It holds no true value of anything hidden, and no group that stands nowhere: to say that people in
two groups were protected somewhere would tell that there are some.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from taalplan.tables.protect.rules import DisclosureRule
from taalplan.tables.render.csv import csv
from taalplan.tables.table import Path, Table

NAME = "certificate.json"


@dataclass(frozen=True)
class Hidden:
    """A figure that is not shown, and the least and largest that a reader can think it is."""

    table: str
    row: Path
    column: Path
    lower: int
    upper: int | None


def of_suppression(
    tables: Mapping[str, Table],
    rule: DisclosureRule,
    hidden: Sequence[Hidden],
    figures: int,
    percentages: int,
) -> dict[str, Any]:
    """The certificate of tables with figures that are not shown, beside so many percentages."""
    exact = sum(one.lower == one.upper for one in hidden)
    narrow = [one.upper - one.lower for one in hidden if one.upper is not None]
    return _numbered(
        tables,
        rule,
        figures,
        {
            "attack": {
                "reader_knows": "every figure shown, every sum, and what each sign means",
                "percentages_from_elsewhere": percentages,
                "hidden_figures_attacked": len(hidden),
                "computed_exactly": exact,
                "narrowest_interval": min(narrow, default=None),
                "groups_that_follow_from_others": "attacked as well; none can be computed",
            },
            "hidden": [
                {
                    "table": one.table,
                    "row": list(one.row),
                    "column": list(one.column),
                    "at_least": one.lower,
                    "at_most": one.upper,
                }
                for one in hidden
            ],
        },
    )


def of_change(tables: Mapping[str, Table], rule: DisclosureRule, figures: int) -> dict[str, Any]:
    """The certificate of tables with rounded or noisy figures."""
    return _numbered(tables, rule, figures, {})


def _numbered(
    tables: Mapping[str, Table], rule: DisclosureRule, figures: int, proof: Mapping[str, Any]
) -> dict[str, Any]:
    content: dict[str, Any] = {
        "on": rule.on.isoformat(),
        "rule": dict(rule.described()),
        "assumptions": [f"{v.key}: {v.value} ({v.source.nl})" for v in rule.assumptions],
        "figures": figures,
        "tables": [
            {
                "id": id,
                "name": table.name,
                "snapshot": table.provenance.snapshot,
                "sha256_of_csv": sha256(csv(table).encode()).hexdigest(),
            }
            for id, table in tables.items()
        ],
        **proof,
    }
    number = sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:12]
    return {"certificate": number, **content}


def as_text(certificate: Mapping[str, Any]) -> str:
    """The file beside a release."""
    return json.dumps(certificate, ensure_ascii=False, indent=1) + "\n"
