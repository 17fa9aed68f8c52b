# SPDX-License-Identifier: EUPL-1.2
"""The values that come with Taalplan: what they are, and that they hold together."""

from __future__ import annotations

from datetime import date

import pytest

from taalplan import policy
from taalplan.vocabulary.codes import CentreKind, Profile

DAY = date(2022, 3, 1)


@pytest.mark.parametrize(
    ("key", "value", "unit", "assumption"),
    [
        ("lesson_hours.alfa", 600, "hours", False),
        ("lesson_hours.basic", 240, "hours", False),
        ("lesson_hours.standard", 120, "hours", False),
        ("lesson_hours.extended", 180, "hours", True),
        ("lesson_hours.short", 80, "hours", True),
        ("waiting.thresholds", (0, 2, 3, 6), "months", False),
        ("waiting.official", 6, "months", False),
        ("waiting.photo_dates", ("09-10", "02-10"), "month-day", False),
        ("calendar.needs_plan_due", "03-15", "month-day", False),
        ("calendar.needs_plan_cut_off", "02-end", "month-day", True),
        ("small_cells.parliament.threshold", 1, "people", True),
        ("small_cells.public.threshold", 5, "people", True),
        ("small_cells.parliament.method", "none", "word", True),
        ("small_cells.public.method", "suppress", "word", True),
        ("blended.distance_share", 0.05, "share", False),
        ("provisional.months_after_year", 3, "months", True),
    ],
)
def test_values_are_those_of_their_source(
    key: str, value: object, unit: str, assumption: bool
) -> None:
    """Each beside the source from which it was taken; a change here needs a new source."""
    found = policy.value(key, DAY)

    assert (found.value, found.unit, found.assumption) == (value, unit, assumption)


@pytest.mark.parametrize("profile", Profile)
def test_every_profile_has_hours_and_group_sizes_that_fit(profile: Profile) -> None:
    """The smallest group is not above the target, nor the target above the largest."""
    sizes = [
        policy.value(f"group_sizes.{profile}.{size}", DAY) for size in ("min", "target", "max")
    ]

    assert 0 < sizes[0].whole <= sizes[1].whole <= sizes[2].whole
    assert policy.value(f"lesson_hours.{profile}", DAY).number > 0


def test_slower_profiles_have_more_hours_and_smaller_groups() -> None:
    """From short to alfa: more time, fewer people in the room."""
    order = ["short", "standard", "extended", "basic", "alfa"]
    hours = [policy.value(f"lesson_hours.{profile}", DAY).number for profile in order]
    sizes = [policy.value(f"group_sizes.{profile}.target", DAY).whole for profile in order]

    assert hours == sorted(hours)
    assert sizes == sorted(sizes, reverse=True)


@pytest.mark.parametrize("kind", CentreKind)
def test_every_kind_of_centre_has_minutes_per_lesson_hour(kind: CentreKind) -> None:
    """A lesson hour is not an hour everywhere."""
    assert 45 <= policy.value(f"lesson_hours.minutes.{kind}", DAY).whole <= 60


def test_every_value_holds_from_2015_without_a_gap_until_now() -> None:
    """Figures over 2017-2021 and plans for later years find every value."""
    for rule in policy.packaged().rules.values():
        assert rule.periods[0].valid_from == date(2015, 1, 1)
        assert rule.periods[-1].valid_to is None
        for before, after in zip(rule.periods, rule.periods[1:], strict=False):
            assert before.valid_to is not None
            assert (after.valid_from - before.valid_to).days == 1


def test_every_value_has_words_in_three_languages() -> None:
    """They are printed in documents, in the language of the document."""
    for rule in policy.packaged().rules.values():
        for text in (rule.label, *(period.source for period in rule.periods)):
            assert all(text[language] for language in ("nl", "en", "fr"))


