# SPDX-License-Identifier: EUPL-1.2
"""Every Dutch text of the pages has an English and a French one, compiled as it was written."""

from __future__ import annotations

import gettext
import sys
from io import BytesIO
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
import translations


def test_nothing_is_missing() -> None:
    assert translations.faults() == []


def test_what_is_compiled_is_what_gettext_reads() -> None:
    entries = {("Loket", ""): ["desk"], ("een plaats", "plaatsen"): ["one seat", "seats"]}
    read = gettext.GNUTranslations(BytesIO(translations.compiled("en", entries)))
    assert read.gettext("Loket") == "desk"
    assert [read.ngettext("een plaats", "plaatsen", n) for n in (1, 2)] == ["one seat", "seats"]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('{% translate "Zoek" %}', {("Zoek", "")}),
        ("{% blocktranslate %}van {{ a }}{% endblocktranslate %}", {("van %(a)s", "")}),
        (
            "{% blocktranslate count n=x %}{{ n }} uur{% plural %}{{ n }} uren{% endblocktranslate %}",
            {("%(n)s uur", "%(n)s uren")},
        ),
    ],
)
def test_texts_of_templates_are_found(source: str, found: set[tuple[str, str]]) -> None:
    assert set(translations._in_template(source)) == found


def test_a_catalogue_is_read_as_it_was_written(tmp_path: Path) -> None:
    entries = {('zeg "ja"', ""): ["say\nyes"], ("een", "twee"): ["one", "two"]}
    file = tmp_path / "fr" / "django.po"
    translations.write_po(file, "fr", entries)
    assert translations.read_po(file) == entries
