"""What the database refuses, whatever code writes to it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from archive.models import (
    Article,
    ArticleCountry,
    CountryAlias,
    Evidence,
    Mineral,
    MineralKind,
    Source,
)
from archive.models._article import validate_body_ranges
from tests.factories import make_article, make_company, make_country, make_mineral

pytestmark = pytest.mark.django_db


def refused(write):
    """Tell whether the database itself refuses a write."""
    try:
        with transaction.atomic():
            write()
    except IntegrityError:
        return True
    return False


def test_article_needs_text():
    assert refused(lambda: Article.objects.create(text="", content_hash="0"))


def test_article_dates_stand_in_order():
    article = make_article(published="2024-01")
    later = Article.objects.filter(pk=article.pk)

    assert refused(lambda: later.update(published_earliest="2024-02-01"))
    assert refused(lambda: later.update(published_earliest=None))


def test_article_names_a_country_once():
    article = make_article(countries=["cl"])

    assert refused(lambda: article.country_links.create(country=make_country("cl")))


def test_article_names_a_company_once():
    article = make_article(companies=["sqm"])

    assert refused(lambda: article.company_links.create(company=make_company("sqm")))


def test_only_projects_have_owners():
    owner = make_company("talison", kind="miner")

    assert refused(lambda: make_company("sqm", kind="miner", owner=owner))
    assert make_company("greenbushes", kind="mine", owner=owner).is_project
    assert not owner.is_project


def test_company_slug_none_is_reserved():
    assert refused(lambda: make_company("none"))


@pytest.mark.parametrize("weight", [-0.1, 1.1])
def test_weight_lies_between_0_and_1(weight):
    make_article(countries=["cl"], minerals=["tin"])

    assert refused(lambda: ArticleCountry.objects.update(weight=weight))


@pytest.mark.parametrize(("start", "end"), [(5, 5), (6, 5), (None, 3), (3, None)])
def test_evidence_offsets_stand_in_order(start, end):
    article = make_article()

    assert refused(
        lambda: Evidence.objects.create(
            article=article, field="date", value="2024", rule="dateline", start=start, end=end
        )
    )


@pytest.mark.parametrize("confidence", [-0.01, 1.01])
def test_evidence_confidence_lies_between_0_and_1(confidence):
    article = make_article()

    assert refused(lambda: article.evidence.create(field="date", rule="r", confidence=confidence))


def test_evidence_quotes_the_article():
    article = make_article(text="Lithium from Chile.")
    evidence = article.evidence.create(field="country", value="cl", rule="name", start=13, end=18)

    assert evidence.quote == "Chile"
    assert article.evidence.create(field="country", value="cl", rule="editor").quote == ""


def test_only_groups_are_roots_of_the_mineral_tree():
    group = make_mineral("base-metals", kind=MineralKind.GROUP)

    assert refused(lambda: Mineral.objects.create(slug="tin", name="tin", kind="mineral"))
    assert refused(lambda: Mineral.objects.create(slug="g", name="g", kind="group", parent=group))


def test_slug_none_is_reserved_for_the_facet():
    assert refused(lambda: Source.objects.create(slug="none", name="None"))


def test_country_alias_is_unique_to_its_letters():
    chile = make_country("cl")
    CountryAlias.objects.create(country=chile, text="Chilean")

    assert refused(lambda: CountryAlias.objects.create(country=chile, text="Chilean"))


@pytest.mark.parametrize("ranges", [[[0, 5], [3, 9]], [[5, 5]], [[-1, 4]], [3], {"a": 1}, [[1]]])
def test_body_ranges_are_checked(ranges):
    with pytest.raises(ValidationError):
        validate_body_ranges(ranges)


def test_body_joins_its_ranges():
    article = make_article(
        text="Menu\nFirst part.\nShare\nSecond.", body_ranges=[[5, 16], [23, 30]]
    )

    assert article.body == "First part.\n\nSecond."


def test_body_is_the_whole_text_when_no_range_is_known():
    assert make_article(text="All of it.").body == "All of it."


@pytest.mark.parametrize(
    ("title", "text", "label"),
    [
        ("Lithium found", "Anything.", "Lithium found"),
        ("", "Short text.", "Short text."),
        ("", "A  sentence\nover lines " + "word " * 40, "A sentence over lines word"),
    ],
)
def test_label_is_the_title_or_the_start_of_the_body(title, text, label):
    shown = make_article(title=title, text=text).label

    assert shown.startswith(label)
    assert len(shown) <= 92
