# SPDX-License-Identifier: EUPL-1.2
"""What a file holds beside the person's own data: wishes, contracts, the way through the levels."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _l

from taalplan.register.models import Centre, Contract, TrajectoryStatus
from taalplan.vocabulary.codes import CorrectionReason
from taalplan.vocabulary.places import AREAS
from taalplan.web.forms.base import DateInput, DeskForm, coded
from taalplan.web.forms.fields import MunicipalityField
from taalplan.web.templatetags.words import word

REASON = _l("In enkele woorden, zonder namen.")

STATUSES = {
    TrajectoryStatus.OPEN: _l("open"),
    TrajectoryStatus.PAUSED: _l("onderbroken"),
    TrajectoryStatus.CLOSED: _l("afgesloten"),
}

TYPES = (("inburgering", _l("inburgeringstraject")), ("nt2", _l("enkel Nederlands (NT2)")))

INTENSITIES = (("", "–"), ("1", "1"), ("2", "2"), ("3", "3"), ("4", "4"), ("5", "5"))


def day(label: Any, **options: Any) -> forms.DateField:
    """A day, today unless another is typed."""
    options.setdefault("initial", timezone.localdate)
    return forms.DateField(label=label, widget=DateInput(), **options)


def reason() -> forms.CharField:
    """A few words that nobody must give."""
    return forms.CharField(label=_l("Reden"), required=False, max_length=60, help_text=REASON)


class PreferenceForm(DeskForm):
    """When and where somebody can come; what is left open is no wish."""

    dayparts = forms.MultipleChoiceField(
        label=_l("Wanneer kan de persoon?"),
        choices=coded("day_part"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_l("Niets aangekruist: altijd."),
    )
    intensity = forms.TypedChoiceField(
        label=_l("Hoeveel dagdelen per week?"),
        choices=INTENSITIES,
        required=False,
        coerce=int,
        empty_value=None,
    )
    desired_start = forms.DateField(
        label=_l("Wil ten vroegste beginnen op"), required=False, widget=DateInput()
    )
    municipality = MunicipalityField(
        label=_l("In welke gemeente?"), required=False, help_text=_l("Leeg: overal.")
    )
    centre = forms.ModelChoiceField(
        label=_l("Centrum"), queryset=Centre.objects.none(), required=False, empty_label="–"
    )
    reason = reason()

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """The centres that exist now."""
        super().__init__(*arguments, **options)
        centre: Any = self.fields["centre"]
        centre.queryset = Centre.objects.filter(valid_to__isnull=True)


class UntilForm(DeskForm):
    """Until when somebody cannot begin; empty is no longer so."""

    until = forms.DateField(
        label=_l("Onbeschikbaar tot"),
        required=False,
        widget=DateInput(),
        help_text=_l("Cursussen die eerder beginnen, worden niet aangeboden. Leeg: beschikbaar."),
    )


class TargetGroupForm(DeskForm):
    """The status from a day on."""

    group = forms.ChoiceField(
        label=_l("Doelgroep"), choices=coded("target_group"), widget=forms.RadioSelect
    )
    day = day(_l("Vanaf"))
    reason = reason()


class ContractForm(DeskForm):
    """A contract that was signed."""

    signed = day(_l("Getekend op"))
    area = forms.ChoiceField(label=_l("Werkingsgebied"), choices=lambda: area_choices())
    target_group = forms.ChoiceField(
        label=_l("Doelgroep"), choices=coded("target_group"), widget=forms.RadioSelect
    )


class SuspendForm(DeskForm):
    """From when a contract does not run."""

    first_day = day(_l("Opgeschort vanaf"))
    reason = reason()


class ResumeForm(DeskForm):
    """From when a contract runs again."""

    day = day(_l("Loopt weer vanaf"))


class TrajectoryForm(DeskForm):
    """A trajectory that begins."""

    type = forms.ChoiceField(label=_l("Soort traject"), choices=TYPES)
    opened = day(_l("Begonnen op"))
    contract = forms.ModelChoiceField(
        label=_l("Contract"), queryset=Contract.objects.none(), required=False,
        empty_label=_l("zonder contract"),
    )  # fmt: skip

    def __init__(self, *arguments: Any, contracts: Any = (), **options: Any) -> None:
        """`contracts` are those of the person."""
        super().__init__(*arguments, **options)
        field: Any = self.fields["contract"]
        if contracts:
            field.queryset = contracts
        field.label_from_instance = lambda each: f"{each.signed:%d/%m/%Y}"


class TrajectoryStepForm(DeskForm):
    """Where a trajectory goes from here."""

    status = forms.ChoiceField(label=_l("Wordt"), widget=forms.RadioSelect)
    day = day(_l("Op"))

    def __init__(self, *arguments: Any, possible: Any = (), **options: Any) -> None:
        """`possible` are the states that can follow."""
        super().__init__(*arguments, **options)
        field: Any = self.fields["status"]
        field.choices = [(each.value, STATUSES[each]) for each in STATUSES if each in possible]


class ComponentForm(DeskForm):
    """A level that begins."""

    level = forms.ChoiceField(label=_l("Niveau"), choices=coded("component"))
    opened = day(_l("Begonnen op"))


class CloseComponentForm(DeskForm):
    """The decision with which a level ends (besluit)."""

    result = forms.ChoiceField(
        label=_l("Besluit"), choices=coded("result"), widget=forms.RadioSelect
    )
    closed = day(_l("Afgesloten op"))


class CorrectionForm(DeskForm):
    """What stands in a file, to be put right; and why. `seen` is what stood there when shown."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
    why = forms.ChoiceField(
        label=_l("Waarom wijzigt u dit?"), choices=lambda: correction_reasons(),
        widget=forms.RadioSelect, help_text=_l("Dit staat bij de wijziging in het logboek."),
    )  # fmt: skip


class CorrectContractForm(CorrectionForm, ContractForm):
    """A contract as it was signed."""

    field_order = ("signed", "area", "target_group", "why")


class CorrectSuspensionForm(CorrectionForm):
    """The days on which a contract did not run."""

    first_day = day(_l("Opgeschort vanaf"), initial=None)
    last_day = forms.DateField(
        label=_l("Tot en met"), required=False, widget=DateInput(),
        help_text=_l("Leeg: nog altijd opgeschort."),
    )  # fmt: skip
    field_order = ("first_day", "last_day", "why")


class CorrectComponentForm(CorrectionForm):
    """When a level began and ended, and its decision."""

    opened = day(_l("Begonnen op"), initial=None)
    closed = forms.DateField(
        label=_l("Afgesloten op"), required=False, widget=DateInput(),
        help_text=_l("Leeg, en zonder besluit: het onderdeel is nog open."),
    )  # fmt: skip
    result = forms.ChoiceField(label=_l("Besluit"), choices=coded("result", "–"), required=False)
    field_order = ("opened", "closed", "result", "why")


class CorrectResultForm(CorrectionForm):
    """How a course ended for somebody."""

    result = forms.ChoiceField(
        label=_l("Resultaat"), choices=coded("course_result", "–"), required=False
    )
    field_order = ("result", "why")


def correction_reasons() -> list[tuple[str, str]]:
    """Why a fact is put right. What changed in the world since is a new fact, and no correction."""
    known = coded("correction_reason")()
    return [each for each in known if each[0] != CorrectionReason.SITUATION_CHANGED]


def area_choices() -> list[tuple[str, str]]:
    """The working areas in the reader's language."""
    return [(code, word(code, "area")) for code in AREAS]
