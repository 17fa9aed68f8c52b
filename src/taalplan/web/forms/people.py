# SPDX-License-Identifier: EUPL-1.2
"""Somebody's own data, and their registration at a desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from taalplan.register.actions.looking import Purpose
from taalplan.register.models import Person
from taalplan.web.countries import country_choices
from taalplan.web.forms.base import DeskForm, coded
from taalplan.web.forms.fields import InszField, LongSelect, MunicipalityField, check_birth, part

DATA = (
    *("family_name", "given_names", "birth_year", "birth_month", "birth_day", "sex"),
    *("nationality", "municipality", "postal_code", "phone", "email", "education", "literacy"),
)
"""The fields of a person, as the actions call them."""

PURPOSES = (
    (Purpose.COUNTER, _l("de persoon staat aan het loket")),
    (Purpose.APPOINTMENT, _l("een afspraak")),
    (Purpose.PLACEMENT, _l("een plaats in een cursus zoeken")),
    (Purpose.DOUBLE, _l("nagaan of twee dossiers van één persoon zijn")),
    (Purpose.CORRECTION, _l("een fout rechtzetten")),
    (Purpose.REQUEST, _l("een vraag van de persoon over de eigen gegevens")),
)
"""Why somebody opens a file, in the order in which it happens most; the code is logged."""


class PersonForm(DeskForm):
    """The data of a person. Only a family name is required: many newcomers have little else."""

    family_name = forms.CharField(label=_l("Familienaam"), max_length=120)
    given_names = forms.CharField(label=_l("Voornamen"), max_length=120, required=False)
    birth_day = part(_l("Dag"), 2)
    birth_month = part(_l("Maand"), 2)
    birth_year = part(_l("Jaar"), 4)
    sex = forms.ChoiceField(
        label=_l("Geslacht"), choices=coded("sex"), required=False, widget=forms.RadioSelect
    )
    nationality = forms.ChoiceField(
        label=_l("Nationaliteit"), choices=country_choices, required=False, widget=LongSelect
    )
    municipality = MunicipalityField(
        label=_l("Gemeente"), required=False, help_text=_l("Typ de eerste letters en kies.")
    )
    postal_code = forms.CharField(label=_l("Postcode"), max_length=10, required=False)
    phone = forms.CharField(label=_l("Telefoon"), max_length=30, required=False)
    email = forms.EmailField(label=_l("E-mail"), required=False)
    education = forms.ChoiceField(
        label=_l("Scholing"), choices=coded("education", "–"), required=False
    )
    literacy = forms.ChoiceField(
        label=_l("Lezen en schrijven"), choices=coded("literacy", "–"), required=False
    )

    field_order: tuple[str, ...] = (
        "family_name",
        "given_names",
        "birth_day",
        "birth_month",
        "birth_year",
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """What is typed here is somebody else's: the browser should not fill in the clerk's."""
        super().__init__(*arguments, **options)
        for name in (*DATA[:2], "postal_code", "phone", "email"):
            self.fields[name].widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}
        self.fields["birth_year"].widget.attrs["class"] = "year"

    def clean(self) -> dict[str, Any]:
        """The birth date as a whole."""
        data: dict[str, Any] = super().clean() or {}
        parts = ("birth_year", "birth_month", "birth_day")
        if not any(name in self.errors for name in parts):
            for name, fault in check_birth(*(data.get(name) for name in parts)).items():
                self.add_error(name, fault)
        return data

    def data_of_person(self) -> dict[str, Any]:
        """The cleaned fields that belong to a person."""
        return {name: self.cleaned_data[name] for name in DATA}


class RegisterForm(PersonForm):
    """A new person with their first registration."""

    insz = InszField(
        label=_l("INSZ"),
        required=False,
        help_text=_l("Rijksregister- of bisnummer. Heeft de persoon er geen? Laat het leeg."),
    )
    target_group = forms.ChoiceField(
        label=_l("Doelgroep"), choices=coded("target_group"), widget=forms.RadioSelect
    )
    somebody_else = forms.BooleanField(
        label=_l("Dit is iemand anders dan de personen hierboven"), required=False
    )

    field_order = ("insz", *PersonForm.field_order)


class EditForm(PersonForm):
    """Changed data; `version` is that of the file when the form was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    insz = InszField(
        label=_l("INSZ"),
        required=False,
        help_text=_l("Een bisnummer dat een rijksregisternummer werd? Vul het nieuwe in."),
    )

    reason = forms.ChoiceField(
        label=_l("Waarom wijzigt u dit?"),
        choices=coded("correction_reason"),
        widget=forms.RadioSelect,
        help_text=_l("Dit staat bij de wijziging in het logboek."),
    )

    field_order = ("insz", *PersonForm.field_order)

    @classmethod
    def of(cls, person: Person, insz: str) -> EditForm:
        """The form filled with what is kept."""
        kept = {name: getattr(person, name) for name in DATA}
        return cls(initial=kept | {"version": person.version, "insz": insz})


class AgainForm(DeskForm):
    """Somebody who is known registers again (heraanmelding)."""

    target_group = forms.ChoiceField(
        label=_l("Doelgroep"), choices=coded("target_group"), widget=forms.RadioSelect
    )
    municipality = MunicipalityField(label=_l("Gemeente waar de persoon nu woont"), required=False)
    reason = forms.CharField(
        label=_l("Reden"), required=False, max_length=60, help_text=_l("In enkele woorden.")
    )


class PurposeForm(DeskForm):
    """Why a file is opened."""

    doel = forms.ChoiceField(
        label=_l("Waarvoor opent u dit dossier?"), choices=PURPOSES, widget=forms.RadioSelect
    )


def purpose_words(code: str) -> str:
    """What a purpose is called."""
    return next((str(text) for known, text in PURPOSES if known == code), _("ander doel"))
