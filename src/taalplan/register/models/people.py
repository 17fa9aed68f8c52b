# SPDX-License-Identifier: EUPL-1.2
"""People, the numbers they are known by, and what may change about them."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.db.models import Q

from taalplan.register.models.fields import coded, one_of, ordered
from taalplan.register.models.places import Desk
from taalplan.vocabulary.codes import Education, Literacy, RegistrationKind, Sex, TargetGroup


class NumberKind(StrEnum):
    """Whose number it is. An INSZ is a national number or, for newcomers, a BIS number."""

    INSZ = "insz"
    KBI = "kbi"
    ALLIS = "allis"
    DAVINCI = "davinci"


class Person(models.Model):
    """Somebody who came to a desk.

    Only a name is required: many newcomers have no national number yet, and some know only the
    year in which they were born. Parts of the birth date may be missing from the right.
    A person merged into another keeps their row, so that it can be undone.
    """

    family_name = models.CharField(max_length=120)
    given_names = models.CharField(max_length=120, blank=True)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    birth_month = models.PositiveSmallIntegerField(null=True, blank=True)
    birth_day = models.PositiveSmallIntegerField(null=True, blank=True)
    sex = coded(Sex, blank=True)
    nationality = models.CharField(max_length=2, blank=True)
    municipality = models.CharField(max_length=5, blank=True)
    postal_code = models.CharField(max_length=10, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    education = coded(Education, blank=True)
    literacy = coded(Literacy, blank=True)
    search_name = models.CharField(max_length=255, db_index=True, editable=False)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    erased_on = models.DateField(null=True, blank=True)
    created = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """Found by name and birth date."""

        indexes = (models.Index(fields=("birth_year", "birth_month", "birth_day"), name="born"),)
        constraints = (
            one_of("person", "sex", Sex, blank=True),
            one_of("person", "education", Education, blank=True),
            one_of("person", "literacy", Literacy, blank=True),
            models.CheckConstraint(
                condition=Q(birth_month__isnull=True) | Q(birth_year__isnull=False),
                name="person_month_needs_year",
            ),
            models.CheckConstraint(
                condition=Q(birth_day__isnull=True) | Q(birth_month__isnull=False),
                name="person_day_needs_month",
            ),
            models.CheckConstraint(
                condition=Q(birth_month__isnull=True) | Q(birth_month__range=(1, 12)),
                name="person_month_exists",
            ),
            models.CheckConstraint(
                condition=Q(birth_day__isnull=True) | Q(birth_day__range=(1, 31)),
                name="person_day_exists",
            ),
            models.CheckConstraint(
                condition=~Q(merged_into=models.F("id")), name="person_not_into_itself"
            ),
        )

    def __str__(self) -> str:
        """The name as a clerk says it."""
        return f"{self.given_names} {self.family_name}".strip()


class NameKey(models.Model):
    """A simplified word of somebody's name, so that a misspelt name is found in a million."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="name_keys")
    key = models.CharField(max_length=40)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        """Searched by key, and by key and year: thousands share a name, few were born in a year."""

        constraints = (models.UniqueConstraint(fields=("key", "person"), name="name_key_once"),)
        indexes = (models.Index(fields=("key", "birth_year", "person"), name="name_key_year"),)


class Number(models.Model):
    """A number by which a system knows somebody. Old numbers stay: BIS becomes INSZ, KBI ALLIS.

    `unverified` is a national number whose check digits are wrong, as another system gave it: it
    is kept, for it is how that system finds them.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="numbers")
    kind = coded(NumberKind)
    value = models.CharField(max_length=64)
    current = models.BooleanField(default=True)
    unverified = models.BooleanField(default=False)

    class Meta:
        """Nobody shares a number."""

        constraints = (
            models.UniqueConstraint(fields=("kind", "value"), name="number_of_one_person"),
            models.UniqueConstraint(
                fields=("person",), condition=Q(kind="insz", current=True), name="one_current_insz"
            ),
            one_of("number", "kind", NumberKind),
        )


class TargetGroupStatus(models.Model):
    """Whether somebody had to integrate, in a period (doelgroepstatus). It changes over time."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="target_groups")
    group = coded(TargetGroup)
    reason = models.CharField(max_length=60, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        """The latest first; one open period at most."""

        ordering = ("-valid_from",)
        constraints = (
            one_of("targetgroup", "group", TargetGroup),
            ordered("targetgroup", "valid_from", "valid_to"),
            models.UniqueConstraint(
                fields=("person",), condition=Q(valid_to__isnull=True), name="one_open_status"
            ),
        )


class Registration(models.Model):
    """Somebody registered at a desk (aanmelding), for the first time or again."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="registrations")
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="registrations")
    date = models.DateField(db_index=True)
    kind = coded(RegistrationKind)
    target_group = coded(TargetGroup)
    municipality = models.CharField(max_length=5, blank=True)
    reason = models.CharField(max_length=60, blank=True)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        """The latest first."""

        ordering = ("-date", "-id")
        constraints = (
            one_of("registration", "kind", RegistrationKind),
            one_of("registration", "target_group", TargetGroup),
        )


class Merge(models.Model):
    """Two files of one person brought together; `undone` when it was a mistake.

    `moved` lists what went from the one to the other, by kind and number, so that it can go back.
    """

    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges_kept")
    given_up = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges_given_up")
    at = models.DateTimeField(auto_now_add=True)
    moved = models.JSONField(default=dict)
    undone = models.DateTimeField(null=True, blank=True)
