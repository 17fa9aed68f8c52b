# SPDX-License-Identifier: EUPL-1.2
"""A network as a table: each site, whom it serves, and how far they come."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from taalplan.access.location.problem import Floats
from taalplan.tables.sentences import fill
from taalplan.tables.table import (
    MEASURE,
    TOTAL,
    Axis,
    Cell,
    Dimension,
    Key,
    Member,
    Note,
    Table,
    Unit,
)
from taalplan.vocabulary.text import Text

if TYPE_CHECKING:
    from taalplan.access.location.plan import Network

TITLE = Text("Plaatsen van het netwerk", "Sites of the network", "Sites du réseau")
STAYS, OPENED, CLOSED = "stays", "opened", "closed"
STATES = {
    STAYS: Text("Blijft", "Stays", "Reste"),
    OPENED: Text("Komt erbij", "Is added", "Est ajouté"),
    CLOSED: Text("Valt weg", "Is dropped", "Disparaît"),
}
PROVEN = Text(
    "Geen netwerk dat de grenzen toelaten is beter; dat is bewezen.",
    "No network that the limits allow is better; this is proven.",
    "Aucun réseau que les limites permettent n’est meilleur ; c’est prouvé.",
)
LOOSE = Text(
    "Of er een beter netwerk is, is niet bewezen: het verschil is hoogstens {gap} %.",
    "Whether a better network exists is not proven: the difference is at most {gap} %.",
    "Qu’il existe un meilleur réseau n’est pas exclu : l’écart est d’au plus {gap} %.",
)


def network_table(network: Network, unit: Unit) -> Table:
    """The open sites, then the closed ones, then all; `unit` is what `cost` is in."""
    rows = list(_rows(network))
    measures = _measures(unit, divided=network.shares is not None)
    cells: dict[Key, Cell] = {
        (member.path, (code,)): Cell(int(value) if float(value).is_integer() else float(value))
        for member, figures in rows
        for code, value in figures.items()
    }
    sites = {str(j): Text.same(name) for j, name in enumerate(network.locations.sites)}
    dimensions = (
        Dimension("state", Text("Toestand", "State", "État"), STATES),
        Dimension("site", Text("Plaats", "Site", "Site"), sites),
    )
    labels = {member.path[0]: member.label for member in measures}
    said = np.format_float_positional(100 * network.gap, 2, fractional=False, trim="-")
    gap = Text(*(said.replace(".", mark) for mark in ",.,"))
    return Table(
        "access-network",
        TITLE,
        Axis(dimensions, tuple(member for member, _ in rows)),
        Axis((Dimension(MEASURE, Text("Maat", "Measure", "Mesure"), labels),), measures),
        cells,
        notes=(Note(PROVEN if network.proven else fill(LOOSE, gap=gap)),),
    )


def _measures(unit: Unit, *, divided: bool) -> tuple[Member, ...]:
    """Clients, demand and the way; clients who are divided over sites do not add up."""
    return (
        Member(("clients",), Text("Herkomsten", "Origins", "Origines"), unit=Unit.PLACES,
               estimate=divided),
        Member(("demand",), Text("Vraag", "Demand", "Demande"), unit=Unit.PEOPLE, estimate=True),
        Member(("mean",), Text("Gemiddelde weg", "Mean way", "Trajet moyen"), unit=unit,
               decimals=1, estimate=True),
        Member(("farthest",), Text("Verste weg", "Farthest way", "Trajet le plus long"), unit=unit,
               decimals=1, estimate=True),
    )  # fmt: skip


def _rows(network: Network) -> Iterator[tuple[Member, dict[str, float]]]:
    parts = network.parts
    for state, sites in (
        (STAYS, sorted(set(network.open) - set(network.opened))),
        (OPENED, network.opened),
        (CLOSED, network.closed),
    ):
        for j in sites:
            mine = np.zeros_like(parts)
            mine[:, j] = parts[:, j]
            label = Text.same(network.locations.sites[j])
            yield Member((state, str(j)), label), _figures(network, mine)
    yield Member((TOTAL, TOTAL), Text("Totaal", "Total", "Total")), _figures(network, parts)


def _figures(network: Network, parts: Floats) -> dict[str, float]:
    """Those who come with some parts of the network; without any of them there is no way."""
    cost, served = network.locations.cost, parts * network.locations.demand[:, None]
    found = {"clients": float(parts.any(axis=1).sum()), "demand": float(served.sum())}
    if found["demand"] > 0:
        found["mean"] = float((cost * served).sum()) / found["demand"]
        found["farthest"] = float(cost[served > 0].max())
    return found
