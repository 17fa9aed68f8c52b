# SPDX-License-Identifier: EUPL-1.2
"""Who may do what where, and requests that were answered already."""

from __future__ import annotations

from enum import StrEnum

from django.conf import settings
from django.db import models
from django.db.models import Q

from taalplan.register.models.fields import coded, one_of


class Role(StrEnum):
    """What somebody works as; the rights of each are in `permissions.py`."""

    DESK = "desk"
    COORDINATOR = "coordinator"
    CENTRE = "centre"
    POLICY = "policy"
    ADMINISTRATOR = "administrator"


class Assignment(models.Model):
    """Somebody's role, and where it holds: one desk, one area or one centre by its code."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="assignments"
    )
    role = coded(Role)
    where = models.SlugField(max_length=60, blank=True)

    class Meta:
        """A role that works somewhere says where."""

        constraints = (
            one_of("assignment", "role", Role),
            models.UniqueConstraint(fields=("user", "role", "where"), name="assignment_once"),
            models.CheckConstraint(
                condition=~Q(where="") | Q(role__in=[Role.POLICY.value, Role.ADMINISTRATOR.value]),
                name="assignment_has_place",
            ),
        )


class RequestKey(models.Model):
    """A creating request that was carried out: asked again, it gets the same answer.

    Written in the transaction of the work itself. `content` is a hash of what was asked: the
    same key with another content is a mistake and is refused.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=80)
    content = models.CharField(max_length=64)
    answer = models.JSONField()
    created = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        """Once per person who asks."""

        constraints = (models.UniqueConstraint(fields=("user", "key"), name="request_once"),)
