# SPDX-License-Identifier: EUPL-1.2
"""The entry forecasts on public sets, as ratios to the seasonal naive.

    python benchmarks/forecast/run.py --data DIR [--peers]
    python benchmarks/forecast/run.py --set FOLDER,SEASON,HORIZON[,CUT_OFFS,STEP,END,MEMORY] ...

DIR holds a folder per set with y.csv (periods x series), S.csv (series x bottom), levels.csv;
`--set` takes any folder of that form (`sets.Protocol` says what the numbers are) and may be
repeated, with or without `--data`.
Figures are means over the levels of a set, then over cut-offs; below 1 is better than the
seasonal naive. `--peers` also asks statsforecast and hierarchicalforecast, in an environment of
their own (`.venv-bench-forecast`, made from `requirements.lock` beside this file).
"""

from __future__ import annotations

import argparse
import pickle
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import NormalDist

import numpy as np
from sets import PROTOCOLS, Case, Protocol, cases, pupils, read

from taalplan.needs import cohort
from taalplan.needs.entry import backtest, forecast, scores
from taalplan.needs.entry.hierarchy import Floats

HERE = Path(__file__).resolve().parent
VENV = HERE.parent.parent / ".venv-bench-forecast"
LEVELS = np.array([*scores.QUANTILES, 0.025, 0.975])
Made = tuple[Floats, Floats]
"""The point forecast (all series x leads), and quantiles at `LEVELS`."""


