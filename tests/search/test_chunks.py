"""Chunks looked up thousands at a time get the numbers that they get one by one."""

import re
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.engines.whoosh import _chunk_table
from archive.search.engines.whoosh._chunks import Chunks

_ALPHABET = [
    *"ab ,\n\t\0é",
    "\u3000",
    "eightlet",
    "eightlet" * 2,
    "eightlet" * 2 + "s",
    "锂矿业",
]
_CHUNK = re.compile(rb"[^\x00- ]+")


@pytest.fixture(params=[1, 19], ids=["crowded table", "roomy table"])
def _table_bits(request, monkeypatch):
    monkeypatch.setattr(_chunk_table, "_BITS", request.param)


@pytest.mark.usefixtures("_table_bits")
def test_chunks_of_many_texts_get_the_numbers_of_each_chunk():
    @given(st.lists(st.lists(st.sampled_from(_ALPHABET)).map("".join), max_size=20))
    def check(strings):
        texts = [text.encode() for text in strings]
        chunks = Chunks()
        for _ in ("unknown", "known"):
            found, counts = chunks.numbered(texts)
            by_number = list(chunks)
            expected = [_CHUNK.findall(text) for text in texts]
            assert counts.tolist() == list(map(len, expected))
            assert [by_number[number] for number in found] == list(chain(*expected))

    check()


def test_a_text_may_contain_half_a_pair_of_surrogates():
    chunks = Chunks()

    found, _ = chunks.numbered(["lithium \ud83d lithium".encode(errors="surrogatepass")])

    assert found.tolist() == [0, 1, 0]
