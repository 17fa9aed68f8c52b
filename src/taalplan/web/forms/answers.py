# SPDX-License-Identifier: EUPL-1.2
"""The answer to one part: words, tables, an analysis, a reason, earlier words that are quoted.

The fields of the form are those of the question file, laid flat; `answer()` gives them back as the
file has them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _l

from taalplan.answers.question import Place
from taalplan.vocabulary import terms
from taalplan.web.forms.base import DateInput, DeskForm, coded
from taalplan.web.forms.questions import long_text
from taalplan.web.templatetags.words import language

TABLES = ("id", "definition", "years", "by", "place")
SPARE = 2
"""Empty lines for tables that may be added."""

NESTED: dict[str, tuple[str, ...]] = {
    "reason": ("kind", "owner", "expected", "words"),
    "quoted": ("source", "words"),
}


class AnswerForm(DeskForm):
    """`based_on` is the draft that the writer began from; 0 when there was none."""

    text = long_text(
        _l("Antwoord"), 12,
        help_text=_l("Cijfers worden berekend, niet getypt: {{ getal(t1[\"total\", \"2021\"]) }}. "
                     "Een citaat of nummer van een artikel staat tussen [[ en ]]."),
    )  # fmt: skip
    after = long_text(_l("Wat onder de tabellen komt"), 4)
    reason_kind = forms.ChoiceField(
        label=_l("Er is geen cijfer, want"), required=False, choices=coded("reason_kind", "–")
    )
    reason_owner = forms.CharField(label=_l("Wie heeft het wel?"), required=False, max_length=200)
    reason_expected = forms.DateField(
        label=_l("Wanneer wordt het verwacht?"), required=False, widget=DateInput()
    )
    reason_words = long_text(_l("In eigen woorden"), 3)
    quoted_source = forms.CharField(
        label=_l("Eerder antwoord dat wordt aangehaald"), required=False, max_length=300
    )
    quoted_words = long_text(_l("De woorden van dat antwoord"), 4)
    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    count = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=60)

    def __init__(self, *arguments: Any, tables: int = 0, **options: Any) -> None:
        """A line for each table: as many as there are and some more, or as many as were sent."""
        super().__init__(*arguments, **options)
        sent = str(self.data.get("count") or "")
        self.tables = min(int(sent), 60) if sent.isdigit() else tables + SPARE
        self.fields["count"].initial = self.tables
        for at in range(self.tables):
            self.fields |= _table_fields(at)

    @classmethod
    def of(cls, answer: Mapping[str, Any], based_on: int) -> AnswerForm:
        """Filled with a draft."""
        rows = _tables(answer)
        known: dict[str, Any] = {"text": answer.get("text"), "after": answer.get("after")}
        for name, parts in NESTED.items():
            inner = answer.get(name, {})
            known |= {f"{name}_{part}": inner.get(part) for part in parts}
        for at, row in enumerate(rows):
            known |= {f"table_{at}_{name}": row.get(name) for name in TABLES}
            known[f"table_{at}_years"] = row.get("years") or row.get("year")
        return cls(initial=known | {"based_on": based_on}, tables=len(rows))

    def table_rows(self) -> Iterator[list[forms.BoundField]]:
        """The fields of each line of the tables."""
        for at in range(self.tables):
            yield [self[f"table_{at}_{name}"] for name in TABLES]

    def group(self, name: str) -> list[forms.BoundField]:
        """The fields of one part of the answer."""
        return [self[f"{name}_{part}"] for part in NESTED[name]]

    def reason(self) -> list[forms.BoundField]:
        """For the template."""
        return self.group("reason")

    def quoted(self) -> list[forms.BoundField]:
        """For the template."""
        return self.group("quoted")

    def answer(self, before: Mapping[str, Any]) -> dict[str, Any]:
        """As the question file has it; what the form does not show stays as it was `before`."""
        given = self.cleaned_data
        made: dict[str, Any] = {name: _tidy(given[name]) for name in ("text", "after")}
        for name, parts in NESTED.items():
            inner = {part: _tidy(given[f"{name}_{part}"]) for part in parts}
            made[name] = {part: value for part, value in inner.items() if value}
        was = {row.get("id"): row for row in _tables(before)}
        made["table"] = list(self._tables(was))
        if "analysis" in before:
            made["analysis"] = before["analysis"]
        return made

    def _tables(self, was: Mapping[Any, Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
        given = self.cleaned_data
        for at in range(self.tables):
            row = {name: _tidy(given[f"table_{at}_{name}"]) for name in TABLES}
            if row["id"]:
                hidden = {
                    name: value
                    for name, value in was.get(row["id"], {}).items()
                    if name not in (*TABLES, "year")
                }
                yield {name: value for name, value in row.items() if value} | hidden


def _table_fields(at: int) -> dict[str, forms.Field]:
    return {
        f"table_{at}_id": forms.CharField(
            label=_l("Naam in de tekst"), required=False, max_length=40,
            validators=[RegexValidator(r"^[a-z][a-z0-9_]*$", _l("schrijf het als t1"))],
        ),
        f"table_{at}_definition": forms.ChoiceField(
            label=_l("Tabel"), required=False, choices=_definitions
        ),
        f"table_{at}_years": forms.CharField(
            label=_l("Jaren"), required=False, max_length=60,
            widget=forms.TextInput(attrs={"placeholder": "2021, 2017..2021"}),
        ),
        f"table_{at}_by": forms.ChoiceField(
            label=_l("Opgedeeld naar"), required=False, choices=_divisions
        ),
        f"table_{at}_place": forms.ChoiceField(
            label=_l("Waar"), required=False, choices=coded("table_place"), initial=Place.TEXT.value
        ),
    }  # fmt: skip


def _definitions() -> list[tuple[str, str]]:
    from taalplan.statistics.kinds import find_table, table_names, title_of

    return [("", "–")] + [(name, title_of(find_table(name))[language()]) for name in table_names()]


def _divisions() -> list[tuple[str, str]]:
    names = ("province", "centre_city", "municipality", "area", "desk")
    return [("", "–")] + [(name, terms.title(name)[language()]) for name in names]


def _tables(answer: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    found = answer.get("table", [])
    return [found] if isinstance(found, Mapping) else list(found)


def _tidy(value: Any) -> str:
    return str(value).replace("\r\n", "\n").strip() if value else ""
