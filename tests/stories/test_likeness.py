"""Which texts count as copies of one, whatever outlets do to them."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.stories._likeness import KEYS, are_copies, fingerprint, resemblance, wording_of
from archive.synthetic import clippings
from tests.stories import texts

PROSE = st.text(alphabet="ab 1 2é锂'\n.", max_size=400)


def are(one, two):
    return are_copies(wording_of(one), wording_of(two))


def keys_of(text):
    return fingerprint(wording_of(text))


def shared_keys(one, two):
    return len({*keys_of(one)} & {*keys_of(two)})


@pytest.mark.parametrize(
    "copy",
    [
        pytest.param(texts.WIRE, id="the same"),
        pytest.param(texts.REWORDED, id="other quotation marks, case and a few words"),
        pytest.param(texts.EXCERPT, id="the first half"),
        pytest.param(" ".join(texts.WIRE.split()), id="other line breaks"),
        pytest.param(f"ADVERTISEMENT\n\n{texts.WIRE}\n\nRead more: nickel falls", id="a frame"),
    ],
)
def test_a_copy_is_recognised(copy):
    assert are(texts.WIRE, copy)
    assert shared_keys(texts.WIRE, copy) > 1


def test_a_copy_in_chinese_is_recognised():
    cut = texts.CHINESE.split("\n")[0]

    assert are(texts.CHINESE, cut)
    assert shared_keys(texts.CHINESE, cut) > 1


@pytest.mark.parametrize(
    ("one", "two"),
    [
        pytest.param(texts.WIRE, texts.REWRITTEN, id="told in other words"),
        pytest.param(texts.MONDAY, texts.TUESDAY, id="price reports of two days"),
        pytest.param(
            texts.WIRE,
            "\n\n".join([texts.WIRE[:200], texts.MONDAY, texts.REWRITTEN, texts.CHINESE]),
            id="a digest that takes a passage over",
        ),
        pytest.param("", "", id="nothing"),
    ],
)
def test_what_is_no_copy_is_told_apart(one, two):
    assert not are(one, two)


@pytest.mark.parametrize("text", ["", "Photo: Reuters", "Page not found. " * 6])
def test_a_short_text_has_no_keys(text):
    assert keys_of(text) == ()


@given(PROSE, PROSE)
def test_resemblance_is_symmetric_and_a_share(one, two):
    one, two = wording_of(one), wording_of(two)

    assert 0 <= resemblance(one, two) == resemblance(two, one) <= 1
    assert are_copies(one, two) == are_copies(two, one)


@given(PROSE)
def test_keys_fit_the_database(text):
    keys = keys_of(text)

    assert len(keys) <= KEYS
    assert all(0 <= key < 2**32 for key in keys)


def test_synthetic_copies_are_found_and_nothing_else():
    made = list(clippings(500, seed=3))
    wordings = [wording_of(clipping.body) for clipping in made]
    keys = [{*fingerprint(wording)} for wording in wordings]
    told = {
        (one, two)
        for one, two in combinations(range(len(made)), 2)
        if made[one].story == made[two].story
    }

    found = {
        (one, two)
        for one, two in combinations(range(len(made)), 2)
        if len(keys[one] & keys[two]) > 1 and are_copies(wordings[one], wordings[two])
    }

    assert len(told) > 20
    assert found == told
