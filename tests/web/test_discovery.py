"""What browsers, crawlers and link previews find: heads, site maps, rules, search description."""

import json
import re
from xml.etree import ElementTree as ET

import pytest

from archive.models import Article
from tests.factories import make_article, make_source

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


def head(client, address):
    """Return the head of a page."""
    return client.get(address).content.decode().split("</head>")[0]


def linked_data(client, article):
    found = re.search(
        r'<script type="application/ld\+json">(.*?)</script>',
        head(client, article.get_absolute_url()),
        re.DOTALL,
    )
    return json.loads(found[1])


def locations(client, address):
    tree = ET.fromstring(client.get(address).content)
    return [element.text for element in tree.iter(f"{SITEMAP}loc")]


def test_article_is_described_as_a_news_article(client, db):
    article = make_article(
        "Lithium carbonate from brine.",
        title="Brine pays",
        source="daryo",
        origin=make_source("reuters", "Reuters"),
        published="2024-01",
        language="en",
        url="https://daryo.uz/brine",
        minerals=["lithium"],
        countries=["cl"],
    )
    here = f"http://testserver/articles/{article.pk}/"

    assert linked_data(client, article) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": here,
        "url": here,
        "mainEntityOfPage": here,
        "headline": "Brine pays",
        "description": "Lithium carbonate from brine.",
        "datePublished": "2024-01",
        "inLanguage": "en",
        "isBasedOn": "https://daryo.uz/brine",
        "publisher": {"@type": "Organization", "name": "Daryo"},
        "sourceOrganization": {"@type": "Organization", "name": "Reuters"},
        "about": [{"@type": "Thing", "name": "lithium"}],
        "contentLocation": [{"@type": "Country", "name": "CL"}],
    }


def test_what_is_not_known_is_not_claimed(client, db):
    data = linked_data(client, make_article(published="XXXX-11-06"))

    assert not {"datePublished", "publisher", "isBasedOn", "about"} & set(data)


@pytest.mark.parametrize("text", ["</script><b>", "<!--<script>", "a\u2028b & c", "\\u003c"])
def test_no_text_ends_the_block_of_data(client, db, text):
    article = make_article(f"Lithium {text}", title=f"Title {text}")

    data = linked_data(client, article)

    assert data["headline"] == " ".join(f"Title {text}".split())
    assert "<b>" not in client.get(article.get_absolute_url()).content.decode()


def test_article_page_has_previews_and_an_absolute_address_without_the_search(client, index):
    article = make_article('Brine "pays" & more.', title='A "quoted" title', published="2024-01-16")
    index()
    here = f"http://testserver/articles/{article.pk}/"

    found = head(client, f"/articles/{article.pk}/?q=brine&at=1&view=received")

    assert f'<link rel="canonical" href="{here}">' in found
    assert f'<meta property="og:url" content="{here}">' in found
    assert '<meta property="og:type" content="article">' in found
    assert '<meta property="og:title" content="A &quot;quoted&quot; title">' in found
    assert '<meta name="description" content="Brine &quot;pays&quot; &amp; more.">' in found
    assert '<meta property="article:published_time" content="2024-01-16">' in found
    assert "noindex" not in found


@pytest.mark.parametrize(
    ("address", "is_indexed"),
    [
        ("/", True),
        ("/?q=lithium", False),
        ("/?country=cl", False),
        ("/?sort=oldest", False),
        ("/?page=2", False),
        ("/?after=soon", True),  # nothing to index: the answer is 400
    ],
)
def test_only_the_plain_search_page_is_for_crawlers(client, index, address, is_indexed):
    assert ('<meta name="robots" content="noindex">' not in head(client, address)) == is_indexed


def test_search_page_leads_to_its_feed_and_to_the_search_description(client, index):
    found = head(client, "/?q=lithium&country=cl&page=2")

    assert (
        '<link rel="canonical" href="http://testserver/?q=lithium&amp;country=cl&amp;page=2">'
        in (found)
    )
    assert (
        '<link rel="alternate" type="application/atom+xml" title="New in Lode: lithium, '
        'country cl" href="/feed/?q=lithium&amp;country=cl">'
    ) in found
    assert 'rel="search" type="application/opensearchdescription+xml"' in found


def test_links_that_widen_and_narrow_are_not_for_crawlers(client, index):
    for number in range(30):
        make_article(
            "Lithium.",
            countries=["cl", "cn"],
            minerals=["lithium"],
            source=f"source-{number}",
            published=f"20{number:02d}",
        )
    index()

    page = client.get("/?q=lithium&country=cl").content.decode()

    main = page[page.index("<main") :]
    followed = [
        tag
        for tag in re.findall(r"<a [^>]+>", main)
        if "nofollow" not in tag and 'href="#' not in tag and "/about/" not in tag
    ]
    assert [tag for tag in followed if "/articles/" not in tag and "page" not in tag] == []


def test_browsers_learn_how_to_search(client, db):
    response = client.get("/opensearch.xml")

    tree = ET.fromstring(response.content)
    assert response["Content-Type"].startswith("application/opensearchdescription+xml")
    assert tree.findtext(f"{OPENSEARCH}ShortName") == "Lode"
    templates = {url.get("type"): url.get("template") for url in tree.iter(f"{OPENSEARCH}Url")}
    assert templates["text/html"] == "http://testserver/?q={searchTerms}"
    assert templates["application/atom+xml"] == "http://testserver/feed/?q={searchTerms}"


def test_site_maps_list_every_article_once_in_places_that_never_shift(client, db, monkeypatch):
    monkeypatch.setattr("archive.web._discovery.SPAN", 4)
    articles = [make_article() for _ in range(10)]
    articles[3].delete()

    maps = locations(client, "/sitemap.xml")
    listed = [place for each in maps for place in locations(client, each)]

    kept = [article.pk for article in articles if article.pk]
    assert listed == [f"http://testserver/articles/{pk}/" for pk in kept]
    assert maps[0] == "http://testserver/sitemap-1.xml"


def test_site_map_says_when_an_article_changed(client, db):
    article = make_article()

    page = client.get("/sitemap-1.xml").content.decode()

    assert f"<lastmod>{article.updated_at:%Y-%m-%dT%H:%M:%SZ}</lastmod>" in page


def test_an_empty_archive_has_a_site_map(client, db):
    assert not Article.objects.exists()
    assert locations(client, "/sitemap.xml") == ["http://testserver/sitemap-1.xml"]
    assert locations(client, "/sitemap-1.xml") == []


@pytest.mark.parametrize("number", ["0", "2", "9" * 30])
def test_there_is_no_site_map_beyond_the_articles(client, db, number):
    make_article()

    assert client.get(f"/sitemap-{number}.xml").status_code == 404


def test_robots_are_shown_the_articles_and_kept_from_the_rest(client, db):
    rules = client.get("/robots.txt").content.decode()

    assert "Sitemap: http://testserver/sitemap.xml" in rules
    for path in ("/*?", "/facet/", "/export/", "/admin/", "/articles/*/cite/"):
        assert f"Disallow: {path}\n" in rules
