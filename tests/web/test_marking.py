from hypothesis import given
from hypothesis import strategies as st

from archive.web._marking import Span, marked

TEXT = "China Daily reports on lithium"


def written(tokens):
    """Write tokens as the template does, with square brackets for marks."""
    return "".join(
        {"open": f"[{token.number}:", "close": "]"}.get(token.kind, token.text) for token in tokens
    )


def test_nested_spans_become_nested_marks():
    spans = [Span(0, 5, 2), Span(0, 11, 1)]

    assert written(marked(TEXT, 0, len(TEXT), spans)) == ("[1:[2:China] Daily] reports on lithium")


def test_crossing_spans_are_split_so_that_marks_nest():
    spans = [Span(0, 11, 1), Span(6, 19, 2)]

    assert written(marked(TEXT, 0, len(TEXT), spans)) == (
        "[1:China [2:Daily]][2: reports] on lithium"
    )


def test_only_the_first_piece_of_a_span_carries_its_id():
    first = marked(TEXT, 0, 8, [Span(6, 19, 1)])
    second = marked(TEXT, 8, len(TEXT), [Span(6, 19, 1)])

    assert [token.is_first for token in (*first, *second) if token.kind == "open"] == [True, False]


def test_spans_outside_the_range_are_ignored():
    assert written(marked(TEXT, 0, 5, [Span(6, 11, 1)])) == "China"


spans = st.tuples(st.integers(0, 30), st.integers(1, 30), st.integers(0, 9)).map(
    lambda parts: Span(parts[0], parts[0] + parts[1], parts[2])
)


@given(st.text(min_size=1, max_size=30), st.lists(spans, max_size=8))
def test_marking_keeps_every_character_and_closes_every_mark(text, found):
    tokens = marked(text, 0, len(text), found)

    assert "".join(token.text for token in tokens) == text
    depth = 0
    for token in tokens:
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        assert depth >= 0
    assert depth == 0


@given(st.text(min_size=1, max_size=30), st.lists(spans, max_size=8))
def test_every_character_lies_under_exactly_its_spans(text, found):
    position, opened = 0, []
    for token in marked(text, 0, len(text), found):
        if token.kind == "open":
            opened.append(token.number)
        elif token.kind == "close":
            opened.pop()
        for offset in range(len(token.text)):
            at = position + offset
            expected = [span.number for span in found if span.start <= at < span.end]
            assert sorted(opened) == sorted(expected)
        position += len(token.text)
