# SPDX-License-Identifier: EUPL-1.2
"""A piece of text in the three languages of the house."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """A language Taalplan speaks. Dutch comes first, also where nothing was chosen."""

    NL = "nl"
    EN = "en"
    FR = "fr"


@dataclass(frozen=True)
class Text:
    """The same words in Dutch, English and French.

    Text that was never translated (a heading in a user's own definition) stands in Dutch
    everywhere; `Text.same` makes such a text.

    >>> Text("loket", "desk", "guichet")["en"]
    'desk'
    """

    nl: str
    en: str
    fr: str

    @classmethod
    def same(cls, words: str) -> Text:
        """Text that is the same in every language, such as a proper name."""
        return cls(words, words, words)

    @classmethod
    def read(cls, value: object) -> Text:
        """From YAML: a plain string, or a mapping with `nl` and perhaps `en` and `fr`.

        Raises ValueError when there is no Dutch text.
        """
        if isinstance(value, str):
            return cls.same(value)
        if isinstance(value, Mapping) and isinstance(value.get("nl"), str):
            dutch = value["nl"]
            return cls(dutch, value.get("en") or dutch, value.get("fr") or dutch)
        raise ValueError(f"expected a text, or a mapping with 'nl', 'en' and 'fr'; got {value!r}")

    def __getitem__(self, language: str) -> str:
        """The words in one language."""
        return str(getattr(self, Language(language).value))

    def __str__(self) -> str:
        """The Dutch words."""
        return self.nl
