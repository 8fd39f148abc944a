import re

import pytest
from django.urls import reverse

from archive.models import Article, Story
from archive.search import IndexUnavailable
from tests.factories import make_article, make_company, make_country, make_source


def get(client, querystring=""):
    return client.get(f"/?{querystring}")


def text_of(response):
    """Return what a reader sees: no tags, single spaces."""
    plain = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(plain.split())


@pytest.fixture
def three(index):
    make_country("cl", "Chile")
    make_country("kr", "South Korea")
    make_source("daryo", "Daryo")
    make_article(
        "Lithium carbonate from brine.",
        title="Brine pays",
        countries=["cl"],
        minerals=["lithium"],
        source="daryo",
        published="2024-01-16",
    )
    make_article(
        "Graphite for lithium batteries.",
        title="Anodes",
        countries=["kr"],
        minerals=["graphite"],
        published="XXXX-11-06",
    )
    make_article("Nickel ore only.", title="", published="2023-05", review="reviewed")
    index()


def test_search_lists_what_matches_and_marks_it(client, three):
    response = get(client, "q=lithium")

    assert response.status_code == 200
    assert "2 articles" in text_of(response)
    assert "<mark>Lithium</mark>" in response.content.decode()
    assert "Nickel" not in text_of(response)


def test_search_without_words_lists_the_newest_first(client, three):
    shown = text_of(get(client))

    assert shown.index("Brine pays") < shown.index("Nickel ore only.") < shown.index("Anodes")


def test_search_title_says_the_question_and_the_count(client, three):
    response = get(client, "q=lithium&country=cl")

    assert "<title>lithium, country Chile: 1 article · Lode</title>" in response.content.decode()


def test_dates_are_written_as_precisely_as_known(client, three):
    shown = text_of(get(client))

    assert "16 January 2024" in shown
    assert "May 2023" in shown
    assert "6 November, year unknown" in shown


def test_an_untitled_article_is_named_by_its_first_words(client, three):
    shown = text_of(get(client, "q=nickel"))

    assert "Nickel ore only. Untitled" in shown


@pytest.mark.parametrize(
    ("asked", "label"),
    [
        ("q=nickel&country=kr", "Without Country: South Korea"),
        ("q=lithium&source=daryo&country=kr", "Without Source: Daryo"),
        ("q=nickel&not_review=reviewed", "With Review: Reviewed"),
        ("q=nickel+country:kr", "Without “country:&quot;South Korea&quot;”"),
        ("q=graphite&country=south-koria", "Did you mean Country: South Korea"),
        ("q=country:Chil", "Did you mean “country:Chile”"),
        ("q=country:zz", "Without “country:zz”"),
    ],
)
def test_what_to_ask_instead_is_said_with_names(client, three, asked, label):
    assert label in text_of(get(client, asked))


def test_an_unknown_slug_finds_nothing_and_can_be_removed(client, three):
    response = get(client, "country=atlantis")

    assert "0 articles" in text_of(response)
    assert "Remove filter Country: atlantis" in text_of(response)
    assert "Nothing matches" in text_of(response)


def test_a_bad_date_is_explained_at_its_box_and_widens_nothing(client, three):
    response = get(client, "q=lithium&after=soon&country=cl")

    page = response.content.decode()
    assert response.status_code == 400
    assert 'aria-describedby="after-problem date-hint"' in page
    assert 'value="soon"' in page
    assert "Brine pays" not in page
    without = "http://testserver/?q=lithium&amp;country=cl"
    assert f'<a href="{without}">Search without this part</a>' in page


@pytest.mark.parametrize(
    ("querystring", "words"),
    [
        ("page=7", "There is no page 7. There is only page 1."),
        ("page=99999", "There is no page 99,999. There is only page 1."),
        ("page=501&per_page=20", "There is no page 501. There is only page 1."),
        ("page=9999999999", "There is no such page. There is only page 1."),
        ("page=zero", "That is not the number of a page"),
        ("sort=best", "is not an order"),
        ("per_page=7", "cannot show “7” articles"),
    ],
)
def test_a_wrong_presentation_is_said_and_replaced(client, three, querystring, words):
    response = get(client, querystring)

    assert response.status_code == 200
    assert words in text_of(response)


