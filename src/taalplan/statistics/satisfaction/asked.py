# SPDX-License-Identifier: EUPL-1.2
"""What a table of satisfaction is asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from taalplan.statistics.definition import Count, Definition, DefinitionError, Remark
from taalplan.vocabulary.periods import Year
from taalplan.vocabulary.text import Text

NAME = "desk-satisfaction"
OWNER = Text(
    "minister bevoegd voor inburgering (AgII, Atlas, IN-Gent, Huis van het Nederlands Brussel)",
    "minister for civic integration (AgII, Atlas, IN-Gent, Huis van het Nederlands Brussel)",
    "ministre chargé de l'intégration civique (AgII, Atlas, IN-Gent, Huis van het Nederlands "
    "Brussel)",
)
TITLE = Text(
    "Tevredenheid en klachten over de loketten, naar {place}, {years}",
    "Satisfaction and complaints about the desks, by {place}, {years}",
    "Satisfaction et plaintes au sujet des guichets, par {place}, {years}",
)
NOTES = (
    Text(
        "Geteld zijn antwoorden en klachten over het loket zelf, niet over cursussen, intake of "
        "toetsen. Tussen de grenzen ligt het cijfer met 95 % zekerheid; loketten waarvan de "
        "grenzen elkaar overlappen, zijn niet te rangschikken.",
        "Counted are answers and complaints about the desk itself, not about courses, intake or "
        "tests. The figure lies between the limits with 95 % confidence; desks whose limits "
        "overlap cannot be ranked.",
        "Sont comptées les réponses et plaintes portant sur le guichet même, et non sur les cours, "
        "l'entretien d'accueil ou les tests. Le chiffre se situe entre les limites avec 95 % de "
        "confiance; on ne peut classer des guichets dont les limites se chevauchent.",
    ),
)


@dataclass(frozen=True)
class Satisfaction:
    """Satisfaction and complaints of one year, by `area` or by `area` and `desk`."""

    name: str = NAME
    title: Text = TITLE
    touchpoint: str = "desk"
    rows: tuple[str, ...] = ("area", "desk")
    axis: str = "calendar-year"
    years: tuple[Year, ...] = ()
    notes: tuple[Remark, ...] = tuple(map(Remark, NOTES))
    owner: Text = OWNER

    of = "heard"
    is_yearly = False
    count = Count.ROWS

    @cached_property
    def answers(self) -> Definition:
        """What people said, as a count of rows."""
        return self._counting("heard", {"touchpoint": (self.touchpoint,)}, (*self.rows, "said"))

    @cached_property
    def contacts(self) -> Definition:
        """How many people registered: against whom complaints are held."""
        return self._counting("registrations", {}, self.rows)

    def by(self, place: str) -> Satisfaction:
        """The same by area only, or by desk. Raises DefinitionError for a residence."""
        rows = {"area": ("area",), "desk": ("area", "desk")}.get(place)
        if rows is None:
            raise DefinitionError(
                f"{self.name}: what people say of a desk is not kept by their residence; "
                "choose area or desk"
            )
        return replace(self, rows=rows)

    def along(self, axis: str) -> Satisfaction:
        """The same for another kind of year. Raises DefinitionError."""
        self.answers.along(axis)
        return replace(self, axis=axis, years=())

    def of_years(self, *years: Year) -> Satisfaction:
        """The same for another year."""
        return replace(self, years=years)

    def parse_year(self, text: str) -> Year:
        """Read a year as the axis writes it. Raises DefinitionError."""
        return self.answers.parse_year(text)

    def _counting(
        self, table: str, where: dict[str, tuple[str, ...]], rows: tuple[str, ...]
    ) -> Definition:
        return Definition(
            name=self.name, title=self.title, of=table, rows=rows, where=where,
            count=Count.ROWS, axis=self.axis, years=self.years, notes=self.notes, owner=self.owner,
        )  # fmt: skip


OFFICIAL = Satisfaction()
