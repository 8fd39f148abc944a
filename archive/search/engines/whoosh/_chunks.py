"""Pieces of text between spaces as numbers: each is analysed once, however often it stands."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from archive.search._analysis import tokens_of_chunk
from archive.search.engines.whoosh import _inverting
from archive.search.engines.whoosh._arrays import Array, starts
from archive.search.engines.whoosh._chunk_table import SHORT, ChunkTable, halves
from archive.search.engines.whoosh._inverting import Keys

ERRORS = "surrogatepass"  # a text may contain half a pair
_SPACE = ord(" ")  # which separates chunks, as does every control character below it


class Vocabulary(dict[str, int]):
    """Numbers for words, in the order in which they are first seen; `terms` are the words."""

    def __init__(self) -> None:
        self.terms: list[bytes] = []

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        self.terms.append(word.encode())
        return number


class Chunks(dict[bytes, int]):
    """Numbers for chunks, and the tokens of each."""

    def __init__(self) -> None:
        self._table = ChunkTable()
        self.stem_numbers, self.word_numbers = Vocabulary(), Vocabulary()
        self._stems, self._words, self._offsets = array("I"), array("I"), array("I")
        self._token_counts, self._widths = array("I"), array("I")

    def __missing__(self, chunk: bytes) -> int:
        number = self[chunk] = len(self)
        tokens = tokens_of_chunk(chunk.decode(errors=ERRORS))
        self._stems.extend([self.stem_numbers[token.stem] for token in tokens])
        self._words.extend([self.word_numbers[token.word] for token in tokens])
        self._offsets.extend([token.position for token in tokens])
        self._token_counts.append(len(tokens))
        self._widths.append(tokens[-1].position + 1 if tokens else 0)
        return number

    def numbered(self, texts: Sequence[bytes]) -> tuple[Array, Array]:
        """Return the numbers of the chunks of texts, and how many chunks each text has."""
        text = b" ".join((b"", *texts, b" " * SHORT))
        is_space = np.frombuffer(text, dtype=np.uint8) <= _SPACE
        edges = np.flatnonzero(is_space[1:] != is_space[:-1]) + 1
        begins, ends = edges[::2], edges[1::2]
        bounds = starts([len(each) + 1 for each in texts])
        return self._found(text, begins, ends), np.diff(begins.searchsorted(bounds, "right"))

    def _found(self, text: bytes, begins: Array, ends: Array) -> Array:
        """Return the numbers of the chunks between places in a text."""
        sizes = ends - begins
        is_short = sizes <= SHORT
        heads, tails = halves(text, begins, sizes)
        found, is_known = self._table.find((heads, tails))
        others = np.flatnonzero(~(is_known & is_short))
        places = zip(begins[others].tolist(), ends[others].tolist(), strict=True)
        found[others] = [self[text[begin:end]] for begin, end in places]
        new = others[is_short[others]]
        self._table.keep((heads[new], tails[new]), found[new])
        return found

    def tokens(self) -> "ChunkTokens":
        """Return the tokens of all chunks so far."""
        return ChunkTokens(
            stems=numbers(self._stems),
            words=numbers(self._words),
            offsets=numbers(self._offsets),
            counts=numbers(self._token_counts),
            widths=numbers(self._widths),
            stem_terms=self.stem_numbers.terms,
            word_terms=self.word_numbers.terms,
        )


@dataclass(frozen=True)
class ChunkTokens:
    """The tokens of chunks, one chunk after the other.

    Chunk i has `counts[i]` tokens and takes `widths[i]` positions; `stems`, `words` and
    `offsets` (positions within the chunk) are by token.
    """

    stems: Array
    words: Array
    offsets: Array
    counts: Array
    widths: Array
    stem_terms: list[bytes]
    word_terms: list[bytes]

    @cached_property
    def firsts(self) -> Array:
        """The first token of each chunk."""
        return starts(self.counts)[:-1]

    def stem_keys(self, used: Array) -> tuple[list[bytes], Keys]:
        """Return the stems among the tokens of a mask, and for every token a key."""
        terms, keys = _inverting.ranked_keys(self.stem_terms, self.stems, used)
        return terms, keys + self.offsets

    def word_keys(self, used: Array) -> tuple[list[bytes], Keys]:
        """Return the unstemmed words among the tokens of a mask, and for every token a key."""
        return _inverting.ranked_keys(self.word_terms, self.words, used)

    def of(self, chunks: Array) -> Array:
        """Return which tokens belong to the chunks of a mask, as a mask."""
        return np.repeat(chunks, self.counts)


def numbers(values: "array[int]") -> Array:
    """Return a column of 32-bit numbers as an array."""
    return np.array(values, dtype=np.uint32)
