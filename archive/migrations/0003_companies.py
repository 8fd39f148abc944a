"""Companies and projects, their links to articles, and the triggers that feed the index queue.

Triggers, not signals: they also cover bulk_create, update(), raw SQL and cascades.
"""

import django.db.models.deletion
from django.db import migrations, models

_QUEUE = """
INSERT INTO archive_indextask (article_id, generation, attempts, last_error, queued_at)
{rows}
ON CONFLICT (article_id) DO UPDATE
SET generation = generation + 1, attempts = 0, last_error = '', not_before = NULL;
"""
_NOW = "strftime('%Y-%m-%d %H:%M:%f', 'now')"


def _one(column: str) -> str:
    return f"VALUES ({column}, 1, 0, '', {_NOW})"


# "WHERE true" keeps SQLite from reading ON CONFLICT as a join condition.
_BY_COMPANY = (
    f"SELECT DISTINCT article_id, 1, 0, '', {_NOW} FROM "
    "(SELECT article_id FROM archive_articlecompany WHERE company_id = NEW.id) WHERE true"
)
_TRIGGERS = [
    (
        "articlecompany_insert",
        "AFTER INSERT ON archive_articlecompany",
        [_one("NEW.article_id")],
    ),
    (
        "articlecompany_delete",
        "AFTER DELETE ON archive_articlecompany",
        [_one("OLD.article_id")],
    ),
    (
        "articlecompany_update",
        "AFTER UPDATE ON archive_articlecompany",
        [_one("NEW.article_id"), _one("OLD.article_id")],
    ),
    ("company_update", "AFTER UPDATE OF slug ON archive_company", [_BY_COMPANY]),
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
    """Companies and projects."""

    dependencies = [
        ("archive", "0002_index_task_triggers"),
    ]

    operations = [
        migrations.AlterField(
            model_name="evidence",
            name="field",
            field=models.CharField(
                choices=[
                    ("title", "Title"),
                    ("source", "Source"),
                    ("origin", "Origin"),
                    ("date", "Date"),
                    ("country", "Country"),
                    ("mineral", "Mineral"),
                    ("company", "Company"),
                    ("project", "Mine or project"),
                ],
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="Company",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("name", models.CharField(max_length=120, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("miner", "Miner or developer"),
                            ("refiner", "Smelter, refiner or chemical maker"),
                            ("battery", "Batteries and their materials"),
                            ("magnets", "Magnets"),
                            ("chips", "Chips and wafers"),
                            ("trader", "Trader"),
                            ("recycler", "Recycler"),
                            ("carmaker", "Carmaker"),
                            ("investor", "Investor or royalty company"),
                            ("other", "Other company"),
                            ("mine", "Mine"),
                            ("project", "Project"),
                            ("deposit", "Deposit"),
                            ("smelter", "Smelter"),
                            ("refinery", "Refinery"),
                            ("plant", "Plant"),
                        ],
                        default="other",
                        max_length=10,
                    ),
                ),
                (
                    "commodities",
                    models.ManyToManyField(
                        blank=True, related_name="companies", to="archive.mineral"
                    ),
                ),
                (
                    "country",
                    models.ForeignKey(
                        blank=True,
                        help_text="Seat of a company, place of a project.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="companies",
                        to="archive.country",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        help_text=(
                            "Of a project: the company that operates it or holds the largest share."
                        ),
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="projects",
                        to="archive.company",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "companies and projects",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="ArticleCompany",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("weight", models.FloatField(default=1.0)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="company_links",
                        to="archive.article",
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="article_links",
                        to="archive.company",
                    ),
                ),
            ],
            options={
                "verbose_name": "company or project",
                "verbose_name_plural": "companies and projects",
                "ordering": ["-weight", "company__name"],
            },
        ),
        # State only: SQLite would make the table of articles anew, which drops its triggers, and
        # there is nothing to add to it.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AddField(
                    model_name="article",
                    name="companies",
                    field=models.ManyToManyField(
                        related_name="articles",
                        through="archive.ArticleCompany",
                        to="archive.company",
                    ),
                ),
            ]
        ),
        migrations.CreateModel(
            name="CompanyAlias",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=200)),
                (
                    "is_builtin",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="came with Lode"
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aliases",
                        to="archive.company",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "company aliases",
                "ordering": ["text"],
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="company",
            constraint=models.CheckConstraint(
                condition=models.Q(("slug", "none"), _negated=True),
                name="company_slug_none_is_reserved",
            ),
        ),
        migrations.AddConstraint(
            model_name="company",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("owner", None),
                    ("kind__in", ("mine", "project", "deposit", "smelter", "refinery", "plant")),
                    _connector="OR",
                ),
                name="company_only_projects_have_owners",
            ),
        ),
        migrations.AddConstraint(
            model_name="articlecompany",
            constraint=models.UniqueConstraint(
                fields=("article", "company"), name="article_company_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="articlecompany",
            constraint=models.CheckConstraint(
                condition=models.Q(("weight__gte", 0), ("weight__lte", 1)),
                name="article_company_weight",
            ),
        ),
        migrations.AddConstraint(
            model_name="companyalias",
            constraint=models.UniqueConstraint(
                models.F("text"), models.F("company"), name="company_alias_once"
            ),
        ),
        migrations.RunPython(create_triggers, drop_triggers),
    ]
