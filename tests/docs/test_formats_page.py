# SPDX-License-Identifier: EUPL-1.2
"""The page about formats names every format, every status and everything a check can say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from taalplan.tables import Severity, Status, checks
from taalplan.tables.render import FORMATS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reference" / "formats.md").read_text(encoding="utf-8")
SOURCE = Path(checks.__file__).read_text(encoding="utf-8")
CODES = sorted(set(re.findall(r'(?:Finding|_fault)\(\s*"([a-z-]+)"', SOURCE)))


def test_the_codes_of_findings_are_found_in_the_source():
    assert len(CODES) == 10


@pytest.mark.parametrize("name", [*FORMATS, *(status.value for status in Status if status.value)])
def test_each_format_and_status_is_on_the_page(name):
    assert f"`{name}`" in PAGE


@pytest.mark.parametrize("code", CODES)
def test_each_finding_is_on_the_page_with_its_severity(code):
    (row,) = [line for line in PAGE.splitlines() if line.startswith(f"| `{code}` |")]
    assert row.split("|")[2].strip() in set(Severity)


def test_the_page_names_no_finding_that_does_not_exist():
    named = re.findall(r"^\| `([a-z-]+)` \| (?:fault|warning|note) \|", PAGE, re.MULTILINE)
    assert sorted(named) == CODES
