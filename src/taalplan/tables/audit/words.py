# SPDX-License-Identifier: EUPL-1.2
"""Sentences in three languages with figures in the style of each."""

from __future__ import annotations

from collections.abc import Sequence

from taalplan.tables.audit.figures import write_figure
from taalplan.vocabulary.text import Language, Text

Value = int | float | str | Text | None

_AND = {"nl": "en", "en": "and", "fr": "et"}


def sentence(nl: str, en: str, fr: str, **values: Value) -> Text:
    """Fill the same values into a sentence in three languages.

    Numbers are written in each language's own style, a `Text` in its own words.
    """
    filled = {
        language: form.format(**{name: _in(language, value) for name, value in values.items()})
        for language, form in (("nl", nl), ("en", en), ("fr", fr))
    }
    return Text(filled["nl"], filled["en"], filled["fr"])


def listed(items: Sequence[Value], most: int = 8) -> Text:
    """Items with commas and an 'and'; more than `most` are counted instead of listed."""
    return Text(*(_listed(items, language.value, most) for language in Language))


def joined(items: Sequence[Value], between: str) -> Text:
    """Items in three languages with a separator."""
    return Text(
        *(between.join(_in(language.value, item) for item in items) for language in Language)
    )


def figures(values: Sequence[int | float | None]) -> Text:
    """A row of figures: 2.498 / 3.402 / 104 / 6.004. A blank is a dash."""
    return joined([value if value is not None else "–" for value in values], " / ")


def count(number: int, nl: tuple[str, str], en: tuple[str, str], fr: tuple[str, str]) -> Text:
    """A number with its noun in the singular or the plural."""
    one = number == 1
    return Text(
        *(
            f"{write_figure(number, code)} {noun[0] if one else noun[1]}"
            for code, noun in (("nl", nl), ("en", en), ("fr", fr))
        )
    )


def persons(number: int | float) -> Text:
    """So many people."""
    return count(
        int(number), ("persoon", "personen"), ("person", "people"), ("personne", "personnes")
    )


def rows_word(number: int) -> Text:
    """So many rows."""
    return count(number, ("rij", "rijen"), ("row", "rows"), ("ligne", "lignes"))


def _listed(items: Sequence[Value], language: str, most: int) -> str:
    words = [_in(language, item) for item in items]
    if len(words) > most:
        rest = {"nl": "nog {} andere", "en": "{} others", "fr": "{} autres"}[language]
        words = [*words[: most - 1], rest.format(len(words) - most + 1)]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {_AND[language]} {words[-1]}"


def _in(language: str, value: Value) -> str:
    if isinstance(value, Text):
        return value[language]
    if isinstance(value, str):
        return value
    return write_figure(value, language)