def main() -> None:
    """Print every table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, help="the folder of the public sets")
    parser.add_argument(
        "--set",
        dest="sets",
        action="append",
        default=[],
        type=protocol_of,
        metavar="FOLDER,...",
        help="any set of the same form: its folder, season and horizon, then if other than one "
        "cut-off: cut-offs, step, periods at the last cut-off, periods remembered (0: all)",
    )
    parser.add_argument("--peers", action="store_true", help="also the libraries beside it")
    options = parser.parse_args()
    if not options.data and not options.sets:
        parser.error("name --data, --set or both")
    asked = [(options.data, one) for one in PROTOCOLS] if options.data else []
    asked += options.sets
    ways: dict[str, Callable[[Case, Protocol], Made]] = {"Taalplan": ours}
    rows = {name: [] for name in ways}
    for folder, protocol in asked:
        every = list(cases(folder, protocol))
        base = _mean([score(case, protocol, naive(case, protocol)) for case in every])
        made = {name: [way(case, protocol) for case in every] for name, way in ways.items()}
        if options.peers:
            made |= from_peers(every, protocol)
        for name, forecasts in made.items():
            found = _mean(
                [score(case, protocol, one) for case, one in zip(every, forecasts, strict=True)]
            )
            row = np.r_[found[:2] / base[:2], found[2:]]
            rows.setdefault(name, []).append(row)
            print(_line(f"{protocol.name}: {name}", row), flush=True)
    for name, found_rows in rows.items():
        table = np.array(found_rows)
        print(
            f"{name}: mean sCRPS ratio {table[:, 1].mean():.3f}, "
            f"geometric {np.exp(np.log(table[:, 1]).mean()):.3f}, mean absolute error of the 80 % "
            f"coverage {np.abs(table[:, 2] - 0.8).mean():.3f}"
        )
    if options.data:
        school_years(options.data)
        england(options.data)
    print(f"CPU of this process: {time.process_time():.1f} s")


def protocol_of(text: str) -> tuple[Path, Protocol]:
    """Read FOLDER,SEASON,HORIZON[,CUT_OFFS,STEP,END,MEMORY]; argparse turns a fault into words."""
    folder, *numbers = text.rsplit(",", text.count(","))
    season, horizon, *rest = (int(number) for number in numbers)
    cut_offs, step, end, memory = [*rest, *(1, season, 0, 0)[len(rest) :]]
    path = Path(folder)
    made = Protocol(path.name, season, horizon, cut_offs, step, end or None, memory or None)
    return path.parent, made


def ours(case: Case, protocol: Protocol) -> Made:
    """Taalplan: every quantile from its thousand paths."""
    made = forecast(
        case.history, case.hierarchy, horizon=protocol.horizon, season=protocol.season, seed=1
    )
    return made.expected, np.quantile(made.all_paths, LEVELS, axis=0)


def naive(case: Case, protocol: Protocol) -> Made:
    """The same season a year earlier, with a normal law around it."""
    history, season = case.hierarchy.aggregate(case.history), protocol.season
    lead = np.arange(protocol.horizon)
    point = history[:, history.shape[1] - season + lead % season]
    spread = np.sqrt(((history[:, season:] - history[:, :-season]) ** 2).mean(axis=1))
    return point, normal(point, spread[:, None] * np.sqrt(lead // season + 1))


def normal(point: Floats, spread: Floats) -> Floats:
    """The quantiles of a normal law at `LEVELS`."""
    z = np.array([NormalDist().inv_cdf(level) for level in LEVELS])
    return np.asarray(point + z[:, None, None] * spread)


def score(case: Case, protocol: Protocol, made: Made) -> Floats:
    """MASE, sCRPS, coverage of 80 and 95 %, each the mean over levels."""
    history, (point, quantiles) = case.hierarchy.aggregate(case.history), made
    found = []
    for part in case.hierarchy.parts.values():
        actual, q = case.actual[part], quantiles[:, part]
        found.append(
            (
                scores.mase(actual, point[part], history[part], protocol.season),
                scores.scaled_crps(actual, q[:99]),
                scores.coverage(actual, q[9], q[89]),
                scores.coverage(actual, q[99], q[100]),
            )
        )
    return np.array(found).mean(axis=0)


def from_peers(every: Sequence[Case], protocol: Protocol) -> Mapping[str, list[Made]]:
    """What the libraries make of the same cases, in a process of their own."""
    if not (VENV / "bin" / "python").exists():
        print("Setting up .venv-bench-forecast (once) ...", file=sys.stderr)
        venv.create(VENV, with_pip=True)
        install = [VENV / "bin" / "python", "-m", "pip", "install", "--quiet", "-r"]
        subprocess.run([*install, HERE / "requirements.lock"], check=True)
    with tempfile.TemporaryDirectory() as folder:
        asked, answer = Path(folder) / "asked", Path(folder) / "answer"
        content = [
            (case.hierarchy.aggregate(case.history), case.hierarchy.summing,
             {name: (part.start, part.stop) for name, part in case.hierarchy.parts.items()})
            for case in every
        ]  # fmt: skip
        asked.write_bytes(pickle.dumps((content, protocol.season, protocol.horizon)))
        command = [VENV / "bin" / "python", HERE / "peers.py", asked, answer]
        subprocess.run(command, check=True)
        found = pickle.loads(answer.read_bytes())
    return {
        name: [(point, normal(point, np.maximum(spread, 1e-9))) for point, spread in made]
        for name, made in found.items()
    }


def school_years(data: Path) -> None:
    """Sums of leads 7 to 18 on the Swiss months before corona: nine cut-offs of five years."""
    counts, hierarchy = read(data / "swiss_tourism")
    found = [
        one
        for cut in range(60, 164, 12)
        for one in backtest(
            counts[:, cut - 60 : cut + 18], hierarchy, cut_offs=[60], window=(7, 18), seed=1
        )
    ]
    for level in hierarchy.parts:
        here = [one for one in found if one.level == level]
        ratio = sum(o.error for o in here) / sum(o.last_year_error for o in here)
        error = np.mean([o.error for o in here])
        held = np.mean([o.covered_80 for o in here]), np.mean([o.covered_95 for o in here])
        print(
            f"school-year sums, {level}: WAPE {error:.2%}, {ratio:.3f} of the last twelve months; "
            f"coverage {held[0]:.2f} / {held[1]:.2f} ({len(here)} cut-offs)"
        )


def england(data: Path) -> None:
    """Pupils of English authorities a grade further, one year ahead; targets 2017 to 2022."""
    counts = pupils(data / "england_pupils" / "la_pupils.csv")
    errors, held = [], []
    for year in range(len(counts) - 6, len(counts)):
        made = cohort.with_interval(counts[:year])
        came, point = counts[year, :, 1:], made.expected[:, 1:]
        errors.append((np.abs(came - point) / came).mean())
        held.append(scores.coverage(came, made.low[:, 1:], made.high[:, 1:]))
    years = ", ".join(f"{value:.3f}" for value in held)
    print(
        f"England, {counts.shape[1]} authorities: one-year error {np.mean(errors):.2%}, "
        f"95 % interval holds {np.mean(held):.3f} (by year {years})"
    )


def _mean(rows: Sequence[Floats]) -> Floats:
    return np.asarray(np.mean(rows, axis=0))


def _line(name: str, row: Floats) -> str:
    return (
        f"{name:<46} MASE {row[0]:.3f}  sCRPS {row[1]:.3f}  cov80 {row[2]:.2f}  cov95 {row[3]:.2f}"
    )


if __name__ == "__main__":
    main()
