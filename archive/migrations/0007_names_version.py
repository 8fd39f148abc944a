"""Give every state of the names a token, so that a process can tell whether it knows them.

Triggers, not signals: they also cover bulk_create, update(), raw SQL and cascades.
"""

from django.db import migrations, models

_TABLES = (
    "source",
    "sourcealias",
    "sourcedomain",
    "country",
    "countryalias",
    "mineral",
    "mineralalias",
    "company",
    "companyalias",
    "company_commodities",
    "aliasrejection",
)
_EVENTS = ("insert", "update", "delete")
_RENEW = """
INSERT INTO archive_namesversion (id, token) VALUES (1, lower(hex(randomblob(16))))
ON CONFLICT (id) DO UPDATE SET token = excluded.token;
"""


def create_triggers(apps, schema_editor):
    """Create the row and the triggers on SQLite, the database that Lode runs on."""
    if schema_editor.connection.vendor != "sqlite":
        raise NotImplementedError("The triggers of names are written for SQLite only.")
    schema_editor.execute(_RENEW, params=None)
    for table in _TABLES:
        for event in _EVENTS:
            schema_editor.execute(
                f"CREATE TRIGGER archive_names_{table}_{event} "
                f"AFTER {event.upper()} ON archive_{table} BEGIN {_RENEW} END",
                params=None,
            )


def drop_triggers(apps, schema_editor):
    """Drop the triggers."""
    for table in _TABLES:
        for event in _EVENTS:
            schema_editor.execute(f"DROP TRIGGER archive_names_{table}_{event}", params=None)


class Migration(migrations.Migration):
    """The token of the names."""

    dependencies = [("archive", "0006_workspace")]

    operations = [
        migrations.CreateModel(
            name="NamesVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token", models.CharField(max_length=32)),
            ],
            options={"verbose_name": "version of the names"},
        ),
        migrations.RunPython(create_triggers, drop_triggers),
    ]
