"""The query language: what is understood, what is said about it, and that nothing breaks it."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search import InvalidQuery
from archive.search._language import chosen_subjects, read
from tests.work import calls_of


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("", ""),
        ("   ", ""),
        ("lithium", "lithium"),
        ("lithium mine", "lithium AND mine"),
        ("lithium AND mine", "lithium AND mine"),
        ("lithium OR cobalt nickel", "(lithium OR cobalt) AND nickel"),
        ("-china lithium", "NOT china AND lithium"),
        ("lithium −china", "lithium NOT china"),
        ("NOT china", "NOT china"),
        ('(a1 OR b2) -"x y"', '(a1 OR b2) NOT "x y"'),
        ("-(cobalt OR gold) lithium", "NOT (cobalt OR gold) AND lithium"),
        ("“ban of exports”", '"ban of exports"'),
        ('"export control"~5', '"export control"~5'),
        ("lith*", "lith*"),
        ("lithum~", "lithum~"),
        ("lithum~1", "lithum~1"),
        ("what about lithium?", "what AND about AND lithium"),
        ("ban of exports", "ban AND exports"),
        ("Li-ion", "Li-ion"),
        ("source:(reuters OR daryo)", "source:reuters OR source:daryo"),
        ('source:"china daily"', 'source:"china daily"'),
        ("Source: reuters", "source:reuters"),
        ("country:CL", "country:cl"),
        ("company:Glencore", "company:glencore"),
        ('company:"Rio Tinto"', "company:rio-tinto"),
        ("has:company -company:sqm", "has:company NOT company:sqm"),
        ("date:2024-03", "date:2024-03"),
        ('after:"6 Nov 2024"', 'after:"6 Nov 2024"'),
        ("HAS:date", "has:date"),
        ("*", "*"),
        ("IT lithium", "IT AND lithium"),
        ("lithium OR", "lithium"),
        ("OR lithium", "lithium"),
        ("NOT OR lithium", "NOT lithium"),
        ("lithium AND OR cobalt", "lithium AND cobalt"),
        ("lithium AND NOT", "lithium"),
        ("(OR lithium) AND", "lithium"),
        ("lithium OR ()", "lithium"),
        ("NOT NOT lithium", "lithium"),
        ("NOT -lithium", "lithium"),
        ('"OR"', '"OR"'),
        ("country: chile", "country:chile"),
        ("Country : chile", "country:chile"),
        ("country:-chile", "NOT country:chile"),
        ("lithium country:", "lithium"),
        ('country:"" lithium', "lithium"),
        ("after: before:2024", "before:2024"),
        ("date:2025..2023", "date:2023..2025"),
        ("date:2024-03..2024", "date:2024-03..2024"),
        ("date:2023-2024", "date:2023..2024"),
        ("date:2023 to 2024", "date:2023..2024"),
        ("date:2023-12", "date:2023-12"),
        ("date:2023 -china", "date:2023 NOT china"),
        ("date:2024 production", "date:2024 AND production"),
        ("date:March 2024 mine", 'date:"March 2024" AND mine'),
        ("after:6 Nov 2023 lithium", 'after:"6 Nov 2023" AND lithium'),
    ],
)
def test_read_as_shows_the_question_as_understood(text, read_as):
    assert read(text).read_as == read_as


@pytest.mark.parametrize(
    "text",
    [
        "lithium OR cobalt nickel",
        "-china lithium",
        '(a1 OR b2) -"x y"',
        'source:"china daily" date:2023..2024-02',
        "title:salt lith* lithum~",
        "-(cobalt OR gold) lithium",
    ],
)
def test_read_as_reads_as_itself(text):
    once = read(text)

    assert read(once.read_as).query == once.query


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ('"lithium mine', "quotation mark"),
        ("(lithium", "bracket"),
        ("lithium)", "bracket"),
        ("foo:bar", "“foo:” was searched for as a word"),
        ("lithium OR", "AND, OR and NOT"),
        ("NOT OR lithium", "AND, OR and NOT"),
        ("lithium and cobalt", "in capitals: AND"),
        ("lithium or cobalt", "in capitals: OR"),
        ("ban of exports", "left out (of)"),
        ("lithium date:soon", "“soon” is not a date"),
        ("before:3/4/2024", "not a date"),
        ("is:odd", "is:reviewed"),
        ("has:beard", "has:date"),
        ("lithum~9", "lithum~2"),
        ("-", "nothing to search for"),
        ("NOT", "nothing to search for"),
        ("NOT", "AND, OR and NOT"),
        ("x)( y", "bracket"),
        ("country:", "write for example country:chile"),
        ("has:", "write for example has:date"),
        ("IS: lithium has:", "write for example has:date"),
        ("after: before:2024", "write for example after:2024-03"),
        ("country:?", "names nothing"),
        ("date:2025..2023", "“2025..2023” ends before it begins"),
        ("after:2025 before:2023", "No day fits both after:2025 and before:2023"),
        ("date:..", "needs a beginning or an end"),
        ("source:none", "read as -has:source"),
        ("country:(none)", "read as -has:country"),
        ('"export li*"', "inside quotation marks"),
        ("lithium || cobalt", "in capitals: OR"),
        ("lithium !cobalt", "write -word"),
    ],
)
def test_what_cannot_be_read_is_said(text, part):
    reading = read(text)

    assert any(part in notice.message for notice in reading.notices), reading.notices
    assert reading.query is not None


@pytest.mark.parametrize(
    "text",
    [
        "lithium",
        '"a of b"',
        "source:(reuters OR daryo)",
        "http://example.org/a",
        "10:30",
        "lithium OR cobalt",
        'x AND ("y z" OR v)',
        "Côte d'Ivoire",
        "IT",
        "the",
        '"AND" lithium',
        "after:2023 before:2025",
        "date:2024-03 date:2024",
        "date:2024 OR date:2023",
    ],
)
def test_plain_question_needs_no_notice(text):
    assert read(text).notices == ()


def names(facet, name):
    """Know a few names, as the archive's vocabulary does."""
    known = {
        "country": {"south korea": "kr", "guinea": "gn", "guinea bissau": "gw", "chile": "cl"},
        "source": {"china daily": "china-daily"},
        "mineral": {"rare earths": "rare-earths"},
    }
    return known.get(facet, {}).get(name.lower())


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("country:South Korea", "country:kr"),
        ("country:South Korea lithium", "country:kr AND lithium"),
        ("lithium -country:South Korea, mine", "lithium NOT country:kr AND mine"),
        ("(country:South Korea OR gold) mine", "(country:kr OR gold) AND mine"),
        ("country:Guinea Bissau", "country:gw"),
        ("source:China Daily", 'source:"China Daily"'),
    ],
)
def test_name_of_several_words_needs_no_quotation_marks(text, read_as):
    reading = read(text, names)

    assert reading.read_as == read_as
    assert any("was read as" in notice.message for notice in reading.notices)


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("country:Guinea mine", "country:gn AND mine"),
        ('country:"South" Korea', "country:south AND Korea"),
        ("country:South (Korea)", "country:south AND Korea"),
        ("country:South -Korea", "country:south NOT Korea"),
        ("country:chile,guinea", "country:cl OR country:gn"),
    ],
)
def test_words_behind_a_field_are_no_name_when_nothing_has_it(text, read_as):
    reading = read(text, names)

    assert reading.read_as == read_as
    assert not reading.notices


