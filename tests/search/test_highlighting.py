"""Snippets: the best pieces of a long text, cut between words, losing and adding nothing."""

from hypothesis import given
from hypothesis import strategies as st

from archive.search._language import read
from archive.search.engines.whoosh._highlighting import marked, snippets
from archive.search.engines.whoosh._marks import marks_of

_WORDS = st.lists(st.sampled_from(["lithium", "mines", "the", "<b>", "锂矿", "Li-ion", "x" * 90]))


def _marks(text, field="body"):
    return marks_of(read(text).query, field)


def _whole(snippet):
    return "".join(piece.text for piece in snippet)


def test_snippets_are_the_two_pieces_with_most_of_the_question():
    filler = "word " * 100
    text = f"{filler}lithium {filler}lithium mine {filler}cobalt lithium mine {filler}"

    first, second = snippets(text, _marks("lithium mine cobalt"))

    assert "lithium mine" in _whole(first)
    assert "cobalt lithium mine" in _whole(second)
    assert len(_whole(first)) < 250


def test_text_without_a_match_is_shown_from_its_beginning():
    (snippet,) = snippets("A beginning. " + "word " * 200, _marks("lithium"))

    assert _whole(snippet).startswith("A beginning.")
    assert not any(piece.is_match for piece in snippet)


def test_only_whole_phrases_are_marked():
    text = "export of goods. A ban of exports. A ban."

    pieces = [piece.text for piece in marked(text, _marks('"ban of exports"')) if piece.is_match]

    assert pieces == ["ban", "of", "exports"]


def test_excluded_words_are_not_marked():
    snippet = marked("lithium and cobalt", _marks("lithium -cobalt"))

    assert [piece.text for piece in snippet if piece.is_match] == ["lithium"]


@given(_WORDS, st.sampled_from(["lithium", "mine OR 锂", "Li-ion the", '"the mine"']))
def test_marking_loses_nothing(words, question):
    text = " ".join(words)

    assert _whole(marked(text, _marks(question))) == text


@given(_WORDS, st.sampled_from(["lithium", "mine OR 锂", "Li-ion the", '"the mine"']))
def test_snippets_are_pieces_of_the_text(words, question):
    text = " ".join(words)

    for snippet in snippets(text, _marks(question)):
        bare = _whole(snippet).removeprefix("… ").removesuffix(" …")
        assert bare in text
