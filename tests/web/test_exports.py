"""Exports by browser: the whole of exactly this search, one at a time, with clear refusals."""

import csv
import io
import json

import pytest
from django.contrib.auth import get_user_model

from archive.exports import FORMATS
from archive.models import Article
from archive.search import IndexUnavailable
from archive.web._slots import NoSlot, take_slot
from tests.factories import make_article, make_country, make_source
from tests.web.test_search_page import text_of


def body(response):
    """Return what a browser saves, and end the response as a server does."""
    content = b"".join(response)
    response.close()
    return content


def exported(client, querystring, name="jsonl"):
    """Return the search and the articles of an export as JSON Lines."""
    content = body(client.get(f"/export/{name}/?{querystring}")).decode()
    search, *articles = map(json.loads, content.splitlines())
    return search, articles


@pytest.fixture
def lithium(index):
    """Index sixty articles of lithium and one of nickel; return the lithium ids, oldest first."""
    make_country("cl", "Chile")
    ids = [
        make_article(
            "Lithium.", title=f"Brine {day}", countries=["cl"], published=f"{day + 1900}-01-16"
        ).pk
        for day in range(60)
    ]
    make_article("Nickel ore.", title="Nickel")
    index()
    return ids


def test_export_holds_every_match_in_the_order_of_the_search_whatever_the_page(client, lithium):
    search, articles = exported(client, "q=lithium&sort=oldest&page=2&per_page=20")

    assert [article["id"] for article in articles] == lithium
    assert search["total"] == 60
    assert search["address"] == "http://testserver/?q=lithium&sort=oldest"


def test_export_obeys_every_filter_and_says_the_question(client, lithium):
    make_article("Lithium.", countries=["cn"], source=make_source("daryo", "Daryo"))

    search, articles = exported(client, "country=cl&not_source=daryo&after=1950&before=1952")

    assert [article["published"][:4] for article in articles] == ["1952", "1951", "1950"]
    assert search["question"] == "country Chile, not source Daryo, date 1950 to 1952"
    assert search["exported"].endswith("Z")


@pytest.mark.parametrize("wanted", FORMATS, ids=lambda each: each.name)
def test_every_format_is_a_download_named_after_the_question(client, lithium, wanted):
    response = client.get(f"/export/{wanted.name}/?q=brine&country=cl")

    assert response.status_code == 200
    assert response.streaming
    assert response["Content-Type"] == f"{wanted.media_type}; charset=utf-8"
    assert 'attachment; filename="lode-brine-country-chile-2' in response["Content-Disposition"]
    assert f'.{wanted.suffix}"' in response["Content-Disposition"]
    assert response["X-Robots-Tag"] == "noindex"
    assert "Brine 59" in body(response).decode()


def test_file_names_survive_any_question(client, lithium):
    response = client.get("/export/csv/?q=%E9%94%82+..%2F..%2Fetc%22%0D%0AX-Evil%3A+1")

    assert response.status_code == 200
    assert "X-Evil" not in response.headers
    assert "filename*=utf-8''lode-%E9%94%82-etc" in response["Content-Disposition"]
    response.close()


def test_csv_of_hostile_articles_has_no_formula_and_one_row_each(client, index):
    make_article('=cmd|" /C calc"!A0', title='=HYPERLINK("http://evil.example","x")\r\n+1')
    index()

    content = body(client.get("/export/csv/")).decode("utf-8-sig")

    rows = list(csv.reader(io.StringIO(content, newline="")))
    assert len(rows) == 7
    assert not [cell for row in rows for cell in row if cell.startswith(tuple("=+-@\t\r"))]


def test_export_costs_the_same_queries_for_few_articles_and_for_many(
    client, lithium, django_assert_num_queries
):
    body(client.get("/export/csv/?q=lithium"))
    for querystring in ("q=%22brine+1%22", "q=lithium"):
        with django_assert_num_queries(10):
            body(client.get(f"/export/csv/?{querystring}"))


def test_an_article_deleted_before_the_index_knows_is_not_counted(client, lithium):
    Article.objects.filter(pk=lithium[0]).delete()

    search, articles = exported(client, "q=lithium")

    assert search["total"] == len(articles) == 59


@pytest.mark.parametrize("querystring", ["after=soon", "q=" + "word+" * 300, "date=never"])
def test_a_question_that_cannot_be_read_gets_the_page_that_says_why(client, lithium, querystring):
    response = client.get(f"/export/csv/?{querystring}")

    assert response.status_code == 400
    assert "No results yet" in text_of(response)


