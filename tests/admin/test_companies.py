"""The desk for companies and projects, and their place on the desk of an article."""

import pytest
from django.urls import reverse

from archive.ingest import RawClipping, current_gazetteer, ingest, load_taxonomy, reextract
from archive.models import Company, CompanyAlias, Country, Evidence, Mineral
from tests.admin.articles import change_url, posted
from tests.admin.test_taxonomy import formset, url
from tests.factories import make_article

TEXT = (
    "Mutanda to reopen\n\n"
    "Glencore said on Monday that it would reopen the Mutanda mine by the end of the year, once "
    "it has found enough buyers for what the mine produces. It gave no figure for its costs.\n"
)


@pytest.fixture
def article(archive):
    return ingest(RawClipping(TEXT.encode(), "clip.txt"))


def company_form(aliases=(), **fields):
    return (
        {"name": "Own Mining", "kind": "miner", "country": "", "owner": ""}
        | fields
        | formset("aliases", *aliases)
    )


def slugs(article):
    return set(article.companies.values_list("slug", flat=True))


def test_new_company_gets_a_slug_and_is_read_in_texts(desk):
    tin = Mineral.objects.get(slug="tin")
    desk.post(
        url("company_add"),
        company_form(
            country=Country.objects.get(slug="cl").pk,
            commodities=[tin.pk],
            aliases=[{"text": "OMC", "is_active": "on"}],
        ),
    )

    company = Company.objects.get(name="Own Mining")
    assert company.slug == "own-mining"
    assert current_gazetteer().companies["own-mining"].aliases == ("OMC",)
    assert current_gazetteer().companies["own-mining"].commodities == ("tin",)


@pytest.mark.parametrize(("name", "slug"), [("None", "company-none"), ("矿业", "company")])
def test_slug_of_a_company_is_never_reserved_or_empty(desk, name, slug):
    desk.post(url("company_add"), company_form(name=name))

    assert Company.objects.get(name=name).slug == slug


@pytest.mark.parametrize(
    ("kind", "owner", "message"),
    [
        ("miner", "glencore", "Only mines, deposits and plants have an owner here."),
        ("mine", "greenbushes", "An owner is a company. Choose one, or leave this empty."),
    ],
)
def test_impossible_owner_is_refused_with_the_fix(desk, kind, owner, message):
    owner_id = Company.objects.get(slug=owner).pk

    page = desk.post(url("company_add"), company_form(kind=kind, owner=owner_id))

    assert message in page.content.decode()
    assert not Company.objects.filter(name="Own Mining").exists()


def test_owner_of_projects_stays_a_company(desk):
    owner = Company.objects.create(slug="own", name="Own Mining", kind="miner")
    Company.objects.create(slug="pit", name="Own Pit", kind="mine", owner=owner)

    page = desk.post(url("company_change", owner.pk), company_form(kind="mine"))

    assert "It owns projects, so it stays a company." in page.content.decode()


def test_facts_of_a_built_in_company_are_shown_and_its_name_may_change(desk):
    company = Company.objects.get(slug="codelco")
    kept = [{"id": each.pk, "is_active": "on"} for each in company.aliases.all()]

    page = desk.get(url("company_change", company.pk)).content.decode()
    data = company_form(name="Codelco Chile")
    data |= formset("aliases", *kept, existing=len(kept))
    desk.post(url("company_change", company.pk), data)

    company.refresh_from_db()
    assert 'name="kind"' not in page
    assert (company.name, company.kind, company.country.slug) == ("Codelco Chile", "miner", "cl")


def test_built_in_companies_cannot_be_deleted(desk):
    company = Company.objects.get(slug="codelco")

    assert desk.post(url("company_delete", company.pk), {"post": "yes"}).status_code == 403
    assert Company.objects.filter(pk=company.pk).exists()


@pytest.mark.parametrize("query", ["", "?q=Nornickel", "?project=yes", "?project=no&kind=trader"])
def test_companies_are_listed(desk, query):
    response = desk.get(url("company_changelist") + query)

    assert response.status_code == 200
    assert response.context["cl"].result_count > 0


def test_autocomplete_finds_companies_by_alias(desk):
    answer = desk.get(
        reverse("admin:autocomplete"),
        {"term": "Nornickel", "app_label": "archive", "model_name": "articlecompany",
         "field_name": "company"},
    )  # fmt: skip

    assert [each["text"] for each in answer.json()["results"]] == ["Norilsk Nickel"]


def test_article_desk_shows_companies_and_projects_with_their_evidence(desk, article):
    page = desk.get(change_url(article)).content.decode()

    assert slugs(article) == {"glencore", "mutanda"}
    assert "Company: Glencore (name" in page
    assert "Mine or project: Mutanda (name of a mine" in page


def test_company_that_an_editor_removes_never_comes_back(desk, article):
    links = list(article.company_links.all())
    place = [link.company.slug for link in links].index("mutanda")

    desk.post(change_url(article), posted(article, **{f"company_links-{place}-DELETE": "on"}))
    reextract(article)

    assert slugs(article) == {"glencore"}
    verdicts = Evidence.objects.filter(article=article, field="project", value="mutanda")
    assert set(verdicts.values_list("verdict", flat=True)) == {"rejected"}


def test_company_that_an_editor_adds_stays(desk, article):
    codelco = Company.objects.get(slug="codelco")
    row = f"company_links-{article.company_links.count()}-company"

    desk.post(change_url(article), posted(article, **{row: codelco.pk}))
    reextract(article)

    assert slugs(article) == {"glencore", "mutanda", "codelco"}
    assert Evidence.objects.get(article=article, value="codelco").field == "company"


def test_alias_switched_off_is_not_read_again(desk, article):
    CompanyAlias.objects.create(
        company=Company.objects.get(slug="codelco"), text="the Mutanda mine"
    )
    reextract(article)
    assert "codelco" in slugs(article)

    CompanyAlias.objects.filter(text="the Mutanda mine").update(is_active=False)
    reextract(article)

    assert "codelco" not in slugs(article)


def test_articles_of_a_company_are_counted_once(desk):
    make_article(companies=["glencore"])
    load_taxonomy()

    page = desk.get(url("company_changelist") + "?q=Glencore").content.decode()

    assert '<td class="field-article_count">1</td>' in page
