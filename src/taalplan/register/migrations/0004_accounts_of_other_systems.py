# SPDX-License-Identifier: EUPL-1.2

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0003_name_keys_by_birth_year"),
    ]

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "system",
                    models.CharField(
                        choices=[("kbi", "kbi"), ("davinci", "davinci")], max_length=30
                    ),
                ),
                ("reference", models.CharField(max_length=120)),
                ("centre", models.CharField(blank=True, max_length=20)),
                ("centre_name", models.CharField(blank=True, max_length=160)),
                ("site", models.CharField(blank=True, max_length=80)),
                ("municipality", models.CharField(blank=True, max_length=5)),
                ("programme", models.CharField(blank=True, max_length=40)),
                ("module", models.CharField(blank=True, max_length=40)),
                ("variant", models.CharField(blank=True, max_length=40)),
                ("begins", models.DateField(blank=True, null=True)),
                ("ends", models.DateField(blank=True, null=True)),
                ("enrolled", models.DateField(blank=True, null=True)),
                ("withdrawn", models.DateField(blank=True, null=True)),
                ("status", models.CharField(blank=True, max_length=40)),
                ("result", models.CharField(blank=True, max_length=40)),
                ("differences", models.JSONField(blank=True, default=list)),
                (
                    "other",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="register.account",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="accounts",
                        to="register.person",
                    ),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="accounts",
                        to="register.placement",
                    ),
                ),
            ],
            options={
                "ordering": ("enrolled", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "system", "reference"), name="account_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("system__in", ["kbi", "davinci"])),
                        name="account_system_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "system",
                    models.CharField(
                        choices=[("kbi", "kbi"), ("davinci", "davinci")], max_length=30
                    ),
                ),
                ("content", models.CharField(max_length=64)),
                ("answered", models.CharField(blank=True, max_length=40)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to="register.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "system"), name="message_once"),
                    models.CheckConstraint(
                        condition=models.Q(("system__in", ["kbi", "davinci"])),
                        name="message_system_known",
                    ),
                ],
            },
        ),
    ]
