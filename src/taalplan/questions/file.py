# SPDX-License-Identifier: EUPL-1.2
"""A question as a question file: what `taalplan answer` reads, and back.

The register of questions adds nothing to the file: whoever takes it along can make the same answer
with the command line.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from taalplan.answers import Fault, QuestionError, read_question
from taalplan.questions.models import Part, PartStatus, Question

FIELDS = ("number", "title", "parliament", "session_year", "asked_on", "asked_by", "answered_by",
          "function", "introduction")  # fmt: skip
ANSWER = ("text", "table", "after", "quoted", "analysis", "reason")
"""The fields of a part that are its answer, and not what was asked."""


def file_of(question: Question) -> str:
    """The question file of the drafts that count now, as YAML."""
    whole = {name: getattr(question, name) for name in FIELDS}
    whole["number"] = str(question.number)
    whole["parts"] = [_part(part) for part in question.parts.all()]
    return as_yaml(whole)


def as_yaml(fields: Mapping[str, Any]) -> str:
    """Fields as they stand in a question file."""
    return yaml.dump(dict(fields), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)


def _part(part: Part) -> dict[str, Any]:
    draft = part.draft
    asked = {"code": part.code, "lead": part.lead, "asked": part.asked}
    return {name: value for name, value in asked.items() if value} | (draft.answer if draft else {})


def content_of(file: str) -> str:
    """The hash of the words: an edition belongs to exactly these."""
    return hashlib.sha256(file.encode("utf-8")).hexdigest()


def faults_of(question: Question) -> list[Fault]:
    """What is wrong in the drafts, as `taalplan answer` would say it; none when it can be made."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"{question.number}.yaml"
            path.write_text(file_of(question), encoding="utf-8")
            read_question(path)
    except QuestionError as error:
        return list(error.faults)
    return []


def faults_of_part(part: Part) -> list[Fault]:
    """Those of the faults that are about one part: its own, and those of its tables."""
    tables = (part.draft.answer if part.draft else {}).get("table", [])
    ids = {f"table '{table.get('id', '')}'" for table in tables} | {part.code}
    return [fault for fault in faults_of(part.question) if fault.where in ids]


def answers_in(text: str) -> list[dict[str, Any]]:
    """The parts of a question file as plain fields; the file was read without faults before."""
    parts: list[dict[str, Any]] = yaml.load(text, Loader=_Loader)["parts"]
    return parts


def status_of(answer: dict[str, Any]) -> PartStatus:
    """What a part of a file is when it comes in: a reason of another owner sends it elsewhere."""
    elsewhere = answer.get("reason", {}).get("kind") == "other_owner"
    return PartStatus.ELSEWHERE if elsewhere else PartStatus.OPEN


class _Dumper(yaml.SafeDumper):
    """Long texts stand under `|`, so that they can be read and their lines counted."""


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = "|" if "\n" in value else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)


class _Loader(yaml.SafeLoader):
    """Every value as the text that stands there: dates and years are read by `answers`."""


_Loader.yaml_implicit_resolvers = {}
