"""The marked-up text: every character once, findings where they point."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.admin._evidence import evidence_table, segments
from archive.models import Article, Evidence
from tests.factories import make_article

TEXT = "0123456789" * 3
SPANS = st.lists(
    st.tuples(st.integers(0, 29), st.integers(1, 30)).filter(lambda pair: pair[0] < pair[1]),
    max_size=6,
)


@pytest.mark.django_db
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(SPANS)
def test_segments_rebuild_the_text_and_mark_exactly_the_findings(spans):
    Article.objects.all().delete()
    article = make_article(text=TEXT, body_ranges=[[5, 20]])
    Evidence.objects.bulk_create(
        Evidence(article=article, field="country", value="cl", start=start, end=end, rule="r")
        for start, end in spans
    )

    found = segments(article)

    assert "".join(segment.text for segment in found) == TEXT
    marked = "".join(("x" if segment.note else ".") * len(segment.text) for segment in found)
    covered = {place for start, end in spans for place in range(start, end)}
    assert marked == "".join("x" if place in covered else "." for place in range(len(TEXT)))
    body = "".join(("b" if segment.is_body else ".") * len(segment.text) for segment in found)
    assert body == "." * 5 + "b" * 15 + "." * 10
    anchors = [segment.anchor for segment in found if segment.anchor]
    assert len(anchors) == len(set(anchors))


@pytest.mark.django_db
def test_table_gathers_the_quotes_of_a_value_and_puts_rejected_ones_last():
    article = make_article(text="Chile Chile Chile Chile Chile Peru")
    for start in range(0, 30, 6):
        article.evidence.create(field="country", value="cl", start=start, end=start + 5, rule="r")
    article.evidence.create(field="title", value="T", rule="r", verdict="rejected")

    chile, title = evidence_table(article)

    assert (len(chile.quotes), chile.more) == (4, 1)
    assert title.is_rejected
