# SPDX-License-Identifier: EUPL-1.2
"""Which plan, for which school year."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _l

from taalplan.vocabulary.periods import SchoolYear
from taalplan.web.forms.base import DeskForm
from taalplan.web.plans import KINDS


class PlanForm(DeskForm):
    """What to make."""

    kind = forms.ChoiceField(label=_l("Wat?"))
    year = forms.CharField(
        label=_l("Schooljaar"), max_length=9, help_text=_l("Bijvoorbeeld 2022-2023.")
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """The kinds in the reader's language."""
        super().__init__(*arguments, **options)
        kind: Any = self.fields["kind"]
        kind.choices = [(code, f"{each.name}: {each.purpose}") for code, each in KINDS.items()]

    def clean_year(self) -> SchoolYear:
        """As a school year."""
        try:
            return SchoolYear.parse(self.cleaned_data["year"].strip())
        except ValueError:
            raise forms.ValidationError(_l("schrijf het schooljaar als 2022-2023")) from None
