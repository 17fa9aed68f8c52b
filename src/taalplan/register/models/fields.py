# SPDX-License-Identifier: EUPL-1.2
"""Columns that return in several models."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from django.db import models
from django.db.models import F, Q


def coded(codes: type[StrEnum], **options: Any) -> Any:
    """A column with a code of a closed list; the database refuses any other.

    The constraint itself stands in the model's Meta, made by `one_of`.
    """
    options.setdefault("max_length", 30)
    return models.CharField(choices=[(member.value, member.value) for member in codes], **options)


def one_of(model: str, column: str, codes: type[StrEnum], *, blank: bool = False) -> Any:
    """The constraint that a column holds a code of the list (or nothing)."""
    allowed = [member.value for member in codes] + ([""] if blank else [])
    return models.CheckConstraint(
        condition=Q(**{f"{column}__in": allowed}), name=f"{model}_{column}_known"
    )


class _Untold:
    """A column that is null in a course that another system gives, and never in one's own.

    A constraint of the table sees to that, so code that deals with one's own courses, which is
    all that places somebody, reads a value and no perhaps.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options | {"null": True, "blank": True})

    def deconstruct(self) -> Any:
        """In migrations it is the plain column."""
        name, _, args, options = super().deconstruct()  # type: ignore[misc]
        return name, f"django.db.models.{type(self).__bases__[1].__name__}", args, options


class UntoldDateField(_Untold, models.DateField):  # type: ignore[type-arg]
    """A day that other systems do not tell."""


class UntoldDecimalField(_Untold, models.DecimalField):  # type: ignore[type-arg]
    """A number that other systems do not tell."""


class UntoldNumberField(_Untold, models.PositiveSmallIntegerField):  # type: ignore[type-arg]
    """A count that other systems do not tell."""


def ordered(model: str, first: str, last: str) -> Any:
    """The constraint that a period does not end before it begins."""
    return models.CheckConstraint(
        condition=Q(**{f"{last}__isnull": True}) | Q(**{f"{last}__gte": F(first)}),
        name=f"{model}_{last}_after_{first}",
    )
