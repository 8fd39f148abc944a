"""The article page answers “why not?” when it is asked."""

import re
from html import unescape

import pytest

from archive.ingest import RawClipping, ingest, load_taxonomy
from archive.models import CountryAlias
from tests.web.test_search_page import text_of

TEXT = (
    "Chile raises lithium output <b>\n\n"
    "Chile's lithium output rose 12 percent in February, the regulator told China Daily, as two "
    "plants near Antofagasta expanded their ponds. The next one opens on 3 May 2031.\n\n"
    "Related articles\nZambia opens a <i>copper</i> mine\n"
)


@pytest.fixture
def article(db, settings):
    settings.INLINE_INDEXING = False
    load_taxonomy()
    return ingest(RawClipping(TEXT.encode(), "clip.txt"))


def ask(client, article, querystring="why=not"):
    return client.get(f"{article.get_absolute_url()}?{querystring}")


def test_page_offers_the_answer_without_working_it_out(client, article, monkeypatch):
    monkeypatch.setattr("archive.web._why_not.why_not", lambda article: pytest.fail("asked"))

    page = ask(client, article, "q=lithium").content.decode()

    assert "Why not something else?" in page
    assert (
        f'href="{article.get_absolute_url()}?q=lithium&amp;why=not#why-not" rel="nofollow"' in page
    )


def answers(response):
    """Return what a reader sees of each near miss: field, value, words in place, rule."""
    page = response.content.decode()
    shown = page[page.index('<details class="why-not"') :].split("</details>")[0]
    return [
        " ".join(unescape(re.sub(r"</?b>", "", item)).split())
        for item in (re.sub(r"<(?!/?b>)[^>]+>", " ", part) for part in shown.split("<li")[1:])
    ]


@pytest.mark.parametrize(
    "answer",
    [
        "Country China percent in February, the regulator told China Daily, as two plants near",
        "Date 3 May 2031 nded their ponds. The next one opens on 3 May 2031. within the article",
        "Country Zambia Zambia opens a <i>copper</i> mine outside the article, in",
        "Mineral copper Zambia opens a <i>copper</i> mine outside the article, in",
        "Source China Daily",
    ],
)
def test_answer_names_value_words_and_rule(client, article, answer):
    assert any(answer in each for each in answers(ask(client, article)))


def test_answer_escapes_the_clipping(client, article):
    page = ask(client, article).content.decode()

    assert "<i>" not in page
    assert '<details class="why-not" id="why-not" open>' in page


def test_answer_follows_what_editors_taught(client, article):
    zambia = CountryAlias.objects.get(text="Zambian").country
    CountryAlias.objects.create(country=zambia, text="Zambia", is_active=False)

    assert "Country Zambia" not in " ".join(answers(ask(client, article)))


def test_value_that_an_editor_added_is_no_near_miss(client, article):
    zambia = CountryAlias.objects.get(text="Zambian").country
    assert "Country Zambia" in " ".join(answers(ask(client, article)))

    article.country_links.create(country=zambia)

    assert "Country Zambia" not in " ".join(answers(ask(client, article)))


def test_article_without_near_misses_says_so(client, db, settings):
    settings.INLINE_INDEXING = False
    load_taxonomy()
    plain = ingest(
        RawClipping(b"Chile raises lithium output\n\nIts lithium output rose 12 percent this year.")
    )

    assert "Nothing in the text looks like another" in text_of(ask(client, plain))
