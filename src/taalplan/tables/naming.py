# SPDX-License-Identifier: EUPL-1.2
"""What a code, a row or a column is called when it is spoken of outside the table."""

from __future__ import annotations

from taalplan.tables.table import TOTAL, Axis, Member
from taalplan.vocabulary.text import Language, Text

TOTAL_LABEL = Text("Totaal", "Total", "Total")


def code_label(axis: Axis, place: int, code: str) -> Text:
    """The label of a code of one dimension: the dimension's own, or that of its row.

    `("antwerpen", "total")` is the row that speaks for `antwerpen`. In a heading of several
    lines the like would be called "Totaal", so only rows that are not indented lend their name.
    """
    labels = axis.dimensions[place].labels
    if code in labels:
        return labels[code]
    if code == TOTAL:
        return TOTAL_LABEL
    for member in axis.members:
        rest = set(member.path[place + 1 :])
        if member.path[place] == code and member.unit is None and rest <= {TOTAL}:
            return member.label if not rest or _speaks_for_its_code(axis) else Text.same(code)
    return Text.same(code)


def _speaks_for_its_code(axis: Axis) -> bool:
    """Whether rows are indented under each other, so that an upper row names its code."""
    return any(member.depth for member in axis.members)


def member_name(axis: Axis, member: Member) -> Text:
    """A row or column with what stands above it: "Limburg, geslaagd" or "2019, Totaal"."""
    indented = _speaks_for_its_code(axis)
    if indented and member.depth == 0:
        return member.label
    above = [
        code_label(axis, place, code)
        for place, code in enumerate(member.path[:-1])
        if code != TOTAL or not indented
    ]
    return Text(*(_join([text[lang] for text in (*above, member.label)]) for lang in Language))


def _join(words: list[str]) -> str:
    """Words with commas, each said once."""
    return ", ".join(dict.fromkeys(words))
