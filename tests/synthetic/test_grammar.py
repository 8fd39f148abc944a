"""Templates: every slot of the data can be filled, numbers and articles come out right."""

import re
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.synthetic._cast import cast
from archive.synthetic._grammar import Choice, Slot, Writer, bind, compile_template, ordinal
from archive.synthetic._vocabulary import vocabulary

FOR_QUOTES = {"quote", "speaker", "speaker_last", "speaker_he", "speaker_job"}
ON_PAGES = (
    {"d", "dd", "m", "mm", "yyyy", "month", "mon", "weekday", "dow", "ordinal", "time"}
    | {"related", "related2", "related3", "date", "copyright_year"}
    | {"title", "source", "agency", "domain"}
)
LANGUAGES = ("en", "es", "fr", "pt", "ru", "zh")


def write(template, seed=1, **bindings):
    bound = {name: bind([text]) for name, text in bindings.items()}
    return Writer(Random(seed), bound).write(template).text


def slots(template):
    for node in template:
        if isinstance(node, Slot):
            yield node.name
        elif isinstance(node, Choice):
            for option in node.options:
                yield from slots(option)


def templates_of(edition):
    """Yield each template of an edition, and whether it is printed around a story."""
    for topic in edition.topics.items:
        for texts in (topic.headlines, topic.leads, topic.facts, topic.quotes, topic.closings):
            yield from ((text, False) for text in texts)
    for texts in (edition.background, edition.quotes, edition.quote_first, edition.quote_again):
        yield from ((text, False) for text in texts)
    headers = edition.headers_dated.items + edition.headers_undated.items
    for texts in (headers, edition.footers.items, edition.captions):
        yield from ((text, True) for text in texts)
    for wheel in edition.date_styles.values():
        yield from ((style.text, True) for style in wheel.items)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_slot_can_be_filled(language):
    edition = vocabulary().editions[language]
    bindings = cast(Random(1), edition, date(2020, 5, 6)).bindings
    in_stories = set(bindings) | FOR_QUOTES
    on_pages = in_stories | ON_PAGES
    missing = [
        (text, name)
        for text, is_page in templates_of(edition)
        for name in slots(compile_template(text))
        if name not in (on_pages if is_page else in_stories)
    ]
    missing += [
        (word, name)
        for word, binding in bindings.items()
        for option in binding.options
        for name in slots(option)
        if name not in (on_pages if word.startswith(("dateline", "menu")) else in_stories)
    ]

    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_speaker_has_a_job(language):
    edition = vocabulary().editions[language]
    bindings = cast(Random(1), edition, date(2020, 5, 6)).bindings
    speakers = {role for topic in edition.topics.items for role in topic.speakers}

    assert speakers <= set(bindings)
    assert {f"{role}_job" for role in speakers} <= set(bindings)


@pytest.mark.parametrize("language", LANGUAGES)
def test_templates_name_countries_only_through_slots(language):
    names = {country.short for country in vocabulary().countries.values()} - {"Niger", "US", "UK"}
    names |= {row["name"] for row in vocabulary().editions[language].countries.values()}
    literal = " ".join(
        re.sub(r"\{[^}]*\}", "_", text) for text, _ in templates_of(vocabulary().editions[language])
    )

    assert [name for name in sorted(names) if re.search(rf"\b{re.escape(name)}\b", literal)] == []


def test_countries_and_minerals_are_known_wherever_they_are_used():
    words = vocabulary()
    for mineral in words.minerals.values():
        assert set(mineral.producers.items) <= set(words.countries)
    for country in words.countries.values():
        assert country.culture in words.cultures
    for edition in words.editions.values():
        assert set(edition.minerals) <= set(words.minerals)
        assert set(edition.countries) <= set(words.countries)


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{mine} opens", "deep pit opens"),
        ("{Mine} opens", "Deep pit opens"),
        ("{MINE} opens", "DEEP PIT opens"),
        ("a~ old, a~ new, a~ 8% and a~ US {mine}", "an old, a new, an 8% and a US deep pit"),
        ("the 3~th and 12~th", "the 3rd and 12th"),
        ("[same|same] word", "same word"),
        ("Home | News", "Home | News"),
    ],
)
def test_template_is_written(template, text):
    assert write(template, mine="deep pit") == text


def test_fixed_word_stays_the_same_and_others_change():
    writer = Writer(Random(3), {"sum": bind(["{#1-900000}"])})
    fixed = {writer.write("{=sum}").text for _ in range(9)}
    free = {writer.write("{sum}").text for _ in range(9)}

    assert len(fixed) == 1
    assert len(free) > 5


def test_slot_never_repeats_itself_in_a_row():
    writer = Writer(Random(5), {"use": bind(["glass", "steel"])})

    for _ in range(20):
        assert writer.write("{use} {use}").text in {"glass steel", "steel glass"}


def test_named_country_and_mineral_are_recorded():
    bindings = {"place": bind(["Ndola"], country="ZM"), "ore": bind(["bornite"], mineral="copper")}

    passage = Writer(Random(1), bindings).write("{ore} from {place}")

    assert (passage.countries, passage.minerals) == ({"ZM"}, {"copper"})


@pytest.mark.parametrize("template", ["[open", "closed]", "{open", "a } b"])
def test_unbalanced_template_is_refused(template):
    with pytest.raises(ValueError, match="in template"):
        compile_template(template)


def test_unknown_slot_is_refused():
    with pytest.raises(KeyError, match="nobody"):
        write("{nobody}")


@given(st.integers(0, 10**9), st.integers(1, 5000), st.integers(0, 5000), st.sampled_from([1, 5]))
def test_number_lies_in_its_range(seed, low, extra, step):
    number = int(write(f"{{##{low}-{low + extra}~{step}}}", seed))

    assert low <= number <= low + extra
    assert (number - low) % step == 0


@pytest.mark.parametrize(
    ("separators", "pattern"), [(",.", r"[1-9],\d{3}\.\d"), (".,", r"[1-9]\.\d{3},\d")]
)
def test_number_has_the_separators_of_its_language(separators, pattern):
    writer = Writer(Random(1), {}, separators)

    assert re.fullmatch(pattern, writer.write("{#1000.0-9000.0}").text)


@pytest.mark.parametrize(
    ("number", "text"), [(1, "1st"), (2, "2nd"), (11, "11th"), (23, "23rd"), (112, "112th")]
)
def test_ordinal(number, text):
    assert ordinal(number) == text
