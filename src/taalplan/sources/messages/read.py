# SPDX-License-Identifier: EUPL-1.2
"""Find the messages in files and folders, and read them all; what is wrong is told at once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from taalplan.snapshot.faults import Fault
from taalplan.sources.messages.codes import Report
from taalplan.sources.messages.davinci import enrolments
from taalplan.sources.messages.kbi import Reader
from taalplan.sources.messages.parts import Dossier, History
from taalplan.sources.messages.xml import Node, NotAMessageError, read_xml

KBI, EDUCATION = "GeefDossierKBI", "GeefHistoriekInschrijving"
VERSIONS = {KBI: "01.00", EDUCATION: "02.01"}


@dataclass(frozen=True)
class Messages:
    """What was read: of each person the latest dossier and the latest history."""

    dossiers: tuple[Dossier, ...]
    histories: tuple[History, ...]
    report: Report
    files: tuple[str, ...] = field(default=())


def are_messages(paths: Sequence[Path]) -> bool:
    """Whether these paths are XML, or folders in which XML stands."""
    return any(
        path.suffix.lower() == ".xml" or (path.is_dir() and next(_xml_in(path), None))
        for path in paths
    )


def _xml_in(folder: Path) -> Iterator[Path]:
    return folder.rglob("*.[xX][mM][lL]")


def read_messages(
    paths: Sequence[Path], progress: Callable[[str, float], None] = lambda step, share: None
) -> Messages:
    """Read every message; nothing is raised for what is wrong with them."""
    report = Report()
    dossiers: list[Dossier] = []
    histories: list[History] = []
    files = [
        each for path in paths for each in (sorted(_xml_in(path)) if path.is_dir() else [path])
    ]
    for at, path in enumerate(files):
        progress(path.name, at / len(files))
        for found in read_file(path, report):
            (dossiers if isinstance(found, Dossier) else histories).append(found)  # type: ignore[arg-type]
    latest = _latest(dossiers, [each.subject.insz for each in dossiers], report)
    asked = _latest(histories, [each.insz for each in histories], report)
    return Messages(tuple(latest), tuple(asked), report, tuple(path.name for path in files))


def read_file(path: Path, report: Report) -> list[Dossier | History]:
    """What one file holds; its faults go to the report."""
    name = path.name
    try:
        return list(_read(read_xml(path), path, name, report))
    except NotAMessageError as error:
        report.faults.append(Fault(name, error.line, "", "", error.problem, error.advice))
    except OSError as error:
        report.faults.append(Fault(name, 0, "", "", f"cannot be read ({error.strerror or error})",
                                   "check the file"))  # fmt: skip
    return []


def _read(top: Node, path: Path, name: str, report: Report) -> Iterator[Dossier | History]:
    service = top.name.removesuffix("Response")
    body = top.first("Repliek")
    if service not in VERSIONS or body is None:
        known = " or ".join(f"{kind} {version}" for kind, version in VERSIONS.items())
        report.faults.append(Fault(name, top.line, top.name, "", "is no message that is read",
                                   f"give answers of {known}"))  # fmt: skip
        return
    version = body.value("Context/Versie")
    if not version.startswith(VERSIONS[service]):
        report.faults.append(Fault(name, top.line, "Versie", version, "is another version",
                                   f"{service} {VERSIONS[service]} is read"))  # fmt: skip
        return
    stamp = body.first("Context/Bericht/Tijdstip")
    answered = f"{stamp.value('Datum')} {stamp.value('Tijd')}" if stamp else ""
    answers = list(body.all("Antwoorden/Antwoord"))
    for holder in (body, *answers):
        _tell_errors(holder, name, service, report)
    if service == KBI:
        for answer in answers:
            yield from Reader(name, report).dossiers(answer, answered)
    else:
        yield from _histories(answers, path, name, answered, report)


def _histories(
    answers: Sequence[Node], path: Path, name: str, answered: str, report: Report
) -> Iterator[History]:
    found = tuple(each for answer in answers for each in enrolments(answer, name, report))
    if not found:
        return
    if not re.fullmatch(r"\d{11}", path.stem):
        report.faults.append(Fault(name, 1, "", "", "does not say whom it is about",
                                   "name the file after the national number that was asked for, "
                                   "as 00000000097.xml"))  # fmt: skip
        return
    said = hashlib.sha256("".join(answer.digest() for answer in answers).encode()).hexdigest()
    yield History(name, answered, said, path.stem, found)


def _tell_errors(holder: Node, name: str, service: str, report: Report) -> None:
    """Errors (FOUT) that stand in the place of an answer, or beside one."""
    for node in holder.all("Uitzonderingen/Uitzondering"):
        number, who = node.value("Identificatie"), node.value("Oorsprong")
        what = node.value("Diagnose").rstrip(".")
        report.answers.append(Fault(name, node.line, f"{service} {node.value('Type')}", number,
                                    f"{who}: {what}", _advice(what)))  # fmt: skip


def _advice(diagnosis: str) -> str:
    if "geen gegevens" in diagnosis.lower():
        return "nothing is known there about this person"
    return "ask again later"


Told = TypeVar("Told", Dossier, History)


def _latest(found: list[Told], numbers: list[str], report: Report) -> list[Told]:
    """Of each person the last answer; one that is there twice, or was overtaken, is counted."""
    last: dict[str, Told] = {}
    for each, number in zip(found, numbers, strict=True):
        known = last.get(number)
        if known is None or known.answered <= each.answered:
            last[number] = each
        if known is not None:
            same = known.content == each.content
            report.left_out["a message that is there twice" if same
                            else "an older message about the same person"] += 1  # fmt: skip
    return list(last.values())