def test_a_value_can_be_sure_in_one_year_and_assumed_in_another() -> None:
    """The delivery on 15 March is known for 2022 and assumed for the years around it."""
    drawn = {2021: True, 2022: False, 2023: True}

    found = {y: policy.value("calendar.needs_plan_due", date(y, 6, 1)) for y in drawn}

    assert {year: value.assumption for year, value in found.items()} == drawn
    assert {value.value for value in found.values()} == {"03-15"}


def test_the_assumptions_among_the_values_used_are_listed_once() -> None:
    """In the order in which they were used; what has a source is not among them."""
    used = ["lesson_hours.short", "lesson_hours.alfa", "outcomes.open_share_warning"]

    found = policy.assumptions([*used, "lesson_hours.short"], DAY)

    assert [value.key for value in found] == ["lesson_hours.short", "outcomes.open_share_warning"]
    assert str(found[0].label) == "lestijden per niveau, verkort"
    assert "Gent" in str(found[0].source)


def test_an_answer_is_protected_since_2023_and_was_not_when_question_216_was_answered() -> None:
    """What was published in 2022 can be made again with the rule of that day."""
    then, now = date(2022, 12, 31), date(2023, 1, 1)
    for name, values in (("threshold", (1, 5)), ("method", ("none", "suppress"))):
        key = f"small_cells.parliament.{name}"
        assert (policy.value(key, then).value, policy.value(key, now).value) == values


def test_keys_are_listed_by_group() -> None:
    """A group is a file."""
    assert policy.keys("blended") == ("blended.distance_share",)
    assert len(policy.keys("group_sizes")) == 3 * len(Profile)
    assert set(policy.keys("waiting")) < set(policy.keys())


@pytest.mark.parametrize(
    ("key", "year", "days"),
    [
        ("calendar.needs_plan_cut_off", 2024, ["2024-02-29"]),
        ("calendar.needs_plan_cut_off", 2023, ["2023-02-28"]),
        ("calendar.needs_plan_due", 2022, ["2022-03-15"]),
        ("waiting.photo_dates", 2022, ["2022-02-10", "2022-09-10"]),
    ],
)
def test_a_month_day_becomes_a_day(key: str, year: int, days: list[str]) -> None:
    """The end of February follows the leap years; several days come in order."""
    assert policy.value(key, DAY).days_in(year) == tuple(map(date.fromisoformat, days))


def test_a_value_is_never_taken_for_another_kind() -> None:
    """Asking a day for its number, or a number for its day, is a mistake of the programmer."""
    due, official = (policy.value(k, DAY) for k in ("calendar.needs_plan_due", "waiting.official"))

    with pytest.raises(TypeError, match="not a number"):
        _ = due.number
    with pytest.raises(TypeError, match="not numbers"):
        _ = due.numbers
    with pytest.raises(TypeError, match="not a whole number"):
        _ = policy.value("blended.distance_share", DAY).whole
    with pytest.raises(TypeError, match="in months, not a day"):
        official.days_in(2022)
    with pytest.raises(TypeError, match="in months, not a word"):
        _ = official.words
    assert policy.value("small_cells.attributes", DAY).words == ("result",)
    assert policy.value("small_cells.public.cost", DAY).words == ("sum",)
    assert (official.number, official.numbers) == (6, (6,))
    assert policy.value("waiting.thresholds", DAY).numbers == (0, 2, 3, 6)


def test_an_unknown_key_gets_advice() -> None:
    """The nearest key, or all of them when nothing is near."""
    with pytest.raises(KeyError, match=r"did you mean 'group_sizes\.alfa\.min'"):
        policy.value("group_size.alfa.min", DAY)
    with pytest.raises(KeyError, match=r"known: access\.far, "):
        policy.value("zzz", DAY)


def test_a_day_outside_the_periods_is_refused() -> None:
    """A rule is never stretched beyond the days for which it was given."""
    with pytest.raises(KeyError) as failure:
        policy.value("waiting.official", date(2014, 12, 31))

    assert failure.value.args[0] == (
        "the policy value 'waiting.official' is not set on 2014-12-31 (it is from 2015-01-01 to "
        "2016-12-31; 2017-01-01 to now); add a period with its source to waiting.yaml"
    )
