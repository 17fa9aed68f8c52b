# SPDX-License-Identifier: EUPL-1.2
"""`taalplan needs --plan DIR`: what happens to a plan after it was made."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING

from taalplan.cli.errors import UsageError

if TYPE_CHECKING:
    from taalplan.needs.versions import Code, Versions


def follow(options: argparse.Namespace) -> int:
    """Take a step, adjust, compare or evaluate; without any of these say where the plan stands."""
    from taalplan.needs.consultation import compared, write_consultation
    from taalplan.needs.versions import read_versions
    from taalplan.tables.render import render

    versions = read_versions(options.plan)
    if options.compare:
        other = read_versions(options.compare)
        print(render(compared(versions, other), "text", options.language))
        return 0
    if options.evaluate:
        return _evaluate(options, versions)
    after = _changed(options, versions)
    if after is not versions:
        # First what cannot be made again, then the documents that say it.
        print(after.write(options.plan))
        for path in write_consultation(after, options.plan, options.language):
            print(path)
    _tell(after, options.language)
    return 0


def _changed(options: argparse.Namespace, versions: Versions) -> Versions:
    """The plan after the step or the adjustments that were asked."""
    from taalplan.needs.versions import State

    day, by = options.day or date.today(), options.by or ""
    for text in options.adjust:
        pattern, number = _adjustment(text)
        versions = versions.adjust_sum(pattern, number, reason=options.reason or "", by=by, day=day)
    return versions.step(State(options.to), by=by, day=day) if options.to else versions


def _adjustment(text: str) -> tuple[Code, int]:
    """`limburg/stad-71016/A2/*=200`: a cell and its number."""
    cell, _, number = text.partition("=")
    parts = [part.strip() for part in cell.split("/")]
    if len(parts) != 4 or not number.strip().lstrip("-").isdigit():
        raise UsageError(
            f"'{text}' is no adjustment; write AREA/RESIDENCE/LEVEL/PROFILE=NUMBER, as in "
            "limburg/stad-71016/A2/standard=200, with * for all"
        )
    area, place, level, profile = parts
    return (area, place, level, profile), int(number)


def _evaluate(options: argparse.Namespace, versions: Versions) -> int:
    """Hold computed and adjusted numbers against what came."""
    from taalplan.needs.consultation import came, errors_said, evaluated, write_consultation
    from taalplan.snapshot import find_snapshot
    from taalplan.tables.render import render
    from taalplan.vocabulary.periods import SchoolYear

    if not options.snapshot:
        raise UsageError("say with which data, as in --snapshot out/example")
    snapshot = find_snapshot(options.snapshot).verified()
    outcome = came(snapshot, SchoolYear.parse(versions.school_year))
    table, errors = evaluated(versions, outcome)
    said = errors_said(errors, bool(versions.adjustments))
    print(render(table, "text", options.language))
    print(said[options.language])
    for path in write_consultation(versions, options.plan, options.language, table, said):
        print(path)
    return 0


def _tell(versions: Versions, language: str) -> None:
    from taalplan.needs import words
    from taalplan.needs.consultation import adjustments_table
    from taalplan.tables.render import render

    for step in versions.steps:
        print(f"{step.day}  {words.STATES[step.state][language]}  ({step.by})")
    if versions.adjustments:
        print()
        print(render(adjustments_table(versions), "text", language))
