# SPDX-License-Identifier: EUPL-1.2
"""Enrolments in adult education: answers of GeefHistoriekInschrijving 02.01.

The answer mixes adult education with school and higher education; only Dutch as a second language
is of use, the rest is counted and left. It does not say when a course begins, how long it is or
how many places it has.
"""

from __future__ import annotations

from collections.abc import Iterator

from taalplan.sources.messages.codes import Report, lists
from taalplan.sources.messages.parts import Attendance, Coded, Period
from taalplan.sources.messages.xml import Node


def enrolments(answer: Node, file: str, report: Report) -> Iterator[Attendance]:
    """Every enrolment in Dutch as a second language of an answer (Antwoord)."""
    for node in answer.all("Inhoud/Inschrijvingen/Inschrijving"):
        report.coded(file, node.first("Bron"), "education")
        adult = node.first("Volwassenenonderwijs")
        if adult is None:
            report.left_out[f"enrolment in other education ({node.value('Bron')})"] += 1
        elif not _is_dutch(adult):
            report.left_out["enrolment in another programme of adult education"] += 1
        else:
            yield _enrolment(node, adult, file, report)


def _is_dutch(adult: Node) -> bool:
    """By its code; a new programme by its name, and then its code is reported as unknown."""
    name = adult.value("Opleiding/Naam").lower()
    known = adult.value("Opleiding/Code") in lists()["programme"]
    return known or "nederlands tweede taal" in name or "nt2" in name


def _enrolment(node: Node, adult: Node, file: str, report: Report) -> Attendance:
    def code(path: str, of: str) -> Coded:
        return report.coded(file, adult.first(path), of)

    place = node.first("OnderwijsLocatie/Adres/Gemeente")
    of_centre = node.value("Instelling/Adres/Gemeente/NISCode")
    same_town = place is None or place.value("PostCode") == node.value(
        "Instelling/Adres/Gemeente/PostCode"
    )
    return Attendance(
        "davinci",
        node.value("Referte"),
        node.value("Instelling/Instellingsnummer"),
        node.value("Instelling/OfficieleNaam"),
        node.value("OnderwijsLocatie/Nummer"),
        (place.value("NISCode") if place else "") or (of_centre if same_town else ""),
        code("Opleiding/Code", "programme"),
        code("Module/Code", "module"),
        code("Module/ModuleVariant/Traject/Code", "variant"),
        Period(),
        report.day(file, adult.first("DatumInschrijving")),
        report.day(file, adult.first("DatumUitschrijving")),
        code("Status/Code", "placement"),
        code("Resultaat/EvaluatieResultaat/Code", "result"),
        file,
        node.line,
    )
