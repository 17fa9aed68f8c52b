# SPDX-License-Identifier: EUPL-1.2
"""Every row of the register, to see whether something is again as it was."""

from __future__ import annotations

from typing import Any

from django.apps import apps

COUNTS_ON = {"register.person": {"version"}}
"""The version of a file goes up with every change, also with one that undoes another."""


def everything() -> dict[str, list[Any]]:
    """All rows of the register, but for merges and what only counts on."""
    return {
        model._meta.label_lower: [
            {name: value for name, value in row.items()
             if name not in COUNTS_ON.get(model._meta.label_lower, ())}
            for row in model._default_manager.order_by(*_order(model)).values(*_columns(model))
        ]
        for model in apps.get_app_config("register").get_models()
        if model._meta.label_lower != "register.merge"
    }  # fmt: skip


def _columns(model: Any) -> list[str]:
    """Name keys are written anew, under other numbers."""
    names = [field.attname for field in model._meta.concrete_fields]
    return [name for name in names if (model.__name__, name) != ("NameKey", "id")]


def _order(model: Any) -> list[str]:
    return ["person_id", "key"] if model.__name__ == "NameKey" else ["pk"]
