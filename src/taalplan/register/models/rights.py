# SPDX-License-Identifier: EUPL-1.2
"""What somebody disputes, and what the figures keep of somebody who was erased."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from taalplan.register.models.fields import ordered
from taalplan.register.models.people import Person


class Restriction(models.Model):
    """Something in a file that the person disputes (beperking van de verwerking).

    `what` is the name of a column or of a part of the file. As long as it lasts, whoever opens
    the file is told, and the file is not erased.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="restrictions")
    what = models.SlugField(max_length=40)
    since = models.DateField()
    lifted = models.DateField(null=True, blank=True)

    class Meta:
        """The same thing is disputed once at a time."""

        ordering = ("since", "id")
        constraints = (
            ordered("restriction", "since", "lifted"),
            models.UniqueConstraint(
                fields=("person", "what"),
                condition=Q(lifted__isnull=True),
                name="restriction_open_once",
            ),
        )


class Remains(models.Model):
    """What figures count of somebody who was erased and that no column of the file may say.

    A nationality is more than a figure needs: its group stays.
    """

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="remains")
    nationality_group = models.CharField(max_length=30)