@pytest.mark.parametrize("page", [4, 99_999])
def test_a_page_that_does_not_exist_tells_which_do(client, index, page):
    for _ in range(41):
        make_article("Lithium.")
    index()

    response = get(client, f"q=lithium&page={page}")

    assert f"There is no page {page:,}. There are pages 1 to 3." in text_of(response)
    assert '<a href="/?q=lithium&amp;page=3">Go to the last page</a>' in response.content.decode()


def test_paging_has_an_end_that_is_told(client, three, monkeypatch):
    for module in ("_filters", "_links", "_pages"):
        monkeypatch.setattr(f"archive.web.{module}.MAX_RESULT_WINDOW", 2)

    shown = text_of(get(client, "per_page=20&page=5"))

    assert "There is no page 5. There is only page 1. Paging reaches the first" in shown


@pytest.mark.parametrize(
    "querystring",
    [
        "q=" + "x" * 5000,
        "q=" + "%28" * 300,
        "q=%00",
        "q=<script>alert(1)</script>",
        "q=%22unbalanced&country=%00%00",
        "q=*a*&sort=newest",
        "q=%F0%9F%92%A3+%ED%A0%80",
        "country=<script>alert(1)</script>&not_source=%22%3E%3Cb%3E",
        "after=<script>alert(1)</script>",
        "after=%00&before=%00",
        "page=99999999999999999999",
        "page=1e9",
        "date=<b>",
        "mineral_mode=<b>",
        "&".join(f"country=c{number}" for number in range(300)),
    ],
)
def test_hostile_questions_get_a_page_and_never_a_fault(client, three, querystring):
    response = get(client, querystring)

    assert response.status_code in (200, 400)
    page = response.content.decode()
    assert "<script>alert" not in page
    assert "<b>" not in page


def test_stored_markup_is_escaped_everywhere(client, index):
    article = make_article("<script>alert('text')</script> lithium", title="<b>Bold</b> lithium")
    index()

    for address in ("/?q=lithium", "/", article.get_absolute_url()):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page
        assert "<b>" not in page


def test_a_contradiction_is_named_as_readers_know_it(client, three):
    assert "Without Country: Chile" in text_of(get(client, "country=cl&not_country=cl"))


def test_query_count_does_not_grow_with_the_rows(client, index, django_assert_num_queries):
    for number in range(10):
        make_article(
            countries=["cl", "kr"],
            minerals=["lithium"],
            source=f"source-{number}",
            published=f"20{number + 10}",
        )
    index()
    get(client, "q=lithium")
    with django_assert_num_queries(8):
        get(client, "q=lithium")
    for number in range(10, 20):
        make_article(
            countries=["cl", "ar"],
            minerals=["cobalt", "lithium"],
            source=f"source-{number}",
            title="",
        )
    index()
    get(client, "q=lithium")

    with django_assert_num_queries(8):
        response = get(client, "q=lithium")

    assert "20 articles" in text_of(response)


def test_without_an_index_the_database_answers_with_a_banner(client, three, monkeypatch):
    def unavailable(query, **options):
        raise IndexUnavailable("gone")

    monkeypatch.setattr("archive.web._answers.search", unavailable)

    response = get(client, "q=lithium&country=cl")

    assert response.status_code == 503
    assert "The search index is being repaired" in text_of(response)
    assert "1 article" in text_of(response)
    assert "Brine pays" in text_of(response)
    assert "Anodes" not in text_of(response)


def test_a_damaged_index_is_no_fault_of_the_page(client, three, data_dir):
    for path in (data_dir / "index").rglob("*"):
        if path.is_file():
            path.write_bytes(b"damage")

    response = get(client, "q=lithium")

    assert response.status_code in (200, 503)
    assert "Brine pays" in text_of(response)


def test_an_empty_archive_says_how_to_fill_it(client, index):
    assert "The archive is empty" in text_of(get(client))


def test_a_hit_says_how_many_other_sources_carried_the_story(
    client, index, django_assert_num_queries
):
    story = Story.objects.create()
    for source in ("daryo", "yonhap", "yonhap", "kyodo"):
        make_article("Lithium pact signed.", title="Pact", source=source, story=story)
    make_article("Lithium alone.", title="Alone")
    index()
    get(client, "q=lithium")

    with django_assert_num_queries(9):
        response = get(client, "q=lithium")

    assert "5 articles for lithium 2 stories" in text_of(response)
    assert text_of(response).count("also carried by 2 sources") == 4
    assert text_of(response).count("also carried") == 4


