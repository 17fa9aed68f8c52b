# SPDX-License-Identifier: EUPL-1.2
"""Fields that need more than Django's: municipalities by name, INSZ, parts of a birth date."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from rapidfuzz import process

from taalplan.register.insz import NotAnInszError, read
from taalplan.vocabulary.places import municipalities, slug
from taalplan.vocabulary.text import Language
from taalplan.web.templatetags.words import language

_SELECTED = SafeString(" selected")


@lru_cache(maxsize=100)
def _options(choices: tuple[tuple[Any, Any], ...], chosen: str) -> SafeString:
    return format_html_join(
        "\n",
        '<option value="{}"{}>{}</option>',
        ((code, _SELECTED if str(code) == chosen else "", text) for code, text in choices),
    )


class LongSelect(forms.Select):
    """A list of hundreds to choose from, written in one go.

    Django renders a template for each option, which took half the time of the whole page.
    """

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """The same HTML as Django's, for choices without groups."""
        chosen = "" if value is None else str(value)
        options = _options(tuple(self.choices), chosen)
        attributes = flatatt(self.build_attrs(self.attrs, {"name": name} | (attrs or {})))
        return format_html("<select{}>\n{}\n</select>", attributes, options)


class InszField(forms.CharField):
    """An INSZ (national or BIS number), typed with or without dots; empty when there is none."""

    def __init__(self, **options: Any) -> None:
        """A text field: a number field would drop the first zero."""
        options.setdefault("max_length", 20)
        super().__init__(**options)
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"}

    def clean(self, value: Any) -> str:
        """The eleven digits. Raises ValidationError when the check digits do not fit."""
        text = super().clean(value)
        if not text:
            return ""
        try:
            return read(text)
        except NotAnInszError as fault:
            raise ValidationError(_(str(fault))) from None


class MunicipalityField(forms.CharField):
    """A municipality by its name, as a NIS code; suggestions come from a datalist."""

    def __init__(self, **options: Any) -> None:
        """A text field with the suggestions of `web/municipalities.html`."""
        super().__init__(**options)
        self.widget.attrs |= {"list": "municipalities", "autocomplete": "off"}

    def prepare_value(self, value: Any) -> Any:
        """The name of a code that was kept; what was typed stays as it was typed."""
        place = municipalities().get(str(value))
        return place.name[language()] if place else value

    def clean(self, value: Any) -> str:
        """The NIS code of today. Raises ValidationError that names what looks like it."""
        text = super().clean(value)
        if not text:
            return ""
        known = names_of_municipalities()
        found = known.get(slug(text))
        if found:
            return found
        near = process.extract(slug(text), list(known), limit=3, score_cutoff=60)
        like = ", ".join(name_of_municipality(known[name]) for name, *_rest in near)
        raise ValidationError(
            _("deze gemeente staat niet in de lijst; bedoelt u %(like)s?") % {"like": like}
            if like
            else _("deze gemeente staat niet in de lijst")
        )


def names_of_municipalities() -> dict[str, str]:
    """The NIS codes of today by the slug of each name they have in a language."""
    return _codes_on(timezone.localdate())


@lru_cache(maxsize=1)
def _codes_on(day: date) -> dict[str, str]:
    return {
        slug(name): nis
        for nis, place in municipalities(day).items()
        for name in (place.name.fr, place.name.en, place.name.nl)
    }


def municipality_names() -> tuple[str, ...]:
    """The names to suggest, in the reader's language."""
    return _names_on(timezone.localdate(), language())


@lru_cache(maxsize=len(Language))
def _names_on(day: date, spoken: Language) -> tuple[str, ...]:
    return tuple(sorted(place.name[spoken] for place in municipalities(day).values()))


def name_of_municipality(nis: str) -> str:
    """The name in the reader's language; a code that never was stands as it is."""
    place = municipalities().get(nis)
    return place.name[language()] if place else nis


def part(label: Any, longest: int) -> forms.IntegerField:
    """A part of a birth date: digits, without the arrows of a number field."""
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=1,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "maxlength": longest, "autocomplete": "off"}
        ),
    )


def check_birth(year: int | None, month: int | None, day: int | None) -> dict[str, str]:
    """What is wrong with a birth date of which parts may be missing, by the part."""
    today = timezone.localdate()
    if year is None:
        return {"birth_year": _("zonder jaar helpt een maand of dag niet; vul het jaar in")} if (
            month or day
        ) else {}  # fmt: skip
    if not today.year - 120 <= year <= today.year:
        return {"birth_year": _("het jaar heeft vier cijfers, zoals 1994")}
    if month is None:
        return {"birth_month": _("vul ook de maand in, of laat de dag leeg")} if day else {}
    if month > 12:
        return {"birth_month": _("een maand is 1 tot 12")}
    try:
        born = date(year, month, day or 1)
    except ValueError:
        return {"birth_day": _("deze dag is er niet in die maand")}
    return {"birth_year": _("deze dag moet nog komen")} if born > today else {}
