# SPDX-License-Identifier: EUPL-1.2
"""The analyses of a question, a module for each kind: `change`, `needs`, ...

A question file says which kind it wants (`kind: needs`), and with what (`with: {...}`). A module
in this package that has these two functions is a kind; nothing else has to be told of it:

    counted(request, question, folder) -> dict[str, Table]
        The tables of counted people that it rests on, by name. They are protected together with
        those of the question before anything is made of them. Empty when there are none.
    explain(request, given) -> list[Explanation | None]
        What it says, made of `given.tables` where people were counted; None in place of what
        readers may not have. Raises SnapshotError or DefinitionError when it cannot be made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from taalplan.answers import AnalysisRequest, Fault, Question
    from taalplan.tables.explanation import Explanation
    from taalplan.tables.table import Table

__all__ = ["Given", "counted", "explained", "kinds"]


@dataclass(frozen=True)
class Given:
    """What an analysis may be made of.

    `tables` are those of the question and those that were `counted` for its analyses, as their
    readers may have them. `protected`: figures that are not in `tables` may not be used then;
    `adds_up`: protected or not, what is shown still adds up as counts do.
    """

    question: Question
    folder: Path
    tables: Mapping[str, Table]
    protected: bool = False
    adds_up: bool = True


def kinds() -> tuple[str, ...]:
    """The kinds of analyses that there are."""
    return tuple(sorted(module.name for module in iter_modules(__path__)))


def counted(question: Question, folder: Path) -> dict[str, Table]:
    """The tables that the analyses of a question rest on, by name. Raises QuestionError."""
    found: dict[str, Table] = {}
    with _faults(question) as told:
        for request in question.analyses:
            for kind in _kind(request, told):
                with told(request):
                    found |= kind.counted(request, question, folder)
    return found


def explained(question: Question, given: Given) -> dict[str, list[Explanation | None]]:
    """What each analysis says, by its name. Raises QuestionError with all that cannot be made."""
    found: dict[str, list[Explanation | None]] = {}
    with _faults(question) as told:
        for request in question.analyses:
            for kind in _kind(request, told):
                with told(request):
                    found[request.name] = kind.explain(request, given)
    return found


class _Told:
    """Collects what is wrong with the analyses, each by its line in the question file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Fault] = []

    @contextmanager
    def __call__(self, request: AnalysisRequest) -> Iterator[None]:
        """Turn what a kind raises into faults, and go on with the next analysis."""
        from taalplan.snapshot import SnapshotError
        from taalplan.statistics import DefinitionError

        try:
            yield
        except (DefinitionError, SnapshotError) as error:
            for said in str(error).splitlines():
                self.add(request, said, "mend the analysis")

    def add(self, request: AnalysisRequest, problem: str, advice: str) -> None:
        """Note one fault."""
        from taalplan.answers import Fault

        where = f"analysis '{request.name}'"
        self.found.append(Fault(self.file, request.line, where, problem, advice))


@contextmanager
def _faults(question: Question) -> Iterator[_Told]:
    from taalplan.answers import QuestionError

    told = _Told(question.file)
    yield told
    if told.found:
        raise QuestionError(told.found)


def _kind(request: AnalysisRequest, told: _Told) -> Iterator[Any]:
    """The module of a kind; none, and a fault, when there is none of that name."""
    if request.kind in kinds():
        yield import_module(f"{__name__}.{request.kind}")
    else:
        told.add(request, f"no analysis is of the kind '{request.kind}'",
                 f"choose from {', '.join(kinds())}")  # fmt: skip