def test_an_unknown_format_is_not_found_and_names_the_known_ones(client, db):
    response = client.get("/export/xls/")

    assert response.status_code == 404
    assert "csv, jsonl, ris, bibtex, csl-json, markdown" in text_of(response)


def test_without_an_index_there_is_no_export_and_a_reason(client, lithium, monkeypatch):
    def unavailable(query):
        raise IndexUnavailable("gone")

    monkeypatch.setattr("archive.web._exports.select", unavailable)

    response = client.get("/export/csv/?country=cl")

    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert "index is being repaired" in text_of(response)
    assert 'href="/?country=cl"' in response.content.decode()


def test_a_head_request_sends_the_headers_alone(client, lithium):
    response = client.head("/export/csv/?q=lithium")

    assert response.status_code == 200
    assert body(response) == b""


def test_a_second_export_waits_for_the_first(client, lithium):
    running = client.get("/export/csv/?q=lithium")

    refused = client.get("/export/ris/?q=lithium")
    body(running)
    later = client.get("/export/ris/?q=lithium")

    assert (refused.status_code, refused["Retry-After"]) == (429, "60")
    assert "An export of yours is still running" in text_of(refused)
    assert later.status_code == 200
    later.close()


def test_a_cancelled_export_gives_its_place_back_unread(client, lithium):
    client.get("/export/csv/?q=lithium").close()

    assert exported(client, "q=lithium")[1]


def test_a_refused_or_failing_export_keeps_no_place(client, lithium, monkeypatch):
    client.get("/export/csv/?q=" + "word+" * 300)
    monkeypatch.setattr("archive.web._exports._heading", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        client.get("/export/csv/?q=lithium")

    take_slot("address 127.0.0.1").close()


def test_places_are_few_for_all_and_one_for_each(settings):
    settings.EXPORTS_AT_ONCE = 2

    ana, ben = take_slot("user 1"), take_slot("user 2")
    with pytest.raises(NoSlot, match="Other people"):
        take_slot("user 3")
    ana.close()
    with pytest.raises(NoSlot, match="yours"):
        take_slot("user 2")
    take_slot("user 3").close()
    ben.close()


def test_people_who_signed_in_do_not_share_their_office_address(client, lithium):
    running = client.get("/export/csv/?q=lithium")
    client.force_login(get_user_model().objects.create_user("ana"))

    other = client.get("/export/csv/?q=lithium")

    assert other.status_code == 200
    running.close()
    other.close()


def test_the_results_line_links_to_every_format_and_the_feed(client, lithium):
    page = client.get("/?q=lithium&country=cl&page=2").content.decode()

    for wanted in FORMATS:
        assert f'href="/export/{wanted.name}/?q=lithium&amp;country=cl" rel="nofollow"' in page
    assert 'href="/feed/?q=lithium&amp;country=cl" rel="nofollow"' in page


def test_nothing_found_offers_nothing_to_export(client, lithium):
    assert "/export/" not in client.get("/?q=zzz").content.decode()


@pytest.mark.parametrize(
    ("name", "start"), [("ris", "TY  - NEWS\r\n"), ("bibtex", "\n@article{"), ("csl-json", "[\n{")]
)
def test_an_article_hands_out_its_reference(client, db, name, start):
    article = make_article(title="Brine pays", source="daryo", published="2024-01")

    response = client.get(f"/articles/{article.pk}/cite/{name}/")

    assert response.content.decode().startswith(start)
    assert "Brine pays" in response.content.decode()
    assert f'filename="lode-{article.pk}.' in response["Content-Disposition"]


@pytest.mark.parametrize("address", ["/articles/{}/cite/csv/", "/articles/{}/cite/no/"])
def test_only_references_are_handed_out(client, db, address):
    assert client.get(address.format(make_article().pk)).status_code == 404


@pytest.mark.parametrize("pk", [999_999, 2**70])
def test_no_reference_of_an_unknown_article(client, db, pk):
    assert client.get(f"/articles/{pk}/cite/ris/").status_code == 404


def test_the_article_page_shows_a_citation_and_links_to_the_references(client, db):
    article = make_article(title="Brine pays", source="daryo", published="XXXX-11-06")

    response = client.get(article.get_absolute_url())

    here = f"http://testserver{article.get_absolute_url()}"
    shown = text_of(response).replace("&#x27;", "'")
    assert f"Daryo, “Brine pays”, 6 November, year unknown (archived in Lode: {here})" in shown
    for name in ("ris", "bibtex", "csl-json"):
        assert f'href="{article.get_absolute_url()}cite/{name}/"' in response.content.decode()
