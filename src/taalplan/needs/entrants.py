# SPDX-License-Identifier: EUPL-1.2
"""Who will register: from first registrations by month to entrants by profile and level."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from taalplan import policy
from taalplan.needs.driving import Tried, tried
from taalplan.needs.entry import EntryForecast, Hierarchy, forecast, scaled
from taalplan.needs.entry.shocks import rescaled, treat
from taalplan.needs.history import AREA_CODES, TARGET_GROUPS, Floats, History, Ints
from taalplan.needs.horizon import Horizon, month, months_between
from taalplan.needs.outside import Outside, Stream, streamed
from taalplan.policy.shocks import Shock
from taalplan.vocabulary.text import Text

SERIES = tuple((area, group) for area in AREA_CODES for group in TARGET_GROUPS)
HIERARCHY = Hierarchy.by(
    tuple(f"{area}/{group}" for area, group in SERIES),
    area=[area for area, _ in SERIES],
    group=[group for _, group in SERIES],
)
SEASON = 12


@dataclass(frozen=True, eq=False)
class Entrance:
    """First registrations to come.

    `paths` (draws, areas, months) and `expected` (areas, months) over the months of the horizon;
    what falls between the last month known and the cut-off stands in the first month. `plain`
    is what would be expected without the declared shocks and the streams. `shocks` are those that
    were used; `series` is the forecast itself, by area and target group. `streams` are in it, and
    `driver` says what came of a series from outside.
    """

    paths: Ints
    expected: Floats
    plain: Floats
    shocks: tuple[Shock, ...]
    series: EntryForecast | None
    warnings: tuple[Text, ...] = ()
    streams: tuple[Stream, ...] = ()
    driver: Tried | None = None


def entrance_of(
    history: History, horizon: Horizon, *, draws: int, seed: int, outside: Outside | None = None
) -> Entrance:
    """Forecast first registrations by area and target group, declared shocks taken into account.

    Only shocks that began by the cut-off are known; without any history nobody is expected, and
    a warning says so.
    """
    outside = outside or Outside()
    months = history.months[history.months <= history.covered]
    series = history.entry[:, :, : len(months)].reshape(len(SERIES), -1)
    ahead = months_between(history.covered + 1, horizon.months[-1])
    if not np.nansum(series):
        return _nobody(draws, len(horizon.months), outside)
    used = known_shocks(history.as_of)
    areas, groups = [a for a, _ in SERIES], [g for _, g in SERIES]
    treated = treat(used, months, table="registrations", areas=areas, target_groups=groups)
    window = (len(ahead) - 11, len(ahead))
    given: dict[str, Any] = {
        "horizon": len(ahead), "season": SEASON, "seed": seed, "window": window,
    }  # fmt: skip
    masked = treated.masked
    if not (np.isfinite(series) & ~masked).any():
        masked = np.zeros_like(masked)
    made = forecast(rescaled(series, treated), HIERARCHY, draws=draws, masked=masked, **given)
    plain = made.mean
    if masked.any() or treated.shifts:
        plain = forecast(series, HIERARCHY, draws=1, **given).mean
    evidence = np.where(masked, np.nan, series)
    driver = None
    if outside.driver:
        driver = tried(outside.driver, evidence, months, window=window, season=SEASON)
    factor = driver.factor if driver else 1.0
    made = streamed(scaled(made, factor, seed=seed), outside.streams, SERIES, ahead, seed=seed)
    reached = tuple(s for s in used if s.touches(_day(months[0]), history.as_of))
    return Entrance(
        _folded(_by_area(made.paths), horizon),
        _folded(_by_area(made.mean), horizon),
        _folded(_by_area(plain * factor), horizon),
        tuple(s for s in reached if "registrations" in s.tables),
        made,
        (*_said(made.warnings), *_gap(history), *_untold(treated.apart, outside)),
        outside.streams,
        driver,
    )


def known_shocks(as_of: date) -> tuple[Shock, ...]:
    """The declared shocks that had begun; an end that lies later was not known then."""
    return tuple(
        s if s.end is None or s.end <= as_of else replace(s, end=None)
        for s in policy.shocks()
        if s.start <= as_of
    )


def _day(month_: np.datetime64) -> date:
    day: date = month_.astype("datetime64[D]").astype(object)
    return day


def _by_area(counts: NDArray[Any]) -> NDArray[Any]:
    """(..., series, months) to (..., areas, months)."""
    shape = (*counts.shape[:-2], len(AREA_CODES), len(TARGET_GROUPS), counts.shape[-1])
    return np.asarray(counts.reshape(shape).sum(axis=-2))


def _folded(counts: NDArray[Any], horizon: Horizon) -> NDArray[Any]:
    """Months before those of the horizon are added to its first: they registered by then."""
    early = counts.shape[-1] - len(horizon.months)
    found = counts[..., early:].copy()
    found[..., 0] += counts[..., :early].sum(axis=-1)
    return found


def _nobody(draws: int, months: int, outside: Outside) -> Entrance:
    nothing = np.zeros((len(AREA_CODES), months))
    said = Text(
        "Er zijn geen eerste aanmeldingen bekend; de instroom is niet gepland.",
        "No first registrations are known; entry is not planned.",
        "Aucune première inscription n’est connue ; les entrées ne sont pas planifiées.",
    )
    paths = np.zeros((draws, *nothing.shape), np.int64)
    ignored = Text(
        "Zonder eerste aanmeldingen is ook niet bekend waarvoor mensen komen; stromen en reeksen "
        "van buiten het register zijn niet gebruikt.",
        "Without first registrations it is not known either for what people come; streams and "
        "series from outside the register are not used.",
        "Sans premières inscriptions, on ne sait pas non plus pourquoi on vient ; les flux et "
        "séries extérieurs au registre ne sont pas utilisés.",
    )
    warnings = (said, ignored) if outside.streams or outside.driver else (said,)
    return Entrance(paths, nothing, nothing, (), None, warnings)


def _gap(history: History) -> list[Text]:
    months = int((month(history.as_of) - history.covered).astype(int))
    if months <= 0:
        return []
    last = str(history.covered)
    return [
        Text(
            f"De eerste aanmeldingen zijn bekend tot en met {last}, {months} maanden voor het "
            "einde van de gegevens; wie zich daarna aanmeldde, is verwacht en niet geteld.",
            f"First registrations are known up to {last}, {months} months before the data end; "
            "who registered after that is expected, not counted.",
            f"Les premières inscriptions sont connues jusqu’à {last}, {months} mois avant la fin "
            "des données ; celles d’après sont estimées et non comptées.",
        )
    ]


def _untold(apart: tuple[Shock, ...], outside: Outside) -> list[Text]:
    """Declared shocks whose people want a stream of their own, where none was given."""
    if outside.streams:
        return []
    return [
        Text(
            f"Voor {shock.label.nl} vraagt het schokregister een aparte stroom, en er is er geen "
            "gegeven: wie al in het register staat, telt mee als gewone instroom.",
            f"For {shock.label.en} the shock register asks for a stream apart, and none was "
            "given: who is in the register already counts as ordinary entry.",
            f"Pour {shock.label.fr}, le registre des chocs demande un flux à part, et aucun n’a "
            "été donné : qui figure déjà au registre compte comme entrée ordinaire.",
        )
        for shock in apart
    ]


def _said(warnings: tuple[str, ...]) -> list[Text]:
    """What the forecast could not rest on, in words for the reader."""
    found = []
    for warning in warnings:
        what, _, names = warning.partition(": ")
        whom = ", ".join(name.replace("/", ", ") for name in names.split(", "))
        dutch = (
            "Geen geschiedenis, dus niets verwacht, voor"
            if what.startswith("no history")
            else "Minder dan een jaar geschiedenis voor"
        )
        french = (
            "Aucun historique, donc rien de prévu, pour"
            if what.startswith("no history")
            else "Moins d’un an d’historique pour"
        )
        english = what[0].upper() + what[1:]
        found.append(Text(f"{dutch}: {whom}.", f"{english}: {whom}.", f"{french} : {whom}."))
    return found
