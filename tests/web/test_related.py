"""Articles like another one, each with the reason in words."""

import pytest

from archive.models import Company, CompanyKind, Story
from archive.web import _related
from tests.factories import make_article, make_country, make_mineral
from tests.web.test_search_page import text_of

FILLER = "The ministry said output rose while prices fell, and analysts expect more."


@pytest.fixture(autouse=True)
def fresh_sample():
    _related._sample.cache_clear()


@pytest.fixture
def archive(index):
    make_country("kz", "Kazakhstan")
    make_mineral("lithium")
    for number in range(30):
        make_article(f"Copper {number}. {FILLER}", countries=["cl"], minerals=["copper"])
    return index


def make(words="Zhicun visits the pegmatite of Bakennoye.", countries=("kz",), **overrides):
    overrides = {"minerals": ["lithium"]} | overrides
    return make_article(f"{words} {FILLER}", countries=countries, **overrides)


def related(article):
    return [(each.title, each.reasons) for each in _related.find_related(article)]


def test_related_articles_come_with_what_is_common(archive):
    article = make()
    make("Zhicun builds a plant.", title="Plant")
    archive()

    assert related(article) == [("Plant", ("lithium", "Kazakhstan", "Zhicun"))]


def test_the_likest_come_first_and_five_at_most(archive):
    article = make()
    for number in range(6):
        make("Zhicun builds.", title=f"One word {number}")
    make(title="All words")
    archive()

    titles = [title for title, _ in related(article)]
    assert titles[0] == "All words"
    assert len(titles) == 5


def test_the_newest_comes_first_among_equals(archive):
    article = make()
    for year in ("2021", "2024", "", "2022"):
        make(title=f"Of {year}", published=year)
    archive()

    assert [title for title, _ in related(article)] == ["Of 2024", "Of 2022", "Of 2021", "Of "]


def test_what_is_tagged_alike_counts(archive):
    article = make()
    make("Zhicun visits Chile.", ["cl"], title="Elsewhere", minerals=["copper"])
    make("Zhicun visits the river.", title="Here")
    archive()

    assert [title for title, _ in related(article)] == ["Here", "Elsewhere"]


def test_a_company_in_common_is_a_reason(archive):
    company = Company.objects.create(slug="posco", name="POSCO", kind=CompanyKind.choices[0][0])
    article, other = make(), make(title="Other")
    for each in (article, other):
        each.company_links.create(company=company)
    archive()

    assert "POSCO" in related(article)[0][1]


def test_a_reason_is_not_said_twice(archive):
    make_mineral("lithium-carbonate", parent=make_mineral("lithium"), kind="form")
    both = ["lithium", "lithium-carbonate"]
    article = make("Zhicun and the Kazakh lithium carbonate.", minerals=both)
    make("Zhicun and the Kazakh lithium carbonate.", minerals=both, title="Other")
    archive()

    assert related(article) == [("Other", ("lithium", "Kazakhstan", "Zhicun", "carbonate"))]


def test_copies_of_the_story_and_the_article_itself_are_left_out(archive):
    story = Story.objects.create()
    article = make(story=story)
    make(title="Copy", story=story)
    archive()

    assert related(article) == []


def test_common_words_alone_relate_nothing(archive):
    article = make_article(FILLER, title="")
    archive()

    assert related(article) == []


def test_chinese_articles_are_related_by_their_characters(archive):
    article = make("紫金矿业在青海盐湖提锂", [], minerals=[])
    make("青海盐湖提锂的新工厂", [], minerals=[], title="青海")
    archive()

    assert [title for title, _ in related(article)] == ["青海"]


def test_an_index_that_cannot_be_read_relates_nothing(db):
    assert related(make()) == []


def test_the_number_of_queries_does_not_grow(archive, django_assert_num_queries):
    article = make()
    make(title="Other")
    archive()
    related(article)
    with django_assert_num_queries(6):
        related(article)
    for _ in range(8):
        make(countries=("kz", "cl"), minerals=["lithium", "copper"])
    archive()
    _related._background()

    with django_assert_num_queries(6):
        related(article)


def test_the_page_says_why(client, archive):
    article = make()
    other = make(title="<Other>", source="daryo", published="2024-01-05")
    archive()

    response = client.get(article.get_absolute_url())

    assert f'<a href="{other.get_absolute_url()}" dir="auto">&lt;Other&gt;</a>' in (
        response.content.decode()
    )
    assert "Daryo, 5 January 2024 In common: lithium, Kazakhstan, " in text_of(response)
