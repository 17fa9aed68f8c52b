# SPDX-License-Identifier: EUPL-1.2
"""Writes photographs into a folder: each as its own file, a document, a workbook, a CSV a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from taalplan.answers.report import write_report
from taalplan.tables.table import Table
from taalplan.vocabulary.text import Text
from taalplan.waiting.document import document
from taalplan.waiting.keep import taken
from taalplan.waiting.photograph import Photograph
from taalplan.waiting.reconcile import compare, reconciled, survey_table
from taalplan.waiting.survey import Survey
from taalplan.waiting.table import overview, tables

NAME = "wachtlijst"
FOLDER = "photographs"


def write_photographs(
    photos: Sequence[Photograph],
    out: Path,
    language: str = "nl",
    *,
    again: bool = False,
    surveys: Mapping[date, Survey] | None = None,
) -> list[Path]:
    """Write all forms of photographs; return the paths, those of the photographs first.

    `surveys` are laid beside the photographs of their days. Raises PhotographError before
    anything is written when one was taken before and differs. Documents are made anew each time;
    photographs never are.
    """
    made = {photo.definition.day.isoformat(): tables(photo) for photo in photos}
    kept = [
        taken(photo, of_day, out / FOLDER, again=again)
        for photo, of_day in zip(photos, made.values(), strict=True)
    ]
    compared = {
        photo.definition.day.isoformat(): _beside(photo, surveys[photo.definition.day])
        for photo in photos
        if surveys and photo.definition.day in surveys
    }
    text = document(photos, made, language, compared)
    days = overview(photos)
    every = {
        f"{name}-{day}": table for day, of_day in made.items() for name, table in of_day.items()
    }
    every |= {f"waiting-survey-{day}": table for day, (table, _) in compared.items()}
    sheets = [days, *(block.numbered for block in text.tables[1:])]
    written = [one.keep() for one in kept]
    return [*written, *write_report(text, {days.name: days, **every}, out, NAME, sheets=sheets)]


def _beside(photo: Photograph, survey: Survey) -> tuple[Table, tuple[Text, ...]]:
    compared = compare(photo, survey)
    return survey_table(photo, compared), tuple(reconciled(compared, photo))
