# SPDX-License-Identifier: EUPL-1.2
"""The glossary page says what the vocabulary says, and is never behind it."""

from __future__ import annotations

from pathlib import Path

import pytest

from taalplan.vocabulary.glossary import glossary, main
from taalplan.vocabulary.terms import code_lists, labels_of, terms

PAGE = Path(__file__).parents[2] / "docs" / "glossary.md"


def test_the_page_is_not_behind_the_vocabulary() -> None:
    """`make docs` writes it; this fails when somebody forgot."""
    assert main(["--check", str(PAGE)]) == 0


def test_every_term_and_every_code_is_on_the_page() -> None:
    """In three languages, with its legal term and source."""
    page = glossary()
    for term in terms().values():
        assert f"## {term.label.nl}\n" in page
        assert all(term.definition[language] in page for language in ("nl", "en", "fr"))
    for name in code_lists():
        for code, text in labels_of(name).items():
            assert f"| `{code}` | {text.nl} | {text.en} | {text.fr} |" in page


def test_terms_stand_in_alphabetical_order() -> None:
    """By the Dutch term, whatever its capitals."""
    headings = [line[3:].lower() for line in glossary().splitlines() if line.startswith("## ")]

    assert headings[:-1] == sorted(headings[:-1], key=lambda word: word.replace(" ", "-"))
    assert headings[-1].startswith("codelijsten")


def test_a_stale_page_is_refused_and_a_new_one_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The refusal names the page and what to run."""
    page = tmp_path / "docs" / "glossary.md"

    assert main(["--check", str(page)]) == 1
    assert "is behind the vocabulary; run 'make docs'" in capsys.readouterr().err
    assert main([str(page)]) == 0
    assert main(["--check", str(page)]) == 0
    page.write_text(page.read_text(encoding="utf-8") + "edited by hand\n", encoding="utf-8")
    assert main(["--check", str(page)]) == 1
