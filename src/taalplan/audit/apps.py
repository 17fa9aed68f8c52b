# SPDX-License-Identifier: EUPL-1.2
"""The room as Django knows it."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Audit log."""

    name = "taalplan.audit"
    label = "audit"
