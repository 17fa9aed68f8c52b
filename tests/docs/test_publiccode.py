# SPDX-License-Identifier: EUPL-1.2
"""publiccode.yml says what the standard (core, version 0) asks of it, and tells the truth."""

from __future__ import annotations

from pathlib import Path

import yaml

from taalplan import __version__

ROOT = Path(__file__).resolve().parents[2]
CONTENT = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))


def test_what_the_standard_requires_is_there_but_for_the_address_of_the_repository():
    required = {"publiccodeYmlVersion", "name", "platforms", "categories", "developmentStatus"}
    required |= {"softwareType", "description", "legal", "maintenance", "localisation"}
    assert required <= set(CONTENT)
    assert CONTENT["maintenance"]["contacts"][0]["name"]


def test_descriptions_have_the_lengths_that_catalogues_print():
    for words in CONTENT["description"].values():
        assert len(words["shortDescription"]) <= 150
        assert 150 <= len(words["longDescription"]) <= 10_000


def test_version_and_licence_are_those_of_the_package():
    assert CONTENT["softwareVersion"] == __version__
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert CONTENT["legal"]["license"] == "EUPL-1.2"
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in " ".join(licence.split())
