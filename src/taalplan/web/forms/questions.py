# SPDX-License-Identifier: EUPL-1.2
"""A question that comes in: pasted, read, and looked over before it is kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _l

from taalplan.questions.splitting import AskedPart, AskedQuestion
from taalplan.web.forms.base import DateInput, DeskForm

LONGEST_FILE = 1_000_000

HEAD = ("number", "session_year", "title", "asked_on", "asked_by", "answered_by", "function",
        "introduction")  # fmt: skip
"""What a question says of itself."""


def long_text(label: Any, rows: int, *, required: bool = False, **more: Any) -> forms.CharField:
    """A field of several lines."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, widget=area, strip=False, **more)


class PasteForm(DeskForm):
    """The text of parliament, or a question file that somebody prepared."""

    text = long_text(
        _l("De tekst van de vraag"), 14,
        help_text=_l("Plak hem zoals hij in het document van het parlement staat. De deelvragen "
                     "worden vanzelf gesplitst."),
    )  # fmt: skip
    file = forms.FileField(
        label=_l("Of een vraagbestand (YAML) of tekstbestand"), required=False,
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """One of the two, as text."""
        data: dict[str, Any] = super().clean() or {}
        upload = data.get("file")
        if upload is not None and upload.size > LONGEST_FILE:
            self.add_error("file", _l("dit bestand is te groot voor een vraag"))
            return data
        if upload is not None:
            try:
                data["text"] = upload.read().decode("utf-8-sig")
            except UnicodeDecodeError:
                self.add_error("file", _l("dit is geen tekst in UTF-8; bewaar het bestand opnieuw"))
                return data
        if not (data.get("text") or "").strip():
            self.add_error("text", _l("plak een vraag, of kies een bestand"))
        return data

    @property
    def is_a_question_file(self) -> bool:
        """Whether it is YAML that holds a question with its answers."""
        return any(line.startswith("parts:") for line in self.cleaned_data["text"].splitlines())


class AskedForm(DeskForm):
    """What was read of the text, to look over and complete."""

    number = forms.IntegerField(label=_l("Nummer"), min_value=1)
    session_year = forms.CharField(
        label=_l("Zittingsjaar"), max_length=9,
        validators=[RegexValidator(r"^20\d\d-20\d\d$", _l("schrijf het als 2021-2022"))],
    )  # fmt: skip
    title = forms.CharField(label=_l("Titel"), max_length=300)
    asked_on = forms.DateField(label=_l("Datum van de vraag"), widget=DateInput())
    asked_by = forms.CharField(label=_l("Gesteld door"), max_length=200)
    answered_by = forms.CharField(label=_l("Minister die antwoordt"), max_length=200)
    function = forms.CharField(label=_l("Functie van de minister"), max_length=400)
    introduction = long_text(_l("Inleiding"), 6)
    count = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=100)

    def __init__(self, *arguments: Any, parts: int = 0, **options: Any) -> None:
        """Three fields for each part; `parts` is how many, or what was sent says so."""
        super().__init__(*arguments, **options)
        self.parts = parts or _number(self.data.get("count"))
        for at in range(self.parts):
            self.fields[f"code_{at}"] = forms.CharField(
                label=_l("Deelvraag"), max_length=4,
                validators=[RegexValidator(r"^[1-9]\d?[a-z]?$", _l("schrijf het als 1a, of 3"))],
            )  # fmt: skip
            self.fields[f"lead_{at}"] = long_text(_l("Wat eraan voorafgaat"), 3)
            self.fields[f"asked_{at}"] = long_text(_l("Wat gevraagd wordt"), 3, required=True)

    @classmethod
    def of(cls, asked: AskedQuestion) -> AskedForm:
        """Filled with what was read; a session year begins in September."""
        day = asked.asked_on or timezone.localdate()
        first = day.year if day.month >= 9 else day.year - 1
        known: dict[str, Any] = {
            "number": asked.number, "title": asked.title, "asked_on": day,
            "session_year": f"{first}-{first + 1}", "asked_by": asked.asked_by,
            "answered_by": asked.answered_by, "introduction": asked.introduction,
            "count": len(asked.parts),
        }  # fmt: skip
        for at, part in enumerate(asked.parts):
            known |= {f"code_{at}": part.code, f"lead_{at}": part.lead, f"asked_{at}": part.asked}
        return cls(initial=known, parts=len(asked.parts))

    def head_fields(self) -> Iterator[forms.BoundField]:
        """The fields that are not about a part."""
        return (self[name] for name in HEAD)

    def part_fields(self) -> Iterator[list[forms.BoundField]]:
        """The fields of each part."""
        for at in range(self.parts):
            yield [self[f"{name}_{at}"] for name in ("code", "lead", "asked")]

    def asked_parts(self) -> list[AskedPart]:
        """The parts as they were sent."""
        given = self.cleaned_data
        return [
            AskedPart(*(_tidy(given[f"{name}_{at}"]) for name in ("code", "lead", "asked")))
            for at in range(self.parts)
        ]

    def head(self) -> dict[str, Any]:
        """What the question says of itself."""
        return {name: self.cleaned_data[name] for name in HEAD}


def _number(sent: object) -> int:
    text = str(sent or "")
    return min(int(text), 100) if text.isdigit() else 0


def _tidy(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


class ApproveForm(DeskForm):
    """What a reader may add to a yes."""

    remark = long_text(_l("Opmerking"), 2)


class BackForm(DeskForm):
    """What must change."""

    remark = long_text(_l("Wat moet er anders?"), 4, required=True)


class WhyForm(DeskForm):
    """To whom, or for which reason."""

    why = forms.CharField(label=_l("Waarom, en aan wie?"), max_length=500)


class OwnerForm(DeskForm):
    """Who writes."""

    owner: Any = forms.ModelChoiceField(
        label=_l("Wie schrijft?"),
        queryset=get_user_model().objects.none(),
        required=False,
        empty_label=_l("wie eraan begint"),
    )

    def __init__(self, *arguments: Any, among: Any, **options: Any) -> None:
        """`among` are the users of policy staff."""
        super().__init__(*arguments, **options)
        owner: Any = self.fields["owner"]
        owner.queryset = among
        owner.label_from_instance = lambda user: user.get_full_name() or user.username


class ElsewhereForm(DeskForm):
    """Which minister answers, and what there is to say about it."""

    minister = forms.CharField(
        label=_l("Welke minister?"), max_length=200,
        help_text=_l("Zoals het in de zin past: “de Vlaamse minister bevoegd voor onderwijs”."),
    )  # fmt: skip
    words = long_text(_l("Wat u er zelf over zegt"), 3)
