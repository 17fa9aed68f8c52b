# SPDX-License-Identifier: EUPL-1.2
"""A proof that goes with a release, and its verification by addition alone.

For every hidden figure the proof names the least and the largest value that a reader can think
it is, and holds whole tables in which these values occur. Each table agrees with everything that
is shown; nobody can therefore tell it from the truth. The tables are the ends of what the shown
figures allow, computed from these and nothing else, so that the proof tells no reader more than
the release does.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from taalplan.tables.protect.attack import Certificate
from taalplan.tables.protect.publication import Publication

KIND = "taalplan-protection/1"


def proof_of(certificate: Certificate, name: Callable[[Hashable], str] = str) -> dict[str, Any]:
    """The proof, ready to be written as JSON; `name` makes a text of a cell's key.

    It tells nothing of which cells are sensitive, nor of what was asked for them. Raises
    ValueError when two cells have one name.
    """
    figures = certificate.published.figures
    names = [name(figure.key) for figure in figures]
    if len(set(names)) < len(names):
        raise ValueError("two figures have the same name")
    return {
        "kind": KIND,
        "published": fingerprint(certificate.published, name),
        "parts": [
            {
                "hidden": [names[place] for place in part.places],
                "least": [ends and ends.lower for ends in part.ends],
                "largest": [ends and ends.upper for ends in part.ends],
                "tables": [list(table) for table in part.tables],
            }
            for part in certificate.parts
        ],
    }


def fingerprint(published: Publication, name: Callable[[Hashable], str] = str) -> str:
    """The sha256 of what is shown, what is blank, and the sums: the same in any order."""
    figures = published.figures
    names = [name(figure.key) for figure in figures]
    cells = sorted(
        [names[k], figure.value, figure.lower, figure.upper]
        if figure.value is None
        else [names[k], figure.value]
        for k, figure in enumerate(figures)
    )
    sums = sorted(
        sorted([names[k], c] for k, c in equation.terms) for equation in published.equations
    )
    return sha256(json.dumps([cells, sums], ensure_ascii=False).encode()).hexdigest()


def verify(
    proof: Mapping[str, Any], published: Publication, name: Callable[[Hashable], str] = str
) -> tuple[str, ...]:
    """What is wrong with a proof, held against the release alone; empty when it proves.

    It proves when it is about this release, when every hidden figure has two different values in
    tables of whole numbers that agree with all that is shown, and when the ends it names occur.
    """
    if proof.get("kind") != KIND or proof.get("published") != fingerprint(published, name):
        return ("the proof is about another release",)
    return tuple(_faults(proof, published, name))


def _faults(
    proof: Mapping[str, Any], published: Publication, name: Callable[[Hashable], str]
) -> Iterator[str]:
    place = {name(figure.key): k for k, figure in enumerate(published.figures)}
    named = [hidden for part in proof["parts"] for hidden in part["hidden"]]
    for key in sorted(
        {name(published.figures[k].key) for k in published.hidden}.symmetric_difference(named)
    ):
        yield f"{key} is hidden in the release or in the proof, and not in both"
    for part in proof["parts"]:
        places = [place[hidden] for hidden in part["hidden"] if hidden in place]
        if len(places) == len(part["hidden"]):
            yield from _table_faults(part, places, published)
            asked = [not published.figures[k].rest for k in places]
            yield from _end_faults(part, asked)


def _table_faults(
    part: Mapping[str, Any], places: list[int], published: Publication
) -> Iterator[str]:
    for number, table in enumerate(part["tables"]):
        values = dict(zip(places, table, strict=True))
        for k, value in values.items():
            figure = published.figures[k]
            most = value if figure.upper is None else figure.upper
            if not isinstance(value, int) or not figure.lower <= value <= most:
                yield f"table {number}: {figure.key} cannot be {value}"
        for terms, right in published.reduced:
            mine = [c * values[k] for k, c in terms if k in values]
            if mine and (len(mine) < len(terms) or sum(mine) != right):
                yield f"table {number}: a sum with {published.figures[terms[0][0]].key} is wrong"


def _end_faults(part: Mapping[str, Any], asked: list[bool]) -> Iterator[str]:
    for column in (k for k, one in enumerate(asked) if one):
        hidden = part["hidden"][column]
        seen = {table[column] for table in part["tables"]}
        least, largest = part["least"][column], part["largest"][column]
        if not seen or least != min(seen):
            yield f"{hidden}: no table has the least value {least}"
        if largest is not None and (not seen or largest != max(seen)):
            yield f"{hidden}: no table has the largest value {largest}"
        if len(seen) < 2 and least == largest:
            yield f"{hidden} can be computed: it is {least}"
