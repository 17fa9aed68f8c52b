# SPDX-License-Identifier: EUPL-1.2
"""What all forms share: a key against double sending, and faults that lead to their field."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import uuid4

from django import forms

from taalplan.vocabulary import terms
from taalplan.web.templatetags.words import language

Choices = Callable[[], list[tuple[str, str]]]


@dataclass(frozen=True)
class Fault:
    """One thing to mend: the words, and the id of the field that it is about."""

    target: str
    label: str
    text: str


class DeskForm(forms.Form):
    """A form that may be sent twice and is carried out once.

    `key` is made when the form is shown and comes back with it, also after faults were mended.
    """

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=80)

    def __init__(self, *arguments: object, **options: object) -> None:
        """A fresh key in an unsent form."""
        super().__init__(*arguments, **options)  # type: ignore[arg-type]
        self.fields["key"].initial = self.fields["key"].initial or uuid4().hex

    @property
    def fault_count(self) -> int:
        """How many faults there are."""
        return len(list(self.fault_links))

    @property
    def fault_links(self) -> Iterator[Fault]:
        """Every fault in the order of the fields."""
        for text in self.non_field_errors():
            yield Fault("", "", str(text))
        for name in self.fields:
            for text in self.errors.get(name, ()):
                field = self[name]
                # A group of choices has no single input: its frame can be gone to as well.
                target = (field.auto_id if field.use_fieldset else field.id_for_label) or ""
                yield Fault(str(target), str(field.label), str(text))


def coded(code_list: str, empty: str | None = None) -> Choices:
    """The choices of a code list in the reader's language, asked when the form is shown."""

    def choices() -> list[tuple[str, str]]:
        first = [] if empty is None else [("", empty)]
        words = terms.labels_of(code_list).items()
        return first + [(code, text[language()]) for code, text in words]

    return choices


class DateInput(forms.DateInput):
    """The browser's own date field: day, month and year are typed one after the other."""

    input_type = "date"

    def __init__(self) -> None:
        """ISO, as browsers want it whatever they show."""
        super().__init__(format="%Y-%m-%d")
