# SPDX-License-Identifier: EUPL-1.2

from django.db import migrations, models

import taalplan.vocabulary.codes


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0004_accounts_of_other_systems"),
    ]

    operations = [
        migrations.CreateModel(
            name="ErasedMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("mark", models.CharField(max_length=64, unique=True)),
                ("erased_on", models.DateField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="centre",
            name="centre_kind_known",
        ),
        migrations.RemoveConstraint(
            model_name="course",
            name="course_level_known",
        ),
        migrations.RemoveConstraint(
            model_name="course",
            name="course_profile_known",
        ),
        migrations.RemoveConstraint(
            model_name="course",
            name="course_status_known",
        ),
        migrations.AddField(
            model_name="course",
            name="origin",
            field=models.CharField(
                blank=True,
                choices=[("kbi", "kbi"), ("davinci", "davinci")],
                default="",
                max_length=30,
            ),
        ),
        migrations.AddField(
            model_name="number",
            name="unverified",
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name="centre",
            name="kind",
            field=models.CharField(
                blank=True, choices=[("cvo", "cvo"), ("cbe", "cbe"), ("utc", "utc")], max_length=30
            ),
        ),
        migrations.AlterField(
            model_name="course",
            name="capacity",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="course",
            name="distance_hours",
            field=models.DecimalField(
                blank=True, decimal_places=1, default=0, max_digits=6, null=True
            ),
        ),
        migrations.AlterField(
            model_name="course",
            name="end",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="course",
            name="hours",
            field=models.DecimalField(blank=True, decimal_places=1, max_digits=6, null=True),
        ),
        migrations.AlterField(
            model_name="course",
            name="level",
            field=models.CharField(
                blank=True,
                choices=[("A1", "A1"), ("A2", "A2"), ("B1", "B1"), ("B2", "B2"), ("C1", "C1")],
                max_length=30,
            ),
        ),
        migrations.AlterField(
            model_name="course",
            name="profile",
            field=models.CharField(
                blank=True,
                choices=[
                    ("alfa", "alfa"),
                    ("basic", "basic"),
                    ("standard", "standard"),
                    ("extended", "extended"),
                    ("short", "short"),
                ],
                max_length=30,
            ),
        ),
        migrations.AlterField(
            model_name="course",
            name="start",
            field=models.DateField(blank=True, db_index=True, null=True),
        ),
        migrations.AlterField(
            model_name="course",
            name="status",
            field=models.CharField(
                blank=True,
                choices=[
                    ("planned", "planned"),
                    ("confirmed", "confirmed"),
                    ("running", "running"),
                    ("done", "done"),
                    ("cancelled", "cancelled"),
                ],
                default=taalplan.vocabulary.codes.CourseStatus["PLANNED"],
                max_length=30,
            ),
        ),
        migrations.AlterField(
            model_name="site",
            name="municipality",
            field=models.CharField(blank=True, max_length=5),
        ),
        migrations.AddConstraint(
            model_name="centre",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["cvo", "cbe", "utc", ""])),
                name="centre_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="course",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__in", ["A1", "A2", "B1", "B2", "C1", ""])),
                name="course_level_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="course",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("profile__in", ["alfa", "basic", "standard", "extended", "short", ""])
                ),
                name="course_profile_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="course",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["planned", "confirmed", "running", "done", "cancelled", ""])
                ),
                name="course_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="course",
            constraint=models.CheckConstraint(
                condition=models.Q(("origin__in", ["kbi", "davinci", ""])),
                name="course_origin_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="course",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("origin", ""), _negated=True),
                    models.Q(
                        models.Q(("level", ""), _negated=True),
                        models.Q(("profile", ""), _negated=True),
                        models.Q(("status", ""), _negated=True),
                        ("capacity__isnull", False),
                        ("distance_hours__isnull", False),
                        ("end__isnull", False),
                        ("hours__isnull", False),
                        ("start__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="course_own_is_whole",
            ),
        ),
    ]
