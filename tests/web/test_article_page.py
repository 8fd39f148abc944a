import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.ingest import original_path
from archive.models import Evidence, Original, Story
from tests.factories import (
    make_article,
    make_company,
    make_country,
    make_mineral,
    make_source,
)
from tests.web.test_search_page import text_of

TEXT = """China Daily | Subscribe
Published 2024-01-16

Lithium metal went to Japan from Golmud.

More lithium will follow.

Copyright."""
BODY = [TEXT.index("Lithium metal"), TEXT.index("\n\nCopyright")]


@pytest.fixture
def article(db):
    make_country("jp", "Japan")
    make_mineral("lithium")
    article = make_article(
        TEXT,
        title="",
        body_ranges=[BODY],
        countries=["jp", "cn"],
        minerals=["lithium"],
        source=make_source("china-daily", "China Daily"),
        published="2024-01-16",
        language="en",
    )
    for field, value, words, rule in (
        ("source", "China Daily", "China Daily", "header line"),
        ("date", "2024-01-16", "2024-01-16", "line “Published”"),
        ("mineral", "lithium", "Lithium", "name"),
        ("country", "jp", "Japan", "name"),
    ):
        start = TEXT.index(words)
        Evidence.objects.create(
            article=article,
            field=field,
            value=value,
            start=start,
            end=start + len(words),
            rule=rule,
            confidence=0.9,
        )
    return article


def page(client, article, querystring=""):
    return client.get(f"{article.get_absolute_url()}?{querystring}")


def test_article_shows_the_body_alone_and_names_an_untitled_one(client, article):
    shown = text_of(page(client, article))

    assert "Untitled" in shown
    assert "Subscribe" not in shown
    assert "16 January 2024" in shown


def test_article_as_received_shows_everything_and_dims_what_is_not_body(client, article):
    response = page(client, article, "view=received")

    html = response.content.decode()
    assert "Subscribe" in html
    assert html.count('<p class="is-dimmed">') == 2
    received = html[html.index('class="received"') :]
    assert "Copyright." in received


def test_the_text_as_received_is_complete_character_by_character(client, article):
    html = page(client, article, "view=received").content.decode()

    start = html.index(">", html.index('class="received"')) + 1
    import re
    from html import unescape

    shown = unescape(re.sub(r"<[^>]+>", "", html[start : html.index("</article>")]))
    assert TEXT in shown


def test_every_value_links_to_the_words_that_say_so(client, article):
    html = page(client, article).content.decode()

    assert '<mark class="evidence" id="evidence-3" data-evidence="3">Lithium</mark>' in html
    assert 'href="#evidence-3"' in html
    assert f'href="{article.get_absolute_url()}?view=received#evidence-1"' in html


def test_a_day_without_its_year_links_to_the_words_that_say_so(client, db):
    article = make_article(text="11-06 16:56\n\nLithium.", published="XXXX-11-06")
    article.evidence.create(
        field="date", value="XXXX-11-06", start=0, end=5, rule="date line", confidence=0.9
    )

    shown = page(client, article).content.decode()

    assert "6 November, year unknown" in shown
    assert "“11-06”" in shown


def test_a_value_without_evidence_says_who_asserted_it(client, article):
    article.updated_by = get_user_model().objects.create_user("vera")
    article.save()

    assert "CN No words of the text say so: asserted by vera." in text_of(page(client, article))


def test_rejected_evidence_is_not_shown(client, article):
    Evidence.objects.filter(field="country").update(verdict="rejected")

    assert 'data-evidence="4"' not in page(client, article).content.decode()


def test_confirmed_evidence_says_so(client, article):
    Evidence.objects.filter(field="country").update(verdict="confirmed")

    assert "Confirmed by an editor" in text_of(page(client, article))


def test_evidence_without_offsets_comes_from_outside_the_text(client, article):
    Evidence.objects.filter(field="source").update(start=None, end=None)

    assert "From outside the text" in text_of(page(client, article))


def test_other_copies_of_the_story_are_listed(client, article):
    story = Story.objects.create()
    copy = make_article("The same.", title="A copy", story=story)
    article.story = story
    article.save()

    html = page(client, article).content.decode()

    assert f'<a href="{copy.get_absolute_url()}">A copy</a>' in html


def test_editing_is_offered_to_staff_alone(client, article):
    assert ">Edit</a>" not in page(client, article).content.decode()

    client.force_login(get_user_model().objects.create_superuser("ed"))

    assert ">Edit</a>" in page(client, article).content.decode()


def test_query_count_of_an_article_does_not_grow_with_its_values(
    client, article, django_assert_max_num_queries
):
    def tag(*slugs):
        for slug in slugs:
            article.mineral_links.create(mineral=make_mineral(slug))
            article.company_links.create(company=make_company(f"{slug}-corp"))

    tag("cobalt")
    page(client, article)  # what a process asks once: kinds of rows, names of the taxonomy
    with CaptureQueriesContext(connection) as asked:
        page(client, article)
    few = len(asked)
    tag("nickel", "tin", "zinc")
    page(client, article)  # names are read again after they changed

    with django_assert_max_num_queries(few):
        page(client, article)


