# SPDX-License-Identifier: EUPL-1.2
"""Contracts, trajectories and their components."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.db.models import Q

from taalplan.register.models.fields import coded, one_of, ordered
from taalplan.register.models.people import Person
from taalplan.vocabulary.codes import Component as Level
from taalplan.vocabulary.codes import Result, TargetGroup


class TrajectoryStatus(StrEnum):
    """Where a trajectory stands (OP, TS, GS in the older register)."""

    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"


class Contract(models.Model):
    """An integration contract (inburgeringscontract): signed once, the person's cohort for ever."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contracts")
    area = models.SlugField(max_length=30)
    signed = models.DateField(db_index=True)
    target_group = coded(TargetGroup)

    class Meta:
        """The latest first."""

        ordering = ("-signed",)
        constraints = (one_of("contract", "target_group", TargetGroup),)


class Suspension(models.Model):
    """A period in which a contract does not run (opschorting)."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="suspensions")
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=60, blank=True)

    class Meta:
        """In order."""

        ordering = ("first_day",)
        constraints = (ordered("suspension", "first_day", "last_day"),)


class Trajectory(models.Model):
    """The way somebody goes (traject), with or without a contract: NT2 can stand alone."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="trajectories")
    contract = models.ForeignKey(
        Contract, null=True, blank=True, on_delete=models.PROTECT, related_name="trajectories"
    )
    type = models.CharField(max_length=30)
    status = coded(TrajectoryStatus, default=TrajectoryStatus.OPEN)
    opened = models.DateField()
    closed = models.DateField(null=True, blank=True)

    class Meta:
        """The latest first."""

        ordering = ("-opened",)
        constraints = (
            one_of("trajectory", "status", TrajectoryStatus),
            ordered("trajectory", "opened", "closed"),
        )


class Component(models.Model):
    """A part of a trajectory: a level of Dutch (trajectonderdeel), and how it ended (besluit)."""

    trajectory = models.ForeignKey(Trajectory, on_delete=models.PROTECT, related_name="components")
    level = coded(Level)
    opened = models.DateField()
    closed = models.DateField(null=True, blank=True)
    result = coded(Result, blank=True)

    class Meta:
        """A closed component has a result, an open one has none."""

        ordering = ("opened",)
        constraints = (
            one_of("component", "level", Level),
            one_of("component", "result", Result, blank=True),
            ordered("component", "opened", "closed"),
            models.CheckConstraint(
                condition=Q(closed__isnull=True, result="")
                | Q(closed__isnull=False) & ~Q(result=""),
                name="component_closed_with_result",
            ),
        )
