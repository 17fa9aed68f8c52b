# SPDX-License-Identifier: EUPL-1.2
"""A policy file is read, or refused with every fault and its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from taalplan.policy import Policy
from taalplan.policy.model import Unit

GOOD = """\
official:
  label: {nl: drempel, en: threshold, fr: seuil}
  unit: months
  periods:
    - valid_from: 2015-01-01
      valid_to: 2016-12-31
      value: 3
      source: {nl: toen, en: then, fr: alors}
      assumption: true
    - valid_from: 2017-01-01
      value: 6
      source: {nl: nu, en: now, fr: maintenant}
      assumption: false
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good file, as an organisation would keep its own."""
    (tmp_path / "waiting.yaml").write_text(GOOD, encoding="utf-8")
    return tmp_path


def faults_of(folder: Path, **files: str) -> list[str]:
    """What is said about a folder with these files in it."""
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(dedent(text), encoding="utf-8")
    with pytest.raises(ValueError) as failure:
        Policy.read(folder)
    first, *lines = str(failure.value).splitlines()
    assert first == "the policy values have faults:"
    return [line.removeprefix("- ") for line in lines]


@pytest.mark.parametrize(
    ("day", "value", "assumption"),
    [
        ("2015-01-01", 3, True),
        ("2016-12-31", 3, True),
        ("2017-01-01", 6, False),
        ("2099-01-01", 6, False),
    ],
)
def test_the_period_decides(folder: Path, day: str, value: int, assumption: bool) -> None:
    """Both ends of a period belong to it; the last one is open."""
    found = Policy.read(folder).value("waiting.official", date.fromisoformat(day))

    assert (found.value, found.assumption) == (value, assumption)


def test_every_fault_of_every_file_is_said_at_once(folder: Path) -> None:
    """Nobody mends a file fault by fault."""
    bad = """\
        official:
          label: {nl: drempel, en: threshold}
          unit: moons
          periods: []
        target:
          label: {nl: doel, en: aim, fr: but}
          unit: months
          periods:
            - valid_from: 2021-02-30
              value: 2.5
              source: {nl: a, en: b, fr: c, de: d}
              assumption: perhaps
            - value: 3
              colour: red
        """

    assert faults_of(folder, another="- 1\n", waiting=bad) == [
        "another.yaml: expected names of policy values, each with its periods",
        "waiting.yaml, line 2: waiting.official: 'label' has no fr",
        "waiting.yaml, line 2: waiting.official: the unit 'moons' is not one of " + ", ".join(Unit),
        "waiting.yaml, line 9: waiting.target: 'valid_from' must be a date such as 2021-01-01",
        "waiting.yaml, line 9: waiting.target: 'assumption' must be true or false",
        "waiting.yaml, line 9: waiting.target: 'value' 2.5 is not a whole number from 0",
        "waiting.yaml, line 11: waiting.target: 'source' has 'de', which is no language of ours",
        "waiting.yaml, line 13: waiting.target: 'valid_from' is missing",
        "waiting.yaml, line 13: waiting.target: 'source' is missing",
        "waiting.yaml, line 13: waiting.target: 'assumption' is missing",
        "waiting.yaml, line 13: waiting.target: 'colour' is not known here; "
        "use valid_from, value, source, assumption, valid_to",
    ]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("valid_to: 2016-12-31", "valid_to: 2017-01-01", "begins before the one from 2015-01-01"),
        ("      valid_to: 2016-12-31\n", "", "begins before the one from 2015-01-01"),
        ("valid_to: 2016-12-31", "valid_to: 2014-12-31", "lies before 'valid_from' 2015-01-01"),
        ("valid_to: 2016-12-31", "valid_to: soon", "'valid_to' must be a date"),
        ("2015-01-01", "2015-01-01 12:00:00", "'valid_from' must be a date"),
        ("value: 6", "value: []", "'value' is an empty list"),
        ("value: 6", "value: [6, -1]", "'value' -1 is not a whole number"),
        ("value: 6", "value: true", "'value' True is not a whole number"),
        ("value: 6", "value: six", "'value' 'six' is not a whole number"),
        ("value: 6", "value: 6\n      value: 7", "'value' stands there twice; remove one"),
        ("{nl: nu, en: now, fr: maintenant}", "nu", "'source' must be given in nl, en and fr"),
        ("nl: nu", "nl: 5", "'source' has no nl"),
        ("unit: months", "unit: share", "'value' 3 is not a share between 0 and 1"),
        ("unit: months", "unit: month-day", "'value' 3 is not a day such as"),
        ("official:", "official: 6\nother:", "expected label, unit and periods, got 6"),
        ("official:", "other: {}\nofficial:", "waiting.other: 'label' is missing"),
        ("    - valid_from: 2017-01-01", "    - 5\n    - valid_from: 2017-01-01", "got 5"),
    ],
)
def test_each_fault_is_named(folder: Path, old: str, new: str, fault: str) -> None:
    """One slip in a good file gives its own sentence."""
    assert old in GOOD

    faults = faults_of(folder, waiting=GOOD.replace(old, new, 1))

    assert any(fault in sentence for sentence in faults), faults


@pytest.mark.parametrize("day", ["3-15", "13-01", "02-30", "02-29", "00-10", "02-last", "031-5"])
def test_a_day_that_not_every_year_has_is_refused(folder: Path, day: str) -> None:
    """29 February too: use 02-end."""
    text = GOOD.replace("unit: months", "unit: month-day").replace("value: 3", f'value: "{day}"')

    assert (
        f"waiting.yaml, line 5: waiting.official: 'value' '{day}' is not a day such as "
        in (faults_of(folder, waiting=text)[0])
    )


def test_what_is_no_yaml_is_refused_with_its_line(folder: Path) -> None:
    """Together with the faults of the other files."""
    faults = faults_of(folder, broken="a: [1,\n", empty="")

    assert faults[0].startswith("broken.yaml: not readable as YAML: ")
    assert "line 2" in faults[0]
    assert faults[1].startswith("empty.yaml: expected names of policy values")
