# SPDX-License-Identifier: EUPL-1.2
"""What other systems told about somebody, beside what the register itself knows."""

from __future__ import annotations

from django.db import models

from taalplan.register.models.courses import Placement, System
from taalplan.register.models.fields import coded, one_of
from taalplan.register.models.people import Person


class Message(models.Model):
    """The last message of a system about somebody that was taken in.

    `content` is a hash of what it said: told again, it changes nothing. `answered` is when the
    system said so; an older message that comes later is not taken in.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="messages")
    system = coded(System)
    content = models.CharField(max_length=64)
    answered = models.CharField(max_length=40, blank=True)

    class Meta:
        """One of each system."""

        constraints = (
            models.UniqueConstraint(fields=("person", "system"), name="message_once"),
            one_of("message", "system", System),
        )


class Account(models.Model):
    """What one system tells about somebody's place in a course, in that system's own codes.

    `other` is the account of the other system about the same place, and `differences` says where
    the two differ: name, what KBI says, what DAVINCI says. `placement` is the register's own.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="accounts")
    system = coded(System)
    reference = models.CharField(max_length=120)
    centre = models.CharField(max_length=20, blank=True)
    centre_name = models.CharField(max_length=160, blank=True)
    site = models.CharField(max_length=80, blank=True)
    municipality = models.CharField(max_length=5, blank=True)
    programme = models.CharField(max_length=40, blank=True)
    module = models.CharField(max_length=40, blank=True)
    variant = models.CharField(max_length=40, blank=True)
    begins = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    enrolled = models.DateField(null=True, blank=True)
    withdrawn = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=40, blank=True)
    result = models.CharField(max_length=40, blank=True)
    other = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    differences = models.JSONField(default=list, blank=True)
    placement = models.ForeignKey(
        Placement, null=True, blank=True, on_delete=models.SET_NULL, related_name="accounts"
    )

    class Meta:
        """By the system's own reference."""

        ordering = ("enrolled", "id")
        constraints = (
            models.UniqueConstraint(fields=("person", "system", "reference"), name="account_once"),
            one_of("account", "system", System),
        )


class ErasedMark(models.Model):
    """That somebody with a number was erased: a keyed hash of it, which leads to nobody."""

    mark = models.CharField(max_length=64, unique=True)
    erased_on = models.DateField()
