# SPDX-License-Identifier: EUPL-1.2
"""Which desk of the register a KBI number means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from taalplan.register.models import Desk
from taalplan.snapshot.faults import Fault
from taalplan.sources.messages.codes import lists
from taalplan.sources.messages.parts import Dossier, Office
from taalplan.vocabulary.places import find_desk

SEATS = {"atlas": "11002", "in-gent": "44021", "brussel": "21004"}
"""Where an organisation with one area has its seat."""


@dataclass
class Desks:
    """The register's desks by code, and names of KBI numbers as the user gave them.

    A number without a name becomes a desk of its own (`kbi-...`) in the area of whoever follows
    the dossier, so that the registration is not lost; where no area is known it is a fault.
    """

    named: Mapping[str, str]
    found: dict[str, list[Desk]] = field(default_factory=dict)
    strange: set[str] = field(default_factory=set)
    codes: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read the desks once."""
        for desk in Desk.objects.order_by("valid_from"):
            self.found.setdefault(desk.code, []).append(desk)

    def area(self, office: Office) -> str:
        """The working area of who did something; "" when it cannot be known."""
        periods = self.found.get(self._code(office))
        return periods[-1].area if periods else lists()["office"].get(office.kbo, "")

    def area_of(self, dossier: Dossier) -> str:
        """The working area of who follows the dossier; "" when it cannot be known."""
        offices = [each.office for each in dossier.contracts]
        offices += [each.office for each in dossier.ways]
        offices += [each.office for each in dossier.registrations]
        return next((area for area in map(self.area, offices) if area), "")

    def desk(self, office: Office, day: date, dossier: Dossier, line: int) -> Desk | Fault:
        """The desk as it was on a day, or why there is none."""
        code = self._code(office)
        if code not in self.found:
            made = self._made(code, office, self.area_of(dossier))
            if made is None:
                problem = "is no desk that is known"
                advice = "give --desks FILE with its number and the desk's name"
                return Fault(dossier.file, line, "KbiNummer", office.kbi, problem, advice)
            self.found[code] = [made]
            self.strange.add(code)
        periods = self.found[code]
        open_then = [each for each in periods if each.valid_from <= day]
        return (open_then or periods)[-1]

    def _code(self, office: Office) -> str:
        code = self.codes.get(office.kbi)
        if code is None:
            code = self.codes[office.kbi] = self._found(office)
        return code

    def _found(self, office: Office) -> str:
        given = self.named.get(office.kbi, "")
        named = find_desk(given)
        if named is not None:
            return named.code
        return given if given in self.found else f"kbi-{office.kbi.lower()}"

    def _made(self, code: str, office: Office, area: str) -> Desk | None:
        if not office.kbi or area not in SEATS:
            return None
        return Desk.objects.create(
            code=code[:60], name=f"KBI-vestiging {office.kbi[:8]}", kind="loket", area=area,
            municipality=SEATS[area], valid_from=date(2015, 1, 1),
        )  # fmt: skip
