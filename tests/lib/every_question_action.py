# SPDX-License-Identifier: EUPL-1.2
"""How to call each action of questions: a table, one line for each, as in `every_action`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from lib import questions as make
from taalplan.questions.file import file_of

Call = tuple[Any, dict[str, Any]]

FILE = """
number: 217
title: Vertrouwelijk
parliament: Vlaams Parlement
session_year: 2021-2022
asked_on: 2022-02-24
asked_by: Verborgen
answered_by: Onbekende
function: minister
parts:
  - {code: "1", asked: "Hoeveel?", text: Geheime woorden.}
"""


def _part(by: Any) -> Any:
    return make.received(by=by).parts.first()


def _written(by: Any) -> Any:
    part = _part(by)
    make.drafted(part, by=by)
    return part


def _edition(by: Any) -> Any:
    return make.edition(make.ready(by=by), by=by)


def _to_keep(by: Any) -> dict[str, Any]:
    question = make.ready(by=by)
    return {"question": question, "file": file_of(question), "snapshot": "x", "files": make.FILES}


def _old(by: Any) -> Any:
    question = make.signed(by=by)
    question.signed_at = datetime(2022, 3, 1, tzinfo=UTC)
    question.save()
    return question


def _as_writer(ask: Callable[[Any], dict[str, Any]]) -> Callable[[Any], Call]:
    """The call is made by who wrote everything before it."""

    def call(_world: Any) -> Call:
        by = make.policy()
        return by, ask(by)

    return call


def _as_other(ask: Callable[[Any], dict[str, Any]]) -> Callable[[Any], Call]:
    """The call is made by somebody who wrote nothing."""
    return lambda _world: (make.policy(), ask(make.policy()))


CALLS: Mapping[str, Callable[[Any], Call]] = {
    "receiving.receive_question": _as_writer(lambda by: {
        **make.HEAD, "number": 218, "title": "Vertrouwelijk", "parts": make.PARTS}),
    "receiving.receive_file": _as_writer(lambda by: {"content": FILE}),
    "receiving.assign_part": _as_writer(lambda by: {"part": _part(by), "owner": by}),
    "receiving.send_part_elsewhere": _as_writer(lambda by: {
        "part": _part(by), "minister": "Vertrouwelijk", "words": "", "based_on": 0}),
    "receiving.transfer_question": _as_writer(lambda by: {
        "question": make.received(by=by), "why": "Vertrouwelijk"}),
    "receiving.withdraw_question": _as_writer(lambda by: {
        "question": make.received(by=by), "why": "Vertrouwelijk"}),
    "writing.save_draft": _as_writer(lambda by: {
        "part": _part(by), "answer": {"text": "Geheime woorden."}, "based_on": 0}),
    "writing.set_ready": _as_writer(lambda by: {"part": _written(by)}),
    "writing.open_again": _as_writer(lambda by: {"part": make.ready(by=by).parts.first()}),
    "deciding.keep_edition": _as_writer(_to_keep),
    "deciding.send_to_readers": _as_writer(lambda by: {"edition": _edition(by)}),
    "deciding.approve": _as_other(lambda by: {"edition": make.being_read(by=by)}),
    "deciding.send_back": _as_other(lambda by: {
        "edition": make.being_read(by=by), "remark": "Vertrouwelijk"}),
    "deciding.sign": _as_other(lambda by: {"question": make.approved(by=by).question}),
    "deciding.publish": _as_writer(lambda by: {"question": _old(by)}),
}  # fmt: skip
