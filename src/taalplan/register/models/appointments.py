# SPDX-License-Identifier: EUPL-1.2
"""Opening hours, slots and appointments at a desk."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from taalplan.register.models.fields import coded, one_of, ordered
from taalplan.register.models.people import Person
from taalplan.register.models.places import Desk
from taalplan.vocabulary.codes import AppointmentPurpose, AppointmentStatus, FeedbackKind


class OpeningHours(models.Model):
    """When a desk sees people on a weekday, with how many counters. 0 is Monday."""

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="opening_hours")
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()
    staff = models.PositiveSmallIntegerField(default=1)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        """By day and hour."""

        ordering = ("desk", "weekday", "opens")
        constraints = (
            ordered("openinghours", "valid_from", "valid_to"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="openinghours_weekday"),
            models.CheckConstraint(condition=Q(closes__gt=F("opens")), name="openinghours_order"),
        )


class Closure(models.Model):
    """A day on which a desk (or every desk) is closed, beside the public holidays."""

    desk = models.ForeignKey(
        Desk, null=True, blank=True, on_delete=models.CASCADE, related_name="closures"
    )
    first_day = models.DateField()
    last_day = models.DateField()
    reason = models.CharField(max_length=60, blank=True)

    class Meta:
        """In order."""

        ordering = ("first_day",)
        constraints = (ordered("closure", "first_day", "last_day"),)


class Slot(models.Model):
    """A time at a desk at which so many people can be seen. Booked like a seat in a course."""

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="slots")
    starts = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=30)
    capacity = models.PositiveSmallIntegerField()
    taken = models.PositiveSmallIntegerField(default=0)

    class Meta:
        """By time; never more people than can be seen."""

        ordering = ("starts",)
        constraints = (
            models.UniqueConstraint(fields=("desk", "starts"), name="slot_once"),
            models.CheckConstraint(
                condition=Q(taken__lte=F("capacity")), name="slot_not_overbooked"
            ),
        )


class Appointment(models.Model):
    """Somebody is expected at a desk (afspraak)."""

    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="appointments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    purpose = coded(AppointmentPurpose)
    booked = models.DateField()
    status = coded(AppointmentStatus, default=AppointmentStatus.BOOKED)

    class Meta:
        """Nobody is expected twice at one time and place."""

        ordering = ("slot__starts",)
        constraints = (
            one_of("appointment", "purpose", AppointmentPurpose),
            one_of("appointment", "status", AppointmentStatus),
            models.UniqueConstraint(
                fields=("slot", "person"),
                condition=~Q(status=AppointmentStatus.CANCELLED.value),
                name="appointment_once",
            ),
        )


class Feedback(models.Model):
    """What somebody said about a desk or a course: no person is kept with it."""

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="feedback")
    date = models.DateField()
    touchpoint = models.SlugField(max_length=40)
    kind = coded(FeedbackKind)
    score = models.FloatField(null=True, blank=True)
    topic = models.SlugField(max_length=40, blank=True)

    class Meta:
        """A known kind."""

        constraints = (one_of("feedback", "kind", FeedbackKind),)
