"""Let editors refuse readings as companies and projects, too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Widen the choice of fields; nothing changes in the table itself."""

    dependencies = [("archive", "0007_names_version")]

    operations = [
        migrations.AlterField(
            model_name="aliasrejection",
            name="field",
            field=models.CharField(
                choices=[
                    ("country", "Country"),
                    ("mineral", "Mineral"),
                    ("company", "Company"),
                    ("project", "Mine or project"),
                ],
                default="country",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="aliasrejection",
            name="value",
            field=models.CharField(
                help_text="Code of the country, or slug: ge, lithium.",
                max_length=60,
                verbose_name="does not mean",
            ),
        ),
    ]
