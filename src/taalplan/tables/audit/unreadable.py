# SPDX-License-Identifier: EUPL-1.2
"""What is said when a file cannot be read as a table: every place at once, and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from taalplan.vocabulary.text import Text


class UnreadableTableError(ValueError):
    """A file that is no table. `sentences` say where (line, column, value) and what to do."""

    def __init__(self, sentences: Sequence[Text]) -> None:
        """Keep the sentences; the message is the Dutch ones."""
        super().__init__("\n".join(sentence.nl for sentence in sentences))
        self.sentences = tuple(sentences)
