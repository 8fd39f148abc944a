"""Finding in a text what a person quotes from it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest import UnclearQuote, find_quote

TEXT = (
    "Lithium rose.\nThe  ministry’s\r\n“long – plan”\u00a0was  praised. Lithium fell; lithium fell."
)


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("rose. The ministry's", "rose.\nThe  ministry’s"),
        ('"long - plan" was praised', "“long – plan”\u00a0was  praised"),
        ("  praised\n\n", "praised"),
        ("THE MINISTRY", "The  ministry"),
        ("Lithium fell", "Lithium fell"),
        ("lithium fell", "lithium fell"),
    ],
)
def test_quote_is_found_whatever_its_spaces_quotes_and_dashes(quote, found):
    start, end = find_quote(TEXT, quote)

    assert TEXT[start:end] == found


@pytest.mark.parametrize("text", ["Ko\u0308ln pays", "K\u00f6ln pays"])
@pytest.mark.parametrize("quote", ["Ko\u0308ln", "K\u00f6ln"])
def test_accents_may_be_written_either_way(text, quote):
    start, end = find_quote(text, quote)

    assert text[start:end] in {"Ko\u0308ln", "K\u00f6ln"}


@pytest.mark.parametrize(
    ("quote", "near", "said"),
    [
        ("", None, "at least one word"),
        (" \n", None, "at least one word"),
        ("cobalt", None, "do not stand in the text"),
        ("rose ministry", None, "do not stand in the text"),
        ("Lithium", None, "2 places"),
        ("Lithium", 5, "2 places"),
        ("Lithium", 10**9, "2 places"),
        ("x" * 1001, None, "at most 1,000"),
        ("(.*)+", None, "do not stand"),
    ],
)
def test_unclear_quotes_are_refused_with_the_reason(quote, near, said):
    with pytest.raises(UnclearQuote, match=said):
        find_quote(TEXT, quote, near)


def test_the_place_of_a_selection_settles_which_words_are_meant():
    second = TEXT.rindex("Lithium")

    assert find_quote(TEXT, "Lithium", 0) == (0, 7)
    assert find_quote(TEXT, "Lithium", second) == (second, second + 7)
    assert find_quote(TEXT, "Lithium", second - 1) == (second, second + 7)


@given(st.text(min_size=1, max_size=80), st.data())
def test_every_selection_of_a_text_is_found_where_it_was_made(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = text[start:end]
    if not quote.split():
        return

    found = find_quote(text, quote, start)

    assert text[slice(*found)] == quote.strip()
