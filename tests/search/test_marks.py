"""What a question asks for, found in any text as the index would find it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search import MAX_MARKED, find_marks
from tests.work import calls_of

TEXT = "Exports of Li-ion cells: an export control on graphite. Export of controls, 锂矿业."


def marked(question, text=TEXT, name="body"):
    return [
        (text[mark.start : mark.end], mark.term) for mark in find_marks(question, text, name=name)
    ]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("", []),
        ("*", []),
        ("export", ["Exports", "export", "Export"]),
        ("EXPORTING", ["Exports", "export", "Export"]),
        ('"export control"', ["export control"]),
        ('"export control"~2', ["export control", "Export of controls"]),
        ('"export graphite"~9', ["Exports of Li-ion cells: an export control on graphite"]),
        ("li-ion", ["Li-ion"]),
        ("lion", []),
        ("liion", ["Li-ion"]),
        ("graph*", ["graphite"]),
        ("*phit?", ["graphite"]),
        ("g*p*t*", ["graphite"]),
        ("graphte~", ["graphite"]),
        ("grahpiet~2", ["graphite"]),
        ("锂矿业", ["锂矿业"]),
        ("锂", ["锂"]),
        ("cells OR (graphite of)", ["cells", "graphite"]),
        ("cells -graphite", ["cells"]),
        ("cells NOT (graphite OR export)", ["cells"]),
        ("source:export country:cl date:2024 is:unreviewed graphite", ["graphite"]),
        ("title:graphite", []),
    ],
)
def test_marks_are_what_the_question_asks_for(question, found):
    assert [words for words, _ in marked(question)] == found


def test_a_mark_names_the_part_of_the_question_that_it_answers():
    assert marked('graph* "export control" export title:cells') == [
        ("Exports", "export"),
        ("export control", '"export control"'),
        ("export", "export"),
        ("graphite", "graph*"),
        ("Export", "export"),
    ]


def test_a_title_has_what_is_asked_of_titles_and_of_any_text():
    assert marked("title:graphite cell*", "Graphite cells", "title") == [
        ("Graphite", "title:graphite"),
        ("cells", "cell*"),
    ]


def test_a_phrase_is_found_through_a_later_word_when_the_nearest_leads_nowhere():
    assert marked('"a b c"~3', "a b x b y c") == [("a b x b y c", '"a b c"~3')]


@pytest.mark.parametrize("question", ["word " * 200, "a* b*c d* e* f*", "(" * 20 + "a" + ")" * 20])
def test_a_question_that_breaks_a_limit_has_no_marks(question):
    assert find_marks(question, TEXT) == ()


def test_only_the_beginning_of_an_endless_text_is_looked_through():
    text = "lithium " * (MAX_MARKED // 8) + "graphite"

    assert find_marks("graphite", text) == ()
    assert len(find_marks("lithium", text)) == MAX_MARKED // 8


@pytest.mark.parametrize(
    "question", ['"a a a a a a a a a a a a"~50', "a*a*a*a*a*a*a*a*b ab*", "aaaaaaaaaab~2 aa~2"]
)
def test_the_work_is_linear_in_the_text(question):
    def calls(size):
        text = "a " * size + ("a" * 60 + " ") * (size // 60)
        return calls_of(lambda: find_marks(question, text))[0]

    assert calls(8_000) < 12 * calls(1_000)


_TEXTS = st.text("aAé 锂矿-'. \n1", max_size=60)


@given(st.text("aé锂矿-*~\"' ()1", max_size=20), _TEXTS)
def test_marks_lie_in_the_text_in_order_and_apart_within_a_term(question, text):
    ends = {}
    before = 0
    for mark in find_marks(question, text):
        assert before <= mark.start < mark.end <= len(text)
        assert mark.start >= ends.get(mark.term, 0)
        before, ends[mark.term] = mark.start, mark.end
