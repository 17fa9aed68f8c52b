# SPDX-License-Identifier: EUPL-1.2
"""A place in a course, the waiting list, and appointments."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _l

from taalplan.register.models import Centre
from taalplan.web.forms.base import DateInput, DeskForm, coded
from taalplan.web.forms.fields import MunicipalityField


class PlaceForm(DeskForm):
    """The course in which somebody gets a seat; `old` is the placement that they leave for it."""

    course = forms.IntegerField(widget=forms.HiddenInput)
    old = forms.IntegerField(widget=forms.HiddenInput, required=False)


class WaitForm(DeskForm):
    """What somebody waits for. What is left open fits every course."""

    level = forms.ChoiceField(label=_l("Niveau"), choices=coded("component"))
    profile = forms.ChoiceField(label=_l("Profiel"), choices=coded("profile"), initial="standard")
    dayparts = forms.MultipleChoiceField(
        label=_l("Wanneer kan de persoon?"),
        choices=coded("day_part"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_l("Niets aangekruist: altijd."),
    )
    municipality = MunicipalityField(
        label=_l("In welke gemeente?"), required=False, help_text=_l("Leeg: overal.")
    )
    centre = forms.ModelChoiceField(
        label=_l("Centrum"), queryset=Centre.objects.none(), required=False, empty_label="–"
    )
    desired_start = forms.DateField(label=_l("Niet voor"), required=False, widget=DateInput())

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """The centres that exist now."""
        super().__init__(*arguments, **options)
        centre: Any = self.fields["centre"]
        centre.queryset = Centre.objects.filter(valid_to__isnull=True)


class MoveForm(DeskForm):
    """A time at a desk; the page shows the free ones."""

    starts = forms.DateTimeField(
        label=_l("Dag en uur"), error_messages={"required": _l("kies een dag en een uur")}
    )


class BookForm(MoveForm):
    """A time at a desk, and what for."""

    purpose = forms.ChoiceField(
        label=_l("Waarvoor"), choices=coded("appointment_purpose"), widget=forms.RadioSelect
    )


class KeyForm(DeskForm):
    """A button: nothing is asked, and it still counts only once."""
