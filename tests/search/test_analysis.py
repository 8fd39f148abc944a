"""One analysis for the index, the question and the highlights."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search._analysis import compounds, fold, stem, tokenize, tokens_of_chunk


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Lithium mines", ["lithium", "mines"]),
        ("Li-ion", ["li", "liion", "ion"]),
        ("NMC-811", ["nmc", "nmc811", "811"]),
        ("U3O8", ["u3o8"]),
        ("Li₂CO₃", ["li2co3"]),
        ("A$1.2bn", ["a", "a1.2bn", "1.2", "bn"]),
        ("12,500 t", ["12500", "t"]),
        ("China's", ["china"]),
        ("Côte d’Ivoire", ["cote", "d", "divoire", "ivoire"]),
        ("Co\u0302te", ["cote"]),
        ("exam\u00adple", ["example"]),
        ("锂矿", ["锂", "锂矿", "矿"]),
        ("mine.The", ["mine", "the"]),
        ("İstanbul Łódź Straße", ["istanbul", "lodz", "strasse"]),
        ("", []),
        ("...", []),
    ],
)
def test_tokenize_gives_words(text, words):
    assert [token.word for token in tokenize(text)] == words


def test_joined_form_shares_the_position_of_the_first_part():
    positions = {token.word: token.position for token in tokenize("a Li-ion cell")}

    assert positions == {"a": 0, "li": 1, "liion": 1, "ion": 2, "cell": 3}


@pytest.mark.parametrize(
    ("word", "stemmed"),
    [
        ("mines", "mine"),
        ("mining", "mine"),
        ("minerals", "mineral"),
        ("batteries", "batteri"),
        ("u3o8", "u3o8"),
        ("2024", "2024"),
        ("gas", "gas"),
        ("矿", "矿"),
    ],
)
def test_stem(word, stemmed):
    assert stem(word) == stemmed


@given(st.text())
def test_tokens_point_into_the_text_in_order(text):
    tokens = list(tokenize(text))

    assert all(0 <= token.start < token.end <= len(text) for token in tokens)
    assert [token.position for token in tokens] == sorted(token.position for token in tokens)
    assert all(token.word and token.stem for token in tokens)


@given(st.text() | st.text("aZs'’-_.,(“é锂8", max_size=8) | st.text("ab", min_size=60))
def test_chunks_are_cut_as_texts_are(text):
    for chunk in text.split():
        assert tokens_of_chunk(chunk) == list(tokenize(chunk))


@given(st.text())
def test_fold_is_stable(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=30))
def test_question_asks_for_terms_that_the_index_has(text):
    indexed = {token.stem for token in tokenize(text)}

    for compound in compounds(text):
        assert indexed.issuperset(compound.stems)
        assert not compound.joined or stem(compound.joined) in indexed
