"""Synthetic clippings: the same for the same seed, varied, and labelled as the text says."""

import re
import subprocess
import sys
from collections import Counter
from itertools import islice

import pytest

from archive.edtf import parse
from archive.synthetic import MARKER, clippings

COUNT = 1200
REAL_NAMES = (
    "reuters bloomberg yonhap xinhua glencore albemarle codelco sqm ganfeng tianqi catl "
    "bhp lynas cameco kazatomprom freeport cmoc tsingshan posco eramet umicore antam imerys"
)


@pytest.fixture(scope="module")
def made():
    return list(clippings(COUNT, 11))


@pytest.fixture(scope="module")
def english(made):
    return [clipping for clipping in made if clipping.language == "en"]


def test_same_seed_makes_the_same_clippings(made):
    assert list(clippings(40, 11)) == made[:40]


def test_other_seed_makes_other_clippings(made):
    assert not {each.text for each in clippings(40, 12)} & {each.text for each in made[:40]}


def test_string_hashing_has_no_influence(made):
    script = (
        "import hashlib; from archive.synthetic import clippings; "
        "print(hashlib.sha256('|'.join(c.text for c in clippings(60, 11)).encode()).hexdigest())"
    )
    prints = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONHASHSEED": hash_seed, "PATH": "/usr/bin"},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for hash_seed in ("1", "2")
    }

    assert len(prints) == 1


def test_clippings_come_one_by_one():
    assert len(list(islice(clippings(10**9, 1), 3))) == 3


@pytest.mark.parametrize("count", [-1, -100])
def test_negative_count_is_refused(count):
    with pytest.raises(ValueError, match=str(count)):
        clippings(count, 1)


def test_file_names_are_unique_and_keep_their_number(made):
    names = [clipping.file_name for clipping in made]

    assert len(set(names)) == COUNT
    assert names == sorted(names)
    assert [clipping.file_name for clipping in clippings(2, 99)] == names[:2]


def test_every_text_says_that_it_is_synthetic(made):
    assert all(clipping.text.rstrip().endswith(MARKER) for clipping in made)


def test_no_template_mark_is_left_in_a_text(made):
    leftovers = [
        mark[0] for clipping in made if (mark := re.search(r"[{}\[\]~]|\ba about\b", clipping.text))
    ]

    assert leftovers == []


def test_real_outlets_and_companies_are_never_named(made):
    words = Counter(word for clipping in made for word in re.findall(r"\w+", clipping.text.lower()))

    assert set(words) & set(REAL_NAMES.split()) == set()


def test_bodies_are_as_long_as_news_articles(english):
    lengths = sorted(len(clipping.body.split()) for clipping in english)

    assert lengths[len(lengths) // 50] >= 120
    assert lengths[0] >= 60  # a copy that was cut
    assert lengths[-1] <= 760
    assert 250 <= lengths[len(lengths) // 2] <= 450


def test_few_sources_are_frequent_and_many_are_rare(made):
    sources = Counter(clipping.source for clipping in made if clipping.source)
    top = sources.most_common()

    assert 0.02 <= top[0][1] / COUNT <= 0.12
    assert len(sources) >= 120
    assert sum(count for _, count in top[:20]) / COUNT > 0.3
    assert sum(1 for _, count in top if count <= 5) > 40


def test_minerals_and_countries_spread_like_zipf(made):
    minerals = Counter(mineral for clipping in made for mineral in clipping.minerals.core)
    countries = Counter(country for clipping in made for country in clipping.countries.mentioned)

    assert minerals.most_common(1)[0][0] == "lithium"
    assert 0.08 <= minerals["lithium"] / COUNT <= 0.25
    assert len(minerals) >= 50
    assert countries.most_common(1)[0][0] == "CN"
    assert len(countries) >= 60


@pytest.mark.parametrize(
    ("mineral", "country"), [("lithium", "CL"), ("cobalt", "CD"), ("nickel", "ID")]
)
def test_minerals_are_found_where_they_are_mined(made, mineral, country):
    about = [each.countries.mentioned for each in made if mineral in each.minerals.core]
    others = [each.countries.mentioned for each in made if mineral not in each.minerals.core]

    def share(sets):
        return sum(country in codes for codes in sets) / len(sets)

    assert share(about) > 2 * share(others)


def test_dates_have_all_precisions_and_grow_over_the_years(made):
    def kind(date):
        return parse(date).precision if date else "none"

    kinds = Counter(kind(clipping.date) for clipping in made)
    years = Counter(clipping.date[:4] for clipping in made if clipping.date[:2] == "20")

    assert set(kinds) == {"day", "month", "year", "month-day", "none"}
    assert 0.05 <= kinds["none"] / COUNT <= 0.11
    assert kinds["day"] / COUNT > 0.7
    assert min(years) == "2012"
    assert max(years) == "2026"
    assert years["2025"] > 2 * years["2016"]


def test_printed_day_is_the_labelled_day(english):
    iso = re.compile(r"^\D*(20\d\d-\d\d-\d\d)\b", re.MULTILINE)
    dated = [
        (clipping.date, found[1])
        for clipping in english
        if (found := iso.search(clipping.text)) and len(clipping.date) == 10
    ]

    assert len(dated) > 50
    assert [pair for pair in dated if pair[0] != pair[1]] == []


def test_undated_pages_print_no_date_around_the_body(english):
    day = re.compile(r"\b(20\d\d-\d\d-\d\d|\d\d/\d\d/20\d\d|[A-Z][a-z]+ \d{1,2}, 20\d\d)\b")
    undated = [clipping for clipping in english if not clipping.date]

    assert undated
    assert [each.file_name for each in undated if day.search(each.text)] == []


def test_title_source_agency_and_body_occur_in_the_text(made):
    def squeezed(text):
        return " ".join(text.split())

    for clipping in made:
        text = squeezed(clipping.text)
        assert squeezed(clipping.title) in text
        assert clipping.source.lower() in text.lower()
        assert clipping.agency in text
        assert squeezed(clipping.body.split("\n\n")[0]) in text


def test_most_clippings_have_a_title_and_a_source(made):
    assert 0.02 <= sum(not clipping.title for clipping in made) / COUNT <= 0.08
    assert 0.05 <= sum(not clipping.source for clipping in made) / COUNT <= 0.2


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("CL", "chile santiago atacama antofagasta calama copiapó tarapacá"),
        ("ZM", "zambia lusaka copperbelt kitwe solwezi ndola"),
        ("CI", "ivoire ivory ivorian yamoussoukro abidjan pédro odienné"),
    ],
)
def test_labelled_country_is_named_and_no_other_text_names_it(english, code, words):
    named = re.compile(rf"\b({'|'.join(words.split())})\b")
    for clipping in english:
        places = clipping.countries
        words_of_text = clipping.text.lower()
        if code in places.mentioned:
            assert named.search(words_of_text)
        elif code not in places.optional + places.boilerplate:
            assert not named.search(words_of_text)


