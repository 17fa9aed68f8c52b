# SPDX-License-Identifier: EUPL-1.2
"""Figures inside sentences, in three languages: signs, percentages, lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from taalplan.tables.numbers import NO_BREAK, format_number, format_percent, round_half_up
from taalplan.vocabulary.text import Language, Text

AND = Text("en", "and", "et")


def _each(make: Callable[[str], str]) -> Text:
    return Text(*(make(language) for language in Language))


def fill(template: Text, **words: Text | str) -> Text:
    """A sentence with its gaps filled, each language with its own words."""
    return _each(
        lambda language: template[language].format(
            **{k: v[language] if isinstance(v, Text) else v for k, v in words.items()}
        )
    )


def number(value: float, decimals: int = 0) -> Text:
    """A count, or an estimate rounded to so many decimals."""
    return _each(lambda language: format_number(value, language, decimals))


def signed(value: float, decimals: int = 0) -> Text:
    """A difference with its sign: +389 or -1.445; a zero has none."""
    plus = "+" if round_half_up(value, decimals) > 0 else ""
    return _each(lambda language: plus + format_number(value, language, decimals))


def percent(value: float, decimals: int = 1) -> Text:
    """A percentage of 0 to 100."""
    return _each(lambda language: format_percent(value, language, decimals))


def signed_percent(value: float, decimals: int = 1) -> Text:
    """A relative difference with its sign."""
    plus = "+" if round_half_up(value, decimals) > 0 else ""
    return _each(lambda language: plus + format_percent(value, language, decimals))


def points(value: float, decimals: int = 2) -> Text:
    """A difference of percentages, in percentage points."""
    unit = Text("procentpunt", "percentage points", "points de pourcentage")
    told = signed(value, decimals)
    return _each(lambda language: f"{told[language]}{NO_BREAK}{unit[language]}")


def listed(items: Sequence[Text]) -> Text:
    """Words as a list: a, b en c."""

    def one(language: str) -> str:
        words = [item[language] for item in items]
        return f" {AND[language]} ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))

    return _each(one)


def paired(name: Text, figure: Text) -> Text:
    """A name with its figure: Atlas (-1.445)."""
    return _each(lambda language: f"{name[language]} ({figure[language]})")


def joined(*sentences: Text) -> Text:
    """Sentences that make one paragraph."""
    return _each(lambda language: " ".join(filter(None, (s[language] for s in sentences))))


EMPTY = Text.same("")
