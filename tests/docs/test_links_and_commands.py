# SPDX-License-Identifier: EUPL-1.2
"""Every link in the documentation leads somewhere, and every command in it can be typed."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from taalplan.cli.main import COMMANDS, _parser

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("questions/**/*.md")])
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
COMMAND = re.compile(r"^(?:    |\$ )(taalplan .*)$", re.MULTILINE)


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_leads_to_a_file_and_a_heading(page):
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        target, _, heading = link.partition("#")
        if "://" in link:
            continue
        file = (page.parent / target).resolve() if target else page
        assert file.exists(), link
        if heading and file.suffix == ".md":
            assert heading in headings(file), link


def headings(page: Path) -> set[str]:
    """The anchors that a page gives to its headings."""
    lines = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", line.lower()).strip().replace(" ", "-") for line in lines}


def commands() -> list[tuple[str, str]]:
    return [
        (name(page), line)
        for page in PAGES
        for line in COMMAND.findall(page.read_text(encoding="utf-8"))
        # The command line's own words ("taalplan COMMAND --help") are no command to type.
        if line.split()[1] in COMMANDS
    ]


@pytest.mark.parametrize(("page", "line"), commands())
def test_every_command_in_the_documentation_is_understood(page, line):
    """Its options exist and its values are of the right kind; running it is another test."""
    typed = re.split(r"\s{2,}|\s#", line)[0].replace("...", "")
    words = shlex.split(typed)[1:]
    assert _parser(words[0]).parse_args(words).run


def test_the_documentation_shows_every_command_that_makes_figures():
    """A regular expression that finds nothing would let everything pass."""
    assert {line.split()[1] for _, line in commands()} >= {"import", "answer", "check"}
