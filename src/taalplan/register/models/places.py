# SPDX-License-Identifier: EUPL-1.2
"""Desks, centres and sites, each with the days on which it exists."""

from __future__ import annotations

from django.db import models

from taalplan.register.models.fields import coded, one_of, ordered
from taalplan.vocabulary.codes import CentreKind, DeskKind


class Desk(models.Model):
    """A desk where people register (loket), during one period of validity.

    A desk that closes and opens again is two rows of the same code; a temporary desk for a peak
    is a row with a short period.
    """

    code = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    kind = coded(DeskKind)
    area = models.SlugField(max_length=30)
    municipality = models.CharField(max_length=5)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    temporary = models.BooleanField(default=False)
    counters = models.PositiveSmallIntegerField(default=1)

    class Meta:
        """One period of a desk begins on a day."""

        ordering = ("name", "valid_from")
        constraints = (
            models.UniqueConstraint(fields=("code", "valid_from"), name="desk_period"),
            one_of("desk", "kind", DeskKind),
            ordered("desk", "valid_from", "valid_to"),
        )

    def __str__(self) -> str:
        """The name on the door."""
        return self.name


class Centre(models.Model):
    """A centre that gives lessons (CVO, CBE, UTC)."""

    code = models.SlugField(max_length=60)
    name = models.CharField(max_length=160)
    kind = coded(CentreKind, blank=True)
    institution_number = models.CharField(max_length=10, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        """One period of a centre begins on a day."""

        ordering = ("name", "valid_from")
        constraints = (
            models.UniqueConstraint(fields=("code", "valid_from"), name="centre_period"),
            one_of("centre", "kind", CentreKind, blank=True),
            ordered("centre", "valid_from", "valid_to"),
        )

    def __str__(self) -> str:
        """The centre's name."""
        return self.name


class Site(models.Model):
    """A place where a centre gives lessons (lesplaats)."""

    code = models.SlugField(max_length=80)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="sites")
    name = models.CharField(max_length=160)
    municipality = models.CharField(max_length=5, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        """One period of a site begins on a day."""

        ordering = ("name", "valid_from")
        constraints = (
            models.UniqueConstraint(fields=("code", "valid_from"), name="site_period"),
            ordered("site", "valid_from", "valid_to"),
        )

    def __str__(self) -> str:
        """The site's name."""
        return self.name
