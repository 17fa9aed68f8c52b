# SPDX-License-Identifier: EUPL-1.2
"""The figures that were released before, in a file beside the output.

Who subtracts this release from an earlier one must not find anybody either. So a figure that was
shown stays shown, one that was hidden stays hidden, and a small difference between two releases
is itself a small figure. The file holds what readers already have, and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from taalplan.tables.protect.cells import Drafts, Why
from taalplan.tables.protect.keys import Figure
from taalplan.tables.protect.rules import DisclosureError, Method
from taalplan.tables.render.write import write_beside

VERSION = 1
Released = Mapping[tuple[str, str], int | None]
"""The value of each figure by its text and its snapshot; None when it was hidden."""

Percentage = tuple[str, str, str]
"""The texts of a part and of its whole, and the percentage as it was printed."""


@dataclass(frozen=True)
class Release:
    """One release: when, for whom, how, its figures, and the percentages known beside it."""

    on: date
    audience: str
    method: Method
    tables: tuple[str, ...]
    figures: Released = field(hash=False)
    percentages: tuple[Percentage, ...] = ()

    @property
    def name(self) -> str:
        """How a fault refers to it."""
        return f"the release for {self.audience} of {self.on} ({', '.join(self.tables)})"

    def as_json(self) -> dict[str, Any]:
        """For the file, figures in order."""
        figures: dict[str, dict[str, int | None]] = {}
        for (text, snapshot), value in sorted(self.figures.items()):
            figures.setdefault(snapshot, {})[text] = value
        return {
            "on": self.on.isoformat(),
            "audience": self.audience,
            "method": self.method.value,
            "tables": list(self.tables),
            "figures": figures,
            "percentages": [list(one) for one in self.percentages],
        }

    @classmethod
    def read(cls, content: Mapping[str, Any]) -> Release:
        """From the file. Raises KeyError or ValueError when it is something else."""
        figures = {
            (text, snapshot): value
            for snapshot, found in content["figures"].items()
            for text, value in found.items()
        }
        return cls(
            date.fromisoformat(content["on"]),
            content["audience"],
            Method(content["method"]),
            tuple(content["tables"]),
            figures,
            tuple((part, whole, said) for part, whole, said in content.get("percentages", ())),
        )


@dataclass(frozen=True)
class Ledger:
    """All releases so far, the oldest first."""

    releases: tuple[Release, ...] = ()

    @classmethod
    def read(cls, path: Path) -> Ledger:
        """The file, or an empty ledger when there is none. Raises DisclosureError."""
        if not path.exists():
            return cls()
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            if content["taalplan_released"] != VERSION:
                raise ValueError("another version")
            body = content["releases"]
            if content["sha256"] != _digest(body):
                raise ValueError("it was changed by hand")
            return cls(tuple(map(Release.read, body)))
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            raise DisclosureError(
                f"{path} is not a whole list of released figures ({error}); put back the one "
                "that Taalplan wrote, without it earlier releases cannot be taken into account"
            ) from None

    def with_release(self, release: Release) -> Ledger:
        """The ledger with one more; the same release again changes nothing."""
        said = release.figures, release.percentages
        former = tuple(r for r in self.releases if (r.figures, r.percentages) != said)
        return self if len(former) < len(self.releases) else Ledger((*former, release))

    @property
    def percentages(self) -> tuple[Percentage, ...]:
        """All percentages that were known beside earlier releases, each once."""
        return tuple(dict.fromkeys(one for r in self.releases for one in r.percentages))

    def write(self, path: Path) -> None:
        """Write the file, whole or not at all."""
        body = [release.as_json() for release in self.releases]
        content = {"taalplan_released": VERSION, "sha256": _digest(body), "releases": body}
        write_beside(path, json.dumps(content, ensure_ascii=False, indent=1) + "\n")

    def about(
        self, figures: Iterable[Figure]
    ) -> Iterator[tuple[Release, Figure, Figure, int | None]]:
        """Each earlier figure that is about the same: the release, the figure now and then."""
        by_text: dict[str, list[Figure]] = {}
        for figure in figures:
            by_text.setdefault(figure.text, []).append(figure)
        for release in self.releases:
            for (text, snapshot), value in release.figures.items():
                for figure in by_text.get(text, ()):
                    yield release, figure, figure._replace(snapshot=snapshot), value


def _digest(body: list[dict[str, Any]]) -> str:
    return sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def remember(drafts: Drafts, ledger: Ledger) -> None:
    """Add what readers have of earlier releases. Raises DisclosureError with every figure that
    would have to be hidden and was shown.
    """
    shown: list[str] = []
    for release, figure, then, value in list(ledger.about(list(drafts.figures))):
        _check_method(release, figure, drafts.rule.method)
        draft = drafts.figures[figure]
        if value is None:
            _keep_hidden(drafts, figure)
        elif draft.why not in (None, Why.KEPT) and value == draft.value:
            shown.append(f"{figure.text} ({release.name})")
        elif then == figure:
            _keep_shown(drafts, figure, value)
        else:
            _difference(drafts, figure, then, value)
    if shown:
        listed = "; ".join(shown[:5]) + (f" and {len(shown) - 5} more" if shown[5:] else "")
        raise DisclosureError(
            f"{len(shown)} figures must be hidden, but readers have them already: {listed}. "
            "Hiding them now protects nobody; decide with the data protection officer, and use "
            "another list of released figures when that release was withdrawn"
        )


def _check_method(release: Release, figure: Figure, method: Method) -> None:
    if release.method is not method and Method.NONE not in (release.method, method):
        raise DisclosureError(
            f"{figure.text} was released by the method '{release.method}' ({release.name}); "
            f"by '{method}' as well, the two together could give it away: keep the method"
        )


def _keep_hidden(drafts: Drafts, figure: Figure) -> None:
    draft = drafts.figures[figure]
    # A figure that was shown in some release cannot be hidden any more.
    if draft.why is None and not draft.known:
        drafts.figures[figure] = replace(draft, why=Why.KEPT)


def _keep_shown(drafts: Drafts, figure: Figure, value: int) -> None:
    draft = drafts.figures[figure]
    if draft.value != value:
        raise DisclosureError(
            f"{figure} was released as {value} and is now {draft.value}; a snapshot does not change"
        )
    drafts.figures[figure] = replace(draft, known=True, why=None)


def _difference(drafts: Drafts, now: Figure, then: Figure, value: int) -> None:
    """An earlier snapshot: what was shown is known, and what changed since is a figure too."""
    drafts.know(then, value)
    change = drafts.figures[now].value - value
    if change == 0:
        drafts.sum([now], [then])
        return
    gone = drafts.imply(now._replace(extra=f"since {then.snapshot}"), abs(change))
    if change > 0:
        drafts.sum([then, gone], [now])
    else:
        drafts.sum([now, gone], [then])
