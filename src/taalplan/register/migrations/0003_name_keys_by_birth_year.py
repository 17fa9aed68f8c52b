# SPDX-License-Identifier: EUPL-1.2

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0002_demand_remembers_its_placement"),
    ]

    operations = [
        migrations.AddField(
            model_name="namekey",
            name="birth_year",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name="namekey",
            index=models.Index(fields=["key", "birth_year", "person"], name="name_key_year"),
        ),
        migrations.AddConstraint(
            model_name="number",
            constraint=models.UniqueConstraint(
                condition=models.Q(("current", True), ("kind", "insz")),
                fields=("person",),
                name="one_current_insz",
            ),
        ),
    ]
