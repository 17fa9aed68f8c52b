# SPDX-License-Identifier: EUPL-1.2
"""Many messages are read by several processes and kept packed; what comes out does not tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from lib import messages as make
from taalplan.sources.messages import keep, read
from taalplan.sources.messages.read import read_messages


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "TOGETHER", 3)


def _folder(folder: Path) -> Path:
    files = {f"n{at:011}": make.kbi(insz=f"{at:011}", name=f"Naam{at}") for at in range(20)}
    files |= {"odd": make.kbi(group="<Code>X</Code>"), "bad": "<a>",
              "n85073003328": make.education(make.enrolment(), errors=make.ERROR)}  # fmt: skip
    files |= {"older": make.kbi(insz="00000000004", answered="2021-01-01")}
    return make.write(folder, **files)


def test_one_process_or_three_read_the_same(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    alone = read_messages([folder], processes=1)
    shared = read_messages([folder], processes=3)
    assert list(alone.dossiers) == list(shared.dossiers)
    assert list(alone.histories) == list(shared.histories)
    assert alone.report == shared.report
    assert (len(alone.dossiers), len(alone.histories), alone.files) == (21, 1, 24)
    assert len(alone.report.faults) == 1
    assert alone.report.left_out["an older message about the same person"] == 1


def test_kept_messages_are_a_sequence(tmp_path: Path) -> None:
    dossiers = read_messages([_folder(tmp_path)]).dossiers
    everything = list(dossiers)
    assert [dossiers[at] for at in range(len(dossiers))] == everything
    assert (dossiers[-1], list(dossiers[2:5])) == (everything[-1], everything[2:5])
    with pytest.raises(IndexError):
        dossiers[len(dossiers)]


def test_only_what_counts_is_kept() -> None:
    kept: keep.Kept[str] = keep.Kept([keep.pack("abc"), keep.pack("de")], [[0, 2], []])
    assert list(kept) == ["a", "c"]
    assert "b" not in kept


@pytest.mark.parametrize("names", [("a", "b", "c"), ("c", "a", "b"), ("b", "c", "a")])
def test_the_order_of_files_does_not_decide_which_message_counts(
    tmp_path: Path, names: tuple[str, ...]
) -> None:
    """Two answers of the same moment that differ, and an older one."""
    told = (make.kbi(registered="2021-09-02"), make.kbi(registered="2021-09-03"),
            make.kbi(registered="2021-09-04", answered="2021-11-30"))  # fmt: skip
    make.write(tmp_path, **dict(zip(names, told, strict=True)))
    (dossier,) = read_messages([tmp_path]).dossiers
    expected = read_messages([make.write(tmp_path / "other", x=told[1], y=told[0])]).dossiers[0]
    assert dossier.content == expected.content
