# SPDX-License-Identifier: EUPL-1.2
"""Dossiers of the integration agencies (KBI): answers of GeefDossierKBI 01.00.

Everything is optional in these messages. A dossier without a number or name is a fault; what a
person's name says is never in a report, only where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from taalplan.snapshot.faults import Fault
from taalplan.sources.messages.codes import Report
from taalplan.sources.messages.parts import (
    Attendance,
    Coded,
    DeskRegistration,
    Dossier,
    Office,
    Part,
    Period,
    Signed,
    Subject,
    Suspended,
    TargetStatus,
    Waiting,
    Way,
    Wish,
)
from taalplan.sources.messages.xml import Node

READ = frozenset(
    {"Personalia", "Doelgroep", "Contracten", "Aanmelding", "Trajecten", "Talenkennis",
     "Wachtlijst", "VoorkeurenKlant", "VormingsActiviteiten", "Adviezen"}
)  # fmt: skip
"""The parts of a dossier that are read; others are told as not read."""


class Reader:
    """Reads the dossiers of one file; what is odd goes to the report."""

    def __init__(self, file: str, report: Report) -> None:
        """Keep where we are."""
        self.file, self.report = file, report

    def dossiers(self, answer: Node, answered: str) -> Iterator[Dossier]:
        """Every dossier of an answer (Antwoord)."""
        for node in answer.all("Inhoud/KBIDossier"):
            subject = self._subject(node)
            for part in node.children:
                if part.name not in READ:
                    self.report.left_out[f"KBI {part.name}"] += 1
            if subject is not None:
                yield self._dossier(node, subject, answered)

    def _dossier(self, node: Node, subject: Subject, answered: str) -> Dossier:
        return Dossier(
            self.file,
            node.line,
            answered,
            node.digest(),
            subject,
            tuple(self._target(each) for each in node.all("Doelgroep")),
            tuple(self._registration(each) for each in node.all("Aanmelding")),
            tuple(self._contract(each) for each in node.all("Contracten/Contract")),
            tuple(self._way(each) for each in node.all("Trajecten/Traject")),
            tuple(self._wish(each) for each in node.all("VoorkeurenKlant")),
            tuple(self._waiting(each) for each in node.all("Wachtlijst/Aanmelding")),
            tuple(
                self._course(each)
                for each in node.all("VormingsActiviteiten/NT2Cursussen/NT2Cursus")
            ),
            self._code(node, "Adviezen/HvN", "advice"),
        )

    def _code(self, node: Node, path: str, of: str) -> Coded:
        return self.report.coded(self.file, node.first(path), of)

    def _period(self, node: Node, path: str = "Periode") -> Period:
        return Period(
            self.report.day(self.file, node.first(f"{path}/Begin")),
            self.report.day(self.file, node.first(f"{path}/Einde")),
        )

    def _subject(self, node: Node) -> Subject | None:
        personal = node.first("Personalia")
        insz = personal.value("INSZ") if personal else ""
        if personal is None or not re.fullmatch(r"\d{11}", insz):
            line = personal.line if personal else node.line
            self._fault(line, "INSZ", "is no number of eleven digits", "ask for the dossier again")
            return None
        names = [each.text for each in personal.all("Naam/Achternamen/Achternaam") if each.text]
        given = [each.text for each in personal.all("Naam/Voornamen/Voornaam") if each.text]
        if not names and not given:
            self._fault(personal.line, "Naam", "has no name", "ask for the dossier again")
            return None
        return Subject(
            insz,
            " ".join(names) or given.pop(0),
            " ".join(given),
            self._birth(personal.first("Geboortedatum")),
            self._code(personal, "Geslacht/Code", "sex"),
            self._code(node, "Talenkennis/Alfabetiseringsgraad/LatijnsSchrift", "literacy"),
            self._verified(personal, insz),
        )

    def _verified(self, personal: Node, insz: str) -> bool:
        """Whether the check digits are right; where they are not, that is told, without them."""
        if has_check_digits(insz):
            return True
        node = personal.first("INSZ") or personal
        self.report.doubtful.append(
            Fault(self.file, node.line, "INSZ", "", "has check digits that are wrong",
                  "it is kept as unverified; ask the person for the card"))  # fmt: skip
        return False

    def _birth(self, node: Node | None) -> tuple[int | None, int | None, int | None]:
        """Parts that are 00 are not known; a day that cannot be is a fault."""
        if node is None or not node.text:
            return None, None, None
        found = re.fullmatch(r"(\d{4})-?(\d\d)?-?(\d\d)?", node.text)
        if not found or (found[2] or "00") > "12" or (found[3] or "00") > "31":
            self._fault(node.line, "Geboortedatum", "is not a date", "ask for the dossier again")
            return None, None, None
        year, month, day = (int(part or 0) or None for part in found.groups())
        return year, month if year else None, day if year and month else None

    def _target(self, node: Node) -> TargetStatus:
        answer = self._code(node, "Code", "target_group_answer")
        group = self._code(node, "Type", "target_group")
        return TargetStatus(
            group if group.means else Coded(group.code, answer.means),
            answer,
            self._code(node, "SubType", "target_group_kind"),
            self._period(node),
            node.value("RedenGeenDoelgroep") or node.value("RedenVrijstellingVanDeVerplichting"),
            node.line,
        )

    def _registration(self, node: Node) -> DeskRegistration:
        return DeskRegistration(
            self._code(node, "Type", "registration_kind"),
            self.report.day(self.file, node.first("DatumAanmelding")),
            office(node, "AanmeldingsPlaats"),
            node.value("Reden"),
            node.line,
        )

    def _contract(self, node: Node) -> Signed:
        return Signed(
            self.report.day(self.file, node.first("DatumRegistratie")),
            node.value("Type"),
            office(node, "AangemaaktDoor"),
            tuple(
                Suspended(self._period(each), each.value("Reden"))
                for each in node.all("Opschortingen/Opschorting")
            ),
            node.line,
        )

    def _way(self, node: Node) -> Way:
        parts = tuple(self._part(each) for each in node.all("TrajectOnderdelen/TrajectOnderdeel"))
        managed = self._period(node, "Beheerder/Periode").begin
        begins = [day for day in (part.period.begin for part in parts) if day]
        return Way(
            self._code(node, "Type", "trajectory_type"),
            self._code(node, "Status/Code", "trajectory_status"),
            self._period(node, "Status/Periode").begin,
            office(node, "Beheerder/KBIVestiging"),
            self._period(node).begin or managed or min(begins, default=None),
            self._code(node, "Besluit/Code", "trajectory_decision"),
            self.report.day(self.file, node.first("Besluit/DatumToekenning")),
            parts,
            node.line,
        )

    def _part(self, node: Node) -> Part:
        return Part(
            self._code(node, "Type", "component"),
            self._period(node),
            self._code(node, "Status/Code", "component_status"),
            self._code(node, "Besluit/Code", "decision"),
            self.report.day(self.file, node.first("Besluit/DatumToekenning")),
            node.line,
        )

    def _wish(self, node: Node) -> Wish:
        moments = "VoorkeurLesMomenten/VoorkeurLesMoment"
        intensity = node.value("Intensiteit")
        first = node.first(moments)
        return Wish(
            self.report.day(self.file, node.first("DatumGewensteStart")),
            int(intensity) if intensity.isdigit() and int(intensity) else None,
            tuple(
                self.report.coded(self.file, each, "daypart")
                for each in node.all(f"{moments}/LesVoorkeurLesMoment/Code")
            ),
            tuple(each.text for each in node.all("Centra/Centrum/DavinciInstellingsNummer")),
            tuple(each.text for each in node.all("PostkantonCodes/PostkantonCode")),
            self._period(first, "PeriodeGeldigheid").begin if first else None,
            node.line,
        )

    def _waiting(self, node: Node) -> Waiting:
        return Waiting(
            node.value("Code"),
            self._code(node, "Module", "module"),
            self.report.day(self.file, node.first("Datum")),
            node.line,
        )

    def _course(self, node: Node) -> Attendance:
        return Attendance(
            "kbi",
            node.value("ID"),
            node.value("Centrum/DavinciInstellingsNummer"),
            node.value("Centrum/Naam"),
            node.value("Vestiging"),
            "",
            self._code(node, "Opleiding", "programme"),
            self._code(node, "Module", "module"),
            Coded(),
            self._period(node),
            self.report.day(self.file, node.first("DatumInschrijving")),
            self.report.day(self.file, node.first("DatumUitschrijving")),
            self._code(node, "Status", "placement"),
            self._code(node, "Besluit", "result"),
            self.file,
            node.line,
        )

    def _fault(self, line: int, column: str, problem: str, advice: str) -> None:
        # Never the value: it could be somebody's number or name.
        self.report.faults.append(Fault(self.file, line, column, "", problem, advice))


def has_check_digits(insz: str) -> bool:
    """Whether the last two of eleven digits follow from the others, before or since 2000."""
    first, last = int(insz[:9]), int(insz[9:])
    return last in (97 - first % 97, 97 - (2_000_000_000 + first) % 97)


def office(node: Node, path: str) -> Office:
    """The organisation and place that an element names."""
    return Office(node.value(f"{path}/KboNummer"), node.value(f"{path}/KbiNummer"))
