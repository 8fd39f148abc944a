"""The copies of a text that is not in the archive."""

import pytest

from archive.stories import find_copies, place
from tests.factories import make_article

STORY = (
    "Chile's lithium output rose twelve percent in February, the regulator said on Tuesday, as "
    "two plants near Antofagasta widened their ponds and shipped more carbonate to Japan. Prices "
    "had fallen for nine months before the rise, and traders expect them to fall again by May."
)
OTHER = (
    "Graphite makers in Mozambique asked their government for a longer tax holiday, saying that "
    "anode plants in three other countries pay nothing for ten years after their first delivery."
)


@pytest.fixture
def archive(db):
    copy = make_article("Reuters\n\n" + STORY.replace("twelve", "eleven"))
    other = make_article(OTHER)
    chinese = make_article(
        "智利二月份锂产量增长百分之十二,监管机构周二表示,安托法加斯塔附近的两家工厂扩大了盐池。"
    )
    for article in (copy, other, chinese):
        place(article)
    return copy, chinese


def test_copies_are_found_although_words_changed(archive):
    found = find_copies(STORY + "\n\nSubscribe to our newsletter for more of this.")

    assert [each.article for each in found] == [archive[0]]
    assert 0.7 < found[0].resemblance < 1


def test_copies_are_found_in_a_script_without_spaces(archive):
    found = find_copies(archive[1].text.replace("周二", "周三"))

    assert [each.article for each in found] == [archive[1]]


@pytest.mark.parametrize(
    "text",
    ["", "Lithium", "?!", "x" * 5_000, '"quotes" OR (brackets AND title:', OTHER[::-1]],
)
def test_other_texts_have_no_copies(archive, text):
    assert find_copies(text) == ()
