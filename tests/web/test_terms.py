"""The question in the article it found: marks, counts, and steps from match to match."""

import re
from urllib.parse import quote

import pytest

from archive.web._marking import Span
from archive.web._terms import make_term_line, mark_terms
from tests.factories import make_article
from tests.web.test_search_page import text_of

TEXT = """Lithium menu

Exports of lithium rose. An export control came.

About lithium"""
BODY = [TEXT.index("Exports"), TEXT.index("\n\nAbout")]


@pytest.fixture
def article(index):
    article = make_article(TEXT, title="Lithium and exports", body_ranges=[BODY])
    index()
    return article


def show(client, article, question="lithium export", extra="&at=1"):
    return client.get(f"{article.get_absolute_url()}?q={quote(question)}{extra}")


def terms_of(response):
    html = response.content.decode()
    return re.findall(r'<mark class="term" id="term-(\d+)">([^<]*)</mark>', html)


def test_terms_are_marked_and_numbered_from_the_title_into_the_body(client, article):
    assert terms_of(show(client, article)) == [
        ("1", "Lithium"),
        ("2", "exports"),
        ("3", "Exports"),
        ("4", "lithium"),
        ("5", "export"),
    ]


def test_each_term_is_counted_and_links_to_its_first_place_in_the_text(client, article):
    response = show(client, article)

    html = response.content.decode()
    assert "lithium 2 export 3" in text_of(response)
    assert '<a href="#term-4">lithium</a>' in html
    assert '<a href="#term-3">export</a>' in html


def test_a_term_of_the_title_alone_links_to_the_title(client, article):
    html = show(client, article, "title:exports").content.decode()

    assert '<a href="#term-1">title:exports</a>' in html


def test_the_search_box_keeps_the_question_and_the_filters(client, article):
    html = show(client, article, extra="&at=1&country_mode=all&review=unreviewed").content.decode()

    assert 'value="lithium export"' in html
    assert '<input type="hidden" name="review" value="unreviewed">' in html
    assert 'name="at"' not in html


def test_matches_follow_each_other_without_scripts(client, article):
    here = f"{article.get_absolute_url()}?q=lithium+export&at=1"

    first = show(client, article).context["page"].terms
    middle = show(client, article, extra="&at=1&match=3").context["page"].terms
    last = show(client, article, extra="&at=1&match=5").context["page"].terms

    assert (first.previous, first.next) == (f"{here}&match=5#term-5", f"{here}&match=1#term-1")
    assert (middle.previous, middle.next) == (f"{here}&match=2#term-2", f"{here}&match=4#term-4")
    assert last.next == f"{here}&match=1#term-1"


@pytest.mark.parametrize("match", ["", "0", "-1", "99", "x", "²", "9" * 40])
def test_a_match_that_is_not_there_is_no_match(client, article, match):
    assert show(client, article, extra=f"&match={match}").context["page"].terms.position == 0


def test_the_clipping_as_received_has_the_matches_outside_the_body_too(client, article):
    response = show(client, article, "lithium", "&at=1&view=received")

    assert [words for _, words in terms_of(response)] == [
        "Lithium",
        "Lithium",
        "lithium",
        "lithium",
    ]
    assert "view=received&match=1#term-1" in response.context["page"].terms.next


def test_an_article_without_a_word_of_the_question_says_so(client, article):
    response = show(client, article, "menu")

    assert "No word of the search stands in the body" in text_of(response)
    assert response.context["page"].terms is None


def test_an_article_opened_without_words_has_no_terms(client, article):
    response = client.get(f"{article.get_absolute_url()}?sort=newest&at=1")

    assert terms_of(response) == []
    assert "No word of the search" not in text_of(response)


def test_a_question_that_cannot_be_read_is_no_question(client, article):
    response = show(client, article, extra="&after=soon")

    assert response.status_code == 200
    assert terms_of(response) == []


def test_marks_of_terms_and_evidence_nest(client, article):
    article.evidence.create(
        field="mineral",
        value="lithium",
        start=TEXT.index("lithium r"),
        end=TEXT.index(" rose"),
        rule="name",
        confidence=1,
    )

    html = show(client, article, '"of lithium"').content.decode()

    assert (
        '<mark class="term" id="term-1">of <mark class="evidence" id="evidence-1" '
        'data-evidence="1">lithium</mark></mark>'
    ) in html


def test_words_of_the_question_are_escaped(client, article):
    html = show(client, article, 'lithium OR "<script>x"').content.decode()

    assert "<script>x" not in html


def test_marks_that_overlap_are_one_step_and_counted_apart():
    marked = mark_terms('lithium "lithium mine"', "", "A lithium mine. lithium", [(0, 23)])

    assert marked.text == (Span(2, 14, place=1), Span(16, 23, place=2))
    assert marked.counts == {"lithium": 2, '"lithium mine"': 1}
    assert marked.first == {"lithium": 1, '"lithium mine"': 1}


def test_only_marks_that_touch_a_range_are_handed_out():
    marked = mark_terms("lithium", "", "lithium lithium lithium", [(0, 23)])

    assert [span.place for span in marked.within(7, 9)] == [2]
    assert [span.place for span in marked.within(5, 16)] == [1, 2]
    assert list(marked.within(7, 8)) == []


def test_thousands_of_matches_are_counted_and_the_first_of_them_marked():
    marked = mark_terms("lithium", "", "lithium " * 3000, [(0, 24_000)])

    line = make_term_line(marked, "/a?q=lithium", "")

    assert line is not None
    assert (line.counts[0].count, line.total) == (3000, 2000)
