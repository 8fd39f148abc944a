"""The gazetteer as editors changed it: read again when a name changes, and only then."""

import pytest
from django.db import connection, transaction

from archive.ingest import current_gazetteer
from archive.models import CountryAlias, NamesVersion, Source, SourceAlias

pytestmark = pytest.mark.usefixtures("archive")


def aliases_of(slug):
    return current_gazetteer().outlets[slug].aliases


@pytest.fixture
def source():
    return Source.objects.order_by("pk").first()


def test_unchanged_names_cost_one_question(django_assert_num_queries):
    current_gazetteer()

    with django_assert_num_queries(1):
        current_gazetteer()


def test_change_that_no_model_saw_is_seen(source):
    current_gazetteer()

    with connection.cursor() as cursor:
        cursor.execute("UPDATE archive_source SET name = 'Raw Press' WHERE id = %s", [source.pk])

    assert current_gazetteer().outlets[source.slug].name == "Raw Press"


@pytest.mark.parametrize("change", ["bulk_create", "update", "delete"])
def test_change_of_many_rows_is_seen(source, change):
    SourceAlias.objects.create(source=source, text="Old Own Alias")
    assert "Old Own Alias" in aliases_of(source.slug)

    own = SourceAlias.objects.filter(text="Old Own Alias")
    if change == "bulk_create":
        SourceAlias.objects.bulk_create([SourceAlias(source=source, text="New Own Alias")])
    elif change == "update":
        own.update(text="New Own Alias")
    else:
        own.delete()

    assert ("New Own Alias" in aliases_of(source.slug)) == (change != "delete")
    assert ("Old Own Alias" in aliases_of(source.slug)) == (change == "bulk_create")


def test_change_taken_back_lends_nothing_to_the_next(source):
    with transaction.atomic():
        SourceAlias.objects.create(source=source, text="Rehearsed Alias")
        assert "Rehearsed Alias" in aliases_of(source.slug)
        transaction.set_rollback(True)
    assert "Rehearsed Alias" not in aliases_of(source.slug)

    SourceAlias.objects.create(source=source, text="Kept Alias")

    assert "Kept Alias" in aliases_of(source.slug)
    assert "Rehearsed Alias" not in aliases_of(source.slug)


def test_names_without_a_version_are_read_every_time(source):
    NamesVersion.objects.all().delete()
    current_gazetteer()

    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER archive_names_source_update")
        cursor.execute("UPDATE archive_source SET name = 'Raw Press' WHERE id = %s", [source.pk])

    assert current_gazetteer().outlets[source.slug].name == "Raw Press"


@pytest.mark.parametrize(
    "table",
    [
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
    ],
)
def test_every_table_of_names_renews_the_version(table):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM sqlite_master WHERE type = 'trigger'"
            " AND name LIKE 'archive_names_%%' AND tbl_name = %s",
            [f"archive_{table}"],
        )
        assert cursor.fetchone()[0] == 3


def test_alias_switched_off_leaves_at_once():
    alias = CountryAlias.objects.filter(is_builtin=True).select_related("country").first()
    assert alias.text in current_gazetteer().countries[alias.country.slug].aliases

    CountryAlias.objects.filter(pk=alias.pk).update(is_active=False)

    assert alias.text not in current_gazetteer().countries[alias.country.slug].aliases
