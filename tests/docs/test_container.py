# SPDX-License-Identifier: EUPL-1.2
"""The container files name nothing that is not there: settings, commands, files, secrets."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from taalplan.cli.main import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
CONTAINER = (ROOT / "Containerfile").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
GUIDE = (ROOT / "docs/how-to/in-gebruik-nemen.md").read_text(encoding="utf-8")


def test_what_is_copied_is_there() -> None:
    for line in re.findall(r"^COPY (?!--)(.*)$", CONTAINER, re.M):
        *sources, _target = line.split()
        assert [name for name in sources if not (ROOT / name).exists()] == []


def test_every_setting_is_one_that_the_program_reads() -> None:
    reference = (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")
    given = [name for service in COMPOSE["services"].values()
             for name in service.get("environment", {}) if name.startswith("TAALPLAN_")]  # fmt: skip
    given += re.findall(r"\b(TAALPLAN_[A-Z]+)=", CONTAINER)
    assert given
    for name in given:
        assert f"`{name.removesuffix('_FILE')}`" in reference


def test_commands_are_those_of_the_command_line() -> None:
    words = [service["command"][1] for service in COMPOSE["services"].values()
             if "command" in service]  # fmt: skip
    words += re.findall(r'CMD \["taalplan", "(\w+)"', CONTAINER)
    assert words
    assert set(words) <= COMMANDS.keys()


def test_every_secret_is_made_in_the_guide() -> None:
    for name in COMPOSE["secrets"]:
        assert name in GUIDE


def test_what_runs_is_locked_as_what_is_tested() -> None:
    """The lock of the image is a part of the lock of the tests: same versions, same hashes."""

    def pinned(file: str) -> dict[str, str]:
        text = (ROOT / file).read_text(encoding="utf-8")
        blocks = re.split(r"\n(?=\S)", text)
        return {re.split(r"[ ;\\]", block)[0]: "".join(sorted(re.findall(r"sha256:\w+", block)))
                for block in blocks if "==" in block}  # fmt: skip

    run, tested = pinned("requirements-run.lock"), pinned("requirements.lock")
    assert len(run) > 20
    assert run.items() <= tested.items()
