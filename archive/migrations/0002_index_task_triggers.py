"""Queue an article for indexing whenever anything that is indexed changes.

Triggers, not signals: they also cover bulk_create, update(), raw SQL and cascades.
"""

from django.db import migrations

_QUEUE = """
INSERT INTO archive_indextask (article_id, generation, attempts, last_error, queued_at)
{rows}
ON CONFLICT (article_id) DO UPDATE
SET generation = generation + 1, attempts = 0, last_error = '', not_before = NULL;
"""
_NOW = "strftime('%Y-%m-%d %H:%M:%f', 'now')"


def _one(column: str) -> str:
    return f"VALUES ({column}, 1, 0, '', {_NOW})"


def _all(select: str) -> str:
    # "WHERE true" keeps SQLite from reading ON CONFLICT as a join condition.
    return f"SELECT DISTINCT article_id, 1, 0, '', {_NOW} FROM ({select}) WHERE true"


_BY_SOURCE = (
    "SELECT id AS article_id FROM archive_article WHERE source_id = NEW.id OR origin_id = NEW.id"
)
_BY_COUNTRY = "SELECT article_id FROM archive_articlecountry WHERE country_id = NEW.id"
# The tree has three levels, so a node's articles are its own, its children's and theirs.
_BY_MINERAL = """
SELECT article_id FROM archive_articlemineral WHERE mineral_id = NEW.id OR mineral_id IN (
  SELECT child.id FROM archive_mineral child
  LEFT JOIN archive_mineral mother ON mother.id = child.parent_id
  WHERE child.parent_id = NEW.id OR mother.parent_id = NEW.id)
"""

_TRIGGERS = [
    ("article_insert", "AFTER INSERT ON archive_article", [_one("NEW.id")]),
    ("article_update", "AFTER UPDATE ON archive_article", [_one("NEW.id")]),
    ("article_delete", "AFTER DELETE ON archive_article", [_one("OLD.id")]),
    *(
        (f"{table}_{name}", f"AFTER {name.upper()} ON archive_{table}", [_one(f"{row}.article_id")])
        for table in ("articlecountry", "articlemineral")
        for name, row in (("insert", "NEW"), ("delete", "OLD"))
    ),
    *(
        (
            f"{table}_update",
            f"AFTER UPDATE ON archive_{table}",
            [_one("NEW.article_id"), _one("OLD.article_id")],
        )
        for table in ("articlecountry", "articlemineral")
    ),
    ("source_update", "AFTER UPDATE OF slug, name ON archive_source", [_all(_BY_SOURCE)]),
    ("country_update", "AFTER UPDATE OF slug ON archive_country", [_all(_BY_COUNTRY)]),
    ("mineral_update", "AFTER UPDATE OF slug, parent_id ON archive_mineral", [_all(_BY_MINERAL)]),
]


def create_triggers(apps, schema_editor):
    """Create the triggers on SQLite, the database that Lode runs on."""
    if schema_editor.connection.vendor != "sqlite":
        raise NotImplementedError("Index triggers are written for SQLite only.")
    for name, event, rows in _TRIGGERS:
        body = "".join(_QUEUE.format(rows=row) for row in rows)
        schema_editor.execute(
            f"CREATE TRIGGER archive_index_{name} {event} BEGIN {body} END", params=None
        )


def drop_triggers(apps, schema_editor):
    """Drop the triggers."""
    for name, _, _ in _TRIGGERS:
        schema_editor.execute(f"DROP TRIGGER archive_index_{name}", params=None)


class Migration(migrations.Migration):
    """Triggers that feed the index queue."""

    dependencies = [("archive", "0001_initial")]

    operations = [migrations.RunPython(create_triggers, drop_triggers)]
