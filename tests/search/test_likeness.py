"""Which words tell a text from others."""

from archive.search import make_background, stems_of, telling_words

OTHERS = [
    "The ministry said lithium exports rose.",
    "The ministry said graphite exports fell.",
    "The lithium price rose, the ministry said.",
    "The mine opened.",
]
TEXT = "Zhicun plans a lithium mine. The ministry said Zhicun will mine brine in 2024. Mines rose."


def words(text, limit=10, texts=OTHERS):
    return [word.word for word in telling_words(text, make_background(texts), limit)]


def test_rare_and_frequent_words_and_names_come_first():
    assert words(TEXT)[0] == "Zhicun"
    assert words("a quarry by the quarry, a shaft", limit=2) == ["quarry", "shaft"]


def test_words_that_every_text_has_tell_nothing():
    assert "the" not in [word.lower() for word in words(TEXT)]
    assert words("The ministry", texts=["The ministry"]) == []


def test_a_word_that_tells_little_beside_the_first_is_left_out():
    assert words("Zhicun Zhicun lithium", limit=2) == ["Zhicun"]


def test_numbers_and_scraps_tell_nothing():
    assert not {"2024", "in", "a", "por"} & set(words(f"{TEXT} por"))


def test_a_capital_at_the_beginning_of_a_sentence_makes_no_name():
    assert "plant" in words("Plant opens. The plant grows.")


def test_no_more_words_than_asked_for():
    assert len(words(TEXT, limit=2)) == 2


def test_chinese_is_told_by_pairs_of_characters():
    assert "锂矿" in words("锂矿业发展")


def test_nothing_is_told_of_an_empty_text_or_from_an_empty_sample():
    assert words("") == []
    assert words("lithium", texts=[]) == []
    assert stems_of("") == frozenset()
