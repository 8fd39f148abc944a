"""The desks for sources, countries and minerals."""

import pytest
from django.urls import reverse

from archive.ingest import current_gazetteer, load_taxonomy
from archive.models import Country, CountryAlias, Mineral, Source, SourceAlias
from tests.factories import make_article


def url(name, *args):
    return reverse(f"admin:archive_{name}", args=args)


def formset(prefix, *rows, existing=0):
    data = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": existing}
    for number, row in enumerate(rows):
        data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return data


def source_form(aliases=(), domains=(), **fields):
    return (
        {"name": "Own Paper", "kind": "newspaper", "country": ""}
        | fields
        | formset("aliases", *aliases)
        | formset("domains", *domains)
    )


def test_new_source_gets_a_slug_aliases_and_a_clean_domain(desk):
    desk.post(
        url("source_add"),
        source_form(
            aliases=[{"text": "OP", "is_active": "on"}],
            domains=[{"domain": "https://www.Own-Paper.example/news"}],
        ),
    )

    source = Source.objects.get(name="Own Paper")
    assert source.slug == "own-paper"
    assert source.domains.get().domain == "own-paper.example"
    assert "OP" in current_gazetteer().outlets["own-paper"].aliases


@pytest.mark.parametrize(
    ("name", "slug"),
    [("None", "none-"), ("中国日报社新", "source-"), ("Reuters Own", "reuters-own")],
)
def test_slug_of_a_source_is_always_free_and_never_reserved(desk, name, slug):
    desk.post(url("source_add"), source_form(name=name))

    assert Source.objects.get(name=name).slug.startswith(slug)


def test_same_alias_twice_is_an_error_not_a_crash(desk):
    rows = [{"text": "OP", "is_active": "on"}, {"text": "op", "is_active": "on"}]

    response = desk.post(url("source_add"), source_form(aliases=rows))

    assert response.status_code == 200
    assert "in the list already" in response.content.decode()
    assert not SourceAlias.objects.filter(text__iexact="op").exists()


@pytest.mark.parametrize("domain", ["not a domain", "javascript:alert(1)", "localhost"])
def test_domain_that_is_none_is_explained(desk, domain):
    response = desk.post(url("source_add"), source_form(domains=[{"domain": domain}]))

    assert "Write a domain such as" in response.content.decode()


def test_deleting_a_built_in_alias_switches_it_off(desk):
    alias = CountryAlias.objects.filter(is_builtin=True).first()
    country = alias.country
    rows = [
        {"id": each.pk, "country": country.pk, "text": each.text, "is_active": "on"}
        for each in country.aliases.all()
    ]
    rows[[row["id"] for row in rows].index(alias.pk)]["DELETE"] = "on"

    desk.post(
        url("country_change", country.pk),
        {"name": country.name} | formset("aliases", *rows, existing=len(rows)),
    )
    load_taxonomy()

    alias.refresh_from_db()
    assert not alias.is_active
    assert alias.text not in current_gazetteer().countries[country.slug].aliases


def test_built_in_rows_cannot_be_deleted(desk):
    source = Source.objects.first()

    response = desk.post(url("source_delete", source.pk), {"post": "yes"})

    assert response.status_code == 403
    assert Source.objects.filter(pk=source.pk).exists()


def test_own_source_can_be_deleted_and_its_articles_stay(desk):
    article = make_article(source="own")

    desk.post(url("source_delete", article.source.pk), {"post": "yes"})

    article.refresh_from_db()
    assert article.source is None


def test_country_is_renamed_but_none_is_added(desk):
    chile = Country.objects.get(slug="cl")
    data = {"name": "Chile (renamed)"} | formset("aliases")

    desk.post(url("country_change", chile.pk), data)

    chile.refresh_from_db()
    assert chile.name == "Chile (renamed)"
    assert desk.get(url("country_add")).status_code == 403


def mineral_form(**fields):
    return {"name": "lithium foil", "kind": "form", "symbol": ""} | fields | formset("aliases")


def test_new_mineral_finds_its_place_in_the_tree(desk):
    lithium = Mineral.objects.get(slug="lithium")

    desk.post(url("mineral_add"), mineral_form(parent=lithium.pk))

    assert Mineral.objects.get(slug="lithium-foil").parent == lithium
    assert current_gazetteer().minerals["lithium-foil"].parent == "lithium"


@pytest.mark.parametrize(
    ("kind", "parent", "message"),
    [
        ("group", "lithium", "A group has no parent"),
        ("form", "", "Choose the group or the mineral"),
        ("mineral", "lithium", "A mineral belongs to a group"),
    ],
)
def test_tree_of_minerals_keeps_its_three_levels(desk, kind, parent, message):
    pk = Mineral.objects.get(slug=parent).pk if parent else ""

    response = desk.post(url("mineral_add"), mineral_form(kind=kind, parent=pk))

    assert message in response.content.decode()
    assert not Mineral.objects.filter(name="lithium foil").exists()


@pytest.mark.parametrize(
    "page", ["source", "country", "mineral", "original", "indextask", "article"]
)
def test_every_list_opens_and_searches(desk, page):
    make_article(source="own", countries=["cl"], minerals=["lithium"])

    assert desk.get(url(f"{page}_changelist")).status_code == 200
    assert desk.get(url(f"{page}_changelist") + "?q=li").status_code == 200


@pytest.mark.parametrize(
    ("field", "term", "found"), [("country", "Chil", "Chile"), ("mineral", "lith", "lithium")]
)
def test_autocomplete_finds_by_name_and_alias(desk, field, term, found):
    answer = desk.get(
        reverse("admin:autocomplete"),
        {
            "app_label": "archive",
            "model_name": f"article{field}",
            "field_name": field,
            "term": term,
        },
    ).json()

    assert found in [result["text"] for result in answer["results"]]


def test_articles_of_a_row_are_counted_once_when_it_is_searched_by_alias(desk):
    make_article(countries=["cl"], minerals=["lithium"])

    for model, term in (("country", "Chile"), ("mineral", "lithium")):
        page = desk.get(url(f"{model}_changelist"), {"q": term}).content.decode()
        assert '<td class="field-article_count">1</td>' in page
