# SPDX-License-Identifier: EUPL-1.2
"""Writes docs/glossary.md: `python -m taalplan.vocabulary.glossary docs/glossary.md`.

With `--check` nothing is written, and a page that is behind the vocabulary is refused.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from taalplan.vocabulary.packaged import slug
from taalplan.vocabulary.terms import Term, code_lists, labels_of, terms, title
from taalplan.vocabulary.text import Text

_HEAD = """\
<!-- Made from src/taalplan/vocabulary by `make docs`; do not edit here. -->
# Woordenlijst · Glossary · Glossaire

Eén woord, één betekenis, in drie talen. · One word, one meaning, in three languages. ·
Un mot, un sens, en trois langues.

Wettelijke term · legal term: the Dutch words of law or practice. Bron · source: who uses them so.
"""

_LISTS = """\
## Codelijsten · Code lists · Listes de codes

The code stands in data; the labels are what tables print.
"""


def glossary() -> str:
    """The whole page as Markdown: the terms by their Dutch name, then the code lists."""
    # Sorted without accents and capitals, as a Dutch dictionary does.
    ordered = sorted(terms().values(), key=lambda term: slug(term.label.nl))
    parts = [_HEAD, *map(_entry, ordered), _LISTS, *map(_code_list, code_lists())]
    return "\n".join(parts)


def _entry(term: Term) -> str:
    words, meaning = term.label, term.definition
    return "\n".join(
        [
            f"## {words.nl}",
            "",
            f"*en* {words.en} · *fr* {words.fr}",
            "",
            *(f"- **{language}** {meaning[language]}" for language in ("nl", "en", "fr")),
            "",
            f"Wettelijke term: {term.legal}. Bron: {term.source}. Code: `{term.code}`.",
            "",
        ]
    )


def _code_list(name: str) -> str:
    heading = title(name)
    return "\n".join(
        [
            f"### {heading.nl} · {heading.en} · {heading.fr} (`{name}`)",
            "",
            "| code | nl | en | fr |",
            "|---|---|---|---|",
            *_rows(labels_of(name).items()),
            "",
        ]
    )


def _rows(labels: Iterable[tuple[str, Text]]) -> Iterable[str]:
    return (f"| `{code}` | {text.nl} | {text.en} | {text.fr} |" for code, text in labels)


def main(arguments: list[str]) -> int:
    """Write the page, or with `--check` compare it; 1 means that it is behind."""
    paths = [Path(argument) for argument in arguments if argument != "--check"]
    path = paths[0] if paths else Path("docs/glossary.md")
    page = glossary()
    if "--check" not in arguments:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, encoding="utf-8")
        return 0
    if path.exists() and path.read_text(encoding="utf-8") == page:
        return 0
    print(f"{path} is behind the vocabulary; run 'make docs' and commit it", file=sys.stderr)
    return 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
