# SPDX-License-Identifier: EUPL-1.2
"""What a copy of somebody's data has, part by part: the key, the label, and where it is kept.

Labels are those of the field; the legal term stands in brackets where it differs. A test holds
this beside the models: a column that is neither here nor in `LEFT_OUT` fails it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _l

from taalplan.audit.models import Event
from taalplan.register.models import (
    Account,
    Appointment,
    Contract,
    Demand,
    Merge,
    Message,
    Number,
    Placement,
    Preference,
    Registration,
    Restriction,
    TargetGroupStatus,
    Trajectory,
)

Label = str | Promise
FULL_DAYS = _l("vanaf")
UNTIL = _l("tot en met")


@dataclass(frozen=True)
class Field:
    """One value of a row. `words` is the code list that says it in words, `path` where it stands
    (dots go to other rows) when it is not a column of the same name.
    """

    key: str
    label: Label
    words: str = ""
    path: str = ""


@dataclass(frozen=True)
class Part:
    """Rows of one kind. `rows` finds them for a row above, or for the numbers of files."""

    key: str
    title: Label
    rows: Callable[[Any], Any]
    fields: Sequence[Field]
    inside: Sequence[Part] = field(default=())


PERSON = (
    Field("family_name", _l("Familienaam")),
    Field("given_names", _l("Voornamen")),
    Field("birth_year", _l("Geboortejaar")),
    Field("birth_month", _l("Geboortemaand")),
    Field("birth_day", _l("Geboortedag")),
    Field("sex", _l("Geslacht"), "sex"),
    Field("nationality", _l("Nationaliteit"), "country"),
    Field("municipality", _l("Gemeente"), "municipality"),
    Field("postal_code", _l("Postcode")),
    Field("phone", _l("Telefoon")),
    Field("email", _l("E-mail")),
    Field("education", _l("Scholing"), "education"),
    Field("literacy", _l("Lezen en schrijven"), "literacy"),
    Field("created", _l("Dossier gemaakt op")),
)

_PERIOD = (Field("valid_from", FULL_DAYS), Field("valid_to", UNTIL))
_COURSE = (
    Field("course", _l("Cursus"), path="course.code"),
    Field("centre", _l("Centrum"), path="course.site.centre.name"),
    Field("site", _l("Lesplaats"), path="course.site.name"),
    Field("level", _l("Niveau"), "component", "course.level"),
    Field("starts", _l("Eerste lesdag"), path="course.start"),
    Field("ends", _l("Laatste lesdag"), path="course.end"),
)

CHANGES = Part(
    "history", _l("Verloop"), lambda placement: placement.changes.all(),
    (Field("date", _l("Dag")), Field("status", _l("Stand"), "placement_status")),
)  # fmt: skip

PARTS = (
    Part(
        "numbers", _l("Nummers waaronder u bekend bent"),
        lambda files: Number.objects.filter(person__in=files).order_by("kind", "id"),
        (Field("kind", _l("Soort"), "number_kind"), Field("value", _l("Nummer")),
         Field("current", _l("In gebruik")), Field("unverified", _l("Niet nagegaan"))),
    ),
    Part(
        "target_groups", _l("Doelgroep: of u moet of mag inburgeren"),
        lambda files: TargetGroupStatus.objects.filter(person__in=files),
        (Field("group", _l("Doelgroep"), "target_group"), *_PERIOD, Field("reason", _l("Reden"))),
    ),
    Part(
        "registrations", _l("Aanmeldingen aan een loket"),
        lambda files: Registration.objects.filter(person__in=files).select_related("desk"),
        (Field("date", _l("Dag")), Field("desk", _l("Loket"), path="desk.name"),
         Field("kind", _l("Soort"), "registration_kind"),
         Field("target_group", _l("Doelgroep"), "target_group"),
         Field("municipality", _l("Gemeente"), "municipality"), Field("reason", _l("Reden")),
         Field("withdrawn", _l("Ingetrokken"))),
    ),
    Part(
        "contracts", _l("Inburgeringscontracten"),
        lambda files: Contract.objects.filter(person__in=files),
        (Field("signed", _l("Ondertekend op")), Field("area", _l("Werkingsgebied"), "area"),
         Field("target_group", _l("Doelgroep"), "target_group")),
        (Part("suspensions", _l("Opschortingen"), lambda contract: contract.suspensions.all(),
              (Field("first_day", FULL_DAYS), Field("last_day", UNTIL),
               Field("reason", _l("Reden")))),),
    ),
    Part(
        "trajectories", _l("Trajecten"),
        lambda files: Trajectory.objects.filter(person__in=files).select_related("contract"),
        (Field("type", _l("Soort traject")), Field("status", _l("Stand"), "trajectory_status"),
         Field("opened", _l("Begonnen op")), Field("closed", _l("Gesloten op")),
         Field("contract_signed", _l("Contract ondertekend op"), path="contract.signed")),
        (Part("components", _l("Onderdelen van het traject"),
              lambda trajectory: trajectory.components.all(),
              (Field("level", _l("Onderdeel"), "component"), Field("opened", _l("Begonnen op")),
               Field("closed", _l("Gesloten op")), Field("result", _l("Besluit"), "result"))),),
    ),
    Part(
        "preferences", _l("Voorkeuren: wanneer en waar u kunt komen"),
        lambda files: Preference.objects.filter(person__in=files).select_related("centre"),
        (Field("valid_from", FULL_DAYS), Field("dayparts", _l("Dagdelen"), "day_part"),
         Field("intensity", _l("Dagdelen per week")),
         Field("desired_start", _l("Gewenste start")),
         Field("municipality", _l("Gemeente"), "municipality"),
         Field("centre", _l("Centrum"), path="centre.name"), Field("reason", _l("Reden"))),
    ),
    Part(
        "waiting", _l("Wachtlijsten"),
        lambda files: Demand.objects.filter(person__in=files).select_related(
            "centre", "course", "offered", "placement__course"),
        (Field("level", _l("Niveau"), "component"), Field("profile", _l("Profiel"), "profile"),
         Field("since", _l("Wacht sinds")), Field("centre", _l("Centrum"), path="centre.name"),
         Field("course", _l("Cursus"), path="course.code"),
         Field("desired_start", _l("Gewenste start")),
         Field("municipality", _l("Gemeente"), "municipality"),
         Field("dayparts", _l("Dagdelen"), "day_part"),
         Field("intensity", _l("Dagdelen per week")),
         Field("unavailable_until", _l("Niet beschikbaar tot")),
         Field("offered", _l("Aangeboden plaats"), path="offered.code"),
         Field("offered_until", _l("Aanbod geldt tot")),
         Field("placement", _l("Plaats gekregen in"), path="placement.course.code"),
         Field("ended", _l("Beëindigd op")), Field("end_reason", _l("Reden"), "end_reason")),
    ),
    Part(
        "placements", _l("Plaatsen in cursussen"),
        lambda files: Placement.objects.filter(person__in=files).select_related(
            "course__site__centre").order_by("id"),
        (*_COURSE, Field("status", _l("Stand"), "placement_status"),
         Field("result", _l("Resultaat"), "course_result"), Field("created", _l("Gemaakt op"))),
        (CHANGES,),
    ),
    Part(
        "appointments", _l("Afspraken"),
        lambda files: Appointment.objects.filter(person__in=files).select_related("slot__desk"),
        (Field("starts", _l("Wanneer"), path="slot.starts"),
         Field("desk", _l("Loket"), path="slot.desk.name"),
         Field("minutes", _l("Minuten"), path="slot.minutes"),
         Field("purpose", _l("Waarvoor"), "appointment_purpose"),
         Field("status", _l("Stand"), "appointment_status"), Field("booked", _l("Gemaakt op"))),
    ),
    Part(
        "accounts", _l("Wat andere systemen over u meedeelden"),
        lambda files: Account.objects.filter(person__in=files).select_related("placement__course"),
        (Field("system", _l("Systeem"), "system"), Field("reference", _l("Kenmerk")),
         Field("centre", _l("Centrum")), Field("centre_name", _l("Naam van het centrum")),
         Field("site", _l("Lesplaats")), Field("municipality", _l("Gemeente"), "municipality"),
         Field("programme", _l("Opleiding")), Field("module", _l("Module")),
         Field("variant", _l("Variant")), Field("begins", _l("Eerste lesdag")),
         Field("ends", _l("Laatste lesdag")), Field("enrolled", _l("Ingeschreven op")),
         Field("withdrawn", _l("Uitgeschreven op")), Field("status", _l("Stand")),
         Field("result", _l("Resultaat")), Field("differences", _l("Verschillen")),
         Field("placement", _l("Cursus"), path="placement.course.code")),
    ),
    Part(
        "messages", _l("Laatste berichten van andere systemen"),
        lambda files: Message.objects.filter(person__in=files),
        (Field("system", _l("Systeem"), "system"), Field("answered", _l("Dag en uur"))),
    ),
    Part(
        "merges", _l("Dossiers die samengevoegd werden"),
        lambda files: Merge.objects.filter(kept__in=files).select_related("given_up"),
        (Field("at", _l("Samengevoegd op")),
         Field("family_name", _l("Familienaam in het andere dossier"),
               path="given_up.family_name"),
         Field("given_names", _l("Voornamen in het andere dossier"), path="given_up.given_names"),
         Field("undone", _l("Ongedaan gemaakt op"))),
    ),
    Part(
        "restrictions", _l("Wat u betwist"),
        lambda files: Restriction.objects.filter(person__in=files),
        (Field("what", _l("Wat"), "disputable"), Field("since", FULL_DAYS),
         Field("lifted", _l("Afgehandeld op"))),
    ),
    Part(
        "looks", _l("Wie uw dossier opende of wijzigde"),
        lambda files: Event.objects.filter(person__in=files).order_by("id"),
        (Field("at", _l("Wanneer")), Field("by", _l("Wie"), "who", "by_id"),
         Field("action", _l("Wat"), "action"), Field("purpose", _l("Waarvoor"), "look")),
    ),
)  # fmt: skip

LEFT_OUT = {
    "search_name": "the name again, simplified for searching",
    "version": "counts changes, to keep two clerks apart",
    "merged_into": "said by the part of merges",
    "erased_on": "who was erased has no copy",
    "person": "whose it is",
    "id": "a row number",
    "content": "a fingerprint of a message, which says nothing",
    "other": "points to another account that is in the copy",
    "moved": "row numbers that moved in a merge",
    "kept": "whose it is",
    "given_up": "said by name",
    "slot": "said by desk and hour",
    "trajectory": "whose it is",
    "placement": "whose it is, or said by course",
    "contract": "whose it is, or said by its day",
    "number": "a row number",
    "kind": "the kind of row that a row number belongs to",
    "detail": "codes and row numbers of what was done",
    "before": "seals the log", "hash": "seals the log",
}  # fmt: skip
"""Columns that are not in the copy under their own name, and why."""

DISPUTABLE: dict[str, Label] = {
    **{each.key: each.label for each in PERSON if each.key != "created"},
    **{part.key: part.title for part in PARTS if part.key not in ("looks", "restrictions")},
}
"""What a person can dispute: a column of the person, or a part of the file."""


def what_words(what: str) -> str:
    """What is disputed, in words."""
    return str(DISPUTABLE.get(what, what))
