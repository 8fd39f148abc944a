"""The list of articles at the desk."""

from archive.models import Article, Country, Evidence, IndexTask, Mineral, Review, Source
from archive.search import IndexUnavailable
from tests.admin.articles import LIST
from tests.factories import make_article
from tests.ingest.samples import LEAD, TEXT, TITLE


def test_list_filters_by_mineral_country_source_and_review(desk):
    make_article(title="Wanted", countries=["cl"], minerals=["lithium"], source="own")
    make_article(title="Other")
    ids = (Mineral.objects.get(slug="lithium").pk, Country.objects.get(slug="cl").pk)

    for query in (
        f"minerals__id__exact={ids[0]}",
        f"countries__id__exact={ids[1]}",
        f"source__id__exact={Source.objects.get(slug='own').pk}",
    ):
        page = desk.get(f"{LIST}?{query}").content.decode()
        assert ">Wanted<" in page
        assert ">Other<" not in page


def test_list_searches_titles_when_there_is_no_index(desk, monkeypatch):
    class Broken:
        def matching_ids(self, query):
            raise IndexUnavailable("The index is missing.")

    monkeypatch.setattr("archive.admin._article_list.get_engine", Broken)
    make_article(title="Graphite exports")
    make_article(title="Tin smelter")

    page = desk.get(f"{LIST}?q=graphite").content.decode()

    assert "Graphite exports" in page
    assert "Tin smelter" not in page
    assert "titles and sources only" in page


def test_list_searches_the_index(desk, monkeypatch):
    found, other = make_article(title="Found"), make_article(title="Other")

    class Engine:
        def matching_ids(self, query):
            return [found.pk] if query.text == "salt lakes" else [other.pk]

    monkeypatch.setattr("archive.admin._article_list.get_engine", Engine)

    page = desk.get(f"{LIST}?q=salt+lakes").content.decode()

    assert ">Found<" in page
    assert ">Other<" not in page


def test_chosen_articles_are_marked_as_reviewed(desk):
    articles = [make_article(), make_article()]
    IndexTask.objects.all().delete()

    desk.post(LIST, {"action": "mark_reviewed", "_selected_action": [a.pk for a in articles]})

    assert set(Article.objects.values_list("review", flat=True)) == {Review.REVIEWED}
    assert IndexTask.objects.count() == 2


def test_chosen_articles_are_extracted_again(desk):
    article = make_article(text=TEXT, title="")

    desk.post(LIST, {"action": "extract_again", "_selected_action": [article.pk]})

    article.refresh_from_db()
    assert article.title == TITLE
    assert article.body.startswith(LEAD[:20]) or LEAD in article.body


def test_too_many_to_extract_at_once_changes_nothing(desk, monkeypatch):
    monkeypatch.setattr("archive.admin._article_list.MAX_EXTRACTED_AT_ONCE", 1)
    articles = [make_article(text=TEXT, title="") for _ in range(2)]

    response = desk.post(
        LIST,
        {"action": "extract_again", "_selected_action": [a.pk for a in articles]},
        follow=True,
    )

    assert "Choose at most 1" in response.content.decode()
    assert not Evidence.objects.exists()
