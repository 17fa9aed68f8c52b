# SPDX-License-Identifier: EUPL-1.2
"""Who works here, as what, and where."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from taalplan.register.models import Centre, Desk, Role
from taalplan.vocabulary.places import AREAS
from taalplan.web.forms.base import DeskForm, coded
from taalplan.web.templatetags.words import language


class NewUserForm(DeskForm):
    """Somebody who does not work here yet."""

    username = forms.CharField(label=_l("Gebruiker"), max_length=150)
    first_name = forms.CharField(label=_l("Voornaam"), max_length=150)
    last_name = forms.CharField(label=_l("Familienaam"), max_length=150)


class RoleForm(DeskForm):
    """A role, and the one place where it holds."""

    role = forms.TypedChoiceField(label=_l("Rol"), choices=coded("role"), coerce=Role)
    where = forms.ChoiceField(
        label=_l("Waar"), required=False,
        help_text=_l("Een loket, een regio of een centrum; niets voor beleid en beheer."),
    )  # fmt: skip

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """The places that there are now."""
        super().__init__(*arguments, **options)
        where: Any = self.fields["where"]
        where.choices = [
            ("", "–"),
            (_("regio’s"), [(code, area.label[language()]) for code, area in AREAS.items()]),
            (_("loketten"), _named(Desk)),
            (_("centra"), _named(Centre)),
        ]


def _named(model: type[Desk] | type[Centre]) -> list[tuple[str, str]]:
    current = model._default_manager.filter(valid_to__isnull=True).order_by("name")
    return list(current.values_list("code", "name"))
