# SPDX-License-Identifier: EUPL-1.2
"""Find the messages in files and folders, and read them all; what is wrong is told at once."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from taalplan.snapshot.faults import Fault
from taalplan.sources.messages.codes import Report
from taalplan.sources.messages.davinci import enrolments
from taalplan.sources.messages.kbi import Reader
from taalplan.sources.messages.keep import Kept, pack
from taalplan.sources.messages.parts import Dossier, History
from taalplan.sources.messages.xml import Node, NotAMessageError, read_xml

KBI, EDUCATION = "GeefDossierKBI", "GeefHistoriekInschrijving"
VERSIONS = {KBI: "01.00", EDUCATION: "02.01"}

TOGETHER = 250
"""Files that are read, and packed, as one part."""

ALONE = 2_000
"""Files that one process reads before another has started."""


@dataclass(frozen=True)
class Messages:
    """What was read: of each person the latest dossier and the latest history."""

    dossiers: Sequence[Dossier]
    histories: Sequence[History]
    report: Report
    files: int = 0


@dataclass(frozen=True)
class Mark:
    """Whom a message is about and what decides which of several counts."""

    number: str
    answered: str
    content: str


@dataclass(frozen=True)
class _Part:
    """What came out of some files: messages packed, a mark of each, and what there is to tell.

    Histories are packed one by one: each is looked up beside the dossier of its person.
    """

    dossiers: bytes
    dossier_marks: tuple[Mark, ...]
    histories: tuple[bytes, ...]
    history_marks: tuple[Mark, ...]
    report: Report


def are_messages(paths: Sequence[Path]) -> bool:
    """Whether these paths are XML, or folders in which XML stands."""
    return any(
        path.suffix.lower() == ".xml" or (path.is_dir() and next(_xml_in(path), None))
        for path in paths
    )


def _xml_in(folder: Path) -> Iterator[Path]:
    return folder.rglob("*.[xX][mM][lL]")


def _found(paths: Sequence[Path]) -> list[Path]:
    """Every file, in an order that is the same each time."""
    return [each for path in paths for each in (sorted(_xml_in(path)) if path.is_dir() else [path])]


def read_messages(
    paths: Sequence[Path],
    progress: Callable[[str, float], None] = lambda step, share: None,
    *,
    processes: int | None = None,
) -> Messages:
    """Read every message; nothing is raised for what is wrong with them.

    Of many files, each processor reads some (`processes` of them); what comes out is the same.
    """
    files = _found(paths)
    parts = [files[at : at + TOGETHER] for at in range(0, len(files), TOGETHER)]
    read: list[_Part] = []
    for part in _each(parts, _processes(len(files), processes)):
        read.append(part)
        progress(f"{min(len(read) * TOGETHER, len(files)):,} files", len(read) / len(parts))
    report = Report()
    for part in read:
        report.add(part.report)
    dossiers: Kept[Dossier] = Kept(
        [part.dossiers for part in read], _latest([part.dossier_marks for part in read], report)
    )
    histories: Kept[History] = Kept(
        [each for part in read for each in part.histories],
        _latest([[mark] for part in read for mark in part.history_marks], report),
    )
    return Messages(dossiers, histories, report, len(files))


def _processes(files: int, asked: int | None) -> int:
    if asked is not None:
        return asked
    # Elsewhere a new process begins with nothing, and loads for a second.
    forks = "fork" in multiprocessing.get_all_start_methods()
    return (os.cpu_count() or 1) if forks and files > ALONE else 1


def _each(parts: Sequence[Sequence[Path]], processes: int) -> Iterator[_Part]:
    if processes < 2:
        yield from map(_read_part, parts)
        return
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        yield from pool.map(_read_part, parts)


def _read_part(files: Sequence[Path]) -> _Part:
    """Read some files; in a process of its own, so what it gives can be sent."""
    report = Report()
    dossiers: list[Dossier] = []
    histories: list[History] = []
    for path in files:
        for found in read_file(path, report):
            if isinstance(found, Dossier):
                dossiers.append(found)
            else:
                histories.append(found)
    return _Part(
        pack(dossiers),
        tuple(Mark(each.subject.insz, each.answered, each.content) for each in dossiers),
        tuple(pack([each]) for each in histories),
        tuple(Mark(each.insz, each.answered, each.content) for each in histories),
        report,
    )


def _latest(parts: Sequence[Sequence[Mark]], report: Report) -> list[list[int]]:
    """The places in each part that count: of each person the last answer.

    Of two that were answered at the same moment the content decides, so that the order of files
    does not. One that is there twice, or was overtaken, is counted.
    """
    last: dict[str, tuple[Mark, int, int]] = {}
    for number, marks in enumerate(parts):
        for at, mark in enumerate(marks):
            known = last.get(mark.number)
            if known is None:
                last[mark.number] = (mark, number, at)
                continue
            before = known[0]
            if (before.answered, before.content) < (mark.answered, mark.content):
                last[mark.number] = (mark, number, at)
            report.left_out["a message that is there twice" if before.content == mark.content
                            else "an older message about the same person"] += 1  # fmt: skip
    chosen: list[list[int]] = [[] for _ in parts]
    for _, number, at in last.values():
        chosen[number].append(at)
    return [sorted(places) for places in chosen]


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
