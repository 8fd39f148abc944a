"""Readings that editors refused in the articles of one source."""

import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    """Create AliasRejection."""

    dependencies = [
        ("archive", "0003_companies"),
    ]

    operations = [
        migrations.CreateModel(
            name="AliasRejection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "field",
                    models.CharField(
                        choices=[("country", "Country"), ("mineral", "Mineral")],
                        default="country",
                        max_length=10,
                    ),
                ),
                (
                    "text",
                    models.CharField(
                        help_text="As articles write it: Georgia.",
                        max_length=200,
                        verbose_name="name",
                    ),
                ),
                (
                    "value",
                    models.CharField(
                        help_text="Code of the country, or slug of the mineral: ge.",
                        max_length=60,
                        verbose_name="does not mean",
                    ),
                ),
                (
                    "means",
                    models.CharField(
                        blank=True,
                        help_text="Code or slug; empty for nothing.",
                        max_length=60,
                        verbose_name="means instead",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rejections",
                        to="archive.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "rejected name",
                "ordering": ["source__name", "text"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("source"),
                        models.F("field"),
                        django.db.models.functions.text.Lower("text"),
                        models.F("value"),
                        name="alias_rejection_once",
                    )
                ],
            },
        ),
    ]
