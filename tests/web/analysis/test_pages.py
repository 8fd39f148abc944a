"""The pages of an analysis: what they show, where they lead, what they refuse."""

import csv
import io
import re
from itertools import product

from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.analysis import ANALYSES, analyse
from archive.models import Country, Source
from archive.search import IndexUnavailable, SearchQuery, get_engine
from tests.factories import make_article, make_country
from tests.web.test_search_page import text_of

QUESTIONS = {"timeline": "country=cl&mineral=lithium", "surges": "after=2024-01&before=2024-06"}
NAMES = [analysis.name for analysis in ANALYSES]
UNREADABLE = (
    "after=soon",
    "mineral=" + "x" * 300,
    "q=" + "x" * 600,
    "after=2024&before=2023",
    "date=yesterday",
)
HOSTILE = (
    "q=%00%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
    "q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
    "country=%3Cscript%3Ealert(1)%3C/script%3E",
    "after=0001&before=9999",
    "after=9999-12-31",
    "before=0001-01-01",
    "by=%3Cscript%3E",
    "with_q=%3Cscript%3Ealert(1)%3C/script%3E&with_after=%22%3Esoon",
    "page=-1&per_page=x&sort=%00",
    "mineral_mode=all&mineral=none&mineral=lithium",
)
HREF = re.compile(r'<(?:td|th)[^>]*><a href="(/[^"]*)">([^<]*)</a>')


def get(client, name="timeline", querystring=""):
    path = "/analysis/" if name == "timeline" else f"/analysis/{name}/"
    return client.get(f"{path}?{querystring}")


def rows_of(response):
    """Return a CSV without its mark and the five rows that say the question."""
    text = response.content.decode().removeprefix("\ufeff")
    return list(csv.reader(io.StringIO(text)))[5:]