def test_a_hit_found_by_its_tags_alone_says_so(client, three):
    shown = text_of(get(client, "q=country:Chile"))

    assert "Found by its country, not by words of the text" in shown


def test_a_hit_deleted_since_is_left_out(client, three):
    from archive.models import Article

    Article.objects.filter(title="Brine pays").delete()

    response = get(client, "q=lithium")

    assert response.status_code == 200
    assert "Brine pays" not in text_of(response)


def test_facet_page_lists_finds_and_orders_values(client, three):
    everything = client.get(reverse("facet", args=["country"]))
    found = client.get(reverse("facet", args=["country"]), {"find": "KORÉA", "country": "cl"})

    assert "Chile" in text_of(everything)
    assert "South Korea" in text_of(found)
    assert '<input type="hidden" name="country" value="cl">' in found.content.decode()
    assert 'value="kr"' in found.content.decode()


def test_facet_page_of_an_unknown_facet_is_not_found(client, db):
    assert client.get("/facet/colour/").status_code == 404


@pytest.mark.django_db
def test_question_that_is_too_long_stays_in_its_box(client):
    typed = "lithium " * 200 + "brine"

    response = client.get("/", {"q": typed})

    page = response.content.decode()
    assert response.status_code == 400
    assert f'value="{typed}"' in page
    assert "maxlength" not in re.search(r'<input id="q"[^>]*>', page)[0]


def test_company_is_a_facet_a_chip_and_a_list_of_its_own(client, index):
    make_company("glencore", "Glencore")
    make_article(companies=["glencore"], title="A trader")
    make_article(title="Nobody")
    index()

    html = client.get("/", {"company": "glencore"}).content.decode()

    assert "Remove filter Company: Glencore" in html
    assert 'name="company" value="glencore"' in html
    assert "A trader" in html
    assert "Nobody" not in html
    assert "Glencore" in client.get("/facet/company/").content.decode()


def test_main_subjects_only_is_a_tick_that_mentions_do_not_pass(client, three, index):
    mention = Article.objects.get(title="Anodes").country_links.get()
    mention.weight = 0.2
    mention.save()
    index()

    mentioned, main = get(client, "country=kr"), get(client, "country=kr&main=1")

    assert "1 article" in text_of(mentioned)
    assert is_ticked(mentioned, "main") is False
    assert "0 articles" in text_of(main)
    assert is_ticked(main, "main") is True
    assert 'type="hidden" name="main"' not in main.content.decode()
    assert "With what is merely mentioned" in text_of(main)
    assert "Remove filter Subjects: main subjects only" in text_of(main)


def is_ticked(response, name):
    """Tell whether the one box of a name is ticked."""
    (box,) = re.findall(
        rf'<input type="checkbox"[^>]* name="{name}"[^>]*>', response.content.decode()
    )
    return " checked" in box


def test_half_a_word_being_typed_is_read_as_its_beginning_and_the_page_says_so(client, three):
    page = get(client, "q=graph&country=kr&unfinished=1")

    assert "read as graph* ( search for exactly graph )" in text_of(page)
    assert 'href="/?q=graph&amp;country=kr"' in page.content.decode()
    assert 'value="graph"' in page.content.decode()
    assert page.context["page"].total == 1
    for address in ("/analysis/?", "/searches/save/?"):
        assert "unfinished" not in page.content.decode().split(address)[-1].split('"')[0]
    assert "/export/csv/?q=graph%2A&amp;country=kr" in page.content.decode()


def test_half_a_word_that_was_submitted_is_asked_as_it_stands(client, three):
    shown = text_of(get(client, "q=graph"))

    assert "Nothing matches" in shown
    assert "Words that begin so: “graph*” 1 article" in shown


def test_a_whole_word_being_typed_is_read_as_it_stands(client, three):
    page = get(client, "q=graphite&unfinished=1")

    assert page.context["page"].total == 1
    assert "search for exactly" not in text_of(page)
