# SPDX-License-Identifier: EUPL-1.2
"""The room as Django knows it."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """Register."""

    name = "taalplan.register"
    label = "register"
