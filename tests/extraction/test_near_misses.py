"""Why not: what a text seems to say, and the rule that refused it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.extraction import Rejection, extract, load_gazetteer

LEAD = (
    "Chile raises lithium output\n\n"
    "Chile's lithium output rose 12 percent in February, the regulator said, as two plants "
    "near Antofagasta expanded their ponds and shipped more of it abroad.\n\n"
)


def why_not(text, field, value, **options):
    """Return the rules that kept a value out of a text, the text's own values checked too."""
    found = extract(text, explain=True, **options)
    assert not found.has(field, value)
    return [miss.rule for miss in found.why_not() if (miss.field, miss.value) == (field, value)]


@pytest.mark.parametrize(
    ("sentence", "field", "value", "rule"),
    [
        ("The minister told China Daily so.", "country", "cn", "part of “China Daily”"),
        ("Demand in Latin America is growing fast.", "country", "us", "part of “Latin America”"),
        ("Analyst Michael Jordan of the bank agreed.", "country", "jo", "part of a person's name"),
        ("It will lead the way in output next year.", "mineral", "lead", "lead the verb or the"),
        ("Barrick Gold was not part of the talks.", "mineral", "gold", "Gold"),
        ("The plant is due to open on 3 May 2031.", "date", "2031-05-03", "within the article"),
        ("Officials told Reuters about the plan.", "source", "Reuters", "named in the article"),
    ],
)
def test_name_in_the_article_is_refused_with_its_rule(sentence, field, value, rule):
    assert any(rule in each for each in why_not(LEAD + sentence, field, value))


@pytest.mark.parametrize(
    ("footer", "field", "value", "rule"),
    [
        ("Copyright © 12 May 2024 Nobody Ltd.", "date", "2024-05-12", "copyright line"),
        ("Related articles\nZambia opens a copper mine", "country", "zm", "outside the article"),
        ("Related articles\nZambia opens a copper mine", "mineral", "copper", "outside the art"),
    ],
)
def test_name_around_the_article_is_refused_with_its_place(footer, field, value, rule):
    assert any(rule in each for each in why_not(LEAD + footer, field, value))


def test_other_sense_of_an_ambiguous_name_is_told():
    text = LEAD + "Officials in Atlanta, Georgia, and in Savannah agreed to buy the metal."

    assert why_not(text, "country", "ge") == ["means United States here"]


def test_untitled_text_says_why():
    text = (
        "To make the most of its lithium the government of Kazakhstan has begun talks with "
        "several large companies from abroad, two people who know of the matter said on Monday."
    )

    (miss,) = [each for each in extract(text, explain=True).why_not() if each.field == "title"]
    assert "not as a headline" in miss.rule
    assert text.startswith(miss.quote)


def test_value_that_was_found_elsewhere_is_no_near_miss():
    found = extract(LEAD + "A Chilean writer for China Daily was there in China.", explain=True)

    assert found.has("country", "cn")
    assert not [miss for miss in found.why_not() if miss.value == "cn"]


def test_near_misses_are_told_only_when_asked_for():
    assert extract(LEAD + "Latin America is far away.").near_misses == ()


REJECTED = Rejection("country", "ge", "Georgia", "Savannah Morning News", means="us")


@pytest.mark.parametrize(
    ("source", "countries"),
    [("Savannah Morning News", {"us"}), ("The Savannah Morning News", {"us"}), ("Other", {"ge"})],
)
def test_rejected_reading_holds_for_articles_of_its_source(source, countries):
    gazetteer = load_gazetteer().with_changes(rejections=[REJECTED])
    text = "Lithium plans\n\nGEORGIA wants more lithium. Georgia's plants will be built soon."

    found = extract(text, gazetteer=gazetteer, source=source)

    assert {tag.slug for tag in found.countries} == countries


def test_rejected_reading_without_another_meaning_is_nothing():
    rejection = Rejection("mineral", "lithium", "lithium", "Savannah Morning News")
    gazetteer = load_gazetteer().with_changes(rejections=[rejection])

    found = extract(LEAD, gazetteer=gazetteer, source="Savannah Morning News", explain=True)

    assert found.minerals == ()
    (rule,) = {miss.rule for miss in found.why_not() if miss.value == "lithium"}
    assert rule == "rejected by an editor in articles of Savannah Morning News"


def test_rejection_follows_the_source_that_the_text_shows():
    gazetteer = load_gazetteer().with_changes(
        rejections=[Rejection("country", "cl", "Chile", "Reuters")]
    )
    body = LEAD.replace("Chile's lithium", "SANTIAGO, Feb 3 (Reuters) - Chile's lithium")

    slugs = {tag.slug for tag in extract(body, gazetteer=gazetteer).countries}

    assert extract(body, gazetteer=gazetteer).source == "Reuters"
    assert slugs == {"cl"}  # Antofagasta still speaks for it
    quotes = {each.quote for each in extract(body, gazetteer=gazetteer).findings}
    assert "Chile" not in quotes


WORDS = st.sampled_from(
    ["Georgia", "China Daily", "lead", "Latin America", "©", "2024", "3 May", "Reuters", ".",
     "\n\n", "\n", "Related articles", "By", "tin roof", "Barrick Gold (TSX)", "|", "Niger", "锂"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.lists(WORDS, max_size=40).map(" ".join), st.text(max_size=200)))
def test_near_misses_always_quote_the_text(text):
    found = extract(text, explain=True)

    for miss in found.near_misses:
        assert text[miss.start : miss.end] == miss.quote
        assert miss.rule
    assert not [miss for miss in found.why_not() if found.has(miss.field, miss.value)]


def test_hostile_text_has_few_near_misses():
    found = extract("China Daily said Reuters on 3 May 2024. " * 5000, explain=True)

    assert len(found.near_misses) < 2000


@pytest.mark.parametrize(
    ("kind", "slug", "text"),
    [
        ("company", "first-quantum-minerals", "First Quantum"),
        ("project", "greenbushes", "Greenbushes"),
    ],
)
def test_company_or_project_is_refused_in_articles_of_one_source(kind, slug, text):
    rejection = Rejection(kind, slug, text, "Savannah Morning News")
    gazetteer = load_gazetteer().with_changes(rejections=[rejection])
    words = f"{text} met the council on Monday and spoke of lithium for an hour, the mayor said."

    assert extract(words, gazetteer=gazetteer, source="Reuters").has(kind, slug)
    assert not extract(words, gazetteer=gazetteer, source="Savannah Morning News").has(kind, slug)