def test_an_article_reads_everything_once(client, article, index, django_assert_num_queries):
    make_article("Lithium metal went to Japan from Golmud.", title="Another", minerals=["lithium"])
    index()
    page(client, article)

    # Article, countries, minerals and their forms, companies, evidence; then, of the related
    # ones, the age of the sample and of the names, rows, minerals, countries and companies.
    with django_assert_num_queries(12):
        page(client, article)


@pytest.fixture
def with_companies(article):
    """Tag the article with a miner and its mine, and say where the text names the mine."""
    chile = make_country("cl", "Chile")
    miner = make_company("codelco", "Codelco", kind="miner", country=chile)
    mine = make_company("golmud", "Golmud Pit", kind="mine", country=chile, owner=miner)
    mine.commodities.set([make_mineral("lithium"), make_mineral("potash")])
    for company in (miner, mine):
        article.company_links.create(company=company)
    start = TEXT.index("Golmud")
    Evidence.objects.create(
        article=article, field="project", value="golmud", start=start, end=start + 6,
        rule="name of a mine", confidence=0.95,
    )  # fmt: skip
    return article


def test_companies_and_projects_stand_with_their_evidence(client, with_companies):
    shown = text_of(page(client, with_companies))

    assert "Mine or project Golmud Pit “Golmud” name of a mine high confidence, 95%" in shown
    assert "Company Codelco No words of the text say so" in shown
    assert 'href="/?company=golmud"' in page(client, with_companies).content.decode()


def test_implied_values_are_marked_as_implied_and_said_ones_left_out(client, with_companies):
    shown = text_of(page(client, with_companies))

    assert "Implied by Golmud Pit : Chile , potash" in shown
    assert "Implied by Codelco : Chile" in shown
    assert "Country Chile" not in shown


def test_implied_values_need_no_place_when_the_article_says_them(client, with_companies):
    with_companies.country_links.create(country=make_country("cl"))
    with_companies.mineral_links.create(mineral=make_mineral("potash"))

    assert "Implied" not in text_of(page(client, with_companies))


@pytest.mark.parametrize("pk", [0, 999999, 10**30])
def test_an_unknown_article_is_not_found(client, db, pk):
    assert client.get(f"/articles/{pk}/").status_code == 404
    assert client.get(f"/articles/{pk}/original/").status_code == 404


@pytest.fixture
def results(index):
    made = [
        make_article("Lithium here.", title=f"Hit {number}", published=f"2024-02-{number:02d}")
        for number in range(1, 26)
    ]
    index()
    return made[::-1]


@pytest.mark.parametrize("place", [1, 2, 20, 21, 25])
def test_previous_and_next_follow_the_search_in_the_url(client, results, place):
    article = results[place - 1]

    html = page(client, article, f"q=lithium&sort=newest&at={place}").content.decode()

    assert f"{place} of 25" in html
    for neighbour, name in ((place - 1, "prev"), (place + 1, "next")):
        exists = 1 <= neighbour <= 25
        href = (
            f'href="/articles/{results[neighbour - 1].pk}/?q=lithium&amp;sort=newest'
            f'&amp;at={neighbour}" rel="{name}"'
            if exists
            else f'rel="{name}"'
        )
        assert (href in html) == exists


def test_back_leads_to_the_page_and_place_of_the_hit(client, results):
    article = results[20]

    html = page(client, article, "q=lithium&sort=newest&at=21").content.decode()

    assert f'href="/?q=lithium&amp;sort=newest&amp;page=2#hit-{article.pk}"' in html


@pytest.mark.parametrize("at", ["", "0", "-1", "x", "99999999", "²", "%00", "1&after=soon"])
def test_an_unusable_trail_is_left_out(client, results, at):
    response = page(client, results[0], f"q=lithium&at={at}")

    assert response.status_code == 200
    assert "Back to the results" not in text_of(response)


def test_a_moved_hit_is_found_again_near_its_place(client, results):
    html = page(client, results[4], "sort=newest&at=3").content.decode()

    assert "5 of 25" in html


@pytest.fixture
def original(article):
    original = Original.objects.create(
        sha256="ab" * 32, media_type="text/html", file_name="Bericht “März”.html", size=5
    )
    path = original_path(original.sha256)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"<b>x</b>")
    article.original = original
    article.save()
    return original


def test_an_original_is_a_download_that_no_browser_runs(client, article, original):
    response = client.get(f"{article.get_absolute_url()}original/")

    assert b"".join(response.streaming_content) == b"<b>x</b>"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''Bericht")
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_missing_original_is_not_found(client, article, original):
    original_path(original.sha256).unlink()

    response = client.get(f"{article.get_absolute_url()}original/")

    assert response.status_code == 404
    assert "original file is missing" in text_of(response)
