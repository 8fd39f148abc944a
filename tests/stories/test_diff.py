"""Two texts word by word."""

from hypothesis import given
from hypothesis import strategies as st

from archive.stories import compare_words
from archive.stories._diff import MAX_WORDS


def kinds(old, new):
    return [(piece.kind, piece.text.strip()) for piece in compare_words(old, new)]


def test_a_changed_word_is_shown_between_what_both_have():
    assert kinds("Chile mines lithium now", "Chile sells lithium now") == [
        ("same", "Chile"), ("removed", "mines"), ("added", "sells"), ("same", "lithium now"),
    ]  # fmt: skip


def test_spacing_and_capitals_are_no_difference():
    assert kinds("LITHIUM  from\nChile", "Lithium from Chile") == [("same", "Lithium from Chile")]


def test_chinese_is_compared_by_characters():
    assert kinds("锂价上涨", "锂价下跌") == [
        ("same", "锂价"), ("removed", "上涨"), ("added", "下跌"),
    ]  # fmt: skip


def test_a_long_agreement_is_shortened_around_a_difference():
    old = " ".join(f"w{number}" for number in range(200))
    pieces = compare_words(old, old.replace("w100 ", "other "))

    assert [piece.kind for piece in pieces] == [
        "left out", "same", "removed", "added", "same", "left out",
    ]  # fmt: skip
    assert pieces[0].count + pieces[5].count + 24 + 1 == 200


def test_what_is_too_long_is_said():
    long = " ".join(f"w{number}" for number in range(MAX_WORDS + 5))

    assert compare_words(long, "short")[-1].kind == "not compared"
    assert compare_words(long, "short")[-1].count == 5


def test_a_text_that_repeats_one_word_is_compared_all_the_same():
    pieces = compare_words("a " * MAX_WORDS, "a b " * (MAX_WORDS // 2))

    assert pieces


WORDS = st.lists(st.sampled_from(["Li", "mine", "锂", "of", "-"]), max_size=30).map(" ".join)


@given(WORDS, WORDS)
def test_the_pieces_give_both_texts_back(old, new):
    pieces = [piece for piece in compare_words(old, new) if piece.kind != "left out"]
    if len(pieces) == len(compare_words(old, new)):
        assert "".join(piece.text for piece in pieces if piece.kind != "removed") == new
