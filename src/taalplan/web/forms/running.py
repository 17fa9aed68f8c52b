# SPDX-License-Identifier: EUPL-1.2
"""Running a desk and a course: hours, closing days, feedback, results."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from taalplan.register.models import Desk, OpeningHours, Placement
from taalplan.web.forms.base import DateInput, DeskForm, coded
from taalplan.web.forms.files import day
from taalplan.web.templatetags.words import word


class TimeInput(forms.TimeInput):
    """The browser's own field for an hour."""

    input_type = "time"

    def __init__(self) -> None:
        """Hours and minutes."""
        super().__init__(format="%H:%M")


class ForDesksForm(DeskForm):
    """Something about a desk that its coordinator may want for all desks of the area at once."""

    all_desks = forms.BooleanField(required=False)

    def __init__(self, *arguments: Any, others: Sequence[Desk] = (), **options: Any) -> None:
        """`others` are the other desks of the area; without any nothing is asked."""
        super().__init__(*arguments, **options)
        if not others:
            del self.fields["all_desks"]
            return
        named = {
            "area": word(others[0].area, "area"),
            "desks": ", ".join(each.name for each in others),
        }
        self.fields["all_desks"].label = _("Ook voor de andere van %(area)s: %(desks)s") % named


class HoursForm(ForDesksForm):
    """When the desk is open on a weekday, and with how many people."""

    weekday = forms.TypedChoiceField(
        label=_l("Dag"), choices=list(WEEKDAYS.items()), coerce=int, empty_value=None
    )
    opens = forms.TimeField(label=_l("Van"), widget=TimeInput())
    closes = forms.TimeField(label=_l("Tot"), widget=TimeInput())
    staff = forms.IntegerField(
        label=_l("Hoeveel mensen ontvangen?"), min_value=1, max_value=50, initial=1,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 2}),
    )  # fmt: skip
    valid_from = day(_l("Geldt vanaf"))
    valid_to = forms.DateField(
        label=_l("Geldt tot en met"),
        required=False,
        widget=DateInput(),
        help_text=_l("Leeg: altijd."),
    )
    field_order = ("weekday", "opens", "closes", "staff", "valid_from", "valid_to", "all_desks")

    def clean(self) -> dict[str, Any]:
        """Hours and days in their order."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("opens") and data.get("closes") and data["closes"] <= data["opens"]:
            self.add_error("closes", _l("het sluitingsuur komt na het openingsuur"))
        if (
            data.get("valid_from")
            and data.get("valid_to")
            and data["valid_to"] < data["valid_from"]
        ):
            self.add_error("valid_to", _l("de laatste dag komt na de eerste"))
        return data


class EndHoursForm(DeskForm):
    """Hours that hold no longer."""

    hours = forms.ModelChoiceField(label=_l("Uren"), queryset=OpeningHours.objects.none())
    last_day = day(_l("Laatste dag"))

    def __init__(self, *arguments: Any, hours: Any = (), **options: Any) -> None:
        """`hours` are those of the desk."""
        super().__init__(*arguments, **options)
        field: Any = self.fields["hours"]
        if hours:
            field.queryset = hours
        field.label_from_instance = hours_words


class CloseDaysForm(ForDesksForm):
    """Days on which the desk receives nobody."""

    first_day = day(_l("Eerste dag"))
    last_day = day(_l("Laatste dag"))
    reason = forms.CharField(label=_l("Reden"), required=False, max_length=60)
    field_order = ("first_day", "last_day", "reason", "all_desks")

    def clean(self) -> dict[str, Any]:
        """Days in their order."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("first_day") and data.get("last_day") and data["last_day"] < data["first_day"]:
            self.add_error("last_day", _l("de laatste dag komt na de eerste"))
        return data


class FeedbackForm(DeskForm):
    """What somebody said; not who."""

    kind = forms.ChoiceField(
        label=_l("Soort"), choices=coded("feedback_kind"), widget=forms.RadioSelect
    )
    touchpoint = forms.ChoiceField(label=_l("Waarover"), choices=coded("touchpoint"))
    topic = forms.ChoiceField(label=_l("Onderwerp"), choices=coded("topic", "–"), required=False)
    score = forms.IntegerField(
        label=_l("Score van 1 tot 10"), required=False, min_value=1, max_value=10,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 2}),
    )  # fmt: skip
    day = day(_l("Wanneer"))

    def clean(self) -> dict[str, Any]:
        """A survey has a score."""
        data: dict[str, Any] = super().clean() or {}
        if (
            data.get("kind") == "survey"
            and data.get("score") is None
            and "score" not in self.errors
        ):
            self.add_error("score", _l("een bevraging heeft een score"))
        return data


class SureForm(DeskForm):
    """What cannot be undone asks twice."""

    sure = forms.BooleanField(label=_l("Ja, dit kan niet ongedaan gemaakt worden"))


class ResultsForm(DeskForm):
    """How the course ended for each of a group; who is left open has no result yet."""

    def __init__(self, *arguments: Any, members: Iterable[Placement] = (), **options: Any) -> None:
        """`members` are enrolled, with their person."""
        super().__init__(*arguments, **options)
        for each in members:
            self.fields[f"result-{each.pk}"] = forms.ChoiceField(
                label=str(each.person), choices=coded("course_result"), required=False,
                initial=each.result, widget=forms.RadioSelect,
            )  # fmt: skip


def hours_words(hours: OpeningHours) -> str:
    """Opening hours in a line."""
    return f"{WEEKDAYS[hours.weekday]} {hours.opens:%H:%M} – {hours.closes:%H:%M}"