@pytest.mark.parametrize(
    ("text", "possible"),
    [
        ("lithium Chile", ("lithium Chile", "lithium", "Chile")),
        ("Argentina's lithium", ("Argentina lithium", "Argentina", "lithium")),
        ('"rare earths" OR tin', ("rare earths tin", "rare earths", "tin")),
        ("no US export", ("no US export", "no US", "US export", "US", "export")),
        ("锂 -Chile country:cl", ("锂",)),
        ("", ()),
    ],
)
def test_names_are_sought_among_the_words_asked_for(text, possible):
    assert read(text).names == possible


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("Papua New Guinea", ["pg"]),
        ("guinea papua", ["gn"]),
        ("Guinea Papua New Guinea", ["pg"]),
        ("chile Guinea CHILE", ["cl", "gn"]),
    ],
)
def test_longer_name_is_meant_before_one_within_it(text, slugs):
    slug_of = {"papua new guinea": "pg", "guinea": "gn", "chile": "cl"}
    possible = read(text).names
    known = {n: ("country", slug_of[n.lower()]) for n in possible if n.lower() in slug_of}

    assert sorted(slug for _, slug in chosen_subjects(possible, known)) == sorted(slugs)


_PIECES = st.sampled_from(
    [
        *("(", ")", '"', "“", "-", "~", "~2", "*", "?", ":", "AND", "OR", "NOT", " ", "  ", "^2"),
        *("[", "TO", "title:", "date:", "has:", "source:", "foo:", "2024-03", "..", "lithium"),
        *("of", "锂", "'", "\x00"),
    ]
)


@given(st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=40).map("".join)))
def test_any_text_is_read_or_refused(text):
    with contextlib.suppress(InvalidQuery):
        reading = read(text)

        assert reading.query is not None or not text.replace("\x00", " ").split()
        assert repr(read(text)) == repr(reading)


@pytest.mark.parametrize(
    "text",
    [
        *("(" * 256 + ")" * 256, '"' * 511, "-" * 512, "NOT " * 128, "a:" * 256, "*a" * 256),
        *("a OR " * 102, "(a " * 170, "x" * 512, "'" * 512, "date:" * 100, "AND " * 128),
        *("~" * 512, ".." * 256),
    ],
)
def test_hostile_text_is_read_or_refused_in_few_steps(text):
    def read_or_refuse():
        with contextlib.suppress(InvalidQuery):
            read(text)

    calls, _ = calls_of(read_or_refuse)

    assert calls < 150_000


def test_very_long_text_is_refused_before_any_work():
    with pytest.raises(InvalidQuery, match="shorten"):
        read("x" * 1_000_000)
