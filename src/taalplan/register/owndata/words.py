# SPDX-License-Identifier: EUPL-1.2
"""Values in words: codes, days, who looked and what they did."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from taalplan.register.models import Assignment, Role
from taalplan.register.owndata.parts import Label, what_words
from taalplan.vocabulary import terms
from taalplan.vocabulary.countries import countries
from taalplan.vocabulary.text import Language

ROLES: Mapping[str, Label] = {
    Role.DESK: _l("medewerker van een loket"),
    Role.COORDINATOR: _l("coördinator van een regio"),
    Role.CENTRE: _l("medewerker van een centrum"),
    Role.POLICY: _l("beleidsmedewerker"),
    Role.ADMINISTRATOR: _l("beheerder"),
}

LOOKS: Mapping[str, Label] = {
    "counter": _l("de persoon staat aan het loket"),
    "appointment": _l("een afspraak"),
    "placement": _l("een plaats in een cursus zoeken"),
    "double": _l("nagaan of twee dossiers van één persoon zijn"),
    "correction": _l("een fout rechtzetten"),
    "request": _l("een vraag van de persoon over de eigen gegevens"),
}

ACTIONS: Mapping[str, Label] = {
    "look_at": _l("dossier geopend"),
    "own_data": _l("kopie van alle gegevens gegeven"),
    "register_person": _l("dossier gemaakt"),
    "register_newcomer": _l("dossier gemaakt en aangemeld"),
    "change_person": _l("gegevens gewijzigd"),
    "add_number": _l("nummer toegevoegd"),
    "restrict": _l("gemerkt als betwist"),
    "lift_restriction": _l("betwisting afgehandeld"),
    "register_at_desk": _l("aangemeld aan een loket"),
    "withdraw_registration": _l("aanmelding ingetrokken"),
    "set_target_group": _l("doelgroep bepaald"),
    "sign_contract": _l("contract ondertekend"),
    "suspend": _l("contract opgeschort"),
    "resume": _l("contract hervat"),
    "open_trajectory": _l("traject begonnen"),
    "move_trajectory": _l("stand van het traject gewijzigd"),
    "open_component": _l("onderdeel begonnen"),
    "close_component": _l("onderdeel gesloten met een besluit"),
    "correct_contract": _l("contract verbeterd"),
    "correct_suspension": _l("opschorting verbeterd"),
    "correct_component": _l("onderdeel verbeterd"),
    "correct_result": _l("resultaat van een cursus verbeterd"),
    "set_preferences": _l("voorkeuren genoteerd"),
    "wait_for": _l("op de wachtlijst gezet"),
    "end_waiting": _l("van de wachtlijst gehaald"),
    "make_unavailable": _l("beschikbaarheid genoteerd"),
    "accept_offer": _l("aangeboden plaats aanvaard"),
    "decline_offer": _l("aangeboden plaats geweigerd"),
    "expire_offer": _l("aanbod vervallen"),
    "place": _l("in een cursus geplaatst"),
    "assign": _l("plaats toegewezen"),
    "enrol": _l("ingeschreven in een cursus"),
    "refuse": _l("plaats geweigerd"),
    "withdraw": _l("uitgeschreven uit een cursus"),
    "record_result": _l("resultaat van een cursus genoteerd"),
    "transfer": _l("naar een andere cursus verplaatst"),
    "book": _l("afspraak gemaakt"),
    "move": _l("afspraak verplaatst"),
    "cancel": _l("afspraak afgezegd"),
    "mark_missed": _l("afspraak: niet gekomen"),
    "mark_kept": _l("afspraak: gekomen"),
    "merge": _l("dossiers samengevoegd"),
    "undo_merge": _l("samenvoeging ongedaan gemaakt"),
    "take_in": _l("bericht van een ander systeem opgenomen"),
    "take_in_dossier": _l("bericht van KBI opgenomen"),
    "take_in_enrolments": _l("bericht van het onderwijs opgenomen"),
}
"""Every action that concerns a person; a test holds it beside the actions."""

OWN_LISTS: Mapping[str, Mapping[str, Label]] = {
    "number_kind": {
        "insz": _l("rijksregister- of BIS-nummer (INSZ)"), "kbi": "KBI", "allis": "ALLIS",
        "davinci": "DAVINCI",
    },
    "system": {"kbi": "Kruispuntbank Inburgering (KBI)", "davinci": "DAVINCI"},
    "trajectory_status": {
        "open": _l("loopt"), "paused": _l("onderbroken"), "closed": _l("gesloten"),
    },
    "look": LOOKS,
    "action": ACTIONS,
}  # fmt: skip


def language() -> Language:
    """The language of the moment; Dutch where it is none of ours."""
    code = (get_language() or "nl")[:2]
    return Language(code) if code in list(Language) else Language.NL


def in_words(value: Any, code_list: str) -> str:
    """A value as a reader reads it; a code that no list knows stands as it is."""
    if value is None or value == "" or value == []:
        return ""
    if isinstance(value, list):
        return ", ".join(_of_list(each, code_list) for each in value)
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "j F Y, H:i")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    return _of_list(value, code_list)


def _of_list(value: Any, code_list: str) -> str:
    if isinstance(value, list):
        return ": ".join(str(each) for each in value)
    if code_list == "disputable":
        return what_words(value)
    if code_list == "country" and value in countries():
        return countries()[value][language()]
    if code_list in OWN_LISTS:
        return str(OWN_LISTS[code_list].get(str(value), value))
    if code_list:
        try:
            return terms.label(code_list, str(value))[language()]
        except KeyError:
            pass
    return str(value)


def who(numbers: set[int]) -> dict[int, str]:
    """What these users work as, and where; never who they are."""
    found: dict[int, list[str]] = {}
    held = Assignment.objects.filter(user__in=numbers).order_by("id")
    for number, role, where in held.values_list("user", "role", "where"):
        place = f" ({where})" if where else ""
        found.setdefault(number, []).append(f"{ROLES.get(role, role)}{place}")
    return {number: ", ".join(roles) for number, roles in found.items()}


def plain(value: Any) -> Any:
    """A value as JSON has it: days as ISO text, nothing as null."""
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    return None if value == "" else value
