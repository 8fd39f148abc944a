"""Which articles are exported, in which order, at what cost."""

import json

import pytest

from archive import indexing
from archive.exports import find_format, read_records, select
from archive.models import Article, Evidence
from archive.search import InvalidQuery, SearchQuery, Sort
from tests.factories import make_article, make_source

ROOT = "https://lode.example.org"

pytestmark = pytest.mark.django_db


def test_selection_ignores_the_page_and_keeps_order_and_filters():
    kept = [
        make_article("Lithium.", countries=["cl"], published=f"2024-01-{day:02d}").pk
        for day in range(1, 31)
    ]
    make_article("Lithium.", countries=["cn"])
    indexing.rebuild()

    query = SearchQuery(
        "lithium", excluded=(("country", "cn"),), sort=Sort.OLDEST, page=2, per_page=20
    )

    assert list(select(query).ids) == kept
    assert select(query).read_as


def test_selection_leaves_out_what_was_deleted_but_is_still_indexed():
    first, second = make_article(), make_article()
    indexing.rebuild()
    Article.objects.filter(pk=first.pk).delete()

    assert select(SearchQuery()).ids == (second.pk,)


def test_selection_refuses_what_a_search_refuses():
    indexing.rebuild()

    with pytest.raises(InvalidQuery, match="512"):
        select(SearchQuery("word " * 200))


def test_records_come_in_order_and_an_article_deleted_meanwhile_is_left_out():
    articles = [make_article(title=f"Title {number}") for number in range(4)]
    ids = [articles[2].pk, articles[0].pk, articles[3].pk]
    articles[0].delete()

    assert [record.title for record in read_records(ids, ROOT)] == ["Title 2", "Title 3"]


def test_records_cost_a_fixed_number_of_queries_for_each_page(django_assert_num_queries):
    for number in range(30):
        make_article(source=f"source-{number}", countries=["cl", "cn"], minerals=["lithium"])
    ids = list(Article.objects.values_list("pk", flat=True))

    with django_assert_num_queries(4):
        assert len(list(read_records(ids, ROOT))) == 30
    with django_assert_num_queries(5):
        assert len(list(read_records(ids, ROOT, is_whole=True))) == 30


def test_records_beyond_one_page_are_all_there(monkeypatch):
    monkeypatch.setattr("archive.exports._records.PAGE", 3)
    ids = [make_article().pk for _ in range(8)]

    assert [record.id for record in read_records(ids, ROOT)] == ids


def test_record_names_an_untitled_article_and_a_different_origin():
    reuters = make_source("reuters", "Reuters")
    untitled = make_article(
        "Menu\nNickel ore.", title="", body_ranges=[[5, 16]], source=reuters, origin=reuters
    )
    taken = make_article(title="A\nB\x07", source="daryo", origin=reuters, published="2024-01")

    first, second = read_records([untitled.pk, taken.pk], ROOT)

    assert (first.title, first.is_untitled, first.origin) == ("Nickel ore.", True, "")
    assert (second.title, second.source, second.origin) == ("A B", "Daryo", "Reuters")
    assert second.address == f"{ROOT}/articles/{taken.pk}/"
    assert second.date == "January 2024"


def test_json_lines_hold_the_whole_article_with_its_evidence():
    text = "Header\n\nLithium from Chile. " + "x" * 5000
    article = make_article(text, body_ranges=[[8, len(text)]], minerals=["lithium"])
    for verdict in ("machine", "rejected"):
        Evidence.objects.create(
            article=article,
            field="mineral",
            value="lithium",
            start=8,
            end=15,
            rule="name",
            confidence=0.9,
            verdict=verdict,
        )

    records = read_records([article.pk], ROOT, is_whole=True)
    row = json.loads("".join(find_format("jsonl").write(None, records)))

    assert row["text"] == text
    assert row["body_ranges"] == [[8, len(text)]]
    (evidence,) = row["evidence"]
    assert row["text"][evidence["start"] : evidence["end"]] == "Lithium"
    assert evidence["verdict"] == "machine"


def test_short_records_leave_the_text_in_the_database():
    article = make_article("word " * 2000)

    (record,) = read_records([article.pk], ROOT)

    assert record.text == ""
    assert record.opening.endswith(" …")
    assert len(record.opening) < 300