@pytest.mark.parametrize("mineral", ["lithium", "cobalt", "graphite", "uranium", "rare earths"])
def test_mineral_that_is_spelled_out_is_labelled(english, mineral):
    for clipping in english:
        places = clipping.minerals
        if mineral in clipping.text.lower():
            assert mineral in places.mentioned + places.optional + places.boilerplate


def test_a_name_stands_in_one_place_only(made):
    for clipping in made:
        for named in (clipping.countries, clipping.minerals):
            assert set(named.core) <= set(named.mentioned)
            rest = (named.mentioned, named.optional, named.boilerplate)
            assert len({name for names in rest for name in names}) == sum(map(len, rest))


def test_some_clippings_are_copies(made):
    texts = Counter(clipping.text for clipping in made)
    exact = COUNT - len(texts)
    leads = Counter(clipping.body.split("\n\n")[0][-90:] for clipping in made)
    carried_again = COUNT - len(leads) - exact

    assert 0.003 <= exact / COUNT <= 0.025
    assert 0.02 <= carried_again / COUNT <= 0.09


def test_copies_are_shorter_and_printed_elsewhere(made):
    by_sentence = {}
    pairs = []
    for clipping in made:
        key = clipping.body.split("\n\n")[0][-90:]
        first = by_sentence.setdefault(key, clipping)
        if first.text != clipping.text:
            pairs.append((first, clipping))

    assert sum(len(copy.body) < len(first.body) for first, copy in pairs) > 0.8 * len(pairs)
    assert sum(copy.source != first.source for first, copy in pairs) > 0.7 * len(pairs)


def test_other_languages_are_a_few_percent(made):
    languages = Counter(clipping.language for clipping in made)

    assert set(languages) == {"en", "es", "fr", "pt", "zh", "ru"}
    assert 0.02 <= 1 - languages["en"] / COUNT <= 0.08


@pytest.mark.parametrize(
    ("language", "letters"), [("zh", r"[一-鿿]"), ("ru", r"[а-яё]"), ("es", r"[ñáéíóú]")]
)
def test_other_languages_use_their_letters(made, language, letters):
    for clipping in made:
        if clipping.language == language:
            assert len(re.findall(letters, clipping.body)) > 5


def test_vocabulary_is_large(made):
    words = {word for clipping in made for word in re.findall(r"[\w.·-]+", clipping.text.lower())}

    assert len(words) > 9000
    assert {"nmc-811", "li2co3", "u3o8", "lioh·h2o", "nd2fe14b"} <= words


def test_headlines_have_many_shapes(made):
    titles = [clipping.title for clipping in made if clipping.title]

    assert len(set(titles)) > 0.88 * len(titles)
    assert any(title.isupper() for title in titles)
    assert any(title.endswith("?") for title in titles)
    assert any(title.istitle() or title.split()[-1][0].isupper() for title in titles)
