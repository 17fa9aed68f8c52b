# SPDX-License-Identifier: EUPL-1.2
"""Looks policy values up by their key and a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path

from taalplan.policy.model import PolicyValue, Rule
from taalplan.policy.reading import read_rules


@dataclass(frozen=True)
class Policy:
    """A set of policy values: those of the package, or an organisation's own folder."""

    rules: Mapping[str, Rule]

    @classmethod
    def read(cls, folder: Path) -> Policy:
        """The values of all `.yaml` files of a folder. Raises ValueError with all faults."""
        return cls(read_rules(sorted(folder.glob("*.yaml"))))

    def value(self, key: str, on: date) -> PolicyValue:
        """The value that holds on a day.

        Raises KeyError with advice when there is no such key, or when it has no value on that
        day: a rule is never stretched beyond the days for which it was given.
        """
        rule = self._rule(key)
        for period in rule.periods:
            if period.valid(on):
                return PolicyValue(
                    key,
                    rule.label,
                    period.value,
                    rule.unit,
                    period.source,
                    period.assumption,
                    period.valid_from,
                )
        known = "; ".join(f"{p.valid_from} to {p.valid_to or 'now'}" for p in rule.periods)
        raise KeyError(
            f"the policy value '{key}' is not set on {on} (it is from {known}); "
            f"add a period with its source to {key.partition('.')[0]}.yaml"
        )

    def assumptions(self, keys: Iterable[str], on: date) -> tuple[PolicyValue, ...]:
        """Those of the values used that are assumptions, each once, in the order given."""
        values = (self.value(key, on) for key in dict.fromkeys(keys))
        return tuple(value for value in values if value.assumption)

    def _rule(self, key: str) -> Rule:
        if key in self.rules:
            return self.rules[key]
        # Imported here because it is only needed to give advice.
        from difflib import get_close_matches

        near = get_close_matches(key, self.rules, n=1)
        advice = f"did you mean '{near[0]}'?" if near else f"known: {', '.join(self.rules)}"
        raise KeyError(f"there is no policy value '{key}'; {advice}")


@cache
def packaged() -> Policy:
    """The values that come with Taalplan (`policy/values/*.yaml`)."""
    folder = resources.files("taalplan.policy") / "values"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name)
    return Policy(read_rules(files))


def value(key: str, on: date) -> PolicyValue:
    """A value of the package's policy on a day; see `Policy.value`."""
    return packaged().value(key, on)


def assumptions(keys: Iterable[str], on: date) -> tuple[PolicyValue, ...]:
    """Which of these values of the package's policy are assumptions on a day."""
    return packaged().assumptions(keys, on)


def keys(group: str = "") -> tuple[str, ...]:
    """The keys of the package's policy, of one group ("waiting") or all."""
    return tuple(key for key in packaged().rules if not group or key.partition(".")[0] == group)
