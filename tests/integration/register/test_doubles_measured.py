# SPDX-License-Identifier: EUPL-1.2
"""Doubles among two thousand people written down badly: nearly all found, hardly a stranger."""

from __future__ import annotations

import random

import pytest

from lib.dirty_people import dirty, invent
from lib.many_people import fill
from taalplan.register.doubles import look_alikes


@pytest.mark.django_db
def test_recall_and_precision_on_a_dirty_register():
    """The small sister of `benchmarks/doubles.py`: recall at least .95, precision at least .9."""
    chance = random.Random(216)
    people = [invent(chance) for _ in range(2000)]
    numbers = fill(people)
    right = shown = 0
    asked = chance.sample(range(len(people)), 150)
    for index in [*asked, *([-1] * 150)]:
        wanted = invent(chance) if index < 0 else dirty(people[index], chance, 1)[0]
        found = look_alikes(
            family_name=wanted.family_name, given_names=wanted.given_names, birth=wanted.birth
        )
        shown += len(found)
        right += index >= 0 and numbers[index] in {match.person.pk for match in found}
    assert right / len(asked) >= 0.95
    assert right / shown >= 0.9
