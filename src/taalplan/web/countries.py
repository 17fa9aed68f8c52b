# SPDX-License-Identifier: EUPL-1.2
"""Nationalities to choose from, by ISO 3166 code (XK is Kosovo, XX is stateless)."""

from __future__ import annotations

from functools import cache

from taalplan.vocabulary.countries import countries
from taalplan.vocabulary.places import slug
from taalplan.vocabulary.text import Language
from taalplan.web.templatetags.words import language


def country_choices() -> tuple[tuple[str, str], ...]:
    """Choices in the reader's language by name; nothing chosen comes first."""
    return _choices_in(language())


@cache
def _choices_in(spoken: Language) -> tuple[tuple[str, str], ...]:
    named = [(code, name[spoken]) for code, name in countries().items()]
    return (("", "–"), *sorted(named, key=lambda each: slug(each[1])))


def country_name(code: str) -> str:
    """What a code is called; a code that is not in the list stands as it is."""
    name = countries().get(code)
    return name[language()] if name else code
