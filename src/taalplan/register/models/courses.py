# SPDX-License-Identifier: EUPL-1.2
"""Courses, places in them, and the waiting list."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.db.models import F, Q

from taalplan.register.models.fields import (
    UntoldDateField,
    UntoldDecimalField,
    UntoldNumberField,
    coded,
    one_of,
    ordered,
)
from taalplan.register.models.people import Person
from taalplan.register.models.places import Centre, Site
from taalplan.vocabulary.codes import (
    Component,
    CourseResult,
    CourseStatus,
    EndReason,
    PlacementStatus,
    Profile,
)

HOLDS_SEAT = (PlacementStatus.RESERVED, PlacementStatus.ASSIGNED, PlacementStatus.ENROLLED)
"""In these states a placement takes a seat."""


class System(StrEnum):
    """Who else tells of people and places: the agencies' register, or that of adult education."""

    KBI = "kbi"
    DAVINCI = "davinci"


class Course(models.Model):
    """A course as it is given: one module variant, one site, one period (IMV).

    `taken` is how many seats are held. It is only ever changed by one conditional statement that
    the capacity limits; the constraint is the second guard. A cancelled course stays.

    `origin` names the system that told of a course which this register does not give: what nobody
    told of it is empty, it has no status, and nobody is placed in it here.
    """

    code = models.CharField(max_length=40, unique=True)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="courses")
    module = models.CharField(max_length=40, blank=True)
    level = coded(Component, blank=True)
    profile = coded(Profile, blank=True)
    start = UntoldDateField(db_index=True)
    end = UntoldDateField()
    hours = UntoldDecimalField(max_digits=6, decimal_places=1)
    distance_hours = UntoldDecimalField(max_digits=6, decimal_places=1, default=0)
    dayparts = models.JSONField(default=list, blank=True)
    capacity = UntoldNumberField()
    places_for_desks = models.PositiveSmallIntegerField(null=True, blank=True)
    taken = models.PositiveSmallIntegerField(default=0)
    status = coded(CourseStatus, default=CourseStatus.PLANNED, blank=True)
    origin = coded(System, blank=True, default="")
    cancelled_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """By start; never more seats taken than there are."""

        ordering = ("start", "code")
        constraints = (
            one_of("course", "level", Component, blank=True),
            one_of("course", "profile", Profile, blank=True),
            one_of("course", "status", CourseStatus, blank=True),
            one_of("course", "origin", System, blank=True),
            models.CheckConstraint(
                condition=~Q(origin="")
                | ~Q(level="")
                & ~Q(profile="")
                & ~Q(status="")
                & Q(
                    start__isnull=False,
                    end__isnull=False,
                    hours__isnull=False,
                    distance_hours__isnull=False,
                    capacity__isnull=False,
                ),
                name="course_own_is_whole",
            ),
            ordered("course", "start", "end"),
            models.CheckConstraint(
                condition=Q(taken__lte=F("capacity")), name="course_not_overbooked"
            ),
            models.CheckConstraint(
                condition=Q(distance_hours__lte=F("hours")), name="course_distance_within_hours"
            ),
        )


class Placement(models.Model):
    """Somebody's place in a course (plaatsing). `status` is the latest of its history."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="placements")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="placements")
    status = coded(PlacementStatus)
    result = coded(CourseResult, blank=True)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Nobody holds two seats in one course."""

        constraints = (
            one_of("placement", "status", PlacementStatus),
            one_of("placement", "result", CourseResult, blank=True),
            models.UniqueConstraint(
                fields=("person", "course"),
                condition=Q(status__in=[status.value for status in HOLDS_SEAT]),
                name="placement_one_seat",
            ),
        )


class PlacementChange(models.Model):
    """One step in the history of a placement."""

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="changes")
    status = coded(PlacementStatus)
    date = models.DateField()

    class Meta:
        """In order."""

        ordering = ("id",)
        constraints = (one_of("placementchange", "status", PlacementStatus),)


class Demand(models.Model):
    """Somebody waits for a course that fits (wachtlijst). Several at once are possible.

    The order is that of `since`, then of entry. `offered` is the course whose freed seat was
    offered, kept for them until `offered_until`. `placement` is what is kept, and later what the
    wait ended in, so that it can go on where it was when the course is cancelled.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="demands")
    level = coded(Component)
    profile = coded(Profile)
    centre = models.ForeignKey(Centre, null=True, blank=True, on_delete=models.PROTECT)
    course = models.ForeignKey(
        Course, null=True, blank=True, on_delete=models.PROTECT, related_name="waiting"
    )
    since = models.DateField()
    desired_start = models.DateField(null=True, blank=True)
    municipality = models.CharField(max_length=5, blank=True)
    dayparts = models.JSONField(default=list, blank=True)
    intensity = models.PositiveSmallIntegerField(null=True, blank=True)
    unavailable_until = models.DateField(null=True, blank=True)
    offered = models.ForeignKey(
        Course, null=True, blank=True, on_delete=models.PROTECT, related_name="offers"
    )
    offered_until = models.DateTimeField(null=True, blank=True)
    placement = models.ForeignKey(
        Placement, null=True, blank=True, on_delete=models.SET_NULL, related_name="demands"
    )
    ended = models.DateField(null=True, blank=True)
    end_reason = coded(EndReason, blank=True)

    class Meta:
        """In the order of the list; ended with a reason, or not at all."""

        ordering = ("since", "id")
        indexes = (models.Index(fields=("level", "profile", "since"), name="waiting_list"),)
        constraints = (
            one_of("demand", "level", Component),
            one_of("demand", "profile", Profile),
            one_of("demand", "end_reason", EndReason, blank=True),
            ordered("demand", "since", "ended"),
            models.CheckConstraint(
                condition=Q(ended__isnull=True, end_reason="")
                | Q(ended__isnull=False) & ~Q(end_reason=""),
                name="demand_ended_with_reason",
            ),
        )


class Preference(models.Model):
    """When and where somebody can come (voorkeuren), from a day until the next one counts."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="preferences")
    valid_from = models.DateField()
    dayparts = models.JSONField(default=list, blank=True)
    intensity = models.PositiveSmallIntegerField(null=True, blank=True)
    desired_start = models.DateField(null=True, blank=True)
    municipality = models.CharField(max_length=5, blank=True)
    centre = models.ForeignKey(Centre, null=True, blank=True, on_delete=models.PROTECT)
    reason = models.CharField(max_length=60, blank=True)

    class Meta:
        """The latest first."""

        ordering = ("-valid_from", "-id")