def test_numbers_of_the_page_lead_to_searches_with_that_count(client, articles):
    for name in ("timeline", "matrix", "coverage", "sources", "surges", "terms"):
        content = get(client, name, QUESTIONS.get(name, "country=cl")).content.decode()
        links = [each for each in HREF.findall(content) if each[1].replace(",", "").isdigit()]
        assert links, name
        for href, number in links[:: len(links) // 3 + 1]:
            found = text_of(client.get(href.replace("&amp;", "&")))
            plural = "article" if number == "1" else "articles"
            assert f"{number} {plural}" in found, (name, href)


def test_page_and_file_show_the_same_numbers(client, articles):
    for name in NAMES:
        table = analyse(name, SearchQuery(after="2023"))

        page = get(client, name, "after=2023")
        rows = rows_of(client.get(f"/analysis/{name}/csv/?after=2023"))

        assert page.context["page"].table == table, name
        assert rows[0] == [column.label for column in table.columns]
        assert rows[1:] == [[str(cell.value) for cell in row.cells] for row in table.rows]


def test_file_says_its_question_and_is_safe_from_formulas(client, articles):
    Source.objects.filter(slug="daryo").update(name="=1+1|cmd")

    response = client.get("/analysis/sources/csv/?q=lithium&country=cl")

    head = response.content.decode().splitlines()[0]
    assert head == '\ufeff# Search,"lithium, country Country CL"'
    assert ["'=1+1|cmd"] in [row[:1] for row in rows_of(response)]
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="lode-sources-lithium-country-country-cl-' in response["Content-Disposition"]


def test_search_page_and_analysis_lead_to_each_other(client, articles):
    content = client.get("/?q=lithium&country=cl&page=2&sort=oldest").content.decode()

    assert 'href="/analysis/?q=lithium&amp;country=cl"' in content
    assert (
        'href="/?q=lithium&amp;country=cl"'
        in get(client, "matrix", "q=lithium&country=cl&page=2").content.decode()
    )


def test_every_analysis_is_a_tab_of_the_same_search(client, articles):
    content = get(client, "map", "q=lithium&after=2023").content.decode()

    for name in NAMES[1:]:
        assert f'href="/analysis/{name}/?q=lithium&amp;after=2023"' in content
    assert 'href="/analysis/?q=lithium&amp;after=2023"' in content
    assert content.count('aria-current="page"') == 1


def test_timeline_is_split_by_what_the_address_says(client, articles):
    by_country = get(client, querystring="by=country")

    assert "Country CL" in text_of(by_country)
    assert "tin" in text_of(get(client, querystring="by=nonsense"))
    assert rows_of(client.get("/analysis/timeline/csv/?by=country"))[0][2].startswith("Country")


def test_undated_articles_are_said_and_can_be_shown(client, articles):
    undated = len(get_engine().matching_ids(SearchQuery(filters=(("date", "none"),))))

    content = get(client)

    assert f"Not shown: {undated} articles without a date." in text_of(content)
    assert 'href="/?date=none"' in content.content.decode()


def test_empty_result_says_so(client, articles):
    for name in NAMES:
        assert "The search finds no articles" in text_of(get(client, name, "q=nowhere")), name


def test_result_without_dates_says_what_is_missing(client, index):
    make_article("Lithium.")
    index()

    for name in ("timeline", "coverage", "surges"):
        page = get(client, name)
        assert page.status_code == 200
        assert "There is nothing to show here." in text_of(page), name


def test_surges_without_dates_say_which_were_chosen(client, articles):
    page = text_of(get(client, "surges"))

    assert "The search has no dates, so its last twelve full months are looked at." in page
    assert "Now: July 2023 to June 2024" in page
    assert "Before: July 2022 to June 2023" in page


def test_questions_that_cannot_be_read_are_refused(client, index):
    for path, querystring in product(("/", "/matrix/csv/", "/compare/"), UNREADABLE):
        response = client.get(f"/analysis{path}?{querystring}")

        assert response.status_code == 400, querystring
        assert "There are no results yet." in text_of(response)


def test_hostile_parameters_neither_break_nor_escape(client, articles):
    for name, querystring in product((*NAMES, "compare"), HOSTILE):
        response = get(client, name, querystring)

        assert response.status_code in (200, 400), (name, querystring)
        assert b"<script>alert" not in response.content


def test_names_are_escaped_in_charts_and_tables(client, articles):
    Country.objects.filter(slug="cl").update(name="<b>&Chile")

    for name in ("timeline", "matrix", "map", "pairs"):
        content = get(client, name, "by=country").content
        assert b"<b>&" not in content
        assert b"&lt;b&gt;&amp;Chile" in content, name


def test_unknown_analysis_names_the_known_ones(client, db):
    response = client.get("/analysis/weather/")

    assert response.status_code == 404
    assert "matrix" in text_of(response)


def test_map_lists_what_is_too_small_for_it(client, index):
    make_country("gi", "Gibraltar")
    make_article("Lithium.", countries=["gi", "cl"])
    index()

    content = get(client, "map").content.decode()

    assert "world.svg#cl" in content
    assert "world.svg#gi" not in content
    assert "Named but too small for this map: Gibraltar (1)" in text_of(get(client, "map"))


def test_unreadable_index_is_said_with_503(client, index, monkeypatch):
    def fail(query):
        raise IndexUnavailable("The index is broken.")

    monkeypatch.setattr(get_engine(), "matches", fail)

    for name in (*NAMES, "compare"):
        response = get(client, name, "with_q=tin")

        assert response.status_code == 503
        assert "The search index is being repaired" in text_of(response)


def test_pages_are_small_and_ask_a_constant_number_of_times(client, articles):
    for name in NAMES:
        get(client, name)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            content = get(client, name).content
        assert len(content) < 60_000, name
        assert len(asked) <= 9, name


def test_pages_are_kept_from_crawlers(client, articles):
    assert b'<meta name="robots" content="noindex">' in get(client).content
    assert "Disallow: /analysis/" in client.get("/robots.txt").content.decode()
