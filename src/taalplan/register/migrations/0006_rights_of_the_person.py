# SPDX-License-Identifier: EUPL-1.2
"""What somebody disputes, and what the figures keep of who was erased."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0005_courses_that_others_tell_of"),
    ]

    operations = [
        migrations.CreateModel(
            name="Remains",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("nationality_group", models.CharField(max_length=30)),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remains",
                        to="register.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Restriction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.SlugField(max_length=40)),
                ("since", models.DateField()),
                ("lifted", models.DateField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="restrictions",
                        to="register.person",
                    ),
                ),
            ],
            options={
                "ordering": ("since", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("lifted__isnull", True),
                            ("lifted__gte", models.F("since")),
                            _connector="OR",
                        ),
                        name="restriction_lifted_after_since",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("lifted__isnull", True)),
                        fields=("person", "what"),
                        name="restriction_open_once",
                    ),
                ],
            },
        ),
    ]
