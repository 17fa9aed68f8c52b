# SPDX-License-Identifier: EUPL-1.2
"""Codes as words in the reader's language, and dates as they are said here."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from taalplan.register.insz import shown
from taalplan.register.owndata import what_words
from taalplan.tables.numbers import format_number
from taalplan.vocabulary import terms
from taalplan.vocabulary.text import Language, Text

register = template.Library()


def language() -> Language:
    """The language of this request; Dutch where it is none of ours."""
    code = (get_language() or "nl")[:2]
    return Language(code) if code in list(Language) else Language.NL


@register.filter
def word(code: str, code_list: str) -> str:
    """What a code of a list is called: `{{ course.level|word:"component" }}`.

    A code that no list knows (from an old system) stands as it is, so that a clerk sees it.
    """
    if not code:
        return ""
    try:
        return terms.label(code_list, code)[language()]
    except KeyError:
        return str(code)


@register.filter
def words(codes: list[str], code_list: str) -> str:
    """Several codes of a list, with commas between them."""
    return ", ".join(word(code, code_list) for code in codes)


@register.filter
@lru_cache(maxsize=10)
def options(names: tuple[str, ...]) -> SafeString:
    """Names to suggest, written in one go: a loop in a template took as long as the form."""
    return format_html_join("", '<option value="{}"></option>', ((name,) for name in names))


@register.filter
def birth(person: object) -> str:
    """A birth date as far as it is known: "3 mei 1994", "mei 1994", "1994"."""
    year, month, day = (getattr(person, f"birth_{part}", None) for part in ("year", "month", "day"))
    if not year:
        return _("geboortedatum onbekend")
    if not month:
        return str(year)
    try:
        known = date(year, month, day or 1)
    except ValueError:
        return f"{day}/{month}/{year}"
    return date_format(known, "j F Y" if day else "F Y")


@register.filter
def insz(number: str) -> str:
    """An INSZ as it stands on a card: "94.05.03-123.45"."""
    return shown(number)


@register.filter
def disputed(what: str) -> str:
    """What somebody disputes, in words."""
    return what_words(what)


@register.filter
def said(text: Text | None) -> str:
    """A text of the house in the reader's language: `{{ headline.label|said }}`."""
    return text[language()] if text else ""


@register.filter
def figure(value: float | None) -> str:
    """A whole figure as the reader writes it: 25.318."""
    return "" if value is None else format_number(value, language())


@register.filter(name="in")
def in_language(text: Text, code: Language) -> str:
    """A text of the code lists in a language."""
    return text[code]


@register.filter
def listed(value: object) -> str:
    """A policy value as it is read: a list with commas."""
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
