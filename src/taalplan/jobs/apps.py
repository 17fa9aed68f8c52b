# SPDX-License-Identifier: EUPL-1.2
"""The room as Django knows it."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Jobs."""

    name = "taalplan.jobs"
    label = "jobs"
